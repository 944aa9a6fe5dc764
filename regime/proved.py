"""What a search has proved of its plan, and what it has not: one measure for every page that speaks of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regime.plan import SHORTFALL, Figures, GoalResult, Plan

WIDE = 0.1
"""A day proved no closer to the best than this share may be far from it."""
_ROUNDING = 1e-6


def found_little(goals: Sequence[GoalResult]) -> bool:
    """Whether a better day may well exist: an entitlement falls short and need not, as far as is proved, or the first
    goal after those is proved only within a wide gap."""
    for goal in goals:
        if not goal.goal.startswith(SHORTFALL):
            return abs(goal.bound - goal.best) > WIDE * max(abs(goal.best), 1.0)
        if _avoidable(goal):
            return True
    return False


def avoidable(plan: Plan) -> list[str]:
    """Entitlements that fall short and need not, as far as is proved; none of a plan without a proof."""
    goals = plan.proof.goals if plan.proof else []
    return [goal.goal.removeprefix(SHORTFALL) for goal in goals if goal.goal.startswith(SHORTFALL) and _avoidable(goal)]


def _avoidable(goal: GoalResult) -> bool:
    return goal.best > goal.bound + _ROUNDING


def nothing_proved(goal: GoalResult, figures: Figures) -> bool:
    """Whether the bound of a goal is no better than what is known without any search: that the day's fixed times allow
    no more, and that nothing is fewer than none."""
    if not goal.maximise:
        return goal.bound < 1 and goal.value >= 1
    most = _most(goal.goal, figures)
    return most is not None and goal.bound >= most - _ROUNDING


def worst_off(goal: str) -> int:
    """How many groups a goal of fairness is about: ``guaranteed time of the 2 worst-off groups together``."""
    number = re.search(r"\d+", goal)
    return int(number[0]) if number else 1


def _most(goal: str, figures: Figures) -> float | None:
    """What the day's fixed times allow of a goal; none where the plan does not know it (it is an old one)."""
    if goal.startswith("guaranteed"):
        return sum(sorted(group.ceiling for group in figures.groups)[: worst_off(goal)])
    out_of_cell = figures.core_day_ceiling * figures.population
    if goal == "time out of cell" or figures.value_ceiling is None:
        return out_of_cell if goal == "time out of cell" else None
    return figures.value_ceiling - (out_of_cell if goal == "purposeful time" else 0.0)
