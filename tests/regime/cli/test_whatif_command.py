"""``regime whatif``: a table, JSON, and words for what cannot be varied."""

from __future__ import annotations

import csv
import json
import os
import re
import resource
import signal
import threading
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from regime import api
from regime.cli import main
from regime.cli.terminal import Terminal
from regime.data_folder import data_folder
from regime.load import load
from regime.page.whatif import what_if_page
from regime.plan import CHANGES, GoalResult, Plan
from regime.whatif.result import Point, WhatIf
from regime.whatif.spreadsheet import csv_of

TINY = str(data_folder("examples") / "tiny.yaml")
QUICK = ["--time-limit", "3", "--workers", "2"]
BRIEF = ["--set", "goals=[shortfalls, value]", "--time-limit", "30", "--workers", "2"]
"""Without the later goals, which take most of a search: what is proved is proved long before the limit."""


@pytest.fixture(scope="module")
def tiny() -> Plan:
    return api.plan(load(Path(TINY)), time_limit=2, workers=2)


def test_a_table_of_all_points_fits_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whatif", TINY, "--vary", "staff.early.officers=2,9", *BRIEF]) == 0
    captured = capsys.readouterr()
    assert "HMP Tiny  what if: staff.early.officers" in captured.out
    assert "2 to 9: " in captured.out
    assert all(len(line) <= 100 for line in captured.out.splitlines())
    assert "Changed: goals balanced to [shortfalls, value]" in captured.out
    assert captured.err.splitlines() == [
        "9: planned, at most 30 s to go",
        "2: planned",
    ]


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
        (["--vary", "a=1..2", "--compare", "b"], 2, "give one of them at a time"),
        (["--vary", "staff.early.officers=1..10000"], 3, "10,000 values are too many"),
        (["--vary", "staff.early.oficers=1..2"], 3, 'perhaps "officers"'),
        (["--compare", "strike"], 3, 'there is no scenario "strike"'),
        (["--compare", "stage 3,strike,flood"], 3, "2 problems."),
        (["--compare", "strike", "--compare", "stage 3,flood"], 3, "2 problems."),
        (["--compare", "as it is"], 3, '"as it is" stands for the prison without any scenario'),
        (
            ["--vary", "staff.early.officers=2..3", "--set", "staff.early.officers=4"],
            3,
            "staff.early.officers is set already",
        ),
        (["--vary", "posts.gate.staff.officers=9"], 4, "9"),
    ],
)
def test_what_cannot_be_looked_at_is_told(
    given: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["whatif", TINY, *given, *QUICK]) == code
    captured = capsys.readouterr()
    assert said in captured.err + captured.out


def test_a_disk_that_takes_no_more_is_no_fault_of_the_software(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, before[1]))  # smaller than a plan
    try:
        code = main(["whatif", TINY, "--vary", "staff.early.officers=3", "--folder", str(tmp_path / "kept"), *BRIEF])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    said = capsys.readouterr().err
    assert code == 2
    assert "could not be written: File too large. What was kept in the folder before is still there" in said
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["what-if.json"]


def test_a_run_of_impossible_days_ends_as_impossible(capsys: pytest.CaptureFixture[str]) -> None:
    impossible = str(data_folder("examples") / "impossible.yaml")
    assert main(["whatif", impossible, "--vary", "staff.late.officers=3,4"]) == 4
    captured = capsys.readouterr()
    assert captured.err == "4: no plan, at most 90 s to go\n3: no plan\n"  # the first plan has three times as long
    page = captured.out
    assert "From 17:00 to 18:00 posts and locked wings need 4 officers" in page
    assert "Least certain time" not in page  # nobody, where there is no plan


def test_a_scenario_that_is_left_out_is_told_so_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "run.svg"
    given = ["--compare", "gym closed,workshops closed", "--svg", str(picture)]
    assert main(["whatif", TINY, *given, *BRIEF]) == 0
    captured = capsys.readouterr()
    why = 'Left out: this prison has nothing that the scenario "gym closed" changes (activities.*[kind=gym]).'
    assert f"gym closed: {why}" in " ".join(captured.err.split())
    assert re.search("^gym closed +left out$", captured.out, re.MULTILINE)
    assert f"gym closed: {why}" in " ".join(captured.out.split())
    assert "gym closed: left out." in picture.read_text(encoding="utf-8")
    assert "no plan" not in captured.err + captured.out + picture.read_text(encoding="utf-8")


def test_impossible_days_beside_scenarios_that_are_left_out_end_as_impossible() -> None:
    impossible = str(data_folder("examples") / "impossible.yaml")
    assert main(["whatif", impossible, "--compare", "gym closed,population up 10%"]) == 4


