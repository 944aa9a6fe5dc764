"""Why places are empty: one small session for each reason, and the sum to the minute."""

from __future__ import annotations

from typing import Any

import pytest

from regime.figures import figures
from regime.measured import PlaceUse


@pytest.fixture
def use(day, lay):
    """Use of the workshop's places when it has one session, 09:00-11:00, with 10 places."""

    def build(
        people: dict[str, int] | None, unlocked: Any = None, others: Any = (), prison: Any = None, **about: Any
    ) -> PlaceUse:
        workshop = {"kind": "workshop", "places": 10, "sessions": ["09:00-11:00"], "for": ["A1"], **about}
        more = dict(prison or {})
        activities = {"workshop": workshop, **more.pop("activities", {})}
        today = day(activities=activities, entitlements={}, **more)
        sessions = [("workshop", "09:00-11:00", people)] if people else []
        plan = lay(today, unlocked or {}, [*sessions, *others])
        return figures(today, plan).places[0]

    return build


def minutes(**places: int) -> dict[str, int]:
    """Reasons with the minutes of so many places in a session of two hours."""
    return {reason.replace("_", " "): 120 * n for reason, n in places.items()}


def test_a_full_session_has_no_empty_place(use):
    full = use({"A1": 10})
    assert full.empty_because == {}
    assert (full.places_minutes, full.person_minutes, full.used_percent) == (1200, 1200, 100)


def test_people_who_could_have_gone_and_do_not(use):
    assert use({"A1": 7}).empty_because == minutes(left_unused=3)


def test_the_limits_of_the_groups_leave_nobody(use):
    assert use({"A1": 6}, **{"for": {"A1": 6}}).empty_because == minutes(nobody_eligible_left=4)


def test_one_more_may_go_and_nobody_after_that(use):
    found = use({"A1": 6}, **{"for": {"A1": 7}})
    assert found.empty_because == minutes(left_unused=1, nobody_eligible_left=3)


def test_the_others_have_their_protected_time(use):
    unlocked = {"A2": [("10:00-10:30", "exercise")]}
    found = use({"A1": 7}, unlocked, **{"for": {"A1": 7, "A2": 2}})
    assert found.empty_because == minutes(protected_time=2, nobody_eligible_left=1)


def test_protected_time_on_the_way_there_counts(use):
    unlocked = {"A2": [("08:15-08:55", "exercise")]}
    found = use({"A1": 7}, unlocked, **{"for": {"A1": 7, "A2": 3}})
    assert found.empty_because == minutes(protected_time=3)


def test_an_activity_that_excuses_does_not_wait_for_protected_time(use):
    unlocked = {"A2": [("10:00-10:30", "exercise")]}
    found = use({"A1": 7}, unlocked, excuses=True, **{"for": {"A1": 7, "A2": 3}})
    assert found.empty_because == minutes(left_unused=3)


def test_people_who_are_elsewhere(use):
    other = {"class": {"kind": "education", "places": 20, "sessions": ["10:30-11:30"]}}
    found = use({"A1": 5}, None, [("class", "10:30-11:30", {"A1": 13})], {"activities": other})
    # 5 and 13 of the 20 are away at once, so 2 could still come; the other 3 places wait for people in class.
    assert found.empty_because == minutes(left_unused=2, elsewhere=3)


def test_those_who_come_back_before_are_not_elsewhere(use):
    other = {"class": {"kind": "education", "places": 20, "sessions": ["08:20-08:40"]}}
    found = use({"A1": 5}, None, [("class", "08:20-08:40", {"A1": 20})], {"activities": other})
    assert found.empty_because == minutes(left_unused=5)


def test_the_rest_may_not_mix_with_those_who_are_there(use):
    prison = {"apart": {"halves": {"groups": ["A"], "from": ["B"]}}}
    found = use({"A1": 4}, None, (), prison, **{"for": {"A1": 5, "B1": 30}})
    assert found.empty_because == minutes(left_unused=1, separation=5)


def test_separation_on_the_way(use):
    prison = {"apart": {"halves": {"groups": ["A"], "from": ["B"], "at": ["movement"]}}}
    found = use({"A1": 4}, None, (), prison, **{"for": {"A1": 4, "B1": 30}})
    assert found.empty_because == minutes(separation=6)
    free = use({"A1": 4}, None, (), prison, travel="free", **{"for": {"A1": 4, "B1": 30}})
    assert free.empty_because == minutes(left_unused=6)


