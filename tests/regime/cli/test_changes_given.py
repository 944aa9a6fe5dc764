"""``--set`` and ``--scenario``: what is changed is shown, kept in the plan, and known when the plan is read again."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from regime.cli import main
from regime.cli.exit import Exit
from regime.data_folder import data_folder

TINY, HULL = (str(data_folder("examples") / f"{name}.yaml") for name in ("tiny", "hull"))
OVER_MIDNIGHT = ("20:00-18:30 is over midnight, and 22.5 hours", "20:00-18:00 is over midnight, and 22 hours")
QUICK = ["--time-limit", "4", "--workers", "2"]


def test_changes_are_shown_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.json"
    given = ["--set", "activities.workshop=null", "--set", "staff.early.officers=+1"]
    assert main(["plan", TINY, *QUICK, *given, "-o", str(file)]) == 0
    assert "activities.workshop taken away; staff.early.officers 3 to 4" in capsys.readouterr().out
    kept = json.loads(file.read_text())["changes"]
    assert [(change["path"], change["new"]) for change in kept] == [
        ("activities.workshop", None),
        ("staff.early.officers", 4),
    ]
    # Of the prison as it stands the plan would break rules: four officers, three on duty.
    assert main(["evaluate", TINY, str(file), "--no-compare"]) == 0


def test_a_scenario_of_the_file_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prison = tmp_path / "prison.yaml"
    scenarios = "scenarios:\n  no workshop: {about: the instructor is off, changes: {activities.workshop: null}}\n"
    prison.write_text(Path(TINY).read_text() + scenarios)
    assert main(["plan", str(prison), *QUICK, "--scenario", "no workshop"]) == 0
    assert "activities.workshop taken away" in capsys.readouterr().out


def test_a_scenario_that_leaves_everything_as_it_is_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prison = tmp_path / "prison.yaml"
    scenarios = "scenarios: {three: {changes: {staff.early.officers: 3}}, all: {changes: {staff.*.officers: 4}},\n"
    scenarios += "  five: {changes: {staff.main.officers: 5}}}\n"
    prison.write_text(Path(TINY).read_text() + scenarios)

    def said(*given: str) -> list[str]:
        assert main(["check", str(prison), *given]) == Exit.DONE
        return [line for line in capsys.readouterr().err.splitlines() if "officers" in line]

    assert said("--scenario", "three") == ["staff.early.officers stays 3"]
    more = ["staff.early.officers stays 3", "changed: staff.main.officers 4 to 5"]
    assert said("--scenario", "three", "--set", "staff.main.officers=5") == more
    assert said("--scenario", "all") == ["changed: staff.early.officers 3 to 4"]
    assert said("--set", "staff.*.officers=+0")[0] == "staff.early.officers stays 3"
    assert said("--scenario", "three, five") == more
    assert said("--scenario", "three", "--scenario", "five") == more


def test_a_shipped_scenario_is_used_on_any_prison(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", TINY, "--scenario", "workshops closed", "--set", "staff.early.officers=+1"]) == 0
    captured = capsys.readouterr()
    assert captured.err.splitlines() == [
        "changed: activities.workshop taken away",
        "changed: staff.early.officers 3 to 4",
    ]
    assert "12 staff" in captured.out or "14 staff" in captured.out
    assert "0 activities" in captured.out


WELSH = (
    Path(TINY).read_text().replace("  A: {groups: {A workers: 24, A", "  Tŷ Ŵyn: {groups: {Tŷ Ŵyn workers: 24, A")
).replace("for: [A workers", "for: [Tŷ Ŵyn workers")


@pytest.mark.parametrize("form", ["NFC", "NFD", "pasted"])
def test_welsh_names_are_found_however_they_were_typed(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "Tŷ\u00a0Ŵyn" if form == "pasted" else unicodedata.normalize(form, "Tŷ Ŵyn")
    prison = tmp_path / f"{name}.yaml"
    prison.write_text(WELSH, encoding="utf-8")
    given = ["--set", f"wings.{name}.groups.{name} workers.size=+1", "--scenario", f"{name} full"]
    with prison.open("a", encoding="utf-8") as file:
        file.write(f"scenarios: {{Tŷ Ŵyn full: {{changes: {{wings.{name}.groups.A others.size: +1}}}}}}\n")
    assert main(["check", str(prison), *given]) == Exit.DONE
    assert capsys.readouterr().err.splitlines()[:2] == [
        "changed: wings.Tŷ Ŵyn.groups.A others.size 20 to 21",
        "changed: wings.Tŷ Ŵyn.groups.Tŷ Ŵyn workers.size 24 to 25",
    ]


def test_check_warns_of_an_entitlement_that_a_change_takes_away(capsys: pytest.CaptureFixture[str]) -> None:
    # The exercise that the scenario shortens is still owed.
    assert main(["check", TINY, "--scenario", "stage 3", "--set", "entitlements.lunch=null"]) == Exit.DONE
    captured = capsys.readouterr()
    assert captured.err.count("RP032") == 1
    said = "RP032 warning: nobody is owed lunch on a Monday: it is taken away by what is changed"
    assert said in " ".join(captured.err.split())
    assert "1 warning." in captured.out
    assert main(["check", TINY]) == Exit.DONE
    assert "RP032" not in capsys.readouterr().err


def test_what_a_stage_takes_away_is_one_warning_that_does_not_ask_for_less_of_the_stage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", HULL, "--scenario", "stage 4", "--format", "json"]) == Exit.DONE
    warnings = json.loads(capsys.readouterr().out)["warnings"]
    assert [warning["code"] for warning in warnings] == ["RP032", "RP032"]
    assert "nobody is owed visits on a Monday" in warnings[0]["what"]
    assert all(warning["try"].startswith("nothing, if that is meant") for warning in warnings)


def test_a_changed_day_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--set", "staff.late.officers=1", "--time-limit", "60", "--workers", "2"]
    assert main(["explain", TINY, *given]) == 4
    captured = capsys.readouterr()
    assert "changed: staff.late.officers 4 to 1" in captured.err
    assert "1 on duty may do that work" in captured.out


def test_a_plan_is_explained_with_the_changes_it_was_made_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = str(tmp_path / "plan.json")
    assert main(["plan", TINY, *QUICK, "--set", "staff.early.officers=+1", "-o", plan]) == 0
    capsys.readouterr()
    assert main(["explain", TINY, plan]) == 0
    captured = capsys.readouterr()
    assert f"changed when {plan} was made: staff.early.officers 3 to 4" in " ".join(captured.err.split())
    assert "What binds" in captured.out
    assert main(["explain", TINY, plan, "--set", "staff.early.officers=+1"]) == 2
    assert "leave --set and --scenario out" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("command", ["plan", "check", "staff", "explain", "whatif", "worth"])
def test_every_command_refuses_a_path_that_leads_nowhere(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    vary = ["--vary", "staff.early.officers=1..2"] if command == "whatif" else []
    assert main([command, TINY, *vary, "--set", "staff.early.oficers=1"]) == 3
    assert 'perhaps "officers"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["--set", "staff.early.oficers=1"], 3, 'perhaps "officers"'),
        (["--set", "staff.early"], 3, "PATH=VALUE"),
        (["--scenario", "strike"], 3, 'there is no scenario "strike"'),
        (["--scenario", "strike,gym closde,stage 3"], 3, "2 problems."),
        (["--set", "staff.early", "--set", "=3"], 3, "2 problems."),
        (["--set", "staff.erly.officers=1", "--set", "day.lock_up=+900"], 3, "2 problems."),
        (
            [
                "--scenario=strike",
                "--set=staff.early",
                "--set=staff.erly.officers=1",
                "--set=day.lock_up=+900",
                "--set=staff.main.officers=many",
                "--set=staff.late.end=25:00",
            ],
            3,
            "6 problems.",
        ),
        (["--set", "day.step=30", "--set", "day.step=20"], 2, "day.step is set twice"),
    ],
)
def test_changes_that_cannot_be_are_refused(
    given: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", TINY, *QUICK, *given]) == code
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "given",
    [
        ["staff.early"],
        ["staff.early.officers=[1"],
        ["staff.early.officers=+10000000"],
        ["staff.erly.officers=1"],
        ["staff.early.officers=many"],
        ['activities."gym, old".places=3'],
        ["day.unlock=14:00", "day.lock_up=13:00"],
    ],
)
def test_the_place_of_a_wrong_setting_is_the_option(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    options = [f"--set {setting}" for setting in given]
    command = ["check", TINY, "--format", "json", "--set", "staff.late.officers=+1"]
    assert main([*command, *(part for option in options for part in option.split(" ", 1))]) == Exit.INVALID_INPUT
    problem, *_ = json.loads(capsys.readouterr().out)["error"]["problems"]
    assert (problem["file"], problem["line"], problem["column"]) == (", ".join(options), 0, 0)
    assert problem["source_line"] == ""


def test_a_scenario_that_finds_nothing_in_the_prison_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    nothing = 'this prison has nothing that the scenario "gym closed" changes (activities.*[kind=gym])'
    for command in (["plan", "--scenario"], ["compare", "as it is"], ["whatif", "--compare"]):
        assert main([command[0], TINY, *command[1:], "gym closed"]) == Exit.INVALID_INPUT
        assert nothing in " ".join(capsys.readouterr().err.split())
    assert main(["check", TINY, "--scenario", "gym closed, library closed"]) == Exit.INVALID_INPUT
    said = " ".join(capsys.readouterr().err.split())
    assert "gym closed, library closed RP013 this prison has nothing that these scenarios change" in said
    assert main(["check", TINY, "--scenario", "gym closed, workshops closed"]) == Exit.DONE
    assert nothing in " ".join(capsys.readouterr().err.split())
    assert main(["check", TINY, "--set", "activities.*[kind=gym]=null"]) == Exit.INVALID_INPUT
    assert "activities.*[kind=gym] stands for nothing in this prison" in " ".join(capsys.readouterr().err.split())


def test_a_pin_of_a_wing_that_is_closed_is_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prison = tmp_path / "prison.yaml"
    prison.write_text(Path(TINY).read_text() + "pins: [{group: B others, locked: 09:00-10:00}]\n")
    assert main(["check", str(prison), "--set", "wings.B.closed=true"]) == Exit.INVALID_INPUT
    said = " ".join(capsys.readouterr().err.split())
    assert 'pins[1].group: "B others" is on wing "B", which is closed Try: take the pin out, or leave the' in said


def test_a_change_that_makes_a_shift_of_no_length_or_of_a_day_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", TINY, "--set", "staff.early.end=07:30"]) == Exit.INVALID_INPUT
    assert "staff.early starts and ends at 07:30" in capsys.readouterr().err
    assert main(["check", TINY, "--set", "staff.early.end=05:00"]) == Exit.DONE
    captured = capsys.readouterr()
    assert "07:30-05:00 is over midnight, and 21.5 hours long" in " ".join(captured.err.split())
    assert "1 warning." in captured.out


def test_what_is_set_is_told_as_people_write_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", TINY, "--set", "prison=null"]) == Exit.INVALID_INPUT
    assert "--set prison=null  RP005" in capsys.readouterr().err
    assert main(["staff", TINY, "--set", "wings.A.closed=true", "--set", "staff.early.officers=3"]) == Exit.DONE
    told = capsys.readouterr().err.splitlines()[:2]
    assert told == ["staff.early.officers stays 3", "changed: wings.A.closed false to true"]
    long = "[08:30-09:00, 09:00-09:30, 09:30-10:00, 10:00-10:30, 10:30-11:00]"
    for given, line in (
        ("staff.early.officers=-3%", "staff.early.officers stays 3"),
        ("staff.early.days=null", "staff.early.days stays empty"),
        ("wings.B.groups.B workers=10", "{size: 26, unemployed: 0, escorted: false} to 10"),
        ("activities.workshop.sessions=[08:45-11:45]", "[{time: 08:45-11:45}, {time: 13:45-16:30}] to [08:45-11:45]"),
        (f"activities.workshop.sessions={long}", "changed: activities.workshop.sessions written anew"),
    ):
        assert main(["check", TINY, "--set", given]) == Exit.DONE
        assert line in " ".join(capsys.readouterr().err.split())


def test_what_looks_wrong_is_told_of_the_prison_as_it_is_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prison = tmp_path / "prison.yaml"
    file = Path(TINY).read_text().replace("{start: 12:30, end: 18:30, officers: 4}", "{start: 20:00, end: 18:30}")
    prison.write_text(file + "counted_at: [07:00]\n")

    def warned(*given: str) -> str:
        assert main(["check", str(prison), *given, "--format", "json"]) == Exit.DONE
        warnings = "; ".join(warning["what"] for warning in json.loads(capsys.readouterr().out)["warnings"])
        assert main(["staff", str(prison), *given]) == Exit.DONE
        told = capsys.readouterr().err
        assert [words in told for words in OVER_MIDNIGHT] == [words in warnings for words in OVER_MIDNIGHT]
        return warnings

    first, second = OVER_MIDNIGHT
    locked_up = "everybody is locked up at 07:00, outside the unlock hours"
    assert first in warned()
    shorter = warned("--set", "staff.late.end=18:00")
    assert second in shorter
    assert first not in shorter
    assert locked_up in shorter
    assert "is over midnight" not in warned("--set", "staff.late.end=20:30")
    assert locked_up not in warned("--set", "day.unlock=07:00")


def test_what_looks_wrong_is_told_of_the_prison_as_a_plan_was_made_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prison, plan = (str(tmp_path / name) for name in ("prison.yaml", "plan.json"))
    file = Path(TINY).read_text().replace("{start: 12:30, end: 18:30, officers: 4}", "{start: 20:00, end: 18:30}")
    Path(prison).write_text(file)
    mended = ["--set", "staff.late={start: 12:30, end: 18:30, officers: 4}"]
    assert main(["plan", prison, *QUICK, *mended, "-o", plan]) == Exit.DONE
    assert "is over midnight" not in capsys.readouterr().err
    report = ["report", prison, plan, "--for", "json", "-o", str(tmp_path / "report")]
    for command in (["evaluate", prison, plan, "--no-compare"], ["compare", prison, plan, plan], report):
        assert main(command) == Exit.DONE
        assert "is over midnight" not in capsys.readouterr().err
    assert main(["check", prison]) == Exit.DONE
    assert "is over midnight" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    "command",
    [["whatif", "--vary", "day.lock_up=+0,+30"], ["worth"], ["ladder"], ["compare", "as it is", "gym"], ["evaluate"]],
)
def test_an_order_of_goals_with_changes_says_that_no_plan_is_published(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prison, timetable = tmp_path / "prison.yaml", tmp_path / "monday.yaml"
    nobody = "goals: [shortfalls, value, changes]\nscenarios: {gym: {changes: {day.lock_up: 18:30}}}\n"
    prison.write_text(re.sub(r"officers: \d", "officers: 0", Path(TINY).read_text()) + nobody)
    timetable.write_text("timetable: Nothing\n")
    given = [command[0], str(prison), *command[1:], *([str(timetable)] if command == ["evaluate"] else [])]
    assert main([*given, *QUICK]) != Exit.DONE
    said = " ".join(capsys.readouterr().err.split())
    assert said.count("to a published plan, and none is given: it goes by the other goals alone.") == 1
    if command == ["evaluate"]:
        main([*given, "--no-compare"])
        assert "published" not in capsys.readouterr().err
