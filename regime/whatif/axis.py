"""What is varied: one line of the prison over a range of values, ``staff.early.officers=-6..+6``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar

from pydantic import JsonValue

from regime.changes import setting, written
from regime.clock import DASH
from regime.paths import parted, tidy
from regime.problems import Code, InputError, Problem

MOST_POINTS = 60
"""Points of one run, at most: each is a search of its own."""

_RANGE = re.compile(r"([+-]?\d{1,6})(%?)\.\.([+-]?\d{1,6})(%?)(?::(\d{1,6})%?)?")


Values = TypeVar("Values", list[str], range)


@dataclass(frozen=True)
class Axis:
    """A path and the values that it is given, in the order in which they are shown."""

    path: str
    values: tuple[JsonValue, ...]


def axis(text: str) -> Axis:
    """``PATH=FROM..TO``, ``PATH=FROM..TO:STEP`` or ``PATH=VALUE,VALUE,...``; with signs, added to what is there.

    ``4%..12%:4`` are percentages.

    Raises ``InputError``: no path, nothing to vary, one value twice, or more than ``MOST_POINTS`` values.
    """
    path, given = parted(text)
    path = tidy(path)
    if not path or not given:
        raise _refused(text, "this says nothing to vary", "PATH=FROM..TO, like staff.early.officers=-6..+6.")
    found = _RANGE.fullmatch(re.sub(DASH, "-", given))
    if found is None and ".." in given:
        if re.search(r"\d{7}", given):
            raise _refused(text, f"{given} has too large a number", "six digits at the most.")
        try_ = "20..40:5 or 4%..12%:2; times by minutes, like day.lock_up=-30..+30:15, or each with a comma after it."
        raise _refused(text, f"{given} is no range of whole numbers or percentages", try_)
    if found is None:
        return Axis(path, _once(text, [setting(f"{path}={value}")[1] for value in _enough(text, given.split(","))]))
    first, last, step = int(found[1]), int(found[3]), int(found[5] or 1)
    if step == 0 or first > last:
        raise _refused(text, "the range is empty", "the lower number first, and steps of at least 1.")
    signed, percent = found[1][0] in "+-" or found[3][0] in "+-", "%" if found[2] or found[4] else ""
    numbers = _enough(text, range(first, last + 1, step))
    if not signed and not percent:
        return Axis(path, tuple(numbers))
    return Axis(path, tuple(f"{number:{'+' if signed else ''}d}{percent}" for number in numbers))


def _once(text: str, values: list[JsonValue]) -> tuple[JsonValue, ...]:
    if twice := [value for number, value in enumerate(values) if value in values[:number]]:
        raise _refused(text, f"{written(twice[0])} is given twice", "each value once.")
    return tuple(values)


def _enough(text: str, values: Values) -> Values:
    if len(values) > MOST_POINTS:
        what = f"{len(values):,} values are too many: {MOST_POINTS} at the most"
        raise _refused(text, what, "a shorter range, or steps: staff.early.officers=10..50:5.")
    return values


def _refused(text: str, what: str, try_: str) -> InputError:
    return InputError([Problem(f"--vary {text}", 0, 0, Code.WRONG_VALUE, what, try_)])
