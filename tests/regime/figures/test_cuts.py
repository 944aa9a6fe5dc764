"""What is said of a session that does not run though the staff for it are there."""

from __future__ import annotations

from typing import Any

import pytest
from small_prison import PRISON

from regime.figures.cuts import cuts
from regime.picture import DayPicture

CHORES = {"kind": "wing-work", "where": "on-wing", "places": 4, "sessions": ["13:00-14:00"], "for": ["B1"]}
SPORT = {**CHORES, "places": 30, "weight": 0}
NEVER = "It cannot run, whatever the plan:"


@pytest.mark.parametrize(
    ("about", "unlocked", "sessions", "said"),
    [
        ({}, {}, [], "It takes no staff, and people are free to go: this plan does not use it."),
        (
            {"staff": {"officers": 1}},
            {},
            [],
            "The staff are there (1 officer for the session 13:00-14:00 (9 spare)), and people are free to go: "
            "this plan does not use it.",
        ),
        (
            {},
            {"B1": [("13:30-14:00", "exercise")]},
            [],
            "It takes no staff, but too few can go, mainly because they have the open air, a meal or the like then.",
        ),
        (
            {},
            {},
            [("sport", "13:00-14:00", {"B1": 30})],
            "It takes no staff, but too few can go, mainly because they are at another activity then.",
        ),
        ({"minimum": 4}, {}, [("sport", "13:00-14:00", {"B1": 26})], "people are free to go: this plan does not use"),
        ({"minimum": 4}, {}, [("sport", "13:00-14:00", {"B1": 27})], "mainly because they are at another activity"),
        ({"sessions": ["11:30-12:30"]}, {}, [], f"{NEVER} it is during the roll check 12:00-12:30."),
        (
            {"staff": {"officers": 10}},
            {},
            [],
            f"{NEVER} it takes 10 officers for its one person, more than posts and locked wings leave at its time.",
        ),
        ({"sessions": [], "length": 60, "between": ["12:30-15:00"]}, {"B1": [("13:00-13:30", "exercise")]}, [], "free"),
    ],
)
def test_it_is_said_what_else_is_in_the_way(
    day: Any, lay: Any, about: dict[str, Any], unlocked: Any, sessions: Any, said: str
) -> None:
    today = day(activities={"chores": {**CHORES, **about}, "sport": SPORT}, entitlements={})
    (cut,) = (cut for cut in cuts(DayPicture(today, lay(today, unlocked, sessions))) if cut.activity == "chores")
    assert said in cut.words


@pytest.mark.parametrize("needs", [{}, {"instructors": 1}])
def test_a_day_without_enough_for_its_posts_is_not_put_down_to_a_session(
    day: Any, lay: Any, needs: dict[str, int]
) -> None:
    chores = {"chores": {**CHORES, "staff": needs}}
    today = day(activities=chores, entitlements={}, posts={"gate": {"staff": {"officers": 12}}})
    (cut,) = cuts(DayPicture(today, lay(today, {}, [])))
    assert "whatever the plan" not in cut.words


def test_the_sum_of_those_who_may_go_is_below_the_minimum(day: Any, lay: Any) -> None:
    today = day(activities={"chores": {**CHORES, "places": 40, "minimum": 31}}, entitlements={})
    (cut,) = cuts(DayPicture(today, lay(today, {}, [])))
    assert cut.words == f"{NEVER} it needs 31 people, but only 30 may go."
    assert sum(group["size"] for group in PRISON["wings"]["B"]["groups"].values()) == 30
