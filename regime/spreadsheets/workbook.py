"""Tables as the sheets of an XLSX file: formatted, with headings that stay in sight, ready to print.

Text is text whatever it begins with; numbers are numbers, times times and shares per cent.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from regime.problems import visible

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TITLE = 31
LONGEST_TEXT = 32_767
WIDEST = 46

_HEADING = PatternFill("solid", fgColor="E6ECF3")
_RULE = Border(bottom=Side("thin", color="C4C9CE"))


@dataclass(frozen=True)
class Share:
    """A share of the whole, from 0 to 1, shown as per cent."""

    of_one: float


Value = str | int | float | datetime.time | datetime.timedelta | Share | None


@dataclass(frozen=True)
class Table:
    """One sheet: a row of headings and rows of values in the same order."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]
    about: str = ""
    """A line above the headings."""


def time_of_day(minutes: int) -> datetime.time | datetime.timedelta:
    """A time in minutes after midnight; the end of the day, which no clock shows, as a whole day."""
    if minutes == 24 * 60:
        return datetime.timedelta(days=1)
    return datetime.time(minutes // 60, minutes % 60)


def workbook(tables: Iterable[Table]) -> bytes:
    """The tables as an XLSX file, a sheet each. Titles that are too long, not allowed or taken are made to fit."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        page = book.create_sheet(sheet_title(table.title, book.sheetnames))
        _fill(page, table)
        _ready_to_print(page, table)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_title(text: str, taken: Collection[str] = ()) -> str:
    """The title that a sheet can have: 31 characters, none that titles may not have, none that is ``taken``."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", visible(text)).strip().strip("'") or "Sheet"
    used = {each.casefold() for each in taken} | {"history"}  # a name that Excel keeps for itself
    title, number = plain[:LONGEST_TITLE], 1
    while title.casefold() in used:
        number += 1
        title = f"{plain[: LONGEST_TITLE - len(f' {number}')]} {number}"
    return title


def _fill(page: Worksheet, table: Table) -> None:
    if table.about:
        _put(page.cell(1, 1), table.about)
        page.cell(1, 1).font = Font(bold=True, size=12)
    top = _heading_row(table)
    for column, heading in enumerate(table.headings, 1):
        cell = page.cell(top, column)
        _put(cell, heading)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEADING, _RULE
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")
    for number, row in enumerate(table.rows, top + 1):
        for column, value in enumerate(row, 1):
            cell = page.cell(number, column)
            _put(cell, value)
            cell.border = _RULE
            cell.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
    for column, heading in enumerate(table.headings):
        texts = [max(heading.split(), key=len, default=""), *(_shown(row[column]) for row in table.rows)]
        letter = get_column_letter(column + 1)
        page.column_dimensions[letter].width = 2.5 + min(WIDEST, max(6, *map(len, texts)))


def _heading_row(table: Table) -> int:
    return 2 if table.about else 1


def _put(cell: Cell | MergedCell, value: Value) -> None:
    """Write a value as what it is."""
    match value:
        case str():
            text = visible(value)[:LONGEST_TEXT]
            cell.value = text
            if text:
                cell.data_type = "s"  # never a formula, nor an error or a number that text may look like
                cell.quotePrefix = not text[0].isalnum()  # and none once somebody edits the cell
        case Share():
            cell.value, cell.number_format = value.of_one, "0%"
        case datetime.time():
            cell.value, cell.number_format = value, "hh:mm"
        case datetime.timedelta():
            cell.value, cell.number_format = value, "[h]:mm"
        case float():
            cell.value, cell.number_format = value, "#,##0.0"
        case _:
            cell.value, cell.number_format = value, "#,##0"


def _shown(value: Value) -> str:
    match value:
        case None:
            return ""
        case Share():
            return "100%"
        case datetime.time() | datetime.timedelta():
            return "00:00"
        case float():
            return f"{value:,.1f}"
        case _:
            return str(value)


def _ready_to_print(page: Worksheet, table: Table) -> None:
    top = _heading_row(table)
    page.freeze_panes = f"B{top + 1}"
    page.print_title_rows = f"{top}:{top}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    assert page.oddFooter is not None, "every sheet has a footer to fill"
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "&P / &N"
