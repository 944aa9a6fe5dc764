"""What README.md shows is what the files hold."""

from __future__ import annotations

import inspect
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import regime
from regime.cli import main
from regime.cli.exit import Exit

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_whole_prison_shown_is_the_smallest_example() -> None:
    tiny = (ROOT / "examples" / "tiny.yaml").read_text(encoding="utf-8")
    described = "\n".join(line for line in tiny.splitlines() if not line.startswith("#"))
    assert f"```yaml\n{described}\n```" in README


@pytest.mark.parametrize("promised", ["pip install .", "regime plan examples/hull.yaml", "python -m pytest"])
def test_the_pipeline_does_what_the_page_says(promised: str) -> None:
    # The quotes and folders around them differ, the words do not.
    pipeline = (ROOT / ".ci" / "run").read_text(encoding="utf-8").replace('"$fresh/', "").replace('"', "")
    assert promised in README
    assert promised.replace("pip install .", "pip install --quiet .") in pipeline


@pytest.mark.parametrize("title", ["Sessions", "Staff", "Breaks", "Movements", "Unlock", "Changed"])
def test_every_part_of_the_governors_page_that_is_explained_is_there(title: str) -> None:
    code = (ROOT / "regime" / "page" / "__init__.py").read_text(encoding="utf-8")
    assert f'("{title}' in code
    assert f"**{title.lower()}**" in README.lower()


def test_every_file_that_the_page_links_to_is_there() -> None:
    links = [part.partition(")")[0] for part in README.split("](")[1:]]
    files = [link for link in links if not link.startswith("http")]
    assert files
    assert [file for file in files if not (ROOT / file).exists()] == []


@pytest.mark.parametrize("code", list(Exit))
def test_every_exit_code_is_documented(code: Exit) -> None:
    assert f"\n| {code.value} | " in README


def test_every_command_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    helped = capsys.readouterr().out
    for command in (
        "new",
        "check",
        "staff",
        "plan",
        "whatif",
        "worth",
        "ladder",
        "explain",
        "evaluate",
        "compare",
        "schema",
    ):
        assert f"\n    {command} " in helped
        assert f"| `regime {command}" in README


PROGRAMS = [part.partition("```")[0] for part in README.split("```python\n")[1:]]


def test_the_programs_shown_are_typed(tmp_path: Path) -> None:
    files = [tmp_path / f"program_{number}.py" for number, _ in enumerate(PROGRAMS)]
    for file, program in zip(files, PROGRAMS, strict=True):
        file.write_text(program, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", *map(str, files), str(ROOT / "examples" / "embed.py")]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_every_call_that_is_shown_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # On a coarser step and without the later goals, which take most of a search.
    tiny = (ROOT / "examples" / "tiny.yaml").read_text(encoding="utf-8").replace("18:00}", "18:00, step: 30}", 1)
    (tmp_path / "my-prison.yaml").write_text(f"{tiny}goals: [shortfalls, value]\n", encoding="utf-8")
    (tmp_path / "program.py").write_text(PROGRAMS[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    made = runpy.run_path("program.py")
    calls = [name for name in regime.__all__ if inspect.isfunction(getattr(regime, name))]
    assert [name for name in calls if f"{name}(" not in PROGRAMS[1]] == []
    assert [point.failed for point in made["run"].points] == [None] * 4
    assert len(made["why"].answers) == 2
    assert {file.name for file in (tmp_path / "monday").glob("*.html")} == {"governor.html", "notices.html"}
    assert (tmp_path / "ladder.html").exists()
