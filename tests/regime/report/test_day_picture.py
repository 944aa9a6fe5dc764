"""The picture of the day says of each block where people are from when they leave, and its cells tell it in words."""

from __future__ import annotations

from xml.etree import ElementTree

from builders import bare, day, session

from regime.picture import DayPicture
from regime.plan import Plan
from regime.report.cells import cells
from regime.report.pictures.day import LEFT, WIDTH
from regime.report.pictures.day import day as day_picture
from regime.today import Today

SVG = "{http://www.w3.org/2000/svg}"
WORK = {
    "work": {"kind": "workshop", "places": 40, "sessions": ["10:00-12:00"]},
    "class": {"kind": "education", "places": 20, "sessions": ["10:00-12:00"]},
    "gym": {"kind": "gym", "places": 20, "sessions": ["14:00-15:00", "15:00-16:00"]},
}
WALK = {"walkway": {"minutes": 15, "staff": {"officers": 1}}}


def labels(today: Today, plan: Plan, group: str) -> list[tuple[int, str]]:
    """The minute of the day at which each label of a group's row begins."""
    root = ElementTree.fromstring(day_picture(DayPicture(today, plan), [group]))
    row = [text for text in root.iter(f"{SVG}text") if text.get("font-size") == "11"]
    minute = 600 / (WIDTH - 12 - LEFT)
    return [(round(480 + (float(text.get("x") or 0) - 4 - LEFT) * minute), text.text or "") for text in row]


def test_a_label_begins_where_people_leave_and_says_where_they_are_and_how_many() -> None:
    today = day(activities=WORK, routes=WALK)
    plan = bare(today, sessions=[session("work", "10:00-12:00", B1=21), session("class", "10:00-12:00", B1=9)])
    # B1 is locked up from 08:00 on; its people leave a quarter of an hour before the sessions.
    assert labels(today, plan, "B1") == [(585, "work 21, class 9")]


def test_an_unlocked_group_with_all_of_its_people_away_says_where() -> None:
    today = day(activities=WORK, routes=WALK)
    unlocked = {"B1": {"08:00-14:00": "association"}, "A2": {"08:00-14:00": "association"}}
    plan = bare(today, unlocked, sessions=[session("work", "10:00-12:00", B1=30, A2=3)])
    assert labels(today, plan, "B1") == [(480, "association"), (585, "work 30"), (735, "association")]
    # Of A2 most are at association.
    assert labels(today, plan, "A2") == [(480, "association; work 3")]


def test_one_label_says_where_people_are_whatever_their_group_is_unlocked_for_meanwhile() -> None:
    today = day(activities=WORK, routes=WALK)
    # Each part of the two hours at work is too short for a label of its own, and all of them together are not.
    unlocked = {"B1": {"08:00-10:00": "association", "10:30-10:45": "association", "11:15-14:00": "association"}}
    plan = bare(today, unlocked, sessions=[session("work", "10:00-12:00", B1=30)])
    assert labels(today, plan, "B1") == [(480, "association"), (585, "work 30"), (735, "association")]


def test_a_cell_with_all_of_a_group_away_says_so_and_not_what_it_is_unlocked_for() -> None:
    today = day(activities=WORK, routes=WALK)
    plan = bare(today, {"B1": {"08:00-11:00": "association"}}, sessions=[session("work", "10:00-12:00", B1=30)])
    said = [cell.sentence for cell in cells(DayPicture(today, plan), "B1")]
    assert "B1 (30 people), 09:45-11:00: all at activities or on the way: work 30." in said
    assert "B1 (30 people), 11:00-12:15: all at activities or on the way: work 30." in said


def test_people_who_come_back_while_others_of_their_group_go_are_counted_together() -> None:
    today = day(activities=WORK, routes=WALK)
    sessions = [session("gym", "14:00-15:00", B1=2), session("gym", "15:00-16:00", B1=11)]
    said = [cell.sentence for cell in cells(DayPicture(today, bare(today, sessions=sessions)), "B1")]
    assert "B1 (30 people), 14:45-15:15: locked up; 13 of 30 at activities or on the way: gym 13." in said
