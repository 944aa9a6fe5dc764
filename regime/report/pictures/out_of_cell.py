"""Time out of cell by group: certain and on average, against the two hours, the ten hours and what the day allows."""

from __future__ import annotations

from collections.abc import Sequence

from regime.measured import Average, Figures
from regime.page.headline import EXPECTED, LEAST
from regime.page.times import below_certain
from regime.page.words import difference, duration
from regime.report.pictures.drawing import DARK, INK, MUTED, PAPER, RULE, Drawing

WIDTH, LEFT, RIGHT, TOP, ROW = 1120, 190, 170, 50, 24


def out_of_cell(figures: Figures, groups: Sequence[str], against: Figures | None, name: str = "out-of-cell") -> str:
    """A bar for each of some groups, with a mark at the average of the day that it is compared ``against``."""
    before = {group.group: group.out_of_cell for group in against.groups} if against else {}
    shown = [group for group in figures.groups if group.group in groups]
    most = max(EXPECTED, *(group.ceiling for group in figures.groups))
    drawing = Drawing(
        name,
        WIDTH,
        TOP + ROW * len(shown) + 8,
        "Time out of cell by group",
        "A bar for each group; the table below the picture has the same figures.",
    )
    scale = (WIDTH - LEFT - RIGHT) / most
    average = drawing.hatch("average", "#dce8f7", DARK, gap=5)
    _legend(drawing, average, compared=against is not None)
    bottom = TOP + ROW * len(shown)
    for hour in range(0, int(most // 60) + 1, 2):
        drawing.line(LEFT + 60 * hour * scale, TOP - 4, LEFT + 60 * hour * scale, bottom)
        drawing.text(LEFT + 60 * hour * scale, TOP - 8, f"{hour} h", anchor="middle", fill=MUTED)
    for row, group in enumerate(shown):
        y = TOP + ROW * row
        drawing.label(8, y + 16, LEFT - 20, group.group)
        drawing.rect(LEFT, y + 3, group.ceiling * scale, ROW - 6, "#f3f4f6")
        drawing.rect(LEFT, y + 3, group.out_of_cell * scale, ROW - 6, average)
        drawing.rect(LEFT, y + 3, group.guaranteed * scale, ROW - 6, DARK)
        drawing.line(LEFT + group.ceiling * scale, y + 2, LEFT + group.ceiling * scale, y + ROW - 2, INK, wide=2)
        said = f"{duration(group.out_of_cell)} / {duration(group.guaranteed)}"
        drawing.text(WIDTH - RIGHT + 14, y + 16, said + (" certain" if row == 0 else ""))
        was = before.get(group.group)
        if was is not None:
            x = LEFT + was * scale
            drawing.steps([(x - 6, y), (x + 6, y), (x, y + 9)], fill=INK, stroke=PAPER)
        drawing.cell(row, 0, y, WIDTH, ROW, sentence(group, was))
    for minutes, dash in ((LEAST, "2 3"), (EXPECTED, "7 3")):
        drawing.line(LEFT + minutes * scale, TOP - 4, LEFT + minutes * scale, bottom, INK, dash)
    drawing.line(LEFT, TOP - 4, LEFT, bottom, RULE)
    return drawing.markup()


def sentence(group: Average, was: float | None = None) -> str:
    """A group's bar in words, with the average that it is compared with."""
    compared = "" if was is None else f" ({difference(round(group.out_of_cell) - round(was))} as compared)"
    in_cell = f" ({duration(group.unlocked_in_cell or 0)} of it at in-cell work)" if below_certain(group) else ""
    return (
        f"{group.group}: {duration(group.out_of_cell)} out of cell on average{compared}, {duration(group.guaranteed)} "
        f"for certain{in_cell}; the day's fixed times allow {duration(group.ceiling)}."
    )


def _legend(drawing: Drawing, average: str, *, compared: bool) -> None:
    for x, fill, says in ((8, DARK, "certain"), (90, average, "on average, with activities")):
        drawing.rect(x, 8, 16, 14, fill)
        drawing.text(x + 21, 20, says)
    drawing.line(300, 8, 300, 22, INK, wide=2)
    drawing.text(306, 20, "the most that the day's fixed times allow")
    drawing.line(570, 8, 570, 22, INK, "2 3")
    drawing.text(576, 20, "2 h")
    drawing.line(620, 8, 620, 22, INK, "7 3")
    drawing.text(626, 20, "10 h, what inspectors expect")
    if compared:
        drawing.steps([(840, 10), (852, 10), (846, 19)], fill=INK)
        drawing.text(860, 20, "average on the first day")
