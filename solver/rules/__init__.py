"""The rule families, one file each. A new rule is a new file and one line here."""

from solver.day_model import DayModel
from solver.problem import Problem
from solver.rules import (
    entitlements,
    movement,
    on_wing_time,
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

FAMILIES = (
    unlock_shape,
    on_wing_time,
    wing_staffing,
    places,
    one_place,
    separation,
    protected_time,
    entitlements,
    movement,
    roll_checks,
    rooms,
    pins,
    staffing,
)
"""In the order in which they are posted: staffing last, when all needs are known."""


def posted(problem: Problem) -> DayModel:
    """The model of a day with the rows of every rule."""
    day = DayModel(problem)
    for family in FAMILIES:
        family.post(day)
    return day
