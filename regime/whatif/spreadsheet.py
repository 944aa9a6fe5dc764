"""A what-if run as a table for spreadsheets: a line for each point, plain numbers with their units in the heading."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import JsonValue

from regime.change_words import changes_words
from regime.changes import written
from regime.measured import Figures
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
    "value, person-hours": lambda p: _rounded(p.value_hours),
    "best found, person-hours": lambda p: _rounded(p.best_hours),
    "at most, person-hours": lambda p: _rounded(p.at_most_hours),
    "at most proved at": lambda p: p.bound_from,
    "plan found at": lambda p: p.plan_from,
    "seconds searched": lambda p: p.seconds,
    "search ended by": lambda p: p.stopped,
    "little was found": lambda p: ("yes" if p.found_little else "no") if p.plan else None,
    "no plan because": lambda p: p.failed,
    "changes": lambda p: "; ".join(changes_words(p.changes)),
}


def csv_of(run: WhatIf) -> bytes:
    """The run as CSV; first stand the names of each point, and what is varied as numbers and times, to be charted."""
    names = [run.varied, *([run.across] if run.across else [])]
    axes = [] if run.varied == "scenarios" else names
    rows: list[Row] = [[*names, *(f"{axis}, value" for axis in axes), *_FIGURES, *_POINT]]
    for point in run.points:
        called = [point.label, point.across][: len(names)]
        at = [_charted(value) for value in (point.at, point.at_across)[: len(axes)]]
        figures = [cell(point.figures) if point.figures else None for cell in _FIGURES.values()]
        rows.append([*called, *at, *figures, *(cell(point) for cell in _POINT.values())])
    return csv_file.csv_of(rows)


def _charted(value: JsonValue) -> Value:
    return value if value is None or isinstance(value, (str, int, float)) else written(value)


def _rounded(amount: float | None) -> float | None:
    return None if amount is None else round(amount, 2)
