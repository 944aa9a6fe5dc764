"""What one more of each thing is worth, to read: ranked, with what is proved."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.change_words import changes_words
from regime.page.proof import ALL_CHECKED
from regime.page.whatif import FOUND_LITTLE, at_most
from regime.page.words import interval
from regime.scenarios import AS_IT_IS
from regime.whatif.result import Point
from regime.whatif.worth import Worth, Worths

WIDE = "every range is wide for that. A longer --time-limit narrows them."


def worth_page(found: Worths) -> RenderableType:
    """A line for each change, what is worth most first."""
    title = Text.assemble((found.prison, "bold"), "  what more or less of each thing is worth")
    top = [title, *(Text(f"Changed: {words}") for words in changes_words(found.changes)), Text()]
    stopped = [Text("You stopped the run: this is what was looked at so far.")] if found.interrupted else []
    if found.failed is not None:
        return Group(*top, Text(found.failed), *stopped)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("change", max_width=56)
    table.add_column("person-hours a day")
    table.add_column("")
    for line in found.each:
        table.add_row(*_cells(line))
    notes = "time out of cell and weighted purposeful time; the range is proved: a longer search makes it narrower"
    parts: list[RenderableType] = [*top, table, Text(notes, style="dim")]
    if any(line.found_little for line in found.each):
        parts.append(Text(FOUND_LITTLE))
    base = Point.of(AS_IT_IS, found.base)
    if base.found_little and base.value_hours is not None and base.at_most_hours is not None:
        has = f"{base.value_hours:,.0f} of at most {at_most(base)} person-hours"
        parts.append(Text(f"The day as it is was found far from its bound, with {has}: {WIDE}"))
    return Group(*parts, *stopped, Text(ALL_CHECKED))


def _cells(line: Worth) -> Iterator[str]:
    yield line.what
    known = line.least is not None and line.most is not None
    marked = "*" if line.found_little else ""
    yield interval(line.least or 0.0, line.most or 0.0) + marked if known else "?"
    yield line.failed or ("costs nothing" if line.free else "")
