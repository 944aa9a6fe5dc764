"""Results kept while a run goes on: one file each, so that a run that was stopped is taken up again.

A file's name holds the digest of what is in it. So one that was changed is not taken for what the run has found, and
two runs in one folder never write over each other's results.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from regime.errors import NotKept, not_written
from regime.problems import Code, InputError, Problem
from regime.whatif.again import refused

ABOUT = "what-if.json"
"""The file that says what a folder holds results of, unless another is named."""


class Folder:
    """A folder of results of one run. Raises ``InputError`` if it holds something else, ``NotKept`` if nothing can be
    written there."""

    def __init__(self, path: Path, about: dict[str, object], name: str = ABOUT) -> None:
        self.path = path
        try:
            path.mkdir(exist_ok=True)
            known = path / name
            if known.exists():
                self._same(json.loads(known.read_text(encoding="utf-8")), about)
            elif any(path.iterdir()):
                raise self._refused("this folder holds other files", "an empty or a new folder.")
            # Written in any case: a folder that nothing can be kept in is told now, and not after the first search.
            _write(known, json.dumps(about, indent=2))
        except OSError as error:
            why = "it is a file" if path.is_file() else not_written(error)
            raise NotKept(f"Nothing can be kept in the folder {path}: {why}. Give another one.") from None
        except ValueError:
            raise self._refused(f"{name} in this folder is not as it was written", "another folder.") from None

    def find(self, key: str) -> tuple[str, str] | None:
        """The text that was kept under a key last, and the name of its file.

        The name holds the digest of the text. Raises ``InputError`` where they do not agree: the file was changed.
        """
        for file in sorted(self.path.glob(f"{key}-*.json"), key=lambda file: file.stat().st_mtime_ns, reverse=True):
            try:
                text = file.read_bytes()
            except OSError as error:
                raise refused(str(file), f"this file cannot be read: {error.strerror}") from None
            if file.name != _name(key, text):
                raise refused(str(file), "this file was changed since it was written")
            return text.decode(), str(file)
        return None

    def keep(self, key: str, text: str) -> None:
        """Keep a text under a key, whole or not at all: another one under the same key stays. Raises ``NotKept``."""
        file = self.path / _name(key, text.encode())
        try:
            _write(file, text)
        except OSError as error:
            raise NotKept(
                f"{file} could not be written: {not_written(error)}. What was kept in the folder before is still "
                "there: run it again, with room to write, to go on from that."
            ) from error

    def has(self, key: str) -> bool:
        """Whether something is kept under a key."""
        return any(self.path.glob(f"{key}-*.json"))

    def _same(self, known: dict[str, object], about: dict[str, object]) -> None:
        other = [name for name, value in about.items() if known.get(name) != value]
        if other:
            what = f"this folder holds results of a run that differs in the {' and the '.join(other)}"
            raise self._refused(what, "a folder of its own for this run; nothing here was changed.")

    def _refused(self, what: str, try_: str) -> InputError:
        return InputError([Problem(str(self.path), 0, 0, Code.WRONG_VALUE, what, try_)])


def _name(key: str, text: bytes) -> str:
    return f"{key}-{hashlib.sha256(text).hexdigest()[:16]}.json"


def _write(file: Path, text: str) -> None:
    part = file.with_name(f".{os.getpid()}.part")
    try:
        part.write_bytes(text.encode())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
