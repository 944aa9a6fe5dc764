"""A what-if run over two axes as a picture: a box for each pair of values, with its band and time out of cell."""

from __future__ import annotations

from regime.page.whatif import marks, marks_mean
from regime.page.words import duration, fit
from regime.report.pictures.drawing import INK, LETTER, LOCKED, MUTED, PAPER, RULE, SIZE, Drawing
from regime.report.pictures.points import BANDS, band, made_words, sentence
from regime.whatif.result import Point, WhatIf

WIDTH, LEFT, TOP, ROW = 1120, 150, 92, 58
SMALL = 10.5


def grid(run: WhatIf, name: str) -> str:
    """The first axis down, the second across."""
    rows = list(dict.fromkeys(point.label for point in run.points))
    columns = list(dict.fromkeys(point.across for point in run.points))
    title, about = f"{run.prison}: what if {run.varied} and {run.across}", " ".join(map(sentence, run.points))
    drawing = Drawing(name, WIDTH, TOP + ROW * len(rows) + 40, title, about)
    wide = (WIDTH - LEFT - 8) / max(1, len(columns))
    none = drawing.hatch("none", PAPER, RULE)
    drawing.text(8, 22, run.prison, bold=True, size=15)
    asked = f"what if: {run.varied} (down) and {run.across} (across){made_words(run)}"
    drawing.text(8, 42, _fitted(asked, WIDTH - 16), fill=MUTED)
    drawing.text(8, 60, "regime band, time out of cell on average, and for certain in the worst-off group", fill=MUTED)
    for place, column in enumerate(columns):
        drawing.text(LEFT + wide * (place + 0.5), TOP - 8, _fitted(str(column), wide), anchor="middle", bold=True)
    for place, row in enumerate(rows):
        drawing.text(LEFT - 12, TOP + ROW * (place + 0.5) + 4, _fitted(row, LEFT - 20), anchor="end", bold=True)
    for point in run.points:
        x, y = LEFT + wide * columns.index(point.across), TOP + ROW * rows.index(point.label)
        _box(drawing, point, x, y, wide, none)
        drawing.cell(rows.index(point.label), x, y, wide, ROW, sentence(point))
    if means := "; ".join(marks_mean(run.points)):
        drawing.text(LEFT, TOP + ROW * len(rows) + 24, means, fill=MUTED)
    return drawing.markup()


def _box(drawing: Drawing, point: Point, x: float, y: float, wide: float, none: str) -> None:
    said, figures = band(point), point.figures
    fill = none if figures is None else BANDS.get(said, (LOCKED, PAPER))[0]
    drawing.rect(x + 1, y + 1, wide - 2, ROW - 2, fill)
    middle = x + wide / 2
    if figures is None:
        drawing.text(middle, y + ROW / 2 + 4, said, anchor="middle")
        return
    drawing.text(middle, y + 17, _fitted(said, wide), anchor="middle", size=SMALL)
    out = duration(figures.out_of_cell) + marks(point)
    drawing.text(middle, y + 34, _fitted(out, wide), anchor="middle", bold=True)
    worst = duration(figures.worst_guaranteed)
    drawing.text(middle, y + 50, _fitted(worst, wide), anchor="middle", size=SMALL, fill=INK)


def _fitted(text: str, width: float) -> str:
    return fit(text, max(1, int(width / (SIZE * LETTER))))
