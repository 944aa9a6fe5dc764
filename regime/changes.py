"""Changes to a prison by path, for scenarios and what-if: ``staff.early.officers = +2``.

A path follows the prison file (see `regime.paths`). A value replaces what is there, and fields in braces under a new
name add an entry, which stands on the defaults of its kind like one of the file. ``+2``, ``-3``, ``+10%`` and ``-50%``
change a number (to the nearest whole one), ``+3`` a percentage by points and a time or a span by minutes, ``+-30``
widens a span at both ends, and nothing at all (``null``) takes a named entry away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from pydantic import JsonValue, ValidationError

from regime.clock import DASH, clock, minutes
from regime.consistency import consistency_findings
from regime.names import name_findings
from regime.packs import with_defaults
from regime.paths import Place, in_path, of_many, parted, places, refused, shared
from regime.plan import Change, Plan
from regime.prison import DEFAULTS, NO_DAY, Prison
from regime.problems import Code, InputError, Path, Problem, of_each, quoted
from regime.shape import shape_findings
from regime.source import read_text
from regime.tree import Entry, File, Mark, Node

MOST_TRIED = 60
"""Settings of which each is left out to see which of them is at fault; each takes as long as all together."""

_BY = re.compile(rf"(\+|{DASH})(\d{{1,6}})(%?)")
_TOO_MUCH = re.compile(rf"(\+|{DASH})\d{{7,}}%?")
_WIDER = re.compile(rf"\+{DASH}(\d{{1,4}})")
_TIME = re.compile(r"\d{1,2}:\d{2}")
_SPAN = re.compile(r"\d{1,2}:\d{2}-\d{1,2}:\d{2}")
_PERCENTAGE = re.compile(r"(\d{1,3})%")


class NothingToChange(InputError):  # noqa: N818 - it names what is so
    """Settings whose paths all stand for nothing in a prison."""


def changed(prison: Prison, settings: Mapping[str, JsonValue]) -> tuple[Prison, tuple[Change, ...]]:
    """The prison with every setting (path -> value) made, and what changed.

    A path with ``*`` may stand for nothing as long as another one changes something, and ``+10%`` of everything passes
    over percentages: they follow what they are percentages of.

    Raises ``InputError``: every path that leads nowhere, two settings of one value, a value that cannot be, or a
    prison that makes no sense afterwards.
    """
    from regime.asked import refuse_wrong  # which knows the runs that change prisons

    refuse_wrong(prison=prison, settings=settings)
    return _changed(prison, settings)


def _changed(
    prison: Prison, settings: Mapping[str, JsonValue], *, whose: bool = True
) -> tuple[Prison, tuple[Change, ...]]:
    """The same; unless it is to be told ``whose`` fault it is, what is wrong afterwards is headed by all settings."""
    description = described(prison)
    found: dict[Path, tuple[Place, Change]] = {}

    def find(asked: tuple[str, JsonValue]) -> bool:
        """Find what one setting changes; whether it passes over percentages."""
        path, value = asked
        follows = False
        for place in places(description, path, value):
            if of_many(path) and _follows(place.old, value):
                follows = True
                continue
            _refuse_shared(prison, place, value, path, settings)
            change = Change(path=place.written, old=place.old, new=_new(place.old, value, path))
            known = found.setdefault(place.steps, (place, change))[1]
            if known is not change and (known != change or _relative(value)):
                raise refused(path, Code.DUPLICATE, f"{place.written} is set twice", "one value for each path.")
        return follows

    def make() -> Prison:
        """Make what was found: what is wrong with it is told beside the paths that lead nowhere."""
        for place, change in found.values():
            if change.new is not None:
                place.put(_in_full(prison, place, change.new))
        # Later items of a list go before earlier ones, so that those keep their numbers.
        gone = [place for place, change in found.values() if change.new is None]
        for place in sorted(gone, key=lambda place: place.last if isinstance(place.last, int) else 0, reverse=True):
            place.put(None)
        return _understood(prison, description, settings, whose=whose)

    steps: list[Callable[[], Any]] = [*(partial(find, asked) for asked in settings.items()), make]
    *follow, after = of_each(lambda step: step(), steps)
    if settings and not found:
        path = ", ".join(settings)
        if any(follow):
            what = f"{path} are percentages, which follow what they are percentages of"
            raise refused(path, Code.WRONG_VALUE, what, "points, like +10, or what they are percentages of.")
        what = f"{path} stands for nothing in this prison"
        raise NothingToChange([Problem(path, 0, 0, Code.UNKNOWN_NAME, what, "something that it has.")])
    for at, (place, _) in found.items():
        if whole := [found[at[:n]][0].written for n in range(1, len(at)) if at[:n] in found]:
            what = f"{whole[0]} is set as a whole, and {place.written} in it"
            raise refused(place.written, Code.DUPLICATE, what, "one of them.")
    if any(change.new is None and isinstance(place.last, int) for place, change in found.values()):
        return after, tuple(change for _, change in found.values())  # what is left of the list has other numbers
    now = described(after)
    return after, tuple(_or_none(change, place, now) for place, change in found.values())


def described(prison: Prison) -> dict[str, Any]:
    """What changes can be made in."""
    return prison.model_dump(mode="json", exclude=set(NO_DAY))


def _in_full(prison: Prison, place: Place, value: JsonValue) -> JsonValue:
    """What is written at a place; a whole activity, wing or role in post stands on its defaults, as in the file."""
    section, *names = place.steps
    if len(names) != 1 or not isinstance(value, dict):
        return value
    lines: dict[Any, Any] = {**{name: getattr(prison, name) for name in DEFAULTS}, section: {names[0]: value}}
    tree, unknown_kinds = with_defaults(_node(lines, Mark(File(place.written, ()), 0, 0)))
    if unknown_kinds:
        raise InputError(tree.mark.problem(each.code, each.what, each.advice()) for each in unknown_kinds)
    full: JsonValue = tree.plain()[section][names[0]]
    return full


def _or_none(change: Change, place: Place, now: Any) -> Change:
    """A change, or none where it writes the same in another way: 8:30, or a span with another dash."""
    for step in place.steps if change.new is not None else ():
        now = now[step]
    return Change(path=change.path, old=change.old, new=change.old) if now == change.old else change


def _refuse_shared(
    prison: Prison, place: Place, value: JsonValue, path: str, settings: Mapping[str, JsonValue]
) -> None:
    """Refuse to change staff of a shift as if they were written there, where they come from those in post."""
    match place.steps:
        case ("staff", shift, "staff", role) if role in prison.in_post and shift in prison.in_post[role].shifts:
            own = prison.staff[shift].staff.get(role, 0)
            gone = ("in_post", f"in_post.{role}", f'in_post."{role}"', f"in_post.{in_path(role)}")
            alone = any(name in settings and settings[name] is None for name in gone)
            if not alone and (_relative(value) or not own):
                raise refused(path, Code.WRONG_VALUE, *shared(path, shift, role))


def setting(text: str, option: str = "--set") -> tuple[str, JsonValue]:
    """``PATH=VALUE`` as people write it behind an option, the value as in the file. Raises ``InputError``."""
    path, value = parted(text)
    place = f"{option} {text}"
    if not path or value is None:
        raise refused(place, Code.WRONG_VALUE, "this is no change", "PATH=VALUE, like staff.early.officers=30.")
    if _TOO_MUCH.fullmatch(value):
        raise refused(place, Code.WRONG_VALUE, f"{value} is too large a change", "six digits at the most.")
    if _relative(value):
        return path, re.sub(DASH, "-", value)
    try:
        read: JsonValue = read_text(f"value: {value}\n", place).plain()["value"]
    except InputError as error:
        # The line that was read is none that anybody wrote.
        raise InputError(Problem(place, 0, 0, each.code, each.what, each.try_) for each in error.problems) from None
    return path, read


def as_planned(prison: Prison, plan: Plan) -> Prison:
    """The prison with the changes with which a plan was made. Raises ``InputError`` where they can no longer be."""
    try:
        return changed(prison, {change.path: change.new for change in plan.changes})[0] if plan.changes else prison
    except InputError as error:
        told = (replace(problem, file=f"changed in the plan, {problem.file}") for problem in error.problems)
        raise InputError(told) from None


def _relative(value: JsonValue) -> bool:
    return isinstance(value, str) and (_BY.fullmatch(value) or _WIDER.fullmatch(value)) is not None


def _follows(old: JsonValue, value: JsonValue) -> bool:
    """Whether a value is a percentage and its change a share."""
    by = _BY.fullmatch(value) if isinstance(value, str) else None
    return by is not None and bool(by[3]) and isinstance(old, str) and _PERCENTAGE.fullmatch(old) is not None


def _new(old: JsonValue, value: JsonValue, path: str) -> JsonValue:
    """What a value becomes."""
    if not isinstance(value, str):
        return value
    if wider := _WIDER.fullmatch(value):
        if isinstance(old, str) and _SPAN.fullmatch(old):
            return _moved(old, (-int(wider[1]), int(wider[1])), value, path)
        raise _no_amount(old, f"{value} can only widen a span", path)
    relative = _BY.fullmatch(value)
    if relative is None:
        return value
    amount, share = int(relative[2]) * (1 if relative[1] == "+" else -1), bool(relative[3])
    if isinstance(old, int) and not isinstance(old, bool):
        new = (2 * old * (100 + amount) + 100) // 200 if share else old + amount
        return _not_below_zero(new, old, value, path)
    if isinstance(old, str) and not share:
        if percentage := _PERCENTAGE.fullmatch(old):
            return f"{_not_below_zero(int(percentage[1]) + amount, old, value, path)}%"
        if _TIME.fullmatch(old) or _SPAN.fullmatch(old):
            return _moved(old, (amount, amount), value, path)
    can = "can only change a number, a percentage (by points), a time or a span"
    raise _no_amount(old, f"{value} {can}", path)


def _no_amount(old: JsonValue, can: str, path: str) -> InputError:
    """The refusal of a change by so much where there is something else."""
    try_ = ""
    match old:
        case None:
            is_ = "empty"
        case list():
            is_ = "a list"
        case dict():
            is_ = f"no single value, but {', '.join(map(quoted, old)) or 'nothing at all'}"
            plain = [name for name, part in old.items() if not isinstance(part, (dict, list))]
            try_ = f"what is in it, like {path}.{in_path([*plain, *old][0])}." if old else ""
        case _:
            is_ = quoted(written(old))
    return refused(path, Code.WRONG_TYPE, f"{path} is {is_}: {can}", try_)


def _not_below_zero(new: int, old: JsonValue, value: str, path: str) -> int:
    if new < 0:
        what = f"{path}: {old} {value} would be below 0"
        left = f"{old} less at the most." if old not in (0, "0%") else "more: there is nothing left to take off."
        raise refused(path, Code.WRONG_VALUE, what, left)
    return new


def _moved(old: str, by: tuple[int, int], value: str, path: str) -> str:
    """A time or a span with its ends moved by minutes."""
    times = [minutes(time) + by[end] for end, time in enumerate(old.split("-"))]
    if not all(0 <= time <= 24 * 60 for time in times):
        what = f"{path}: {old} {value} would lie outside the day"
        raise refused(path, Code.WRONG_VALUE, what, "fewer minutes.")
    return "-".join(map(clock, times))


def _understood(
    before: Prison, description: dict[str, Any], settings: Mapping[str, JsonValue], *, whose: bool
) -> Prison:
    """The changed description as a prison, with the checks that a file gets."""
    tree = _node(description, Mark(File(heading(settings), ()), 0, 0))
    try:
        prison = Prison.model_validate(description)
    except ValidationError as error:
        findings = shape_findings(error, tree)
    else:
        # What is named elsewhere may have been taken away: that names nobody now, and is no slip.
        gone = _names(before)
        findings = [
            finding for finding in name_findings(prison) if not (finding.fine_in_packs and finding.name in gone)
        ]
        if not any(finding.severity == "error" for finding in findings):
            findings = [*findings, *consistency_findings(prison)]
        errors = [finding for finding in findings if finding.severity == "error"]
        if not errors:
            return prison.changed_from(before)
        findings = errors
    problems = [tree.mark.problem(finding.code, finding.what, finding.advice()) for finding in findings]
    raise InputError(_headed(problems, before, settings) if whose and 1 < len(settings) <= MOST_TRIED else problems)


def _headed(problems: list[Problem], before: Prison, settings: Mapping[str, JsonValue]) -> Iterator[Problem]:
    """Problems headed by the settings without which each would not be there; by all where others bring it as well."""
    stays: dict[str, set[str]] = {}
    for path in settings:
        stays[path] = set()
        try:
            _changed(before, {other: value for other, value in settings.items() if other != path}, whose=False)
        except InputError as error:
            stays[path] = {problem.what for problem in error.problems}
    for problem in problems:
        needed = {path: value for path, value in settings.items() if problem.what not in stays[path]}
        yield replace(problem, file=heading(needed or settings))


def heading(settings: Mapping[str, JsonValue]) -> str:
    """What the settings are called that something is wrong with: ``staff.early.officers = many``."""
    return ", ".join(f"{path} = {written(value)}" for path, value in settings.items())


def written(value: JsonValue) -> str:
    """A value as it is written in a prison file."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _names(prison: Prison) -> set[str]:
    """Names of people, activities, entitlements and posts, and whatever the list of what is kept names."""
    groups = {name: group for wing in prison.wings.values() for name, group in wing.groups.items()}
    tags = {tag for group in groups.values() for tag in group.tags}
    kinds = {activity.kind for activity in prison.activities.values()}
    people = {*prison.wings, *groups, *tags}
    return {*people, *prison.activities, *kinds, *prison.entitlements, *prison.posts, *prison.keep}


def _node(value: Any, mark: Mark) -> Node:
    if isinstance(value, dict):
        return Node({name: Entry(mark, _node(part, mark)) for name, part in value.items()}, mark)
    return Node([_node(part, mark) for part in value] if isinstance(value, list) else value, mark)
