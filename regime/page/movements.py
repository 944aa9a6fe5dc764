"""The movements of the day with the people in each."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table

from regime.page.words import fit, names
from regime.plan import Plan


def movements(plan: Plan) -> RenderableType | None:
    """A row for each movement: time, route, people out and back, and from which groups."""
    if not plan.movements:
        return None
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("time", no_wrap=True)
    table.add_column("route", no_wrap=True)
    table.add_column("out", justify="right", no_wrap=True)
    table.add_column("back", justify="right", no_wrap=True)
    table.add_column("groups", no_wrap=True)
    for move in sorted(plan.movements, key=lambda m: (m.time.start, m.route)):
        groups = list(dict.fromkeys([*move.out, *move.back]))
        table.add_row(
            str(move.time),
            fit(move.route, 20),
            str(sum(move.out.values()) or ""),
            str(sum(move.back.values()) or ""),
            names(groups, 44),
        )
    return table
