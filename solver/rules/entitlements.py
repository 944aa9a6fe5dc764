"""R08: every floor is met, or falls short openly by a counted amount that the first goals make small."""

from __future__ import annotations

from collections.abc import Iterable

from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import Floor, Span, minutes, overlap


def post(day: DayModel) -> None:
    """What is given, plus what is short, is at least the floor."""
    for f, floor in enumerate(day.problem.floors):
        day.rows.at_least(given(day, floor).add(day.short[f]), floor.amount)


def given(day: DayModel, floor: Floor) -> Sum:
    """Minutes, or people attending, that count towards a floor."""
    g = floor.group
    if floor.occasions:
        return Sum((day.people[s, g], 1) for s in floor.sessions if (s, g) in day.people)
    if floor.time is None:
        states = (Sum([(unlocked, 1)]) for unlocked in day.unlocked[g])
        return _minutes(floor, zip(day.problem.slots, states, strict=True))
    clean = day.protected.get((g, floor.time))
    if clean is not None:
        return _minutes(floor, ((day.pieces[g][piece][1], part) for piece, part in sorted(clean.items())))
    return _minutes(floor, ((slot, day.label(g, floor.time, t)) for t, slot in enumerate(day.problem.slots)))


def _minutes(floor: Floor, states: Iterable[tuple[Span, Sum]]) -> Sum:
    """Minutes of states that are 1, as far as they count towards the floor."""
    total = Sum()
    for span, state in states:
        counted = overlap(span, floor.between) if floor.between else minutes(span)
        if counted:
            total.plus(state, counted)
    return total
