"""Sheets that say what the small prison file says, and the file with a section that names them."""

from __future__ import annotations

import datetime
import pathlib

import openpyxl
import pytest
from small_file import SMALL, changed

from regime.load import load
from regime.problems import InputError, Problem

STAFF = SMALL[SMALL.index("staff:\n") : SMALL.index("posts:")]
WINGS = SMALL[SMALL.index("wings:\n") : SMALL.index("yards:")]
ACTIVITIES = SMALL[SMALL.index("activities:\n") : SMALL.index("routes:")]

DETAIL = [
    ["Shift", "Start", "End", "Officers", "Instructors", "Breaks", "less.training.officers"],
    ["early", datetime.time(7, 30), datetime.time(13), 6, 1, "30 between 10:00-11:00", 1],
    ["late", datetime.time(12, 30), datetime.time(18, 30), 6, 1],
]
PEOPLE = [
    ["wing", "group", "size", "unemployed", "tags", "yard", "staffing.unlocked"],
    ["A", "A1", 20, None, "mains", "north", "30: 2"],
    ["A", "A2", 10],
    ["B", "B1", 25, 5, "mains, remand"],
]
TIMETABLE = [
    ["activity", "kind", "places", "sessions", "for", "staff", "length", "between"],
    ["workshop", "workshop", 12, "08:30-11:30\n13:30-16:00", "mains", "instructors: 1"],
    ["gym", "gym", 8, None, None, None, 45, "13:00-16:00"],
]


def xlsx(path: pathlib.Path, **sheets: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(path)
    return book


def small(folder: pathlib.Path, section: str, lines: str) -> pathlib.Path:
    """The small prison file with a section that says something else."""
    file = folder / "small.yaml"
    file.write_text(changed({"staff": STAFF, "wings": WINGS, "activities": ACTIVITIES}[section], lines))
    return file


def problems(file: pathlib.Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        load(file)
    return caught.value.problems
