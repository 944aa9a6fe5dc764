"""A plan for spreadsheets and other programs: XLSX, CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator

from regime.report.reported import Reported
from regime.report.tables import tables
from regime.spreadsheets.csv_file import csv_table
from regime.spreadsheets.workbook import workbook


def as_spreadsheet(day: Reported) -> Iterator[tuple[str, bytes]]:
    """Every table, a sheet each."""
    yield "plan.xlsx", workbook(tables(day))


def as_csv(day: Reported) -> Iterator[tuple[str, bytes]]:
    """Every table, a file each."""
    for table in tables(day):
        yield f"csv/{table.title.lower().replace(' ', '-')}.csv", csv_table(table)


def as_json(day: Reported) -> Iterator[tuple[str, bytes]]:
    """The plan as it was checked and measured; ``regime schema plan`` describes it."""
    yield "plan.json", f"{day.plan.model_dump_json(indent=2)}\n".encode()
