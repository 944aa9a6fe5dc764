"""Tables that fit their page: what is asked for least leaves before a title or a figure is cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from regime.page.words import bar


@dataclass(frozen=True)
class Column:
    """A title, and a cell for each row."""

    title: str
    cells: Sequence[str | Text]
    left: bool = False

    @property
    def width(self) -> int:
        """Columns of the terminal that it takes, with the space before it."""
        return 1 + max(map(_cells, (self.title, *self.cells)))


def fitting(columns: Sequence[Column], width: int, first_to_go: Sequence[str]) -> list[Column]:
    """The columns that fit side by side; those that are ``first_to_go`` leave one after the other."""
    kept = list(columns)
    for title in first_to_go:
        if sum(column.width for column in kept) <= width + 1:
            break
        kept = [column for column in kept if column.title != title]
    return kept


def in_a_wider_window(titles: Iterable[str]) -> list[Text]:
    """The line that says which columns there is no room for; none where there is for all."""
    gone = ", ".join(titles)
    return [Text(f"In a wider window: {gone}", style="dim")] if gone else []


def bars(shares: Sequence[float | None], end: str, room: int, most: int) -> Column | None:
    """Bars up to ``end`` in as much ``room`` as is left, and no wider than ``most``; none where it is too little."""
    width = min(most, room - 1)
    if width < len(end) + 2:
        return None
    title = f"0{end:>{width - 1}}"
    return Column(title, ["" if share is None else bar(share, width) for share in shares], left=True)


def blocks(columns: Sequence[Column], width: int) -> Iterator[list[Column]]:
    """The first column with as many of the others as fit beside it, time and again until every one was there."""
    first, *others = columns
    block = [first]
    for column in others:
        if len(block) > 1 and sum(each.width for each in (*block, column)) > width + 1:
            yield block
            block = [first]
        block.append(column)
    yield block


def side_by_side(columns: Sequence[Column], styles: Sequence[str] = ()) -> Table:
    """The table of some columns; ``styles`` are those of its rows."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for column in columns:
        table.add_column(column.title, justify="left" if column.left else "right", no_wrap=True)
    rows = list(zip(*(column.cells for column in columns), strict=True))
    for row, style in zip(rows, styles or [""] * len(rows), strict=True):
        table.add_row(*row, style=style)
    return table


def _cells(cell: str | Text) -> int:
    """Columns of the terminal: a Chinese or Japanese character takes two."""
    return cell.cell_len if isinstance(cell, Text) else cell_len(cell)
