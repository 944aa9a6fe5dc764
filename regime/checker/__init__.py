"""The independent checker: every rule of a valid plan, recomputed from the plan and the day alone."""

from __future__ import annotations

from regime.checker import (
    entitlements,
    movement,
    names,
    one_place,
    pins,
    places,
    protected_time,
    roll_checks,
    rooms,
    separation,
    staffing,
    unlock_shape,
    wing_staffing,
)
from regime.checker.finding import Finding
from regime.picture import DayPicture
from regime.plan import Plan
from regime.today import Today

__all__ = ["Finding", "check"]

RULES = (
    names,  # R00
    staffing,  # R01
    wing_staffing,  # R02
    places,  # R03
    one_place,  # R04
    separation,  # R05
    unlock_shape,  # R06
    protected_time,  # R07
    entitlements,  # R08
    movement,  # R09
    roll_checks,  # R10
    rooms,  # R11
    pins,  # R12
)


def check(today: Today, plan: Plan) -> list[Finding]:
    """Every rule that a plan breaks on a day, in the order of the rules; none: the plan is valid.

    Nothing in a plan makes the checker fail: names that the prison does not know are findings, and what
    carries them is left out of the other rules.
    """
    picture = DayPicture(today, plan)
    return [finding for rule in RULES for finding in rule.find(picture)]
