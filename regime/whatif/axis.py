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
_NUMBER = re.compile(r"([+-]?)\d+(%?)")
_MEANT = re.compile(r"([+-]?\d{1,6}%?)\s*(?:-|to)\s*([+-]?\d{1,6}%?(?::\d{1,6}%?)?)")
"""What is written in place of a range."""


Values = TypeVar("Values", list[str], range)


@dataclass(frozen=True)
class Axis:
    """A path and the values that it is given, in the order in which they are shown."""

    path: str
    values: tuple[JsonValue, ...]


def axis(text: str) -> Axis:
    """``PATH=FROM..TO``, ``PATH=FROM..TO:STEP`` or ``PATH=VALUE,VALUE,...``; with signs, added to what is there.

    ``4%..12%:4`` are percentages.

    Raises ``InputError``: no path, nothing to vary, one value twice, a number beside one with a sign, or more than
    ``MOST_POINTS`` values.
    """
    path, given = parted(text)
    path = tidy(path)
    if not path or not given:
        raise _refused(text, "this says nothing to vary", "PATH=FROM..TO, like staff.early.officers=-6..+6.")
    plain = re.sub(DASH, "-", given)
    if found := _RANGE.fullmatch(plain):
        return Axis(path, _in_range(text, *found.groups()))
    if meant := _MEANT.fullmatch(plain):
        raise _refused(text, f"{given} is no range", f"{meant[1]}..{meant[2]}, with two dots between its ends.")
    if ".." in given:
        if re.search(r"\d{7}", given):
            raise _refused(text, f"{given} has too large a number", "six digits at the most.")
        try_ = "20..40:5 or 4%..12%:2; times by minutes, like day.lock_up=-30..+30:15, or each with a comma after it."
        raise _refused(text, f"{given} is no range of whole numbers or percentages", try_)
    values = _enough(text, given.split(","))
    if not all(map(str.strip, values)):
        raise _refused(text, "a value is missing before or after a comma", "each value once, or null for none.")
    read = [setting(f"{path}={value}", "--vary")[1] for value in map(_no_minus_none, values)]
    return Axis(path, _ascending(text, _once(text, read)))


def _in_range(text: str, start: str, share: str, end: str, of_end: str, by: str | None) -> tuple[JsonValue, ...]:
    """The values from one number to another, which are added to what is there where they have signs."""
    first, last, step = int(start), int(end), int(by or 1)
    if step == 0:
        what = "the step is 0, so that the range never ends"
        raise _refused(text, what, f"a step of 1 or more, or none for every number from {start} to {end}.")
    if first > last:
        raise _refused(text, "the range is empty", "the lower number first.")
    if 0 < last - first < step:
        what = f"a step of {step} from {start} leads beyond {end}, so that nothing is varied"
        raise _refused(text, what, f"a step of {last - first} at the most, or none.")
    signs = [number[0] in "+-" for number in (start, end)]
    if any(signs) and not all(signs) and first >= 0:
        what = f"{start}..{end} mixes a number that is set with one that is added to what is there"
        raise _refused(text, what, "a sign before both, like -1..+1, to add them, or before neither, like 2..4.")
    sign, percent = "+" if any(signs) else "", "%" if share or of_end else ""
    numbers = _enough(text, range(first, last + 1, step))
    return tuple(f"{number:{sign}d}{percent}" if sign or percent else number for number in numbers)


def _no_minus_none(value: str) -> str:
    """A value as it was given, ``-0`` as ``+0``: none more or fewer has one name."""
    return re.sub(r"^\s*-(?=0+%?\s*$)", "+", value)


def _once(text: str, values: list[JsonValue]) -> list[JsonValue]:
    if twice := [value for number, value in enumerate(values) if value in values[:number]]:
        raise _refused(text, f"{written(twice[0])} is given twice", "each value once.")
    return values


def _ascending(text: str, values: list[JsonValue]) -> tuple[JsonValue, ...]:
    """Numbers from few to many, and anything else as it was written."""
    numbers = [number for value in values if (number := _NUMBER.fullmatch(written(value)))]
    bare, signed = ([number[0] for number in numbers if bool(number[1]) is sign] for sign in (False, True))
    if bare and signed:
        what = f"{bare[0]} would be set, and {signed[0]} added to what is there"
        raise _refused(text, what, f"+{bare[0]}, or the numbers themselves, without signs.")
    if len(numbers) < len(values) or len({number[2] for number in numbers}) > 1:
        return tuple(values)
    return tuple(sorted(values, key=lambda value: int(written(value).removesuffix("%"))))


def _enough(text: str, values: Values) -> Values:
    if len(values) > MOST_POINTS:
        what = f"{len(values):,} values are too many: {MOST_POINTS} at the most"
        raise _refused(text, what, "a shorter range, or steps: staff.early.officers=10..50:5.")
    return values


def _refused(text: str, what: str, try_: str) -> InputError:
    return InputError([Problem(f"--vary {text}", 0, 0, Code.WRONG_VALUE, what, try_)])