def test_in_cell_nobody_has_to_be_kept_apart(use):
    prison = {"apart": {"halves": {"groups": ["A"], "from": ["B"]}}}
    found = use({"A1": 4}, None, (), prison, where="in-cell", **{"for": {"A1": 4, "B1": 30}})
    assert found.empty_because == minutes(left_unused=6)


def test_a_full_movement(use):
    route = {"walkway": {"minutes": 10, "staff": {"officers": 1}, "people": 8}}
    found = use({"A1": 6}, None, (), {"routes": route})
    assert found.empty_because == minutes(left_unused=2, movement=2)


def test_people_coming_back_fill_a_movement_too(use):
    route = {"walkway": {"minutes": 10, "staff": {"officers": 1}, "people": 8}}
    other = {"class": {"kind": "education", "places": 20, "sessions": ["08:20-08:50"], "for": ["B1"]}}
    found = use({"A1": 6}, None, [("class", "08:20-08:50", {"B1": 1})], {"routes": route, "activities": other})
    assert found.empty_because == minutes(left_unused=1, movement=3)


def test_no_movement_at_that_time(use):
    near = {"minutes": 10, "staff": {"officers": 1}, "for": ["A1"]}
    far = {"minutes": 10, "staff": {"officers": 1}, "for": ["A2"]}
    people = {"for": {"A1": 4, "A2": 6}}
    hours = {"unlock": "08:00", "lock_up": "19:00"}
    for closed in ({"windows": ["13:00-15:00"]}, {"minutes": 70}):
        prison = {"routes": {"near": near, "far": {**far, **closed}}, "day": hours}
        found = use({"A1": 4}, None, (), prison, **people)
        assert found.empty_because == minutes(movement=6)
    other = {"class": {"kind": "education", "places": 20, "sessions": ["14:00-15:00"], "for": ["A2"]}}
    routes = {"near": near, "far": {**far, "at_most": 2}}
    prison = {"routes": routes, "activities": other}
    found = use({"A1": 4}, None, [("class", "14:00-15:00", {"A2": 1})], prison, **people)
    assert found.empty_because == minutes(movement=6)


def test_a_roll_check_while_they_would_be_on_their_way(use):
    # A1 is near enough to be back before the roll check; A2 would still be walking.
    routes = {
        "near": {"minutes": 10, "staff": {"officers": 1}, "for": ["A1"]},
        "far": {"minutes": 30, "staff": {"officers": 1}},
    }
    hours = {"unlock": "08:00", "lock_up": "19:00", "roll_checks": {"late morning": "11:15-11:30"}}
    found = use({"A1": 4}, None, (), {"routes": routes, "day": hours}, **{"for": {"A1": 4, "A2": 6}})
    assert found.empty_because == minutes(roll_check=6)


def test_people_settled_through_a_roll_check_may_be_there(use):
    hours = {"unlock": "08:00", "lock_up": "19:00", "roll_checks": {"morning": "10:00-10:15"}}
    found = use({"A1": 4}, None, (), {"day": hours}, settled_at_roll_check=True)
    assert found.empty_because == minutes(left_unused=6)


def test_no_staff_for_one_more(use):
    # One instructor to five people, and both are there already.
    found = use({"A1": 10}, places=20, staff={"instructors": "1 per 5"})
    assert found.empty_because == minutes(no_staff_left=10)
    cover = {"officers": {"covers": ["instructors"]}, "instructors": {}, "seniors": {}}
    staff = {"main": {"start": "08:00", "end": "19:00", "officers": 6, "instructors": 2}}
    found = use({"A1": 10}, None, (), {"roles": cover, "staff": staff}, places=20, staff={"instructors": "1 per 5"})
    # Two officers are spare at any time but during movements; those are before and after.
    assert found.empty_because == minutes(left_unused=10)


def test_no_escort_for_one_more(use):
    prison = {
        "routes": {},
        "escort": {"per": 3, "minutes": 15, "staff": {"officers": 1}},
        "staff": {"main": {"start": "08:00", "end": "19:00", "officers": 4, "instructors": 2}},
    }
    # Two officers are on the locked wings; the two others bring three people each.
    found = use({"A1": 2}, None, (), prison)
    assert found.empty_because == minutes(left_unused=4, no_staff_left=4)


def test_a_persons_sessions_a_day_are_used_up(use):
    sessions = {"sessions": ["09:00-11:00", "14:00-16:00"], "per_person": 1, "for": {"A1": 8}}
    found = use({"A1": 5}, None, [("workshop", "14:00-16:00", {"A1": 2})], **sessions)
    # Three places are left of the one session a day that each of the eight may have: 1 may still go.
    assert found.empty_because == minutes(left_unused=1 + 1, nobody_eligible_left=4 + 7)


