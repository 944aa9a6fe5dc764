"""A sheet as filled cells, each with its value and its place, whatever sort of file it stands in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from regime.letters import as_seen
from regime.problems import Code, Problem
from regime.strict_yaml import LARGEST, UNPRINTABLE
from regime.tree import File, Mark

MOST_ROWS, MOST_COLUMNS = 5_000, 200

_LINE_BREAK = re.compile(r"[,;]?\s*[\r\n]+\s*")
_FULL_MINUTE = re.compile(r"(\d{1,2}:\d{2}):00")
_PLAIN_TITLE = re.compile(r"\w+")
_BETWEEN = " | "


@dataclass(frozen=True)
class Fault:
    """Why the value of a cell cannot be used, and what to try."""

    what: str
    try_: str


Value = str | int | float | bool


@dataclass(frozen=True)
class Cell:
    """A filled cell."""

    value: Value | Fault
    mark: Mark

    @property
    def text(self) -> str:
        """What people see in it."""
        return self.mark.file.line(self.mark.line)[self.mark.column - 1 :][: self.mark.length]

    @property
    def is_note(self) -> bool:
        """Whether the row or the column that it begins is for people alone."""
        return self.text.startswith("#")

    def problem(self, code: Code, what: str, try_: str = "") -> Problem:
        """Something wrong with it; its own fault comes first."""
        if isinstance(self.value, Fault):
            return self.mark.problem(Code.UNREADABLE, self.value.what, self.value.try_)
        return self.mark.problem(code, what, try_)


@dataclass(frozen=True)
class Sheet:
    """The filled cells of one sheet. Its file has a line for each row, with bars between the cells."""

    file: File
    title: str | None
    """None in files that have no sheets."""
    rows: Mapping[int, Mapping[int, Cell]]
    """Row -> column -> cell, both counted from 1 and in order; only what is filled."""


def sheet(name: str, title: str | None, read_for: File, values: Mapping[tuple[int, int], Value | Fault]) -> Sheet:
    """The sheet with these values at (row, column)."""
    shown: dict[int, dict[int, tuple[Value | Fault, str]]] = defaultdict(dict)
    for (row, column), value in sorted(values.items()):
        cleaned = _cleaned(value)
        if cleaned != "":
            shown[row][column] = (cleaned, _text(cleaned))
    texts = {row: {column: text for column, (_, text) in cells.items()} for row, cells in shown.items()}
    last = max(shown, default=0)
    file = File(name, tuple(_line(texts.get(row, {}))[0] for row in range(1, last + 1)), read_for)
    rows = {}
    for row, cells in shown.items():
        starts = _line(texts[row])[1]
        rows[row] = {
            column: Cell(value, Mark(file, row, starts[column] + 1, max(1, len(text)), reference(title, row, column)))
            for column, (value, text) in cells.items()
        }
    return Sheet(file, title, rows)


def reference(title: str | None, row: int, column: int) -> str:
    """A cell as spreadsheet programs name it: ``Shifts!C4``."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    if title is None:
        return f"{letters}{row}"
    return f"{title if _PLAIN_TITLE.fullmatch(title) else repr(title)}!{letters}{row}"


def _cleaned(value: Value | Fault) -> Value | Fault:
    """A value as it is read: text without space around it and on one line, numbers that can be numbers of a prison."""
    if isinstance(value, str):
        value = _LINE_BREAK.sub(", ", as_seen(value).strip())
        strange = UNPRINTABLE.search(value)
        if strange is not None:
            return Fault(f"this cell has an invisible character (U+{ord(strange[0]):04X})", "type it anew.")
        full_minute = _FULL_MINUTE.fullmatch(value)
        return full_minute[1] if full_minute else value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and not abs(value) <= LARGEST:
        return Fault(f"{value} is more than {LARGEST:,}", "a smaller number.")
    return value


def _text(value: Value | Fault) -> str:
    if isinstance(value, Fault):
        return "?"
    return str(value).upper() if isinstance(value, bool) else str(value)


def _line(texts: Mapping[int, str]) -> tuple[str, dict[int, int]]:
    """A row as a line of text, and where in it each column starts."""
    line, starts = "", {}
    for column in range(1, max(texts, default=0) + 1):
        line += _BETWEEN if column > 1 else ""
        starts[column] = len(line)
        line += texts.get(column, "")
    return line, starts
