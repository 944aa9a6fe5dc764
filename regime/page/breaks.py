"""The breaks of the day: how many of which role and shift, and when."""

from __future__ import annotations

from collections import Counter

from rich.console import RenderableType
from rich.table import Table

from regime.clock import Span
from regime.plan import Plan


def breaks(plan: Plan) -> RenderableType | None:
    """A row for each role of each shift: ``12:30-13:30 10`` for ten people who go together."""
    if not plan.breaks:
        return None
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("shift")
    table.add_column("role")
    table.add_column("breaks and people")
    taken: dict[tuple[str, str], Counter[Span]] = {}
    for each in sorted(plan.breaks, key=lambda b: (b.time.start, b.time.end)):
        taken.setdefault((each.shift, each.role), Counter())[each.time] += each.people
    for (shift, role), times in taken.items():
        table.add_row(shift, role.replace("_", " "), ", ".join(f"{time} {n}" for time, n in times.items()))
    return table
