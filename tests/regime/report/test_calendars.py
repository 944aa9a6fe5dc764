"""Calendars of wings and activities: what is in them, when it happens, and that a calendar program reads them."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
from builders import bare, day, session

from regime.report.calendars import as_calendars
from regime.report.reported import reported

THURSDAY = datetime.date(2026, 3, 26)
"""The clocks go forward on the 29th."""


def calendars(shown, today=THURSDAY) -> dict[str, icalendar.Calendar]:
    return {name: icalendar.Calendar.from_ical(content) for name, content in as_calendars(shown, today)}


def told(calendar: icalendar.Calendar) -> list[tuple[str, str, str, str]]:
    """Start, end, summary and place of each event, in order."""
    return sorted(
        (f"{event.start:%H:%M}", f"{event.end:%H:%M}", str(event["summary"]), str(event["location"]))
        for event in calendar.walk("vevent")
    )


def test_a_calendar_for_each_wing_and_each_activity(shown):
    assert list(calendars(shown)) == [
        "calendar/wing A.ics",
        "calendar/wing B.ics",
        "calendar/activity work.ics",
        "calendar/activity cleaning.ics",
        "calendar/activity course.ics",
        "calendar/activity class.ics",
    ]


def test_a_wing_sees_its_groups_from_the_unlocking_to_being_back(shown):
    wing = calendars(shown)["calendar/wing A.ics"]
    assert told(wing) == [
        ("08:00", "08:30", "association: A1", "On wing"),
        ("08:45", "11:15", "work: A1", "work"),
        ("09:30", "10:30", "cleaning: A1, A2", "On wing"),
        ("11:30", "12:00", "exercise: A1", "On wing"),
        ("12:15", "12:30", "roll check", "A"),
        ("13:15", "16:45", "work: A2", "work"),
        ("13:45", "15:15", "class: A1", "hall"),
        ("16:45", "17:15", "association: A1", "On wing"),
    ]
    (work, *_) = [str(event["description"]) for event in wing.walk("vevent") if event["summary"] == "work: A1"]
    assert work.splitlines()[:2] == ["A1: 4 people", "work 09:00-11:00: unlock 08:45, back on the wing 11:15"]


def test_an_activity_sees_who_comes_and_what_is_cancelled(shown):
    every = calendars(shown)
    assert told(every["calendar/activity class.ics"]) == [
        ("14:00", "15:00", "class: 9 of 9 places", "hall"),
        ("17:00", "17:30", "class: cancelled", "hall"),
    ]
    # The day breaks rules.
    assert [str(e["status"]) for e in every["calendar/activity class.ics"].walk("vevent")] == ["TENTATIVE", "CANCELLED"]
    work = every["calendar/activity work.ics"].walk("vevent")[0]
    lines = str(work["description"]).splitlines()
    assert lines[:3] == ["A1 (A): 4, leaving 08:45", "B1 (B): 10, leaving 08:30", "officers: 3"]


def test_the_plan_of_a_weekday_comes_every_week_from_the_next_such_day(shown):
    event = calendars(shown)["calendar/wing A.ics"].walk("vevent")[0]
    assert event.start == datetime.datetime(2026, 3, 30, 8, tzinfo=ZoneInfo("Europe/London"))
    assert event["rrule"] == {"FREQ": ["WEEKLY"]}
    on_the_day = calendars(shown, datetime.date(2026, 3, 30))["calendar/wing A.ics"].walk("vevent")[0]
    assert on_the_day.start == event.start


def test_the_plan_of_a_date_happens_once_on_it(today, plan):
    dated = reported(today.prison, "dated", plan.model_copy(update={"date": datetime.date(2026, 11, 23)}))
    for calendar in calendars(dated).values():
        for event in calendar.walk("vevent"):
            assert event.start.date() == datetime.date(2026, 11, 23)
            assert "rrule" not in event


def test_london_time_is_in_the_file(shown):
    calendar = calendars(shown)["calendar/wing A.ics"]
    (zone,) = calendar.walk("vtimezone")
    assert {str(event["dtstart"].params["tzid"]) for event in calendar.walk("vevent")} == {str(zone["tzid"])}
    described, known = zone.to_tz(lookup_tzid=False), ZoneInfo("Europe/London")
    for month in range(1, 13):
        for hour in (0, 3):  # the days on which the clocks change among them
            for on in (1, 25, 29):
                if (month, on) != (2, 29):
                    time = datetime.datetime(2026, month, on, hour)
                    assert time.replace(tzinfo=described).utcoffset() == time.replace(tzinfo=known).utcoffset(), time


def test_an_event_is_the_same_event_in_the_next_export(shown):
    first, later = (dict(as_calendars(shown, THURSDAY + datetime.timedelta(weeks=w))) for w in (0, 9))
    assert set(first) == set(later)
    every = []
    for name, content in first.items():
        uids = [str(event["uid"]) for event in icalendar.Calendar.from_ical(content).walk("vevent")]
        assert uids == [str(event["uid"]) for event in icalendar.Calendar.from_ical(later[name]).walk("vevent")]
        every += uids
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("field", ["uid", "dtstamp", "dtstart", "dtend", "summary", "transp"])
def test_every_event_has_what_calendar_programs_ask_for(shown, field):
    for name, content in as_calendars(shown, THURSDAY):
        calendar = icalendar.Calendar.from_ical(content)
        assert (str(calendar["version"]), "prodid" in calendar) == ("2.0", True), name
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")
        for event in calendar.walk("vevent"):
            assert not event.errors
            assert field in event


def test_what_ends_at_midnight_ends_the_day_after():
    late = day(
        day={"unlock": "08:00", "lock_up": "24:00"},
        activities={"gym": {"kind": "gym", "places": 8, "sessions": ["23:00-24:00"]}},
        staff={"day": {"start": "07:00", "end": "24:00"}},
    )
    shown = reported(late.prison, "late", bare(late, sessions=[session("gym", "23:00-24:00", A1=5)]))
    (event,) = calendars(shown)["calendar/activity gym.ics"].walk("vevent")
    assert (event.end - event.start, event.end.hour) == (datetime.timedelta(hours=1), 0)
