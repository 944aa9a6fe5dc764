"""Every command from the outside: exit codes, JSON and nothing else, nothing overwritten, no traceback."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from regime.cli import main
from regime.cli.exit import Exit
from regime.data_folder import data_folder

EXAMPLES = data_folder("examples")
TINY = str(EXAMPLES / "tiny.yaml")
IMPOSSIBLE = str(EXAMPLES / "impossible.yaml")

Capture = pytest.CaptureFixture[str]


def regime(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "regime", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", TINY], ["schema", "plan"]])
def test_the_engine_is_not_imported_unless_it_is_needed(arguments: list[str]) -> None:
    script = (
        "import sys\nfrom regime.cli import main\n"
        f"try: code = main({arguments!r})\nexcept SystemExit as e: code = e.code\n"
        "assert code == 0, code\nassert 'ortools' not in sys.modules and 'solver' not in sys.modules\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_what_is_wrong_is_told_before_the_engine_is_needed(tmp_path: Path) -> None:
    plan = tmp_path / "locked-up.yaml"
    plan.write_text("timetable: locked up\n", encoding="utf-8")
    wrong = [
        ["compare", TINY, "as it is", "strike"],
        ["whatif", TINY, "--vary", "staff.early.oficers=1..2"],
        ["whatif", TINY, "--compare", "workshops closed,strike"],
        ["worth", TINY, "--set", "activities.gym=null"],
        ["ladder", TINY, "--shift", "lat"],
        ["explain", TINY, str(plan), "--why", "how so"],
    ]
    script = (
        f"import sys\nfrom regime.cli import main\nfor wrong in {wrong!r}:\n"
        "    assert main(wrong) == 3, wrong\n    assert 'solver' not in sys.modules, wrong\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_the_command_line_knows_the_engine_only_through_the_library() -> None:
    folder = Path(__file__).parents[3] / "regime" / "cli"
    sources = [file.read_text(encoding="utf-8") for file in folder.glob("*.py")]
    assert sources
    assert not any("import solver" in source or "from solver" in source for source in sources)


def test_usage_errors_are_exit_2_and_name_what_is_wrong(capsys: Capture) -> None:
    for arguments in ([], ["plot"], ["plan"], ["plan", TINY, "--gap", "0.5"], ["plan", TINY, "--time-limit", "0"]):
        assert main(arguments) == Exit.USAGE
        captured = capsys.readouterr()
        assert captured.out == ""
        assert "usage: regime" in captured.err
    assert main(["plan", TINY, "--weekday", "fri", "--date", "2026-11-23"]) == Exit.USAGE
    assert "not allowed with" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (["plan", TINY, "--workers", "-1"], 2, "'-1' is not a number of processor cores: give a whole number from 1"),
        (["plan", TINY, "--workers", "0"], 2, "'0' is not a number of processor cores"),
        (["plan", TINY, "--time-limit", "soon"], 2, "'soon' is not a time limit: give seconds"),
        (["plan", TINY, "--gap", "200%"], 2, "'200%' is not a gap: give a percentage from 0% to 100%, like 0.5%"),
        (
            ["plan", TINY, "--wekday=mon"],
            2,
            "unrecognized arguments: --wekday=mon: perhaps --weekday\nusage: regime plan",
        ),
        (["report", TINY, "x.json", "-o", "x", "--fro", "x"], 2, "unrecognized arguments: --fro x: perhaps --for\n"),
        (
            ["plan", TINY, "--against", "x.json", "--against", "y.json"],
            2,
            "--against: given twice: give it once\nusage",
        ),
        (["whatif", TINY, "--seed=1", "--seed=1"], 2, "argument --seed: given twice: give it once\nusage"),
        (["evaluate", TINY, "x.json", "--compare"], 2, "unrecognized arguments: --compare\nusage: regime evaluate"),
        (["plan", TINY, "--time=9"], 2, "unrecognized arguments: --time=9: perhaps --time-limit\n"),
        (["plan", TINY, "--limit=9", "--sed", "2"], 2, "perhaps --time-limit, --seed\n"),
        (["plan", TINY, "other.yaml", "-z"], 2, "unrecognized arguments: other.yaml -z\nusage: regime plan"),
        (["--wekday", "plan", TINY], 2, "unrecognized arguments: --wekday\nusage: regime [-h]"),
        (["--debug", "plan", TINY], 2, "--debug is an option of commands: give it after the command\nusage: regime ["),
        (["--weekday", "fri", "plan", TINY], 2, "--weekday is an option of commands: give it after the command\n"),
        (["-o", "x.json", "plan", TINY], 2, "-o is an option of commands: give it after the command\n"),
        (["whatif", TINY, "--vary", "staff.erly.officers=1..2"], 3, 'staff has no "erly"\n   Try: perhaps "early".'),
        (["whatif", TINY, "--vary", "staff.zz=1..2"], 3, "Try: one of the names there: early, main, late.\n"),
        (["plan", TINY, "--scenario", ",,"], 3, "the name of a scenario is missing"),
        (["explain", TINY, "nowhere.json"], 3, "there is no such file"),
        (["explain", TINY, "nowhere.json"], 3, ".json for a saved plan"),
        (["plan", f"{TINY}/x"], 3, "there is no such file"),
        (["evaluate", TINY, str(Path(TINY).parent)], 3, "the name of a file inside it"),
        (["plan", TINY, "-o", str(Path(TINY).parent)], 2, "is a folder: give the name of a file"),
        (["plan", TINY, "-o", "-"], 2, "- is not the name of a file: what is not saved in one goes to stdout"),
        (["whatif", TINY, "--vary", "staff.early.officers=+1", "--csv", "-"], 2, "- is not the name of a file"),
        (["report", TINY, "plan.json", "-o", "-"], 2, "- is not the name of a folder"),
        *(
            ([*given, ""], 2, f"argument {called}: the name is empty: give a name")
            for given, called in (
                (["check"], "PRISON"),
                (["plan", TINY, "-o"], "-o/--output"),
                (["plan", TINY, "--scenario"], "--scenario"),
                (["whatif", TINY, "--folder"], "--folder"),
                (["whatif", TINY, "--compare"], "--compare"),
                (["ladder", TINY, "--role"], "--role"),
                (["compare", TINY, "as it is"], "OTHER"),
                (["report", TINY, "plan.json", "-o"], "-o/--output"),
                (["report", TINY, "plan.json", "-o", "x", "--for"], "--for"),
                (["new"], "NAME.yaml"),
            )
        ),
        (
            ["compare", "a prison.yaml", "as it is", "stage 3", "--set", "staff.early.officers=-1"],
            2,
            "compare that plan:\nregime plan 'a prison.yaml' --set staff.early.officers=-1 -o changed.json\n",
        ),
        (["compare", TINY, "stage 3", "stage 3"], 2, '"stage 3" would be compared with itself: name two scenarios'),
        (
            ["compare", TINY, "stage 3,breaks staggered", "breaks staggered, stage 3"],
            2,
            '"breaks staggered, stage 3" are the same day of this prison: name two',
        ),
        (["compare", TINY, "a.json", "b.json", "--weekday", "fri"], 2, "on their own days: leave --weekday and --date"),
        (["compare", TINY, "a.json", "b.json", "--date", "2026-11-23"], 2, "leave --weekday and --date out"),
        (
            ["explain", TINY, "plan.json", "--weekday", "fri"],
            2,
            f"on its own day: leave --weekday and --date out:\nregime explain {TINY} plan.json\n",
        ),
        (
            ["explain", TINY, "plan.json", "--set", "x=1", "--why", "gym empty at 09:00", "--why", "no gym for A wing"],
            2,
            f"out:\nregime explain {TINY} plan.json --why 'gym empty at 09:00' --why 'no gym for A wing'\n",
        ),
    ],
)
def test_what_was_given_wrongly_is_said_with_what_to_try(
    given: list[str], code: int, says: str, capsys: Capture
) -> None:
    assert main(given) == code
    assert says in capsys.readouterr().err


def test_an_interrupt_before_anything_is_read_ends_with_130(capsys: Capture) -> None:
    class Interrupting(list[str]):
        def __iter__(self) -> Iterator[str]:
            signal.raise_signal(signal.SIGINT)
            return super().__iter__()

    # A shell that runs the tests in the background has them ignore interrupts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert main(Interrupting(["check", TINY])) == Exit.INTERRUPTED
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr().err == "Stopped.\n"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["plan", "--format", "json"], "the following arguments are required: PRISON"),
        (["--format", "json", "plan", TINY], "--format is an option of commands: give it after the command"),
        (["--format=json", "plan", TINY], "--format is an option of commands: give it after the command"),
    ],
)
def test_a_usage_error_is_json_where_json_was_asked_for(given: list[str], says: str, capsys: Capture) -> None:
    assert main(given) == Exit.USAGE
    assert json.loads(capsys.readouterr().out)["error"] == {"code": 2, "name": "usage", "message": says}


def test_check_says_what_it_understood(capsys: Capture) -> None:
    assert main(["check", TINY]) == Exit.DONE
    assert "HMP Tiny: 2 wings, 4 groups, 90 people" in capsys.readouterr().out


def test_check_counts_its_warnings(tmp_path: Path, capsys: Capture) -> None:
    assert main(["check", TINY]) == Exit.DONE
    captured = capsys.readouterr()
    assert captured.out.endswith("Nothing is wrong with it.\n")
    assert captured.err == f"Next: regime plan {TINY} -o tiny.json\n"
    # What is changed for one run is not in the file.
    assert main(["check", TINY, "--set", "staff.early.officers=+1"]) == Exit.DONE
    assert "Next" not in capsys.readouterr().err
    file = tmp_path / "warned.yaml"
    file.write_text(Path(TINY).read_text("utf-8").replace("entitlements: {visits: null}", ""), encoding="utf-8")
    assert main(["check", str(file)]) == Exit.DONE
    captured = capsys.readouterr()
    assert 'nobody can have "visits"' in captured.err
    assert captured.out.endswith("1 warning.\n")
    assert "Next" not in captured.err


def test_check_tells_once_that_nobody_can_staff_an_activity(capsys: Capture) -> None:
    library = (
        'activities.library={"kind": "library", "places": 9, "sessions": ["09:00-10:00"], "staff": {"librarians": 1}}'
    )
    assert main(["check", TINY, "--set", library]) == Exit.DONE
    captured = capsys.readouterr()
    assert captured.out.endswith("1 warning.\n")
    assert "RP027" in captured.err
    assert "Try: librarians on duty at its times, or other staff for it." in captured.err


WRONG_SCENARIOS = """
scenarios:
  dead end: {changes: {activities.workshop: null, staff.early.oficers: -1}}
  too few: {changes: {staff.early.officers: -4}}
  nonsense: {changes: {wings.A.closed: perhaps}}
  no work, no classes: {changes: {activities.workshop: null}}
  as it is: {changes: {activities.workshop: null}}
  fine: {changes: {activities.workshop: null}}
