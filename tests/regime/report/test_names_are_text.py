"""Names that look like formulas, markup or file paths are text in every file, and nothing else."""

from __future__ import annotations

import csv
import io
from pathlib import PurePosixPath
from xml.etree import ElementTree

import icalendar
import openpyxl
import pytest
from builders import bare, day, session

from regime import report

NAMES = [
    "=cmd()|' /C calc'!A0", "+1", "-1", "@x", "<script>alert(1)</script>", "Gŵyl ddŵr", "جناح", "x" * 200, "'q",
    "A/B:C", "a;b,c\\n", "CON", "con",
]  # fmt: skip
WINGS = ["A", "B", *NAMES]
GYM = {"kind": "gym", "places": 8, "sessions": ["09:00-10:00"]}
FILES = ["governor", "spreadsheet", "csv", "calendar", "json"]


@pytest.fixture(scope="module")
def odd():
    """A prison whose every name is meant to be taken for something else."""
    today = day(
        prison=NAMES[0],
        wings={name: {"groups": {f"{name} 1": 10}} for name in NAMES},
        activities={
            name: {"kind": "gym", "places": 8, "sessions": ["09:00-10:00"], "for": [f"{name} 1"]} for name in NAMES
        },
        staff={"@day": {"start": "07:00", "end": "19:00", "officers": 99}},
    )
    sessions = [session(name, "09:00-10:00", **{f"{name} 1": 5}) for name in NAMES]
    return report(today.prison, {"odd": bare(today, sessions=sessions, title="=1+1")}, FILES)


def test_names_are_text_in_every_cell(odd):
    for data_only in (False, True):
        book = openpyxl.load_workbook(io.BytesIO(odd["plan.xlsx"]), data_only=data_only)
        cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        texts = {cell.value for cell in cells if cell.data_type == "s"}
        assert {*NAMES, *(f"{name} 1" for name in NAMES)} <= texts
        assert all(cell.quotePrefix for cell in cells if cell.data_type == "s" and cell.value[0] in "=+-@")


def test_no_field_of_any_csv_begins_a_formula(odd):
    texts = [content.decode("utf-8-sig") for name, content in odd.items() if name.endswith(".csv")]
    fields = [field for text in texts for row in csv.reader(io.StringIO(text)) for field in row]
    assert not [field for field in fields if field[:1] in {"=", "+", "@", "-", "\t", "\r"} and not _is_number(field)]
    assert {f"'{name}" for name in NAMES if name[0] in "=+-@'"} <= set(fields)
    assert {name for name in NAMES if name[0] not in "=+-@'"} <= set(fields)


def _is_number(text: str) -> bool:
    try:
        return bool(float(text) <= 0)
    except ValueError:
        return False


def test_pictures_stand_alone_with_names_as_text(odd):
    pictures = {name: content for name, content in odd.items() if name.endswith(".svg")}
    assert {"pictures/day.svg", "pictures/staff.svg", "pictures/roll.svg", "pictures/places.svg"} <= set(pictures)
    for name, content in pictures.items():
        root = ElementTree.fromstring(content)
        assert root.tag == "{http://www.w3.org/2000/svg}svg", name
        assert not [each.tag for each in root.iter() if each.tag.endswith("script")]
    assert "<script>alert(1)</script> 1" in "".join(ElementTree.fromstring(pictures["pictures/day.svg"]).itertext())


def test_calendars_have_names_as_text_and_files_of_their_own(odd):
    calendars = {name: content for name, content in odd.items() if name.endswith(".ics")}
    assert len({name.casefold() for name in calendars}) == len(WINGS) + len(NAMES)
    for name, content in calendars.items():
        assert len(PurePosixPath(name).parts) == 2
        assert not set(name.removeprefix("calendar/")) & set('<>:"/\\|?*')
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    wings = [icalendar.Calendar.from_ical(odd[name]) for name in calendars if name.startswith("calendar/wing")]
    assert [str(wing["x-wr-calname"]) for wing in wings] == [f"{NAMES[0]}, wing {name}" for name in WINGS]
    told = [str(event["summary"]) for wing in wings for event in wing.walk("vevent")]
    assert told == [f"{name}: {name} 1" for name in NAMES]
