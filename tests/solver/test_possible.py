"""Whether a day is possible, and the fewest people who would make it so, on days that can be counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_models import problem

from solver import possible, relief
from solver.problem import Break, Crew, Pin, Post, Problem

NINE, TEN, ELEVEN, NOON = 540, 600, 660, 720


def staffed(people: int, posts: int, **crew: object) -> Problem:
    """A morning with one crew and one post from nine to noon."""
    crews = (Crew("early", "officers", people, ((NINE, NOON),), **{"breaks": (), **crew}),)  # type: ignore[arg-type]
    return problem([(NINE, TEN), (TEN, NOON)], crews=crews, posts=(Post("gate", "officers", posts, ((NINE, NOON),)),))


def test_a_day_is_possible_with_the_people_for_its_posts() -> None:
    assert possible(staffed(3, 3), 10) is True
    assert possible(staffed(2, 3), 10) is False
    assert possible(staffed(2, 3), 10, twice=True) is False


def test_pins_that_contradict_each_other_are_impossible_both_ways() -> None:
    both = (Pin(0, (0,), True, 60), Pin(0, (0,), False, 60))
    assert possible(problem([(NINE, TEN)], pins=both), 10, twice=True) is False


def test_no_time_is_no_answer() -> None:
    assert possible(staffed(3, 3), 0) is None


def test_the_fewest_people_are_added() -> None:
    # The break takes each of them off for one of three hours: three at the post are four and a half with breaks.
    hourly = (Break(60, (NINE, TEN, ELEVEN)),)
    short = staffed(2, 3, breaks=hourly, more=9)
    found = relief(short, 10)
    assert found is not None
    assert (found.added, found.left_out, found.proved) == ({0: 3}, {}, True)
    assert possible(replace(short, crews=(replace(short.crews[0], people=5, more=0),)), 10)
    assert not possible(replace(short, crews=(replace(short.crews[0], people=4, more=0),)), 10)


def test_the_fewest_minutes_of_posts_are_left_out() -> None:
    about = staffed(2, 2)
    brief = Post("search", "officers", 1, ((NINE, TEN),))
    about = replace(about, posts=tuple(replace(post, spared=post.number) for post in (*about.posts, brief)))
    found = relief(about, 10)
    assert found is not None
    assert (found.added, found.left_out, found.proved) == ({}, {1: 1}, True)


def test_nothing_that_would_do_is_none() -> None:
    assert relief(staffed(2, 3), 10) is None


def test_no_time_is_not_taken_for_nothing_that_would_do() -> None:
    with pytest.raises(TimeoutError):
        relief(staffed(2, 3, more=9), 0)


def test_the_plainest_role_that_will_do_is_added() -> None:
    crews = (
        Crew("early", "managers", 0, ((NINE, NOON),), (), more=9),
        Crew("early", "officers", 0, ((NINE, NOON),), (), more=9),
    )
    gate = (Post("gate", "officers", 1, ((NINE, NOON),)),)
    found = relief(problem([(NINE, NOON)], crews=crews, posts=gate, covers={"managers": ("officers",)}), 10)
    assert found is not None
    assert found.added == {1: 1}
