"""On prisons small enough to try every plan: what is said between points holds, and what is carried along is true."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from brute_force import Best, TooMany, best
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_brute_force import BASE, PRISONS
from tiny_prisons import tiny_prisons

from regime.changes import changed
from regime.prison import Prison
from regime.problems import InputError
from regime.today import Today
from regime.whatif.result import Point, WhatIf
from regime.whatif.sweep import what_if
from tests.unhurried import UNHURRIED

PATHS = ["staff.day.officers", "staff.day.support", "staff.day.less.sick.officers", "yards.Y.people"]


@settings(UNHURRIED, max_examples=12)
@given(about=tiny_prisons(), path=st.sampled_from(PATHS), gap=st.sampled_from([0.0, 0.2, 1.0]))
def test_every_interval_holds_what_trying_every_plan_finds(about: dict[str, Any], path: str, gap: float) -> None:
    names = {"unlocked", *about["on_wing"]}
    assume(all(terms.get("time", "unlocked") in names for terms in about["entitlements"].values()))
    prison = Prison.model_validate(about)
    values = "0..1" if "less" in path else "+0..+2"
    try:
        run = what_if(prison, vary=f"{path}={values}", time_limit=5, gap=gap, workers=2)
        truth = [best(Today.of(_as_changed(prison, point)), most=1500) for point in run.points]
    except (TooMany, InputError):
        assume(False)
        raise
    _holds(run, truth)


def test_intervals_of_a_prison_by_hand() -> None:
    about = PRISONS["two wings share too few officers, who also have lunch"]
    prison = Prison.model_validate({**BASE, **about, "entitlements": {}})
    days = [changed(prison, {"staff.day.officers": number})[0] for number in range(5, 9)]
    truth = [best(Today.of(day)) for day in days]
    assert len({found.value for found in truth if found}) > 1
    for gap in (0.0, 0.5):
        run = what_if(prison, vary="staff.day.officers=5..8", time_limit=5, gap=gap, workers=2)
        assert [_as_changed(prison, point) for point in run.points] == days
        assert len(run.gains) == 3
        _holds(run, truth)


def _holds(run: WhatIf, truth: list[Best | None]) -> None:
    _no_worse(run)
    for point, found in zip(run.points, truth, strict=True):
        assert (point.plan is None) == (found is None)
        if found and not any(found.shortfalls) and point.value_hours is not None and point.bound_hours is not None:
            assert point.value_hours <= found.value / 60 <= point.bound_hours
    known = {point.name: found for point, found in zip(run.points, truth, strict=True)}
    for gain in run.gains:
        one, two = known[gain.before], known[gain.after]
        assert one is not None
        assert two is not None
        if not any(one.shortfalls) and not any(two.shortfalls):
            assert gain.least * 60 - 1e-6 <= two.value - one.value <= gain.most * 60 + 1e-6


def _as_changed(prison: Prison, point: Point) -> Prison:
    return changed(prison, {change.path: change.new for change in point.changes})[0]


def _no_worse(run: WhatIf) -> None:
    """From tight to loose neither what falls short nor, where it is the same, value and bound get worse."""
    points = run.points[::-1] if "less" in run.varied else run.points
    planned = [point for point in points if point.plan]
    assert points[len(points) - len(planned) :] == planned  # what is possible stays possible
    for tight, loose in pairwise(planned):
        assert tight.plan is not None
        assert loose.plan is not None
        assert _shortfalls(loose) <= _shortfalls(tight)
        if _shortfalls(loose) == _shortfalls(tight):
            assert (loose.value_hours or 0) >= (tight.value_hours or 0)
        if loose.bound_hours is not None and tight.bound_hours is not None:
            assert loose.bound_hours >= tight.bound_hours


def _shortfalls(point: Point) -> list[float]:
    assert point.plan is not None
    assert point.plan.proof is not None
    return [goal.value for goal in point.plan.proof.goals if goal.goal.startswith("shortfall")]
