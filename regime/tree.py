"""What a file describes as a tree in which every value knows its place: file, line and column, or sheet and cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from regime.problems import Code, Finding, Path, Problem, Severity


@dataclass(frozen=True)
class File:
    """A file's name, as it is shown, and its lines."""

    name: str
    lines: tuple[str, ...]
    read_for: File | None = field(default=None, repr=False)
    """The YAML file that names it, if it is a spreadsheet."""

    @property
    def owner(self) -> File:
        """The YAML file to which what it says belongs."""
        return self.read_for or self

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; nothing for line 0, the file as a whole."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


@dataclass(frozen=True)
class Mark:
    """A place in a file, lines and columns from 1, and how many characters it covers on its line."""

    file: File = field(repr=False)
    line: int
    column: int
    length: int = 1
    cell: str = ""
    """The cell of a spreadsheet: ``Shifts!C4``. Its line is then the row, shown as text."""

    def problem(self, code: Code, what: str, try_: str = "", severity: Severity = "error") -> Problem:
        """A problem at this place."""
        source_line = self.file.line(self.line)
        place = (self.file.name, self.line, self.column)
        return Problem(*place, code, what, try_, source_line, self.length, severity, self.cell)


@dataclass(frozen=True)
class Node:
    """A value with its place: a mapping by name, a list, or a plain value."""

    value: dict[str, Entry] | list[Node] | str | int | float | bool | None
    mark: Mark

    def find(self, path: Path) -> tuple[Path, Node, Mark]:
        """How far ``path`` can be followed: that part of it, the node there and the mark of its key.

        Steps that the text does not have, because a short form was written, are passed over.
        """
        node, mark, found = self, self.mark, []
        for step in path:
            inside = node.value
            if isinstance(inside, dict) and isinstance(step, str) and step in inside:
                node, mark = inside[step].node, inside[step].key
            elif isinstance(inside, list) and isinstance(step, int) and step < len(inside):
                node, mark = inside[step], inside[step].mark
            else:
                continue
            found.append(step)
        return tuple(found), node, mark

    def locate(self, finding: Finding) -> Mark:
        """The place of a finding; what is missing is shown where it should stand."""
        _, node, name = self.find(finding.at)
        return name if finding.on_name or isinstance(node.value, (dict, list)) else node.mark

    def files(self) -> set[str]:
        """Names of the files in which its parts stand."""
        parts = self.value if isinstance(self.value, list) else []
        if isinstance(self.value, dict):
            parts = [entry.node for entry in self.value.values()]
        return {self.mark.file.name}.union(*(part.files() for part in parts))

    def plain(self) -> Any:
        """The value without its places."""
        if isinstance(self.value, dict):
            return {name: entry.node.plain() for name, entry in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


@dataclass(frozen=True)
class Entry:
    """A line of a mapping: where its name stands, and its value."""

    key: Mark
    node: Node
