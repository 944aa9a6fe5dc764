"""The points that are asked for: what each is called, and the prison with its changes made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import Any

from pydantic import JsonValue

from regime.changes import changed, written
from regime.errors import Impossible, NoPlanInTime
from regime.made import fingerprint
from regime.paths import places
from regime.plan import Change
from regime.prison import Prison
from regime.problems import Code, InputError, Problem, of_each, quoted
from regime.scenarios import AS_IT_IS, in_scenarios, refuse_twice, scenario_settings
from regime.whatif.axis import MOST_POINTS, Axis
from regime.whatif.looser import allows
from regime.whatif.result import Point

_AMOUNT = re.compile(r"([+-]?\d+)%?")
_EARLY = re.compile(r"\d:\d{2}")
"""A time before ten with one digit for its hour."""


@dataclass(frozen=True)
class Day:
    """One point before it is planned."""

    label: str
    across: str | None
    prison: Prison
    changes: tuple[Change, ...]
    at: tuple[JsonValue, ...] = ()
    """What stands at each axis."""
    left_out: str | None = None
    """Why it is not planned: a scenario that cannot be used in the prison."""

    def point(self, by: Impossible | NoPlanInTime | None = None) -> Point:
        """The point without a plan, as its search ended."""
        failed = self.left_out if by is None else str(by)
        return Point(
            label=self.label,
            across=self.across,
            at=self.at[0] if self.at else None,
            at_across=self.at[1] if len(self.at) > 1 else None,
            changes=list(self.changes),
            failed=failed,
            impossible=isinstance(by, Impossible),
            seconds=by.seconds if isinstance(by, NoPlanInTime) else None,
            stopped=None if by is None else "proved" if isinstance(by, Impossible) else "time",
            left_out=self.left_out is not None,
        )


def days(prison: Prison, axes: Sequence[Axis], scenarios: Sequence[str], made: Sequence[Change]) -> list[Day]:
    """Every point with its changes made, in the order in which they are shown. Raises ``InputError``.

    Every change is made before anything is planned, so that what is wrong with the last point is told at once. Values
    that come to the same day are one point, called by the first of them.
    """
    _one_question(axes, scenarios, made)
    if scenarios:
        return _in_scenarios(prison, [name for name in scenarios if name != AS_IT_IS], made)
    every = product(*(each.values for each in axes))
    found = [_day(prison, dict(zip((each.path for each in axes), values, strict=True)), made) for values in every]
    once: dict[str, Day] = {}  # +1% and +2% of ten people are the same day
    for day in found:
        _refuse_numbers(day.prison, day.changes[len(made) :])
        once.setdefault(fingerprint(day.prison), day)
    return list(once.values())


def loosest_first(days: Sequence[Day]) -> list[int]:
    """The places of the points: first those that are left out, and each after all that allow more, otherwise in the
    order that was asked for."""
    looser = [sum(allows(other.changes, day.changes) for other in days) for day in days]
    return sorted(range(len(days)), key=lambda place: (days[place].left_out is None, looser[place]))


def _one_question(axes: Sequence[Axis], scenarios: Sequence[str], made: Sequence[Change]) -> None:
    """Refuse what is no question, or one of too many points."""

    def refused(what: str, try_: str) -> InputError:
        return InputError([Problem("what if", 0, 0, Code.WRONG_VALUE, what, try_)])

    if bool(axes) == bool(scenarios):
        raise refused("both an axis and scenarios" if axes else "nothing to vary", "either an axis or scenarios.")
    if scenarios and set(scenarios) == {AS_IT_IS}:
        what = f"{quoted(AS_IT_IS)} stands for the prison without any scenario, so there is nothing to see beside it"
        raise refused(what, 'one or more scenarios, like "gym closed, stage 3".')
    refuse_twice(scenarios)
    if len(axes) > 2:
        raise refused(f"{len(axes)} axes are too many", "two at the most.")
    if len(axes) == 2 and axes[0].path == axes[1].path:
        raise refused(f"{axes[0].path} is varied twice", "two axes of two paths, or one axis.")
    for each in axes:
        by_so_much = all(written(value).startswith(("+", "-")) for value in each.values)
        if not by_so_much and any(change.path == each.path for change in made):
            what = f"{each.path} is set already, and each of these values would take the place of it"
            raise refused(what, "one of the two, or values that add to it: -2..+2.")
    count = len({AS_IT_IS, *scenarios}) if scenarios else prod(len(each.values) for each in axes)
    if count > MOST_POINTS:
        raise refused(f"{count:,} points are too many: {MOST_POINTS} at the most", "shorter ranges, or larger steps.")


def _refuse_numbers(prison: Prison, varied: Sequence[Change]) -> None:
    """Refuse numbers where a prison takes them for text, or for yes or no: neither is an amount."""
    description = prison.model_dump(mode="json")
    for change in varied:
        taken = places(description, change.path, change.new)[0].old
        if not isinstance(change.new, int) or isinstance(change.new, bool) or not isinstance(taken, (str, bool)):
            continue
        what = f"{change.path} is {'yes or no' if isinstance(taken, bool) else 'text'}: numbers say nothing of it"
        try_ = "a number, a percentage, a time or a span, like staff.early.officers=-2..+2."
        if isinstance(taken, bool):
            try_ = f"{change.path}=no,yes."
        raise InputError([Problem(change.path, 0, 0, Code.WRONG_TYPE, what, try_)])


def _in_scenarios(prison: Prison, names: Sequence[str], made: Sequence[Change]) -> list[Day]:
    """The day as it is and in each scenario. One that cannot be used in this prison is left out, unless it is all."""
    found, problems = [Day(AS_IT_IS, None, prison, tuple(made))], []
    for name, settings in zip(names, of_each(lambda name: scenario_settings(prison, [name]), names), strict=True):
        try:
            after, changes = in_scenarios(prison, [name], settings)
        except InputError as error:
            problems += [replace(problem, file=name) for problem in error.problems]
            why = "; ".join(problem.what for problem in error.problems)
            found.append(Day(name, None, prison, tuple(made), left_out=f"Left out: {why}."))
        else:
            found.append(Day(name, None, after, (*made, *changes)))
    if all(day.left_out for day in found[1:]):
        raise InputError(problems)
    return found


def _day(prison: Prison, settings: dict[str, JsonValue], made: Sequence[Change]) -> Day:
    """The changes of a point made, a setting for each axis."""
    as_changed, changes = changed(prison, settings)
    description = prison.model_dump(mode="json")
    called = [_called(value, _there(description, path, value, changes)) for path, value in settings.items()]
    names, at = zip(*called, strict=True)
    return Day(names[0], names[1] if len(names) > 1 else None, as_changed, (*made, *changes), at)


def _there(description: dict[str, Any], path: str, value: JsonValue, changes: Sequence[Change]) -> list[JsonValue]:
    """What a setting puts wherever its path leads."""
    written_so = {place.written for place in places(description, path, value)}
    return [change.new for change in changes if change.path in written_so]


def _called(value: JsonValue, there: Sequence[JsonValue]) -> tuple[str, JsonValue]:
    """The name of a point on an axis, and what stands there. One thing that is changed by so much is called by what it
    becomes; of several that is not one number, and the amount stands for it."""
    name = written(value)
    if len(there) == 1:
        value = there[0]
        name = f"{value} ({name})" if name[0] in "+-" else name
    if isinstance(value, str) and (amount := _AMOUNT.fullmatch(value)):
        return name, int(amount[1])
    return name, value.zfill(5) if isinstance(value, str) and _EARLY.fullmatch(value) else value
