"""Staff sheets, activity sheets and notices of a day counted by hand."""

from __future__ import annotations

import csv
import io

from builders import bare, day, session, whole
from rich.console import Console

from regime import load, report
from regime.changes import changed
from regime.data_folder import data_folder
from regime.figures import figures
from regime.page.cuts import cuts, sessions_cut
from regime.picture import DayPicture
from regime.report.activity_sheet import activity_sheets
from regime.report.notice import notices
from regime.report.staff_sheet import staff_sheets


def test_posts_and_tasks_of_a_role_in_the_order_of_the_prison_file(shown):
    officers = staff_sheets(shown.picture)[0]
    assert officers.role == "officers"
    told = {
        (row.task.sort, row.task.name, row.task.doing): [(str(time), n) for time, n in row.times]
        for row in officers.tasks
    }
    # Parts that touch are one; a locked wing has its patrol, an open one two officers.
    assert told["post", "gate", ""] == [("08:00-13:00", 2), ("14:00-16:00", 2)]
    assert told["wing", "B", ""] == [("08:00-18:00", 1)]
    assert told["wing", "A", ""][:2] == [("08:00-08:30", 2), ("08:30-09:30", 1)]
    assert told["on-wing time", "A", "exercise"] == [("11:30-12:00", 1)]
    # One officer for each begun five of 14, five minutes before; then for 15.
    assert told["session", "work", ""] == [("08:55-11:00", 3), ("13:25-16:30", 3)]
    assert told["movement", "walkway", ""][0] == ("08:45-09:00", 3)
    # Ten of B1 are escorted by two for each begun four.
    assert told["escort", "work", ""] == [("08:30-09:00", 6), ("11:00-11:30", 6)]


def test_shifts_breaks_and_who_covers_whom(shown):
    officers, seniors = staff_sheets(shown.picture)
    assert [(row.shift, row.people) for row in officers.shifts] == [("day", 20)]
    assert [(b.role, str(b.time), b.people) for b in seniors.breaks] == [("seniors", "12:00-13:00", 1)]
    # Between twelve and one o'clock all twenty officers have their hour, and so has the senior: nobody covers.
    assert officers.covers == seniors.covers == ()
    assert sum(line.needed for line in seniors.lines) == 0


def test_those_on_duty_are_told_apart_from_those_detailed():
    shift = {"seniors": 1, "less": {"sick": {"officers": 2}, "training": {"officers": 1}}}
    prison = day(staff={"day": shift}, roles={"seniors": {}}, goals=["shortfalls", "value"]).prison

    def pages(path, value):
        _, changes = changed(prison, {path: value})
        plan = bare(day()).model_copy(update={"changes": list(changes)})
        files = report(prison, {"by hand": plan}, ["staff", "governor"])
        return files["staff.html"].decode(), files["governor.html"].decode()

    staff, governors = pages("staff.day.officers", "-1")
    assert "<dd>16 <small>of 19 detailed</small></dd>" in staff
    assert "<dd>1</dd>" in staff
    assert "staff.day.officers 20 to 19. On duty, of those detailed: day officers 17 to 16<" in governors
    # What changes of those taken off is no other number anywhere.
    _, governors = pages("staff.day.less.sick.officers", "+1")
    assert "staff.day.less.sick.officers 2 to 3<" in governors


def test_work_done_by_another_role():
    today = day(roles={"seniors": {"covers": ["officers"]}}, staff={"day": {"officers": 2, "seniors": 1}})
    plan = whole(today, {"B1": {"09:00-10:00": "association"}})
    officers, seniors = staff_sheets(DayPicture(today, plan))
    (cover,) = officers.covers
    assert (cover.role, cover.work, [(str(time), n) for time, n in cover.times]) == (
        "seniors", "officers", [("09:00-10:00", 1)],
    )  # fmt: skip
    assert seniors.covers == (cover,)


def test_an_activity_has_its_day_and_what_a_cancelled_session_would_take(shown):
    sheets = {sheet.activity: sheet for sheet in activity_sheets(shown.picture)}
    assert list(sheets) == ["work", "class", "cleaning", "course"]
    assert [(str(s.time), s.runs, s.people) for s in sheets["class"].sessions] == [
        ("14:00-15:00", True, 9),
        ("17:00-17:30", False, 0),
    ]
    assert [str(time) for time in sheets["class"].cuts] == ["17:00-17:30"]
    assert (sheets["cleaning"].place, sheets["course"].place, sheets["class"].place) == ("On wing", "In cell", "hall")


