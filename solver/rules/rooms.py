"""R11: one room holds one thing at a time, and so does a movable activity."""

from __future__ import annotations

from collections import defaultdict

from solver.day_model import DayModel
from solver.linear import Sum


def post(day: DayModel) -> None:
    """At most one of the sessions that would overlap in a room, at every start of one of them."""
    users: dict[object, list[int]] = defaultdict(list)
    for s, session in enumerate(day.problem.sessions):
        if session.room is not None:
            users[session.room].append(s)
        elif not session.fixed:
            users[session.activity].append(s)
    for sessions in users.values():
        seen: set[tuple[int, ...]] = set()
        for start in sorted({day.problem.sessions[s].span[0] for s in sessions}):
            now = tuple(s for s in sessions if _covers(day.problem.sessions[s].span, start))
            if len(now) > 1 and now not in seen:
                seen.add(now)
                day.rows.at_most(Sum((day.open[s], 1) for s in now), 1)


def _covers(span: tuple[int, int], time: int) -> bool:
    return span[0] <= time < span[1]
