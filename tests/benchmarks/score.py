"""The one figure on which every answer is compared: what a plan gives, less what it owes.

``score = value - shortfall``. The value is person-minutes out of cell plus weighted purposeful ones. A missing
person-minute of the least important entitlement costs as much as 20 minutes of value, a missed occasion (a visit, a
class) as much as an hour of that, and each rank of importance doubles the price. Everything is in hundredths of a
person-minute, and whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from regime.plan import Plan
from solver.day_model import DayModel
from solver.goals import expression, stages
from solver.linear import Sum
from solver.problem import Goal, Problem

MISSING = 2_000
"""The price of a missing person-minute before its entitlement's rank: 20 person-minutes, in hundredths."""

HOUR = 6_000
"""Hundredths of a person-minute in a person-hour."""


@dataclass(frozen=True)
class Score:
    """What a plan comes to, in hundredths of a person-minute."""

    value: int
    shortfall: int

    @property
    def total(self) -> int:
        """The value less the shortfall."""
        return self.value - self.shortfall


def prices(problem: Problem) -> tuple[int, ...]:
    """For each floor the price of a missing minute of its group, or of a missing place."""
    ranked = [goal.entitlement for goal in problem.goals if goal.kind == "shortfall"]
    return tuple(
        floor.weight * (60 if floor.occasions else 1) * MISSING * 2 ** (len(ranked) - ranked.index(floor.entitlement))
        if floor.entitlement in ranked
        else 0
        for floor in problem.floors
    )


def score(problem: Problem, plan: Plan) -> Score:
    """The score of a plan that has its figures."""
    if plan.figures is None:
        raise ValueError("the plan has no figures")
    price = {
        (problem.entitlements[floor.entitlement], problem.groups[floor.group].name): each
        for floor, each in zip(problem.floors, prices(problem), strict=True)
    }
    owed = sum(price[missing.entitlement, missing.group] * missing.short for missing in plan.shortfalls)
    return Score(round(100 * plan.figures.value), owed)


def objective(day: DayModel) -> Sum:
    """The score in the variables of the engine's own model."""
    (value,) = stages(replace(day.problem, goals=(Goal("value"),)))
    total = Sum().plus(expression(day, value))
    for short, price in zip(day.short, prices(day.problem), strict=True):
        total.add(short, -price)
    return total
