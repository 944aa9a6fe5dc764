"""A table to be written: what its columns hold, and its rows in the same order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["plain", "time", "duration", "percent", "tick"]
"""What a column holds: text and numbers, times and durations in minutes, per cent, or boxes for the pen."""

Value = str | int | float | None
Row = list[Value]
Columns = Mapping[str, Kind]


@dataclass(frozen=True)
class Table:
    """One sheet or one file."""

    title: str
    columns: Columns
    """Heading -> kind."""
    rows: Sequence[Sequence[Value]]
    about: str = ""
    """A line above the headings, where there is room for one."""
    together: int = 0
    """Rows that agree in so many of their first columns are printed together, on pages of their own."""


def columns(*headings: str, kind: Kind = "plain") -> dict[str, Kind]:
    """Columns of one kind."""
    return dict.fromkeys(headings, kind)
