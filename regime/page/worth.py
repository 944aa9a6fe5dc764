"""What one more of each thing is worth, to read: ranked, with what is proved."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.page.words import interval
from regime.whatif.worth import Worth, Worths


def worth_page(found: Worths) -> RenderableType:
    """A line for each change, what is worth most first."""
    title = Text.assemble((found.prison, "bold"), "  what more or less of each thing is worth")
    if found.failed is not None:
        return Group(title, Text(), Text(found.failed))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("change", max_width=56)
    table.add_column("person-hours a day")
    table.add_column("")
    for line in found.each:
        table.add_row(*_cells(line))
    notes = "time out of cell and weighted purposeful time; the range is proved: a longer search makes it narrower"
    parts: list[RenderableType] = [title, Text(), table, Text(notes, style="dim")]
    if found.interrupted:
        parts.append(Text("You stopped the run: this is what was looked at so far."))
    return Group(*parts)


def _cells(line: Worth) -> Iterator[str]:
    yield line.what
    known = line.least is not None and line.most is not None
    yield interval(line.least or 0.0, line.most or 0.0) if known else "?"
    yield line.failed or ("costs nothing" if line.free else "")
