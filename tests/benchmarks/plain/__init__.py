"""The plain model of a day: its rules written down straight from what they mean, a row for each pair, slot and period.

The engine's own model is measured against it (is it worth its cleverness?) and tested against it (is it the same day?).
"""

from solver.problem import Problem
from tests.benchmarks.plain import people, staff, times
from tests.benchmarks.plain.model import PlainModel

__all__ = ["PlainModel", "plain"]

RULES = (
    times.unlock_shape,
    times.on_wing_times,
    times.protected_time,
    times.entitlements,
    people.one_place,
    people.sessions,
    people.activities,
    people.space,
    people.rooms,
    people.movements,
    people.escorts,
    people.separation,
    people.pins,
    staff.wing_staffing,
    staff.staffing,
)
"""Staffing last, when everything has asked for its staff."""


def plain(problem: Problem) -> PlainModel:
    """The plain model of a problem with all its rows."""
    day = PlainModel(problem)
    for rule in RULES:
        rule(day)
    return day
