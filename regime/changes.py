"""Changes to a prison by dotted path, for scenarios and what-if: ``staff.early.officers = +2``.

A path follows the prison file: sections, names, fields. ``*`` stands for every entry of a section, a name with a dot
in it is written in quotes, and a shift's roles stand directly under it, as in the file. A value replaces what is there;
``+2``, ``-3``, ``+10%`` and ``-50%`` change a number (to the nearest whole one), ``+30`` a time by minutes, and nothing
at all (``null``) takes a named entry away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import JsonValue, ValidationError

from regime.clock import clock, minutes
from regime.consistency import consistency_findings
from regime.names import name_findings
from regime.plan import Change, Plan
from regime.prison import Prison
from regime.problems import Code, InputError, Problem, nearest, quoted
from regime.shape import shape_findings
from regime.source import read_text
from regime.tree import Entry, File, Mark, Node

_STEP = re.compile(r'"([^"]+)"|([^."]+)')
_RELATIVE = re.compile(r"([+-]\d{1,6})(%?)")
_TIME = re.compile(r"\d{1,2}:\d{2}")


def changed(prison: Prison, settings: Mapping[str, JsonValue]) -> tuple[Prison, tuple[Change, ...]]:
    """The prison with every setting (path -> value) made, and what changed.

    Raises ``InputError``: a path that leads nowhere, two settings of one value, a value that cannot be, or a prison
    that makes no sense afterwards.
    """
    description: dict[str, Any] = prison.model_dump(mode="json", by_alias=True)
    changes: dict[str, Change] = {}
    for path, value in settings.items():
        for part, last, written in _places(description, path, value):
            old = part[last]
            new = _new(old, value, path)
            if written in changes:
                raise _refused(path, Code.DUPLICATE, f"{written} is set twice", "one value for each path.")
            changes[written] = Change(path=written, old=old, new=new)
            if new is None and isinstance(old, dict):
                del part[last]
            else:
                part[last] = new
    return _understood(description, settings), tuple(changes.values())


def setting(text: str) -> tuple[str, JsonValue]:
    """``PATH=VALUE`` as people write it, the value as in the file. Raises ``InputError``."""
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        raise _refused(text, Code.WRONG_VALUE, "this is no change", "PATH=VALUE, like staff.early.officers=30.")
    if _RELATIVE.fullmatch(value.strip()):
        return path.strip(), value.strip()
    read: JsonValue = read_text(f"value: {value}\n", f"--set {text}").plain()["value"]
    return path.strip(), read


def as_planned(prison: Prison, plan: Plan) -> Prison:
    """The prison with the changes with which a plan was made."""
    return changed(prison, {change.path: change.new for change in plan.changes})[0] if plan.changes else prison


def scenario_settings(prison: Prison, names: Iterable[str]) -> dict[str, JsonValue]:
    """The settings of some of the prison's scenarios together. Raises ``InputError``: unknown, or two on one path."""
    together: dict[str, JsonValue] = {}
    for name in names:
        if name not in prison.scenarios:
            near = nearest(name, prison.scenarios)
            every = ", ".join(map(quoted, prison.scenarios)) or "the prison file describes none yet (scenarios:)"
            known = f"perhaps {quoted(near)}." if near else f"{every}."
            raise _refused(name, Code.UNKNOWN_NAME, f"there is no scenario {quoted(name)}", known)
        for path, value in prison.scenarios[name].changes.items():
            if path in together and together[path] != value:
                raise _refused(path, Code.DUPLICATE, f"{path} is set by two scenarios", "one of them at a time.")
            together[path] = value
    return together


