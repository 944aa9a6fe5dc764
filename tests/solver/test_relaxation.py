"""Bounds from the relaxation hold on every small program, whatever the duals are."""

from __future__ import annotations

import threading
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from small_programs import programs
from tiny_day import guide, tiny_day

from solver.linear import Rows, Sum
from solver.relaxation import Relaxation, bound


def values(rows: Rows, objective: Sum) -> list[int]:
    """What the objective is worth at every feasible point."""
    boxes = (range(low, high + 1) for low, high in zip(rows.lower, rows.upper, strict=True))
    return [objective.value(point) for point in product(*boxes) if rows.feasible(point)]


def relaxed_bound(rows: Rows, objective: Sum, maximise: bool, exact: bool = False) -> int:
    """The bound that the relaxation's own multipliers give, of either method."""
    relaxation = Relaxation(rows, objective, maximise)
    relaxed = relaxation.exact(10, False) if exact else relaxation.solve(10, False)
    assert relaxed is not None
    return bound(rows, objective, maximise, relaxed.duals)


@pytest.mark.parametrize("exact", [False, True])
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.filter_too_much])
@given(programs())
def test_nothing_is_better_than_the_bound(exact: bool, program: tuple[Rows, Sum, bool]) -> None:
    rows, objective, maximise = program
    reached = values(rows, objective)
    assume(reached)
    assume(not exact or (rows.rows and rows.lower != rows.upper))  # of nothing there is nothing exact
    limit = relaxed_bound(rows, objective, maximise, exact)
    assert limit >= max(reached) if maximise else limit <= min(reached)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(programs(), st.lists(st.floats(-20, 20), min_size=4, max_size=4))
def test_nothing_is_better_than_a_bound_from_wrong_duals(program: tuple[Rows, Sum, bool], duals: list[float]) -> None:
    rows, objective, maximise = program
    reached = values(rows, objective)
    assume(reached)
    limit = bound(rows, objective, maximise, duals[: len(rows.rows)])
    assert limit >= max(reached) if maximise else limit <= min(reached)


def test_a_bound_by_hand() -> None:
    # 2x + 2y with 2x + 2y <= 5 and both from 0 to 4: the relaxation says 5, whole even numbers 4; 7 is added to it.
    rows = Rows()
    x, y = rows.integer(0, 4, "x", None, (0, 1)), rows.integer(0, 4, "y", None, (0, 1))
    rows.at_most(Sum([(x, 2), (y, 2)], 1), 6)
    assert relaxed_bound(rows, Sum([(x, 2), (y, 2)], 7), True) == 11
    # At least 2.5 of x + y is needed: 3 in whole numbers.
    rows.at_least(Sum([(x, 2), (y, 2)]), 5)
    assert relaxed_bound(rows, Sum([(x, 1), (y, 1)]), False) == 3


def by_hand() -> Relaxation:
    """3x + y with 2x + y <= 5 and both from 0 to 4."""
    rows = Rows()
    x, y = rows.integer(0, 4, "x", None, (0, 1)), rows.integer(0, 4, "y", None, (0, 1))
    rows.at_most(Sum([(x, 2), (y, 1)]), 5)
    return Relaxation(rows, Sum([(x, 3), (y, 1)]), True)


def test_the_relaxation_lies_within_rows_and_bounds() -> None:
    relaxed = by_hand().solve(10, False)
    assert relaxed is not None
    # x is worth 1.5 for each unit of the row and y 1, so x takes all of it: 2.5.
    assert relaxed.values.tolist() == pytest.approx([2.5, 0.0], abs=0.01)
    assert relaxed.duals.tolist() == pytest.approx([1.5], abs=0.01)


def test_what_is_fixed_later_is_kept_and_the_rest_solved_again() -> None:
    relaxation = by_hand()
    relaxation.solve(10, False)
    relaxation.lower, relaxation.upper = np.array([1, 0]), np.array([1, 4])
    relaxed = relaxation.solve(10, False)
    assert relaxed is not None
    assert relaxed.values.tolist() == pytest.approx([1.0, 3.0], abs=0.01)  # 5 - 2 are left to y
    relaxation.lower = relaxation.upper = np.array([0, 4])
    relaxed = relaxation.solve(10, False)
    assert relaxed is not None
    assert relaxed.values.tolist() == [0.0, 4.0]


def test_a_solve_that_is_cut_short_says_how_far_it_came() -> None:
    relaxation = by_hand()
    relaxed = relaxation.solve(10, False, work=0.0)
    assert relaxed is not None
    assert all(0 <= value <= 4 for value in relaxed.values)
    assert not relaxed.ended
    shortly = relaxation.spent
    whole = relaxation.solve(10, True)
    assert whole is not None
    assert whole.ended
    assert relaxation.spent > 2 * shortly > 0  # the first did one iteration, the second more


def test_interior_points_end_at_the_best_there_is() -> None:
    relaxed = by_hand().exact(10, False)
    assert relaxed is not None
    assert relaxed.values.tolist() == pytest.approx([2.5, 0.0])
    assert relaxed.duals.tolist() == pytest.approx([1.5])


def test_without_the_time_for_them_interior_points_do_not_begin() -> None:
    relaxation = Relaxation(tiny_day().rows, Sum(), True)
    assert relaxation.exact(0.0, True) is None
    assert relaxation.spent == 0


def test_a_solve_that_is_stopped_ends_there() -> None:
    day, stop = tiny_day(), threading.Event()
    whole, stopped = (Relaxation(day.rows, guide(day), True) for _ in range(2))
    whole.solve(60, True, accuracy=0.0)  # which is never reached
    stop.set()
    assert stopped.solve(60, True, accuracy=0.0, stop=stop) is not None
    assert stopped.spent < whole.spent / 2
