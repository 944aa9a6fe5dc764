"""What is proved of a plan, and what is not: one measure for every page that speaks of it."""

from __future__ import annotations

import re

from regime.measured import Figures
from regime.plan import CHANGES, GIVES, SHORTFALL, GoalResult, Plan

WIDE = 0.1
"""What is known without a search says nothing where it leaves more room than this share."""
FAR = 0.05
"""A day proved no closer to the best than this share may be far from it: of the ten hours out of cell that inspectors
expect it is half an hour for everybody. A search that has long enough ends well below."""
ROUNDING = 1e-6
"""Share by which figures may differ and be the same, for want of digits."""


def known(goal: GoalResult, figures: Figures | None) -> GoalResult:
    """A goal with the best bound that is known: that of the search, or what the day's fixed times allow anyway."""
    most = _most(goal.goal, figures) if goal.maximise and figures else None
    return goal if most is None or goal.bound <= most else goal.model_copy(update={"bound": max(most, goal.best)})


def nothing_proved(goal: GoalResult, figures: Figures | None) -> bool:
    """Whether the search knows no more of a goal than follows without it - the day's fixed times allow no more, and
    nothing is fewer than none - and that leaves wide room."""
    if not goal.maximise:
        return goal.bound < 1 <= goal.value
    most = _most(goal.goal, figures) if figures else None
    return most is not None and goal.bound >= most - ROUNDING and known(goal, figures).gap > WIDE


def found_little(plan: Plan, bound: float | None = None) -> bool:
    """Whether a better day may well exist. ``bound``: of the value, where a better one is known."""
    return far_from_best(plan, bound) is not None


def far_from_best(plan: Plan, bound: float | None = None) -> GoalResult | None:
    """In what a better day may well exist: an entitlement that falls short and need not, as far as is proved, or else
    the first goal after those, if it is far from its bound; on a day that is to be near to a published one, the first
    that says what the day gives. ``bound``: of the value, where a better one is known."""
    goals = plan.proof.goals if plan.proof else []
    near = False
    for goal in goals:
        if goal.goal.startswith(SHORTFALL):
            if _avoidable(goal):
                return goal
            continue
        near = near or goal.goal == CHANGES
        if near and goal.goal not in GIVES:
            continue
        carried = goal.model_copy(update={"bound": bound}) if goal.goal == "value" and bound is not None else goal
        return goal if known(carried, plan.figures).gap > FAR else None
    return None


def avoidable(plan: Plan) -> list[str]:
    """Entitlements that fall short and need not, as far as is proved; none of a plan without a proof."""
    goals = plan.proof.goals if plan.proof else []
    return [goal.goal.removeprefix(SHORTFALL) for goal in goals if goal.goal.startswith(SHORTFALL) and _avoidable(goal)]


def worst_off(goal: str) -> int:
    """How many groups a goal of fairness is about: ``guaranteed time of the 2 worst-off groups together``."""
    number = re.search(r"\d+", goal)
    return int(number[0]) if number else 1


def _avoidable(goal: GoalResult) -> bool:
    return goal.best > goal.bound + ROUNDING


def _most(goal: str, figures: Figures) -> float | None:
    """What the day's fixed times allow of a goal; none where that is not known (of an older plan)."""
    if goal.startswith("guaranteed"):
        return sum(sorted(group.ceiling for group in figures.groups)[: worst_off(goal)])
    out_of_cell = figures.core_day_ceiling * figures.population
    if goal == "time out of cell" or figures.value_ceiling is None:
        return out_of_cell if goal == "time out of cell" else None
    return figures.value_ceiling - (out_of_cell if goal == "purposeful time" else 0.0)
