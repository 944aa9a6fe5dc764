"""Every example is planned in a few seconds, keeps every rule, and tells no more than is proved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from regime.api import plan
from regime.errors import Impossible
from regime.load import load
from regime.plan import Plan
from regime.prison import Prison

EXAMPLES = Path(__file__).parents[2] / "examples"
PRISONS = sorted(file.stem for file in EXAMPLES.glob("*.yaml") if not file.name.endswith(".timetable.yaml"))


@pytest.mark.parametrize("name", [name for name in PRISONS if name != "impossible"])
def test_planned_in_a_few_seconds(name: str, planned: Callable[[str], tuple[Prison, Plan]]) -> None:
    _, best = planned(name)
    assert best.figures is not None
    assert best.proof is not None
    assert best.proof.goals
    for goal in best.proof.goals:
        assert goal.bound >= goal.best >= goal.value if goal.maximise else goal.bound <= goal.best <= goal.value
        if goal.goal == "value":
            assert goal.value == pytest.approx(best.figures.value)
    assert best.figures.lost is not None
    for lost in best.figures.lost:
        # The account adds up to the minute, from the whole day and from what its fixed times allow.
        group = next(each for each in best.figures.groups if each.group == lost.group)
        assert sum(lost.because.values()) == pytest.approx((24 * 60 - group.out_of_cell) * group.size)
        fixed = lost.because.get("fixed times", 0)
        assert sum(lost.because.values()) - fixed == pytest.approx((group.ceiling - group.out_of_cell) * group.size)
    missed = {shortfall.entitlement for shortfall in best.shortfalls}
    told = {
        goal.goal.removeprefix("shortfall: ") for goal in best.proof.goals if "shortfall" in goal.goal and goal.value
    }
    assert missed == told


def test_the_impossible_day_is_impossible() -> None:
    with pytest.raises(Impossible, match="From 12:30 to 13:30 posts and locked wings need 6 officers, and 5 on duty"):
        plan(load(EXAMPLES / "impossible.yaml"), time_limit=10, workers=2)
