"""What may be asked for: the day, and the limits of a search. Whatever else is given is refused before any work."""

from __future__ import annotations

import datetime
import reprlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from regime.clock import WEEKDAYS
from regime.problems import Code, InputError, Problem

LONGEST = 1_000_000
"""Seconds that a search may take: eleven days."""
MOST_WORKERS = 256
"""Processor cores for one search, above what the machines have that a day is planned on. Each takes memory."""
LARGEST_SEED = 999_999_999


@dataclass(frozen=True)
class Limit:
    """What one argument has to be."""

    holds: Callable[[Any], bool]
    must_be: str
    like: str


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


TIME_LIMIT = Limit(lambda value: _number(value) and 0 < value <= LONGEST, f"seconds above 0, {LONGEST:,} at most", "60")
GAP = Limit(lambda value: _number(value) and 0 <= value <= 1, "a share from 0 to 1", "0.005 for 0.5%")
SEED = Limit(
    lambda value: _whole(value) and 0 <= value <= LARGEST_SEED, f"a whole number from 0 to {LARGEST_SEED:,}", "1"
)
WORKERS = Limit(
    lambda value: _whole(value) and 1 <= value <= MOST_WORKERS, f"a whole number from 1 to {MOST_WORKERS}", "2"
)
WEEKDAY = Limit(lambda value: value in WEEKDAYS, f"one of {', '.join(WEEKDAYS)}", '"fri"')
DATE = Limit(
    lambda value: isinstance(value, datetime.date) and not isinstance(value, datetime.datetime),
    "a date without a time",
    "datetime.date(2026, 11, 23)",
)
LIMITS = {
    "weekday": WEEKDAY,
    "date": DATE,
    "time_limit": TIME_LIMIT,
    "gap": GAP,
    "seed": SEED,
    "workers": WORKERS,
}
LEFT_OUT = ("weekday", "date", "workers")
"""What need not be given."""


def refuse_wrong(**given: object) -> None:
    """Raise ``InputError`` with everything that is wrong of the ``LIMITS`` that are given."""
    asked = {name: value for name, value in given.items() if value is not None or name not in LEFT_OUT}
    problems = [_wrong(name, value) for name, value in asked.items() if not LIMITS[name].holds(value)]
    date, weekday = asked.get("date"), asked.get("weekday")
    if not problems and isinstance(date, datetime.date) and weekday not in (None, WEEKDAYS[date.weekday()]):
        what = f"{date} is a {WEEKDAYS[date.weekday()]}, and not a {weekday}"
        problems.append(Problem("date", 0, 0, Code.WRONG_VALUE, what, "either the date or the weekday."))
    if problems:
        raise InputError(problems)


def _wrong(name: str, value: object) -> Problem:
    what = f"{name} is {reprlib.repr(value)}, but must be {LIMITS[name].must_be}"
    return Problem(name, 0, 0, Code.WRONG_VALUE, what, f"{LIMITS[name].like}.")