def _places(
    description: dict[str, Any], path: str, value: JsonValue
) -> Iterator[tuple[dict[str, Any] | list[Any], Any, str]]:
    """Where a path leads: the part, the name in it, and the path without ``*``."""
    steps = [quoted_ or plain.strip() for quoted_, plain in _STEP.findall(path)]
    if not steps or not _STEP.sub("", path).strip(".") == "":
        raise _refused(path, Code.WRONG_VALUE, f"{quoted(path)} is no path", "names with dots between them.")
    found = list(_follow(description, steps, (), path))
    if not found:
        raise _refused(path, Code.UNKNOWN_NAME, f"{path} stands for nothing in this prison")
    yield from found


def _follow(
    part: Any, steps: list[str], done: tuple[str, ...], path: str
) -> Iterator[tuple[dict[str, Any] | list[Any], Any, str]]:
    step, rest = steps[0], steps[1:]
    if len(done) == 2 and done[0] == "staff" and step not in part and step in part["staff"]:
        part = part["staff"]
    if isinstance(part, list) and step.isdigit() and int(step) < len(part):
        step_in: Any = int(step)
    elif isinstance(part, dict) and step == "*":
        for name in list(part):
            yield from _follow(part, [name, *rest], done, path)
        return
    elif isinstance(part, dict) and step in part:
        step_in = step
    elif isinstance(part, dict) and len(done) >= 3 and done[0] == "staff" and done[2] == "less":
        # A cause, or a role of it, that the file does not name yet takes nobody.
        part[step] = {} if rest else 0
        step_in = step
    else:
        known = [*part, *part.get("staff", {})] if isinstance(part, dict) else []
        near = nearest(step, [str(name) for name in known])
        where = ".".join(done) or "the prison"
        what = f"{path}: {where} has no {quoted(step)}"
        raise _refused(path, Code.UNKNOWN_FIELD, what, f"perhaps {quoted(near)}." if near else "")
    if rest:
        yield from _follow(part[step_in], rest, (*done, step), path)
    else:
        yield part, step_in, ".".join(f'"{name}"' if "." in name else name for name in (*done, step))


def _new(old: JsonValue, value: JsonValue, path: str) -> JsonValue:
    """What a value becomes."""
    relative = _RELATIVE.fullmatch(value) if isinstance(value, str) else None
    if relative is None:
        return value
    amount, share = int(relative[1]), bool(relative[2])
    if isinstance(old, int) and not isinstance(old, bool):
        new = (2 * old * (100 + amount) + 100) // 200 if share else old + amount
        if new < 0:
            raise _refused(path, Code.WRONG_VALUE, f"{path}: {old} {value} would be below nought")
        return new
    if isinstance(old, str) and _TIME.fullmatch(old) and not share and 0 <= minutes(old) + amount <= 24 * 60:
        return clock(minutes(old) + amount)
    raise _refused(path, Code.WRONG_TYPE, f"{path} is {quoted(old)}: {value} can only change a number or a time")


def _understood(description: dict[str, Any], settings: Mapping[str, JsonValue]) -> Prison:
    """The changed description as a prison, with the checks that a file gets."""
    name = ", ".join(f"{path} = {value}" for path, value in settings.items())
    tree = _node(description, Mark(File(name, ()), 0, 0))
    try:
        prison = Prison.model_validate(description)
    except ValidationError as error:
        findings = shape_findings(error, tree)
    else:
        findings = name_findings(prison, sorted({a.kind for a in prison.activities.values()}))
        if not any(finding.severity == "error" for finding in findings):
            findings = [*findings, *consistency_findings(prison)]
        errors = [finding for finding in findings if finding.severity == "error"]
        if not errors:
            return prison
        findings = errors
    raise InputError(tree.mark.problem(finding.code, finding.what, finding.advice()) for finding in findings)


def _node(value: Any, mark: Mark) -> Node:
    if isinstance(value, dict):
        return Node({name: Entry(mark, _node(part, mark)) for name, part in value.items()}, mark)
    return Node([_node(part, mark) for part in value] if isinstance(value, list) else value, mark)


def _refused(where: str, code: Code, what: str, try_: str = "") -> InputError:
    return InputError([Problem(where, 0, 0, code, what, try_)])
