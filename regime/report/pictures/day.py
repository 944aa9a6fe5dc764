"""The day as a grid: groups down, time across; locked up or unlocked for what, and how many are away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from regime.page.words import fit, names
from regime.picture import DayPicture
from regime.report.cells import Cell, cells
from regime.report.pictures.drawing import DARK, INK, LETTER, LIGHTS, LOCKED, MUTED, PAPER, SIZE, Drawing, Hours
from regime.spans import joined

WIDTH, LEFT, TOP, ROW = 1120, 190, 58, 26
STRIP, CHANGED = 9, 3
"""Height of the strip that tells who is away, when that is everybody; and of the line that marks a change."""
SMALL, FEWEST = SIZE - 1, 6
"""Size of the labels in a row, and the fewest letters in which a cut name still says where people are."""


def day(picture: DayPicture, groups: Sequence[str], against: DayPicture | None = None, name: str = "day") -> str:
    """The grid of some groups. What differs from the day that it is compared ``against`` has a line above."""
    today = picture.today
    hours = Hours(today.hours, LEFT, WIDTH - LEFT - 12)
    drawing = Drawing(
        name,
        WIDTH,
        TOP + ROW * len(groups) + 8,
        f"The day of {today.prison.prison}, group by group",
        "Groups down, time across. The table below the picture says the same in words.",
    )
    fills = _fills(drawing, picture)
    _legend(drawing, fills, compared=against is not None)
    drawing.hours(hours, TOP - 2, TOP + ROW * len(groups))
    for row, group in enumerate(groups):
        y = TOP + ROW * row
        if row and today.wing_of[group] != today.wing_of[groups[row - 1]]:
            drawing.line(8, y, WIDTH - 12, y, MUTED)
        drawing.label(8, y + 17, LEFT - 62, group)
        drawing.text(LEFT - 12, y + 17, f"{today.groups[group].size:,}", anchor="end", fill=MUTED)
        _row(drawing, hours, list(cells(picture, group, against)), fills, row)
    return drawing.markup()


def _fills(drawing: Drawing, picture: DayPicture) -> dict[str | None, str]:
    """On-wing time (none: locked up) -> its fill, the same on every day of a prison; only those that occur."""
    fills: dict[str | None, str] = {None: drawing.hatch("locked", LOCKED, "#d9dcdf")}
    used = {stretch.on_wing for parts in picture.stretches.values() for stretch in parts}
    every = enumerate(picture.today.prison.on_wing)
    return fills | {label: LIGHTS[k % len(LIGHTS)] for k, label in every if label in used}


def _row(drawing: Drawing, hours: Hours, row: Sequence[Cell], fills: Mapping[str | None, str], number: int) -> None:
    y = TOP + ROW * number
    for fill, parts in groupby(row, key=lambda cell: PAPER if cell.all_away else fills[cell.on_wing]):
        _stretch(drawing, hours, list(parts), fill, y)
    # A label begins where people leave; where they are is said once, whatever their group is unlocked for meanwhile.
    for _, run in groupby(row, key=lambda cell: _gone(cell) or cell.on_wing):
        _label(drawing, hours, list(run), y)
    for changed in joined(cell.time for cell in row if cell.before is not None):
        drawing.rect(hours.x(changed.start) + 1, y - 1, hours.wide(changed) - 2, CHANGED, INK)
    for cell in row:
        drawing.cell(number, hours.x(cell.time.start), y + 1, hours.wide(cell.time), ROW - 2, cell.sentence)


def _stretch(drawing: Drawing, hours: Hours, parts: Sequence[Cell], fill: str, y: float) -> None:
    """A group locked up, unlocked for one thing or all away, with a strip for those who are away meanwhile."""
    x, end = hours.x(parts[0].time.start), hours.x(parts[-1].time.end)
    drawing.rect(x, y + 1, end - x, ROW - 2, fill)
    for cell in parts:
        if cell.away:
            tall = max(2.0, STRIP * cell.people_away / cell.size)
            drawing.rect(hours.x(cell.time.start), y + ROW - 1 - tall, hours.wide(cell.time), tall, DARK)
    drawing.line(x, y + 1, x, y + ROW - 1, PAPER)


def _gone(cell: Cell) -> bool:
    """Whether what is to be read first is where people are: some while the group is locked up, else half of them."""
    return 2 * cell.people_away >= cell.size if cell.on_wing else bool(cell.away)


def _label(drawing: Drawing, hours: Hours, parts: Sequence[Cell], y: float) -> None:
    on_wing = parts[0].on_wing
    x, end = hours.x(parts[0].time.start), hours.x(parts[-1].time.end)
    letters = int((end - x - 8) / (LETTER * SMALL))
    if _gone(parts[0]):
        drawing.text(x + 4, y + 13, _where(parts, letters), size=SMALL)
    elif on_wing and len(on_wing) <= letters:
        also = _where(parts, letters - len(f"{on_wing}; "))
        drawing.text(x + 4, y + 13, f"{on_wing}; {also}" if also and "…" not in also else on_wing, size=SMALL)
    elif on_wing and end - x >= SIZE:
        drawing.text((x + end) / 2, y + 13, on_wing[0].upper(), anchor="middle", size=SMALL)


def _where(parts: Sequence[Cell], letters: int) -> str:
    """Where people are and how many, most of them first; only where, or part of a name, as there is room."""
    most: dict[str, int] = {}
    for activity, people in (each for cell in parts for each in cell.away):
        most[activity] = max(people, most.get(activity, 0))
    places = sorted(most, key=lambda name: -most[name])
    if not places or letters < FEWEST:
        return ""
    some = (names([f"{name} {most[name]}" for name in places], letters), names(places, letters))
    return next((said for said in some if "…" not in said), fit(places[0], letters))


def _legend(drawing: Drawing, fills: dict[str | None, str], *, compared: bool) -> None:
    x = 8.0
    for label, fill in fills.items():
        said = label or "locked up"
        drawing.rect(x, 8, 16, 14, fill)
        drawing.text(x + 21, 20, fit(said, 24))
        x += 34 + 7 * len(fit(said, 24))
    drawing.rect(x, 8, 16, 14, LOCKED)
    drawing.rect(x, 17, 16, 5, DARK)
    drawing.text(x + 21, 20, "at activities (the higher, the more; white: all of them); numbers are people")
    if compared:
        drawing.rect(x + 480, 13, 14, CHANGED, INK)
        drawing.text(x + 501, 20, "changed")
