"""On prisons small enough to try every plan: what is said to be lost by something asked for holds."""

from __future__ import annotations

from typing import Any

from brute_force import TooMany, best
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tiny_prisons import tiny_prisons

from regime import Impossible, NoPlanInTime, explain, plan
from regime.clock import clock
from regime.prison import Prison
from regime.problems import InputError
from regime.today import Today
from tests.unhurried import UNHURRIED


@settings(UNHURRIED, max_examples=15)
@given(about=tiny_prisons(), slot=st.integers(0, 3), gap=st.sampled_from([0.0, 1.0]))
def test_the_range_holds_what_trying_every_plan_finds(about: dict[str, Any], slot: int, gap: float) -> None:
    names = {"unlocked", *about["on_wing"]}
    assume(all(terms.get("time", "unlocked") in names for terms in about["entitlements"].values()))
    start = 480 + slot * about["day"]["step"]
    span = f"{clock(start)}-{clock(start + about['day']['step'])}"
    pinned = [*about["pins"], {"group": "A1", "unlocked": span}]
    try:
        before = plan(Prison.model_validate(about), weekday="mon", time_limit=3, gap=gap, workers=2)
        [answer] = explain(
            Prison.model_validate(about), before, why=f"A1 locked at {clock(start)}", time_limit=6
        ).answers
        assume(answer.forced)
        truth = best(Today.of(Prison.model_validate({**about, "pins": pinned}), "mon"), most=1500)
    except (TooMany, InputError, Impossible, NoPlanInTime):
        assume(False)
        raise
    [forced] = answer.forced
    assert forced.wish == f"A1 unlocked {span}"
    assert (forced.status == "impossible") == (truth is None)
    if truth is None:
        return
    assert before.figures is not None
    assert forced.most is not None
    lost = (before.figures.value - truth.value) / 60
    if not before.shortfalls and not any(truth.shortfalls):
        assert forced.status != "could not tell"
        assert forced.least is not None
        assert forced.least - 1e-6 <= lost <= forced.most + 1e-6
        assert forced.status != "costs" or lost > 0
    elif not before.shortfalls:
        assert forced.status != "free choice"
