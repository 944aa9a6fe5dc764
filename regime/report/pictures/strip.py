"""A line of the day for one post or task: a bar for as long as people are at it, with their number."""

from __future__ import annotations

from regime.clock import Span
from regime.report.pictures.drawing import INK, MUTED, RULE, Drawing, Hours
from regime.report.staff_sheet import Times

WIDTH, TALL, EDGE, LETTERS = 620, 22, 10, 7.0
"""Size of a strip, the white at its ends, and the width of a digit in it."""


def strip(day: Span, times: Times, name: str, title: str, fill: str) -> str:
    """Bars with the number of people; ``day`` is what the strip reaches over."""
    drawing = Drawing(name, WIDTH, TALL, title, "A bar for as long as people are at it, with their number.")
    hours = Hours(day, EDGE, WIDTH - 2 * EDGE)
    for hour in range(-(-day.start // 60), day.end // 60 + 1):
        drawing.line(hours.x(60 * hour), 0, hours.x(60 * hour), TALL, RULE)
    for time, people in times:
        drawing.rect(hours.x(time.start), 2, hours.wide(time), TALL - 4, fill)
        drawing.line(hours.x(time.start), 2, hours.x(time.start), TALL - 2, INK)
        if hours.wide(time) > LETTERS * len(str(people)):
            middle = hours.x(time.start) + hours.wide(time) / 2
            drawing.text(middle, TALL - 7, str(people), anchor="middle")
    return drawing.markup()


def scale(day: Span, name: str) -> str:
    """The hours above the strips."""
    drawing = Drawing(name, WIDTH, TALL, "Hours", "The hours of the day, above the bars.")
    hours = Hours(day, EDGE, WIDTH - 2 * EDGE)
    for hour in range(-(-day.start // 60), day.end // 60 + 1):
        drawing.text(hours.x(60 * hour), TALL - 6, f"{hour:02d}", anchor="middle", fill=MUTED)
    return drawing.markup()
