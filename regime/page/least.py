"""Who gets least: groups well below the average, the worst off first, what they get and what most is lost to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.text import Text

from regime.figures.spent import Spent, spent
from regime.measured import Average, Figures, LostCause
from regime.page.columns import Column, fitting, in_a_wider_window, side_by_side
from regime.page.lost import CAUSES
from regime.page.words import count, duration, labels, room_for
from regime.picture import DayPicture

BELOW = 30
"""Minutes below the average of the prison from which on a group is told."""
ROWS = 6
"""Rows of a page at the most."""
LABEL = 22
FIRST_TO_GO = ("people", "association", "meals and air", "activities")
"""Columns that leave where the page is narrow."""
MEANS = {
    "meals and air": "with showers, phone and medication",
    "most is lost to": "but for the night and other fixed times",
}


@dataclass(frozen=True)
class Least:
    """Groups that get the same to the minute, whatever it is that they lose most to."""

    groups: tuple[Average, ...]
    spent: Spent
    cause: LostCause | None
    """What takes most of the rest, fixed times apart; none where nothing does, or it is not known."""
    lost: float
    """Minutes that it takes for each person, on average."""

    @property
    def people(self) -> int:
        """People of all of them."""
        return sum(group.size for group in self.groups)

    @property
    def lost_words(self) -> str:
        """``left unused 3 h 41``."""
        return f"{CAUSES[self.cause][0]} {duration(self.lost)}" if self.cause else ""


def least(picture: DayPicture, figures: Figures) -> list[Least]:
    """The groups that are well below the average, the least time out of cell first."""
    found: dict[tuple[int, ...], list[Average]] = {}
    for group in sorted(figures.groups, key=lambda group: group.out_of_cell):
        if group.out_of_cell > figures.out_of_cell - BELOW:
            break
        each = spent(picture, group.group)
        alike = tuple(map(round, (each.activities, each.association, each.other)))
        found.setdefault(alike, []).append(group)
    return [_row(picture, figures, groups) for groups in found.values()]


def _row(picture: DayPicture, figures: Figures, groups: list[Average]) -> Least:
    names = [group.group for group in groups]
    because: Counter[LostCause] = Counter()
    for lost in figures.lost or ():
        because.update(lost.because if lost.group in names else {})
    del because["fixed times"]
    cause = max(because, key=lambda each: because[each], default=None)
    people = sum(group.size for group in groups)
    return Least(tuple(groups), spent(picture, names[0]), cause, because[cause] / people if cause else 0.0)


def who_gets_least(picture: DayPicture, figures: Figures, width: int) -> RenderableType | None:
    """A row for each of the first of them, and how many more there are; none where nobody is well below the average."""
    every = least(picture, figures)
    if not every:
        return None
    rows, left = every[:ROWS], sum(len(row.groups) for row in every[ROWS:])
    first = [row.groups[0] for row in rows]
    names = labels([[g.group for g in row.groups] for row in rows], room_for((g.group for g in first), LABEL, width))
    columns = [
        Column("groups", names, left=True),
        Column("people", [f"{row.people:,}" for row in rows]),
        Column("out of cell", [duration(group.out_of_cell) for group in first]),
        Column("activities", [duration(row.spent.activities) for row in rows]),
        Column("association", [duration(row.spent.association) for row in rows]),
        Column("meals and air", [duration(row.spent.other) for row in rows]),
        Column("most is lost to", [row.lost_words for row in rows], left=True),
    ]
    kept = fitting(columns, width, FIRST_TO_GO)
    table = side_by_side(kept)
    table.header_style = "dim"
    below = f"{duration(BELOW)} or more below the average of {duration(figures.out_of_cell)}"
    more = [Text(f"+ {count(left, 'more group')}, {below}", style="dim")] if left else []
    said = [column.title for column in kept]
    gone = in_a_wider_window(column.title for column in columns if column.title not in said)
    return Group(table, *more, Text(meaning(said), style="dim"), *gone)


def meaning(titles: Collection[str] = tuple(MEANS)) -> str:
    """What some of the columns mean."""
    return "; ".join(f"{title}: {means}" for title, means in MEANS.items() if title in titles)
