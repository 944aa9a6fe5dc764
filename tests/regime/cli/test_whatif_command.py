"""``regime whatif``: a table, JSON, and words for what cannot be varied."""

from __future__ import annotations

import json

import pytest

from regime.cli import main
from regime.data_folder import data_folder
from regime.whatif.result import WhatIf

TINY = str(data_folder("examples") / "tiny.yaml")
QUICK = ["--time-limit", "3", "--workers", "2"]


def test_a_table_of_all_points_fits_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whatif", TINY, "--vary", "staff.early.officers=2,9", *QUICK]) == 0
    captured = capsys.readouterr()
    assert "HMP Tiny  what if: staff.early.officers" in captured.out
    assert "2 to 9: from " in captured.out
    assert all(len(line) <= 100 for line in captured.out.splitlines())
    assert captured.err.splitlines() == ["2: planned", "9: planned"]


def test_json_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--vary", "staff.early.officers=3", "--set", "activities.workshop=null", "--format", "json"]
    assert main(["whatif", TINY, *given, *QUICK]) == 0
    found = WhatIf.model_validate(json.loads(capsys.readouterr().out))
    assert [point.label for point in found.points] == ["3"]
    assert found.points[0].plan is not None
    assert not found.points[0].plan.sessions
    paths = [change.path for change in found.points[0].plan.changes]
    assert paths == ["activities.workshop", "staff.early.officers"]


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ([], 2, "say what to vary"),
        (["--vary", "a=1..2", "--compare", "b"], 2, "say what to vary"),
        (["--vary", "staff.early.officers=1..10000"], 3, "10,000 values are too many"),
        (["--vary", "staff.early.oficers=1..2"], 3, 'perhaps "officers"'),
        (["--compare", "strike"], 3, 'there is no scenario "strike"'),
        (["--vary", "posts.gate.staff.officers=9"], 5, "9"),
    ],
)
def test_what_cannot_be_looked_at_is_told(
    given: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["whatif", TINY, *given, *QUICK]) == code
    captured = capsys.readouterr()
    assert said in captured.err + captured.out
