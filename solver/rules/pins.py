"""R12: what the user pins is kept."""

from __future__ import annotations

from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import minutes


def post(day: DayModel) -> None:
    """Fix whatever is pinned; what cannot be kept becomes a row that nothing satisfies."""
    for pin in day.problem.pins:
        for t in pin.slots:
            if pin.time is not None:
                day.rows.equal(day.label(pin.group, pin.time, t), 1)
            day.rows.fix(day.unlocked[pin.group][t], int(pin.unlocked))
        if pin.unlocked:
            can_be = sum(minutes(day.problem.slots[t]) for t in pin.slots)
            day.rows.at_least(Sum(constant=can_be), pin.minutes)
    for pinned in day.problem.session_pins:
        if pinned.runs:
            day.rows.at_least(Sum((day.open[s], 1) for s in pinned.sessions), 1)
        else:
            for s in pinned.sessions:
                day.rows.fix(day.open[s], 0)
    for wanted in day.problem.attendance_pins:
        there = Sum((day.people[s, g], 1) for s in wanted.sessions for g in wanted.groups if (s, g) in day.people)
        day.rows.at_least(there, wanted.people)
    for f in day.problem.full_floors:
        day.rows.fix(day.short[f], 0)
