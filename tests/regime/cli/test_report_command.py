"""``regime report``: documents in a folder, nothing written over unasked, and words for what cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import bare

from regime import evaluate
from regime.cli import main
from regime.data_folder import data_folder
from regime.load import load
from regime.today import Today

HULL = str(data_folder("examples") / "hull.yaml")
TINY = str(data_folder("examples") / "tiny.yaml")
MARCH = str(data_folder("examples") / "hull-march-2022.timetable.yaml")


def test_what_is_asked_for_is_written_and_the_place_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "march"
    assert main(["report", HULL, MARCH, "-o", str(folder), "--for", "wings, lists"]) == 0
    written = {"notices.html", "unlock-lists.html", "movement-lists.html"}
    assert {file.name for file in folder.iterdir()} == {*written, ".report.sha256"}
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"3 files written to {folder}.\n"


def test_a_plan_that_breaks_rules_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tiny = data_folder("examples") / "tiny.yaml"
    prison = load(tiny)
    plan = bare(Today.of(prison, "mon"), {"A workers": {"05:00-06:00": "association"}})  # in the night
    broken = len(evaluate(prison, plan, compare=False).findings)
    file = tmp_path / "hand made.json"
    file.write_text(plan.model_dump_json(), encoding="utf-8")
    assert main(["report", str(tiny), str(file), "-o", str(tmp_path / "out"), "--for", "csv"]) == 0
    *_, warned = capsys.readouterr().err.splitlines()
    rules = f"{broken} rule" if broken == 1 else f"{broken} rules"
    said = f"This plan breaks {rules}: regime evaluate says which."
    assert warned == f"Warning, also in its documents: hand made. {said}"


def test_changes_that_are_not_told_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published, near = str(tmp_path / "published.json"), tmp_path / "near.json"
    search = ["plan", TINY, "--time-limit", "2", "--workers", "2", "-o"]
    assert main([*search, published]) == 0
    assert main([*search, str(near), "--against", published, "--set", "staff.early.officers=-1"]) == 0
    whole = json.loads(near.read_text(encoding="utf-8"))
    untold = "No changes against the published plan (changes.html) for near: it or the prison was edited since."
    for gone, documents, told in (
        ("", "wings", False),
        ("figures", "wings", True),
        ("against", "governor", True),
        ("against", "staff", False),
    ):
        near.write_text(json.dumps({name: part for name, part in whole.items() if name != gone}), encoding="utf-8")
        capsys.readouterr()
        assert main(["report", TINY, str(near), "-o", str(tmp_path / "out"), "--force", "--for", documents]) == 0
        assert (untold in " ".join(capsys.readouterr().err.split())) == told


def test_a_folder_that_holds_something_is_left_alone_unless_forced(tmp_path: Path) -> None:
    kept = tmp_path / "staff.html"
    kept.write_text("mine", encoding="utf-8")
    given = ["report", HULL, MARCH, "-o", str(tmp_path), "--for", "staff"]
    assert main(given) == 2
    assert kept.read_text(encoding="utf-8") == "mine"
    assert main([*given, "--force"]) == 0
    assert kept.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_an_earlier_report_wrote_goes_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given, folder = ["report", TINY, *_two_plans(tmp_path)], tmp_path / "out"
    assert main([*given, "-o", str(folder), "--for", "wings,staff"]) == 0
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    (folder / "mon" / "notices.html").write_text("with my notes", encoding="utf-8")
    capsys.readouterr()
    for is_first in (True, False):  # what was kept once is known the next time as well
        assert main([*given[:3], "-o", str(folder), "--force"]) == 0
        said = capsys.readouterr().err
        assert "Still there from an earlier report, and they were changed since: mon/notices.html." in said
        assert ("tue/notices.html" in said) == ("Removed" in said) == is_first
        left = {str(file.relative_to(folder)) for part in ("mon", "tue") for file in (folder / part).glob("*")}
        assert left == {"mon/notices.html"}
    assert (folder / "mine.txt").exists()
    assert (folder / "mon" / "notices.html").read_text(encoding="utf-8") == "with my notes"


def test_of_many_files_of_an_earlier_report_it_is_said_how_many(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, folder = ["report", TINY, *_two_plans(tmp_path)], tmp_path / "out"
    assert main([*given, "-o", str(folder), "--for", "csv"]) == 0
    of_each = len(list((folder / "mon" / "csv").iterdir()))
    said = ""
    for documents in (["--for", "wings"], []):
        assert main([*given[:3], "-o", str(folder), "--force", *documents]) == 0
        said += " ".join(capsys.readouterr().err.split())
        (folder / "mon" / "csv" / "groups.csv").write_text("with my notes", encoding="utf-8")
    assert f"they may be of another plan: {of_each} files in mon, {of_each} files in tue." in said
    assert f"Removed, from an earlier report there: {of_each - 1} files in mon, {of_each} files in tue." in said
    assert said.endswith("and they were changed since: mon/csv/groups.csv.")


def test_what_is_asked_for_alone_removes_no_other_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mon, tue = _two_plans(tmp_path)
    given = ["-o", str(tmp_path / "out"), "--force", "--for"]
    assert main(["report", TINY, mon, *given, "wings,lists"]) == 0
    before = (tmp_path / "out" / "unlock-lists.html").read_bytes()
    capsys.readouterr()
    assert main(["report", TINY, tue, *given, "wings"]) == 0
    said = " ".join(capsys.readouterr().err.split())
    lists = "unlock-lists.html, movement-lists.html"
    assert f"Still there from an earlier report, and they may be of another plan: {lists}." in said
    assert "Removed" not in said
    assert (tmp_path / "out" / "unlock-lists.html").read_bytes() == before


def _two_plans(folder: Path) -> list[str]:
    """Two days of the smallest example, on which nothing happens."""
    files = [folder / "mon.json", folder / "tue.json"]
    for file in files:
        plan = bare(Today.of(load(TINY), file.stem))  # type: ignore[arg-type]
        file.write_text(plan.model_dump_json(), encoding="utf-8")
    return list(map(str, files))


def test_what_was_changed_by_hand_is_named_when_it_is_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["report", HULL, MARCH, "-o", str(tmp_path), "--force", "--for", "lists,staff"]
    (tmp_path / "staff.html").write_text("mine", encoding="utf-8")
    over = "Written over, though they were not as a report had left them: "
    assert main(given) == 0
    assert f"{over}staff.html." in " ".join(capsys.readouterr().err.split())
    (tmp_path / "movement-lists.html").write_text("with my notes", encoding="utf-8")
    assert main(given) == 0
    assert f"{over}movement-lists.html." in " ".join(capsys.readouterr().err.split())
    assert main(given) == 0
    assert "Written over" not in capsys.readouterr().err


def test_a_plan_that_an_earlier_report_wrote_is_not_removed_by_its_own_report(tmp_path: Path) -> None:
    given = ["-o", str(tmp_path), "--force", "--for"]
    assert main(["report", HULL, MARCH, *given, "json"]) == 0
    assert main(["report", HULL, str(tmp_path / "plan.json"), *given, "staff"]) == 0
    assert {file.name for file in tmp_path.iterdir()} == {"plan.json", "staff.html", ".report.sha256"}


def test_a_list_of_files_reaches_nothing_outside_its_folder(tmp_path: Path) -> None:
    outside, folder = tmp_path / "mine.txt", tmp_path / "out"
    outside.write_bytes(b"")
    folder.mkdir()
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (folder / ".report.sha256").write_text(f"{empty}  ../mine.txt\n{empty}  {outside}\nnonsense\n", encoding="utf-8")
    assert main(["report", HULL, MARCH, "-o", str(folder), "--for", "staff", "--force"]) == 0
    assert outside.exists()


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ([MARCH, "--for", "wardens"], 3, 'nothing is for "wardens"'),
        ([MARCH, MARCH], 2, "two plans have the same name"),
        ([MARCH, "--what-if", HULL], 3, "this is not JSON"),
        (["nowhere.json"], 3, "nowhere.json"),
    ],
)
def test_what_cannot_be_written_is_told_and_leaves_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str], code: int, said: str
) -> None:
    assert main(["report", HULL, *given, "-o", str(tmp_path / "out")]) == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("kept", "is a file: give the name of a folder"),
        ("no/out", "make it first, or give another"),
        ("long" * 100, "cannot be written to: the name is too long"),
    ],
)
def test_a_place_that_cannot_be_a_folder_is_told_with_what_to_try(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, said: str
) -> None:
    (tmp_path / "kept").write_text("kept", encoding="utf-8")
    assert main(["report", HULL, MARCH, "-o", f"{tmp_path / place}/", "--force"]) == 2
    assert " ".join(capsys.readouterr().err.split()).endswith(said)
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "kept"


def test_a_plan_of_another_prison_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tiny = str(data_folder("examples") / "tiny.yaml")
    assert main(["report", tiny, MARCH, "-o", str(tmp_path / "out")]) == 3
    assert capsys.readouterr().err
