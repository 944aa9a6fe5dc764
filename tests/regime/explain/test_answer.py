"""Questions about a plan: read strictly, and answered by forcing what is asked for."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from broken_prisons import prison
from builders import PROOF, bare

from regime import InputError, Plan, plan
from regime.changes import changed
from regime.cli import main
from regime.cli.exit import Exit
from regime.completion import complete
from regime.explain.cost import compared
from regime.explain.explanation import explain
from regime.explain.result import Answer
from regime.plan import CHANGES, Session
from regime.prison import Prison
from regime.today import Today

SECONDS = 60.0
"""More than any of these answers takes."""

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


def ask(why: str, prison_: Prison | None = None, about: Plan | None = None) -> Answer:
    prison_ = prison_ or small()
    about = about or all_day(prison_)
    [answer] = explain(prison_, about, why=[why], time_limit=SECONDS, workers=1).answers
    return answer


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("B wing locked at 10:00", "Wing B is closed: nobody is held there."),
        ("b1 locked at 10:00", "Wing B is closed: nobody is held there."),
        ("no gym for wing B", "Wing B is closed: nobody is held there."),
        ("remand short of out", "Wing B and Unit 4 are closed: nobody is held there."),
    ],
)
def test_of_people_of_a_closed_wing_it_is_said_that_it_is_closed(why: str, said: str) -> None:
    closed = {"closed": True, "groups": {"B1": {"size": 10, "tags": ["remand"]}}}
    unit = {"closed": True, "groups": {"U1": {"size": 10, "tags": ["remand"]}}}
    assert ask(why, small({"wings": {"B": closed, "Unit 4": unit}})) == Answer(asked=why, plain=said)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("A1 locked at 18:30", "Nobody is unlocked at 18:30: the unlock hours are 08:00-18:00."),
        ("gym empty at 14:00", "gym is never on at 14:00: its times are 09:00-10:00."),
        ("no gym for B wing", "Nobody of B wing may go to gym today."),
    ],
)
def test_what_the_prison_says_is_answered_at_once(why: str, said: str) -> None:
    assert ask(why) == Answer(asked=why, plain=said)


@pytest.mark.parametrize(("entitlement", "taken"), [("out", "entitlements.out"), ("sport", "activities.gym")])
def test_an_entitlement_that_is_taken_away_for_the_plan_is_said_to_be(entitlement: str, taken: str) -> None:
    owed = {"out": {"time": "unlocked", "minutes": 60}, "sport": {"activity": "gym", "people": "50%"}}
    prison_, changes = changed(small({"entitlements": owed}), {"day.lock_up": "18:30", taken: None})
    plan_ = all_day(prison_).model_copy(update={"changes": list(changes)})
    by = f"{taken} taken away" if taken.endswith(entitlement) else f"day.lock_up 18:00 to 18:30; {taken} taken away"
    for why in (f"A1 short of {entitlement}", f"A wing short of {entitlement.title()}"):
        said = f"Not so in this plan: nobody is owed {entitlement}, taken away by what is changed ({by})."
        assert ask(why, prison_, plan_) == Answer(asked=why, plain=said, not_so=True)
    with pytest.raises(InputError, match='there is no entitlement "visits"'):
        ask("A1 short of visits", prison_, plan_)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("A wing locked at 09:00", "A1 and A2 are unlocked at 09:00."),
        ("A1 locked at 09:00", "the group A1 is unlocked at 09:00."),
        ("gym empty at 09:15", 'gym has 4 people at 09:15, of 10 places. Ask "gym not full at 09:15" for one more.'),
        ("no gym for A wing", "people of A wing are in gym 09:00-10:00."),
        ("B1 short of out", "the group B1 is not short of out."),
    ],
)
def test_what_is_not_so_in_the_plan_is_said_and_what_is_so(why: str, said: str) -> None:
    assert ask(why, about=all_day(small(), gym=4)) == Answer(
        asked=why, plain=f"Not so in this plan: {said}", not_so=True
    )


def test_a_session_that_is_full_is_not_empty_either() -> None:
    for why in ("gym empty at 09:15", "gym not full at 09:15"):
        answer = ask(why, about=all_day(small(), gym=10))
        assert answer.not_so
        assert answer.plain == "Not so in this plan: gym is full at 09:15, with 10 of 10 places."


def test_who_of_a_wing_is_not_concerned_is_told() -> None:
    answer = ask("A wing locked at 09:00", about=all_day(small(), locked="A2"))
    assert answer.besides == "In this plan the group A1 is unlocked at 09:00."
    assert [forced.wish for forced in answer.forced] == ["A2 unlocked 09:00-09:15"]
    assert not answer.not_so
    answer = ask("all short of out", about=all_day(small(), locked="B1"))
    assert answer.besides == "In this plan A1 and A2 are not short of out."


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


def test_a_day_made_by_hand_is_known_for_one() -> None:
    by_hand = all_day(small())
    assert not explain(small(), by_hand).planned
    assert explain(small(), by_hand.model_copy(update={"proof": PROOF})).planned


def test_a_group_that_could_be_unlocked_was_a_free_choice() -> None:
    [forced] = ask("B wing locked at 14:00", about=all_day(small(), locked="B1")).forced
    assert (forced.wish, forced.status) == ("B1 unlocked 14:00-14:15", "free choice")
    # All are unlocked for the ten hours of the day, and B1 for so long as nothing is lost by it.
    assert forced.most is not None
    assert forced.most <= 0
    assert [gain.group for gain in forced.gains][:1] == ["B1"]


def test_what_later_goals_have_of_a_plan_is_not_given_back_for_a_gain() -> None:
    # All could be out until 18:00; what was asked for gains nobody an hour.
    prison_ = small({"goals": ["shortfalls", {"goal": "value", "tolerance": "10%"}, "calm"]})
    [forced] = ask("gym empty at 09:15", prison_).forced
    assert (forced.status, forced.worse) == ("free choice", [])
    assert (forced.losses, forced.gains) == ([], [])


def test_what_goals_after_the_value_lose_is_said_with_what_is_proved() -> None:
    association = {"association": {"windows": ["08:00-12:00", "13:00-18:00"]}}
    pins = [{"group": "B1", "unlocked": "09:00-09:15"}]
    prison_ = small({"goals": ["shortfalls", "value", "calm"], "on_wing": association, "pins": pins})
    today = Today.of(prison_, "mon")
    morning = complete(today, bare(today, {group: {"08:00-12:00": "association"} for group in today.groups}))
    # Each group is owed an hour, so that each has an unlock, and B1 now two of them.
    [forced] = ask("B1 locked at 14:00", prison_, morning).forced
    [calm] = forced.worse
    assert (calm.had, calm.found.value, calm.has_to) == (3, 4, True)
    assert forced.status == "costs"
    assert forced.most is not None
    assert forced.most <= 0


THREE = {"staff": {"day": {"officers": 3}}, "wings": {"B": {"groups": {"B1": 10}}}}
"""An unlocked wing takes two officers and a locked one takes one: what B's ten people gain A's thirty lose."""


def only_a(prison_: Prison) -> Plan:
    today = Today.of(prison_, "mon")
    return complete(today, bare(today, {group: {"08:00-18:00": "association"} for group in ("A1", "A2")}))


def test_an_unlock_that_costs_is_proved_and_names_who_loses() -> None:
    prison_ = small({**THREE, "entitlements": {}})
    shortest = prison_.day.unlocks.shortest
    [forced] = ask("B1 locked at 10:00", prison_, only_a(prison_)).forced
    assert forced.status == "costs"
    # Thirty people lose what ten gain, for the shortest time that anybody may be unlocked.
    assert (forced.least, forced.most) == (pytest.approx(20 * shortest / 60), pytest.approx(20 * shortest / 60))
    assert {(loss.group, loss.minutes) for loss in forced.losses} == {("A1", shortest), ("A2", shortest)}
    assert [(gain.group, gain.minutes) for gain in forced.gains] == [("B1", shortest)]


def test_a_cost_that_the_prison_would_pay_for_later_goals_is_known_for_one() -> None:
    goals = ["shortfalls", {"goal": "value", "tolerance": "10%"}, "calm"]
    prison_ = small({**THREE, "entitlements": {}, "goals": goals})
    by_hand = only_a(prison_)  # ten hours for thirty people
    [forced] = ask("B1 locked at 10:00", prison_, by_hand).forced
    assert (forced.tolerance_percent, forced.allowed) == (10, pytest.approx(30))
    assert (forced.least, forced.most) == (pytest.approx(10), pytest.approx(10))
    # Nothing is proved of a day made by hand, and none with the unlock is better than the day found.
    assert (forced.room, forced.found_room) == (None, pytest.approx(0))
    best = plan(prison_, weekday="mon", time_limit=SECONDS, gap=0.0, workers=1)
    [forced] = ask("B1 locked at 10:00", prison_, best).forced
    assert (forced.room, forced.found_room) == (pytest.approx(0), pytest.approx(0))


def test_what_the_plan_misses_may_be_missed_by_a_day_with_what_is_asked_for() -> None:
    prison_ = small(THREE)  # B is owed an hour, which the plan does not give
    [forced] = ask("B1 locked at 10:00", prison_, only_a(prison_)).forced
    # Half an hour is the shortest unlock: what B is owed beyond it was not asked for.
    assert (forced.status, forced.misses_less, forced.least, forced.most) == ("costs", True, 10, 10)
    assert [(gain.group, gain.minutes) for gain in forced.gains] == [("B1", 30)]


def test_what_is_missed_for_it_is_said_and_whether_it_has_to_be() -> None:
    # Whoever is out at noon is not out in the afternoon, and both wings cannot be out at once.
    owed = {"out": {"time": "unlocked", "minutes": 600, "for": ["A"]}}
    prison_ = small({**THREE, "entitlements": owed})
    [forced] = ask("B1 locked at 10:00", prison_, only_a(prison_)).forced
    assert (forced.status, forced.has_to_miss) == ("costs", True)
    assert {short.group for short in forced.short} == {"A1", "A2"}


def test_what_another_group_misses_instead_is_no_more_in_all() -> None:
    # A wing's two officers, a yard's hour: one of the two groups has it, either as well as the other.
    owed = {"out": {"time": "unlocked", "minutes": 600, "for": ["B"]}}
    wings = {"B": {"groups": {"B1": 10, "B2": 10}}}
    apart = {"feud": {"groups": ["B1"], "from": ["B2"], "at": ["wing"]}}
    prison_ = small({"wings": wings, "entitlements": owed, "apart": apart})
    today = Today.of(prison_, "mon")
    unlocked = {group: {"08:00-18:00": "association"} for group in ("A1", "A2", "B1")}
    [forced] = ask("B2 short of out", prison_, complete(today, bare(today, unlocked))).forced
    assert (forced.status, forced.misses_more) == ("free choice", False)
    assert [short.group for short in forced.short] == ["B1"]


@pytest.mark.parametrize(
    ("lost", "bound", "status"),
    [
        (0.0, 900, "free choice"),
        (0.3, 900, "may cost"),  # less than a hundredth of the plan's
        (30.0, 900, "could not tell"),
        (30.0, -6, "costs"),
    ],
)
def test_what_was_found_in_the_time_is_not_the_cost(lost: float, bound: float, status: str) -> None:
    """``bound``: person-minutes that a day with it is proved to have more than the plan at the most."""
    prison_ = small({"entitlements": {}, "goals": ["shortfalls", "value"]})
    before = plan(prison_, time_limit=SECONDS, workers=1)
    assert before.figures is not None
    assert before.proof is not None
    value = before.figures.value
    [goal] = [goal for goal in before.proof.goals if goal.goal == "value"]
    found = before.figures.model_copy(update={"value": value - lost * 60, "value_ceiling": value + 10_000})
    proved = goal.model_copy(update={"best": found.value, "value": found.value, "bound": value + bound})
    after = before.model_copy(update={"figures": found, "proof": before.proof.model_copy(update={"goals": [proved]})})
    forced = compared("something", before, after)
    assert forced.status == status
    assert forced.most == pytest.approx(lost)
    assert forced.least is not None
    assert forced.least <= forced.most


def test_what_is_impossible_names_the_limits_that_stop_it() -> None:
    prison_ = small({"day": {"roll_checks": {"noon": "12:00-12:30"}}})
    by_hand = complete(Today.of(prison_, "mon"), bare(Today.of(prison_, "mon"), {}))
    [forced] = ask("B1 locked at 12:15", prison_, by_hand).forced
    assert forced.status == "impossible"
    assert forced.clash is not None
    assert forced.clash.smallest
    assert [part.place.at for part in forced.clash.parts] == ["day.roll_checks.noon"]


def test_an_empty_place_may_be_asked_about() -> None:
    [forced] = ask("gym empty at 09:15").forced
    assert (forced.wish, forced.status) == ("1 person in gym at 09:15", "free choice")
    [forced] = ask("gym not full at 09:15", about=all_day(small(), gym=4)).forced
    assert (forced.wish, forced.status) == ("5 people in gym at 09:15", "free choice")


def test_that_nobody_is_spare_is_so_in_this_plan_and_no_reason_for_another() -> None:
    # Both wings take all four then. What the gym takes of a wing for an hour, it can have after 17:00.
    prison_ = small({"staff": {"day": {"officers": 4}}, "entitlements": {}})
    today = Today.of(prison_, "mon")
    by_hand = complete(today, bare(today, {group: {"08:00-17:00": "association"} for group in today.groups}))
    answer = ask("gym empty at 09:15", prison_, by_hand)
    taken = "1 officer for the session 09:00-10:00 (0 spare)"
    assert answer.besides == f"In this plan too few are spare: it takes {taken}."
    assert [forced.status for forced in answer.forced] == ["free choice"]
    assert ask("gym empty at 09:15").besides == ""


def test_what_people_were_told_counts_in_the_answer() -> None:
    prison_ = small({"goals": ["shortfalls", "changes", "value"]})
    near = plan(prison_, weekday="mon", against=all_day(prison_), time_limit=SECONDS, gap=0, workers=1)
    [forced] = ask("gym empty at 09:15", prison_, near).forced
    # One person of A1 or A2 goes to the gym for an hour, and was not to.
    assert [(worse.found.goal, worse.had, worse.found.value, worse.has_to) for worse in forced.worse] == [
        (CHANGES, 0, 60, True)
    ]
    assert forced.status == "costs"
    assert ask("gym empty at 09:15", prison_, near.model_copy(update={"against": None})).forced[0].worse == []


def test_no_activity_for_a_wing_and_a_floor_in_full() -> None:
    [forced] = ask("no gym for A wing").forced
    assert (forced.wish, forced.status) == ("somebody of A wing in gym", "free choice")
    [forced] = ask("B short of out", about=all_day(small(), locked="B1")).forced
    assert (forced.wish, forced.status) == ("B1 with out in full", "free choice")


def test_of_a_wing_that_cannot_be_out_together_each_group_is_tried() -> None:
    prison_ = small({"apart": {"feud": {"groups": ["A1"], "from": ["A2"], "at": ["wing"]}}})
    today = Today.of(prison_, "mon")
    by_hand = complete(today, bare(today, {"B1": {"08:00-18:00": "association"}}))
    both, *each = ask("A locked at 14:00", prison_, by_hand).forced
    assert (both.status, both.wish) == ("impossible", "A1 and A2 unlocked 14:00-14:15")
    assert both.clash is not None
    assert [part.place.at for part in both.clash.parts] == ["apart.feud"]
    assert [(forced.status, forced.wish) for forced in each] == [
        ("free choice", "A1 unlocked 14:00-14:15"),
        ("free choice", "A2 unlocked 14:00-14:15"),
    ]


def test_a_plan_that_breaks_rules_is_not_explained() -> None:
    prison_ = small({"staff": {"day": {"officers": 2}}})
    with pytest.raises(InputError, match="breaks the rules"):
        ask("B1 locked at 14:00", prison_, all_day(prison_))


def test_an_answer_is_the_same_whatever_else_is_asked() -> None:
    about, why = all_day(small(), locked="A2"), "A2 locked at 09:00"
    asked = [why, *["gym empty at 14:00"] * 5_000]
    first, *_ = explain(small(), about, why=asked, time_limit=SECONDS, workers=1).answers
    assert [forced.status for forced in first.forced] == [forced.status for forced in ask(why, about=about).forced]


def test_why_needs_a_plan(capsys: Capture) -> None:
    assert main(["explain", "examples/tiny.yaml", "--why", "A locked at 14:00"]) == Exit.USAGE
    assert "regime explain PRISON PLAN" in capsys.readouterr().err


def test_what_is_not_answered_yet_when_it_is_stopped_is_said() -> None:
    stop = threading.Event()
    stop.set()
    explained = explain(small(), all_day(small(), "A1"), why=["A1 locked at 09:00", "gym empty at 14:00"], stop=stop)
    assert explained.interrupted
    assert [forced.status for forced in explained.answers[0].forced] == ["could not tell"]
    assert explained.answers[1].plain.startswith("gym is never on at 14:00")
