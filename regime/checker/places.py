"""R03 places: sessions and on-wing time take no more people than they have places, and run when they may."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial

from regime.checker.finding import Finding, together
from regime.checker.wording import from_to, listed, minutes, named, people, times
from regime.clock import Span
from regime.picture import DayPicture
from regime.plan import Session

_finding = partial(Finding, rule="R03", title="places")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Sessions at the wrong time or with the wrong people, and on-wing time with too many."""
    for session in picture.running:
        yield from at_other_times(picture, session)
        yield from _attendance(picture, session)
    for session in picture.plan.sessions:
        if not session.runs and session.attending:
            yield _finding(
                sentence=f"{named(session)} does not run and has {people(session.attending)} in it.",
                span=session.time,
                measured=session.attending,
                limit=0,
                unit="people",
            )
    yield from _how_often(picture)
    yield from _each_person(picture)
    yield from _on_wing(picture)


def at_other_times(picture: DayPicture, session: Session) -> Iterator[Finding]:
    """Why a session is none of those that its activity may hold today."""
    about = picture.today.activities[session.activity]
    start, length = session.time.start, session.time.minutes
    if about.length is None:
        fixed = picture.today.fixed_sessions(session.activity)
        if session.time not in fixed:
            today = listed(str(span) for span in fixed)
            yield _finding(sentence=f"{named(session)} is not a session of today: {today}.", span=session.time)
        return
    if length != about.length:
        yield _finding(
            sentence=f"{named(session)} lasts {minutes(length)}; its sessions last {minutes(about.length)}.",
            span=session.time,
            measured=length,
            limit=about.length,
            unit="minutes",
        )
    if not any(window.contains(session.time) for window in about.between):
        windows = listed(str(window) for window in about.between)
        yield _finding(sentence=f"{named(session)} does not lie inside {windows}.", span=session.time)
    step = picture.today.prison.day.step
    if start % step and start not in {window.start for window in about.between}:
        yield _finding(sentence=f"{named(session)} does not start on the step of {minutes(step)}.", span=session.time)


def _attendance(picture: DayPicture, session: Session) -> Iterator[Finding]:
    about = picture.today.activities[session.activity]
    limits = picture.today.limits[session.activity]
    crowded = partial(_finding, span=session.time, unit="people")
    total = session.attending
    if total > about.places:
        yield crowded(
            sentence=f"{named(session)} has {people(total)} and {times(about.places, 'place')}.",
            measured=total,
            limit=about.places,
        )
    if total < about.minimum:
        yield crowded(
            sentence=f"{named(session)} runs with {people(total)} and needs at least {about.minimum}.",
            measured=total,
            limit=about.minimum,
        )
    for group, there in session.people.items():
        most = limits.get(group, 0)
        if there > most:
            allowed = f"at most {most} may go" if most else "none of them may go"
            yield crowded(
                sentence=f"{named(session)} has {people(there)} of group {group}; {allowed}.",
                measured=there,
                limit=most,
            )


def _how_often(picture: DayPicture) -> Iterator[Finding]:
    for (activity, time), runs in Counter((s.activity, s.time) for s in picture.running).items():
        about = picture.today.activities[activity]
        offered = picture.today.fixed_sessions(activity).count(time)
        if about.length is None and runs > offered > 0:
            yield _finding(
                sentence=f"{activity} {time} runs {times(runs, 'time')} at once; today has {offered}.",
                span=time,
                measured=runs,
                limit=offered,
                unit="sessions",
            )
    for activity, runs in Counter(s.activity for s in picture.running).items():
        about = picture.today.activities[activity]
        most = about.at_most or 1
        if about.length is not None and runs > most:
            yield _finding(
                sentence=f"{activity} runs {times(runs, 'time')} today; at most {most} allowed.",
                measured=runs,
                limit=most,
                unit="sessions",
            )


def _each_person(picture: DayPicture) -> Iterator[Finding]:
    for group, visits in picture.visits.items():
        attended: Counter[str] = Counter()
        for session, _, there in visits:
            attended[session.activity] += there
        for activity, total in attended.items():
            each = picture.today.activities[activity].per_person
            most = picture.today.limits[activity].get(group, 0)
            # A group that may not go at all is told session by session.
            if each is not None and most and total > each * most:
                yield _finding(
                    sentence=f"{people(total)} of group {group} go to {activity} in the day; at most {most} may go, "
                    f"{times(each, 'time')} each.",
                    measured=total,
                    limit=each * most,
                    unit="people",
                )


def _on_wing(picture: DayPicture) -> Iterator[Finding]:
    for (name, place, there, most), span in together(_above(picture)):
        yield _finding(
            sentence=f"{from_to(span)} {name} on {place} is for {people(there)}; it has room for {most}.",
            span=span,
            measured=there,
            limit=most,
            unit="people",
        )


def _above(picture: DayPicture) -> Iterator[tuple[tuple[str, str, int, int], Span]]:
    today = picture.today
    for period, span in enumerate(picture.periods):
        there: dict[tuple[str, str], int] = defaultdict(int)
        for group, about in today.groups.items():
            if name := picture.label(group, period):
                there[name, today.place_of(today.prison.on_wing[name], today.wing_of[group])] += about.size
        for (name, place), total in there.items():
            most = today.place_limit(today.prison.on_wing[name], place)
            if most is not None and total > most:
                yield (name, place, total, most), span
