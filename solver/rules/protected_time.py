"""R07: while a group has protected time none of its people is away, so that nobody has to choose.

Only what the floor needs is protected; ``on_wing_time`` says which part that is. Sessions that excuse do not count.
"""

from __future__ import annotations

from solver.day_model import DayModel
from solver.linear import Sum


def post(day: DayModel) -> None:
    """Keep everybody at home during protected time, but for sessions that excuse."""
    for g in range(len(day.problem.groups)):
        protected: dict[int, Sum] = {}
        for k in range(len(day.problem.times)):
            for piece, part in day.protected.get((g, k), {}).items():
                protected.setdefault(piece, Sum()).plus(part)
        _keep(day, g, protected)


def _keep(day: DayModel, g: int, protected: dict[int, Sum]) -> None:
    for piece, (_, span) in enumerate(day.pieces[g]):
        # The same sessions cover all of a piece, but for those that excuse: its first period speaks for all.
        first = day.periods_in(span)[0]
        away = [s for s in day.away[g][first] if not day.problem.sessions[s].excuses]
        if away and piece in protected:
            most = min(day.problem.groups[g].size, sum(day.rows.upper[day.people[s, g]] for s in away))
            day.rows.at_most(Sum((day.people[s, g], 1) for s in away).plus(protected[piece], most), most)
