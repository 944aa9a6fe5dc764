"""R04 and R05: nobody in two places, and no two groups together that are kept apart."""

import pytest
from builders import day, said, session, span, whole

from regime.plan import GroupDay, Stretch

GYM = {"kind": "gym", "places": 60, "sessions": ["09:00-10:00"], "travel": "free"}
APART = {"a1 and a2": {"groups": ["A1", "A2"]}, "a and b": {"groups": ["A"], "from": ["B"]}}


def test_a_group_has_only_so_many_people_to_be_away():
    other = {**GYM, "sessions": ["09:30-10:30"]}
    today = day(activities={"gym": GYM, "library": other})
    both = [session("gym", "09:00-10:00", A1=6), session("library", "09:30-10:30", A1=4)]
    assert said(today, whole(today, sessions=both)) == []
    both = [session("gym", "09:00-10:00", A1=6), session("library", "09:30-10:30", A1=5)]
    assert said(today, whole(today, sessions=both)) == [
        "R04: From 09:30 to 10:00 11 people of group A1 are away in sessions; the group is 10 people."
    ]


def test_people_on_their_way_are_away():
    other = {**GYM, "sessions": ["10:00-11:00"], "travel": None}
    escort = {"per": 20, "minutes": 10, "staff": {"officers": 1}}
    today = day(activities={"gym": GYM, "library": other}, escort=escort)
    both = [session("gym", "09:00-10:00", A1=6), session("library", "10:00-11:00", A1=5)]
    assert said(today, whole(today, sessions=both)) == [
        "R04: From 09:50 to 10:00 11 people of group A1 are away in sessions; the group is 10 people."
    ]


def test_stretches_come_in_order_and_do_not_overlap():
    today = day()
    stretches = [("09:00-10:00", "association"), ("09:45-11:00", "association"), ("08:00-08:30", "association")]
    unlocked = [Stretch(time=span(time), on_wing=name) for time, name in stretches]
    plan = whole(today, groups=[GroupDay(group="A1", wing="A", size=10, unlocked=unlocked)])
    assert said(today, plan) == [
        "R04: Group A1 is unlocked for association 09:45-11:00 while it is still unlocked for association 09:00-10:00.",
        "R04: Group A1 is unlocked for association 08:00-08:30 listed after unlocked for association 09:45-11:00.",
    ]


@pytest.mark.parametrize("other", ["10:00-11:00", "10:30-11:00"])
def test_groups_kept_apart_are_unlocked_one_after_the_other(other):
    today = day(apart=APART)
    plan = whole(today, {"A1": {"09:00-10:00": "association"}, "A2": {other: "association"}})
    assert said(today, plan) == []


def test_groups_kept_apart_are_not_unlocked_together_on_their_wing():
    today = day(apart=APART)
    # A1 and B1 are kept apart as well, and live on different wings.
    times = {"A1": "09:00-10:00", "A2": "09:30-11:00", "B1": "09:00-10:00"}
    plan = whole(today, {group: {time: "association"} for group, time in times.items()})
    assert said(today, plan) == [
        "R05: Groups A1 and A2 are kept apart; both are unlocked on wing A from 09:30 to 10:00."
    ]


def test_groups_kept_apart_share_no_session_but_one_in_cell():
    in_cell = {**GYM, "where": "in-cell", "travel": None}
    today = day(apart=APART, activities={"gym": GYM, "course": in_cell})
    plan = whole(today, sessions=[session("gym", "09:00-10:00", A1=1, B1=1), session("course", "09:00-10:00", A1=1,
                                                                                     B1=1)])  # fmt: skip
    assert said(today, plan) == ["R05: Groups A1 and B1 are kept apart; both have people in gym 09:00-10:00."]


def test_groups_kept_apart_share_no_yard():
    exercise = {"exercise": {"kind": "exercise", "where": "yard"}}
    yards = {"yards": {"big": {"people": 90}}, "wings": {"A": {"yard": "big"}, "B": {"yard": "big"}}}
    times = {"A1": {"09:00-10:00": "exercise"}, "B1": {"09:30-10:30": "exercise"}}
    shared = day(apart=APART, on_wing=exercise, **yards)
    assert said(shared, whole(shared, times)) == [
        "R05: Groups A1 and B1 are kept apart; both are on yard big from 09:30 to 10:00."
    ]
    own = day(apart=APART, on_wing=exercise)
    assert said(own, whole(own, times)) == []


def test_groups_kept_apart_share_no_movement_even_in_opposite_directions():
    gym = {**GYM, "travel": None}
    other = {**gym, "sessions": ["08:30-08:45"]}
    routes = {"walkway": {"minutes": 15, "staff": {}}}
    today = day(apart=APART, activities={"gym": gym, "library": other}, routes=routes)
    plan = whole(today, sessions=[session("gym", "09:00-10:00", A1=1), session("library", "08:30-08:45", B1=1)])
    assert said(today, plan) == [
        "R05: Groups A1 and B1 are kept apart; both are in the movement on walkway 08:45-09:00."
    ]
    escorted = day(apart=APART, activities={"gym": gym, "library": other}, routes=routes,
                   escort={"per": 5, "minutes": 15, "staff": {}},
                   wings={"B": {"groups": {"B1": {"size": 30, "escorted": True}}}})  # fmt: skip
    assert said(escorted, whole(escorted, sessions=plan.sessions)) == []


def test_groups_may_be_kept_apart_in_some_places_only():
    today = day(apart={"rooms": {"groups": ["A1", "A2"], "at": ["room"]}}, activities={"gym": GYM})
    together = {"A1": {"11:00-12:00": "association"}, "A2": {"11:00-12:00": "association"}}
    assert said(today, whole(today, together)) == []
    assert said(today, whole(today, together, sessions=[session("gym", "09:00-10:00", A1=1, A2=1)])) == [
        "R05: Groups A1 and A2 are kept apart; both have people in gym 09:00-10:00."
    ]


def test_many_pairs_in_one_session_are_told_once():
    today = day(apart=APART, activities={"gym": GYM})
    assert said(today, whole(today, sessions=[session("gym", "09:00-10:00", A1=1, A2=1, B1=1)])) == [
        "R05: Groups A1 and A2 are kept apart; both have people in gym 09:00-10:00 "
        "(pairs kept apart that meet there: 3)."
    ]
