"""A what-if run as a picture: what is varied across, and above it bands, time out of cell, work, and what is proved."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from regime.measured import Figures
from regime.page.headline import EXPECTED, LEAST
from regime.page.whatif import marks, marks_mean
from regime.page.words import fit
from regime.report.pictures.drawing import (
    BOLD,
    DARK,
    INK,
    LETTER,
    LIGHTS,
    LOCKED,
    MUTED,
    NOTE,
    PAPER,
    RULE,
    SIZE,
    Drawing,
    lines,
)
from regime.report.pictures.grid import SMALL, grid
from regime.report.pictures.points import BANDS, band, made_words, sentence
from regime.whatif.result import Point, WhatIf

WIDTH, LEFT, RIGHT = 1120, 150, 170
BAND, STRIP, HOURS, WORK, PROVED, BOTTOM = 58, 26, 96, 394, 530, 640
"""Where the strip of bands, the three panels and the names of the points begin, from the top."""

Row = tuple[float, float]


@dataclass(frozen=True)
class _Line:
    """One figure over the points: its name at the end of the line, and marks that differ in shape."""

    says: str
    figure: Callable[[Figures], float]
    colour: str
    dash: str
    mark: Sequence[Row]
    """Corners around the middle."""


_SQUARE = ((-5, -5), (5, -5), (5, 5), (-5, 5))
_DIAMOND = ((0, -7), (7, 0), (0, 7), (-7, 0))
_TRIANGLE = ((0, -6), (6, 5), (-6, 5))
LINES = (
    _Line("average", lambda f: f.out_of_cell, DARK, "", _SQUARE),
    _Line("certain, average", lambda f: f.guaranteed, "#0f7b6c", "9 4", _DIAMOND),
    _Line("worst-off group", lambda f: f.worst_guaranteed, "#9a3412", "3 4", _TRIANGLE),
)


def what_if(run: WhatIf, name: str = "what-if", called: str = "what if") -> str:
    """The points from left to right, the bands as columns; lines between the points only where one thing is varied.

    A grid is a table of boxes. ``called`` is what stands before what is varied in the title.
    """
    if run.across is not None:
        return grid(run, name)
    columns = _Columns(run.points)
    numbers = _numbers(columns)
    legend = "; ".join(f"{number} {said}" for said, number in numbers.items())
    notes = lines(f"Regime bands: {legend}", WIDTH - LEFT) if legend else []
    notes += lines("; ".join(marks_mean(run.points)), WIDTH - LEFT)
    drawing = Drawing(name, WIDTH, BOTTOM + 42 + NOTE * len(notes), f"{run.prison}: {called} {run.varied}", _about(run))
    drawing.text(8, 22, run.prison, bold=True, size=15)
    drawing.text(
        8, 42, fit(f"{called}: {run.varied}{made_words(run)}", int((WIDTH - 16) / (SIZE * LETTER))), fill=MUTED
    )
    _bands(drawing, columns, numbers)
    _hours(drawing, columns, run)
    _work(drawing, columns, run)
    _proved(drawing, columns, run)
    for place, point in enumerate(run.points):
        if place % columns.every == 0:
            drawing.text(columns.middle(place), BOTTOM + 20, columns.fitted(point.label), anchor="middle")
        top = BAND - 2
        drawing.cell(0, columns.left(place), top, columns.wide, BOTTOM - top, sentence(point))
    drawing.notes(LEFT, BOTTOM + 46, notes)
    return drawing.markup()


@dataclass(frozen=True)
class _Columns:
    """The points side by side, each as wide as the others."""

    points: Sequence[Point]

    @property
    def wide(self) -> float:
        return (WIDTH - LEFT - RIGHT) / len(self.points)

    def left(self, place: int) -> float:
        return LEFT + self.wide * place

    def middle(self, place: int) -> float:
        return self.left(place) + self.wide / 2

    @property
    def every(self) -> int:
        """Every how many points there is room for a name."""
        longest = max(len(point.label) for point in self.points)
        return max(1, math.ceil((min(longest, 14) + 1) * SIZE * LETTER / self.wide))

    def fitted(self, label: str) -> str:
        return fit(label, max(4, int(self.wide * self.every / (SIZE * LETTER)) - 1))


def _runs(columns: _Columns) -> Iterator[tuple[str, float, float]]:
    """Bands in order, each with where it begins and how wide it is until the next."""
    for said, same in groupby(range(len(columns.points)), key=lambda place: band(columns.points[place])):
        places = list(same)
        yield said, columns.left(places[0]), columns.wide * len(places)


def _numbers(columns: _Columns) -> dict[str, int]:
    """Bands whose name has no room somewhere -> the number that stands for it there, explained below the picture."""
    narrow = dict.fromkeys(said for said, _, wide in _runs(columns) if not _fits(said, wide))
    return {said: number for number, said in enumerate(narrow, start=1)}


def _fits(said: str, wide: float) -> bool:
    return len(said) * SMALL * BOLD <= wide - 4


def _bands(drawing: Drawing, columns: _Columns, numbers: dict[str, int]) -> None:
    """The band of each point behind everything, with its name on top."""
    others = iter(LIGHTS)
    none = drawing.hatch("none", PAPER, RULE)
    colours = {**BANDS, "none": (LOCKED, PAPER), "no plan": (none, none), "left out": (none, none)}
    drawing.text(LEFT - 12, BAND + 18, "regime band", anchor="end", fill=MUTED)
    for said, x, wide in _runs(columns):
        if said not in colours:
            colours[said] = next(others, LOCKED), PAPER
        strong, light = colours[said]
        drawing.rect(x, BAND, wide, STRIP, strong)
        drawing.rect(x, BAND + STRIP, wide, BOTTOM - BAND - STRIP, light)
        shown = said if _fits(said, wide) else str(numbers[said])
        drawing.text(x + wide / 2, BAND + 18, shown, anchor="middle", size=SMALL, bold=True)
        drawing.line(x, BAND, x, BOTTOM, PAPER, wide=2)


def _hours(drawing: Drawing, columns: _Columns, run: WhatIf) -> None:
    known = [(place, figures) for place, point in enumerate(run.points) if (figures := point.figures)]
    most = max([EXPECTED, *(figures.out_of_cell for _, figures in known)]) + 40
    tall, base = WORK - HOURS - 30, WORK - 24
    drawing.text(8, HOURS + 6, "Hours out of cell", bold=True)

    def y(minutes: float) -> float:
        return base - tall * minutes / most

    for hour in range(0, int(most // 60) + 1, 2):
        strong = 60 * hour in (LEAST, EXPECTED)
        drawing.line(
            LEFT, y(60 * hour), WIDTH - RIGHT, y(60 * hour), MUTED if strong else RULE, "7 3" if strong else ""
        )
        said = f"expected {hour} h" if 60 * hour == EXPECTED else f"{hour} h"
        drawing.text(LEFT - 12, y(60 * hour) + 4, said, anchor="end", fill=MUTED)
    ends = []
    for number, line in enumerate(LINES):
        # Marks that no line joins stand beside each other, so that none hides another.
        aside = 16 * (number - 1) if run.varied == "scenarios" else 0
        corners = [(columns.middle(place) + aside, y(line.figure(figures))) for place, figures in known]
        if run.varied != "scenarios":
            drawing.steps(corners, stroke=line.colour, dash=line.dash)
        for (x, height), (place, _) in zip(corners, known, strict=True):
            drawing.steps([(x + dx, height + dy) for dx, dy in line.mark], fill=line.colour, stroke=PAPER)
            if line is LINES[0] and (said := marks(run.points[place])):
                drawing.text(x + 9, height - 4, said, bold=True)
        if corners:
            ends.append((corners[-1][1], line))
    for height, line in _apart(ends):
        drawing.steps([(WIDTH - RIGHT + 16 + dx, height + dy) for dx, dy in line.mark], fill=line.colour)
        drawing.text(WIDTH - RIGHT + 30, height + 4, line.says)


def _apart(ends: list[tuple[float, _Line]]) -> Iterator[tuple[float, _Line]]:
    """Names at the ends of their lines, each below the one before."""
    last = -math.inf
    for height, line in sorted(ends, key=lambda end: end[0]):
        last = max(height, last + SIZE + 6)
        yield last, line


def _work(drawing: Drawing, columns: _Columns, run: WhatIf) -> None:
    drawing.text(8, WORK + 14, "Purposeful", bold=True)
    drawing.text(8, WORK + 30, "person-hours", fill=MUTED)
    known = [(place, figures.purposeful_hours) for place, point in enumerate(run.points) if (figures := point.figures)]
    most = max([1.0, *(hours for _, hours in known)])
    tall, base = PROVED - WORK - 52, PROVED - 28
    drawing.line(LEFT, base, WIDTH - RIGHT, base, MUTED)
    for place, hours in known:
        wide = min(columns.wide * 0.6, 48)
        drawing.rect(columns.middle(place) - wide / 2, base - tall * hours / most, wide, tall * hours / most, DARK)
        if place % columns.every == 0:
            drawing.text(columns.middle(place), base - tall * hours / most - 5, f"{hours:,.0f}", anchor="middle")


def _proved(drawing: Drawing, columns: _Columns, run: WhatIf) -> None:
    """What each plan reaches, and what is proved that no day can have more of."""
    drawing.text(8, PROVED + 14, "Value", bold=True)
    drawing.text(8, PROVED + 30, "person-hours", fill=MUTED)
    known = [(place, p.value_hours, p.at_most_hours) for place, p in enumerate(run.points) if p.value_hours is not None]
    amounts = [value for _, value, _ in known] + [bound for _, _, bound in known if bound is not None]
    if not amounts:
        return
    low, high = min(amounts), max(amounts)
    spread = max(high - low, 0.02 * high, 1.0)
    tall, base = BOTTOM - PROVED - 26, BOTTOM - 12

    def y(amount: float) -> float:
        return base - tall * (amount - low) / spread

    for amount in (low, low + spread):
        drawing.line(LEFT, y(amount), WIDTH - RIGHT, y(amount), RULE)
        drawing.text(LEFT - 12, y(amount) + 4, f"{amount:,.0f}", anchor="end", fill=MUTED)
    for place, value, bound in known:
        x, wide = columns.middle(place), min(columns.wide * 0.5, 26)
        if bound is not None:
            drawing.rect(x - wide / 2, y(bound), wide, max(0.0, y(value) - y(bound)), "#b9c6d8")
            drawing.line(x - wide / 2, y(bound), x + wide / 2, y(bound), INK, "2 2", wide=2)
        drawing.line(x - wide / 2, y(value), x + wide / 2, y(value), INK, wide=3)
    x = WIDTH - RIGHT + 10
    if any(bound is not None for _, _, bound in known):
        drawing.line(x, PROVED + 22, x + 14, PROVED + 22, INK, "2 2", wide=2)
        drawing.text(x + 20, PROVED + 26, "no day can have more")
    drawing.line(x, PROVED + 42, x + 14, PROVED + 42, INK, wide=3)
    drawing.text(x + 20, PROVED + 46, "reached")


def _about(run: WhatIf) -> str:
    return " ".join(sentence(point) for point in run.points)
