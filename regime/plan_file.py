"""Plans kept as JSON, read back strictly."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json

from regime.paths import dotted
from regime.plan import FORMAT, Plan
from regime.problems import MOST, Code, InputError, Problem, quoted, visible
from regime.shape import wrong_value


def plan_of_json(text: str, name: str = "<text>") -> Plan:
    """The plan that a JSON text holds. Raises ``InputError`` if it is none, or one of another format."""
    data = json_of(text, name)
    if not isinstance(data, dict) or "regime_plan" not in data:
        what = 'this JSON is no plan: it does not begin with "regime_plan"'
        raise _refused(name, Code.MISSING_FIELD, what, 'a plan saved with "regime plan ... -o plan.json".')
    if data["regime_plan"] != FORMAT or isinstance(data["regime_plan"], bool):
        what = f"this plan has format {quoted(data['regime_plan'])}; only format {FORMAT} can be read here"
        raise _refused(name, Code.WRONG_VALUE, what, "the version of the program that wrote it, or plan the day again.")
    try:
        return Plan.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)[: MOST + 1]
        raise InputError(_problem(name, detail) for detail in details) from None


def json_of(text: str, name: str) -> object:
    """What a JSON text says. Raises ``InputError`` if it is none."""
    try:
        data: object = from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise _refused(name, Code.UNREADABLE, f"this is not JSON: {visible(str(error))}") from None
    return data


def _problem(name: str, detail: ErrorDetails) -> Problem:
    at, owner = detail["loc"], dotted(detail["loc"][:-1]) or "the plan"
    if detail["type"] == "missing":
        code, what = Code.MISSING_FIELD, f"{owner} has no {quoted(at[-1])}"
    elif detail["type"] == "extra_forbidden":
        code, what = Code.UNKNOWN_FIELD, f"{owner} has no field {quoted(at[-1])}"
    else:
        found = wrong_value(detail, at, detail["input"])
        code, what = found.code, found.what
    return Problem(visible(name), 0, 0, code, what)


def _refused(name: str, code: Code, what: str, try_: str = "") -> InputError:
    return InputError([Problem(visible(name), 0, 0, code, what, try_)])
