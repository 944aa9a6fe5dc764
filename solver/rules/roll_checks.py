"""R10: during a roll check everybody is locked up (sessions and movements then are no candidates at all)."""

from __future__ import annotations

from solver.day_model import DayModel


def post(day: DayModel) -> None:
    """Lock every group in every slot in which a roll check is taken."""
    for row in day.unlocked:
        for t in day.problem.locked_slots:
            day.rows.fix(row[t], 0)
