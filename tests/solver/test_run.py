"""One run of CP-SAT: bounds of whole objectives are whole, infeasible rows are told from a search cut short."""

from __future__ import annotations

import math
import threading

import pytest

from solver.linear import Rows, Sum
from solver.run import Run, run, whole


@pytest.mark.parametrize(
    ("bound", "maximise", "expected"),
    [
        (29999.999999999996, True, 30000),
        (30000.000000000004, True, 30000),
        (30000.9, True, 30000),
        (30000.000000000004, False, 30000),
        (29999.1, False, 30000),
        (math.inf, True, math.inf),
    ],
)
def test_bounds_are_whole(bound: float, maximise: bool, expected: float) -> None:
    assert whole(bound, maximise) == expected


def test_the_best_is_found_and_bounded() -> None:
    rows = Rows()
    x, y = rows.integer(0, 9, "x", None, (0, 1)), rows.integer(0, 9, "y", None, (0, 1))
    rows.at_most(Sum([(x, 3), (y, 2)]), 11)
    answer = run(rows, Sum([(x, 2), (y, 1)]), True, None, Run(10, 1, 1), threading.Event())
    assert (answer.optimal, answer.values, answer.bound) == (True, [3, 1], 7)
    rows.at_least(Sum([(x, 1), (y, 1)]), 6)
    assert run(rows, None, True, None, Run(10, 1, 1), threading.Event()).infeasible
