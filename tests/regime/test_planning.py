"""Planning with the real engine: plans are valid, goals are the figures, proved values behave as they must."""

from __future__ import annotations

import json
import threading
from collections import Counter
from typing import Any

import pytest
from builders import SMALL, bare, merged, session, whole
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_prisons import small_prisons

from regime.api import plan
from regime.changes import changed
from regime.data_folder import data_folder
from regime.errors import Impossible, NoPlanInTime
from regime.evaluation import Comparison
from regime.load import load
from regime.plan import CHANGES, Plan, Session
from regime.prison import Prison
from regime.today import Today
from tests.unhurried import UNHURRIED

SHORT_DAYS = small_prisons(wings=2, hours=4, step=60, goals=["shortfalls", "value"])
"""Days on which the engine proves its plan to be the best in a moment."""


def found(about: dict[str, Any], seconds: float = 20, **how: Any) -> Plan:
    """The plan of a drawn prison; where not even its posts can be staffed, another one is drawn."""
    try:
        return plan(Prison.model_validate(about), time_limit=seconds, workers=2, **how)
    except (Impossible, NoPlanInTime):
        assume(False)
        raise


def proved(about: dict[str, Any]) -> dict[str, float]:
    """Goal -> the value that is proved to be the best."""
    best = found(about, gap=0)
    assert best.proof is not None
    assume(best.proof.status == "optimal")
    return {goal.goal: goal.value for goal in best.proof.goals}


def assert_honest(about: dict[str, Any], best: Plan) -> None:
    """What the engine says of each goal is what the figures say of the plan, and its bounds are on the right side."""
    today = Today.of(Prison.model_validate(about), best.weekday)
    assert best.proof is not None
    assert best.figures is not None
    short: Counter[str] = Counter()
    for shortfall in best.shortfalls:
        size = today.groups[shortfall.group].size
        short[f"shortfall: {shortfall.entitlement}"] += shortfall.short * (size if shortfall.unit == "minutes" else 1)
    guaranteed = sorted(group.guaranteed for group in best.figures.groups)
    expected = {
        "value": best.figures.value,
        "guaranteed time of the worst-off group": guaranteed[0],
        "guaranteed time of the 2 worst-off groups together": sum(guaranteed[:2]),
        "unlocks and movements": sum(g.unlocks for g in best.figures.groups) + len(best.movements),
        **{f"shortfall: {name}": 0 for name in about["entitlements"]},
        **short,
    }
    for goal in best.proof.goals:
        assert goal.value == expected[goal.goal], goal.goal
        if goal.maximise:
            assert goal.bound >= goal.best >= goal.value >= (1 - goal.tolerance_percent / 100) * goal.best
        else:
            assert goal.bound <= goal.best <= goal.value <= (1 + goal.tolerance_percent / 100) * goal.best
    # Measured as a plan made by hand is, it does just as well, goal by goal.
    exactly = [goal.model_copy(update={"best": goal.value, "tolerance_percent": 0}) for goal in best.proof.goals]
    exact = best.model_copy(update={"proof": best.proof.model_copy(update={"goals": exactly})})
    assert Comparison.of(best, exact).decided_by is None
    if best.proof.status == "optimal":
        assert {goal.gap for goal in best.proof.goals} == {0}
    assert Plan.model_validate_json(best.model_dump_json()) == best


@settings(UNHURRIED, max_examples=12)
@given(small_prisons())
def test_a_plan_keeps_every_rule_and_its_goals_are_its_figures(about: dict[str, Any]) -> None:
    assert_honest(about, found(about, seconds=1.2))


@settings(UNHURRIED, max_examples=10)
@given(SHORT_DAYS)
def test_more_officers_never_make_the_best_worse(about: dict[str, Any]) -> None:
    before = proved(about)
    shifts = {name: {**shift, "officers": shift["officers"] + 2} for name, shift in about["staff"].items()}
    after = proved({**about, "staff": shifts})
    for goal in before:
        better = after[goal] - before[goal] if goal == "value" else before[goal] - after[goal]
        assert better >= 0
        if better > 0:  # what comes after a goal that gained may have paid for it
            return


@settings(UNHURRIED, max_examples=8)
@given(SHORT_DAYS)
def test_names_and_their_order_change_nothing(about: dict[str, Any]) -> None:
    text = json.dumps({**about, "wings": dict(reversed(about["wings"].items()))})
    for old, new in {"wing A": "Zennor", "wing B": "Aran", "A1": "1st", "A2": "north", "B1": "last", "B2": "0"}.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    assert proved(json.loads(text)) == proved(about)


@settings(UNHURRIED, max_examples=8)
@given(SHORT_DAYS)
def test_a_plan_pinned_to_its_own_unlocks_is_as_good(about: dict[str, Any]) -> None:
    best = found(about, gap=0)
    assert best.proof is not None
    assume(best.proof.status == "optimal")
    pins = [
        {"group": day.group, "unlocked": str(stretch.time), "on_wing": stretch.on_wing}
        for day in best.groups
        for stretch in day.unlocked
    ]
    assert proved({**about, "pins": pins}) == {goal.goal: goal.value for goal in best.proof.goals}


@settings(UNHURRIED, max_examples=4)
@given(small_prisons(wings=3))
def test_a_reproducible_search_finds_the_same_plan_twice(about: dict[str, Any]) -> None:
    first, second = (found(about, seconds=1, reproducible=True) for _ in range(2))
    assert (first.groups, first.sessions, first.breaks) == (second.groups, second.sessions, second.breaks)
    assert_honest(about, first)


@settings(UNHURRIED, max_examples=4)
@given(small_prisons(), st.integers(1, 4))
def test_a_search_that_is_stopped_returns_a_valid_plan(about: dict[str, Any], events: int) -> None:
    stop = threading.Event()
    left = iter(range(events))

    def on_event(event: object) -> None:
        if next(left, None) is None:
            stop.set()

    best = found(about, seconds=5, on_event=on_event, stop=stop)
    assert best.proof is not None
    assert best.proof.stopped in ("interrupted", "proved", "gap", "time")
    assert_honest(about, best)


@settings(UNHURRIED, max_examples=6)
@given(small_prisons())
def test_a_search_that_starts_from_a_plan_gives_nothing_worse(about: dict[str, Any]) -> None:
    before = found(about, seconds=1.5)
    after = found(about, seconds=1.5, start=before)
    assert before.proof is not None
    assert after.proof is not None
    for old, new in zip(before.proof.goals, after.proof.goals, strict=True):
        better = new.best - old.value if new.maximise else old.value - new.best
        assert better >= 0
        if better > 0 or new.value != new.best:  # what comes after may have paid for it
            return


def small(**changes: Any) -> Prison:
    return Prison.model_validate(merged(SMALL, {"goals": ["shortfalls", "value"], **changes}))


def test_no_more_of_a_tolerance_is_given_up_than_later_goals_need() -> None:
    """A fifth of the value may go for fairness, which needs much less: what is left of it does not hang on the seed."""
    goals = ["shortfalls", {"goal": "value", "tolerance": "20%"}, "fairness"]
    prison, _ = changed(load(data_folder("examples") / "tiny.yaml"), {"goals": goals})
    reached = []
    for seed in (1, 2):
        proof = plan(prison, time_limit=20, seed=seed, reproducible=True).proof
        assert proof is not None
        assert proof.status == "optimal"
        reached.append([goal.value for goal in proof.goals])
    assert reached[0] == reached[1]


def test_nothing_that_the_day_to_start_from_has_is_given_up_for_a_later_goal() -> None:
    goals = ["shortfalls", {"goal": "value", "tolerance": "20%"}, "fairness"]
    prison, _ = changed(load(data_folder("examples") / "tiny.yaml"), {"goals": goals})
    best = plan(changed(prison, {"goals": ["shortfalls", "value"]})[0], time_limit=60, workers=2)

    def value(of: Plan) -> float:
        assert of.proof is not None
        return next(goal.value for goal in of.proof.goals if goal.goal == "value")

    assert value(plan(prison, time_limit=60, gap=0, workers=2)) < value(best)
    assert value(plan(prison, time_limit=60, gap=0, workers=2, start=best)) == value(best)


