"""The day a search starts from: a known one, or what is left of it, or everybody locked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from solver.day_model import DayModel
from solver.linear import Rows, Sum
from solver.solution import Solution

REPAIR = 0.1
"""Share of the time in which a known day is cut down to what the staff there are can run."""


@dataclass(frozen=True)
class Start:
    """Rows that leave little to decide; with ``hints`` it is worth deciding that well."""

    rows: Rows
    hints: dict[int, int] = field(default_factory=dict)
    share: float = 1.0
    """Of the time left, what that may take."""


def starts(
    day: DayModel,
    known: Solution | None,
    bent: Callable[[Solution], Solution | None] = lambda known: None,
    near: Callable[[Solution], Solution | None] = lambda known: None,
) -> Iterator[Start]:
    """What to start from, the most promising first.

    First the known day as it stands; then ``bent`` to what is pinned; then one that is ``near`` it, where staff or
    places have become fewer; then as it stands on all wings but those of which something is pinned, with on-wing times
    that may be shorter than in the known day; then with unlocks, sessions and people taken away but none added except
    what is pinned; then everybody locked up, which only pins can forbid; and at last any day at all.
    """
    if known is not None:
        wings, sessions = _pinned(day)
        yield as_it_stands(day, known)
        if (wings or sessions) and (found := bent(known)) is not None:
            yield as_it_stands(day, found)
        if (found := near(known)) is not None:
            yield as_it_stands(day, found)
        hints = decisions(day, known)
        yield Start(_as_it_stands(day, known, wings, shorter=True), hints, REPAIR if wings else 1.0)
        yield Start(_no_more_than(day, known, wings, sessions), hints, REPAIR)
    locked = ((None,) * len(day.problem.slots),) * len(day.problem.groups)
    yield Start(_no_more_than(day, Solution(locked, frozenset(), {}, {})))
    yield Start(day.rows)


def as_it_stands(day: DayModel, known: Solution) -> Start:
    """The known day; only breaks may be taken at other times."""
    return Start(_as_it_stands(day, known))


def decisions(day: DayModel, known: Solution) -> dict[int, int]:
    """The known unlocks, sessions and attendance as values of variables."""
    decided = {
        day.unlocked[g][t]: int(label is not None)
        for g, labels in enumerate(known.labels)
        for t, label in enumerate(labels)
    }
    decided |= {opened: int(s in known.running) for s, opened in enumerate(day.open)}
    return decided | {people: known.people.get(key, 0) for key, people in day.people.items()}


def _as_it_stands(
    day: DayModel, known: Solution, but_for: frozenset[int] = frozenset(), *, shorter: bool = False
) -> Rows:
    """The known day on all wings but some; breaks may be taken at other times.

    An on-wing time may be ``shorter``, and the rest of it free: the rows know none that is longer than anybody is owed.
    """
    rows, scopes, free = day.rows.copy(), day.rows.scopes, day.problem.free_time
    for variable, value in decisions(day, known).items():
        if scopes[variable].wing not in but_for and not (but_for and scopes[variable].wing is None):
            rows.fix(variable, value)
    for g, labels in enumerate(known.labels):
        for t, label in enumerate(labels):
            if label is not None and day.problem.groups[g].wing not in but_for:
                named = Sum().plus(day.label(g, label, t))
                rows.equal(named.plus(day.label(g, free, t)) if shorter and free not in (label, None) else named, 1)
    return rows


def _pinned(day: DayModel) -> tuple[frozenset[int], frozenset[int]]:
    """Wings and sessions of which something is pinned: for that the known day may have too little of them."""
    problem = day.problem
    floors = [problem.floors[f] for f in problem.full_floors]
    groups = {pin.group for pin in problem.pins} | {floor.group for floor in floors}
    groups |= {group for wanted in problem.attendance_pins for group in wanted.groups}
    sessions = {s for pin in problem.session_pins for s in pin.sessions}
    sessions |= {s for wanted in problem.attendance_pins for s in wanted.sessions}
    sessions |= {s for floor in floors for s in floor.sessions}
    return frozenset(problem.groups[g].wing for g in groups), frozenset(sessions)


def _no_more_than(
    day: DayModel, known: Solution, wings: frozenset[int] = frozenset(), sessions: frozenset[int] = frozenset()
) -> Rows:
    """Nothing that the known day does not have, except on some wings and at some sessions."""
    rows, groups = day.rows.copy(), day.problem.groups

    def limit(variable: int, most: int) -> None:
        rows.upper[variable] = max(rows.lower[variable], min(rows.upper[variable], most))

    for g, labels in enumerate(known.labels):
        for t, label in enumerate(labels):
            if groups[g].wing not in wings:
                limit(day.unlocked[g][t], int(label is not None))
    for s, opened in enumerate(day.open):
        if s not in sessions:
            limit(opened, int(s in known.running))
    for (s, g), people in day.people.items():
        if s not in sessions and groups[g].wing not in wings:
            limit(people, known.people.get((s, g), 0))
    return rows
