"""A what-if run to read: a line for each point, or a table for each figure of a grid, and what lies between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.page.words import bar, change_words, duration, fit, interval
from regime.plan import Figures
from regime.whatif.result import Point, WhatIf
from regime.whatif.suffers import suffers_first

HOURS = 10
"""Hours out of cell that fill a bar: what inspectors expect."""

MOST_CHANGES = 4
"""Changes told of a scenario, at the most."""

COLUMNS = 7
"""Values of the second axis beside each other."""


def what_if_page(run: WhatIf) -> RenderableType:
    """The table, the intervals, and what the columns mean."""
    title = Text.assemble((run.prison, "bold"), f"  what if: {run.varied}")
    if run.across is not None:
        title.append(f" (down) and {run.across} (across)")
        return Group(title, Text(), *_grid(run), *_endings(run))
    return Group(title, Text(), _table(run), *_notes(run), *_endings(run), *_gains(run))


def _table(run: WhatIf) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    scenarios = run.varied == "scenarios"
    table.add_column("scenario" if scenarios else "varied", no_wrap=True)
    table.add_column("band", no_wrap=True)
    # The names of scenarios take the room of the bars.
    for name in ("out of cell", *(() if scenarios else ("0        10 h",))):
        table.add_column(name, no_wrap=True)
    for name in ("no work", "worst", "work h", "places", "run", "spare h", "value", "at most"):
        table.add_column(name, justify="right", no_wrap=True)
    for point in run.points:
        table.add_row(*_cells(point, bars=not scenarios))
    return table


def _cells(point: Point, *, bars: bool) -> Iterator[str]:
    figures = point.figures
    yield fit(point.label, 20)
    if figures is None:
        yield "no plan"
        return
    yield figures.band or "none"
    yield _out_of_cell(point, figures)
    if bars:
        yield bar(figures.out_of_cell / 60 / HOURS, 12)
    yield duration(figures.guaranteed if figures.unemployed_guaranteed is None else figures.unemployed_guaranteed)
    yield duration(figures.worst_guaranteed)
    yield f"{figures.purposeful_hours:,.0f}"
    yield "-" if figures.places_used_percent is None else f"{figures.places_used_percent:.0f}%"
    yield f"{figures.sessions_run}/{figures.sessions_offered}"
    yield f"{figures.idle_hours:,.0f}"
    yield "" if point.value is None else f"{point.value / 60:,.0f}"
    yield "" if point.bound is None else f"{point.bound / 60:,.0f}"


def _out_of_cell(point: Point, figures: Figures) -> str:
    return duration(figures.out_of_cell) + ("*" if point.found_little else "") + ("†" if point.short else "")


_GRID: dict[str, Callable[[Point, Figures], str]] = {
    "Regime band": lambda point, figures: figures.band or "none",
    "Out of cell, average": _out_of_cell,
    "Certain, worst-off group": lambda point, figures: duration(figures.worst_guaranteed),
    "Purposeful person-hours": lambda point, figures: f"{figures.purposeful_hours:,.0f}",
    "Value in person-hours, and at most": lambda point, figures: _value(point),
}


def _value(point: Point) -> str:
    if point.value is None:
        return ""
    return f"{point.value / 60:,.0f}" + (f"-{point.bound / 60:,.0f}" if point.bound is not None else "")


def _grid(run: WhatIf) -> Iterator[RenderableType]:
    """A table for each figure: the first axis down, the second across."""
    columns = list(dict.fromkeys(str(point.across) for point in run.points))
    cells = {(point.label, str(point.across)): point for point in run.points}
    for title, shown in _GRID.items():
        yield Text(title, style="bold")
        for first in range(0, len(columns), COLUMNS):
            some = columns[first : first + COLUMNS]
            table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
            table.add_column("")
            for column in some:
                table.add_column(fit(column, 12), justify="right", no_wrap=True)
            for row in dict.fromkeys(point.label for point in run.points):
                points = [cells.get((row, column)) for column in some]
                table.add_row(fit(row, 14), *(_shown(point, shown) for point in points))
            yield table
        yield Text()


def _shown(point: Point | None, shown: Callable[[Point, Figures], str]) -> str:
    if point is None:
        return ""
    return shown(point, point.figures) if point.figures else "no plan"


def _notes(run: WhatIf) -> Iterator[Text]:
    yield Text(
        "no work: certain time of the unemployed; worst: certain time of the worst-off group; work h: purposeful "
        "person-hours; places: used of those offered; run: sessions; spare h: staff with nothing asked of them; value "
        "and at most: person-hours, reached and proved",
        style="dim",
    )
    known = [(point.label, point.figures.worst_off) for point in run.points if point.figures]
    if run.varied != "scenarios":
        ranges = []
        for group, same in groupby(known, key=lambda each: each[1]):
            labels = [label for label, _ in same]
            ranges.append(f"{group} at {labels[0]}" + (f" to {labels[-1]}" if len(labels) > 1 else ""))
        yield Text(f"Worst off: {'; '.join(ranges)}")
        if suffers := suffers_first(run):
            yield Text(f"Suffers first: wing {suffers.wing}, {duration(suffers.lost)} a person less at {suffers.point}")
    else:
        for point in run.points:
            if point.changes:
                said = [change_words(change) for change in point.changes[:MOST_CHANGES]]
                more = len(point.changes) - MOST_CHANGES
                yield Text(f"{point.label}: {'; '.join(said)}" + (f"; and {more} more" if more > 0 else ""))


def _endings(run: WhatIf) -> Iterator[Text]:
    if any(point.found_little for point in run.points):
        yield Text(
            "* the search found little in the time given: a better day may well exist; give it a longer --time-limit"
        )
    if any(point.short for point in run.points):
        yield Text("† an entitlement is not met in full", style="dim")
    for point in run.points:
        if point.failed:
            yield Text(f"{point.name}: {point.failed}")
    if run.interrupted:
        yield Text("You stopped the run: these are the points so far.")


def _gains(run: WhatIf) -> Iterator[Text]:
    for gain in run.gains:
        yield Text(f"{gain.before} to {gain.after}: {interval(gain.least, gain.most)} person-hours a day")
