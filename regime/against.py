"""What a plan tells people otherwise than a published one: on-wing times by group, sessions, and who goes to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from regime.clock import Span
from regime.comparing import changed_sessions
from regime.line import People
from regime.picture import DayPicture
from regime.plan import CHANGES, Against, OtherDay, OtherHours, OtherSession, Plan, Session, Stretch
from regime.spans import common, joined, length, without


@dataclass(frozen=True)
class Told:
    """One thing that is other in a group's day."""

    now: str | None
    """What it does at some times: an on-wing time, or none while it is locked up."""
    was: str | None
    """What it was to do then; the same for an on-wing time that is at other hours."""
    times: tuple[Span, ...]
    hours_were: tuple[Span, ...] = ()
    """The hours that an on-wing time had instead."""


class Felt(OtherDay):
    """What is other in the day of a group, without hours in which that is so for nobody."""

    size: People
    """All people of the group."""
    fewest: People
    """For how many of them it is, at the time at which it is for the fewest: the others are at activities in both
    plans."""
    most: People
    """The same at the time at which it is for the most."""


def differences(plan: Plan, published: Plan) -> Against:
    """What is other in a plan than in a published one. A group that one of them does not know is locked up there."""
    return Against(groups=list(_groups(plan, published)), sessions=sorted(_sessions(plan, published), key=_order))


def published_by(plan: Plan) -> Plan | None:
    """The published plan that a plan was to stay close to, as far as it tells of that: unlocks, and sessions with their
    people. None where there was none, or it does not tell."""
    if plan.against is None:
        return None
    other = {day.group: {time.on_wing: time.was for time in day.times} for day in plan.against.groups}
    groups = []
    for day in plan.groups:
        had = _on_wing(day.unlocked) | other.get(day.group, {})
        unlocked = [Stretch(time=span, on_wing=time) for time, spans in had.items() for span in spans]
        groups.append(day.model_copy(update={"unlocked": sorted(unlocked, key=lambda stretch: stretch.time.start)}))
    differ = {(session.activity, session.now) for session in plan.against.sessions}
    sessions = [session for session in plan.sessions if session.runs and (session.activity, session.time) not in differ]
    sessions += [
        Session(activity=session.activity, time=session.was, runs=True, people=session.people_were)
        for session in plan.against.sessions
        if session.was
    ]
    return plan.model_copy(update={"groups": groups, "sessions": sessions, "against": None})


def felt_changes(picture: DayPicture) -> Against | None:
    """What a plan tells otherwise than the published one, without the hours of a group in which all of it are at
    activities in both: whether it is unlocked then is other for nobody. None where the plan does not tell."""
    against, told = picture.plan.against, published_by(picture.plan)
    return felt(against, DayPicture(picture.today, told), picture) if against and told else None


def felt(against: Against, published: DayPicture, picture: DayPicture) -> Against:
    """The same of any two days and what is other on the second."""
    groups = []
    for day in against.groups:
        held = all(day.group in each.today.groups for each in (published, picture))
        both = common(published.all_away(day.group), picture.all_away(day.group)) if held else ()
        hours = [(time.on_wing, list(without(time.was, both)), list(without(time.now, both))) for time in day.times]
        times = [OtherHours(on_wing=on_wing, was=was, now=now) for on_wing, was, now in hours if was != now]
        if times:
            other = day.model_copy(update={"times": times})
            groups.append(_for_some(published, picture, other) if held else other)
    return against.model_copy(update={"groups": groups})


def _for_some(published: DayPicture, picture: DayPicture, day: OtherDay) -> Felt:
    """A day and for how many of its group it is other, at each time at which it is."""
    size = picture.today.groups[day.group].size
    cuts = sorted({*published.cuts, *picture.cuts})
    times = joined(chain(*day.became.values()))
    starts = {time for span in times for time in (span.start, *cuts) if span.start <= time < span.end}
    people = [size - min(each.elsewhere_at(day.group, time) for each in (published, picture)) for time in starts]
    return Felt(**dict(day), size=size, fewest=min(people, default=size), most=max(people, default=size))


