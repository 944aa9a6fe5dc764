"""One time out of cell against the two hours and the ten hours, as a small bar."""

from __future__ import annotations

from regime.page.headline import EXPECTED, LEAST
from regime.page.words import duration
from regime.report.pictures.drawing import DARK, INK, MUTED, Drawing

WIDTH, TALL, MOST = 250, 34, 12 * 60
"""Size, and the minutes that fill the bar."""


def gauge(minutes: float, name: str) -> str:
    """The bar; the figure stands beside it."""
    drawing = Drawing(name, WIDTH, TALL, duration(minutes), "Against 2 hours and the 10 hours that inspectors expect.")
    scale = WIDTH / MOST
    drawing.rect(0, 2, WIDTH, 12, "#e6e9ed")
    drawing.rect(0, 2, min(float(MOST), minutes) * scale, 12, DARK)
    for at, says in ((LEAST, "2 h"), (EXPECTED, "10 h")):
        drawing.line(at * scale, 0, at * scale, 20, INK, wide=2)
        drawing.text(at * scale, 32, says, anchor="middle", fill=MUTED)
    return drawing.markup()
