"""R04: of a group of n, those away and those on the wing are n in total, at every time.

Where a group may be unlocked the rows of ``DayModel.on_wing`` say it already; here it is said for the rest.
"""

from __future__ import annotations

from solver.day_model import DayModel
from solver.linear import Sum


def post(day: DayModel) -> None:
    """Nobody is in two sessions at once, whether the group is locked or not."""
    for g, group in enumerate(day.problem.groups):
        seen: set[tuple[int, ...]] = set()
        for p in range(len(day.problem.periods)):
            away = day.away[g][p]
            most = sum(day.rows.upper[day.people[s, g]] for s in away)
            if away and most > group.size and away not in seen:
                seen.add(away)
                day.rows.at_most(Sum((day.people[s, g], 1) for s in away), group.size)
            day.on_wing(g, p)
