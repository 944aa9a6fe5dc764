"""What a plan changes of a published one is what the two plans say, and no day as good changes less."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from brute_force import Best, TooMany, lowest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tiny_prisons import tiny_prisons

from regime.against import differences, published_by
from regime.api import plan
from regime.clock import Span
from regime.errors import Impossible, NoPlanInTime
from regime.evaluation import reached
from regime.formulate import decision_times
from regime.plan import CHANGES, SHORTFALL, GroupDay, Plan, Session, Stretch
from regime.prison import Prison
from regime.spans import joined
from regime.today import Today
from tests.regime.small_prisons import small_prisons
from tests.unhurried import UNHURRIED


def does(of: Plan, group: str, slot: Span) -> str | None:
    """What a group is unlocked for in a slot; none while it is locked."""
    (unlocked,) = (day.unlocked for day in of.groups if day.group == group)
    return next((stretch.on_wing for stretch in unlocked if stretch.time.contains(slot)), None)


def going(of: Plan) -> Counter[tuple[str, Span, str]]:
    """The people of each group at each session."""
    people: Counter[tuple[str, Span, str]] = Counter()
    for session in of.sessions:
        for group, number in session.people.items() if session.runs else ():
            people[session.activity, session.time, group] += number
    return people


def changes(today: Today, new: Plan, published: Plan) -> int:
    """Minutes in which groups do something else, and of sessions to which more or fewer of them go."""
    slots = [Span.of(*slot) for slot in pairwise(decision_times(today))]
    other = sum(
        slot.minutes
        for group in today.groups
        for slot in slots
        if does(new, group, slot) != does(published, group, slot)
    )
    now, told = going(new), going(published)
    return other + sum(there[1].minutes for there in now.keys() | told.keys() if now[there] != told[there])


def planned(about: dict[str, Any], seconds: float, gap: float = 0, against: Plan | None = None) -> Plan:
    prison = Prison.model_validate(about)
    try:
        return plan(prison, weekday="mon", gap=gap, time_limit=seconds, workers=2, against=against)
    except (Impossible, NoPlanInTime):
        assume(False)
        raise


@st.composite
def told(draw: st.DrawFn, today: Today) -> Plan:
    """A plan made by hand, of which nothing has to keep any rule."""
    does = st.sampled_from([None, *today.prison.on_wing])
    slots = [Span.of(*slot) for slot in pairwise(decision_times(today))]
    groups = [
        GroupDay(
            group=name,
            wing=today.wing_of[name],
            size=about.size,
            unlocked=[Stretch(time=slot, on_wing=time) for slot in slots if (time := draw(does))],
        )
        for name, about in today.groups.items()
    ]
    sessions = [
        Session(activity=name, time=time, runs=True, people={group: draw(st.integers(0, 2)) for group in limits})
        for name, limits in today.limits.items()
        for time in dict.fromkeys(today.fixed_sessions(name))
    ]
    return Plan(
        prison=today.prison.prison, weekday=today.weekday, hours=today.hours, groups=groups, sessions=sessions,
        movements=[], breaks=[], shortfalls=[], staff=[],
    )  # fmt: skip


def with_more(about: dict[str, Any], officers: int) -> dict[str, Any]:
    staff = {name: {**shift, "officers": shift["officers"] + officers} for name, shift in about["staff"].items()}
    return {**about, "staff": staff}


@pytest.mark.parametrize("goals", [["shortfalls", "value", "calm"], ["shortfalls", "changes", "value"]])
@settings(UNHURRIED, max_examples=20)
@given(about=tiny_prisons(), data=st.data())
def test_no_day_as_good_is_nearer_to_what_is_published(
    goals: list[str], about: dict[str, Any], data: st.DataObject
) -> None:
    names = {"unlocked", *about["on_wing"]}
    assume(all(terms.get("time", "unlocked") in names for terms in about["entitlements"].values()))
    about = {**about, "goals": goals}
    today = Today.of(Prison.model_validate(about), "mon")
    published = data.draw(told(today))

    def reaches(best: Best, of: Plan) -> tuple[float, ...]:
        """What a plan has of each goal, less being better."""
        other = changes(today, of, published)
        if "changes" in goals:
            return *best.shortfalls, other, -best.value
        unlocks = sum(len(joined(stretch.time for stretch in day.unlocked)) for day in of.groups)
        return *best.shortfalls, -best.value, other, unlocks + len(of.movements)

    try:
        expected = lowest(today, reaches, 1000)
    except TooMany:
        assume(False)
    assume(expected is not None)
    found = planned(about, 60, against=published)
    assert found.proof is not None
    assert found.proof.status == "optimal"
    short = tuple(int(goal.value) for goal in found.proof.goals if goal.goal.startswith(SHORTFALL))
    value = next(goal.value for goal in found.proof.goals if goal.goal == "value")
    assert reaches(Best(short, value), found) == expected
    assert expected == tuple(-goal.value if goal.maximise else goal.value for goal in found.proof.goals)


@settings(UNHURRIED, max_examples=8)
@given(about=small_prisons(), first=st.booleans())
def test_what_counts_as_changed_is_what_two_plans_say(about: dict[str, Any], first: bool) -> None:
    about = {**about, "goals": [*(["changes"] if first else []), *about["goals"]]}
    published = planned(with_more(about, 2), 1)
    new = planned(about, 1, against=published)
    assert new.proof is not None
    goal = next(goal for goal in new.proof.goals if goal.goal == CHANGES)
    today = Today.of(Prison.model_validate(about), "mon")
    assert 0 <= goal.bound <= goal.value == changes(today, new, published) == reached(new, CHANGES)
    told = published_by(new)
    assert told is not None
    assert (differences(new, told), going(told)) == (new.against, +going(published))
