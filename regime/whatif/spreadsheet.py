"""A what-if run as a table for spreadsheets: a line for each point, plain numbers with their units in the heading."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from regime.page.words import change_words
from regime.plan import Figures
from regime.whatif.result import Point, WhatIf

Cell = str | int | float | None

_FIGURES: dict[str, Callable[[Figures], Cell]] = {
    "band": lambda f: f.band,
    "minutes out of cell, average": lambda f: _rounded(f.out_of_cell),
    "minutes certain, average": lambda f: _rounded(f.guaranteed),
    "minutes certain, unemployed": lambda f: _rounded(f.unemployed_guaranteed),
    "minutes certain, worst-off group": lambda f: f.worst_guaranteed,
    "worst-off group": lambda f: f.worst_off,
    "purposeful person-hours": lambda f: _rounded(f.purposeful_hours),
    "places used, per cent": lambda f: _rounded(f.places_used_percent),
    "sessions run": lambda f: f.sessions_run,
    "sessions cut": lambda f: f.sessions_offered - f.sessions_run,
    "staff hours spare": lambda f: _rounded(f.idle_hours),
}
_POINT: dict[str, Callable[[Point], Cell]] = {
    "entitlements not met": lambda p: p.short if p.plan else None,
    "value, person-hours": lambda p: _rounded(p.value, 60),
    "at most, person-hours": lambda p: _rounded(p.bound, 60),
    "no plan because": lambda p: p.failed,
    "changes": lambda p: "; ".join(map(change_words, p.changes)),
}


def csv_of(run: WhatIf) -> str:
    """The run as CSV; in a grid both values stand first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([run.varied, *([run.across] if run.across else []), *_FIGURES, *_POINT])
    for point in run.points:
        names = [point.label, *([point.across] if run.across else [])]
        figures = [cell(point.figures) if point.figures else None for cell in _FIGURES.values()]
        writer.writerow(map(_harmless, [*names, *figures, *(cell(point) for cell in _POINT.values())]))
    return text.getvalue()


def _rounded(amount: float | None, by: int = 1) -> float | None:
    return None if amount is None else round(amount / by, 2)


def _harmless(cell: Cell) -> Cell:
    """The same, where a spreadsheet would take text for a formula (names come from files that others wrote)."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell
