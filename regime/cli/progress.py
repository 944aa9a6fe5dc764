"""The progress line: how far the search is, in words and hours, on a line that goes away."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

from rich.live import Live
from rich.text import Text

from regime.cli.terminal import Terminal
from regime.page.words import duration, fit, goal_words, limit_words
from regime.plan import CHANGES, GIVES, SHORTFALL

if TYPE_CHECKING:
    from regime.api import Event

WIDEST = 79
"""Columns of the line, so that it never wraps on a terminal of 80."""


class Progress:
    """One line on a terminal, or with ``verbose`` a line for each better plan elsewhere; else silence.

    ``time_limit`` is in seconds, none where the clock does not say when a search ends.
    """

    def __init__(self, terminal: Terminal, time_limit: float | None, people: int, verbose: bool) -> None:
        self._terminal = terminal
        self._time_limit = time_limit
        self._people = people
        self._lines = verbose
        self._live = Live(console=terminal.err, transient=True, auto_refresh=False) if _interactive(terminal) else None
        self._began = time.monotonic()
        self._last: Event | None = None
        self._best = ""
        self._task, self._left = "", 0.0

    def __enter__(self) -> Progress:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *_: Any) -> None:
        if self._live:
            self._live.stop()

    def event(self, event: Event) -> None:
        """Take note of news from the engine (called from its threads)."""
        self._last = event
        best = reached(event, self._people)
        if self._lines and best != self._best:
            self._best = best
            self._terminal.say(described(event, event.seconds, self._time_limit, self._people))

    def begin(self, task: str, left: float) -> None:
        """Another search of several begins; all that are left take so many seconds at the most."""
        self._task, self._left, self._last, self._began = task, left, None, time.monotonic()

    def draw(self) -> None:
        """Bring the line on the terminal up to date."""
        if self._live:
            seconds = time.monotonic() - self._began
            line = described(self._last, seconds, self._time_limit, self._people)
            if self._task:
                line = f"{self._task}{to_go(self._left - seconds)}  {line}"
            self._live.update(Text(fit(line, WIDEST)), refresh=True)


def _interactive(terminal: Terminal) -> bool:
    return terminal.err.is_terminal and not terminal.err.is_dumb_terminal


def described(event: Event | None, seconds: float, time_limit: float | None, people: int) -> str:
    """``12 s of 60  time out of cell and work: 7 h 38 a person, at most 7 h 47``."""
    clock = _clock(seconds, time_limit)
    if event is None:
        return f"{clock}  setting up"
    return fit(f"{clock}  {reached(event, people)}{_bound(event, people)}", WIDEST)


def to_go(seconds: float) -> str:
    """``, at most 40 s to go`` or, from two minutes on, ``, at most 3 min to go``; nothing where none are left."""
    if seconds <= 0:
        return ""
    most = f"{math.ceil(seconds)} s" if seconds < 120 else f"{math.ceil(seconds / 60)} min"
    return f", at most {most} to go"


def _clock(seconds: float, time_limit: float | None) -> str:
    if time_limit is None:
        return f"{seconds:.0f} s"
    # What comes after the limit is no search: the plan is checked and measured.
    over = ", finishing" if seconds > time_limit else ""
    return f"{min(seconds, time_limit):.0f} s of {limit_words(time_limit)}{over}"


def reached(event: Event, people: int) -> str:
    """What the best plan so far has of the goal that is being improved."""
    if event.phase == "first plan" or event.value is None:
        return "first plan: meeting the entitlements"
    if event.phase.startswith(SHORTFALL):
        return f"{event.phase.removeprefix(SHORTFALL)}: {event.value:,.0f} short"
    if event.phase in GIVES:
        return f"{GIVES[event.phase]}: {duration(event.value / people)} a person"
    if event.phase.startswith("guaranteed") or event.phase == CHANGES:
        return f"{goal_words(event.phase)}: {duration(event.value)}"
    return f"{event.phase}: {event.value:,.0f}"


def _bound(event: Event, people: int) -> str:
    """What is proved about it, never tighter than it is; nothing while that says nothing of the plan."""
    if event.phase == "first plan" or event.value is None or event.bound is None:
        return ""
    if event.phase in GIVES or event.phase.startswith("guaranteed"):
        each = people if event.phase in GIVES else 1
        return f", at most {duration(math.ceil(event.bound / each))}" if event.bound <= 2 * event.value else ""
    least = duration(math.floor(event.bound)) if event.phase == CHANGES else f"{math.floor(event.bound):,}"
    return f", at least {least}" if event.bound >= 1 or event.value < 1 else ""
