"""Staff, wings and activities that stand in spreadsheets: what is read, and where the finger points."""

from __future__ import annotations

import csv
import datetime
import io
import pathlib
import subprocess
import sys
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_file import SMALL
from small_sheets import DETAIL, PEOPLE, TIMETABLE, problems, small, xlsx

from regime.errors import MissingExtra
from regime.letters import as_seen
from regime.load import load, read
from regime.made import fingerprint
from regime.prison import Prison
from regime.problems import Code, visible
from regime.spreadsheets.csv_file import csv_of, read_csv
from regime.tree import File


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path


def as_text(rows: list[list[object]]) -> list[list[str | int | float | None]]:
    """Rows as a CSV file has them."""
    return [[f"{cell:%H:%M}" if isinstance(cell, datetime.time) else cell for cell in row] for row in rows]


def written(folder: pathlib.Path) -> Prison:
    (folder / "written.yaml").write_text(SMALL)
    return load(folder / "written.yaml")


@pytest.mark.parametrize(
    ("section", "rows"), [("staff", DETAIL), ("wings", PEOPLE), ("activities", TIMETABLE)], ids=lambda x: str(x)[:10]
)
def test_a_sheet_says_what_the_lines_in_yaml_say(folder: pathlib.Path, section: str, rows: list[list[object]]) -> None:
    xlsx(folder / "tables.xlsx", **{section: rows, "other": [["notes"]]})
    with open(folder / "table.csv", "w", newline="") as file:
        csv.writer(file, delimiter=";").writerows(as_text(rows))
    expected = written(folder)
    assert load(small(folder, section, f"{section}: tables.xlsx\n")) == expected
    assert load(small(folder, section, f"{section}: table.csv\n")) == expected
    assert fingerprint(load(small(folder, section, f"{section}: table.csv\n"))) == fingerprint(expected)


def test_spaces_of_pasted_text_are_spaces(folder: pathlib.Path) -> None:
    file = small(folder, "staff", "staff: detail.csv\n")
    (folder / "detail.csv").write_text(
        "shift,start,end,officers\u00a0,instructors\nlong\u00a0day,07:30,18:30,6,1\n", "utf-8"
    )
    assert list(load(file).staff) == ["long day"]
    (folder / "detail.csv").write_text(
        "shift,start,end,officers,less.long\u00a0term\u202fsick.officers\nlong day,07:30,18:30,6,1\n", "utf-8"
    )
    assert list(load(file).staff["long day"].less) == ["long term sick"]


def test_the_fingerprint_follows_the_content_of_the_spreadsheet(folder: pathlib.Path) -> None:
    file = small(folder, "staff", "staff: detail.xlsx\n")
    xlsx(folder / "detail.xlsx", staff=DETAIL)
    before = fingerprint(load(file))
    xlsx(folder / "detail.xlsx", staff=[*DETAIL[:2], [*DETAIL[2][:3], 7, 1]])
    assert fingerprint(load(file)) != before


def test_lines_beside_the_spreadsheet_lie_over_its_rows(folder: pathlib.Path) -> None:
    xlsx(folder / "people.xlsx", Monday=PEOPLE, Tuesday=[])
    lines = "wings:\n  file: people.xlsx\n  sheet: monday\n  A: {yard: null, staffing: {locked: 2}}\n  B: null\n"
    found = load(small(folder, "wings", lines + "  C: {groups: {C1: {size: 5, tags: [remand]}}}\n"))
    assert list(found.wings) == ["A", "C"]
    assert (found.wings["A"].yard, found.wings["A"].staffing.locked) == (None, 2)
    assert found.wings["A"].staffing.unlocked == {"30": 2}


def test_a_shift_can_be_called_file(folder: pathlib.Path) -> None:
    assert (
        "file"
        in load(small(folder, "staff", "staff: {file: {start: 07:00, end: 18:00, osgs: 3, officers: 9}}\n")).staff
    )


def test_every_value_knows_its_cell(folder: pathlib.Path) -> None:
    xlsx(folder / "my people.xlsx", **{"Wing B": PEOPLE})
    tree = read(small(folder, "wings", "wings: my people.xlsx\n")).tree
    _, size, heading = tree.find(("wings", "B", "groups", "B1", "size"))
    assert (size.mark.cell, heading.cell) == ("'Wing B'!C4", "'Wing B'!C1")
    _, remand, _ = tree.find(("wings", "B", "groups", "B1", "tags", 1))
    assert remand.mark.cell == "'Wing B'!E4"
    assert remand.mark.file.line(remand.mark.line)[remand.mark.column - 1 :][: remand.mark.length] == "remand"
    assert {pathlib.Path(name).name for name in tree.files()} == {"small.yaml", "my people.xlsx"}


def test_cells_are_read_as_people_see_them(folder: pathlib.Path) -> None:
    rows = [[*DETAIL[0][:4], "days"], ["early", 1, 1, "6", "mon, tue"], ["late", 1, datetime.timedelta(hours=24), 6.0]]
    book = xlsx(folder / "detail.xlsx", staff=[["HMP Small, the detail"], [], *rows, [], ["# total", None, None, 12]])
    page = book["staff"]
    page.merge_cells("A1:D1")
    for cell, value in (("B4", 7.5 / 24), ("C4", 13 / 24), ("B5", 12.5 / 24)):
        page[cell].value, page[cell].number_format = value, "hh:mm"
    book.save(folder / "detail.xlsx")
    shifts = load(small(folder, "staff", "staff: detail.xlsx\n")).staff
    assert {name: (shift.start, shift.end) for name, shift in shifts.items()} == {
        "early": (450, 780),
        "late": (750, 1440),
    }
    assert shifts["early"].staff == {"officers": 6}
    assert shifts["early"].days == ["mon", "tue"]


