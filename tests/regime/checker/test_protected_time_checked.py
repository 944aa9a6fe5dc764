"""R07 and R08: nobody chooses between the open air and work, and what falls short is said openly."""

import pytest
from builders import bare, day, said, session, whole

from regime.plan import Shortfall

EXERCISE = {"exercise": {"kind": "exercise", "protected": True}}
OPEN_AIR = {"open air": {"time": "exercise", "minutes": 60, "for": ["A1"]}}
OUT = {"A1": {"09:00-10:30": "exercise"}}


def work(time, **changes):
    return {"work": {"kind": "workshop", "places": 20, "sessions": [time], "travel": "free", **changes}}


def test_of_90_minutes_with_a_floor_of_60_people_may_be_away_in_30():
    today = day(on_wing=EXERCISE, entitlements=OPEN_AIR, activities=work("10:00-12:00"))
    assert said(today, whole(today, OUT, sessions=[session("work", "10:00-12:00", A1=1)])) == []


def test_in_31_they_may_not():
    today = day(on_wing=EXERCISE, entitlements=OPEN_AIR, activities=work("09:59-12:00"))
    plan = whole(today, OUT, sessions=[session("work", "09:59-12:00", A1=1)])
    assert plan.shortfalls == [Shortfall(entitlement="open air", group="A1", floor=60, given=59, unit="minutes")]
    assert said(today, plan) == [
        "R07: Group A1 has exercise from 09:59 to 10:30 while some of its people are in work; "
        "59 minutes without that are left, and 60 are protected."
    ]


def test_excusing_activities_are_the_exception():
    today = day(on_wing=EXERCISE, entitlements=OPEN_AIR, activities=work("09:00-10:30", excuses=True))
    assert said(today, whole(today, OUT, sessions=[session("work", "09:00-10:30", A1=9)])) == []


def test_without_a_floor_all_of_it_is_protected():
    today = day(on_wing=EXERCISE, activities=work("10:15-12:00"))
    assert said(today, whole(today, OUT, sessions=[session("work", "10:15-12:00", A1=1)])) == [
        "R07: Group A1 has exercise from 10:15 to 10:30 while some of its people are in work; "
        "75 minutes without that are left, and 90 are protected."
    ]


def test_where_the_floor_is_not_met_no_conflict_is_allowed():
    today = day(on_wing=EXERCISE, entitlements=OPEN_AIR, activities=work("09:30-12:00"))
    short = {"A1": {"09:00-09:45": "exercise"}}
    assert said(today, whole(today, short, sessions=[session("work", "09:30-12:00", A1=1)])) == [
        "R07: Group A1 has exercise from 09:30 to 09:45 while some of its people are in work; "
        "30 minutes without that are left, and 60 are protected."
    ]
    assert said(today, whole(today, short)) == []


def test_two_periods_count_together():
    today = day(on_wing=EXERCISE, entitlements=OPEN_AIR, activities=work("14:00-16:00"))
    twice = {"A1": {"09:00-10:00": "exercise", "15:00-15:30": "exercise"}}
    assert said(today, whole(today, twice, sessions=[session("work", "14:00-16:00", A1=1)])) == []


def test_the_way_to_work_is_a_conflict_as_well():
    today = day(
        on_wing=EXERCISE,
        activities=work("10:40-12:00", travel=None),
        escort={"per": 5, "minutes": 15, "staff": {"officers": 1}},
    )
    assert said(today, whole(today, OUT, sessions=[session("work", "10:40-12:00", A1=1)])) == [
        "R07: Group A1 has exercise from 10:25 to 10:30 while some of its people are in work; "
        "85 minutes without that are left, and 90 are protected."
    ]


def test_only_minutes_inside_the_floors_span_count():
    evening = {"evening air": {"time": "exercise", "minutes": 30, "between": "17:00-18:00", "for": ["A1"]}}
    today = day(on_wing=EXERCISE, entitlements=evening, activities=work("15:00-17:00"))
    late = {"A1": {"16:30-17:30": "exercise"}}
    assert said(today, whole(today, late, sessions=[session("work", "15:00-17:00", A1=1)])) == []
    early = {"A1": {"16:30-17:15": "exercise"}}
    assert said(today, whole(today, early, sessions=[session("work", "15:00-17:00", A1=1)])) == [
        "R07: Group A1 has exercise from 16:30 to 17:00 while some of its people are in work; "
        "15 minutes between 17:00-18:00 without that are left, and 30 are protected."
    ]


def test_other_groups_people_and_unprotected_time_are_no_conflict():
    today = day(on_wing=EXERCISE, activities=work("09:00-10:00"))
    there = [session("work", "09:00-10:00", A2=9)]
    assert said(today, whole(today, OUT, sessions=there)) == []
    assert said(today, whole(today, {"A2": {"09:00-10:00": "association"}}, sessions=there)) == []


FLOORS = {
    "out": {"time": "unlocked", "minutes": 120, "between": "09:00-17:00", "for": ["A1"]},
    "air": {"time": "exercise", "minutes": 60, "for": ["A1"]},
    "learning": {"activity": "work", "people": "50%", "for": ["A1"]},
}


def short(entitlement, floor, given, unit="minutes"):
    return Shortfall(entitlement=entitlement, group="A1", floor=floor, given=given, unit=unit)


def test_shortfalls_are_worked_out_in_minutes_and_in_people():
    today = day(on_wing=EXERCISE, entitlements=FLOORS, activities=work("14:00-16:00", **{"for": ["A1"]}))
    mixed = {"A1": {"08:00-10:00": "association", "10:00-10:45": "exercise"}}
    plan = whole(today, mixed, sessions=[session("work", "14:00-16:00", A1=3)])
    # Unlocked inside 09:00-17:00: 60 + 45 minutes. Half of 10 people is 5.
    assert plan.shortfalls == [short("out", 120, 105), short("air", 60, 45), short("learning", 5, 3, "people")]
    assert said(today, plan) == []


def test_floors_that_are_met_are_no_shortfall():
    today = day(on_wing=EXERCISE, entitlements=FLOORS, activities=work("14:00-16:00", **{"for": ["A1"]}))
    mixed = {"A1": {"09:00-10:00": "association", "10:00-11:00": "exercise"}}
    assert whole(today, mixed, sessions=[session("work", "14:00-16:00", A1=5)]).shortfalls == []


@pytest.mark.parametrize(
    ("listed", "sentences"),
    [
        ([short("air", 60, 0)], []),
        ([], ["Group A1 gets 0 of 60 minutes of air, and the plan does not say so."]),
        ([short("air", 60, 30)], ["Group A1 gets 0 of 60 minutes of air; the plan says 30 of 60 minutes of air."]),
        (
            [short("air", 60, 0), short("sun", 60, 0)],
            ["The plan says that group A1 gets 0 of 60 minutes of sun, which it is not entitled to today."],
        ),
        (
            [short("air", 60, 0), short("air", 60, 0)],
            ["The plan lists the shortfall of air for group A1 2 times."],
        ),
    ],
)
def test_the_plan_lists_exactly_its_shortfalls(listed, sentences):
    today = day(on_wing=EXERCISE, entitlements={"air": FLOORS["air"]})
    assert said(today, bare(today, shortfalls=listed)) == [f"R08: {sentence}" for sentence in sentences]


def test_a_shortfall_that_is_none_is_told():
    today = day(on_wing=EXERCISE, entitlements={"air": FLOORS["air"]})
    plan = whole(today, {"A1": {"09:00-10:00": "exercise"}}).model_copy(update={"shortfalls": [short("air", 60, 0)]})
    assert said(today, plan) == [
        "R08: The plan says that group A1 gets 0 of 60 minutes of air, but it gets them in full."
    ]
