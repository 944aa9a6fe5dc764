"""What goes where when the output is a pipe: no colour, no tricks with the cursor, no complaint when it closes."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.text import Text

from regime.cli import __file__ as here
from regime.cli import main
from regime.cli.exit import Exit
from regime.cli.failure import told
from regime.cli.terminal import Terminal
from regime.data_folder import data_folder

EXAMPLES = data_folder("examples")
TINY, MARCH = str(EXAMPLES / "tiny.yaml"), EXAMPLES / "hull-march-2022.timetable.yaml"
ENTRY = Path(here).with_name("entry.py")
COMMAND = [sys.executable, "-m", "regime"]


def environment(**changed: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")}
    return {**plain, **changed}


def test_a_pipe_gets_no_escape_codes() -> None:
    result = subprocess.run([*COMMAND, "check", TINY], capture_output=True, check=True, env=environment())
    assert b"\x1b" not in result.stdout + result.stderr


@pytest.mark.parametrize(("no_color", "coloured"), [("1", False), ("", True)])
def test_no_color_is_respected(no_color: str, coloured: bool, tmp_path: Path) -> None:
    # An error is red where colours are allowed; FORCE_COLOR stands for a terminal.
    env = environment(FORCE_COLOR="1", TERM="xterm-256color", **({"NO_COLOR": no_color} if no_color else {}))
    script = "from regime.cli.terminal import Terminal; Terminal.of([]).say('wrong', style='red')"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=env, cwd=tmp_path)
    assert (b"\x1b[31m" in result.stderr) is coloured
    assert b"wrong" in result.stderr


def test_a_reader_that_leaves_early_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = subprocess.run([*COMMAND, "check", TINY], stdout=writer, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writer)
    assert result.returncode == 0
    assert [line[:5] for line in result.stderr.splitlines()] == [b"Next:"]


def test_the_page_is_a_hundred_columns_wide_in_a_pipe_and_as_wide_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert Terminal.of([]).out.width == 100
    for columns, width in (("72", 72), ("0", 100)):
        monkeypatch.setenv("COLUMNS", columns)
        assert (Terminal.of([]).out.width, Terminal.of([]).width) == (width, width)


@pytest.mark.parametrize(
    ("arguments", "json"),
    [(["plan", "--format", "json"], True), (["plan", "--format=json"], True), (["plan", "--format", "table"], False)],
)
def test_json_is_known_before_the_arguments_are_understood(arguments: list[str], json: bool) -> None:
    assert Terminal.of(arguments).json is json


def test_names_from_files_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal.of([])
    terminal.answer(Text("HMP \x1b[31mRed\u202e\nB wing"))
    terminal.say("HMP \x1b]0;title\x07")
    captured = capsys.readouterr()
    assert captured.out == "HMP ?[31mRed?\nB wing\n"
    assert captured.err == "HMP ?]0;title\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
@pytest.mark.parametrize("more", [[], ["--format", "json"]])
def test_a_full_disk_is_said_in_a_sentence(more: list[str]) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        command = [*COMMAND, "check", TINY, *more]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert result.returncode == Exit.USAGE
    assert result.stderr == "The result could not be written: the disk is full.\n"


def test_an_answer_for_which_there_is_no_stdout_is_said_to_be_lost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)  # what Python makes of >&-
    assert main(["check", TINY]) == Exit.USAGE
    assert capsys.readouterr().err.splitlines()[-1] == "The result could not be written: there is no stdout."


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"PYTHONIOENCODING": "ascii"}, b"#=..:~|Ty Wyn, chor\n"),
        ({"PYTHONIOENCODING": "cp1252"}, "#=..:~|Ty Wyn, chôr\n".encode("cp1252")),
        ({"FORCE_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}, "#=..:~|Tŷ Ŵyn, chôr\n".encode()),
    ],
)
def test_a_terminal_without_blocks_gets_plain_characters(changed: dict[str, str], shown: bytes) -> None:
    page = "from rich.text import Text; Terminal.of([]).answer(Text('█▒░·┆…|Tŷ Ŵyn, chôr'))"
    script = f"from regime.cli.terminal import Terminal; {page}"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environment(**changed))
    assert result.stdout == shown


@pytest.mark.parametrize("more", [[], ["--format", "json"]])
def test_ctrl_c_while_the_command_is_imported_ends_as_later_on(more: list[str]) -> None:
    pressing = f"""
import runpy, signal, sys

class Pressed:
    def find_spec(self, name, path=None, target=None):
        if name == "regime":
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Pressed())
sys.argv = ["regime", "check", {TINY!r}, *{more!r}]
sys.exit(runpy.run_path({str(ENTRY)!r})["main"]())
"""
    result = subprocess.run([sys.executable, "-c", pressing], capture_output=True, check=False, text=True)
    assert result.returncode == Exit.INTERRUPTED
    if more:
        assert json.loads(result.stdout)["error"]["message"] == "Stopped."
        assert result.stderr == ""
    else:
        assert (result.stdout, result.stderr) == ("", "Stopped.\n")


def test_ctrl_c_once_all_is_told_changes_nothing() -> None:
    pressing = f"""
