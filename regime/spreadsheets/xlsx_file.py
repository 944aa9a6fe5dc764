"""An XLSX file as sheets: values as people see them, and what keeps a cell from having one."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from regime.clock import clock
from regime.errors import needing
from regime.problems import Code, InputError
from regime.spreadsheets.sheet import MOST_COLUMNS, MOST_ROWS, Fault, Sheet, Value, reference, sheet
from regime.tree import File, Mark

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as XlsxCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

MOST_UNPACKED = 50_000_000
"""Bytes that the parts of a file may have once they are unpacked; a sheet of 5,000 rows has about one million."""


@dataclass(frozen=True)
class Xlsx:
    """An XLSX file: with the results of its formulas, and with the formulas themselves."""

    name: str
    read_for: File
    results: Workbook
    formulas: Workbook

    @property
    def titles(self) -> list[str]:
        """Its sheets that are not hidden."""
        return [each.title for each in self.results.worksheets if each.sheet_state == "visible"]

    def sheet(self, title: str) -> Sheet:
        """One of its sheets. Raises ``InputError`` if that is larger than any table of a prison."""
        results, formulas = self.results[title], self.formulas[title]
        if results.max_row > MOST_ROWS or results.max_column > MOST_COLUMNS:
            what = f"the sheet {title} goes down to {reference(None, results.max_row, results.max_column)}"
            try_ = "delete the rows and columns beyond the table: empty ones can have a format."
            raise InputError([Mark(File(self.name, ()), 0, 0).problem(Code.UNREADABLE, what, try_)])
        values: dict[tuple[int, int], Value | Fault] = {}
        for row in range(1, results.max_row + 1):
            for column in range(1, results.max_column + 1):
                is_formula = formulas.cell(row, column).data_type == "f"
                value = _value(results.cell(row, column), is_formula=is_formula)
                if value is not None:
                    values[row, column] = value
        _unmerge(results, values)
        return sheet(self.name, title, self.read_for, values)


def read_xlsx(name: str, content: bytes, read_for: File) -> Xlsx:
    """The XLSX file with this content. Raises ``InputError``, and ``MissingExtra`` where openpyxl is not installed."""
    with needing("report"):
        from openpyxl import load_workbook
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise ValueError(f"it unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about looks that are not read
            results = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
            formulas = load_workbook(io.BytesIO(content), keep_links=False)
    except Exception as error:  # a broken file makes openpyxl raise whatever its parts raise
        what = f"this is no XLSX file that can be read: {error}"
        try_ = "open it in a spreadsheet program and save it as .xlsx, without a password."
        raise InputError([Mark(File(name, ()), 0, 0).problem(Code.UNREADABLE, what, try_)]) from None
    return Xlsx(name, read_for, results, formulas)


def _value(cell: XlsxCell | MergedCell, *, is_formula: bool) -> Value | Fault | None:
    """What a cell shows; nothing if it is empty."""
    value: Any = cell.value
    if value is None:
        if is_formula:
            return Fault(
                "this cell has a formula whose result is not in the file",
                "open the file in a spreadsheet program and save it, or write the value.",
            )
        return None
    if cell.data_type == "e":
        return Fault(f"this cell shows the error {value}", "correct its formula.")
    if isinstance(value, datetime.time):
        return _time(datetime.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second), value)
    if isinstance(value, datetime.timedelta):
        return _time(value, value)
    if isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float)):
        if "%" in cell.number_format:
            return f"{round(100 * value, 6):g}%"
        return int(value) if float(value).is_integer() else round(value, 9)
    return str(value)


def _time(after_midnight: datetime.timedelta, shown: object) -> str:
    """A time of day to the minute; programs that count in days are off by less than a second."""
    minutes = after_midnight / datetime.timedelta(minutes=1)
    return clock(round(minutes)) if abs(minutes - round(minutes)) < 1 / 59 else str(shown)


def _unmerge(page: Worksheet, values: dict[tuple[int, int], Value | Fault]) -> None:
    """Give a value that is merged over rows to each of them; over columns it stands under more than one heading."""
    for area in page.merged_cells.ranges:
        first = values.get((area.min_row, area.min_col))
        if first is None or (isinstance(first, str) and first.startswith("#")):
            continue
        if area.min_col < area.max_col:
            first = Fault(f"the cells {area.coord} are merged", "undo the merge, with a value in each cell.")
        for row in range(area.min_row, area.max_row + 1):
            values[row, area.min_col] = first
