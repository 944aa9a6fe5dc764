"""Several ways at once: which wings are planned first."""

from __future__ import annotations

import threading

import pytest
from tiny_day import guide, locked, tiny_day

from solver.portfolio import Effort, Portfolio


@pytest.mark.parametrize("seed", range(5))
def test_a_wing_that_lacks_something_is_planned_before_all_others(seed: int) -> None:
    day = tiny_day()
    groups, floors = day.problem.groups, day.problem.floors
    for wing in range(len(day.problem.wings)):
        values = locked(day)
        for floor, short in zip(floors, day.short, strict=True):
            values[short] *= groups[floor.group].wing == wing
        effort = Effort(1.0, 1, seed, True, 0.0, threading.Event())
        portfolio = Portfolio(day, guide(day), True, values, effort, lambda value, bound: None)
        assert portfolio.wings[-1] == wing  # they are taken from the end
        assert sorted(portfolio.wings) == list(range(len(day.problem.wings)))