def test_a_search_starts_from_a_plan_that_fits() -> None:
    workshop = {"kind": "workshop", "places": 20, "sessions": ["09:00-11:00", "13:00-15:00"], "travel": "free"}
    prison = small(activities={"workshop": workshop})
    best, stop = plan(prison, time_limit=5, workers=2), threading.Event()
    again = plan(prison, workers=2, start=best, on_event=lambda event: stop.set(), stop=stop)
    assert [day.unlocked for day in again.groups] == [day.unlocked for day in best.groups]
    assert again.sessions == best.sessions


def test_a_day_with_more_posts_than_staff_is_impossible() -> None:
    with pytest.raises(Impossible, match="posts and locked wings need 21 officers, and 20 on duty"):
        plan(small(posts={"gate": {"staff": {"officers": 19}}}), time_limit=5, workers=2)


@pytest.mark.parametrize(
    "pins",
    [
        [{"group": "A1", "unlocked": "09:00-10:00"}, {"group": "A1", "locked": "09:30-10:00"}],
        [{"group": "A1", "unlocked": "17:00-19:00"}],
        [{"activity": "class", "session": "09:00-10:00"}, {"activity": "class", "cancelled": True}],
    ],
)
def test_pins_that_cannot_be_kept_make_the_day_impossible(pins: list[dict[str, Any]]) -> None:
    lesson = {"kind": "education", "places": 10, "sessions": ["09:00-10:00"]}
    with pytest.raises(Impossible, match="pinned"):
        plan(small(activities={"class": lesson}, pins=pins), time_limit=5, workers=2)


def test_the_most_important_entitlement_comes_first_whatever_it_costs_the_others() -> None:
    # The one officer who could take a visit at noon is the one without whom 900 people stay locked up.
    wings = {"A": {"groups": {"A1": 900}, "staffing": {"locked": 1, "unlocked": {"900": 2}}}, "B": {"closed": True}}
    others = {f"out {n}": {"time": "unlocked", "minutes": 600} for n in range(9)}
    prison = small(
        wings=wings,
        staff={"day": {"start": "07:00", "end": "19:00", "officers": 2}},
        day={"unlocks": {"shortest": 600}},
        activities={
            "visits": {"kind": "visits", "places": 1, "sessions": ["12:00-13:00"], "travel": "free",
                       "staff": {"officers": 1}},
        },
        entitlements={"visit": {"activity": "visits", "people": 1, "for": ["A1"]}, **others},
    )  # fmt: skip
    best = plan(prison, time_limit=20, workers=2, gap=0)
    assert "visit" not in {shortfall.entitlement for shortfall in best.shortfalls}
    assert best.proof is not None
    assert best.proof.status == "optimal"


def test_a_published_plan_takes_nothing_from_what_fairness_may_use() -> None:
    published = load(data_folder("examples") / "tiny.yaml")
    prison, _ = changed(published, {"routes.walkway.people": 12})
    before = plan(published, time_limit=30, gap=0, workers=2)
    # The day near to it that is worth most has half an hour less for the worst-off, for one person-hour of value.
    for against in (None, before):
        proof = plan(prison, time_limit=30, gap=0, workers=2, against=against).proof
        assert proof is not None
        worst_off = next(goal for goal in proof.goals if goal.goal.endswith("of the worst-off group"))
        assert (worst_off.value, worst_off.bound) == (540, 540)


EXERCISE = {"kind": "exercise", "where": "yard", "outdoor": True, "protected": True, "periods": 1}
CLASS = {"kind": "education", "places": 8, "sessions": ["09:00-11:00"], "travel": "free"}
GYM = {"kind": "gym", "places": 8, "length": 60, "between": ["09:00-12:00"], "travel": "free"}


