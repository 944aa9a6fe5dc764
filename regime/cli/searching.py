"""A search that the user can watch and stop: progress on stderr, the first Ctrl-C keeps the best so far."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

from rich.live import Live
from rich.text import Text

from regime.cli.terminal import Terminal

if TYPE_CHECKING:
    from regime.api import Event

Answer = TypeVar("Answer")


def search(
    terminal: Terminal,
    work: Callable[[Callable[[Event], None], threading.Event], Answer],
    *,
    time_limit: float,
    verbose: bool = False,
) -> Answer:
    """Run ``work(on_event, stop)`` beside this thread, which stays free for Ctrl-C and the progress line."""
    stop = threading.Event()
    progress = Progress(terminal, time_limit, verbose)
    ended: list[Answer | BaseException] = []

    def run() -> None:
        try:
            ended.append(work(progress.event, stop))
        except BaseException as error:  # handed over to the thread that waits
            ended.append(error)

    # A daemon: a second Ctrl-C leaves at once, whatever the engine is in the middle of.
    thread = threading.Thread(target=run, daemon=True)
    with _first_interrupt_sets(stop, terminal), progress:
        thread.start()
        working = True
        while working:
            thread.join(0.2)
            working = thread.is_alive()
            progress.draw()
    if isinstance(ended[0], BaseException):
        raise ended[0]
    return ended[0]


@contextmanager
def _first_interrupt_sets(stop: threading.Event, terminal: Terminal) -> Iterator[None]:
    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        terminal.say("Stopping: the best plan so far is kept. Ctrl-C again to leave without it.")

    if threading.current_thread() is not threading.main_thread():
        yield  # signals belong to the main thread of whoever embeds this
        return
    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Progress:
    """One line on a terminal, or with ``verbose`` a line for each better plan elsewhere; else silence."""

    def __init__(self, terminal: Terminal, time_limit: float, verbose: bool) -> None:
        self._terminal = terminal
        self._time_limit = time_limit
        self._lines = verbose
        self._live = Live(console=terminal.err, transient=True, auto_refresh=False) if _interactive(terminal) else None
        self._began = time.monotonic()
        self._last: Event | None = None
        self._best: tuple[str, float | None] | None = None

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
        best = (event.phase, event.value)
        if self._lines and event.value is not None and best != self._best:
            self._best = best
            self._terminal.say(described(event, event.seconds, self._time_limit))

    def draw(self) -> None:
        """Bring the line on the terminal up to date."""
        if self._live:
            seconds = time.monotonic() - self._began
            self._live.update(Text(described(self._last, seconds, self._time_limit)), refresh=True)


def _interactive(terminal: Terminal) -> bool:
    return terminal.err.is_terminal and not terminal.err.is_dumb_terminal


def described(event: Event | None, seconds: float, time_limit: float) -> str:
    """``12 s of 60  value: best 41,200, bound 42,000, gap 1.9%``."""
    clock = f"{seconds:.0f} s of {time_limit:.0f}"
    if event is None:
        return f"{clock}  setting up"
    if event.value is None:
        return f"{clock}  {event.phase}: looking for a first plan"
    parts = [f"best {event.value:,.0f}"]
    if event.bound is not None:
        parts.append(f"bound {event.bound:,.0f}")
    if event.gap is not None and event.gap < 1:  # beyond that a share says nothing
        parts.append(f"gap {100 * event.gap:.1f}%")
    return f"{clock}  {event.phase}: {', '.join(parts)}"
