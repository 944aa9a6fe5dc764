"""Time out of cell by group, for certain and on average, drawn against the 2-hour line and the 10 hours expected."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.page.headline import EXPECTED, LEAST
from regime.page.words import duration, fit, names
from regime.plan import Average, Figures

LABEL = 22


@dataclass(frozen=True)
class _Row:
    """Groups that get the same to the minute."""

    groups: tuple[Average, ...]

    @property
    def people(self) -> int:
        return sum(g.size for g in self.groups)

    @property
    def unemployed(self) -> int:
        return sum(g.unemployed for g in self.groups)


def times(figures: Figures, width: int) -> RenderableType:
    """A row for each group (or for groups that get the same), with a bar from 0 to 10 hours."""
    bar_width = max(10, width - 70)
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("group", no_wrap=True, width=LABEL)
    for title in ("people", "no work", "average", "certain", "air", "evening"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column(_ruler(bar_width), no_wrap=True, header_style="dim")
    for row in _merged(figures.groups):
        first = row.groups[0]
        table.add_row(
            fit(names([g.group for g in row.groups], LABEL), LABEL),
            f"{row.people:,}",
            f"{row.unemployed:,}" if row.unemployed else "",
            duration(first.out_of_cell) + below_certain(first),
            duration(first.guaranteed),
            duration(first.open_air),
            duration(first.evening) if round(first.evening) else "none",
            _bar(first, bar_width),
        )
    legend = "█ certain, without any activity  ▒ average, with activities  · the day's fixed times allow it  ┆ 2 h"
    notes = (legend, why_below(figures))
    return Group(table, *(Text(note, style="dim") for note in notes if note))


def below_certain(group: Average) -> str:
    """The mark on an average that is below what is certain."""
    return "*" if group.out_of_cell < group.guaranteed else ""


def why_below(figures: Figures) -> str:
    """What the mark stands for; nothing where it does not occur."""
    less = [f"{g.group} {duration(g.unlocked_in_cell or 0)}" for g in figures.groups if below_certain(g)]
    return f"* less in-cell work during unlock, which is time in the cell: {', '.join(less)}" if less else ""


def _merged(groups: list[Average]) -> list[_Row]:
    rows: dict[tuple[int, ...], list[Average]] = {}
    for g in groups:
        same = (
            round(g.out_of_cell),
            g.guaranteed,
            round(g.open_air),
            round(g.evening),
            round(g.ceiling),
            bool(g.unemployed),
            round(g.unlocked_in_cell or 0),
        )
        rows.setdefault(same, []).append(g)
    return [_Row(tuple(row)) for row in rows.values()]


def _ruler(width: int) -> str:
    marks = list(" " * width)
    marks[0] = "0"
    marks[round(width * LEAST / EXPECTED)] = "2"
    marks[-4:] = "10 h"
    return "".join(marks)


def _bar(group: Average, width: int) -> Text:
    def reach(minutes: float) -> int:
        return min(width, round(width * minutes / EXPECTED))

    certain, average = reach(group.guaranteed), reach(group.out_of_cell)
    line = round(width * LEAST / EXPECTED)
    allowed = reach(group.ceiling)
    rest = "".join("┆" if at == line else "·" if at < allowed else " " for at in range(max(certain, average), width))
    style = "red" if group.out_of_cell < LEAST else "green" if group.out_of_cell >= EXPECTED else "yellow"
    drawn = Text("█" * certain, style=style).append("▒" * (average - certain), style=style)
    return drawn.append(rest, style="dim")
