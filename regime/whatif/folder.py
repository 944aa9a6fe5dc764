"""Results kept while a run goes on: one file each, so that a run that was stopped is taken up again.

A file's name holds the digest of what is in it. So one that was changed is not taken for what the run has found, and
two runs in one folder never write over each other's results.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from regime.errors import NotKept, not_written
from regime.made import fingerprint
from regime.prison import Prison
from regime.problems import Code, InputError, Problem
from regime.whatif.again import refused

ABOUT = "what-if.json"
"""The file that says what a folder holds results of, unless another is named."""

_PRISON = "prison (its file, or what is changed in it)"
_LIMITS = "time limit, gap or seed"


def about(prison: Prison, day: str, seconds: float, gap: float, seed: int, **others: object) -> dict[str, object]:
    """What a run with a folder is about: a folder of a run that differs in any of it is refused."""
    return {
        _PRISON: fingerprint(prison),
        "version": importlib.metadata.version("regime-planner"),
        "day": day,
        **others,
        _LIMITS: f"{seconds:g} s, gap {gap:g}, seed {seed}",
    }


class Folder:
    """A folder of results of one run. Raises ``InputError`` if it holds something else, ``NotKept`` if nothing can be
    written there."""

    def __init__(self, path: Path, about: Mapping[str, object], name: str = ABOUT) -> None:
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
            why = "it is a file" if os.path.isfile(path) else not_written(error)
            there = os.path.isdir(path)
            try_ = "Make it one that can be written to, or give another" if there else "Give another one"
            raise NotKept(f"Nothing can be kept in the folder {path}: {why}. {try_}.") from None
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
                raise refused(str(file), f"this file cannot be read: {not_written(error)}") from None
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

    def _same(self, known: object, about: Mapping[str, object]) -> None:
        if not isinstance(known, dict):
            raise ValueError("not what a folder is about")
        differ = [told for name, now in about.items() for told in _differing(name, known.get(name), now)]
        if differ:
            what = f"this folder holds results of a run that differs in the {' and the '.join(differ)}"
            raise self._refused(
                what, "the same as there, or a folder of its own for this run; nothing here was changed."
            )

    def _refused(self, what: str, try_: str) -> InputError:
        return InputError([Problem(str(self.path), 0, 0, Code.WRONG_VALUE, what, try_)])


def _differing(name: str, was: object, now: object) -> Iterator[str]:
    """What differs in a line of what two runs are about, with what it was and what it is now. Raises ``ValueError``
    where the line is not as it was written."""
    if was == now:
        return
    if name == _PRISON:
        yield name
        return
    each = [(name, _said(was), _said(now))]
    if name == _LIMITS:
        each = [*zip(("time limit", "gap", "seed"), str(was).split(", "), str(now).split(", "), strict=True)]
    for one, before, after in each:
        if before != after:
            yield f"{one} ({before.removeprefix(f'{one} ')} there; {after.removeprefix(f'{one} ')} now)"


def _said(value: object) -> str:
    """A line as it is told."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "none given")


def _name(key: str, text: bytes) -> str:
    return f"{key}-{hashlib.sha256(text).hexdigest()[:16]}.json"


def _write(file: Path, text: str) -> None:
    part = file.with_name(f".{os.getpid()}.part")
    try:
        part.write_bytes(text.encode())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
