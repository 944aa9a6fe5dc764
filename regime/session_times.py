"""Whether sessions and windows lie where somebody can come: unlock hours, roll checks, movements."""

from __future__ import annotations

from collections.abc import Iterator

from regime.checker.wording import minutes
from regime.clock import Span, clock
from regime.paths import dotted
from regime.prison import Activity
from regime.problems import Code, Finding
from regime.today import Travel
from regime.weekdays import DayKind, on_days

Obstacle = tuple[Code, str]
"""Why nobody can come to a session, as a code and the end of a sentence."""


def session_findings(days: list[DayKind]) -> Iterator[Finding]:
    """Sessions and windows of activities to which nobody can come, on some days or on all."""
    for name, activity in days[0].today.prison.activities.items():
        on = [day for day in days if name in day.today.activities]
        if not on:
            what = f"{dotted(('activities', name))} is on no day of the week: its days and its sessions' days differ"
            yield Finding(("activities", name), Code.NEVER_RUNS, what, "the days of its sessions.", "warning")
        elif activity.where != "in-cell":
            yield from _fixed(name, activity, on)
            yield from _movable(name, activity, on)


def _fixed(name: str, activity: Activity, on: list[DayKind]) -> Iterator[Finding]:
    for number, session in enumerate(activity.sessions):
        days = [day for day in on if session.time in day.today.fixed_sessions(name)]
        blocked = [(day, found) for day in days if (found := obstacle(day, name, session.time)) is not None]
        if not blocked:
            continue
        code, why = blocked[0][1]
        when = on_days([day for day, _ in blocked], days)
        what = f"{dotted(('activities', name))}: the session {session.time} {why}{when}"
        at = ("activities", name, "sessions", number, "time")
        try_ = "another time, or days: [...] on which it can run."
        yield Finding(at, code, what, try_, "warning" if when else "error")


def _movable(name: str, activity: Activity, on: list[DayKind]) -> Iterator[Finding]:
    length = activity.length or 0
    for number, window in enumerate(activity.between):
        last = window.end - length
        step = on[0].today.prison.day.step
        starts = [window.start, *range(-(-window.start // step) * step, last + 1, step)] if last >= window.start else []
        sessions = [Span.of(start, start + length) for start in starts]
        whys = (obstacle(day, name, session) for day in on for session in sessions)
        first = next(whys, (Code.NEVER_RUNS, "is longer than that"))
        if first is None or any(why is None for why in whys):
            continue
        what = f"{dotted(('activities', name))}: a session of {length} minutes between {window} {first[1]}"
        yield Finding(("activities", name, "between", number), first[0], what, "another window.")


def obstacle(day: DayKind, name: str, session: Span) -> Obstacle | None:
    """What keeps everybody from a session that is not in the cells; None if somebody can come."""
    activity = day.today.prison.activities[name]
    found = [_obstacle_on_the_way(day, activity, session, way) for way in day.ways(name)]
    return None if None in found else found[0]


def _obstacle_on_the_way(day: DayKind, activity: Activity, session: Span, way: Travel) -> Obstacle | None:
    start, end = session.start - way.minutes, session.end + way.minutes
    walk = f", with the {minutes(way.minutes)} to get there and back," if way.minutes else ""
    hours = day.today.hours
    if start < hours.start or end > hours.end:
        inside = hours.contains(session)
        return Code.OUTSIDE_HOURS, f"is{walk if inside else ''} outside the unlock hours {hours}"
    for check in day.today.roll_checks:
        settled = activity.settled_at_roll_check and session.contains(check)
        if start < check.end and check.start < end and not settled:
            inside = session.overlaps(check)
            return Code.CROSSES_ROLL_CHECK, f"is{'' if inside else walk} during the roll check {check}"
    windows = day.today.routes[way.route].windows if way.route is not None else None
    for movement in ((start, session.start), (session.end, end)):
        if windows is not None and not any(w.start <= movement[0] and movement[1] <= w.end for w in windows):
            needed = f"{clock(movement[0])}-{clock(movement[1])}"
            return (
                Code.OUTSIDE_HOURS,
                f"needs a movement at {needed}, when the route {dotted((way.route or '',))} is shut",
            )
    return None


def on_wing_findings(days: list[DayKind]) -> Iterator[Finding]:
    """On-wing time for which the day has no room."""
    for name, time in days[0].today.prison.on_wing.items():
        place = dotted(("on_wing", name))
        lost = False
        for number, window in enumerate(time.windows or []):
            if all(not day.today.hours.overlaps(window) for day in days):
                lost = True
                what = f"{place}: the window {window} is outside the unlock hours {days[0].today.hours}"
                at = ("on_wing", name, "windows", number)
                yield Finding(at, Code.OUTSIDE_HOURS, what, "another window.", fine_in_packs=True)
        pieces = [piece for day in days for piece in day.open_time(day.today.windows(time))]
        longest = max((piece.minutes for piece in pieces), default=0)
        if not lost and longest < (time.shortest or 1):
            what = f"{place} needs {time.shortest or 1} minutes, but no window leaves more than {longest}"
            try_ = "a longer window between the roll checks, or a smaller shortest."
            yield Finding(("on_wing", name), Code.NEVER_RUNS, what, try_, fine_in_packs=True)
