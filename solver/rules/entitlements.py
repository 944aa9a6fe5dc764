"""R08: every floor is met, or falls short openly by a counted amount that the first goals make small."""

from __future__ import annotations

from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import Floor, overlap


def post(day: DayModel) -> None:
    """What is given, plus what is short, is at least the floor."""
    for f, floor in enumerate(day.problem.floors):
        day.rows.at_least(given(day, floor).add(day.short[f]), floor.amount)


def given(day: DayModel, floor: Floor) -> Sum:
    """Minutes, or people attending, that count towards a floor."""
    g = floor.group
    if floor.occasions:
        return Sum((day.people[s, g], 1) for s in floor.sessions if (s, g) in day.people)
    clean = day.protected.get((g, floor.time)) if floor.time is not None else None
    total = Sum()
    for t, slot in enumerate(day.problem.slots):
        counted = overlap(slot, floor.between) if floor.between else slot[1] - slot[0]
        if not counted:
            continue
        if floor.time is None:
            total.add(day.unlocked[g][t], counted)
        elif clean is not None:
            if t in clean:
                total.plus(clean[t], counted)
        else:
            total.plus(day.label(g, floor.time, t), counted)
    return total
