"""A first plan, wing by wing, that gives everybody what they are owed: quick, and no more than that."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import numpy as np

from solver.day_model import DayModel, classes
from solver.incumbent import Incumbent, solve_part

SECONDS = 1.0
"""Time for one wing, at most."""


def sweep(incumbent: Incumbent, day: DayModel, seed: int, over: Callable[[], bool], deterministic: bool) -> float:
    """Give the groups of wing after wing what they are owed, until ``over``; the deterministic time it took.

    Nothing else is added to the day. What an earlier wing takes is gone for those after it. Others may improve the
    incumbent meanwhile: what does not fit any more is left.
    """
    rows, chance, spent = incumbent.rows, random.Random(seed), 0.0
    extra = beyond(day)
    # In as few sessions as possible, so that there is room for those who may not share one.
    worth = np.zeros(len(rows.lower))
    worth[day.open] = -1
    worth[day.short] = incumbent.worth[day.short]
    for wing in _order(day, chance):
        if over():
            break
        free = [
            v
            for v, scope in enumerate(rows.scopes)
            if scope.wing in (wing, None) and rows.lower[v] < rows.upper[v] and v not in extra
        ]
        part = solve_part(incumbent, free, SECONDS, chance.randrange(1 << 30), deterministic, worth)
        spent += part.spent
        incumbent.offer(part.changes)
    return spent


def beyond(day: DayModel) -> set[int]:
    """Sessions that count for no entitlement, and who goes there."""
    counting = {s for floor in day.problem.floors for s in floor.sessions}
    sessions = {opened for s, opened in enumerate(day.open) if s not in counting}
    return sessions | {people for (s, _), people in day.people.items() if s not in counting}


def _order(day: DayModel, chance: random.Random) -> list[int]:
    """The wings in any order, but those next that may mix with the fewest so far.

    Otherwise the first sort of people would take every session that another sort may not share.
    """
    problem = day.problem
    sorts = classes(len(problem.groups), problem.apart_room)
    of_wing = {group.wing: sort for group, sort in zip(problem.groups, sorts, strict=True)}
    left = chance.sample(sorted(of_wing), len(of_wing))
    taken: Counter[int] = Counter()
    order = []
    while left:
        wing = min(left, key=lambda w: taken[of_wing[w]])
        left.remove(wing)
        taken[of_wing[wing]] += 1
        order.append(wing)
    return order
