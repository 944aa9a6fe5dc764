"""The headings of a sheet: which row they are in, and which field of the description each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_origin

from regime.fields import fields, types_at
from regime.prison.base import Part
from regime.problems import Code, InputError, Path, Problem, nearest, quoted
from regime.spreadsheets.sheet import Cell, Fault, Sheet, reference
from regime.tree import Mark


@dataclass(frozen=True)
class Level:
    """What a row names: a shift, a wing, a group of it, an activity."""

    heading: str
    """Heading of the column that has the names."""
    inside: Path = ()
    """Where these stand in what the level above names."""


LEVELS: dict[str, tuple[Level, ...]] = {
    "staff": (Level("shift"),),
    "wings": (Level("wing"), Level("group", ("groups",))),
    "activities": (Level("activity"),),
}
"""Sections that can stand in a sheet, a row for each of the last level."""


@dataclass(frozen=True)
class Column:
    """A column that holds a field."""

    number: int
    heading: Cell
    level: int
    """Whose field it is."""
    path: Path
    """The field, from there."""
    holds: Literal["value", "list", "fields", "list or fields"]


@dataclass(frozen=True)
class Headings:
    """The row of headings."""

    row: int
    names: tuple[int, ...]
    """The column of names of each level."""
    columns: tuple[Column, ...]


def headings(sheet: Sheet, section: str, roles: Iterable[str]) -> Headings:
    """The first row that has the heading of the section's names. Raises ``InputError``."""
    levels = LEVELS[section]
    row = next((row for row, cells in sheet.rows.items() if _column(cells.values(), levels[0].heading)), None)
    if row is None:
        raise InputError([_no_headings(sheet, section)])
    cells = {number: cell for number, cell in sheet.rows[row].items() if not cell.is_note}
    problems = [cell.problem(Code.UNREADABLE, "") for cell in cells.values() if isinstance(cell.value, Fault)]
    names = []
    for level in levels:
        found = _column(cells.values(), level.heading)
        if found is None:
            what = f"no column is headed {quoted(level.heading)}"
            problems.append(next(iter(cells.values())).problem(Code.MISSING_FIELD, what, f"{level.heading}."))
        else:
            names.append(next(number for number, cell in cells.items() if cell is found))
    columns: dict[tuple[int, Path], Column] = {}
    for number, cell in cells.items():
        if number in names:
            continue
        column = _read(number, cell, section, list(roles))
        first = next((c for key, c in columns.items() if _same(key, (column.level, column.path))), None)
        if first is None:
            columns[column.level, column.path] = column
        else:
            what = f"the column {quoted(cell.text)} says the same as {first.heading.mark.cell}"
            problems.append(cell.problem(Code.DUPLICATE, what, "keep one of the two."))
    if problems:
        raise InputError(problems)
    return Headings(row, tuple(names), tuple(columns.values()))


def inside(section: str, names: Iterable[str]) -> Path:
    """Where the part with these names, one for each level, stands in the description."""
    steps: list[str | int] = [section]
    for level, name in zip(LEVELS[section], names, strict=False):
        steps += [*level.inside, name]
    return tuple(steps)


def _no_headings(sheet: Sheet, section: str) -> Problem:
    wanted = LEVELS[section][0].heading
    texts: dict[str, Cell] = {}
    for cells in sheet.rows.values():
        for cell in cells.values():
            texts.setdefault(cell.text, cell)
    meant = nearest(wanted, texts)
    known = ", ".join([level.heading for level in LEVELS[section]] + [name for name, _ in fields((section, ""))][:4])
    what = f"no cell is the heading {quoted(wanted)}"
    if meant is not None:
        return texts[meant].mark.problem(Code.MISSING_FIELD, what, f"{wanted}.")
    at = Mark(sheet.file, 1, 1, cell=reference(sheet.title, 1, 1))
    return at.problem(Code.MISSING_FIELD, what, f"a row of headings: {known}...")


def _column(cells: Iterable[Cell], heading: str) -> Cell | None:
    return next((cell for cell in cells if _canonical(cell.text) == heading), None)


def _read(number: int, cell: Cell, section: str, roles: list[str]) -> Column:
    """What a column holds: ``staffing.at least`` is the field ``at_least`` of a wing's ``staffing``."""
    first, *rest = cell.text.split(".")
    levels = len(LEVELS[section])
    known = {name: level for level in range(levels) for name, _ in fields(_field(section, level))}
    name = _known(first, [*known, *(roles if section == "staff" else [])])
    level = known.get(name, known.get(nearest(name, known) or "", levels - 1))
    path: Path = (name,)
    for step in rest:
        names = [name for name, _ in fields((*_field(section, level), *path))]
        path = (*path, _known(step, names or roles))
    types = types_at((*_field(section, level), *path))
    lists = any(get_origin(each) is list for each in types)
    return Column(number, cell, level, path, _holds(lists, any(map(_has_fields, types))))


def _holds(lists: bool, has_fields: bool) -> Literal["value", "list", "fields", "list or fields"]:
    if lists:
        return "list or fields" if has_fields else "list"
    return "fields" if has_fields else "value"


def _has_fields(of_type: Any) -> bool:
    return get_origin(of_type) is dict or (isinstance(of_type, type) and issubclass(of_type, Part))


def _field(section: str, level: int) -> Path:
    """Where the fields of a level are, whatever its name."""
    return inside(section, [""] * (level + 1))


def _known(written: str, known: Iterable[str]) -> str:
    """The name that a heading means, whatever its case and with spaces for underscores; as written if none."""
    return next((name for name in known if _canonical(name) == _canonical(written)), written.strip())


def _canonical(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def _same(one: tuple[int, Path], other: tuple[int, Path]) -> bool:
    """Whether two columns hold one field, or one holds a part of the other."""
    shorter = min(len(one[1]), len(other[1]))
    return one[0] == other[0] and one[1][:shorter] == other[1][:shorter]
