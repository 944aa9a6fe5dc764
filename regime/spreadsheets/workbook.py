"""Tables as the sheets of an XLSX file: formatted, with headings that stay in sight, ready to print.

Text is text whatever it begins with; numbers are numbers, times times and shares per cent.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Collection, Iterable
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from regime.problems import visible
from regime.spans import DAY
from regime.spreadsheets.table import Kind, Table, Value

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TITLE = 31
LONGEST_TEXT = 32_767
WIDEST = 46
AROUND = 4
"""Characters of a column's width that stay free."""
PAGE_WIDTH = 104
"""Characters across a page of A4, landscape, in the widest of usual fonts."""
LINE = 15
"""Height of a line in points."""

_HEADING = PatternFill("solid", fgColor="E6ECF3")
_LINE = Side("thin", color="C4C9CE")
_RULE = Border(bottom=_LINE)
_TEXT, _NUMBER = Alignment("left", "top", wrap_text=True, indent=1), Alignment("right", "top", indent=1)
_BOX = Border(_LINE, _LINE, _LINE, _LINE)


def workbook(tables: Iterable[Table]) -> bytes:
    """The tables as an XLSX file, a sheet each. Titles that are too long, not allowed or taken are made to fit."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        page = book.create_sheet(sheet_title(table.title, book.sheetnames))
        _write(page, table)
        _ready_to_print(page, table)
    return _saved(book)


def sheet_title(text: str, taken: Collection[str] = ()) -> str:
    """The title that a sheet can have: 31 characters, none that titles may not have, none that is ``taken``."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", visible(text)).strip().strip("'") or "Sheet"
    used = {each.casefold() for each in taken} | {"history"}  # a name that Excel keeps for itself
    title, number = plain[:LONGEST_TITLE], 1
    while title.casefold() in used:
        number += 1
        title = f"{plain[: LONGEST_TITLE - len(f' {number}')]} {number}"
    return title


def _saved(book: Workbook) -> bytes:
    """The file, without the time of writing: the same tables give the same bytes."""
    dated, file = io.BytesIO(), io.BytesIO()
    book.save(dated)
    book.properties.created = book.properties.modified = datetime.datetime(*zipfile.ZipInfo().date_time)
    with zipfile.ZipFile(dated) as parts, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as undated:
        for name in parts.namelist():
            content = tostring(book.properties.to_tree()) if name == ARC_CORE else parts.read(name)
            undated.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _write(page: Worksheet, table: Table) -> None:
    top = _heading_row(table)
    if table.about:
        _put(page.cell(1, 1), table.about)
        page.cell(1, 1).font = Font(bold=True, size=12)
    for column, heading in enumerate(table.columns, 1):
        cell = page.cell(top, column)
        _put(cell, heading)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEADING, _RULE
        words = any(isinstance(row[column - 1], str) for row in table.rows) or table.columns[heading] == "tick"
        cell.alignment = Alignment("left" if words else "right", "bottom", wrap_text=True, indent=1)
    for number, row in enumerate(table.rows, top + 1):
        for column, (value, kind) in enumerate(zip(row, table.columns.values(), strict=True), 1):
            cell = page.cell(number, column)
            _put(cell, value, kind)
            cell.border = _BOX if kind == "tick" else _RULE
            cell.alignment = _TEXT if isinstance(value, str) else _NUMBER


def _heading_row(table: Table) -> int:
    return 2 if table.about else 1


def _put(cell: Cell | MergedCell, value: Value, kind: Kind = "plain") -> None:
    """Write a value as what it is: text whatever it looks like, a number, a time, a share."""
    if isinstance(value, str):
        cell.value = visible(value)[:LONGEST_TEXT]
        if cell.value:
            cell.data_type = "s"  # never a formula, nor an error that text may look like
            cell.quotePrefix = not cell.value[0].isalnum()  # and no formula once somebody edits the cell
    elif value is None:
        return
    elif kind == "time" and 0 <= value < DAY:
        cell.value, cell.number_format = datetime.time(int(value) // 60, int(value) % 60), "hh:mm"
    elif kind in ("time", "duration"):  # no clock shows the end of the day
        cell.value, cell.number_format = datetime.timedelta(minutes=value), "[h]:mm"
    elif kind == "percent":
        cell.value, cell.number_format = value / 100, "0%"
    else:
        cell.value, cell.number_format = value, "#,##0.0" if isinstance(value, float) else "#,##0"


def _ready_to_print(page: Worksheet, table: Table) -> None:
    top = _heading_row(table)
    page.freeze_panes = f"B{top + 1}"
    page.print_title_rows = f"1:{top}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75, footer=0.4)
    assert page.oddFooter is not None, "every sheet has a footer to fill"
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "&P / &N"
    widths = [_width(table, column) for column in range(len(table.columns))]
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    lines = [len(wrap(heading, int(width - AROUND))) for heading, width in zip(table.columns, widths, strict=True)]
    page.row_dimensions[top].height = LINE * max(lines)
    # A scale of its own: a page that is made to fit has no page breaks.
    page.page_setup.scale = max(10, min(100, int(100 * PAGE_WIDTH / sum(widths))))
    for number, (row, after) in enumerate(pairwise(table.rows), top + 1):
        if row[: table.together] != after[: table.together]:
            page.row_breaks.append(Break(id=number))


def _width(table: Table, column: int) -> float:
    """Width in characters: of the longest value, or of the heading in two lines."""
    heading, kind = list(table.columns.items())[column]
    texts = [str(row[column]) for row in table.rows if kind == "plain" and row[column] is not None]
    return AROUND + min(WIDEST, max(6, len(heading) // 2 + 1, *map(len, heading.split()), *map(len, texts)))