"""


@pytest.mark.parametrize("goals", ["[fairness, value]", "[shortfalls, calm, value]", "[shortfalls]"])
def test_what_a_change_is_worth_is_refused_before_planning_where_nothing_can_be_said(
    goals: str, capsys: Capture
) -> None:
    assert main(["worth", TINY, "--set", f"goals={goals}"]) == Exit.INVALID_INPUT
    assert "only entitlements may come before the value" in capsys.readouterr().err


def test_check_tries_every_scenario(tmp_path: Path, capsys: Capture) -> None:
    pack, file = tmp_path / "days.yaml", tmp_path / "mine.yaml"
    pack.write_text("scenarios: {from a pack: {changes: {posts.gaet: null}}}\n", encoding="utf-8")
    packs = "packs: [england-wales, days.yaml]\n"
    file.write_text(packs + Path(TINY).read_text("utf-8") + WRONG_SCENARIOS, encoding="utf-8")
    assert main(["check", str(file), "--format", "json", "--set", "activities.workshop=null"]) == Exit.DONE
    found = json.loads(capsys.readouterr().out)["warnings"]
    # The changes that are asked for are no part of the file.
    said = [(warning["file"], warning["source_line"][warning["column"] - 1 :], warning["what"]) for warning in found]
    mine = [(line.split(":")[0], what) for name, line, what in said if name == str(file)]
    assert [(line, what.partition(": ")[0]) for line, what in mine] == [
        ("staff.early.oficers", 'the scenario "dead end" cannot be used'),
        ("staff.early.officers", 'the scenario "too few" cannot be used'),
        ("nonsense", 'the scenario "nonsense" cannot be used'),
        ("no work, no classes", 'the scenario "no work, no classes" cannot be asked for'),
        ("as it is", 'no scenario can be called "as it is"'),
    ]
    assert [(line.split(":")[0], what) for name, line, what in said if name == str(pack)] == [
        ("posts.gaet", 'the scenario "from a pack" cannot be used: posts.gaet: posts has no "gaet"')
    ]
    assert 'perhaps "officers".' in [warning["try"] for warning in found]


def test_check_of_a_wrong_file_names_the_line_and_shows_no_traceback(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("prison: HMP Wrong\nday: {unlock: 08:00, lockup: 18:00}\n", encoding="utf-8")
    assert main(["check", str(file)]) == Exit.INVALID_INPUT
    captured = capsys.readouterr()
    assert f"{file}:2:" in captured.err
    assert "lock_up" in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


def test_a_wrong_file_is_told_in_json_too(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("prison: HMP Wrong\nday: {unlock: 08:00, lockup: 18:00}\n", encoding="utf-8")
    assert main(["check", str(file), "--format", "json"]) == Exit.INVALID_INPUT
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["code"], error["name"]) == (3, "invalid_input")
    assert any(problem["line"] == 2 for problem in error["problems"])


@pytest.mark.parametrize("command", [["plan"], ["check"]])
def test_a_missing_file_is_invalid_input(command: list[str], tmp_path: Path, capsys: Capture) -> None:
    assert main([*command, str(tmp_path / "none.yaml")]) == Exit.INVALID_INPUT
    assert "none.yaml" in capsys.readouterr().err


def test_new_copies_an_example_that_checks(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "my own.yaml"
    assert main(["new", str(file)]) == Exit.DONE
    text = file.read_text(encoding="utf-8")
    # Nothing of this machine is in the file, so it can be sent to anybody.
    assert text.splitlines()[0] == "# yaml-language-server: $schema=prison.schema.json"
    said = capsys.readouterr().err
    assert "regime schema" in said
    assert " ".join(said.split()).endswith(f"Edit it, then: regime check '{file}'")
    assert main(["check", str(file)]) == Exit.DONE


def test_new_writes_over_nothing_unless_forced(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine", encoding="utf-8")
    assert main(["new", str(file)]) == Exit.USAGE
    assert file.read_text(encoding="utf-8") == "mine"
    assert "--force" in capsys.readouterr().err
    assert main(["new", str(file), "--force"]) == Exit.DONE
    assert "prison:" in file.read_text(encoding="utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["mine.yaml"]


def test_new_lists_the_examples(capsys: Capture) -> None:
    assert main(["new", "--list"]) == Exit.DONE
    listed = capsys.readouterr().out
    assert "tiny" in listed
    assert "HMP Hull" in listed
    assert "hull-march-2022.timetable  HMP Hull as delivered in March 2022" in listed
    assert main(["new", "x.yaml", "--from", "alcatraz"]) == Exit.USAGE
    assert "tiny" in capsys.readouterr().err


@pytest.mark.parametrize("of", ["prison", "timetable", "plan"])
def test_schemas_are_json(of: str, capsys: Capture) -> None:
    assert main(["schema", of]) == Exit.DONE
    assert json.loads(capsys.readouterr().out)["type"] == "object"


VARIED = ["--vary", "staff.early.officers=2,3"]
WRITING = [["plan", "-o"], ["ladder", "-o"], ["whatif", *VARIED, "--csv"], ["whatif", *VARIED, "--svg"]]
"""Commands that plan, and the option that names a file to write."""


@pytest.mark.parametrize("command", WRITING)
def test_an_output_file_is_refused_before_anything_is_planned(
    command: list[str], tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "kept"
    file.write_text("kept", encoding="utf-8")
    for output in (file, tmp_path, tmp_path / "none" / "plan", file / "plan", tmp_path / ("long" * 100)):
        # The prison does not exist either: the output is looked at first.
        assert main([command[0], "no-such-prison.yaml", *command[1:], str(output)]) == Exit.USAGE
        said = capsys.readouterr().err
        assert str(output) in said or str(output.parent) in said
        assert "no-such-prison" not in said
    assert file.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(("command", "ending"), list(zip(WRITING, ("json", "html", "csv", "svg"), strict=True)))
def test_a_file_without_the_ending_of_its_format_is_refused(
    command: list[str], ending: str, tmp_path: Path, capsys: Capture
) -> None:
    for other in (".xlsx", f".{ending}.gz", "", f".{ending.upper()}.gz", f".{ending}."):
        file = tmp_path / f"monday{other}"
        assert main([command[0], TINY, *command[1:], str(file)]) == Exit.USAGE
        said = " ".join(capsys.readouterr().err.split())
        assert said.endswith(f"is {ending.upper()}: give it a name that ends so, like monday.{ending}")
        assert not file.exists()
    capitals = str(tmp_path / f"monday.{ending.upper()}")
    too_few = ["--set", "posts.gate.staff.officers=99", "--time-limit", "2"]
    assert main([command[0], TINY, *command[1:], capitals, *too_few]) == Exit.IMPOSSIBLE


@pytest.mark.parametrize("command", WRITING)
@pytest.mark.parametrize("slash", ["/", "/."])
def test_the_name_of_a_folder_writes_over_no_file(
    command: list[str], slash: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "kept"
    file.write_text("kept", encoding="utf-8")
    assert main([command[0], TINY, *command[1:], f"{file}{slash}", "--force"]) == Exit.USAGE
    assert "is the name of a folder: give that of a file usage" in " ".join(capsys.readouterr().err.split())
    assert file.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("command", WRITING)
def test_a_pack_that_the_prison_names_is_never_written_over(
    command: list[str], tmp_path: Path, capsys: Capture
) -> None:
    prison, pack = tmp_path / "mine.yaml", tmp_path / "pack.yaml"
    prison.write_text(f"packs: [england-wales, pack.yaml]\n{Path(TINY).read_text('utf-8')}", encoding="utf-8")
    pack.write_text("roles: {dog handlers: {}}\n", encoding="utf-8")
    assert main([command[0], str(prison), *command[1:], str(pack), "--force"]) == Exit.USAGE
    assert "made from" in capsys.readouterr().err
    assert pack.read_text(encoding="utf-8") == "roles: {dog handlers: {}}\n"


@pytest.mark.parametrize("command", WRITING[1:])
def test_how_a_run_goes_on_is_said_where_its_file_is_there(command: list[str], tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "unfinished"
    file.touch()
    assert main([command[0], TINY, *command[1:], str(file), "--folder", "my runs"]) == Exit.USAGE
    said = " ".join(capsys.readouterr().err.split())
    assert "exists already: give --force to write over it, and --folder 'my runs' again to go on from" in said


def test_one_file_for_two_results_is_refused(tmp_path: Path, capsys: Capture) -> None:
    saving = ["--csv", str(tmp_path / "run"), "--svg", str(tmp_path / "there" / ".." / "run"), "--force"]
    assert main(["whatif", TINY, *VARIED, *saving]) == Exit.USAGE
    assert "given twice" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_plan_never_replaces_what_it_is_made_from(force: list[str], tmp_path: Path, capsys: Capture) -> None:
    prison, published, link = tmp_path / "mine.yaml", tmp_path / "published.json", tmp_path / "link.json"
    prison.write_text("prison: mine", encoding="utf-8")
    published.write_text("{}", encoding="utf-8")
    link.symlink_to(prison)
    for output in (prison, published, link):
        command = ["plan", str(prison), "--against", str(published), "-o", str(output), *force]
        assert main(command) == Exit.USAGE
        assert "made from" in capsys.readouterr().err
    assert prison.read_text(encoding="utf-8") == "prison: mine"
    assert published.read_text(encoding="utf-8") == "{}"


BY_HAND = """
timetable: by hand
groups: {A: {association: 08:30-09:30}, B workers: {exercise: 09:00-10:00}}
sessions: {workshop: {08:45-11:45: {B workers: 10}}}
"""


def test_evaluate_names_broken_rules_and_ends_with_1(tmp_path: Path, capsys: Capture) -> None:
    plan = tmp_path / "by-hand.yaml"
    plan.write_text(BY_HAND, encoding="utf-8")
    assert main(["evaluate", TINY, str(plan), "--no-compare"]) == Exit.BROKEN_RULES
    assert "R07 protected time" in capsys.readouterr().out
    plan.write_text(BY_HAND.replace("exercise: 09:00-10:00", ""), encoding="utf-8")
    assert main(["evaluate", TINY, str(plan), "--no-compare", "--format", "json"]) == Exit.DONE
    evaluation = json.loads(capsys.readouterr().out)
    assert evaluation["findings"] == []
    assert evaluation["plan"]["title"] == "by hand"


def test_a_wrong_timetable_is_invalid_input(tmp_path: Path, capsys: Capture) -> None:
    plan = tmp_path / "by-hand.yaml"
    plan.write_text("timetable: wrong\ngroups: {Z: {association: 08:30-09:30}}\n", encoding="utf-8")
    assert main(["evaluate", TINY, str(plan), "--no-compare"]) == Exit.INVALID_INPUT
    assert f"{plan}:2:" in capsys.readouterr().err
