"""A plan read period by period, in numbers added up by hand."""

import pytest
from builders import bare, day, movement, session, span

from regime.picture import DayPicture

ACTIVITIES = {
    "work": {"kind": "workshop", "places": 20, "sessions": ["09:00-11:00"], "staff_before": 5},
    "cleaning": {"kind": "wing-work", "where": "on-wing", "places": 5, "sessions": ["09:30-10:30"]},
    "course": {"kind": "in-cell", "where": "in-cell", "places": 5, "sessions": ["10:00-11:00"]},
}


@pytest.fixture
def picture():
    today = day(activities=ACTIVITIES, on_wing={"exercise": {"kind": "exercise"}},
                routes={"walkway": {"minutes": 15, "staff": {}}})  # fmt: skip
    plan = bare(
        today,
        {"A1": {"08:45-09:30": "association", "09:30-10:00": "exercise", "14:00-15:00": "association"}},
        sessions=[
            session("work", "09:00-11:00", A1=4, B1=10),
            session("cleaning", "09:30-10:30", A1=2, A2=3),
            session("course", "10:00-11:00", B1=5),
        ],
    )
    return DayPicture(today, plan)


def at(picture, time):
    return picture.period_at(span(f"{time}-24:00").start)


def test_the_day_is_cut_where_anything_changes(picture):
    assert [str(period) for period in picture.periods] == [
        "08:00-08:45",
        "08:45-08:55",  # the movement and A1's unlock, then staff before work
        "08:55-09:00",
        "09:00-09:30",
        "09:30-10:00",
        "10:00-10:30",
        "10:30-11:00",
        "11:00-11:15",
        "11:15-14:00",
        "14:00-15:00",
        "15:00-18:00",
    ]
    assert picture.period_at(7 * 60) is None
    assert picture.period_at(18 * 60) is None


@pytest.mark.parametrize(
    ("time", "label", "away", "on_wing"),
    [
        ("08:30", None, 0, 0),
        ("08:50", "association", 4, 6),
        ("09:45", "exercise", 6, 4),
        ("10:15", None, 6, 0),
        ("11:10", None, 4, 0),
        ("14:30", "association", 0, 10),
    ],
)
def test_a_group_is_locked_up_away_or_out_on_the_wing(picture, time, label, away, on_wing):
    period = at(picture, time)
    assert picture.label("A1", period) == label
    assert picture.away("A1", period) == away
    assert picture.on_wing("A1", period) == on_wing


def test_away_tells_off_wing_on_wing_and_in_cell_apart(picture):
    half_past_ten = at(picture, "10:15")
    assert [picture.away("A1", half_past_ten, where) for where in ("off-wing", "on-wing", "in-cell")] == [4, 2, 0]
    assert [picture.away("B1", half_past_ten, where) for where in ("off-wing", "on-wing", "in-cell")] == [10, 0, 5]


@pytest.mark.parametrize(("time", "open_", "people"), [("09:45", True, 9), ("10:15", True, 5), ("10:45", False, 0)])
def test_a_wing_is_open_for_a_group_or_for_its_workers(picture, time, open_, people):
    assert picture.wing_open("A", at(picture, time)) == open_
    assert picture.wing_people("A", at(picture, time)) == people
    assert not picture.wing_open("B", at(picture, time)), "people off the wing or in cell do not open theirs"


def test_unlocks_and_runs(picture):
    assert picture.unlocks["A1"] == (span("08:45-10:00"), span("14:00-15:00"))
    assert picture.runs["A1"]["exercise"] == (span("09:30-10:00"),)
    assert picture.unlocks["A2"] == ()


def test_sessions_imply_their_movements(picture):
    assert picture.implied_movements() == [
        movement("walkway", "08:45-09:00", out={"A1": 4, "B1": 10}),
        movement("walkway", "11:00-11:15", back={"A1": 4, "B1": 10}),
    ]
