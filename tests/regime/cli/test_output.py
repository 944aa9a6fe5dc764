"""Results are written whole or not at all, and never over another file unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from regime.cli.arguments import UsageError
from regime.cli.output import ready, write


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write(tmp_path / "plan.json", "été\n", force=False)
    assert (tmp_path / "plan.json").read_text(encoding="utf-8") == "été\n"
    assert [file.name for file in tmp_path.iterdir()] == ["plan.json"]


def test_a_file_that_appeared_meanwhile_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    ready(file, force=False)
    file.write_text("somebody else's", encoding="utf-8")
    with pytest.raises(OSError, match="exists"):
        write(file, "ours", force=False)
    assert file.read_text(encoding="utf-8") == "somebody else's"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.json"]


def test_force_writes_through_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    write(link, "new", force=True)
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write(file, "half of it \ud800", force=True)
    assert file.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.json"]


def test_devices_and_folders_are_refused_even_with_force(tmp_path: Path) -> None:
    for target, said in (
        (Path("/dev/null"), "not an ordinary file"),
        (tmp_path, "is a folder: give the name of a file"),
    ):
        with pytest.raises(UsageError, match=said):
            ready(target, force=True)
