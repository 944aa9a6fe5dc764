"""Sections of a prison file that stand in a spreadsheet, as if they were written in the file."""

from __future__ import annotations

import pathlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from regime.laying import lay
from regime.problems import Code, Finding, InputError, Problem, quoted
from regime.source import file_bytes
from regime.spreadsheets.csv_file import read_csv
from regime.spreadsheets.headings import LEVELS
from regime.spreadsheets.rows import section_of
from regime.spreadsheets.sheet import Sheet
from regime.spreadsheets.xlsx_file import Xlsx, read_xlsx
from regime.tree import Entry, Node

ENDINGS = (".xlsx", ".csv")


def with_spreadsheets(own: Node, roles: Collection[str], folder: pathlib.Path) -> Node:
    """A prison file with the rows of the spreadsheets that it names (paths from ``folder``) in their sections.

    ``staff: detail.xlsx`` or ``staff: {file: detail.xlsx, sheet: Monday}``; what is written beside that lies over
    the rows. Raises ``InputError``, and ``MissingExtra`` where XLSX cannot be read.
    """
    assert isinstance(own.value, dict)
    sections = dict(own.value)
    problems: list[Problem] = []
    for section in LEVELS:
        asked = _asked(sections[section].node) if section in sections else None
        if asked is None:
            continue
        try:
            rows = section_of(_sheet(asked, section, own, folder), section, roles)
        except InputError as error:
            problems += error.problems
            continue
        sections[section] = Entry(sections[section].key, lay(rows, asked.beside, (section,)))
    if problems:
        raise InputError(problems)
    return Node(sections, own.mark)


@dataclass(frozen=True)
class _Asked:
    """What a section says of its spreadsheet."""

    file: Node
    sheet: Node | None
    beside: Node
    """What else is written in the section."""


def _asked(section: Node) -> _Asked | None:
    """The spreadsheet of a section; None if it has none."""
    if isinstance(section.value, str):
        return _Asked(section, None, Node({}, section.mark))
    if not isinstance(section.value, dict):
        return None
    own = dict(section.value)
    named = {name: own.pop(name).node for name in ("file", "sheet") if name in own and _is_text(own[name].node)}
    return _Asked(named["file"], named.get("sheet"), Node(own, section.mark)) if "file" in named else None


def _is_text(node: Node) -> bool:
    return isinstance(node.value, (str, int)) and not isinstance(node.value, bool)


def _sheet(asked: _Asked, section: str, own: Node, folder: pathlib.Path) -> Sheet:
    """The sheet that is asked for."""
    name = str(asked.file.value)
    path, ending = folder / name, pathlib.PurePath(name).suffix.casefold()
    if ending not in ENDINGS:
        what = f"{section}: {quoted(name)} is no spreadsheet that can be read"
        try_ = f"save it as {' or '.join(ENDINGS)}; or write {section} as fields, each on a line of its own."
        raise InputError([asked.file.mark.problem(Code.WRONG_VALUE, what, try_)])
    if not path.is_file():
        near = sorted(each.name for each in path.parent.glob("*") if each.suffix.casefold() in ENDINGS)
        what = f"there is no spreadsheet {quoted(path)}"
        finding = Finding((), Code.UNREADABLE, what, name=path.name, known=near, known_as="spreadsheets in that folder")
        raise InputError([asked.file.mark.problem(finding.code, what, finding.advice() if near else "")])
    if ending == ".csv":
        if asked.sheet is not None:
            what = f"{quoted(name)} is a CSV file, which has no sheets"
            raise InputError([asked.sheet.mark.problem(Code.WRONG_VALUE, what, "leave the line out.")])
        return read_csv(path, own.mark.file)
    book = read_xlsx(str(path), file_bytes(path), own.mark.file)
    return book.sheet(_title(asked, section, book))


def _title(asked: _Asked, section: str, book: Xlsx) -> str:
    """The sheet that is named; else the one called like the section, else the only one."""
    titles: Mapping[str, str] = {title.casefold(): title for title in book.titles}
    wanted = section if asked.sheet is None else str(asked.sheet.value)
    if wanted.casefold() in titles:
        return titles[wanted.casefold()]
    if asked.sheet is None and len(titles) == 1:
        return book.titles[0]
    at = asked.file if asked.sheet is None else asked.sheet
    what = f"{quoted(asked.file.value)} has no sheet {quoted(wanted)}"
    finding = Finding((), Code.UNKNOWN_NAME, what, name=wanted, known=book.titles, known_as="sheets")
    try_ = finding.advice()
    if asked.sheet is None:
        try_ += f" Name it: {section}: {{file: {asked.file.value}, sheet: ...}}."
    raise InputError([at.mark.problem(finding.code, what, try_)])
