"""Whether the day can happen as it is described: staff, sizes, hours, floors.

Only what is plain from the description is said here; what the staff on duty allow is for the plan to find.
"""

from __future__ import annotations

from collections.abc import Iterator

from regime.checker.wording import from_to, people, times
from regime.clock import WEEKDAYS, Span, clock
from regime.duty import Duty
from regime.never import too_few_may_go
from regime.paths import dotted
from regime.prison import Pin, Prison
from regime.problems import Code, Finding, quoted
from regime.session_times import on_wing_findings, session_findings
from regime.shifts import shift_findings
from regime.today import Today
from regime.weekdays import DayKind, day_kinds, on_days


def consistency_findings(prison: Prison) -> list[Finding]:
    """What contradicts itself or can never happen, in a prison whose names are all known."""
    days = day_kinds(prison)
    return [
        *shift_findings(prison),
        *_space(prison),
        *_unlocks(prison, days),
        *_attendance(prison, days),
        *_instructors(prison),
        *session_findings(days),
        *on_wing_findings(days),
        *_floors(days),
        *_pins(prison, days),
        *_occasions(prison),
        *_walks(prison, days),
        *_on_duty(prison),
    ]


def _space(prison: Prison) -> Iterator[Finding]:
    """Groups that no step table or yard has room for."""
    in_yard = [name for name, time in prison.on_wing.items() if time.where == "yard"]
    for wing_name, wing in Today.of(prison).wings.items():
        last = wing.staffing.steps(sum(group.size for group in wing.groups.values()))[-1][0]
        yard = prison.yards[wing.yard].people if wing.yard is not None else None
        for name, group in wing.groups.items():
            at = ("wings", wing_name, "groups", name)
            smaller = "two smaller groups, or more room."
            if group.size > last:
                what = (
                    f"a group of {group.size} can never be unlocked: the wing's staffing table ends at {people(last)}"
                )
                yield Finding(at, Code.NO_SPACE, what, "two smaller groups, or a higher last step.")
            elif yard is not None and in_yard and group.size > yard:
                what = f"a group of {group.size} can never go out: {quoted(wing.yard)} takes {people(yard)}"
                yield Finding(at, Code.NO_SPACE, what, smaller)
            for label, time in prison.on_wing.items():
                if time.people is not None and group.size > time.people:
                    what = f"a group of {group.size} can never have {label}: it takes {people(time.people)}"
                    yield Finding(at, Code.NO_SPACE, what, smaller, "warning")


def _unlocks(prison: Prison, days: list[DayKind]) -> Iterator[Finding]:
    """Days too short for any unlock, and virtual roll checks when all are locked up anyway."""
    shortest = prison.day.unlocks.shortest
    short = [day for day in days if max((p.minutes for p in day.open_time([day.today.hours])), default=0) < shortest]
    if short:
        when = on_days(short, days)
        what = f"nobody can be unlocked for {shortest} minutes{when}: no time between roll checks is so long"
        yield Finding(("day", "unlocks", "shortest"), Code.NEVER_RUNS, what, "a smaller shortest.")
    for number, time in enumerate(prison.counted_at):
        if not any(day.today.hours.start <= time < day.today.hours.end for day in days):
            what = f"everybody is locked up at {clock(time)}, outside the unlock hours"
            at = ("counted_at", number)
            yield Finding(at, Code.OUTSIDE_HOURS, what, "a time inside them.", "warning", fine_in_packs=True)


def _attendance(prison: Prison, days: list[DayKind]) -> Iterator[Finding]:
    """Activities that nobody may go to, or not enough people."""
    for name, activity in prison.activities.items():
        limits = next((day.today.limits[name] for day in days if name in day.today.activities), None)
        if limits is None:
            continue
        at = ("activities", name)
        if why := too_few_may_go(activity, limits):
            part, try_ = (
                ("minimum", "a smaller minimum, or more groups.") if limits else ("for", "other groups under for.")
            )
            yield Finding((*at, part), Code.NEVER_RUNS, f"{dotted(at)}: {why}", try_, "warning")


def _instructors(prison: Prison) -> Iterator[Finding]:
    """Activities whose staff are on no shift at all."""
    crews = [crew for weekday in WEEKDAYS for crew in Today.of(prison, weekday).crews]
    on_duty = {crew.role for crew in crews if crew.people > 0}
    can_do = on_duty.union(*(prison.roles[role].covers for role in on_duty))
    for name, activity in prison.activities.items():
        for role, need in activity.staff.items():
            if need.fixed > 0 and role not in can_do:
                what = f"{dotted(('activities', name))} needs {role}, but no shift has them or anybody who covers them"
                try_ = f"{role} on a shift, or other staff for it."
                yield Finding(("activities", name), Code.NEVER_RUNS, what, try_, "warning")


def _floors(days: list[DayKind]) -> Iterator[Finding]:
    """Entitlements to time that the day cannot give in full to anybody."""
    prison = days[0].today.prison
    for name, terms in prison.entitlements.items():
        if terms.minutes is None or terms.time is None:
            continue
        on = [day for day in days if any(floor.entitlement == name for floor in day.today.floors)]
        most = [(day, _most(day, terms.time, terms.between)) for day in on]
        short = [(day, minutes) for day, minutes in most if minutes < terms.minutes]
        if short:
            when = on_days([day for day, _ in short], on)
            what = (
                f"{dotted(('entitlements', name))} asks for {terms.minutes} minutes, "
                f"but the day leaves {short[0][1]} at most{when}"
            )
            try_ = f"longer windows for {terms.time}, or fewer minutes."
            yield Finding(("entitlements", name), Code.ALWAYS_SHORT, what, try_, "warning")


