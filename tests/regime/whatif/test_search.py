"""Which of two plans of one day is kept: the goals decide in their order, each within its tolerance."""

from __future__ import annotations

import pytest
from builders import PROOF, bare, day

from regime.plan import CALM, GoalResult, Plan
from regime.whatif.search import worse


def plan(short: float, value: float, worst: float, unlocks: float = 9) -> Plan:
    goals = [
        GoalResult(goal="shortfall: air", unit="people", maximise=False, best=short, value=short, bound=0),
        GoalResult(
            goal="value", unit="person-minutes", maximise=True, best=value, value=value, bound=9999, tolerance_percent=1
        ),
        GoalResult(goal="guaranteed", unit="minutes", maximise=True, best=worst, value=worst, bound=9999),
        GoalResult(goal=CALM, unit="changes", maximise=False, best=unlocks, value=unlocks, bound=0),
    ]
    return bare(day(), proof=PROOF.model_copy(update={"goals": goals}))


@pytest.mark.parametrize(
    ("new", "old", "is_worse"),
    [
        ((0, 1000, 60), (0, 1000, 60), False),
        ((5, 2000, 90), (0, 1000, 60), True),  # somebody goes without
        ((0, 900, 90), (5, 1000, 60), False),
        ((0, 999, 90), (0, 1000, 60), True),  # no value that was reached is lost
        ((0, 1100, 60), (0, 1000, 90), False),  # a tenth more is worth it by the order of the goals
        ((0, 1005, 60), (0, 1000, 90), True),  # half a per cent is within what fairness may take
        ((0, 1005, 90), (0, 1000, 60), False),
        ((0, 1000, 60, 10), (0, 1000, 60, 9), True),
        ((0, 1005, 60, 10), (0, 1000, 60, 9), False),  # more unlocks are no loss where more came of them
    ],
)
def test_the_goals_decide_in_their_order(new: tuple[float, ...], old: tuple[float, ...], is_worse: bool) -> None:
    assert worse(plan(*new), plan(*old)) is is_worse
