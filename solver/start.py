"""The day a search starts from: a known one, or what is left of it, or everybody locked up."""

from __future__ import annotations

from collections.abc import Iterator

from solver.day_model import DayModel
from solver.linear import Rows
from solver.solution import Solution


def starts(day: DayModel, known: Solution | None) -> Iterator[tuple[Rows, bool]]:
    """Rows that leave little to decide, the most promising first, and whether it is worth deciding it well.

    First the known day as it stands, then the same day with unlocks, sessions and people taken away but none added
    (for where staff or places have become fewer) except where something is pinned, then everybody locked up, which only
    pins can forbid, and at last any day at all.
    """
    if known is not None:
        yield _as_it_stands(day, known), False
        yield _no_more_than(day, known, *_pinned(day)), True
    locked = ((None,) * len(day.problem.slots),) * len(day.problem.groups)
    yield _no_more_than(day, Solution(locked, frozenset(), {}, {})), False
    yield day.rows, False


def _copy(rows: Rows) -> Rows:
    return Rows(list(rows.lower), list(rows.upper), rows.scopes, list(rows.rows))


def _as_it_stands(day: DayModel, known: Solution) -> Rows:
    """The known unlocks, sessions and attendance; breaks may be taken at other times."""
    rows = _copy(day.rows)
    for g, labels in enumerate(known.labels):
        for t, label in enumerate(labels):
            rows.fix(day.unlocked[g][t], int(label is not None))
            if label is not None:
                rows.equal(day.label(g, label, t), 1)
    for s, opened in enumerate(day.open):
        rows.fix(opened, int(s in known.running))
    for key, people in day.people.items():
        rows.fix(people, known.people.get(key, 0))
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
    rows, groups = _copy(day.rows), day.problem.groups

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
