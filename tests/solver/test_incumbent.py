"""Parts of a day that are solved again with the rest held."""

from __future__ import annotations

from ortools.sat.python import cp_model
from tiny_day import guide, locked, tiny_day

from solver.incumbent import Incumbent, solve_part


def test_a_part_in_which_nothing_is_free_is_solved() -> None:
    day = tiny_day()
    part = solve_part(Incumbent(day.rows, guide(day), True, locked(day)), [], 1.0, 1, True)
    assert (part.status, part.values, part.changes) == (cp_model.OPTIMAL, {}, {})