def was_near(plan: Plan) -> bool:
    """Whether a plan was to stay close to a published one, as far as its list of what is other or its proof tells."""
    return plan.against is not None or (plan.proof is not None and any(g.goal == CHANGES for g in plan.proof.goals))


def tells_of_itself(plan: Plan) -> bool:
    """Whether a plan has what it tells of itself beside a published one, which an edited one may not; true where it
    tells nothing."""
    days, attending = {day.group: _on_wing(day.unlocked) for day in plan.groups}, _attending(plan)
    for day in plan.against.groups if plan.against else ():
        has = days.get(day.group, {})
        if any(time.now != has.get(time.on_wing, []) for time in day.times):
            return False
    for session in plan.against.sessions if plan.against else ():
        if session.people != (attending.get((session.activity, session.now)) if session.now else {}):
            return False
    return True


def changed_minutes(plan: Plan) -> int:
    """Minutes in which groups do something else than in the published plan, and of sessions to which more or fewer of
    them go, all groups together; 0 where a plan does not tell."""
    minutes, known = 0, {day.group for day in plan.groups}
    for day in plan.against.groups if plan.against else ():
        minutes += sum(map(length, day.became.values())) if day.group in known else 0
    for session in plan.against.sessions if plan.against else ():
        was, now = session.people_were, session.people
        for group in known.intersection(session.concerns):
            times = {session.was if was.get(group) else None, session.now if now.get(group) else None}
            minutes += sum(time.minutes for time in times if time)
    return minutes


def most_common(plan: Plan) -> str | None:
    """The on-wing time that there is most of, which is what the others leave; none where nobody is unlocked."""
    minutes: Counter[str] = Counter()
    for day in plan.groups:
        for stretch in day.unlocked:
            minutes[stretch.on_wing] += day.size * stretch.time.minutes
    return max(minutes, key=lambda time: minutes[time], default=None)


def told(day: OtherDay, left: str | None) -> list[Told]:
    """What there is to tell of a group's day, everything once: when it is unlocked or locked up instead, what it is
    unlocked for instead, and on-wing times at other hours. What these leave follows, where that is what is ``left``
    beside the others, mostly association."""
    moved = list(_moved(day, left))
    said = {left, *(each.now for each in moved)}
    others = [
        Told(now, was, times)
        for (was, now), times in day.became.items()
        if was is None or now is None or not said.issuperset((was, now))
    ]
    return sorted([*others, *moved], key=lambda each: each.times[0].start)


def _moved(day: OtherDay, left: str | None) -> Iterator[Told]:
    """On-wing times at other hours, but for those that are just longer or shorter by what is unlocked or locked up."""
    for time in day.times:
        then, today = (
            tuple(span for span in ours if span not in theirs)
            for ours, theirs in ((time.was, time.now), (time.now, time.was))
        )
        lost, gained = without(time.was, time.now), without(time.now, time.was)
        other = (lost and gained) or without(lost, day.no_longer) or without(gained, day.also_unlocked)
        if time.on_wing != left and then and today and other:
            yield Told(time.on_wing, time.on_wing, today, then)


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
    for change in changed_sessions(_once(published), _once(plan)):
        before = change.was or (None if change.started else change.time)
        held.append((change.activity, before, change.time if change.started else None))
    nobody: Counter[str] = Counter()
    for activity, before, after in held:
        people_were, people = was.get((activity, before), nobody), now.get((activity, after), nobody)
        yield OtherSession(activity=activity, was=before, now=after, people_were=people_were, people=people)


def _once(plan: Plan) -> Plan:
    """A plan in which sessions of an activity at one time are one: it is told of all of them together who goes."""
    sessions = {(session.activity, session.time, session.runs): session for session in plan.sessions}
    return plan.model_copy(update={"sessions": list(sessions.values())})


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
