"""``regime explain`` and what ``check`` and ``plan`` say of impossible and disappointing days."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from regime import Explanation
from regime.cli import main
from regime.cli.exit import Exit
from regime.data_folder import data_folder
from regime.explain.result import STOPPED

EXAMPLES = data_folder("examples")
IMPOSSIBLE, TINY, HULL = (str(EXAMPLES / f"{name}.yaml") for name in ("impossible", "tiny", "hull"))

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of the tiny prison."""
    file = tmp_path_factory.mktemp("plans") / "tiny.json"
    assert main(["plan", TINY, "--time-limit", "3", "--workers", "1", "--format", "json", "-o", str(file)]) == Exit.DONE
    return file


def test_an_impossible_day_is_explained_in_100_columns(capsys: Capture) -> None:
    assert main(["explain", IMPOSSIBLE, "--workers", "1"]) == Exit.IMPOSSIBLE
    page = capsys.readouterr().out
    assert page.startswith("No day keeps the rules")
    assert "officers on shift late: 6 instead of 5 (1 more)  impossible.yaml:13" in page
    assert "Way out C" in page
    assert max(map(len, page.splitlines())) <= 100


def test_json_is_the_same_and_all_that_stdout_carries(capsys: Capture) -> None:
    assert main(["explain", IMPOSSIBLE, "--workers", "1", "--format", "json"]) == Exit.IMPOSSIBLE
    captured = capsys.readouterr()
    explained = Explanation.model_validate_json(captured.out)
    assert explained.status == "impossible"
    assert len(explained.ways_out) == 3
    # Whoever waits is told at once what is proved.
    assert captured.err.startswith(
        "No day keeps the rules.\nFrom 12:30 to 13:30 posts and locked wings need 6 officers"
    )


def test_a_question_that_is_not_understood_keeps_no_other_from_its_answer(saved: Path, capsys: Capture) -> None:
    asked = ["--why", "workshop emtpy at 09:00", "--why", "A others locked at 18:00"]
    assert main(["explain", TINY, str(saved), "--workers", "1", *asked]) == Exit.INVALID_INPUT
    captured = capsys.readouterr()
    said = " ".join(captured.out.split())
    assert 'Not understood: "workshop emtpy at 09:00" is no question that is understood. Try: words like' in said
    # Nobody waits for the other answers to be told so; why stands with them, once.
    assert captured.err == 'Not understood: "workshop emtpy at 09:00". The others are answered.\n'
    assert "A others locked at 18:00 Nobody is unlocked at 18:00: the unlock hours are 08:00-18:00." in said


def test_too_few_on_duty_are_explained_and_not_warned_of_as_well(capsys: Capture) -> None:
    given = ["explain", TINY, "--set", "staff.late.officers=2", "--workers", "1"]
    assert main(given) == Exit.IMPOSSIBLE
    captured = capsys.readouterr()
    assert "From 17:00 to 18:00 posts and locked wings need 3 officers, and 2 on duty" in captured.out
    assert "RP024" not in captured.err


def test_plan_tells_the_ways_out_of_an_impossible_day(capsys: Capture) -> None:
    assert main(["plan", IMPOSSIBLE, "--workers", "1", "--format", "json"]) == Exit.IMPOSSIBLE
    reasons = json.loads(capsys.readouterr().out)["error"]["reasons"]
    assert "Ways out, each planned and checked:" in reasons
    assert any(reason.startswith("  A  officers on shift late: 6 instead of 5 (1 more)") for reason in reasons)


def test_plan_tells_what_was_changed_of_a_day_that_is_impossible_with_it(capsys: Capture) -> None:
    given = ["plan", TINY, "--set", "staff.late.officers=2", "--workers", "1"]
    assert main(given) == Exit.IMPOSSIBLE
    assert "No day keeps the rules.\nChanged: staff.late.officers 4 to 2.\nFrom 17:00" in capsys.readouterr().err
    assert main([*given, "--format", "json"]) == Exit.IMPOSSIBLE
    reasons = json.loads(capsys.readouterr().out)["error"]["reasons"]
    assert reasons[0] == "Changed: staff.late.officers 4 to 2."


@pytest.mark.parametrize(("prison", "code"), [(IMPOSSIBLE, Exit.IMPOSSIBLE), (HULL, Exit.NO_PLAN_IN_TIME)])
def test_without_time_explain_and_plan_say_alike_what_is_known(prison: str, code: Exit, capsys: Capture) -> None:
    for command in ("explain", "plan"):
        assert main([command, prison, "--time-limit", "1e-6", "--workers", "1"]) == code
        told = " ".join("".join(capsys.readouterr()).split())
        assert ("No day keeps the rules." in told) == (code is Exit.IMPOSSIBLE)
        assert ("That could not be proved in a second way in time" in told) == (code is Exit.IMPOSSIBLE)
        assert "ive it longer" in told


