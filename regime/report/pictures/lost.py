"""Where the hours go that are not spent out of cell: a bar for each cause."""

from __future__ import annotations

from collections import Counter

from regime.page.lost import MEANING
from regime.page.words import duration
from regime.plan import Figures, LostCause
from regime.report.pictures.drawing import DARK, MUTED, Drawing

WIDTH, LEFT, BARS, TOP, ROW = 1120, 150, 420, 12, 26


def minutes_lost(figures: Figures) -> dict[LostCause, float]:
    """Cause -> minutes for each person, on average over everybody; only causes that occur."""
    total: Counter[LostCause] = Counter()
    for group in figures.lost or ():
        total.update(group.because)
    return {cause: total[cause] / figures.population for cause in MEANING if total[cause]}


def lost(figures: Figures, name: str = "lost") -> str:
    """A bar for each cause, on average for each person."""
    causes = minutes_lost(figures)
    drawing = Drawing(
        name,
        WIDTH,
        TOP + ROW * len(causes) + 8,
        "Where the other hours go",
        "A bar for each cause of time locked up; the table below the picture has the same figures.",
    )
    most = max(causes.values(), default=1.0)
    for row, (cause, minutes) in enumerate(causes.items()):
        y = TOP + ROW * row
        drawing.text(8, y + 17, cause)
        drawing.rect(LEFT, y + 4, max(1.0, BARS * minutes / most), ROW - 8, DARK)
        drawing.text(LEFT + BARS + 70, y + 17, duration(minutes), anchor="end")
        drawing.text(LEFT + BARS + 84, y + 17, MEANING[cause], fill=MUTED)
        drawing.cell(row, 0, y, WIDTH, ROW, f"{cause}: {duration(minutes)} for each person; {MEANING[cause]}.")
    return drawing.markup()
