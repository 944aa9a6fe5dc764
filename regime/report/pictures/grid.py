"""A what-if run over two axes as a picture: a box for each pair of values, with its band and time out of cell."""

from __future__ import annotations

import math

from regime.page.whatif import marks, marks_mean
from regime.page.words import duration, fit
from regime.report.pictures.drawing import BOLD, LETTER, LOCKED, MUTED, NOTE, PAPER, RULE, SIZE, Drawing, lines
from regime.report.pictures.points import BANDS, band, made_words, sentence
from regime.whatif.result import Point, WhatIf

WIDTH, LEFT, TOP, HEAD, ROW = 1120, 150, 92, 34, 58
SMALL = 10.5
LONGEST = 24
"""Letters of a name in a box or above it, at the most."""


def grid(run: WhatIf, name: str) -> str:
    """The first axis down, the second across; columns that have no room beside the others stand in a block below."""
    rows = list(dict.fromkeys(point.label for point in run.points))
    blocks = _blocks(run)
    wide = (WIDTH - LEFT - 8) / max(map(len, blocks), default=1)
    tall = ROW * len(rows) + HEAD
    bottom = TOP - HEAD + tall * len(blocks)
    means = lines("; ".join(marks_mean(run.points)), WIDTH - LEFT)
    title, about = f"{run.prison}: what if {run.varied} and {run.across}", " ".join(map(sentence, run.points))
    drawing = Drawing(name, WIDTH, bottom + 22 + NOTE * len(means), title, about)
    none = drawing.hatch("none", PAPER, RULE)
    drawing.text(8, 22, run.prison, bold=True, size=15)
    asked = f"what if: {run.varied} (down) and {run.across} (across){made_words(run)}"
    drawing.text(8, 42, fit(asked, int((WIDTH - 16) / (SIZE * LETTER))), fill=MUTED)
    drawing.text(8, 60, "regime band, time out of cell on average, and for certain in the worst-off group", fill=MUTED)
    for number, block in enumerate(blocks):
        top = TOP + tall * number
        for place, column in enumerate(block):
            drawing.text(LEFT + wide * (place + 0.5), top - 8, fit(column, LONGEST), anchor="middle", bold=True)
        for place, row in enumerate(rows):
            said = fit(row, int((LEFT - 20) / (SIZE * BOLD)))
            drawing.text(LEFT - 12, top + ROW * (place + 0.5) + 4, said, anchor="end", bold=True)
        for point in run.points:
            if str(point.across) in block:
                down = rows.index(point.label)
                x, y = LEFT + wide * block.index(str(point.across)), top + ROW * down
                _box(drawing, point, x, y, wide, none)
                drawing.cell(len(rows) * number + down, x, y, wide, ROW, sentence(point))
    drawing.notes(LEFT, bottom + 24, means)
    return drawing.markup()


def _blocks(run: WhatIf) -> list[list[str]]:
    """The columns, as many in a block as have room side by side, and about as many in each."""
    columns = list(dict.fromkeys(str(point.across) for point in run.points))
    longest = max((len(fit(text, LONGEST)) for p in run.points for text in (str(p.across), *_texts(p))), default=1)
    room = int((WIDTH - LEFT - 8) / (longest * SIZE * BOLD + 4))
    each = math.ceil(len(columns) / max(1, math.ceil(len(columns) / room)))
    return [columns[first : first + each] for first in range(0, len(columns), each or 1)]


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
