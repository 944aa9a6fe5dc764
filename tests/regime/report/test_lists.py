"""Unlock and movement lists of a day counted by hand."""

from __future__ import annotations

from builders import bare, day, session, span

from regime.picture import DayPicture
from regime.report.attendance import attendances
from regime.report.movement_list import movement_lists
from regime.report.sheets import as_lists
from regime.report.slots import slot_of
from regime.report.unlock_list import unlock_lists


def test_a_session_belongs_to_the_part_of_the_day_in_which_it_starts():
    times = ["08:00-12:30", "11:59-13:00", "12:00-12:30", "16:59-19:00", "17:00-18:00", "23:30-24:00"]
    assert [slot_of(span(time)) for time in times] == ["AM", "AM", "PM", "PM", "ED", "ED"]


def test_who_is_unlocked_who_leaves_and_who_stays(shown):
    counts = {
        (each.slot, each.wing): (each.to_unlock, each.leaving, each.staying) for each in unlock_lists(shown.picture)
    }
    # A1 is 10 people, all unlocked in each part of the day; of A2's 20 three clean in the morning, 15 work after
    # lunch. B1 sends ten to work; its five in-cell learners need nobody to open a door.
    assert counts == {
        ("AM", "A"): (13, 4, 9),
        ("AM", "B"): (10, 10, 0),
        ("PM", "A"): (25, 24, 1),
        ("PM", "B"): (0, 0, 0),
        ("ED", "A"): (10, 0, 10),
        ("ED", "B"): (0, 0, 0),
    }


def test_what_stands_on_the_list_of_a_wing(shown):
    morning = unlock_lists(shown.picture)[0]
    assert [group.group for group in morning.groups] == ["A1", "A2"]
    told = [(e.what, str(e.time), str(e.unlocked), e.people, e.place, e.leaving) for e in morning.groups[0].events]
    assert told == [
        ("association", "08:00-08:30", "08:00-08:30", 10, "On wing", False),
        ("work", "09:00-11:00", "08:45-11:15", 4, "work", True),
        ("cleaning", "09:30-10:30", "09:30-10:30", 2, "On wing", False),
        ("exercise", "11:30-12:00", "11:30-12:00", 10, "On wing", False),
    ]


def test_an_on_wing_time_stands_on_the_list_of_each_part_of_the_day_that_it_lies_in(shown):
    lists = [each for each in unlock_lists(shown.picture) if each.wing == "A"]
    late = [[(e.what, str(e.time)) for e in each.groups[0].events if e.whole_group] for each in lists[1:]]
    assert late == [[("association", "16:45-17:15")], [("association", "16:45-17:15")]]


def test_those_who_leave_twice_are_counted_twice_as_leaving_and_once_as_staying_away():
    today = day(activities={"gym": {"kind": "gym", "places": 8, "sessions": ["09:00-10:00", "10:30-11:30"]}})
    both = [session("gym", "09:00-10:00", A1=8), session("gym", "10:30-11:30", A1=8)]
    group = unlock_lists(DayPicture(today, bare(today, sessions=both)))[0].groups[0]
    assert (group.size, group.to_unlock, group.leaving, group.staying) == (10, 10, 16, 0)


def test_an_on_wing_time_that_finds_all_of_a_group_away_has_no_row():
    today = day(activities={"gym": {"kind": "gym", "places": 10, "sessions": ["09:00-10:00"]}})
    plan = bare(today, {"A1": {"09:00-10:00": "association"}}, sessions=[session("gym", "09:00-10:00", A1=10)])
    group = unlock_lists(DayPicture(today, plan))[0].groups[0]
    assert [(event.what, event.people) for event in group.events] == [("gym", 10)]
    assert (group.to_unlock, group.leaving, group.staying) == (10, 10, 0)


def test_an_on_wing_time_is_left_out_for_as_long_as_all_of_a_group_are_away():
    today = day(activities={"gym": {"kind": "gym", "places": 10, "sessions": ["09:00-10:00"]}})
    plan = bare(today, {"A1": {"08:00-11:00": "association"}}, sessions=[session("gym", "09:00-10:00", A1=10)])
    group = unlock_lists(DayPicture(today, plan))[0].groups[0]
    assert [(event.what, str(event.time), event.people) for event in group.events] == [
        ("association", "08:00-09:00", 10),
        ("gym", "09:00-10:00", 10),
        ("association", "10:00-11:00", 10),
    ]


def test_totals_are_said_to_be_of_the_whole_part_of_the_day(shown):
    page = dict(as_lists(shown))["unlock-lists.html"].decode()
    assert "Over the whole morning, not all at once. Whoever leaves twice counts twice. People on the wing" in page
    assert "10 people; in all 10 to unlock, 4 leaving, 6 staying" in page


def test_the_heading_of_a_part_of_the_day_does_not_have_the_hours_of_the_whole_day(shown):
    for _, content in as_lists(shown):
        assert b'<p class="when">Morning (AM), Monday</p>' in content


def test_every_printed_page_of_a_list_says_of_what_it_is(shown):
    pages = dict(as_lists(shown))
    for name, sheet in (("unlock-lists.html", "A AM"), ("movement-lists.html", "work AM")):
        _, foot, _ = pages[name].decode().replace("</tfoot>", "<tfoot>").split("<tfoot>", 2)
        assert f"<bdi>HMP Small</bdi>, <bdi>{sheet}</bdi>, Monday" in foot


def test_a_movement_list_for_each_place_and_part_of_the_day(shown):
    lists = movement_lists(shown.picture)
    assert [(each.slot, each.place, each.going) for each in lists] == [
        ("AM", "work", 14),
        ("PM", "work", 15),
        ("PM", "hall", 9),
        ("ED", "hall", 0),
    ]
    (session,) = lists[0].sessions
    assert [(c.wing, c.group, c.people, c.by, str(c.away)) for c in session.coming] == [
        ("A", "A1", 4, "walkway", "08:45-11:15"),
        ("B", "B1", 10, "escort", "08:30-11:30"),
    ]
    assert [session.runs for session in lists[-1].sessions] == [False]


def test_who_leaves_on_the_unlock_lists_is_who_goes_on_the_movement_lists(shown):
    for slot, going in (("AM", 14), ("PM", 24), ("ED", 0)):
        assert sum(each.leaving for each in unlock_lists(shown.picture) if each.slot == slot) == going
        assert sum(each.going for each in movement_lists(shown.picture) if each.slot == slot) == going


def test_every_session_with_its_staff(shown):
    work = attendances(shown.picture)[0]
    assert (work.activity, work.people, work.places, work.staff, str(work.staffed)) == (
        "work", 14, 20, {"officers": 3}, "08:55-11:00",
    )  # fmt: skip
