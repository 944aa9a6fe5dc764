"""Results kept while a run goes on: one plan a point, so that a run that was stopped is taken up again."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from regime.errors import not_written
from regime.plan import Plan
from regime.plan_file import plan_of_json
from regime.prison import Prison
from regime.problems import Code, InputError, Problem

ABOUT = "what-if.json"
"""The file that says what a folder holds results of, unless another is named."""


class Folder:
    """A folder of results of one run. Raises ``InputError`` if it holds something else, or cannot be used."""

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
            raise self._refused(f"this folder cannot be used: {not_written(error)}", "another folder.") from None
        except ValueError:
            raise self._refused(f"{name} in this folder is not as it was written", "another folder.") from None

    def find(self, prison: Prison) -> Plan | None:
        """The plan that was kept for a prison as changed."""
        file = self._file(prison)
        return plan_of_json(file.read_text(encoding="utf-8"), str(file)) if file.exists() else None

    def keep(self, prison: Prison, plan: Plan) -> None:
        """Keep a plan, whole or not at all. Raises OSError."""
        _write(self._file(prison), plan.model_dump_json(indent=2))

    def read(self, name: str) -> str | None:
        """The text that was kept under a file name."""
        file = self.path / name
        return file.read_text(encoding="utf-8") if file.exists() else None

    def write(self, name: str, text: str) -> None:
        """Keep a text under a file name, whole or not at all. Raises OSError."""
        _write(self.path / name, text)

    def _file(self, prison: Prison) -> Path:
        return self.path / f"{hashlib.sha256(prison.model_dump_json(by_alias=True).encode()).hexdigest()[:16]}.json"

    def _same(self, known: dict[str, object], about: dict[str, object]) -> None:
        other = [name for name, value in about.items() if known.get(name) != value]
        if other:
            what = f"this folder holds results of another run: the {' and the '.join(other)} differ"
            raise self._refused(what, "a folder of its own for this run; nothing here was changed.")

    def _refused(self, what: str, try_: str) -> InputError:
        return InputError([Problem(str(self.path), 0, 0, Code.WRONG_VALUE, what, try_)])


def _write(file: Path, text: str) -> None:
    part = file.with_name(f".{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
