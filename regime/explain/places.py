"""Where the lines of a prison stand in its file."""

from __future__ import annotations

from dataclasses import dataclass

from regime.explain.result import Place
from regime.paths import dotted
from regime.problems import Path
from regime.tree import Node


@dataclass(frozen=True)
class Places:
    """Places in the file that a prison was read from, if it was read from one."""

    tree: Node | None = None

    def of(self, at: Path) -> Place:
        """The place of a line, with the file and the line where the prison was read from one."""
        shown = dotted(at)
        if self.tree is None:
            return Place(at=shown)
        _, _, mark = self.tree.find(at)
        return Place(at=shown, file=mark.file.name, line=mark.line or None, cell=mark.cell or None)
