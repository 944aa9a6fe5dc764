"""How the places of each activity are used, and the main reason for the empty ones."""

from __future__ import annotations

from regime.measured import Figures, PlaceUse
from regime.page.sessions import WHY, main_reason
from regime.page.words import count, percent
from regime.report.pictures.drawing import DARK, MUTED, Drawing

WIDTH, LEFT, BARS, TOP, ROW = 1120, 210, 480, 34, 24


def places(figures: Figures, name: str = "places") -> str:
    """A bar for each activity."""
    drawing = Drawing(
        name,
        WIDTH,
        TOP + ROW * len(figures.places) + 8,
        "Places used, of those that could be offered",
        "A bar for each activity; the table below the picture has the same figures.",
    )
    empty = drawing.hatch("empty", "#ffffff", "#c4c9ce", gap=5)
    drawing.rect(8, 8, 16, 14, DARK)
    drawing.text(29, 20, "used")
    drawing.rect(80, 8, 16, 14, empty)
    drawing.text(101, 20, "empty, and what stands in the way of most of them")
    for row, use in enumerate(figures.places):
        y = TOP + ROW * row
        drawing.label(8, y + 16, LEFT - 20, use.activity)
        drawing.rect(LEFT, y + 3, BARS, ROW - 6, empty)
        drawing.rect(LEFT, y + 3, BARS * min(1.0, use.used_percent / 100), ROW - 6, DARK)
        drawing.text(LEFT + BARS + 48, y + 16, percent(use.used_percent), anchor="end")
        reason = main_reason(use)
        said = f"{use.sessions_run} of {count(use.sessions_offered, 'session')}"
        said += f"; {WHY[reason][0]}" if reason else ""
        drawing.text(LEFT + BARS + 62, y + 16, said, fill=MUTED)
        drawing.cell(row, 0, y, WIDTH, ROW, sentence(use))
    return drawing.markup()


def sentence(use: PlaceUse) -> str:
    """One activity's bar in words."""
    said = f"{use.activity}: {percent(use.used_percent)} of its places are used; {use.sessions_run} of "
    said += f"{count(use.sessions_offered, 'session')} run."
    empty = use.places_minutes - use.person_minutes
    if empty > 0:
        said += " Empty: "
        said += (
            ", ".join(f"{WHY[why][0]} {percent(100 * n / empty)}" for why, n in use.empty_because.items() if n) + "."
        )
    return said
