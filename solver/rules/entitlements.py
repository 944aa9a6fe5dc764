"""R08: every floor is met, or falls short openly by a counted amount that the first goals make small."""

from __future__ import annotations

from collections.abc import Iterable

from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import Floor, Span, minutes, overlap


def post(day: DayModel) -> None:
    """What is given, plus what is short, is at least the floor."""
    for f, floor in enumerate(day.problem.floors):
        everybody = given(day, floor).add(day.short[f])
        day.rows.at_least(everybody, floor.amount)
        if floor.occasions:
            _elsewhere(day, everybody, floor)


def _elsewhere(day: DayModel, everybody: Sum, floor: Floor) -> None:
    """Without one of the sessions of an entitlement all who are owed it are at others, or fall short (redundant).

    In the relaxation a few who may attend in greater number would need only a fraction of the session.
    """
    g, owed = floor.group, floor.amount
    for s in floor.sessions:
        for cohort in day.cohorts[s]:
            if g in cohort.groups and day.rows.upper[day.people[s, g]] > owed:
                others = Sum().plus(everybody).add(day.people[s, g], -1)
                day.rows.at_least(others.add(cohort.present, owed), owed)


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
