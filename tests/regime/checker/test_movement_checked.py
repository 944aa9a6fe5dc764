"""R09 and R10: movements take exactly the people who go and come back; nobody moves during a roll check."""

import pytest
from builders import bare, day, movement, said, session, whole

SESSIONS = [session("work", "09:00-10:00", A1=4, B1=3)]
OUT = movement("walkway", "08:45-09:00", out={"A1": 4, "B1": 3})
BACK = movement("walkway", "10:00-10:15", back={"A1": 4, "B1": 3})


def prison(route=None, **changes):
    work = {"kind": "workshop", "places": 20, "sessions": ["09:00-10:00", "10:15-11:00"]}
    return day(
        activities={"work": work},
        routes={"walkway": {"minutes": 15, "staff": {"officers": 1}, **(route or {})}},
        **changes,
    )


def test_the_sessions_imply_their_movements():
    today = prison()
    plan = whole(today, sessions=SESSIONS)
    assert plan.movements == [OUT, BACK]
    assert said(today, plan) == []


def test_those_who_come_and_those_who_go_share_a_movement():
    today = prison()
    plan = whole(today, sessions=[*SESSIONS, session("work", "10:15-11:00", A2=5)])
    assert plan.movements[1] == movement("walkway", "10:00-10:15", out={"A2": 5}, back={"A1": 4, "B1": 3})
    assert said(today, plan) == []


@pytest.mark.parametrize(
    ("movements", "sentences"),
    [
        (
            [OUT],
            [
                "There is no movement on walkway 10:00-10:15 that brings 4 people of group A1 back.",
                "There is no movement on walkway 10:00-10:15 that brings 3 people of group B1 back.",
            ],
        ),
        (
            [OUT, movement("walkway", "10:00-10:15", back={"A1": 4, "B1": 2})],
            ["The movement on walkway 10:00-10:15 brings 2 people of group B1 back; its sessions ask for 3."],
        ),
        (
            [movement("walkway", "08:45-09:00", out={"A1": 4, "A2": 1, "B1": 3}), BACK],
            ["The movement on walkway 08:45-09:00 takes 1 person of group A2 out; its sessions ask for 0."],
        ),
        (
            [OUT, BACK, movement("walkway", "14:00-14:20")],
            [
                "The movement on walkway 14:00-14:20 moves nobody.",
                "The movement on walkway 14:00-14:20 lasts 20 minutes; that route takes 15.",
            ],
        ),
        (
            [
                movement("walkway", "08:45-09:00", out={"A1": 4}),
                movement("walkway", "08:45-09:00", out={"B1": 3}),
                BACK,
            ],
            ["The movement on walkway 08:45-09:00 is listed 2 times."],
        ),
    ],
)
def test_movements_and_sessions_agree(movements, sentences):
    today = prison()
    plan = bare(today, sessions=SESSIONS, movements=movements)
    assert said(today, plan) == [f"R09: {sentence}" for sentence in sentences]


@pytest.mark.parametrize(
    ("route", "sentences"),
    [
        ({"people": 7, "windows": ["08:30-09:00", "10:00-10:30"], "at_most": 2}, []),
        (
            {"people": 6},
            [
                "The movement on walkway 08:45-09:00 has 7 people; the route takes 6 at once.",
                "The movement on walkway 10:00-10:15 has 7 people; the route takes 6 at once.",
            ],
        ),
        (
            {"windows": ["08:30-09:00", "11:00-12:00"]},
            [
                "The movement on walkway 10:00-10:15 is not inside 08:30-09:00 and 11:00-12:00, "
                "when the route may be used."
            ],
        ),
        ({"at_most": 1}, ["Route walkway has 2 movements; at most 1 a day allowed."]),
    ],
)
def test_movements_keep_to_their_route(route, sentences):
    today = prison(route)
    assert said(today, whole(today, sessions=SESSIONS)) == [f"R09: {sentence}" for sentence in sentences]


def test_movements_are_inside_the_unlock_hours():
    today = prison(day={"unlock": "08:50"})
    assert said(today, whole(today, sessions=SESSIONS)) == [
        "R06: Work 09:00-10:00 with 15 minutes of travel each way is not inside the hours 08:50-18:00.",
        "R09: The movement on walkway 08:45-09:00 is not inside the hours 08:50-18:00.",
    ]


def test_people_under_escort_are_in_no_movement():
    escort = {"per": 5, "minutes": 10, "staff": {"officers": 1}}
    today = prison(escort=escort, wings={"B": {"groups": {"B1": {"size": 30, "escorted": True}}}})
    plan = whole(today, sessions=SESSIONS)
    assert [m.out for m in plan.movements] == [{"A1": 4}, {}]
    assert said(today, plan) == []


def test_a_session_on_the_edge_of_the_day_has_no_movement_beyond_it():
    work = {"kind": "workshop", "places": 20, "sessions": ["00:05-01:00"]}
    today = day(activities={"work": work}, routes={"walkway": {"minutes": 15, "staff": {}}},
                day={"unlock": "00:00"}, staff={"day": {"start": "00:00"}})  # fmt: skip
    plan = whole(today, sessions=[session("work", "00:05-01:00", A1=1)])
    assert plan.movements == [movement("walkway", "01:00-01:15", back={"A1": 1})]
    assert said(today, plan) == [
        "R06: Work 00:05-01:00 with 15 minutes of travel each way is not inside the hours 00:00-18:00."
    ]


def counted(roll_check, **work):
    activity = {"kind": "workshop", "places": 20, "sessions": ["09:00-10:00"], **work}
    return day(day={"roll_checks": {"count": roll_check}}, activities={"work": activity},
               routes={"walkway": {"minutes": 15, "staff": {"officers": 1}}})  # fmt: skip


@pytest.mark.parametrize("roll_check", ["08:30-08:45", "10:15-10:30"])
def test_a_roll_check_between_times_meets_nobody(roll_check):
    today = counted(roll_check)
    assert said(today, whole(today, {"A2": {"09:00-10:00": "association"}}, sessions=SESSIONS)) == []


def test_whoever_is_out_during_a_roll_check_is_told():
    today = counted("09:50-10:05")
    plan = whole(today, {"A2": {"09:00-10:00": "association"}}, sessions=SESSIONS)
    assert said(today, plan) == [
        "R10: During the roll check 09:50-10:05 group A2 is unlocked from 09:50 to 10:00.",
        "R10: During the roll check 09:50-10:05 7 people are in work 09:00-10:00 or on the way.",
        "R10: During the roll check 09:50-10:05 there is a movement on walkway 10:00-10:15.",
    ]


def test_settled_people_are_counted_where_they_are_but_not_on_their_way():
    settled = counted("09:30-09:45", settled_at_roll_check=True)
    assert said(settled, whole(settled, sessions=SESSIONS)) == []
    moving = counted("09:50-10:05", settled_at_roll_check=True)
    assert said(moving, whole(moving, sessions=SESSIONS)) == [
        "R10: During the roll check 09:50-10:05 7 people are in work 09:00-10:00 or on the way.",
        "R10: During the roll check 09:50-10:05 there is a movement on walkway 10:00-10:15.",
    ]


def test_people_in_cell_are_locked_up():
    today = counted("09:30-09:45", where="in-cell")
    assert said(today, whole(today, sessions=SESSIONS)) == []