def test_compare_tells_which_of_two_days_is_impossible(tmp_path: Path, capsys: Capture) -> None:
    prison = tmp_path / "prison.yaml"
    prison.write_text(Path(TINY).read_text() + "scenarios: {two late: {changes: {staff.late.officers: 2}}}\n")
    given = ["compare", str(prison), "two late", "as it is", "--workers", "1"]
    assert main(given) == Exit.IMPOSSIBLE
    assert "\ntwo late: No day keeps the rules.\nFrom 17:00" in capsys.readouterr().err
    assert main([*given, "--format", "json"]) == Exit.IMPOSSIBLE
    message = json.loads(capsys.readouterr().out)["error"]["message"]
    assert message.startswith("two late: No day keeps the rules.\nFrom 17:00")


def test_check_says_what_arithmetic_shows_with_its_line(capsys: Capture) -> None:
    assert main(["check", IMPOSSIBLE]) == Exit.DONE
    said = " ".join(capsys.readouterr().err.split())
    assert "impossible.yaml:12:71 RP025 warning: from 12:30 to 13:30 posts and locked wings need 6 officers" in said
    assert main(["check", IMPOSSIBLE, "--format", "json"]) == Exit.DONE
    [warning] = json.loads(capsys.readouterr().out)["warnings"]
    assert (warning["code"], warning["line"]) == ("RP025", 12)


def test_a_plan_is_explained_by_what_binds_and_where_the_hours_go(saved: Path, capsys: Capture) -> None:
    assert main(["explain", TINY, str(saved)]) == Exit.DONE
    page = capsys.readouterr().out
    assert page.startswith("What binds")
    assert "Where the other hours go" in page
    assert "out of cell +" in page
    assert max(map(len, page.splitlines())) <= 100
    assert main(["explain", TINY, str(saved), "--format", "json"]) == Exit.DONE
    explained = Explanation.model_validate_json(capsys.readouterr().out)
    assert explained.population == 90
    # Each person's day is whole: what is lost is 24 hours less what is out.
    hours = json.loads(saved.read_text(encoding="utf-8"))["figures"]["out_of_cell"] / 60
    lost = sum(minutes for group in explained.lost for minutes in group.because.values())
    assert lost / 60 / 90 == pytest.approx(24 - hours)


def test_a_question_is_answered(saved: Path, capsys: Capture) -> None:
    assert main(["explain", TINY, str(saved), "--why", "no workshop for A others", "--why", "B locked at 19:00"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "no workshop for A others",
        "Nobody of A others may go to workshop today.",
        "",
        "B locked at 19:00",
        "Nobody is unlocked at 19:00: the unlock hours are 08:00-18:00.",
    ]


def test_a_question_that_means_nothing_is_refused(saved: Path, capsys: Capture) -> None:
    assert main(["explain", TINY, str(saved), "--why", "gim empty at 09:00"]) == Exit.INVALID_INPUT
    assert 'there is no activity "gim"' in capsys.readouterr().err
    assert main(["explain", TINY, str(saved), "--why", "no library for A wing"]) == Exit.INVALID_INPUT
    # An activity and its kind may have one name.
    assert "one of the names that the prison has: workshop." in capsys.readouterr().err


def test_everything_that_is_wrong_with_several_questions_is_told_at_once(saved: Path, capsys: Capture) -> None:
    why = ["--why", "gim empty at 09:00", "--why", "B locked at 25:00", "--why", "why?"]
    assert main(["explain", TINY, str(saved), *why]) == Exit.INVALID_INPUT
    said = " ".join(capsys.readouterr().err.split())
    for wrong in ('no activity "gim"', "25:00 is no time of the day", '"why?" is no question', "3 problems."):
        assert wrong in said


def interrupted(*arguments: str, after: str) -> tuple[int, str, str]:
    """The exit code, answer and talk of the command when Ctrl-C is pressed once it has said something."""
    command = [sys.executable, "-m", "regime", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert any(line.startswith(after) for line in process.stderr)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_an_explanation_that_is_stopped_tells_what_is_known() -> None:
    code, page, said = interrupted("explain", IMPOSSIBLE, "--workers", "1", after="Looking for ways out.")
    assert code == Exit.INTERRUPTED, said
    assert "These cannot hold together; without any one of them the others could" in " ".join(page.split())
    assert " ".join(page.split()).endswith(STOPPED)


def test_a_plan_stopped_while_ways_out_are_looked_for_tells_why_there_is_none() -> None:
    code, page, said = interrupted("plan", IMPOSSIBLE, "--workers", "1", after="No day keeps the rules: looking")
    assert (code, page) == (Exit.IMPOSSIBLE, "")
    told = " ".join(said.split())
    assert "From 12:30 to 13:30 posts and locked wings need 6 officers" in told
    assert told.endswith(STOPPED)
