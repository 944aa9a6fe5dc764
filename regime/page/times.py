"""Time out of cell by group, for certain and on average, drawn against the 2-hour line and the 10 hours expected."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.text import Text

from regime.checker.wording import listed
from regime.measured import Average, Figures
from regime.page.columns import Column, fitting, in_a_wider_window, side_by_side
from regime.page.headline import EXPECTED, LEAST
from regime.page.words import duration, labels, names, padded, room_for
from regime.picture import DayPicture
from regime.shortfalls import given
from regime.today import Floor

LABEL = 22
SHORTEST = 8
"""Columns for names, where there is room and where there is hardly any."""
OUTDOORS = 60
"""Columns for the names of groups with people who work outdoors."""
BAR = 10
"""The shortest bar."""
FIRST_TO_GO = ("evening", "air", "no work", "people")
"""Columns that leave where the page is narrow."""
MARKS = {
    "█": "certain, without any activity",
    "▒": "average, with activities",
    "·": "the day's fixed times allow it",
    "┆": f"{LEAST // 60} h",
}
"""What a bar is drawn with, and what it means."""


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


def times(figures: Figures, width: int, picture: DayPicture | None = None) -> RenderableType:
    """A row for each group (or for groups that get the same), with a bar from 0 to 10 hours.

    With a ``picture`` of the plan, less open air than is owed is marked where it counts as met.
    """
    less_air = met_with_less_air(picture, figures) if picture else {}
    rows = _merged(figures.groups, less_air)
    first = [row.groups[0] for row in rows]
    columns = [
        _groups(rows, room_for((g.group for g in first), LABEL, width)),
        Column("people", [f"{row.people:,}" for row in rows]),
        Column("no work", [f"{row.unemployed:,}" if row.unemployed else "" for row in rows]),
        Column("average", [duration(g.out_of_cell) + below_certain(g) for g in first]),
        Column("certain", [duration(g.guaranteed) for g in first]),
        Column("air", [duration(g.open_air) + ("°" if g.group in less_air else "") for g in first]),
        Column("evening", [duration(g.evening) if round(g.evening) else "none" for g in first]),
    ]
    kept = fitting(columns, width - BAR - 1, FIRST_TO_GO)
    # Where even that is too much, names give way, never a figure.
    over = sum(column.width for column in kept) + BAR - width
    if over > 0:
        kept[0] = _groups(rows, max(SHORTEST, kept[0].width - 1 - over))
    bar_width = max(BAR, width - sum(column.width for column in kept) - 1)
    bars = [_bar(g, bar_width) for g in first]
    kept.append(Column(_ruler(bar_width), bars, left=True))
    table = side_by_side(kept)
    table.header_style = "dim"
    drawn = "".join(bar.plain for bar in bars)
    legend = "  ".join(f"{mark} {meaning}" for mark, meaning in MARKS.items() if mark in drawn)
    said = [column.title for column in kept]
    air = about_air(picture, less_air) if picture and "air" in said else []
    notes = (legend, why_below(figures), *air)
    gone = in_a_wider_window(column.title for column in columns if column.title not in said)
    return Group(table, *(Text(note, style="dim") for note in notes if note), *gone)


def _groups(rows: Sequence[_Row], width: int) -> Column:
    called = labels([[g.group for g in row.groups] for row in rows], width)
    return Column("groups", [padded(name, width) for name in called], left=True)


def below_certain(group: Average) -> str:
    """The mark on an average that is below what is certain."""
    return "*" if group.out_of_cell < group.guaranteed else ""


def why_below(figures: Figures) -> str:
    """What the mark stands for; nothing where it does not occur."""
    less = [f"{g.group} {duration(g.unlocked_in_cell or 0)}" for g in figures.groups if below_certain(g)]
    return f"* less in-cell work during unlock, which is time in the cell: {', '.join(less)}" if less else ""


def met_with_less_air(picture: DayPicture, figures: Figures) -> dict[str, Floor]:
    """Group -> its entitlement to open air, where that is met in full and the group has less on average: some of its
    people are at what excuses them from it (R07), or it is not protected."""
    on_wing, minutes = picture.today.prison.on_wing, {group.group: group.open_air for group in figures.groups}
    air = [floor for floor in picture.today.floors if floor.terms.time in on_wing and on_wing[floor.terms.time].outdoor]
    return {floor.group: floor for floor in air if round(minutes[floor.group]) < floor.amount <= given(picture, floor)}


def about_air(picture: DayPicture, less: Mapping[str, Floor]) -> list[str]:
    """What a group's average of open air does not tell."""
    return [note for note in (_outdoors(picture), _why_less(picture, less)) if note]


def _outdoors(picture: DayPicture) -> str:
    """Whose open air is partly that of work outdoors; nothing where nobody is at any."""
    outdoors = [each for each in picture.running if picture.today.activities[each.activity].outdoor and each.people]
    if not outdoors:
        return ""
    whose = names(list(dict.fromkeys(group for each in outdoors for group in each.people)), OUTDOORS, what="group")
    at = listed(dict.fromkeys(each.activity for each in outdoors))
    return f"air of {whose} includes time outdoors at {at}: those not there have less"


def _why_less(picture: DayPicture, less: Mapping[str, Floor]) -> str:
    """What the mark on less open air than is owed stands for; nothing where it does not occur."""
    at: set[str] = set()
    for group, floor in less.items():
        time = str(floor.terms.time)
        at |= {
            session.activity
            for session, away, _ in picture.visits[group]
            if any(away.overlaps(run) for run in picture.runs[group][time])
            and (picture.today.activities[session.activity].excuses or not picture.today.prison.on_wing[time].protected)
        }
    if not at:
        return ""
    owed = listed(map(duration, sorted({floor.amount for floor in less.values()})))
    return f"° counts as the {owed} owed, although some are at {listed(sorted(at))} then, or on the way"


def _merged(groups: list[Average], less_air: Container[str]) -> list[_Row]:
    rows: dict[tuple[int, ...], list[Average]] = {}
    for g in groups:
        same = (
            round(g.out_of_cell),
            g.guaranteed,
            round(g.open_air),
            g.group in less_air,
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
