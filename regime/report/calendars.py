"""Calendars of a plan: one for each wing and one for each activity, as iCalendar (RFC 5545).

The plan of a date has events on that date; the plan of a day of the week has events every week, from the next such day
on. An event keeps its identity from one export to the next, so that a calendar which is read again has it once.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from regime.checker.wording import wing_called
from regime.clock import WEEKDAYS, Span, clock
from regime.page.words import count
from regime.problems import visible
from regime.report.attendance import Attendance, attendances
from regime.report.figure_tables import role_words
from regime.report.file_names import file_names
from regime.report.reported import Reported
from regime.report.unlock_list import Event as Unlock
from regime.report.unlock_list import unlock_lists

ZONE = "Europe/London"
PRODUCT = "-//regime planner//plan of a prison day//EN"
_HOUR = datetime.timedelta(hours=1)
_OURS = uuid.uuid5(uuid.NAMESPACE_OID, PRODUCT)


@dataclass(frozen=True)
class Entry:
    """What stands in a calendar for one event."""

    what: str
    """The on-wing time, the activity or the roll check."""
    time: Span
    place: str
    summary: str
    about: tuple[str, ...] = ()
    cancelled: bool = False


def as_calendars(day: Reported, today: datetime.date | None = None) -> Iterator[tuple[str, bytes]]:
    """A calendar for each wing and each activity, as of ``today``."""
    now = today or datetime.date.today()
    for wing, name in file_names(day.today.wings):
        yield f"calendar/wing {name}.ics", _calendar(day, wing_called(wing), _of_wing(day, wing), now)
    sessions: dict[str, list[Attendance]] = {}
    for session in attendances(day.picture):
        sessions.setdefault(session.activity, []).append(session)
    for activity, name in file_names(sessions):
        entries = [_of_session(session) for session in sessions[activity] if session.timed]
        yield f"calendar/activity {name}.ics", _calendar(day, f"activity {activity}", entries, now)


def _first(day: Reported, today: datetime.date) -> datetime.date:
    """The plan's date, or the first day from today on that it is a plan of."""
    if day.plan.date is not None:
        return day.plan.date
    return today + datetime.timedelta(days=(WEEKDAYS.index(day.plan.weekday) - today.weekday()) % 7)


def _of_wing(day: Reported, wing: str) -> Iterator[Entry]:
    """Who is unlocked for what and who leaves, from the unlocking to being back; groups that do the same together."""
    groups: dict[Unlock, dict[str, int]] = {}
    for sheet in unlock_lists(day.picture):
        if sheet.wing == wing:
            for group in sheet.groups:
                for event in group.events:
                    groups.setdefault(replace(event, people=0), {})[group.group] = event.people
    for event, people in groups.items():
        about = [f"{group}: {count(number, 'person', 'people')}" for group, number in people.items()]
        if event.leaving:
            about.append(
                f"{event.what} {event.time}: unlock {clock(event.unlocked.start)}, back on the wing "
                f"{clock(event.unlocked.end)}"
            )
        yield Entry(event.what, event.unlocked, event.place, f"{event.what}: {', '.join(people)}", tuple(about))
    for check in day.today.roll_checks:
        yield Entry("roll check", check, wing, "roll check")


def _of_session(session: Attendance) -> Entry:
    """A session with its people and its staff."""
    if not session.runs:
        summary = f"{session.activity}: cancelled"
        return Entry(session.activity, session.time, session.place, summary, cancelled=True)
    about = [
        *(f"{each.group} ({each.wing}): {each.people}, leaving {clock(each.away.start)}" for each in session.coming),
        *(f"{role_words(role)}: {people}" for role, people in session.staff.items()),
    ]
    summary = f"{session.activity}: {session.people} of {count(session.places, 'place')}"
    return Entry(session.activity, session.time, session.place, summary, tuple(about))


def _calendar(day: Reported, name: str, entries: Iterable[Entry], today: datetime.date) -> bytes:
    title = visible(f"{day.today.prison.prison}, {name}")
    calendar = Calendar()
    for field, value in (("prodid", PRODUCT), ("version", "2.0"), ("name", title), ("x-wr-calname", title)):
        calendar.add(field, value)
    calendar.add_component(_zone())
    for entry in entries:
        calendar.add_component(_event(day, name, entry, today))
    return bytes(calendar.to_ical())


def _event(day: Reported, calendar: str, entry: Entry, today: datetime.date) -> Event:
    event = Event()
    midnight = datetime.datetime.combine(_first(day, today), datetime.time())
    when = str(day.plan.date or day.plan.weekday)
    known = (day.today.prison.prison, when, calendar, entry.what, str(entry.time), entry.place)
    event.add("uid", str(uuid.uuid5(_OURS, "\n".join(known))))
    event.add("dtstamp", datetime.datetime.combine(today, datetime.time(), datetime.UTC))
    for field, minutes in (("dtstart", entry.time.start), ("dtend", entry.time.end)):
        event.add(field, (midnight + datetime.timedelta(minutes=minutes)).replace(tzinfo=ZoneInfo(ZONE)))
    if day.plan.date is None:
        event.add("rrule", {"freq": "weekly"})
    event.add("summary", visible(entry.summary))
    event.add("location", visible(entry.place))
    plan = f"Plan for {day.words}" + (f". {day.caveat}" if day.caveat else "")
    event.add("description", "\n".join(map(visible, (*entry.about, plan))))
    event.add("status", "CANCELLED" if entry.cancelled else "TENTATIVE" if day.caveat else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # it does not make whoever reads it busy
    return event


def _zone() -> Timezone:
    """London time: summer time from the last Sunday of March to the last of October (Summer Time Order 2002)."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    for part, name, start, before, after, month in (
        (TimezoneDaylight(), "BST", datetime.datetime(1996, 3, 31, 1), 0 * _HOUR, _HOUR, 3),
        (TimezoneStandard(), "GMT", datetime.datetime(1996, 10, 27, 2), _HOUR, 0 * _HOUR, 10),
    ):
        part.add("tzname", name)
        part.add("dtstart", start)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone
