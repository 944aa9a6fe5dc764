"""A what-if run to read: a line for each point, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.page.words import bar, duration, fit, interval
from regime.plan import Figures
from regime.whatif.result import Point, WhatIf

HOURS = 10
"""Hours out of cell that fill a bar: what inspectors expect."""


def what_if_page(run: WhatIf) -> RenderableType:
    """The table, the intervals, and what the columns mean."""
    title = Text.assemble((run.prison, "bold"), f"  what if: {run.varied}")
    return Group(title, Text(), _table(run), *_notes(run), *_gains(run))


def _table(run: WhatIf) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("varied" if run.varied != "scenarios" else "scenario", max_width=20)
    table.add_column("band", max_width=12)
    for name in ("out of cell", "0        10 h"):
        table.add_column(name, no_wrap=True)
    for name in ("no work", "worst", "work h", "places", "run", "spare h", "value", "at most"):
        table.add_column(name, justify="right", no_wrap=True)
    for point in run.points:
        table.add_row(*_cells(point))
    return table


def _cells(point: Point) -> Iterator[str]:
    figures = point.figures
    yield fit(point.label, 20)
    if figures is None:
        yield "no plan"
        return
    yield figures.band or "none"
    yield duration(figures.out_of_cell) + ("*" if point.short else "")
    yield bar(figures.out_of_cell / 60 / HOURS, 12)
    yield duration(figures.guaranteed if figures.unemployed_guaranteed is None else figures.unemployed_guaranteed)
    yield duration(figures.worst_guaranteed)
    work = (figures.purposeful_hours_off_wing, figures.purposeful_hours_on_wing, figures.purposeful_hours_in_cell)
    yield f"{sum(work):,.0f}"
    yield _places(figures)
    yield f"{figures.sessions_run}/{figures.sessions_offered}"
    yield f"{sum(role.idle for role in figures.roles):,.0f}"
    yield "" if point.value is None else f"{point.value / 60:,.0f}"
    yield "" if point.bound is None else f"{point.bound / 60:,.0f}"


def _places(figures: Figures) -> str:
    offered = sum(use.places_minutes for use in figures.places)
    return f"{100 * sum(use.person_minutes for use in figures.places) / offered:.0f}%" if offered else "-"


def _notes(run: WhatIf) -> Iterator[Text]:
    if any(point.short for point in run.points):
        yield Text("* an entitlement is not met in full", style="dim")
    for point in run.points:
        if point.failed:
            yield Text(f"{point.label}: {point.failed}")
    yield Text(
        "no work: certain time of the unemployed; worst: certain time of the worst-off group; work h: purposeful "
        "person-hours; places: used of those offered; run: sessions; spare h: staff with nothing asked of them; value "
        "and at most: person-hours, reached and proved",
        style="dim",
    )
    if run.interrupted:
        yield Text("You stopped the run: these are the points so far.")


def _gains(run: WhatIf) -> Iterator[Text]:
    for gain in run.gains:
        yield Text(f"{gain.before} to {gain.after}: {interval(gain.least, gain.most)} person-hours a day")
