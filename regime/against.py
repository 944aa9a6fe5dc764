"""What a plan tells people otherwise than a published one: on-wing times by group, sessions, and who goes to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from regime.clock import Span
from regime.comparing import changed_sessions
from regime.plan import Against, OtherDay, OtherHours, OtherSession, Plan, Stretch
from regime.spans import joined


def differences(plan: Plan, published: Plan) -> Against:
    """What is other in a plan than in a published one. A group that one of them does not know is locked up there."""
    return Against(groups=list(_groups(plan, published)), sessions=sorted(_sessions(plan, published), key=_order))


def _groups(plan: Plan, published: Plan) -> Iterator[OtherDay]:
    before, now = ({day.group: day for day in each.groups} for each in (published, plan))
    for group in dict.fromkeys([*now, *before]):
        had, has = (_on_wing(days[group].unlocked if group in days else ()) for days in (before, now))
        times = [
            OtherHours(on_wing=time, was=had.get(time, []), now=has.get(time, []))
            for time in sorted(had.keys() | has.keys())
            if had.get(time) != has.get(time)
        ]
        if times:
            yield OtherDay(group=group, wing=(now.get(group) or before[group]).wing, times=times)


def _on_wing(unlocked: Iterable[Stretch]) -> dict[str, list[Span]]:
    """When a group has each on-wing time."""
    times: dict[str, list[Span]] = {}
    for stretch in unlocked:
        times.setdefault(stretch.on_wing, []).append(stretch.time)
    return {time: list(joined(spans)) for time, spans in times.items()}


def _sessions(plan: Plan, published: Plan) -> Iterator[OtherSession]:
    was, now = _attending(published), _attending(plan)
    held = [
        (activity, time, time)
        for activity, time in was.keys() & now.keys()
        if was[activity, time] != now[activity, time]
    ]
    for change in changed_sessions(published, plan):
        before = change.was or (None if change.started else change.time)
        held.append((change.activity, before, change.time if change.started else None))
    nobody: Counter[str] = Counter()
    for activity, before, after in held:
        people_were, people = was.get((activity, before), nobody), now.get((activity, after), nobody)
        yield OtherSession(activity=activity, was=before, now=after, people_were=people_were, people=people)


def _attending(plan: Plan) -> dict[tuple[str, Span | None], Counter[str]]:
    """Activity and time of each session that runs -> group -> people."""
    attending: dict[tuple[str, Span | None], Counter[str]] = {}
    for session in plan.sessions:
        if session.runs:
            attending.setdefault((session.activity, session.time), Counter()).update(session.people)
    return attending


def _order(session: OtherSession) -> tuple[int, int, str]:
    time = session.now or session.was
    assert time is not None, "a session that runs on neither day is no other one"
    return time.start, time.end, session.activity
