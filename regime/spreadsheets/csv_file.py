"""CSV: a file as a sheet, and rows as a file."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence

from regime.clock import clock
from regime.problems import Code, InputError, visible
from regime.source import file_text
from regime.spreadsheets.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, sheet
from regime.spreadsheets.table import Kind, Table, Value
from regime.tree import File, Mark

FORMULAS = frozenset("=+-@'")
"""Text that begins so has an apostrophe put before it: a spreadsheet program would take it for a formula."""

_QUOTED = re.compile(r'"[^"]*"')


def read_csv(path: str | os.PathLike[str], read_for: File) -> Sheet:
    """The sheet of a CSV file in UTF-8, with commas, semicolons or tabs. Raises ``InputError``."""
    text = file_text(path).removeprefix("\ufeff")
    delimiter = max(",;\t", key=_QUOTED.sub("", text).count)
    name = visible(os.fspath(path))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    values = {}
    try:
        for row, fields in enumerate(reader, 1):
            if row > MOST_ROWS or len(fields) > MOST_COLUMNS:
                raise csv.Error(f"more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns")
            for column, field in enumerate(fields, 1):
                marked = field[:1] == "'" and field[1:2] in FORMULAS
                values[row, column] = field[1:] if marked else field
    except csv.Error as error:
        what = f"this cannot be read as CSV: {error}"
        at = Mark(File(name, tuple(text.splitlines())), reader.line_num, 1)
        raise InputError([at.problem(Code.UNREADABLE, what)]) from None
    return sheet(name, None, read_for, values)


def csv_table(table: Table) -> bytes:
    """A table as a CSV file. Times are written ``08:30``, amounts to two decimals; headings say units."""
    kinds = [(column, kind) for column, kind in enumerate(table.columns.values()) if kind != "tick"]
    headings = [heading + _UNITS.get(kind, "") for heading, kind in table.columns.items() if kind != "tick"]
    rows = ([_written(row[column], kind) for column, kind in kinds] for row in table.rows)
    return csv_of([headings, *rows])


_UNITS: dict[Kind, str] = {"duration": " (minutes)", "percent": " (%)"}


def _written(value: Value, kind: Kind) -> Value:
    if kind == "time" and isinstance(value, (int, float)):
        return clock(int(value))
    return round(value, 2) if isinstance(value, float) else value


def csv_of(rows: Iterable[Sequence[Value]]) -> bytes:
    """Rows as a CSV file in UTF-8 that spreadsheet programs know as such. Text stays text, whatever it begins with."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
    for row in rows:
        writer.writerow([_as_text(value) if isinstance(value, str) else value for value in row])
    return file.getvalue().encode("utf-8-sig")


def _as_text(value: str) -> str:
    text = visible(value)
    return f"'{text}" if text[:1] in FORMULAS else text