def test_not_run_and_why(use):
    assert use(None).empty_because == minutes(not_run=10)
    assert use(None, minimum=6, **{"for": {"A1": 5}}).empty_because == minutes(nobody_eligible_left=10)
    assert use(None, staff={"instructors": "1 per 2"}, minimum=6).empty_because == minutes(no_staff_left=10)
    hours = {"unlock": "08:00", "lock_up": "19:00", "roll_checks": {"morning": "10:00-10:15"}}
    assert use(None, None, (), {"day": hours}).empty_because == minutes(roll_check=10)
    assert use(None, None, (), {"day": hours}, settled_at_roll_check=True).empty_because == minutes(not_run=10)


@pytest.mark.parametrize(
    ("route", "hours", "reason"),
    [
        ({"people": 5}, {}, "movement"),
        ({"windows": ["13:00-15:00"]}, {}, "movement"),
        ({}, {"unlock": "09:00"}, "movement"),
        ({}, {"roll_checks": {"morning": "10:00-10:15"}}, "roll check"),
    ],
)
def test_what_no_plan_could_run_is_empty_for_that_although_nobody_is_spare(use, route, hours, reason):
    # Both officers are on the locked wings.
    staff = {"main": {"start": "08:00", "end": "19:00", "officers": 2, "instructors": 2}}
    prison = {
        "staff": staff,
        "routes": {"walkway": {"minutes": 10, "staff": {"officers": 1}, **route}},
        "day": {"unlock": "08:00", "lock_up": "19:00", **hours},
    }
    assert use(None, None, (), prison, minimum=6).empty_because == {reason: 1200}


def test_whoever_brings_people_is_staff_too(use):
    # Two officers are on the locked wings.
    escort = {"per": 3, "minutes": 15, "staff": {"officers": 1}}
    for officers, reason in ((3, "not run"), (2, "no staff left")):
        staff = {"main": {"start": "08:00", "end": "19:00", "officers": officers, "instructors": 2}}
        assert use(None, None, (), {"routes": {}, "escort": escort, "staff": staff}).empty_because == {reason: 1200}


def test_two_sessions_at_the_same_time_are_two(use):
    found = use({"A1": 10}, sessions=["09:00-11:00", "09:00-11:00"])
    assert (found.sessions_offered, found.sessions_run) == (2, 1)
    assert found.empty_because == minutes(not_run=10)


def test_staff_who_are_needed_before_the_session(use):
    # The instructors come at 09:00; the session needs one from 08:30.
    shifts = {
        "main": {"start": "08:00", "end": "19:00", "officers": 9},
        "shop": {"start": "09:00", "end": "19:00", "instructors": 2},
    }
    about = {"staff": {"instructors": 1}}
    assert use(None, None, (), {"staff": shifts}, **about).empty_because == minutes(not_run=10)
    assert use(None, None, (), {"staff": shifts}, staff_before=30, **about).empty_because == minutes(no_staff_left=10)


def test_a_movable_activity_offers_what_fits_into_its_windows(use):
    movable = {"sessions": [], "length": 60, "at_most": 9, "between": ["09:05-11:20", "13:00-13:50", "14:00-15:00"]}
    # 09:05, 10:15 and 14:00: nothing fits between 13:00 and 13:50.
    found = use(None, None, (), **movable)
    assert (found.sessions_offered, found.places_minutes) == (3, 3 * 60 * 10)
    assert found.empty_because == {"not run": 1800}
    found = use(None, None, [("workshop", "10:00-11:00", {"A1": 10})], **movable)
    assert (found.sessions_offered, found.sessions_run, found.empty_because) == (3, 1, {"not run": 1200})


def test_a_movable_activity_has_no_staff_only_if_it_never_has(use):
    movable = {"sessions": [], "length": 60, "between": ["09:00-17:00"], "staff": {"instructors": 1}}
    late = {
        "main": {"start": "08:00", "end": "19:00", "officers": 9},
        "shop": {"start": "16:00", "end": "19:00", "instructors": 1},
    }
    assert use(None, None, (), {"staff": late}, **movable).empty_because == {"not run": 600}
    later = {**late, "shop": {"start": "16:15", "end": "19:00", "instructors": 1}}
    assert use(None, None, (), {"staff": later}, **movable).empty_because == {"no staff left": 600}


def test_a_session_above_its_places_has_no_empty_one(use):
    found = use({"A1": 12})
    assert (found.used_percent, found.empty_because) == (120, {})
