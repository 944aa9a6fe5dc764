"""What must fall short of a goal because there are not the places: no search is needed to prove that."""

from __future__ import annotations

from solver.day_model import DayModel
from solver.linear import Rows, Sum
from solver.relaxation import Relaxation, bound

SECONDS = 1.0
"""Time for the relaxation, at most; a deterministic second for a reproducible search."""

ACCURACY = 1e-6
"""Relative error of the relaxation: far less than one of the people who go short."""


def unmet(day: DayModel, short: Sum, reproducible: bool) -> int:
    """The least that ``short``, a sum of what entitlements lack, can be, by who may attend what and the places there.

    It is the bound of a relaxation of those rows alone in which there is nothing but people, sessions and what falls
    short, and so holds for the whole day.
    """
    rows, counted = day.rows, {*day.short, *day.people.values(), *day.open}
    alone = Rows(rows.lower, rows.upper, rows.scopes, [row for row in rows.rows if counted.issuperset(row[0].terms)])
    found = Relaxation(alone, short, False).solve(SECONDS, reproducible, accuracy=ACCURACY)
    least = rows.reach(short, False)
    return least if found is None else max(least, bound(alone, short, False, found.duals))
