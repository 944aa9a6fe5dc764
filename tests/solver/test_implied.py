"""Bounds that follow from rows: no solution is lost, and what is settled by hand is settled."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from small_programs import programs

from solver.implied import tighten
from solver.linear import Rows, Sum


def tightened(rows: Rows, fixed: dict[int, int]) -> list[tuple[int, int]]:
    """The bounds of all variables once some are fixed."""
    lower, upper = np.array(rows.lower), np.array(rows.upper)
    for variable, value in fixed.items():
        lower[variable] = upper[variable] = value
    tighten(rows.entries(), *rows.limits(), lower, upper)
    return list(zip(lower.tolist(), upper.tolist(), strict=True))


def test_who_is_chosen_excludes_the_others() -> None:
    rows = Rows()
    a, b, c, d = (rows.boolean("a", None, (0, 1)) for _ in range(4))
    rows.at_most(Sum([(a, 1), (b, 1)]), 1)  # a or b
    rows.at_least(Sum([(b, 1), (c, 1)]), 1)  # one of b and c
    rows.at_most(Sum([(c, 1), (d, -1)]), 0)  # c needs d
    assert tightened(rows, {a: 1}) == [(1, 1), (0, 0), (1, 1), (1, 1)]
    assert tightened(rows, {}) == [(0, 1)] * 4


def test_numbers_are_rounded_inwards() -> None:
    rows = Rows()
    x, y = rows.integer(0, 9, "x", None, (0, 1)), rows.integer(0, 9, "y", None, (0, 1))
    rows.at_most(Sum([(x, 3), (y, 2)], 1), 12)
    rows.at_least(Sum([(x, 1), (y, -1)]), -1)
    assert tightened(rows, {}) == [(0, 3), (0, 4)]  # 3x <= 11, and y <= x + 1
    assert tightened(rows, {y: 3})[x] == (2, 1)  # no x is left: 3x <= 5 and x >= 2


@settings(max_examples=200, deadline=None, derandomize=True)
@given(programs())
def test_every_solution_stays_within_the_bounds(program: tuple[Rows, Sum, bool]) -> None:
    rows, _, _ = program
    bounds = tightened(rows, {})
    for point in product(*(range(low, high + 1) for low, high in zip(rows.lower, rows.upper, strict=True))):
        if rows.feasible(point):
            assert all(low <= value <= high for value, (low, high) in zip(point, bounds, strict=True))
