"""What is wrong with spreadsheets is told with its cell, in the same words as in YAML."""

from __future__ import annotations

import pathlib
import zipfile

import pytest
from small_sheets import DETAIL, PEOPLE, TIMETABLE, WINGS, problems, small, xlsx

from regime.problems import Code, InputError

TIMES, ROLES, GYM = DETAIL[0][:3], DETAIL[0][:4], TIMETABLE[0][:5]


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path


@pytest.mark.parametrize(
    ("section", "rows", "cell", "code", "said", "try_"),
    [
        ("staff", [["Shfit", "start"], ["early"]], "A1", Code.MISSING_FIELD, 'heading "shift"', "shift."),
        ("staff", [[1, 2]], "A1", Code.MISSING_FIELD, 'heading "shift"', "headings: shift, start"),
        ("staff", [], "A1", Code.MISSING_FIELD, 'heading "shift"', "headings: shift, start"),
        ("staff", [["shift", "start"]], "A1", Code.MISSING_FIELD, "no row below", "a row for each shift"),
        ("wings", [["wing", "size"], ["A", 5]], "A1", Code.MISSING_FIELD, 'headed "group"', "group."),
        ("staff", [["shift", "start"], ["e", "7:00"]], "A2", Code.MISSING_FIELD, 'has no "end"', 'the column "end"'),
        ("staff", [["shift", "start", "end"], ["e", "7:00", 13.5]], "C2", Code.WRONG_VALUE, "write it like", "13:50"),
        ("staff", [["shift", "start", "end"], ["e", "7:00", 0.5625]], "C2", Code.WRONG_VALUE, "not a time", "13:30"),
        ("staff", [["shift", "start", "end"], ["e", 700, "25:00"]], "B2", Code.WRONG_VALUE, "write it like", "07:00"),
        ("staff", [*DETAIL[:2], [None, None, None, 6]], "D3", Code.MISSING_FIELD, "no shift", "# at the start"),
        ("staff", [*DETAIL, DETAIL[1]], "A4", Code.DUPLICATE, '"early" is given twice: here and in', "one of the two"),
        ("staff", [[*ROLES, "Oficers"], DETAIL[1][:5]], "E1", Code.UNKNOWN_ROLE, "no role", '"officers"'),
        ("staff", [[*ROLES, "Notes"], [*DETAIL[1][:4], "x"]], "E1", Code.UNKNOWN_FIELD, '"Notes"', "one of the"),
        ("staff", [[*TIMES, "officers"], [*DETAIL[1][:3], "six"]], "D2", Code.WRONG_TYPE, "whole number", "12."),
        ("staff", [[*ROLES, 30], [*DETAIL[1][:4], 5]], "E1", Code.UNKNOWN_ROLE, '"30"', "one of the roles"),
        ("staff", [TIMES, DETAIL[1][:4]], "D2", Code.UNKNOWN_FIELD, "no heading", "begins with #"),
        ("staff", [[*ROLES, "officers"], DETAIL[1][:5]], "E1", Code.DUPLICATE, "the same as", "one of the two"),
        ("staff", [DETAIL[0], [*DETAIL[1][:5], "at noon"]], "F2", Code.WRONG_VALUE, "not a break", ""),
        ("staff", [DETAIL[0], [*DETAIL[1][:3], 200_000]], "D2", Code.UNREADABLE, "more than 100,000", "smaller"),
        ("staff", [["shift", "start"], ["a\u202eb", "7:00"]], "A2", Code.UNREADABLE, "U+202E", "anew"),
        ("staff", [["shift", "start"], ["x" * 101, "7:00"]], "A2", Code.WRONG_VALUE, "101 characters", "shorter"),
        ("wings", [PEOPLE[0], ["A", None, 5]], "A2", Code.MISSING_FIELD, "no group", "# at the start"),
        ("wings", [*PEOPLE, ["A", "A3", 5, None, None, "south"]], "F5", Code.DUPLICATE, 'another "yard"', "the same"),
        ("wings", [[*PEOPLE[0][:3], "yrad"], ["A", "A1", 5, "x"]], "D1", Code.UNKNOWN_FIELD, '"yrad"', '"yard"'),
        ("wings", [[*PEOPLE[0][:4]], ["A", "A1", 5, 6]], "B2", Code.WRONG_VALUE, "6 unemployed people", ""),
        ("wings", [PEOPLE[0], ["A", "A1", 5, None, "x, [y"]], "E2", Code.NOT_YAML, "not closed", ""),
        ("wings", [PEOPLE[0], ["A", "A1", 5, None, "@x"]], "E2", Code.NOT_YAML, "cannot begin", "quotes"),
        ("activities", [GYM, ["gym", "gym", 8, "14:00-15:00", "mians"]], "E2", Code.UNKNOWN_PEOPLE, "mians", "mains"),
        ("activities", [GYM, ["gym", "gym", 8, "14:00-13:00"]], "D2", Code.WRONG_VALUE, "ends before", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_cell(
    folder: pathlib.Path, section: str, rows: list[list[object]], cell: str, code: Code, said: str, try_: str
) -> None:
    xlsx(folder / "t.xlsx", **{section: rows})
    found = [problem for problem in problems(small(folder, section, f"{section}: t.xlsx\n")) if problem.cell]
    (problem,) = [problem for problem in found if problem.cell == f"{section}!{cell}"]
    assert problem.code == code
    assert said in problem.what
    assert try_ in problem.try_
    assert str(problem).startswith(f"{folder / 't.xlsx'}:{section}!{cell}  {code}")


def test_the_row_is_shown_with_the_cell_underlined(folder: pathlib.Path) -> None:
    (folder / "detail.csv").write_text("shift;start;end;officers\nearly;07:30;;six\n")
    text = str(InputError([p for p in problems(small(folder, "staff", "staff: detail.csv\n")) if p.cell == "D2"]))
    assert text.splitlines()[1:3] == ["   2 | early | 07:30 |  | six", "     |                    ^^^"]


def test_cells_that_are_merged_over_columns_are_refused(folder: pathlib.Path) -> None:
    book = xlsx(folder / "detail.xlsx", staff=DETAIL)
    book["staff"].merge_cells("D2:E2")
    book.save(folder / "detail.xlsx")
    (problem,) = problems(small(folder, "staff", "staff: detail.xlsx\n"))
    assert (problem.cell, problem.what) == ("staff!D2", "the cells D2:E2 are merged")


@pytest.mark.parametrize(
    ("lines", "underlined", "code", "said", "try_"),
    [
        ("staff: detial.xlsx\n", "detial.xlsx", Code.UNREADABLE, "no spreadsheet", '"detail.xlsx".'),
        ("staff: folder/detail.xlsx\n", "folder/detail.xlsx", Code.UNREADABLE, "no spreadsheet", ""),
        ("staff: detail.ods\n", "detail.ods", Code.WRONG_VALUE, "no spreadsheet that can be read", ".xlsx or .csv"),
        ("staff: thirty\n", "thirty", Code.WRONG_VALUE, "no spreadsheet that can be read", "staff as fields"),
        ("staff: {file: detail.xlsx, sheet: Munday}\n", "Munday", Code.UNKNOWN_NAME, "no sheet", '"Monday".'),
        ("staff: detail.xlsx\n", "detail.xlsx", Code.UNKNOWN_NAME, 'no sheet "staff"', "sheets: Monday, Tuesday"),
        ("staff: {file: detail.csv, sheet: Monday}\n", "Monday", Code.WRONG_VALUE, "CSV file", "leave the line out"),
    ],
)
def test_what_cannot_be_found_is_told_where_it_is_asked_for(
    folder: pathlib.Path, lines: str, underlined: str, code: Code, said: str, try_: str
) -> None:
    xlsx(folder / "detail.xlsx", Monday=DETAIL, Tuesday=DETAIL)
    (folder / "detail.csv").write_text("shift\n")
    (problem,) = problems(small(folder, "staff", lines))
    assert problem.source_line[problem.column - 1 :][: problem.length] == underlined
    assert (problem.file, problem.code) == (str(folder / "small.yaml"), code)
    assert said in problem.what
    assert try_ in problem.try_


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.xlsx", b"", "no XLSX file that can be read"),
        ("t.xlsx", b"\xd0\xcf\x11\xe0 an old or protected file", "no XLSX file that can be read"),
        ("t.csv", "shift\ncaf\xe9\n".encode("latin-1"), "not UTF-8"),
        ("t.csv", b'shift\n"early\n', "cannot be read as CSV"),
        ("t.csv", b"shift\n" * 5_001, "more than 5,000 rows"),
    ],
)
def test_files_that_are_no_spreadsheets_are_refused(folder: pathlib.Path, name: str, content: bytes, said: str) -> None:
    (folder / name).write_bytes(content)
    (problem,) = problems(small(folder, "staff", f"staff: {name}\n"))
    assert (problem.file, problem.code) == (str(folder / name), Code.UNREADABLE)
    assert said in problem.what


def test_a_file_that_unpacks_without_end_and_a_sheet_without_end_are_refused(folder: pathlib.Path) -> None:
    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * 60_000_000)
    (problem,) = problems(small(folder, "staff", "staff: bomb.xlsx\n"))
    assert "unpacks to more than 50 MB" in problem.what
    book = xlsx(folder / "long.xlsx", staff=DETAIL)
    book["staff"]["C1048576"].number_format = "hh:mm"
    book.save(folder / "long.xlsx")
    (problem,) = problems(small(folder, "staff", "staff: long.xlsx\n"))
    assert "goes down to G1048576" in problem.what


def test_everything_wrong_in_all_sheets_is_told_at_once(folder: pathlib.Path) -> None:
    (folder / "staff.csv").write_text("shift,start\n,07:30\nlate,,x\n")
    (folder / "wings.csv").write_text("wing,group\nA,\n")
    file = small(folder, "staff", "staff: staff.csv\n")
    file.write_text(file.read_text().replace(WINGS, "wings: wings.csv\n"))
    assert [(pathlib.Path(p.file).name, p.cell) for p in problems(file)] == [("staff.csv", "B2"), ("staff.csv", "C3")]