def test_per_cent_yes_and_no(folder: pathlib.Path) -> None:
    heads = ["activity", "kind", "places", "sessions", "attendance", "for", "outdoor"]
    book = xlsx(
        folder / "a.xlsx", activities=[heads, ["gym", "gym", 8, "[14:00-15:00]", 0.55, "A: 3, mains: 40%", True]]
    )
    book["activities"]["E2"].number_format = "0%"
    book.save(folder / "a.xlsx")
    gym = load(small(folder, "activities", "activities: a.xlsx\n")).activities["gym"]
    assert (gym.attendance, gym.outdoor) == (55, True)
    assert {name: str(share) for name, share in gym.eligible.items()} == {"A": "3", "mains": "40%"}


def test_one_cell_may_stand_for_several_rows(folder: pathlib.Path) -> None:
    book = xlsx(folder / "people.xlsx", wings=PEOPLE)
    book["wings"]["A3"].value = None
    book["wings"].merge_cells("A2:A3")
    book.save(folder / "people.xlsx")
    assert load(small(folder, "wings", "wings: people.xlsx\n")) == written(folder)


def test_a_whole_wing_can_have_a_row(folder: pathlib.Path) -> None:
    xlsx(folder / "people.xlsx", wings=[[*PEOPLE[0], "closed"], *PEOPLE[1:], ["D", *[None] * 6, "TRUE"]])
    found = load(small(folder, "wings", "wings: people.xlsx\n"))
    assert (found.wings["D"].closed, found.wings["D"].groups) == (True, {})


def test_formulas_have_the_result_that_was_saved(folder: pathlib.Path) -> None:
    rows = [*DETAIL[:2], [*DETAIL[2][:3], "=3+3", 1]]
    xlsx(folder / "detail.xlsx", staff=rows)
    (problem,) = problems(small(folder, "staff", "staff: detail.xlsx\n"))
    assert (problem.cell, problem.code) == ("staff!D3", Code.UNREADABLE)
    assert "formula whose result is not in the file" in problem.what
    assert "save it" in problem.try_
    with_result(folder / "detail.xlsx", "<f>3+3</f><v />", "<f>3+3</f><v>6</v>")
    assert load(small(folder, "staff", "staff: detail.xlsx\n")) == written(folder)
    with_result(folder / "detail.xlsx", '<c r="D3"><f>3+3</f><v>6</v>', '<c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v>')
    (problem,) = problems(small(folder, "staff", "staff: detail.xlsx\n"))
    assert (problem.cell, problem.what) == ("staff!D3", "this cell shows the error #DIV/0!")


def with_result(path: pathlib.Path, old: str, new: str) -> None:
    """Write into a file what a spreadsheet program would save beside a formula."""
    with zipfile.ZipFile(path) as parts:
        contents = {name: parts.read(name) for name in parts.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert contents[sheet].count(old.encode()) == 1
    contents[sheet] = contents[sheet].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as parts:
        for name, content in contents.items():
            parts.writestr(name, content)


def test_text_that_looks_like_a_formula_is_a_name_there_and_back(folder: pathlib.Path) -> None:
    names = ["=cmd()", "+1", "@x", "-2 wing", "'quoted", "<script>", "Ward Gŵyl", "جناح"]
    rows = [["wing", "group", "size", "tags"], ["A", "A1", 5, "mains, remand"]]
    rows += [[name, f"{name} 1", 5] for name in names]
    (folder / "people.csv").write_bytes(csv_of(rows))
    assert list(load(small(folder, "wings", "wings: people.csv\n")).wings) == ["A", *names]
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for (cell,) in book.worksheets[0].iter_rows(max_col=1):
        cell.data_type = "s"
    for cell in book.worksheets[0]["B"]:
        cell.data_type = "s"
    book.save(folder / "people.xlsx")
    assert list(load(small(folder, "wings", "wings: people.xlsx\n")).wings) == ["A", *names]


def test_xlsx_without_openpyxl_says_what_to_install(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    xlsx(folder / "detail.xlsx", staff=DETAIL)
    file = small(folder, "staff", "staff: detail.xlsx\n")
    monkeypatch.setitem(sys.modules, "openpyxl", None)  # what an environment without it looks like to an import
    with pytest.raises(MissingExtra, match=r"This needs openpyxl, .* pip install '\.\[report\]'"):
        load(file)


def test_csv_needs_nothing_that_is_not_always_there(folder: pathlib.Path) -> None:
    (folder / "table.csv").write_bytes(csv_of(as_text(DETAIL)))
    file = small(folder, "staff", "staff: table.csv\n")
    code = f"import sys\nfrom regime.load import load\nload({str(file)!r})\nprint('openpyxl' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


@given(st.lists(st.lists(st.text(max_size=8) | st.integers(-9, 9) | st.none(), min_size=1, max_size=4), max_size=4))
def test_any_rows_survive_csv_as_text(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str | int | None]]
) -> None:
    content = csv_of(rows)
    file = tmp_path_factory.mktemp("any") / "any.csv"
    file.write_bytes(content)
    read = read_csv(file, File("p.yaml", ()))
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    assert not any(cell[:1] in set("=+@\t\r") or (cell[:1] == "-" and not cell[1:].isdigit()) for cell in cells)
    texts = [as_seen(visible(value)).strip() for row in rows for value in row if isinstance(value, str)]
    assert {text for text in texts if text} <= {cell.text for row in read.rows.values() for cell in row.values()}
