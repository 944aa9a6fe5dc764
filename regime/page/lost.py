"""Where the hours go that are not spent out of cell: an account that adds up to the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.measured import Figures, LostCause, LostHours
from regime.page.words import adding_up, bar, duration

WIDTH = 100
BAR = 16
WITH_BARS = 76
"""Columns from which on there is room for bars beside the words."""

CAUSES: dict[LostCause, tuple[str, str]] = {
    "fixed times": ("fixed times", "the night, roll checks and closed windows, whatever the staff"),
    "staff": ("staff", "too few are spare to unlock more people then"),
    "movement": ("movement", "too few are spare, as some are posted on a movement"),
    "separation": ("separation", "somebody that they are kept apart from is out"),
    "places": ("places", "the wing's table, a yard or a session takes no more"),
    "protected time": ("protected time", "nobody may be away, and some are"),
    "rule": ("rule", "no more of it is allowed, or an unlock would be too short, too near another or one too many"),
    "in-cell work": ("in-cell work", "at work, but in the cell"),
    "left unused": ("left unused", "nothing is in the way: this plan does not use it"),
}
"""Cause -> the word for it, and what it means."""


def lost(figures: Figures, width: int = WIDTH) -> RenderableType | None:
    """Hours a person by cause, on average over everybody; none for plans without the account."""
    return None if figures.lost is None else account(figures.lost, figures.population, width)


def account(groups: Sequence[LostHours], population: int, width: int = WIDTH) -> RenderableType:
    """The account of some groups together, who are so many people."""
    causes = minutes_lost(groups, population)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    most = max([1, *causes.values()])
    for cause, minutes in causes.items():
        word, meaning = CAUSES[cause]
        table.add_row(
            word,
            duration(minutes),
            bar(minutes / most, BAR if width >= WITH_BARS else 0, empty=" "),
            Text(meaning, "dim"),
        )
    locked = sum(causes.values())
    summed = f"24 h = {duration(24 * 60 - locked)} out of cell + {duration(locked)} locked up, on average"
    return Group(table, Text(summed, style="dim"))


def minutes_lost(groups: Sequence[LostHours], population: int) -> dict[LostCause, int]:
    """Cause -> minutes for each of so many people on average, adding up to the whole; only causes that come to any."""
    total: Counter[LostCause] = Counter()
    for group in groups:
        total.update(group.because)
    shared = zip(CAUSES, adding_up([total[cause] / population for cause in CAUSES]), strict=True)
    return {cause: minutes for cause, minutes in shared if minutes}
