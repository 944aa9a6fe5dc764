"""What binds, as a line over the day for each limit that has no room left."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.clock import Span
from regime.explain.result import Tight
from regime.page.words import FEW, duration, hours_above

LABEL = 42
TAKEN = 13
"""Columns of everything but the label and the line."""
STEPS = (15, 30, 60)


def binding(limits: Sequence[Tight], hours: Span, width: int) -> RenderableType:
    """A row for each limit: for how long, and when; as many of the longest of each rule as fit a page."""
    if not limits:
        return Text("Nothing: every limit has room all day.", style="green")
    first = hours.start // 60 * 60
    step = next((s for s in STEPS if (hours.end - first) / s + LABEL + TAKEN <= width), STEPS[-1])
    # What is too long for its room has lines of its own: no part of the day is lost for it.
    label = min(LABEL, max(FEW, width - TAKEN - len(range(first, hours.end, step))))
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("limit", overflow="fold", width=label)
    table.add_column("tight for", no_wrap=True, justify="right")
    table.add_column(hours_above(range(first, hours.end, step)), no_wrap=True)
    for limit in limits:
        line = "".join(_mark(limit, at, step) for at in range(first, hours.end, step))
        table.add_row(limit.limit, duration(limit.minutes), line)
    legend = f"each mark {step} min: █ no room left all the time, ▒ part of it, · room"
    return Group(table, Text(legend, style="dim"))


def _mark(limit: Tight, at: int, step: int) -> str:
    taken = sum(max(0, min(span.end, at + step) - max(span.start, at)) for span in limit.times)
    return "█" if taken == step else "▒" if taken else "·"
