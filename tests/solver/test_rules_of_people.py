"""Sessions, movements, separation, rooms, roll checks and pins: kept and broken in numbers that are plain by hand."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_models import least, possible

from regime.formulate import formulate
from regime.prison import Prison
from regime.today import Today
from solver.day_model import DayModel, classes, cliques
from solver.linear import Sum
from solver.relaxation import Relaxation
from solver.rules import posted

PAIRS = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda p: p[0] != p[1]).map(frozenset))


@settings(derandomize=True)
@given(PAIRS)
def test_cliques_hold_every_pair_kept_apart_and_no_other(apart: set[frozenset[int]]) -> None:
    found = cliques(list(range(7)), apart)
    assert {frozenset(pair) for clique in found for pair in combinations(clique, 2)} == apart


@settings(derandomize=True)
@given(PAIRS)
def test_classes_mix_among_themselves_and_have_the_same_enemies(apart: set[frozenset[int]]) -> None:
    numbers = classes(7, frozenset(apart))
    for a, b in combinations(range(7), 2):
        others = [other for other in range(7) if other not in (a, b)]
        alike = all((frozenset((a, o)) in apart) == (frozenset((b, o)) in apart) for o in others)
        assert (numbers[a] == numbers[b]) == (alike and frozenset((a, b)) not in apart)


def model(**changes: Any) -> DayModel:
    """Two groups of 4 on wing A and one of 4 on wing B, 08:00-12:00 by the hour, with plenty of officers."""
    staffing = {"locked": 0, "unlocked": {"99": 1}}
    about: dict[str, Any] = {
        "prison": "HMP Model",
        "day": {"unlock": "08:00", "lock_up": "12:00", "step": 60},
        "wings": {
            "A": {"groups": {"A1": 4, "A2": 4}, "staffing": staffing},
            "B": {"groups": {"B1": 4}, "staffing": staffing},
        },
        "roles": {"officers": {}},
        "staff": {"day": {"start": "07:00", "end": "13:00", "officers": 20}},
        "on_wing": {"association": {"kind": "association"}},
        "goals": ["value"],
    }
    return posted(formulate(Today.of(Prison.model_validate({**about, **changes}), "mon")))


def going(day: DayModel, **people: int) -> dict[int, int]:
    """Variables of people held: ``class_A1=2`` is two of A1 in the first session of the class; the rest are free."""
    names = [group.name for group in day.problem.groups]
    kinds = [activity.name for activity in day.problem.activities]
    sessions = [kinds[session.activity] for session in day.problem.sessions]
    held = {}
    for key, number in people.items():
        activity, group, *nth = key.split("_")
        those = [s for s, name in enumerate(sessions) if name == activity]
        held[day.people[those[int(nth[0]) if nth else 0], names.index(group)]] = number
    return held


def activity(*sessions: str, **about: Any) -> dict[str, Any]:
    return {"kind": "education", "places": 6, "travel": "free", "sessions": list(sessions), **about}


def test_places_limits_and_the_least_number() -> None:
    day = model(activities={"class": activity("09:00-10:00", minimum=3, **{"for": {"A1": 2, "B1": 4}})})
    assert possible(day, going(day, class_A1=2, class_B1=4))
    assert not possible(day, going(day, class_A1=3))
    assert possible(day, going(day, class_A1=1, class_B1=2))
    assert not possible(day, going(day, class_A1=1, class_B1=1))
    assert possible(day, going(day, class_A1=0, class_B1=0))
    small = model(activities={"class": activity("09:00-10:00", places=5)})
    assert not possible(small, going(small, class_A1=3, class_B1=3))


def test_nobody_is_in_two_places() -> None:
    day = model(activities={"class": activity("09:00-10:00"), "gym": activity("09:30-10:30")})
    assert possible(day, going(day, class_A1=1, gym_A1=3))
    assert not possible(day, going(day, class_A1=2, gym_A1=3))
    later = model(activities={"class": activity("09:00-10:00"), "gym": activity("10:00-11:00")})
    assert possible(later, going(later, class_A1=4, gym_A1=4))


def test_each_person_goes_so_many_times_and_a_movable_session_runs_so_often() -> None:
    day = model(activities={"class": activity("09:00-10:00", "10:00-11:00", per_person=1, **{"for": {"A1": 3}})})
    assert possible(day, going(day, class_A1_0=1, class_A1_1=2))
    assert not possible(day, going(day, class_A1_0=2, class_A1_1=2))
    moved = {"kind": "gym", "places": 6, "travel": "free", "length": 60, "between": ["08:00-12:00"], "at_most": 2}
    gym = model(activities={"gym": moved})
    assert len(gym.problem.sessions) == 4
    assert possible(gym, dict(zip(gym.open, (1, 0, 1, 0), strict=True)))
    assert not possible(gym, dict(zip(gym.open, (1, 0, 1, 1), strict=True)))


def test_two_who_are_owed_a_class_take_one_whole_class_in_the_relaxation_too() -> None:
    # Four may attend: half of it would do for two.
    day = model(
        activities={"class": activity("09:00-10:00", **{"for": {"A1": 4}})},
        entitlements={"class": {"activity": "class", "people": 2, "for": ["A1"]}},
    )
    opened = Sum((open_, 1) for open_ in day.open)
    assert least(day, opened, {}) == 0
    day.rows.fix(day.short[0], 0)
    assert least(day, opened, {}) == 1
    relaxed = Relaxation(day.rows, opened, False).solve(10, False, accuracy=1e-6)
    assert relaxed is not None
    assert relaxed.values @ day.rows.factors(opened) == pytest.approx(1, abs=1e-3)


def test_movable_sessions_of_one_activity_do_not_overlap() -> None:
    moved = {"kind": "gym", "places": 6, "travel": "free", "length": 60, "between": ["08:00-09:30", "08:30-11:00"]}
    day = model(activities={"gym": {**moved, "at_most": 2}})
    starts = {session.span[0]: variable for session, variable in zip(day.problem.sessions, day.open, strict=True)}
    assert not possible(day, {starts[480]: 1, starts[510]: 1})
    assert possible(day, {starts[480]: 1, starts[540]: 1})


def test_nobody_is_in_two_places_while_locked_up_for_a_roll_check() -> None:
    check = {"unlock": "08:00", "lock_up": "12:00", "step": 60, "roll_checks": {"noon": "09:00-10:00"}}
    alike = {"kind": "in-cell", "places": 6, "where": "in-cell", "sessions": ["09:00-10:00"]}
    day = model(day=check, activities={"reading": alike, "art": alike})
    assert possible(day, going(day, reading_A1=2, art_A1=2))
    assert not possible(day, going(day, reading_A1=3, art_A1=2))


def test_a_room_holds_one_thing_at_a_time() -> None:
    def hall(second: str) -> DayModel:
        both = {"class": activity("09:00-10:00", room="hall"), "choir": activity(second, room="hall")}
        return model(activities=both)

    assert possible(hall("10:00-11:00"), dict.fromkeys(hall("10:00-11:00").open, 1))
    assert not possible(hall("09:30-11:00"), dict.fromkeys(hall("09:30-11:00").open, 1))


@pytest.mark.parametrize(
    ("where", "first", "second", "meet"),
    [
        ("off-wing", "A1", "A2", True),
        ("off-wing", "A1", "B1", True),
        ("on-wing", "A1", "A2", True),
        ("on-wing", "A1", "B1", False),
        ("in-cell", "A1", "A2", False),
    ],
)
def test_groups_kept_apart_meet_in_rooms_and_at_work_on_their_own_wing(
    where: str, first: str, second: str, meet: bool
) -> None:
    about = {"kind": "education", "places": 6, "sessions": ["09:00-10:00"], "where": where}
    day = model(activities={"class": about}, apart={"r": {"groups": [first], "from": [second], "at": ["room"]}})
    assert possible(day, going(day, **{f"class_{first}": 1, f"class_{second}": 0}))
    assert possible(day, going(day, **{f"class_{first}": 1, f"class_{second}": 1})) == (not meet)


def test_of_three_on_a_wing_kept_apart_one_is_unlocked() -> None:
    day = model(apart={"w": {"groups": ["A"], "at": ["wing"]}})
    a1, a2, b1 = (row[0] for row in day.unlocked)
    assert possible(day, {a1: 1, a2: 0, b1: 1})
    assert not possible(day, {a1: 1, a2: 1})


ROUTE = {"minutes": 30, "staff": {"officers": 1}}


def walked(route: dict[str, Any] | None = None, apart: dict[str, Any] | None = None) -> DayModel:
    """A class 09:00-10:00 and a shop 10:30-11:30: people of the one go back while those of the other go out."""
    both = {
        "class": {"kind": "education", "places": 12, "sessions": ["09:00-10:00"]},
        "shop": {"kind": "workshop", "places": 12, "sessions": ["10:30-11:30"]},
    }
    return model(activities=both, routes={"main": {**ROUTE, **(route or {})}}, apart=apart or {})


def movements(day: DayModel) -> Sum:
    return Sum((variable, 1) for variable in day.movements.values())


def test_one_movement_takes_people_back_and_others_out() -> None:
    day = walked()
    assert least(day, movements(day), going(day, class_A1=1)) == 2
    assert least(day, movements(day), going(day, class_A1=1, shop_B1=1)) == 3


def test_a_movement_holds_so_many_both_ways_together() -> None:
    day = walked({"people": 5})
    assert possible(day, going(day, class_A1=2, shop_B1=3))
    assert not possible(day, going(day, class_A1=3, shop_B1=3))


def test_a_route_is_used_so_many_times_a_day() -> None:
    day = walked({"at_most": 2})
    assert possible(day, going(day, class_A1=1, shop_B1=0))
    assert not possible(day, going(day, class_A1=1, shop_B1=1))


def test_groups_kept_apart_are_never_in_one_movement() -> None:
    apart = {"m": {"groups": ["A1"], "from": ["B1"], "at": ["movement"]}}
    day = walked(apart=apart)
    assert possible(day, going(day, class_A1=1, shop_A2=1))
    assert not possible(day, going(day, class_A1=1, shop_B1=1))
    assert not possible(day, going(day, class_A1=1, class_B1=1))


def test_a_route_is_closed_outside_its_windows() -> None:
    day = walked({"windows": ["08:30-09:00", "10:00-10:30"]})
    # The class can be reached and left; from the shop nobody could come back.
    assert [day.problem.activities[s.activity].name for s in day.problem.sessions if s.groups] == ["class"]


def test_during_a_roll_check_all_are_locked_up_or_settled() -> None:
    check = {"unlock": "08:00", "lock_up": "12:00", "step": 60, "roll_checks": {"noon": "09:30-10:00"}}
    both = {"class": activity("09:00-10:00"), "kitchen": activity("09:00-10:30", settled_at_roll_check=True)}
    day = model(day=check, activities=both)
    assert [day.problem.activities[s.activity].name for s in day.problem.sessions if s.groups] == ["kitchen"]
    slot = day.problem.slots.index((570, 600))
    assert not possible(day, {day.unlocked[0][slot]: 1})
    assert possible(day, {**going(day, kitchen_A1=4), day.unlocked[0][slot]: 0})


def test_pins_are_kept() -> None:
    pins = [
        {"group": "A1", "unlocked": "09:00-10:00"},
        {"group": "A2", "locked": "09:00-10:00"},
        {"activity": "class", "session": "10:00-11:00"},
        {"activity": "gym", "cancelled": True},
    ]
    day = model(activities={"class": activity("10:00-11:00"), "gym": activity("10:00-11:00")}, pins=pins)
    assert possible(day, {})
    assert not possible(day, {day.unlocked[0][1]: 0})
    assert not possible(day, {day.unlocked[1][1]: 1})
    assert not possible(day, {day.open[0]: 0})
    assert not possible(day, {day.open[1]: 1})


def test_yards_have_room_and_keep_apart_and_need_staff() -> None:
    exercise = {"kind": "exercise", "where": "yard", "longest": 60, "staff": {"officers": "1 per 4"}}
    wings = {
        "A": {"groups": {"A1": 4, "A2": 4}, "yard": "Y", "staffing": {"locked": 0, "unlocked": {"99": 0}}},
        "B": {"groups": {"B1": 4}, "yard": "Y", "staffing": {"locked": 0, "unlocked": {"99": 0}}},
    }

    def yard(people: int, officers: int, **apart: Any) -> DayModel:
        return model(
            wings=wings,
            yards={"Y": {"people": people}},
            on_wing={"association": {"kind": "association"}, "exercise": exercise},
            entitlements={"air": {"time": "exercise", "minutes": 60}},
            staff={"day": {"start": "07:00", "end": "13:00", "officers": officers}},
            apart=apart,
            goals=["shortfalls"],
        )

    def together(day: DayModel, *groups: int) -> bool:
        return possible(day, {}, [Sum(constant=1).plus(day.label(g, 1, 0), -1) for g in groups])

    assert together(yard(8, 2), 0, 2)
    assert not together(yard(7, 2), 0, 2)
    assert not together(yard(8, 1), 0, 2)
    assert not together(yard(8, 2, never={"groups": ["A1"], "from": ["B1"], "at": ["yard"]}), 0, 2)
    assert together(yard(8, 2, never={"groups": ["A1"], "from": ["B1"], "at": ["yard"]}), 1, 2)