def test_cancelled_sessions_of_a_movable_activity_have_no_time_to_be_told_and_share_a_row():
    gym = {"kind": "gym", "places": 9, "length": 60, "between": ["09:00-12:00"], "at_most": 2}
    today = day(activities={"gym": gym})
    plan = bare(today, {}, sessions=[session("gym", "10:30-11:30", A1=9)])
    files = report(today.prison, {"day": plan}, ["activities", "lists", "csv", "calendar"])
    assert '<th scope="row">No time</th>' in files["activities.html"].decode()
    assert files["csv/sessions.csv"].decode().splitlines()[1:] == [
        '"gym","gym","10:30","11:30","runs",9,9,1',
        '"gym","gym","","","cancelled",0,9,1',
    ]
    several = day(activities={"gym": {**gym, "at_most": 3}})
    again = report(several.prison, {"day": bare(several)}, ["activities", "csv"])
    assert again["csv/sessions.csv"].decode().splitlines()[1:] == ['"gym","gym","","","cancelled",0,27,3']
    sheet = again["activities.html"].decode()
    assert sheet.count("Cancelled") == 1
    assert '<th scope="row">No time <small>3 sessions</small></th>' in sheet
    assert "Cancelled" not in files["movement-lists.html"].decode()
    assert "CANCELLED" not in files["calendar/activity gym.ics"].decode()


def test_the_notice_of_a_group_tells_its_day_from_unlock_to_lock_up(shown):
    first, second, _ = notices(shown.picture)
    assert [(line.what, str(line.time), line.name) for line in first.lines] == [
        ("unlocked", "08:00-08:30", "association"),
        ("locked up", "08:30-11:30", ""),
        ("activity", "09:00-11:00", "work"),
        ("activity", "09:30-10:30", "cleaning"),
        ("unlocked", "11:30-12:00", "exercise"),
        ("locked up", "12:00-16:45", ""),
        ("activity", "14:00-15:00", "class"),
        ("unlocked", "16:45-17:15", "association"),
        ("locked up", "17:15-18:00", ""),
    ]
    away = next(line.away for line in first.lines if line.name == "work")
    assert str(away) == "08:45-11:15"
    assert [[str(check) for check in line.roll_checks] for line in first.lines if line.what == "locked up"] == [
        [],
        ["12:15-12:30"],
        [],
    ]
    assert (first.unlocked, first.open_air) == (90, 30)
    assert [(short.entitlement, short.given, short.floor) for short in first.short] == [("open air", 30, 60)]
    assert first.cancelled == (("class", first.cancelled[0][1]),)
    assert str(first.cancelled[0][1]) == "17:00-17:30"
    assert second.unlocked == 0


def test_a_notice_says_when_all_of_a_group_are_at_activities():
    today = day(
        activities={
            "gym": {"kind": "gym", "places": 20, "sessions": ["09:00-10:00"]},
            "work": {"kind": "workshop", "places": 30, "sessions": ["09:00-11:00"]},
            "course": {"kind": "in-cell", "where": "in-cell", "places": 20, "sessions": ["09:00-10:00"]},
        },
        languages={"english": load(data_folder("examples") / "tiny.yaml").languages["english"].model_dump()},
        day={"roll_checks": {"morning": "10:30-10:45"}},
    )
    by_hand = bare(
        today,
        {"A1": {"08:00-09:30": "association"}},
        sessions=[
            session("gym", "09:00-10:00", A1=4),
            session("work", "09:00-11:00", A1=6, B1=24),
            session("course", "09:00-10:00", A2=20),
        ],
    )
    first, second, third = notices(DayPicture(today, by_hand))
    told = [(line.what, str(line.time)) for line in first.lines if line.what != "activity"]
    assert told == [("unlocked", "08:00-09:00"), ("all away", "09:00-10:00"), ("locked up", "10:00-18:00")]
    assert first.unlocked == 60  # what is said above the lines is what they add up to
    # Those at in-cell work are in their cells; of B1 some are.
    for notice in (second, third):
        assert [(line.what, str(line.time)) for line in notice.lines if line.what != "activity"] == [
            ("locked up", "08:00-18:00")
        ]
    page = report(today.prison, {"by hand": by_hand}, ["wings"])["notices.html"].decode()
    row = '<tr class="away"><th scope="row"><bdi dir="ltr">09:00-10:00</bdi></th><td>All of you are at activities</td>'
    assert page.count(row) == 1
    # Somebody without any activity has both for certain.
    assert "Your door is open for 1 h today. It is also open for 30 min while all of you are at activities.</p>" in page
    assert figures(today, by_hand).groups[0].guaranteed == 90


