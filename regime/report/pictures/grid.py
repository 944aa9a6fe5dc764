"""A what-if run over two axes as a picture: a box for each pair of values, with its band and time out of cell."""

from __future__ import annotations

from regime.page.whatif import marks, marks_mean
from regime.page.words import duration, fit
from regime.report.pictures.drawing import BOLD, LETTER, LOCKED, MUTED, NOTE, PAPER, RULE, SIZE, Drawing, lines
from regime.report.pictures.points import BANDS, band, made_words, sentence
from regime.whatif.result import Point, WhatIf

WIDTH, LEFT, TOP, ROW = 1120, 150, 92, 58
SMALL = 10.5
LONGEST = 24
"""Letters of a name in a box or above it, at the most."""


def grid(run: WhatIf, name: str) -> str:
    """The first axis down, the second across; wider than usual where the boxes have to be."""
    rows = list(dict.fromkeys(point.label for point in run.points))
    columns = list(dict.fromkeys(str(point.across) for point in run.points))
    longest = max(len(fit(text, LONGEST)) for point in run.points for text in (str(point.across), *_texts(point)))
    wide = max((WIDTH - LEFT - 8) / len(columns), longest * SIZE * BOLD + 4)
    width = LEFT + wide * len(columns) + 8
    means = lines("; ".join(marks_mean(run.points)), width - LEFT)
    title, about = f"{run.prison}: what if {run.varied} and {run.across}", " ".join(map(sentence, run.points))
    drawing = Drawing(name, width, TOP + ROW * len(rows) + 22 + NOTE * len(means), title, about)
    none = drawing.hatch("none", PAPER, RULE)
    drawing.text(8, 22, run.prison, bold=True, size=15)
    asked = f"what if: {run.varied} (down) and {run.across} (across){made_words(run)}"
    drawing.text(8, 42, fit(asked, int((width - 16) / (SIZE * LETTER))), fill=MUTED)
    drawing.text(8, 60, "regime band, time out of cell on average, and for certain in the worst-off group", fill=MUTED)
    for place, column in enumerate(columns):
        drawing.text(LEFT + wide * (place + 0.5), TOP - 8, fit(column, LONGEST), anchor="middle", bold=True)
    for place, row in enumerate(rows):
        said = fit(row, int((LEFT - 20) / (SIZE * BOLD)))
        drawing.text(LEFT - 12, TOP + ROW * (place + 0.5) + 4, said, anchor="end", bold=True)
    for point in run.points:
        x, y = LEFT + wide * columns.index(str(point.across)), TOP + ROW * rows.index(point.label)
        _box(drawing, point, x, y, wide, none)
        drawing.cell(rows.index(point.label), x, y, wide, ROW, sentence(point))
    drawing.notes(LEFT, TOP + ROW * len(rows) + 24, means)
    return drawing.markup()


def _texts(point: Point) -> list[str]:
    """What is written into a point's box, line by line."""
    if (figures := point.figures) is None:
        return [band(point)]
    return [band(point), duration(figures.out_of_cell) + marks(point), duration(figures.worst_guaranteed)]


def _box(drawing: Drawing, point: Point, x: float, y: float, wide: float, none: str) -> None:
    texts = [fit(text, LONGEST) for text in _texts(point)]
    fill = none if point.figures is None else BANDS.get(band(point), (LOCKED, PAPER))[0]
    drawing.rect(x + 1, y + 1, wide - 2, ROW - 2, fill)
    middle = x + wide / 2
    if len(texts) == 1:
        drawing.text(middle, y + ROW / 2 + 4, texts[0], anchor="middle")
        return
    drawing.text(middle, y + 17, texts[0], anchor="middle", size=SMALL)
    drawing.text(middle, y + 34, texts[1], anchor="middle", bold=True)
    drawing.text(middle, y + 50, texts[2], anchor="middle", size=SMALL)
