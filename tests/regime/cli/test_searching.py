"""The search beside the terminal: progress where it belongs, and Ctrl-C once, then twice."""

from __future__ import annotations

import io
import os
import re
import signal
import threading
import time

import pytest
from rich.console import Console

from regime.cli.progress import Progress, described, to_go
from regime.cli.searching import search
from regime.cli.terminal import Terminal
from regime.plan import CHANGES
from solver.events import Event


def terminal(*, tty: bool) -> tuple[Terminal, io.StringIO]:
    text = io.StringIO()
    err = Console(file=text, force_terminal=tty, width=100, color_system=None)
    return Terminal(json=False, out=Console(file=io.StringIO()), err=err), text


BETTER = Event(seconds=1.5, phase="value", value=41200, bound=42000, gap=0.019)
SAME = Event(seconds=2.5, phase="value", value=41200, bound=41500, gap=0.007)


def work(on_event: object, _stop: threading.Event) -> str:
    assert callable(on_event)
    on_event(BETTER)
    on_event(SAME)
    return "a plan"


def test_the_answer_comes_back_and_silence_is_kept_away_from_a_terminal() -> None:
    where, text = terminal(tty=False)
    assert search(where, work, time_limit=60, people=90) == "a plan"
    assert text.getvalue() == ""


def test_verbose_tells_each_better_plan_once() -> None:
    where, text = terminal(tty=False)
    search(where, work, time_limit=60, people=90, verbose=True)
    assert text.getvalue() == "2 s of 60  time out of cell and work: 7 h 38 a person, at most 7 h 47\n"


def test_a_terminal_gets_a_line_that_goes_away() -> None:
    where, text = terminal(tty=True)
    search(where, work, time_limit=60, people=90)
    assert "7 h 38 a person, at most 7 h 42" in text.getvalue()


def test_what_is_left_of_several_searches_counts_down() -> None:
    where, text = terminal(tty=True)
    with Progress(where, None, 90, verbose=False) as progress:
        progress.begin("3: 1 of 4", 100)
        progress.draw()
        time.sleep(1.1)
        progress.draw()
    counts = [int(seconds) for seconds in re.findall(r"3: 1 of 4, at most (\d+) s to go", text.getvalue())]
    assert 100 >= max(counts) > min(counts)
    assert [to_go(seconds) for seconds in (0, 0.4, 119.5, 120, 120.1)] == [
        "",
        ", at most 1 s to go",
        ", at most 120 s to go",
        ", at most 2 min to go",
        ", at most 3 min to go",
    ]


def test_the_line_says_what_is_being_improved_and_fits_80_columns() -> None:
    def line(phase: str, value: float | None = None, bound: float | None = None) -> str:
        return described(Event(seconds=1, phase=phase, value=value, bound=bound), 1, 60, 90).removeprefix("1 s of 60  ")

    assert described(None, 0.2, 60, 90) == "0 s of 60  setting up"
    assert line("value") == "first plan: meeting the entitlements"
    assert line("first plan", -1e9, 1e9) == "first plan: meeting the entitlements"
    assert line("shortfall: open air", 1200, 600.5) == "open air: 1,200 short, at least 600"
    assert line("guaranteed time of the worst-off group", 120, 150).endswith(": 2 h 00, at most 2 h 30")
    assert line("unlocks and movements", 166, 12) == "unlocks and movements: 166, at least 12"
    assert line(CHANGES, 150, 45.5) == "changes to the published plan: 2 h 30, at least 45 min"
    # A bound that says nothing of the plan is left out.
    assert line("value", 41200, 142000) == "time out of cell and work: 7 h 38 a person"
    assert line("guaranteed time of the worst-off group", 135, 700) == "certain time of the worst-off group: 2 h 15"
    assert line("shortfall: open air", 1200, 0) == "open air: 1,200 short"
    assert line("shortfall: open air", 0, 0) == "open air: 0 short, at least 0"
    assert len(described(Event(1, "shortfall: " + 30 * "long ", 5, 1), 1, 60, 90)) <= 79


def test_the_line_counts_no_further_than_the_limit_and_to_none_where_the_clock_does_not_tell() -> None:
    assert described(BETTER, 30.0, 30, 90).startswith("30 s of 30  time out of cell and work: 7 h 38")
    assert described(BETTER, 33.4, 30, 90).startswith("30 s of 30, finishing  time out of cell and work: 7 h 38")
    assert described(BETTER, 0.3, 0.5, 90).startswith("0 s of 0.5  time out of cell and work: 7 h 38")
    assert described(BETTER, 33.4, None, 90).startswith("33 s  time out of cell and work: 7 h 38")


def test_failures_of_the_work_are_raised_here() -> None:
    def fails(_on_event: object, _stop: threading.Event) -> str:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        search(terminal(tty=False)[0], fails, time_limit=60, people=90)


def test_the_first_interrupt_sets_stop_and_keeps_the_answer() -> None:
    def waits(_on_event: object, stop: threading.Event) -> str:
        os.kill(os.getpid(), signal.SIGINT)
        return "the best so far" if stop.wait(30) else "never stopped"

    where, text = terminal(tty=False)
    before = signal.getsignal(signal.SIGINT)
    assert search(where, waits, time_limit=60, people=90) == "the best so far"
    assert "what was found so far is kept" in text.getvalue()
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interrupt_that_comes_twice_at_once_is_one() -> None:
    def waits(_on_event: object, stop: threading.Event) -> str:
        os.kill(os.getpid(), signal.SIGINT)
        stop.wait(30)
        os.kill(os.getpid(), signal.SIGINT)
        return "the best so far"

    where, text = terminal(tty=False)
    assert search(where, waits, time_limit=60, people=90) == "the best so far"
    assert text.getvalue().count("Stopping") == 1


def test_another_interrupt_a_moment_later_leaves_at_once() -> None:
    released = threading.Event()

    def deaf(_on_event: object, stop: threading.Event) -> str:
        os.kill(os.getpid(), signal.SIGINT)
        stop.wait(30)
        while not released.wait(0.2):
            os.kill(os.getpid(), signal.SIGINT)
        return "too late"

    try:
        with pytest.raises(KeyboardInterrupt):
            search(terminal(tty=False)[0], deaf, time_limit=60, people=90)
    finally:
        released.set()