def test_a_notice_names_activities_with_commas_and_places_owed_so_that_they_can_be_told_apart():
    today = day(
        activities={
            "workshop 1, bricks": {"kind": "workshop", "places": 20, "sessions": ["09:00-10:00"]},
            "kitchen": {"kind": "kitchen", "places": 30, "sessions": ["09:00-10:00"]},
            "visits": {"kind": "visits", "places": 30, "sessions": ["14:00-15:00"]},
        },
        entitlements={"visits": {"activity": "visits", "people": 3}},
        languages={"english": load(data_folder("examples") / "tiny.yaml").languages["english"].model_dump()},
    )
    sessions = [session(name, "09:00-10:00", A1=4) for name in ("kitchen", "workshop 1, bricks")]
    by_hand = whole(today, {}, sessions=[*sessions, session("visits", "14:00-15:00", A1=1)])
    page = report(today.prison, {"by hand": by_hand}, ["wings"])["notices.html"].decode()
    assert "If you are on the list: <bdi>kitchen</bdi>; <bdi>workshop 1, bricks</bdi> <bdi" in page
    assert "<bdi>visits</bdi>: places for 1 instead of 3</li>" in page
    assert page.count("<bdi>visits</bdi>: none of you go</li>") == 2


def test_a_notice_says_of_a_spell_that_is_too_short_that_it_does_not_count():
    about = {"kind": "exercise", "where": "yard", "outdoor": True, "protected": True, "shortest": 30, "longest": 60}
    today = day(
        on_wing={"exercise": about},
        activities={"work": {"kind": "workshop", "places": 20, "sessions": ["10:15-11:00"], "travel": "free"}},
        entitlements={"open air": {"time": "exercise", "minutes": 60}},
        languages={"english": load(data_folder("examples") / "tiny.yaml").languages["english"].model_dump()},
    )
    out = {"A1": "09:00-09:15", "A2": "09:00-09:45", "B1": "10:00-10:30"}
    unlocked = {group: {time: "exercise"} for group, time in out.items()}
    by_hand = whole(today, unlocked, sessions=[session("work", "10:15-11:00", B1=3)])
    # A1 has 15 of at least 30 minutes; of B1 some are away for half of it. A2 has 45 minutes that count.
    each = notices(DayPicture(today, by_hand))
    assert [(notice.short[0].given, notice.uncounted["open air"]) for notice in each] == [(0, 15), (45, 0), (0, 30)]
    page = report(today.prison, {"by hand": by_hand}, ["wings"])["notices.html"].decode()
    assert "0 min instead of 1 h; 15 min more is planned that does not count: too short at a time" in page
    assert "45 min instead of 1 h</li>" in page
    governors = report(today.prison, {"by hand": by_hand}, ["governor"])["governor.html"].decode()
    assert '<td class="n">15</td><td><span class="name"><bdi>A1</bdi></span>' in governors
    assert '<td class="n"></td><td><span class="name"><bdi>A2</bdi></span>' in governors
    table = report(today.prison, {"by hand": by_hand}, ["csv"])["csv/short.csv"].decode().splitlines()
    assert [row["not counted"] for row in csv.DictReader(table)] == ["15", "0", "30"]
    shown = io.StringIO()
    picture = DayPicture(today, by_hand)
    cut = sessions_cut(by_hand, picture)
    Console(file=shown, width=100).print(cuts(by_hand, figures(today, by_hand), picture, cut))
    assert "worst A1 with 0 of 60 min (15 min more do not count: too" in shown.getvalue()
