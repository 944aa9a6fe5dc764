"""R02 and R03: how many people fit on a wing, into a session and into on-wing time."""

import pytest
from builders import day, said, session, whole


def gym(**changes):
    return {"gym": {"kind": "gym", "places": 20, "sessions": ["09:00-10:00"], "travel": "free", **changes}}


def test_a_wing_has_no_more_people_out_than_its_last_step():
    today = day(wings={"A": {"staffing": {"unlocked": {"10": 2, "25": 3}}}}, activities=gym())
    together = {"A1": {"09:00-10:00": "association"}, "A2": {"09:00-10:00": "association"}}
    assert said(today, whole(today, together, sessions=[session("gym", "09:00-10:00", A2=5)])) == []
    assert said(today, whole(today, together, sessions=[session("gym", "09:00-10:00", A2=4)])) == [
        "R02: From 09:00 to 10:00 wing A has 26 people out; its step table ends at 25 people."
    ]


def test_wing_workers_count_on_the_wing():
    cleaning = {"kind": "wing-work", "where": "on-wing", "places": 20, "sessions": ["09:00-10:00"]}
    today = day(wings={"A": {"staffing": {"unlocked": {"10": 2}}}}, activities={"cleaning": cleaning})
    first = {"A1": {"09:00-10:00": "association"}}
    assert said(today, whole(today, first, sessions=[session("cleaning", "09:00-10:00", A1=4)])) == []
    assert said(today, whole(today, first, sessions=[session("cleaning", "09:00-10:00", A2=3)])) == [
        "R02: From 09:00 to 10:00 wing A has 13 people out; its step table ends at 10 people."
    ]


@pytest.mark.parametrize(
    ("rules", "people", "sentence"),
    [
        ({}, {"A2": 20}, None),
        ({}, {"A1": 1, "A2": 20}, "Gym 09:00-10:00 has 21 people and 20 places."),
        ({"minimum": 5}, {"A2": 5}, None),
        ({"minimum": 5}, {"A2": 4}, "Gym 09:00-10:00 runs with 4 people and needs at least 5."),
        ({}, {}, "Gym 09:00-10:00 runs with 0 people and needs at least 1."),
        ({"for": {"A1": 6}}, {"A1": 6}, None),
        ({"for": {"A1": 6}}, {"A1": 7}, "Gym 09:00-10:00 has 7 people of group A1; at most 6 may go."),
        ({"for": {"A2": "25%"}}, {"A2": 6}, "Gym 09:00-10:00 has 6 people of group A2; at most 5 may go."),
        ({"for": ["A1"]}, {"B1": 2}, "Gym 09:00-10:00 has 2 people of group B1; none of them may go."),
    ],
)
def test_a_session_has_between_its_minimum_and_its_places(rules, people, sentence):
    today = day(activities=gym(**rules))
    found = said(today, whole(today, sessions=[session("gym", "09:00-10:00", **people)]))
    assert found == ([f"R03: {sentence}"] if sentence else [])


def test_fixed_sessions_run_at_their_own_times_only_and_once():
    today = day(activities=gym(sessions=["09:00-10:00", "10:00-11:00", {"time": "14:00-15:00", "days": ["sun"]}]))
    plan = whole(today, sessions=[session("gym", "09:00-10:00", A1=5), session("gym", "14:00-15:00", A1=5),
                                  session("gym", "09:00-10:00", A1=5)])  # fmt: skip
    assert said(today, plan) == [
        "R03: Gym 14:00-15:00 is not a session of today: 09:00-10:00 and 10:00-11:00.",
        "R03: Gym 09:00-10:00 runs 2 times at once; today has 1.",
    ]


def test_a_session_that_does_not_run_is_empty():
    today = day(activities=gym())
    assert said(today, whole(today, sessions=[session("gym", "09:00-10:00", runs=False, A1=5)])) == [
        "R03: Gym 09:00-10:00 does not run and has 5 people in it."
    ]


MOVABLE = {"kind": "gym", "places": 20, "length": 45, "between": ["09:05-11:00", "14:00-16:00"], "travel": "free"}


@pytest.mark.parametrize("time", ["09:05-09:50", "09:15-10:00", "10:15-11:00", "14:00-14:45"])
def test_a_movable_session_starts_on_the_step_or_with_its_window(time):
    today = day(activities={"gym": MOVABLE})
    assert said(today, whole(today, sessions=[session("gym", time, A1=5)])) == []


@pytest.mark.parametrize(
    ("time", "sentence"),
    [
        ("09:10-09:55", "Gym 09:10-09:55 does not start on the step of 15 minutes."),
        ("10:30-11:15", "Gym 10:30-11:15 does not lie inside 09:05-11:00 and 14:00-16:00."),
        ("09:15-10:15", "Gym 09:15-10:15 lasts 60 minutes; its sessions last 45 minutes."),
    ],
)
def test_a_movable_session_at_another_time_is_told(time, sentence):
    today = day(activities={"gym": MOVABLE})
    assert said(today, whole(today, sessions=[session("gym", time, A1=5)])) == [f"R03: {sentence}"]


def test_a_movable_activity_runs_once_a_day_unless_it_says_more():
    twice = [session("gym", "09:15-10:00", A1=5), session("gym", "14:00-14:45", A1=5)]
    today = day(activities={"gym": MOVABLE})
    assert said(today, whole(today, sessions=twice)) == ["R03: Gym runs 2 times today; at most 1 allowed."]
    today = day(activities={"gym": {**MOVABLE, "at_most": 2}})
    assert said(today, whole(today, sessions=twice)) == []


def test_one_person_attends_only_so_often():
    twice = gym(sessions=["09:00-10:00", "14:00-15:00"], per_person=1, **{"for": {"A1": 6}})
    today = day(activities=twice)
    both = [session("gym", "09:00-10:00", A1=4), session("gym", "14:00-15:00", A1=2)]
    assert said(today, whole(today, sessions=both)) == []
    both = [session("gym", "09:00-10:00", A1=4), session("gym", "14:00-15:00", A1=3)]
    assert said(today, whole(today, sessions=both)) == [
        "R03: 7 people of group A1 go to gym in the day; at most 6 may go, 1 time each."
    ]


def test_on_wing_time_takes_whole_groups_into_one_place():
    exercise = {"kind": "exercise", "where": "yard"}
    both = {"A2": {"09:00-10:00": "exercise"}, "B1": {"09:30-10:30": "exercise"}}
    own = day(on_wing={"exercise": {**exercise, "people": 30}})
    assert said(own, whole(own, both)) == []
    shared = {"wings": {"A": {"yard": "big"}, "B": {"yard": "big"}}}
    today = day(on_wing={"exercise": exercise}, yards={"big": {"people": 49}}, **shared)
    assert said(today, whole(today, both)) == [
        "R03: From 09:30 to 10:00 exercise on big is for 50 people; it has room for 49."
    ]
