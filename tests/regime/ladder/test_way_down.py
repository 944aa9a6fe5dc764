"""The way down: officers go off the shifts in proportion, until posts, locked wings and breaks need all there are."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from builders import SMALL, merged
from hypothesis import given, settings
from hypothesis import strategies as st

from regime.changes import changed
from regime.errors import Impossible
from regime.explain.clash import TimeUp
from regime.ladder.profile import Profile
from regime.ladder.way_down import Way, way_down
from regime.prison import Prison
from regime.problems import InputError
from regime.today import Crew, Today

SHIFTS = {
    "early": {"start": "07:00", "end": "13:00", "officers": 4, "less": {"sick": {"officers": 1}}},
    "main": {"start": "08:00", "end": "18:00", "officers": 8},
    "late": {"start": "12:00", "end": "19:00", "officers": 4},
}
POSTS = {"gate": {"staff": {"officers": 2}, "hours": ["08:00-18:00"]}}


def small(**more: Any) -> Today:
    about = merged({**SMALL, "staff": SHIFTS, "posts": POSTS, "goals": ["value"]}, more)
    return Today.of(Prison.model_validate(about), "mon")


def way(today: Today, **asked: Any) -> Way:
    profile = Profile.of(today, **asked)

    def day(there: Mapping[str, int]) -> Today:
        return Today.of(changed(today.prison, profile.settings(today.prison, there))[0], "mon")

    return way_down(profile, day, 2, threading.Event())


def test_the_profile_has_everybody_and_the_usual_day_has_not() -> None:
    profile = Profile.of(small())
    assert profile.role == "officers"
    assert profile.full == {"early": 4, "main": 8, "late": 4}
    assert profile.usual == {"early": 3, "main": 8, "late": 4}


def test_each_officer_fewer_is_off_the_shift_with_most_left_of_its_profile() -> None:
    found = way(small())
    # 4, 8 and 4 ask for 4 each two steps: the middle shift goes first and every other time.
    assert [found.at(n) for n in (16, 15, 14, 13, 12)] == [
        {"early": 4, "main": 8, "late": 4},
        {"early": 4, "main": 7, "late": 4},
        {"early": 3, "main": 7, "late": 4},
        {"early": 3, "main": 7, "late": 3},
        {"early": 3, "main": 6, "late": 3},
    ]


def test_the_way_ends_where_no_shift_can_spare_one_more() -> None:
    # Two wings in patrol state and two at the gate are four officers, from 08:00 to 18:00.
    found = way(small())
    lowest = found.at(found.lowest)
    assert lowest["early"] + lowest["main"] == 4
    assert lowest["main"] + lowest["late"] == 4
    assert [least.officers for least in found.least] == list(lowest.values())
    assert "From 08:00 to 12:00 posts and locked wings need 4 officers, and 3 on duty" in found.least[0].reasons[0]


def test_a_shift_that_nobody_needs_goes_down_to_nobody() -> None:
    found = way(small(staff={"evening": {"start": "18:00", "end": "21:00", "officers": 2}}))
    assert found.at(found.lowest)["evening"] == 0
    assert found.least[-1].reasons == []


def test_one_shift_alone() -> None:
    found = way(small(), shifts=["main"])
    assert found.full == 8
    assert found.at(found.lowest) == {"main": 1}  # of the others one is sick, and they stay as they are
    assert found.profile.usual == {"main": 8}


def test_staff_in_post_are_spread_over_their_shifts() -> None:
    shifts = {name: {part: about[part] for part in ("start", "end")} for name, about in SHIFTS.items()}
    less, asked = {"sick": "10%", "escorts": 4}, {"early": 4, "main": 8, "late": 4}
    in_post = {"officers": {"people": 20, "less": less, "shifts": asked}}
    today = Today.of(Prison.model_validate({**SMALL, "goals": ["value"], "staff": shifts, "in_post": in_post}), "mon")
    profile = Profile.of(today, shifts=["late"])
    assert (profile.full, profile.usual) == ({"late": 4}, {"late": 3})
    fewer = Today.of(changed(today.prison, profile.settings(today.prison, {"late": 1}))[0], "mon")
    was = {crew.shift: (crew.detailed, crew.people) for crew in today.crews}
    assert {crew.shift: (crew.detailed, crew.people) for crew in fewer.crews} == {**was, "late": (4, 1)}


def test_a_full_profile_that_is_impossible_says_why() -> None:
    with pytest.raises(Impossible, match="need 42 officers, and 12 on duty"):
        way(small(posts={"gate": {"staff": {"officers": 40}}}))


def test_no_other_day_is_tried_once_it_is_stopped() -> None:
    today, stop, tried = small(), threading.Event(), []

    def day(there: Mapping[str, int]) -> Today:
        tried.append(there)
        stop.set()
        return today

    with pytest.raises(TimeUp):
        way_down(Profile.of(today), day, 2, stop)
    assert len(tried) == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"role": "oficers"}, 'no shift of this day has "oficers"'),
        ({"role": "oficers"}, 'perhaps "officers"'),
        ({"shifts": ["lat"]}, 'no shift "lat" has "officers" on this day'),
        ({"shifts": ["lat"]}, 'perhaps "late"'),
    ],
)
def test_nobody_to_vary(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        way(small(), **asked)


@settings(max_examples=10, deadline=None)
@given(st.dictionaries(st.sampled_from("abcde"), st.integers(1, 30), min_size=1))
def test_fewer_in_all_are_never_more_on_any_shift(shifts: dict[str, int]) -> None:
    crews = tuple(Crew(shift, "officers", number, number, (), ()) for shift, number in shifts.items())
    profile = Profile("officers", crews, tuple(shifts))
    nobody_needed = Today.of(Prison.model_validate({**SMALL, "staff": {}, "wings": QUIET, "goals": ["value"]}), "mon")
    found = way_down(profile, lambda there: nobody_needed, 1, threading.Event())
    assert found.lowest == 0
    assert found.at(found.full) == shifts
    assert set(found.at(0).values()) == {0}
    for more, fewer in pairwise([found.at(n) for n in range(found.full, -1, -1)]):
        assert sum(more[shift] - fewer[shift] for shift in shifts) == 1
        assert all(more[shift] >= fewer[shift] for shift in shifts)
        assert sum(fewer.values()) == sum(more.values()) - 1


QUIET = {"A": {"groups": {"A1": 1}, "staffing": {"locked": 0, "at_least": 1}}}
