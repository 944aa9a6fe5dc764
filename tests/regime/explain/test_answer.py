"""Questions about a plan: read strictly, and answered by forcing what is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from broken_prisons import prison
from builders import bare

from regime import InputError, Plan
from regime.cli import main
from regime.cli.exit import Exit
from regime.completion import complete
from regime.explain.explanation import explain
from regime.explain.result import Answer
from regime.plan import Session
from regime.prison import Prison
from regime.today import Today

Capture = pytest.CaptureFixture[str]

GYM = {
    "kind": "gym",
    "places": 10,
    "travel": "free",
    "sessions": ["09:00-10:00"],
    "for": ["A"],
    "staff": {"officers": 1},
}


def small(changes: dict[str, Any] | None = None) -> Prison:
    parts = {"activities": {"gym": GYM}, "entitlements": {"out": {"time": "unlocked", "minutes": 60}}}
    return Prison.model_validate(prison({**parts, **(changes or {})}))


def all_day(prison_: Prison, locked: str = "", gym: int = 0) -> Plan:
    """Every group is unlocked from 08:00 to 17:00, but for one."""
    today = Today.of(prison_, "mon")
    unlocked = {group: {"08:00-17:00": "association"} for group in today.groups if group != locked}
    sessions = [Session(activity="gym", time="09:00-10:00", runs=True, people={"A1": gym})] if gym else []  # type: ignore[arg-type]
    return complete(today, bare(today, unlocked, sessions=sessions))


def ask(why: str, prison_: Prison | None = None, plan: Plan | None = None) -> Answer:
    prison_ = prison_ or small()
    plan = plan or all_day(prison_)
    [answer] = explain(prison_, plan, why=[why], time_limit=4, workers=1).answers
    return answer


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("A1 locked at 18:30", "Nobody is unlocked at 18:30: the unlock hours are 08:00-18:00."),
        ("A wing locked at 09:00", "In this plan A1 and A2 are unlocked at 09:00."),
        ("gym empty at 14:00", "gym is never on at 14:00: its times are 09:00-10:00."),
        ("no gym for B wing", "Nobody of B wing may go to gym today."),
        ("B1 short of out", "In this plan B1 is not short of out."),
    ],
)
def test_what_the_plan_or_the_prison_says_is_answered_at_once(why: str, said: str) -> None:
    assert ask(why) == Answer(asked=why, plain=said)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("why not?", "B wing locked at 14:00"),
        ("A3 locked at 14:00", '"A"'),
        ("gim empty at 14:00", '"gym"'),
        ("B1 locked at 25:00", "no time of the day"),
        ("no Gyms for B1", '"gym"'),
        ("B1 short of food", "out"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_to_try(why: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        ask(why)


def test_a_group_that_could_be_unlocked_was_a_free_choice() -> None:
    [forced] = ask("B wing locked at 14:00", plan=all_day(small(), locked="B1")).forced
    assert (forced.wish, forced.status) == ("B1 unlocked 14:00-14:15", "free choice")
    # All are unlocked for the ten hours of the day: 60 people for one hour more, and B1 for nine.
    assert forced.value_lost <= -60 * 60


def test_an_unlock_that_costs_names_who_loses() -> None:
    # An unlocked wing takes two officers and a locked one takes one: with three, what B's ten gain A's thirty lose.
    prison_ = small({"staff": {"day": {"officers": 3}}, "wings": {"B": {"groups": {"B1": 10}}}})
    today = Today.of(prison_, "mon")
    plan = complete(today, bare(today, {group: {"08:00-18:00": "association"} for group in ("A1", "A2")}))
    [forced] = ask("B1 locked at 10:00", prison_, plan).forced
    assert forced.status == "costs"
    assert {loss.group for loss in forced.losses} == {"A1", "A2"}
    assert [(gain.group, gain.minutes) for gain in forced.gains] == [("B1", 60)]
    # B gets the hour that it is owed: 30 x 60 person-minutes lost, 10 x 60 gained.
    assert forced.value_lost == 1200


def test_what_is_impossible_names_the_limits_that_stop_it() -> None:
    prison_ = small({"day": {"roll_checks": {"noon": "12:00-12:30"}}})
    plan = complete(Today.of(prison_, "mon"), bare(Today.of(prison_, "mon"), {}))
    [forced] = ask("B1 locked at 12:15", prison_, plan).forced
    assert forced.status == "impossible"
    assert forced.clash is not None
    assert forced.clash.smallest
    assert [part.place.at for part in forced.clash.parts] == ["day.roll_checks.noon"]


def test_an_empty_place_may_be_asked_about() -> None:
    [forced] = ask("gym empty at 09:15").forced
    assert (forced.wish, forced.status) == ("1 person in gym at 09:15", "free choice")
    [forced] = ask("gym not full at 09:15", plan=all_day(small(), gym=4)).forced
    assert (forced.wish, forced.status) == ("5 people in gym at 09:15", "free choice")


def test_no_activity_for_a_wing_and_a_floor_in_full() -> None:
    [forced] = ask("no gym for A wing").forced
    assert (forced.wish, forced.status) == ("somebody of A wing in gym", "free choice")
    [forced] = ask("B short of out", plan=all_day(small(), locked="B1")).forced
    assert (forced.wish, forced.status) == ("B1 with out in full", "free choice")


def test_of_a_wing_that_cannot_be_out_together_each_group_is_tried() -> None:
    prison_ = small({"apart": {"feud": {"groups": ["A1"], "from": ["A2"], "at": ["wing"]}}})
    today = Today.of(prison_, "mon")
    plan = complete(today, bare(today, {"B1": {"08:00-18:00": "association"}}))
    both, first = ask("A locked at 14:00", prison_, plan).forced
    assert (both.status, both.wish) == ("impossible", "A1 and A2 unlocked 14:00-14:15")
    assert both.clash is not None
    assert [part.place.at for part in both.clash.parts] == ["apart.feud"]
    assert (first.status, first.wish) == ("free choice", "A1 unlocked 14:00-14:15")


def test_a_plan_that_breaks_rules_is_not_explained() -> None:
    prison_ = small({"staff": {"day": {"officers": 2}}})
    with pytest.raises(InputError, match="breaks the rules"):
        ask("B1 locked at 14:00", prison_, all_day(prison_))


def test_why_needs_a_plan(capsys: Capture) -> None:
    assert main(["explain", "examples/tiny.yaml", "--why", "A locked at 14:00"]) == Exit.USAGE
    assert "regime explain PRISON PLAN" in capsys.readouterr().err
