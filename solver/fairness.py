"""Fairness: what the worst-off groups could have at most, and more for them, a little at a time.

The guaranteed time of the worst-off is no goal for improving part by part: where several groups are equally badly off,
nothing is gained before each of them has more. So first it is looked for what all of them lack of a little more, then
of a little more again; every step towards that is a gain.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Sequence

from solver.day_model import DayModel
from solver.linear import Rows, Sum
from solver.problem import minutes
from solver.run import Answer, Run, run


def by_itself(day: DayModel, wing: int, target: Sum, how: Run, stop: threading.Event) -> Answer:
    """The most of a ``target`` that the groups of a wing leave possible, with all others of no concern."""
    own = {v for v, scope in enumerate(day.rows.scopes) if scope.wing in (wing, None)}
    return run(_of(day.rows, own), target, True, None, how, stop)


def by_average(day: DayModel, level: int, target: Sum, most: float) -> int:
    """The most guaranteed minutes that the worst-off groups could have together, so many as the ``level`` says, on days
    that have no more than ``most`` of a ``target`` in person-minutes out of cell or at work (in hundredths)."""
    # Whoever is unlocked is out of cell, or at an activity in the cell.
    unlocked = Sum().plus(day.out_of_cell)
    for s, session in enumerate(day.problem.sessions):
        if session.where == "in-cell":
            unlocked.plus(Sum((day.people[s, a.group], 100 * minutes(a.away)) for a in session.groups))
    most += day.rows.reach(unlocked.plus(target, -1), True)
    # They have most of that where some of them, the largest groups, have nothing, and all others the same.
    sizes = sorted((group.size for group in day.problem.groups), reverse=True)
    return max(int(most * (level - none) // (100 * sum(sizes[none:]))) for none in range(level))


def _of(rows: Rows, own: set[int]) -> Rows:
    """What rows say of some variables, whatever the others are."""
    kept = Rows(rows.lower, rows.upper, rows.scopes)
    for terms, low, high in rows.rows:
        inside, others = Sum(constant=terms.constant), Sum()
        for v, coefficient in terms.terms.items():
            (inside if v in own else others).add(v, coefficient)
        if inside.terms:
            least = None if low is None else low - rows.reach(others, True)
            most = None if high is None else high - rows.reach(others, False)
            kept.rows.append((inside, least, most))
    return kept


def lacking(day: DayModel, values: Sequence[int], minutes: int) -> tuple[DayModel, list[int], Sum]:
    """The same day with a sum of what all groups lack of so many guaranteed ``minutes``, and its values.

    No group may have less than the worst-off one has now. There have to be two groups.
    """
    guaranteed = [own.value(values) for own in day.guaranteed]
    (worst, _), (reference, lacks) = day.smallest[1], day.smallest[2]
    found, changed = copy.copy(day), list(values)
    found.rows = rows = day.rows.copy()
    rows.lower[worst] = changed[worst] = min(guaranteed)
    rows.lower[reference] = rows.upper[reference] = changed[reference] = minutes
    for lack, own in zip(lacks, guaranteed, strict=True):
        changed[lack] = max(0, minutes - own)
    return found, changed, Sum((lack, 1) for lack in lacks)
