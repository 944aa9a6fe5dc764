"""R11 and R12: one thing at a time in a room, and what is pinned is kept."""

import pytest
from builders import day, said, session, whole


def activity(**changes):
    return {"kind": "education", "places": 10, "travel": "free", **changes}


def test_one_room_holds_one_thing_at_a_time():
    activities = {
        "art": activity(sessions=["09:00-10:00"], room="studio"),
        "music": activity(sessions=["09:30-10:30", "10:00-11:00"], room="studio"),
        "maths": activity(sessions=["09:30-10:30"], room="class 1"),
    }
    today = day(activities=activities)
    art, maths = session("art", "09:00-10:00", A1=1), session("maths", "09:30-10:30", B1=1)
    assert said(today, whole(today, sessions=[art, maths, session("music", "10:00-11:00", A2=1)])) == []
    assert said(today, whole(today, sessions=[art, maths, session("music", "09:30-10:30", A2=1)])) == [
        "R11: Art 09:00-10:00 and music 09:30-10:30 overlap; both are in studio."
    ]


def test_sessions_of_a_movable_activity_follow_one_another():
    today = day(activities={"gym": activity(length=60, between=["09:00-12:00"], at_most=2)})
    first = session("gym", "09:00-10:00", A1=1)
    assert said(today, whole(today, sessions=[first, session("gym", "10:00-11:00", A2=1)])) == []
    assert said(today, whole(today, sessions=[first, session("gym", "09:45-10:45", A2=1)])) == [
        "R11: Gym 09:00-10:00 and gym 09:45-10:45 overlap; its sessions run one after the other."
    ]


def test_fixed_sessions_without_a_room_may_overlap():
    today = day(activities={"keywork": activity(sessions=["09:00-10:00", "09:30-10:30"])})
    both = [session("keywork", "09:00-10:00", A1=1), session("keywork", "09:30-10:30", A2=1)]
    assert said(today, whole(today, sessions=both)) == []


ART = {"art": activity(sessions=["09:00-10:00", "14:00-15:00"])}
UNLOCKED = {"A1": {"09:00-10:00": "association"}}


@pytest.mark.parametrize(
    ("pin", "sentences"),
    [
        ({"group": "A1", "unlocked": "09:00-10:00", "on_wing": "association"}, []),
        ({"group": "A1", "locked": "10:00-12:00"}, []),
        ({"activity": "art", "session": "09:00-10:00"}, []),
        ({"activity": "art", "session": "14:00-15:00", "cancelled": True}, []),
        (
            {"group": "A1", "unlocked": "08:30-10:30"},
            [
                "Group A1 is pinned to be unlocked from 08:30 to 10:30, and is not from 08:30 to 09:00.",
                "Group A1 is pinned to be unlocked from 08:30 to 10:30, and is not from 10:00 to 10:30.",
            ],
        ),
        (
            {"group": "A1", "unlocked": "09:00-10:00", "on_wing": "phone"},
            ["Group A1 is pinned to be unlocked for phone from 09:00 to 10:00, and is not from 09:00 to 10:00."],
        ),
        (
            {"group": "A1", "locked": "09:45-12:00"},
            ["Group A1 is pinned to be locked up from 09:45 to 12:00, and is not from 09:45 to 10:00."],
        ),
        ({"activity": "art", "session": "14:00-15:00"}, ["Art 14:00-15:00 is pinned to run, and does not."]),
        (
            {"activity": "art", "session": "09:00-10:00", "cancelled": True},
            ["Art 09:00-10:00 is pinned to be cancelled, and runs."],
        ),
        ({"activity": "art", "cancelled": True}, ["Art 09:00-10:00 is pinned to be cancelled, and runs."]),
    ],
)
def test_pins_are_kept(pin, sentences):
    today = day(activities=ART, on_wing={"phone": {"kind": "domestic"}}, pins=[pin])
    plan = whole(today, UNLOCKED, sessions=[session("art", "09:00-10:00", A2=1)])
    assert said(today, plan) == [f"R12: {sentence}" for sentence in sentences]