def test_a_grid_the_picture_and_the_spreadsheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {name: tmp_path / f"run.{name}" for name in ("csv", "svg")}
    given = ["--vary", "staff.early.officers=-1..+0", "--vary", "staff.late.officers=3,4", *BRIEF]
    saving = ["--csv", str(files["csv"]), "--svg", str(files["svg"])]
    assert main(["whatif", TINY, *given, *saving]) == 0
    captured = capsys.readouterr()
    assert "what if: staff.early.officers (down) and staff.late.officers (across)" in captured.out
    assert "2 (-1)" in captured.out
    assert all(len(line) <= 100 for line in captured.out.splitlines())
    rows = list(csv.DictReader(files["csv"].open(encoding="utf-8-sig")))
    assert [(row["staff.early.officers"], row["staff.late.officers"]) for row in rows] == [
        ("2 (-1)", "3"),
        ("2 (-1)", "4"),
        ("3 (+0)", "3"),
        ("3 (+0)", "4"),
    ]
    assert [(row["staff.early.officers, value"], row["staff.late.officers, value"]) for row in rows] == [
        ("2", "3"),
        ("2", "4"),
        ("3", "3"),
        ("3", "4"),
    ]
    assert all(float(row["value, person-hours"]) <= float(row["at most, person-hours"]) for row in rows)
    assert all(float(row["seconds searched"]) > 0 and row["search ended by"] in ("proved", "gap") for row in rows)
    assert {"plan found at", "at most proved at"} <= rows[0].keys()
    picture = files["svg"].read_text(encoding="utf-8")
    assert ElementTree.fromstring(picture).tag.endswith("svg")
    assert "changed: goals balanced to [shortfalls, value]" in picture
    assert "Changed: goals balanced to [shortfalls, value]" in captured.out
    assert main(["whatif", TINY, *given, *saving]) == 2
    assert "exists already: give --force" in " ".join(capsys.readouterr().err.split())


def test_a_spreadsheet_never_takes_a_name_for_a_formula() -> None:
    point = Point(label="=1+1", changes=[], failed="-no")
    assert b"'=1+1" in csv_of(WhatIf(prison="P", varied="scenarios", points=[point]))


@pytest.mark.parametrize(
    ("goals", "little"),
    [
        ([("value", 1000.0, 1050.0)], False),
        ([("value", 1000.0, 5000.0)], True),
        ([("shortfall: open air", 20.0, 20.0)], False),
        ([("shortfall: open air", 20.0, 0.0)], True),
        ([("guaranteed time of the worst-off group", 60.0, 600.0), ("value", 1000.0, 1050.0)], True),
        # Where a day is to be near to a published one, it is what it gives that may be more.
        (
            [(CHANGES, 60.0, 0.0), ("guaranteed time of the worst-off group", 60.0, 600.0), ("value", 1000.0, 1050.0)],
            False,
        ),
        (
            [(CHANGES, 60.0, 0.0), ("guaranteed time of the worst-off group", 60.0, 600.0), ("value", 1000.0, 5000.0)],
            True,
        ),
    ],
)
@pytest.mark.parametrize("stopped", ["time", "interrupted"])
def test_a_point_whose_search_found_little_is_marked(
    goals: list[tuple[str, float, float]],
    little: bool,
    stopped: str,
    tiny: Plan,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert tiny.proof is not None
    results = [
        GoalResult(goal=goal, unit="", maximise=bound > best, best=best, value=best, bound=bound)
        for goal, best, bound in goals
    ]
    proof = tiny.proof.model_copy(update={"goals": results, "stopped": stopped})
    point = Point(label="stage 3", changes=[], plan=tiny.model_copy(update={"proof": proof}))
    Terminal(json=False).answer(what_if_page(WhatIf(prison="P", varied="scenarios", points=[point])))
    said = " ".join(capsys.readouterr().out.split())
    assert ("* the search found little in the time given: a better day may well exist" in said) == little


@pytest.mark.usefixtures("ctrl_c_with_the_first_plan")
@pytest.mark.parametrize(("saves", "again"), [(False, "again to go on"), (True, "again (with --force, for the files")])
def test_a_run_that_is_stopped_promises_no_time_and_says_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], saves: bool, again: str
) -> None:
    kept = tmp_path / "kept"
    files = ["--csv", str(tmp_path / "run.csv")] if saves else []
    given = ["whatif", TINY, "--vary", "staff.early.officers=2..4", "--folder", str(kept), *files]
    assert main([*given, *QUICK]) == 0
    said = capsys.readouterr().err
    assert "4: planned\n" in said
    assert "to go on from what is kept in" in " ".join(said.split())
    assert f"Give the same command {again}" in " ".join(said.split())


def test_a_point_whose_search_was_stopped_is_not_told_as_planned(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*given: Any, stop: threading.Event, **others: Any) -> Plan:
        def pressed(_: api.Event) -> None:
            if not stop.is_set():
                os.kill(os.getpid(), signal.SIGINT)
                assert stop.wait(30)

        return planned(*given, **{**others, "on_event": pressed}, stop=stop)

    planned = api.plan
    monkeypatch.setattr(api, "plan", told)
    assert main(["whatif", TINY, "--vary", "staff.early.officers=2,3", *QUICK]) == 0
    assert "\n3: as far as its search came\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    "asked", [["--vary", "staff.early.officers=2..3"], ["--compare", "gym closed,workshops closed"]]
)
def test_a_run_that_is_stopped_before_any_day_is_planned_ends_as_stopped_and_saves_nothing(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(*given: Any, stop: threading.Event, **others: Any) -> Plan:
        os.kill(os.getpid(), signal.SIGINT)
        stop.wait(30)
        return planned(*given, stop=stop, **others)

    planned = api.plan
    monkeypatch.setattr(api, "plan", pressed)
    given = ["whatif", TINY, *asked, "--csv", str(tmp_path / "run.csv")]
    assert main([*given, *QUICK]) == 130
    captured = capsys.readouterr()
    assert "Stopped before any day was planned: there is nothing to show or to save." in captured.err
    assert captured.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_was_stopped_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    points = [Point(label=label, changes=[], failed="No day keeps the rules.") for label in "23"]
    stopped = WhatIf(prison="P", varied="staff.early.officers", points=points, interrupted=True)
    Terminal(json=False).answer(what_if_page(stopped))
    said = capsys.readouterr().out
    assert "You stopped the run: these are the points so far, the one under way as far as its search came." in said
    assert "\n2; 3: No day keeps the rules.\n" in said
