"""A search that the user can watch and stop: progress on stderr, the first Ctrl-C keeps the best so far."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from regime.cli.progress import Progress
from regime.cli.terminal import Terminal

if TYPE_CHECKING:
    from regime.api import Event

Answer = TypeVar("Answer")

ONE_PRESS = 1.0
"""Seconds after a Ctrl-C in which another one is the same: keys repeat, and programs around this one send it again."""

AGAIN = "Ctrl-C again after a moment leaves"
FOUND_IS_KEPT = f"Stopping: what was found so far is kept. {AGAIN} without it."


def search(
    terminal: Terminal,
    work: Callable[[Callable[[Event], None], threading.Event], Answer],
    *,
    time_limit: float | None,
    people: int,
    verbose: bool = False,
    stopping: str = FOUND_IS_KEPT,
) -> Answer:
    """Run ``work(on_event, stop)`` beside this thread, which stays free for Ctrl-C (and says ``stopping`` then) and the
    progress line.

    The progress line tells the hours of ``people``, and counts up to a ``time_limit`` (seconds) that the clock keeps.
    """
    progress = Progress(terminal, time_limit, people, verbose)
    with progress:
        return stoppable(terminal, lambda stop: work(progress.event, stop), progress.draw, stopping)


def stoppable(
    terminal: Terminal,
    work: Callable[[threading.Event], Answer],
    draw: Callable[[], None] = lambda: None,
    stopping: str = FOUND_IS_KEPT,
) -> Answer:
    """Run ``work(stop)`` beside this thread; the first Ctrl-C sets ``stop``. ``draw`` is called now and then."""
    stop = threading.Event()
    ended: list[Answer | BaseException] = []

    def run() -> None:
        try:
            ended.append(work(stop))
        except BaseException as error:  # handed over to the thread that waits
            ended.append(error)

    # A daemon: another Ctrl-C leaves at once, whatever the engine is in the middle of.
    thread = threading.Thread(target=run, daemon=True)
    with first_interrupt(terminal, stopping, stop.set):
        thread.start()
        working = True
        while working:
            thread.join(0.2)
            working = thread.is_alive()
            draw()
    if isinstance(ended[0], BaseException):
        raise ended[0]
    return ended[0]


@contextmanager
def first_interrupt(terminal: Terminal, says: str, does: Callable[[], None] = lambda: None) -> Iterator[None]:
    """The first Ctrl-C ``says`` and ``does`` something; another one, after a moment, raises ``KeyboardInterrupt``."""
    first: float | None = None

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        nonlocal first
        if first is None:
            first = time.monotonic()
            does()
            terminal.say(says)
        elif time.monotonic() > first + ONE_PRESS:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield  # signals belong to the main thread of whoever embeds this
        return
    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield
        if first is not None:  # what was found must not be lost to the same press when the search is over
            time.sleep(max(0.0, first + ONE_PRESS - time.monotonic()))
    finally:
        signal.signal(signal.SIGINT, before)
