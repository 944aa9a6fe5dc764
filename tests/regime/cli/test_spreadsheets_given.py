"""Spreadsheets at the command line: to start from, to check and to plan from."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import openpyxl
import pytest

from regime.cli import main
from regime.cli.exit import Exit

Capture = pytest.CaptureFixture[str]
PRISON = """\
prison: HMP Tables
day: {unlock: 08:00, lock_up: 18:00}
wings: tables.xlsx
staff: {file: tables.xlsx, main: {officers: 5}}
activities: tables.xlsx
routes: {walkway: {minutes: 15, staff: {officers: 2}}}
entitlements: {visits: null}
"""


@pytest.fixture
def prison(tmp_path: Path, capsys: Capture) -> Path:
    """A prison file beside a workbook that ``regime new`` wrote."""
    assert main(["new", str(tmp_path / "tables.xlsx")]) == Exit.DONE
    assert "staff: tables.xlsx\nwings: tables.xlsx\nactivities: tables.xlsx\n" in capsys.readouterr().err
    (tmp_path / "prison.yaml").write_text(PRISON)
    return tmp_path / "prison.yaml"


def test_the_workbook_to_start_from_is_read_as_it_is(prison: Path, capsys: Capture) -> None:
    assert main(["check", str(prison)]) == Exit.DONE
    assert "HMP Tables: 2 wings, 4 groups, 90 people" in capsys.readouterr().out
    book = openpyxl.load_workbook(prison.with_name("tables.xlsx"))
    assert book.sheetnames == ["staff", "wings", "activities"]
    assert [sheet.freeze_panes for sheet in book] == ["B2"] * 3


@pytest.mark.parametrize("example", ["tiny", "hull"])
def test_what_is_said_of_a_workbook_to_start_from_works(
    example: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "detail.xlsx", "--from", example]) == Exit.DONE
    said = capsys.readouterr().err.splitlines()
    assert said[2].endswith(f": regime new my-prison.yaml --from {example}")
    assert main(["new", "my-prison.yaml", "--from", example]) == Exit.DONE
    text = Path("my-prison.yaml").read_text(encoding="utf-8")
    for line in said[4:-1]:
        text, found = re.subn(rf"^{line.split(':')[0]}:.*\n([ #].*\n|\n)*", f"{line}\n", text, flags=re.MULTILINE)
        assert found == 1
    Path("my-prison.yaml").write_text(text, encoding="utf-8")
    assert main(said[-1].removeprefix("Then: regime ").split()) == Exit.DONE


@pytest.mark.parametrize("name", ["a.csv", ".xlsx", "prison", "a.xls"])
def test_no_file_is_begun_whose_name_says_something_else(name: str, tmp_path: Path, capsys: Capture) -> None:
    assert main(["new", str(tmp_path / name)]) == Exit.USAGE
    assert "name it like my-prison.yaml, or" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["check", "plan"])
@pytest.mark.parametrize("name", ["tables.xlsx", "tables.csv"])
def test_a_spreadsheet_in_place_of_a_prison_file_is_told_where_it_belongs(
    prison: Path, capsys: Capture, command: str, name: str
) -> None:
    prison.with_name("tables.csv").write_text("shift,start\n", encoding="utf-8")
    assert main([command, str(prison.with_name(name))]) == Exit.INVALID_INPUT
    said = " ".join(capsys.readouterr().err.split())
    assert "a spreadsheet is no prison file" in said
    assert f"staff: {name}" in said


def test_a_mistake_points_at_its_cell(prison: Path, capsys: Capture) -> None:
    book = openpyxl.load_workbook(prison.with_name("tables.xlsx"))
    book["staff"]["F3"].value = "60 between 19:00-20:00"
    book.save(prison.with_name("tables.xlsx"))
    assert main(["check", str(prison)]) == Exit.INVALID_INPUT
    assert "tables.xlsx:staff!F3  RP016" in capsys.readouterr().err
    assert main(["check", str(prison), "--format", "json"]) == Exit.INVALID_INPUT
    (problem,) = json.loads(capsys.readouterr().out)["error"]["problems"]
    assert (Path(problem["file"]).name, problem["cell"], problem["line"]) == ("tables.xlsx", "staff!F3", 3)


def test_no_plan_is_written_over_a_spreadsheet_that_it_is_made_from(prison: Path, capsys: Capture) -> None:
    before = prison.with_name("tables.xlsx").read_bytes()
    command = ["plan", str(prison), "-o", str(prison.with_name("tables.xlsx")), "--force", "--time-limit", "1"]
    assert main(command) == Exit.USAGE
    assert "is what the answer is made from" in " ".join(capsys.readouterr().err.split())
    assert prison.with_name("tables.xlsx").read_bytes() == before


def test_no_workbook_of_a_timetable_and_none_over_another(prison: Path, capsys: Capture) -> None:
    tables = str(prison.with_name("tables.xlsx"))
    assert main(["new", tables]) == Exit.USAGE
    assert "exists already" in capsys.readouterr().err
    assert main(["new", tables, "--force", "--from", "hull-march-2022.timetable"]) == Exit.USAGE
    assert "only those have tables" in capsys.readouterr().err


def test_without_openpyxl_the_commands_say_what_to_install(
    prison: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [name for name in sys.modules if name.startswith(("openpyxl", "regime.spreadsheets."))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "openpyxl", None)  # what an environment without it looks like to an import
    for command in (["check", str(prison)], ["new", str(prison.with_name("other.xlsx"))]):
        assert main(command) == Exit.USAGE
        assert capsys.readouterr().err == (
            "This needs openpyxl, which is not installed: pip install '.[report]' in the planner's folder.\n"
        )
    assert not prison.with_name("other.xlsx").exists()