def _most(day: DayKind, label: str, between: Span | None) -> int:
    """Minutes of ``unlocked`` or of an on-wing time that a day can give, at most."""
    prison = day.today.prison
    time = prison.on_wing.get(label)
    pieces = day.open_time([day.today.hours] if time is None else day.today.windows(time))
    shortest = (time.shortest or 1) if time is not None else prison.day.unlocks.shortest
    counted = between or day.today.hours
    minutes = sum(
        max(0, min(piece.end, counted.end) - max(piece.start, counted.start))
        for piece in pieces
        if piece.minutes >= shortest
    )
    if time is not None and time.most is not None:
        minutes = min(minutes, time.most)
    if time is not None and time.longest is not None and time.periods is not None:
        minutes = min(minutes, time.longest * time.periods)
    return minutes


def _pins(prison: Prison, days: list[DayKind]) -> Iterator[Finding]:
    """Pinned times at which nothing can be."""
    for number, pin in enumerate(prison.pins):
        at = ("pins", number)
        hours = days[0].today.hours
        if pin.unlocked is not None and not any(day.today.hours.contains(pin.unlocked) for day in days):
            what = f"{dotted(at)}: {pin.unlocked} is outside the unlock hours {hours}"
            yield Finding((*at, "unlocked"), Code.OUTSIDE_HOURS, what, "a time inside them.")
        if pin.people is not None and (most := max(_may_attend(day.today, pin) for day in days)) < pin.people:
            what = f"{dotted(at)}: {people(pin.people)} cannot be at {quoted(pin.activity or '')}: {most} at the most"
            what += "" if most else ", for want of a session then or of groups that may go"
            yield Finding((*at, "people"), Code.WRONG_VALUE, what, "fewer, another time or other groups.", "warning")
        activity = prison.activities.get(pin.activity or "")
        if activity is None or activity.length is None or pin.session is None:
            continue
        if pin.session.minutes != activity.length:
            what = f"{dotted(at)}: a session of {quoted(pin.activity)} lasts {activity.length} minutes"
            yield Finding((*at, "session"), Code.WRONG_VALUE, what, f"a span of {activity.length} minutes.")
        elif not any(window.contains(pin.session) for window in activity.between):
            windows = ", ".join(map(str, activity.between))
            what = f"{dotted(at)}: sessions of {quoted(pin.activity)} lie between {windows}"
            yield Finding((*at, "session"), Code.WRONG_VALUE, what, "a time inside one of them.")


def _may_attend(today: Today, pin: Pin) -> int:
    """The most people whom a pin counts that places and limits have room for, whatever else happens."""
    activity = today.activities.get(pin.activity or "")
    if activity is None:
        return 0
    limits = today.limits[pin.activity or ""]
    going = sum(limits.get(group, 0) for group in today.select_any(pin.of or ["all"]))
    if activity.length is None:
        sessions = sum(map(pin.means, today.fixed_sessions(pin.activity or "")))
    elif pin.at is None:
        sessions = 1 if pin.session else activity.at_most or 1
    else:
        sessions = int(any(window.start <= pin.at < window.end for window in activity.between))
    return sessions * min(activity.places, going)


def _occasions(prison: Prison) -> Iterator[Finding]:
    """Entitlements to an activity that is not there: nobody misses it, because nobody could have it."""
    offered = {*prison.activities, *(about.kind for about in prison.activities.values())}
    for name, terms in prison.entitlements.items():
        if terms.activity is not None and terms.activity not in offered:
            what = f"nobody can have {quoted(name)}: there is no activity {quoted(terms.activity)}"
            yield Finding(("entitlements", name), Code.NO_SUCH_ACTIVITY, what, "such an activity.", "warning")


def _walks(prison: Prison, days: list[DayKind]) -> Iterator[Finding]:
    """People taken to activities by nobody."""
    walking: dict[str, list[str]] = {}
    for day in days:
        for name, about in day.today.activities.items():
            if about.where == "off-wing" and about.travel != "free":
                alone = [group for group in day.today.limits[name] if day.way(group, name).by == "free"]
                if alone:
                    walking.setdefault(name, alone)
    if not walking:
        return
    if prison.routes:
        first, groups = next(iter(walking.items()))
        more = f" and {len(walking) - 1} more" if len(walking) > 1 else ""
        what = (
            f"no route serves {', '.join(groups[:3])}{' and others' if len(groups) > 3 else ''}, and no escort is "
            f"described: they walk to {quoted(first)}{more} without staff being counted"
        )
        try_ = "a route for them on those days, an escort, or travel: free where that is meant."
        yield Finding(("routes",), Code.UNSTAFFED_WALK, what, try_, "warning")
        return
    what = (
        f"{times(len(walking), 'off-wing activity', 'off-wing activities')}, but no route and no escort is described: "
        "people walk there without staff being counted"
    )
    try_ = "routes or an escort, or travel: free where that is meant."
    yield Finding(("activities",), Code.UNSTAFFED_WALK, what, try_, "warning")


def _on_duty(prison: Prison) -> Iterator[Finding]:
    """Hours at which posts and locked wings alone ask for more people than are on duty, breaks apart."""
    found = {weekday: _short_of_people(Today.of(prison, weekday)) for weekday in WEEKDAYS}
    short = {weekday: what for weekday, what in found.items() if what is not None}
    if short:
        what = next(iter(short.values()))
        when = "" if len(short) == len(WEEKDAYS) else f" ({', '.join(short)})"
        try_ = "more people on a shift, or fewer posts."
        yield Finding(("posts",), Code.TOO_FEW_ON_DUTY, what + when, try_, "warning")


def _short_of_people(today: Today) -> str | None:
    """The first time of a day at which posts and locked wings cannot be covered, with the numbers."""
    duty = Duty(today)
    return next((f"{from_to(span)} {duty.said(shortage)}" for shortage, span in duty.shortages()), None)
