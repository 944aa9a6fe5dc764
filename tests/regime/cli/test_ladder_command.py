"""``regime ladder``: tables, JSON, the document, and words for what cannot be done."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from regime.cli import main
from regime.data_folder import data_folder
from regime.ladder.result import Ladder
from regime.page.ladder import ladder_page

TINY = str(data_folder("examples") / "tiny.yaml")
BRIEF = ["--set", "goals=[shortfalls, value]", "--time-limit", "30", "--workers", "2", "--step", "3"]
"""Without the later goals, which take most of a search: each rung is found long before the limit."""


def test_tables_fit_the_page_and_the_document_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.html"
    assert main(["ladder", TINY, "-o", str(file), *BRIEF]) == 0
    captured = capsys.readouterr()
    assert "Officers from 11 (the full profile) down to 6 (the fewest possible)" in captured.out
    assert all(len(line) <= 100 for line in captured.out.splitlines())
    assert "a day that goes for the prison's goals alone (regime plan, regime whatif) may be in another" in " ".join(
        captured.out.split()
    )
    told = captured.err.splitlines()
    assert [line.partition(":")[0] for line in told[:3]] == ["11", "8", "6"]
    assert " ".join(told[3:]) == f"The document is in {file}."
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(["ladder", TINY, "-o", str(file), *BRIEF]) == 2
    assert "exists already" in capsys.readouterr().err


def test_json_and_nothing_else_of_a_prison_that_was_changed_and_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--set", "activities.workshop=null", "--shift", "late", "--folder", str(tmp_path / "kept"), *BRIEF]
    assert main(["ladder", TINY, "--format", "json", *given]) == 0
    found = Ladder.model_validate(json.loads(capsys.readouterr().out))
    assert [change.path for change in found.changes] == ["activities.workshop", "goals"]
    assert [rung.officers for rung in found.rungs] == [4, 3]
    narrow = io.StringIO()
    Console(file=narrow, width=50).print(ladder_page(found, 50))
    assert "no work  worst  met kept" in narrow.getvalue()
    assert "…" not in narrow.getvalue()
    assert main(["ladder", TINY, "-o", str(tmp_path / "plan.html"), *given]) == 0
    captured = capsys.readouterr()
    assert "activities.workshop taken away" in captured.out
    assert "activities.workshop taken away" in (tmp_path / "plan.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["--step", "0"], 2, "'0' is not a step: give a whole number, 1 or more"),
        (["--step", "1.5"], 2, "'1.5' is not a step"),
        (["--shift", "lat"], 3, 'perhaps "late"'),
        (["--role", "nurses"], 3, 'no shift of this day has "nurses"'),
        (["--set", "posts.gate.staff.officers=90"], 4, "posts and locked wings need 92 officers"),
        (["-o", "/nowhere/plan.html"], 2, "there is no folder"),
    ],
)
def test_what_cannot_be_done_is_told(
    given: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ladder", TINY, *given]) == code
    captured = capsys.readouterr()
    assert said in captured.err + captured.out
