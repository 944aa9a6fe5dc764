"""Where the hours go that are not spent out of cell: a bar for each cause."""

from __future__ import annotations

from regime.measured import Figures
from regime.page.lost import CAUSES, minutes_lost
from regime.page.words import duration
from regime.report.pictures.drawing import DARK, MUTED, Drawing

WIDTH, LEFT, BARS, TOP, ROW = 1120, 150, 300, 12, 26


def lost(figures: Figures, name: str = "lost") -> str:
    """A bar for each cause, on average for each person."""
    causes = minutes_lost(figures.lost or (), figures.population)
    drawing = Drawing(
        name,
        WIDTH,
        TOP + ROW * len(causes) + 8,
        "Where the other hours go",
        "A bar for each cause of time locked up; the table below the picture has the same figures.",
    )
    most = max([1, *causes.values()])
    for row, (cause, minutes) in enumerate(causes.items()):
        y = TOP + ROW * row
        word, meaning = CAUSES[cause]
        drawing.text(8, y + 17, word)
        drawing.rect(LEFT, y + 4, max(1.0, BARS * minutes / most), ROW - 8, DARK)
        drawing.text(LEFT + BARS + 70, y + 17, duration(minutes), anchor="end")
        drawing.text(LEFT + BARS + 84, y + 17, meaning, fill=MUTED)
        drawing.cell(row, 0, y, WIDTH, ROW, f"{word}: {duration(minutes)} for each person; {meaning}.")
    return drawing.markup()
