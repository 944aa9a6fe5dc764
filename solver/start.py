"""The day a search starts from: a known one, or what is left of it, or everybody locked up."""

from __future__ import annotations

from collections.abc import Iterator

from solver.day_model import DayModel
from solver.linear import Rows
from solver.solution import Solution


def starts(day: DayModel, known: Solution | None) -> Iterator[tuple[Rows, bool]]:
    """Rows that leave little to decide, the most promising first, and whether it is worth deciding it well.

    First the known day as it stands, then the same day with unlocks, sessions and people taken away but none added
    (for where staff or places have become fewer), then everybody locked up, which only pins can forbid, and at last
    any day at all.
    """
    if known is not None:
        yield _as_it_stands(day, known), False
        yield _no_more_than(day, known), True
    yield (
        _no_more_than(day, Solution(((None,) * len(day.problem.slots),) * len(day.unlocked), frozenset(), {}, {})),
        False,
    )
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


def _no_more_than(day: DayModel, known: Solution) -> Rows:
    """Nobody unlocked, no session and no attendance that the known day does not have, but for what is pinned."""
    rows = _copy(day.rows)

    def limit(variable: int, most: int) -> None:
        rows.upper[variable] = max(rows.lower[variable], min(rows.upper[variable], most))

    for g, labels in enumerate(known.labels):
        for t, label in enumerate(labels):
            limit(day.unlocked[g][t], int(label is not None))
    for s, opened in enumerate(day.open):
        limit(opened, int(s in known.running))
    for key, people in day.people.items():
        limit(people, known.people.get(key, 0))
    return rows
