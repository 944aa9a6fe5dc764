"""R12: what the user pins is kept."""

from __future__ import annotations

from solver.day_model import DayModel
from solver.linear import Sum


def post(day: DayModel) -> None:
    """Fix pinned unlocks, lock-ups and sessions."""
    for pin in day.problem.pins:
        for t in pin.slots:
            if pin.time is not None:
                day.rows.equal(day.label(pin.group, pin.time, t), 1)
            day.rows.fix(day.unlocked[pin.group][t], int(pin.unlocked))
    for s, runs in (day.problem.pinned_sessions or {}).items():
        if runs:
            day.rows.at_least(Sum([(day.open[s], 1)]), 1)
        else:
            day.rows.fix(day.open[s], 0)
