"""A plan made by hand, completed with everything that follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from regime.breaks import place_breaks
from regime.picture import DayPicture
from regime.plan import GroupDay, Plan, Session
from regime.shortfalls import shortfalls
from regime.staffing import staff_lines
from regime.today import Today


def complete(today: Today, plan: Plan) -> Plan:
    """The plan with what people leave out when they write one by hand.

    Groups that it does not name stay locked up, fixed sessions that it does not name are cancelled. Movements
    and breaks are filled in where it lists none at all. Session staff, shortfalls and staff lines are always
    worked out anew. Nothing else is changed, whatever rules it breaks.
    """
    plan = plan.model_copy(update={"groups": [*plan.groups, *_unnamed(today, plan)]})
    plan = plan.model_copy(update={"sessions": _in_order([*_staffed(today, plan), *_cancelled(today, plan)])})
    if not plan.movements:
        plan = plan.model_copy(update={"movements": DayPicture(today, plan).implied_movements()})
    if not plan.breaks:
        plan = plan.model_copy(update={"breaks": place_breaks(today, plan)})
    return plan.model_copy(update={"shortfalls": shortfalls(today, plan), "staff": staff_lines(today, plan)})


def _unnamed(today: Today, plan: Plan) -> Iterator[GroupDay]:
    named = {day.group for day in plan.groups}
    for group, about in today.groups.items():
        if group not in named:
            yield GroupDay(group=group, wing=today.wing_of[group], size=about.size, unlocked=[])


def _staffed(today: Today, plan: Plan) -> Iterator[Session]:
    for session in plan.sessions:
        about = today.activities.get(session.activity)
        if about is None:
            yield session
        else:
            needs = {role: need.for_people(session.attending) for role, need in about.staff.items()}
            staff = {role: n for role, n in needs.items() if n and session.runs}
            yield session.model_copy(update={"staff": staff})


def _cancelled(today: Today, plan: Plan) -> Iterator[Session]:
    named = Counter((session.activity, session.time) for session in plan.sessions)
    for activity in today.activities:
        for time, offered in Counter(today.fixed_sessions(activity)).items():
            for _ in range(offered - named[activity, time]):
                yield Session(activity=activity, time=time, runs=False)


def _in_order(sessions: list[Session]) -> list[Session]:
    return sorted(sessions, key=lambda session: (session.time.start, session.time.end, session.activity))