def alike(exercise: str, *held: Session, **changes: Any) -> tuple[Prison, Plan]:
    """A prison with staff for everything, and a day on which all are out of cell but when they are at something."""
    about = {
        "day": {"step": 30},
        "on_wing": {"exercise": EXERCISE},
        "entitlements": {"open air": {"time": "exercise", "minutes": 60}},
        "goals": ["shortfalls", "value", "calm"],
        **changes,
    }
    prison, (start, end) = Prison.model_validate(merged(SMALL, about)), exercise.split("-")
    does = {f"08:00-{start}": "association", exercise: "exercise", f"{end}-18:00": "association"}
    unlocked = dict.fromkeys(("A1", "A2", "B1"), does)
    return prison, whole(Today.of(prison, "mon"), unlocked, sessions=list(held))


@pytest.mark.parametrize(("published", "other"), [("12:00-13:00", "14:00-15:00"), ("14:00-15:00", "12:00-13:00")])
def test_exercise_stays_at_the_hour_that_is_published(published: str, other: str) -> None:
    (prison, told), (_, start) = alike(published), alike(other)
    found = plan(prison, time_limit=60, gap=0, workers=2, against=told, start=start)
    assert {str(s.time) for day in found.groups for s in day.unlocked if s.on_wing == "exercise"} == {published}


@pytest.mark.parametrize(("published", "other"), [({"A1": 8}, {"A2": 8}), ({"A2": 5, "B1": 3}, {"A1": 4, "B1": 4})])
def test_those_who_were_to_go_to_a_session_go_there(published: dict[str, int], other: dict[str, int]) -> None:
    (prison, told), (_, start) = (
        alike("12:00-13:00", session("class", "09:00-11:00", **people), activities={"class": CLASS})
        for people in (published, other)
    )
    found = plan(prison, time_limit=60, gap=0, workers=2, against=told, start=start)
    assert [held.people for held in found.sessions] == [published]


@pytest.mark.parametrize(("published", "other"), [("09:30-10:30", "11:00-12:00"), ("11:00-12:00", "09:30-10:30")])
def test_a_movable_session_stays_where_it_is_published(published: str, other: str) -> None:
    (prison, told), (_, start) = (
        alike("12:00-13:00", session("gym", time, A1=8), activities={"gym": GYM}) for time in (published, other)
    )
    found = plan(prison, time_limit=60, gap=0, workers=2, against=told, start=start)
    assert [(str(held.time), held.people) for held in found.sessions if held.runs] == [(published, {"A1": 8})]


def test_a_day_with_something_pinned_is_near_to_what_is_published() -> None:
    pins = {"pins": [{"activity": "class", "session": "09:00-11:00"}]}
    _, told = alike("12:00-13:00", activities={"class": CLASS})
    prison, _ = alike("12:00-13:00", activities={"class": CLASS}, **pins)
    found = plan(prison, time_limit=60, gap=0, workers=2, against=told)
    assert [held.runs for held in found.sessions] == [True]
    assert [day.unlocked for day in found.groups] == [day.unlocked for day in told.groups]


@pytest.mark.parametrize(
    ("unlocked", "changes"),
    [
        ({"08:00-10:07": "association"}, 16),  # of 10:00-10:30 it is unlocked for the lesser part
        ({"08:00-10:16": "association"}, 15),
        ({"08:00-09:00": "gardening", "09:00-18:00": "association"}, 2),  # no such thing today
        ({}, 20),
    ],
)
def test_what_a_plan_made_by_hand_told_is_what_fills_most_of_a_slot(unlocked: dict[str, str], changes: int) -> None:
    prison = small(day={"step": 30}, goals=["shortfalls", "value", "calm"], wings={"B": {"closed": True}})
    told = bare(Today.of(prison, "mon"), {"A1": unlocked, "A2": {"08:00-18:00": "association"}})
    # To groups that it does not have nothing was told; sessions that this day does not have are cancelled.
    strangers = [day.model_copy(update={"group": f"old {day.group}"}) for day in told.groups]
    held = [session("choir", "09:00-10:00", A1=5), session("class", "09:00-10:00", A1=5)]
    for groups in ([*told.groups, *strangers], strangers):
        against = told.model_copy(update={"groups": groups, "sessions": held})
        proof = plan(prison, time_limit=60, gap=0, workers=2, against=against).proof
        assert proof is not None
        changed = next(goal.value for goal in proof.goals if goal.goal == CHANGES)
        assert changed == (60 * len(held) + 30 * changes if groups != strangers else 0)
