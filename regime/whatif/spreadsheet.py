"""A what-if run as a table for spreadsheets: a line for each point, plain numbers with their units in the heading."""

from __future__ import annotations

from collections.abc import Callable

from regime.change_words import changes_words
from regime.plan import Figures
from regime.spreadsheets import csv_file
from regime.spreadsheets.table import Row, Value
from regime.whatif.result import Point, WhatIf

_FIGURES: dict[str, Callable[[Figures], Value]] = {
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
_POINT: dict[str, Callable[[Point], Value]] = {
    "entitlements not met": lambda p: p.short if p.plan else None,
    "value, person-hours": lambda p: _rounded(p.value, 60),
    "at most, person-hours": lambda p: _rounded(p.bound, 60),
    "little was found": lambda p: ("yes" if p.found_little else "no") if p.plan else None,
    "no plan because": lambda p: p.failed,
    "changes": lambda p: "; ".join(changes_words(p.changes)),
}


def csv_of(run: WhatIf) -> bytes:
    """The run as CSV; in a grid both values stand first, as they are called and as numbers."""
    axes = [] if run.varied == "scenarios" else [axis for axis in (run.varied, run.across) if axis]
    names = [run.varied, *([run.across] if run.across else [])]
    rows: list[Row] = [[*names, *(f"{axis}, number" for axis in axes), *_FIGURES, *_POINT]]
    for point in run.points:
        called: Row = [point.label, *([point.across] if run.across else []), *(_number(point, axis) for axis in axes)]
        figures = [cell(point.figures) if point.figures else None for cell in _FIGURES.values()]
        rows.append([*called, *figures, *(cell(point) for cell in _POINT.values())])
    return csv_file.csv_of(rows)


def _number(point: Point, axis: str) -> int | None:
    """What stands at the path of an axis, where it is a number."""
    new = next((change.new for change in reversed(point.changes) if change.path == axis), None)
    return new if isinstance(new, int) and not isinstance(new, bool) else None


def _rounded(amount: float | None, by: int = 1) -> float | None:
    return None if amount is None else round(amount / by, 2)
