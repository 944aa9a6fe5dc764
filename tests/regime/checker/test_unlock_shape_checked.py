"""R06: the shape of unlocks (at least 30 minutes, 30 between, 4 a day unless said otherwise) and of on-wing time."""

import pytest
from builders import PROOF, day, said, session, whole


def unlocked(*times, name="association"):
    return {"A1": dict.fromkeys(times, name)}


@pytest.mark.parametrize(
    ("times", "sentences"),
    [
        (["08:00-08:30", "09:00-18:00"], []),
        (["09:00-09:20", "09:20-09:30"], []),
        (["09:00-09:29"], ["Group A1 is unlocked from 09:00 to 09:29: 29 minutes, and an unlock lasts at least 30."]),
        (
            ["09:00-10:00", "10:20-11:00"],
            ["Group A1 is locked up from 10:00 to 10:20: 20 minutes between two unlocks, and that lasts at least 30."],
        ),
        (
            [f"{hour:02d}:00-{hour:02d}:30" for hour in range(8, 13)],
            ["Group A1 is unlocked 5 times; at most 4 a day allowed."],
        ),
        (
            ["07:30-08:30", "17:00-18:05"],
            [
                "Group A1 is unlocked from 07:30 to 08:00, outside the hours 08:00-18:00.",
                "Group A1 is unlocked from 18:00 to 18:05, outside the hours 08:00-18:00.",
            ],
        ),
    ],
)
def test_unlocks_and_gaps(times, sentences):
    today = day()
    assert said(today, whole(today, unlocked(*times))) == [f"R06: {sentence}" for sentence in sentences]


def test_a_change_of_what_it_is_for_does_not_break_an_unlock():
    today = day(on_wing={"domestic": {"kind": "domestic"}})
    assert said(today, whole(today, {"A1": {"09:00-09:15": "domestic", "09:15-09:45": "association"}})) == []


MEAL = {"kind": "meal", "windows": ["11:30-12:00", "12:00-12:30"], "shortest": 30, "longest": 45, "periods": 1}


@pytest.mark.parametrize(
    ("times", "sentences"),
    [
        (["11:45-12:15"], []),
        (["12:15-12:45"], ["Group A1 has lunch from 12:15 to 12:45; it is allowed only inside 11:30-12:30."]),
        (
            ["11:30-11:50", "11:50-12:20"],
            ["Group A1 has lunch from 11:30 to 12:20: 50 minutes, and it lasts at most 45."],
        ),
    ],
)
def test_on_wing_time_lies_in_its_windows_and_has_its_length(times, sentences):
    today = day(on_wing={"lunch": MEAL})
    plan = whole(today, unlocked(*times, name="lunch"))
    assert said(today, plan) == [f"R06: {sentence}" for sentence in sentences]


def test_on_wing_time_comes_so_often_and_so_long_a_day():
    today = day(on_wing={"phone": {"kind": "domestic", "shortest": 15, "periods": 2, "most": 60}})
    mixed = {"09:00-09:10": "phone", "09:10-10:00": "association", "10:00-10:30": "phone", "14:00-14:30": "phone"}
    assert said(today, whole(today, {"A1": mixed})) == [
        "R06: Group A1 has phone from 09:00 to 09:10: 10 minutes, and it lasts at least 15.",
        "R06: Group A1 has phone 3 times; at most 2 a day allowed.",
        "R06: Group A1 has 70 minutes of phone; at most 60 a day allowed.",
    ]


def test_a_window_outside_the_day_allows_nothing():
    today = day(on_wing={"supper": {"kind": "meal", "windows": ["19:00-20:00"]}})
    assert said(today, whole(today, unlocked("17:00-17:30", name="supper"))) == [
        "R06: Group A1 has supper from 17:00 to 17:30; it is allowed not today."
    ]


def test_planned_days_keep_to_decision_times_and_plans_by_hand_need_not():
    today = day(
        on_wing={"lunch": {"kind": "meal", "windows": ["11:50-12:25"]}},
        pins=[{"group": "A1", "unlocked": "14:05-14:40"}],
    )
    by_hand = whole(today, {"A1": {"11:50-12:25": "lunch", "14:05-14:40": "association", "16:00-16:40": "association"}})
    assert said(today, by_hand) == []
    planned = by_hand.model_copy(update={"proof": PROOF})
    assert said(today, planned) == ["R06: Group A1 is unlocked, locked up or moved on at 16:40, off the step."]


@pytest.mark.parametrize("where", ["off-wing", "on-wing", "in-cell"])
def test_sessions_out_of_cell_lie_inside_the_unlock_hours(where):
    early = {"kind": "clinic", "where": where, "places": 5, "sessions": ["07:30-08:30"]}
    today = day(activities={"clinic": early})
    found = said(today, whole(today, sessions=[session("clinic", "07:30-08:30", A1=2)]))
    told = ["R06: Clinic 07:30-08:30 is not inside the hours 08:00-18:00."]
    assert found == ([] if where == "in-cell" else told)


def test_the_way_there_lies_inside_the_unlock_hours_too():
    clinic = {"kind": "clinic", "places": 5, "sessions": ["08:05-09:00"]}
    today = day(activities={"clinic": clinic}, escort={"per": 5, "minutes": 10, "staff": {"officers": 1}})
    assert said(today, whole(today, sessions=[session("clinic", "08:05-09:00", A1=2)])) == [
        "R06: Clinic 08:05-09:00 with 10 minutes of travel each way is not inside the hours 08:00-18:00."
    ]