import atexit, runpy, signal, sys

atexit.register(signal.raise_signal, signal.SIGINT)
sys.argv = ["regime", "check", {TINY!r}, "--format", "json"]
sys.exit(runpy.run_path({str(ENTRY)!r})["main"]())
"""
    result = subprocess.run([sys.executable, "-c", pressing], capture_output=True, check=False, text=True)
    assert (result.returncode, result.stderr) == (Exit.DONE, "")


@pytest.mark.parametrize("more", [[], ["--format", "json"]])
def test_ctrl_c_in_the_moment_after_all_is_told_is_no_traceback(more: list[str]) -> None:
    pressing = f"""
import runpy, signal, sys

def pressed(frame, event, _):
    if event == "return" and frame.f_code.co_name == "main" and frame.f_code.co_filename == {here!r}:
        sys.setprofile(None)
        signal.raise_signal(signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever runs the tests may ignore it
sys.argv = ["regime", "check", {TINY!r}, *{more!r}]
main = runpy.run_path({str(ENTRY)!r})["main"]
sys.setprofile(pressed)
sys.exit(main())
"""
    result = subprocess.run([sys.executable, "-c", pressing], capture_output=True, check=False, text=True)
    assert result.returncode == Exit.INTERRUPTED
    assert "Traceback" not in result.stderr
    assert json.loads(result.stdout)["warnings"] == [] if more else "HMP Tiny" in result.stdout


def test_ctrl_c_while_a_long_answer_waits_for_its_reader_costs_nothing_of_it() -> None:
    waiting = """
import signal, sys
from regime.cli.terminal import Terminal

signal.signal(signal.SIGINT, lambda *_: print("pressed", file=sys.stderr, flush=True))
Terminal.of([]).answer_text("x\\n" * 100_000)
"""
    with subprocess.Popen([sys.executable, "-c", waiting], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        full = fcntl.fcntl(process.stdout, fcntl.F_GETPIPE_SZ)
        held = bytearray(4)
        while int.from_bytes(held, sys.byteorder) < full * 3 // 4:
            fcntl.ioctl(process.stdout, termios.FIONREAD, held)
        process.send_signal(signal.SIGINT)
        assert process.stderr.readline() == b"pressed\n"
        assert process.stdout.read() == b"x\n" * 100_000


def test_nothing_is_added_to_a_result_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal.of(["--format=json"])
    terminal.answer_text('{"regime_plan": 1}')
    assert told(KeyboardInterrupt(), terminal) == Exit.INTERRUPTED
    shown = capsys.readouterr()
    assert json.loads(shown.out) == {"regime_plan": 1}
    assert shown.err == "Stopped.\n"


def test_no_line_ends_in_spaces(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(EXAMPLES / "hull.yaml"), str(MARCH), "--no-compare"]) == Exit.DONE
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 80
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize(("columns", "widest"), [("80", 80), ("200", 100)])
def test_messages_fit_the_terminal_and_a_command_in_them_can_be_copied(
    columns: str, widest: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", columns)
    folder = tmp_path / " and ".join(["a folder"] * 9)
    folder.mkdir()
    said = []
    for asked in (
        ["new", "detail.xlsx"],
        ["check", str(EXAMPLES / "impossible.yaml")],
        ["plan", TINY, "--scenario", "gym"],
        ["new", str(folder / "my.yaml")],
    ):
        main(asked)
        said.append(capsys.readouterr().err.splitlines())
    assert [line for lines in said[:3] for line in lines if len(line) > widest] == []
    scenarios = said[2][said[2].index('gym  RP013  there is no scenario "gym"') + 1 :]
    assert scenarios[0].startswith('   Try: "workshops closed", ')
    assert scenarios[1].startswith("   ")
    assert said[3][-2:] == ["Edit it, then:", f"regime check '{folder / 'my.yaml'}'"]


@pytest.mark.parametrize("columns", [60, 80])
def test_what_is_checked_fits_the_terminal_and_what_is_wrong_is_pointed_at(
    columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.chdir(tmp_path)
    wrong = Path("wrong.yaml")
    wrong.write_text(Path(TINY).read_text(encoding="utf-8").replace("12:30-13:30", "12:30-23:30"), encoding="utf-8")
    for name in ("hull.yaml", "impossible.yaml"):  # beside it: where a repository stands may be wider than a terminal
        shutil.copy(EXAMPLES / name, name)
    for file in ("hull.yaml", "impossible.yaml", "wrong.yaml"):
        main(["check", file])
        captured = capsys.readouterr()
        lines = [*captured.out.splitlines(), *captured.err.splitlines()]
        assert [line for line in lines if len(line) > columns] == []
    place = next(number for number, line in enumerate(lines) if "^" in line)
    line, marks = lines[place - 1 : place + 1]
    assert line[marks.index("^") : marks.rindex("^") + 1] == "12:30-23:30"
