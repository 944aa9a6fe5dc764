"""Plans kept as JSON, read back strictly."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json

from regime.contradictions import refuse_contradicting
from regime.paths import dotted
from regime.plan import FORMAT, Plan
from regime.problems import MOST, Code, InputError, Path, Problem, quoted, visible
from regime.shape import wrong_value

AS_SAVED = (
    'a plan as "regime plan ... -o plan.json" saves it; one made by hand is a timetable (regime schema timetable).'
)


def plan_of_json(text: str, name: str = "<text>") -> Plan:
    """The plan that a JSON text holds. Raises ``InputError`` if it is none, of another format, or one that contradicts
    itself."""
    data = json_of(text, name, AS_SAVED)
    if not isinstance(data, dict) or "regime_plan" not in data:
        what = 'this JSON is no plan: it does not begin with "regime_plan"'
        raise _refused(name, Code.MISSING_FIELD, what, AS_SAVED)
    if data["regime_plan"] != FORMAT or isinstance(data["regime_plan"], bool):
        what = f"this plan has format {quoted(data['regime_plan'])}; only format {FORMAT} can be read here"
        raise _refused(name, Code.WRONG_VALUE, what, "the version of the program that wrote it, or plan the day again.")
    if twice := [_named(data, at) for at in _given_twice(json.loads(_unmarked(text), object_pairs_hook=tuple))]:
        found = [(f"{_owner(at)} has {quoted(at[-1])} twice", "keep one of the two.") for at in twice]
        raise InputError(Problem(visible(name), 0, 0, Code.DUPLICATE, *each) for each in found)
    try:
        plan = Plan.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)[: MOST + 1]
        problems = [_problem(name, detail, _named(data, detail["loc"])) for detail in details]
        bare = [place for place, problem in enumerate(problems) if not problem.try_]
        for place in bare[:1]:  # said of the first, it is said of all
            problems[place] = replace(problems[place], try_=AS_SAVED)
        raise InputError(problems) from None
    refuse_contradicting(plan, name)
    return plan


def json_of(text: str, name: str, try_: str) -> object:
    """What a JSON text says. Raises ``InputError``, with what to ``try_``, if it is none."""
    try:
        data: object = from_json(_unmarked(text), allow_inf_nan=False)
    except ValueError as error:
        raise _refused(name, Code.UNREADABLE, f"this is not JSON: {visible(str(error))}", try_) from None
    return data


def _unmarked(text: str) -> str:
    """A text without the mark that some editors put first."""
    return text.removeprefix("\ufeff")


def _given_twice(value: object, at: Path = ()) -> Iterator[Path]:
    """Places of fields that are given twice, where the fields of an object are a tuple of pairs; not of those in
    them, which may be meant for either."""
    fields = value if isinstance(value, tuple) else tuple(enumerate(value)) if isinstance(value, list) else ()
    given = Counter(field for field, _ in fields)
    for field, part in fields:
        if given[field] == 1:
            yield from _given_twice(part, (*at, field))
    yield from ((*at, field) for field, times in given.items() if times > 1)


def _owner(at: Path) -> str:
    """What a field at a place is of."""
    return dotted(at[:-1]) or "the plan"


def _named(data: dict[str, Any], at: Path) -> Path:
    """A place in a plan, with the name of the group or the session where it has one."""
    if at[0] not in ("groups", "sessions") or not at[1:] or not isinstance(line := data[at[0]][at[1]], dict):
        return at
    name = " ".join(line[field] for field in ("group", "activity", "time") if isinstance(line.get(field), str))
    return (at[0], name or at[1], *at[2:])


def _problem(name: str, detail: ErrorDetails, at: Path) -> Problem:
    owner, try_ = _owner(at), ""
    if detail["type"] == "missing":
        code, what = Code.MISSING_FIELD, f"{owner} has no {quoted(at[-1])}"
    elif detail["type"] == "extra_forbidden":
        code, what = Code.UNKNOWN_FIELD, f"{owner} has no field {quoted(at[-1])}"
    else:
        found = wrong_value(detail, at, detail["input"])
        code, what = found.code, found.what
        try_ = "" if detail["type"] == "model_type" else found.advice()  # whose fields are those of a prison file
    return Problem(visible(name), 0, 0, code, what, try_)


def _refused(name: str, code: Code, what: str, try_: str) -> InputError:
    return InputError([Problem(visible(name), 0, 0, code, what, try_)])
