"""The rows of a day in which more staff may be asked for than are on duty, at a price: so there always is a day."""

from __future__ import annotations

from solver.day_model import DayModel
from solver.linear import Rows, Scope, Sum


def lenient(day: DayModel) -> tuple[Rows, Sum]:
    """These rows, and the minutes of staff who are asked for and not on duty (variables that concern ``over``)."""
    rows, minutes = Rows(list(day.rows.lower), list(day.rows.upper), list(day.rows.scopes), list(day.rows.rows)), Sum()
    for row, length in day.covering.items():
        terms, low, high = rows.rows[row]
        most = rows.reach(terms, True) - (high or 0)
        if most > 0:
            over = rows.integer(0, most, "over", None, _span(rows, terms))
            rows.rows[row] = Sum().plus(terms).add(over, -1), low, high
            minutes.add(over, length)
    return rows, minutes


def _span(rows: Rows, terms: Sum) -> tuple[int, int]:
    """The hours that a sum is about: those that all of its variables concern."""
    scopes: list[Scope] = [rows.scopes[v] for v in terms.terms]
    start, end = max(scope.start for scope in scopes), min(scope.end for scope in scopes)
    return start, max(end, start + 1)
