"""The rows of a sheet as a section of the description: the tree that the same lines in YAML would give."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from regime.problems import Code, InputError, Problem, quoted
from regime.spreadsheets.headings import LEVELS, Column, Headings, headings
from regime.spreadsheets.sheet import Cell, Sheet
from regime.strict_yaml import LONGEST_NAME, number_in, parse
from regime.tree import Entry, Mark, Node

Row = Mapping[int, Cell]


def section_of(sheet: Sheet, section: str, roles: Collection[str]) -> Node:
    """What the rows below the headings say.

    An empty cell says nothing, so that packs and kinds give their defaults. A cell of several things has them as in the
    file, without the brackets: ``08:30-11:45, 13:45-16:45`` or ``A workers: 20, B: 40%``. Rows without anything and
    rows and columns that begin with ``#`` are left out. Raises ``InputError`` with all that is wrong.
    """
    reading = _Reading(sheet, section, headings(sheet, section, roles))
    for number, row in sheet.rows.items():
        if number > reading.headings.row and not next(iter(row.values())).is_note:
            reading.row(row)
    if not reading.root.value and not reading.problems:
        what = f"there is no row below the headings of {section}"
        top = next(iter(sheet.rows[reading.headings.row].values()))
        reading.problems.append(top.problem(Code.MISSING_FIELD, what, f"a row for each {LEVELS[section][-1].heading}."))
    if reading.problems:
        raise InputError(reading.problems)
    return reading.root


class _Reading:
    """Builds the section row by row."""

    def __init__(self, sheet: Sheet, section: str, found: Headings) -> None:
        self.section = section
        self.headings = found
        self.problems: list[Problem] = []
        self.root = Node({}, Mark(sheet.file, 0, 0))
        top = sheet.rows[found.row]
        self.unheaded = {number for row in sheet.rows.values() for number in row} - set(top)

    def row(self, row: Row) -> None:
        """One row: what it names, level by level, and its fields."""
        part, deepest = self.root, len(LEVELS[self.section]) - 1
        for level, number in enumerate(self.headings.names):
            filled = [column for column in self.headings.columns if column.level == level and column.number in row]
            for step in LEVELS[self.section][level].inside:
                part = _entry(part, str(step), next(iter(row.values())).mark)
            if level and number not in row and not filled:
                break  # a row for the whole wing
            name = self.name(row, LEVELS[self.section][level].heading, number)
            if name is None:
                return
            if level == deepest and name in _entries(part):
                first = _entries(part)[name].key.cell
                what = f"{LEVELS[self.section][level].heading} {quoted(name)} is given twice: here and in {first}"
                self.problems.append(row[number].problem(Code.DUPLICATE, what, "keep one of the two rows."))
                return
            part = _entry(part, name, row[number].mark)
            for column in filled:
                self.field(part, column, row[column.number])
        for number in self.unheaded & set(row):
            self.unheaded.remove(number)
            what = "this column has no heading"
            try_ = "a heading; one that begins with # for notes that are not read."
            self.problems.append(row[number].problem(Code.UNKNOWN_FIELD, what, try_))

    def name(self, row: Row, heading: str, number: int) -> str | None:
        """The name that a row has in a column, or None (with a problem)."""
        if number not in row:
            what = f"this row has no {heading}"
            try_ = f"a name in the column {quoted(heading)}, or # at the start of the row to leave it out."
            self.problems.append(next(iter(row.values())).problem(Code.MISSING_FIELD, what, try_))
            return None
        cell = row[number]
        if not isinstance(cell.value, (str, int, float)):
            self.problems.append(cell.problem(Code.WRONG_VALUE, ""))
            return None
        if len(cell.text) > LONGEST_NAME:
            what = f"this name has {len(cell.text)} characters; {LONGEST_NAME} are allowed"
            self.problems.append(cell.problem(Code.WRONG_VALUE, what, "a shorter name."))
            return None
        return cell.text

    def field(self, part: Node, column: Column, cell: Cell) -> None:
        """Put what a cell says where its column belongs."""
        try:
            node = _node(cell, column)
        except InputError as error:
            self.problems += error.problems
            return
        *steps, last = (str(step) for step in column.path)
        for step in steps:
            part = _entry(part, step, cell.mark)
        before = _entries(part).get(last)
        # What is wrong with the name of a field is so in every row, and stands at its heading.
        key = cell.mark if isinstance(node.value, (dict, list)) else column.heading.mark
        if before is None:
            _entries(part)[last] = Entry(key, node)
        elif before.node.plain() != node.plain():
            heading = LEVELS[self.section][column.level].heading
            what = f"this {heading} has another {quoted(column.heading.text)} in {before.node.mark.cell}"
            self.problems.append(cell.problem(Code.DUPLICATE, what, "the same in all its rows, or in one alone."))


def _entries(node: Node) -> dict[str, Entry]:
    assert isinstance(node.value, dict)
    return node.value


def _entry(node: Node, name: str, mark: Mark) -> Node:
    """The part with a name in another, made where it is not there yet."""
    return _entries(node).setdefault(name, Entry(mark, Node({}, mark))).node


def _node(cell: Cell, column: Column) -> Node:
    """What a cell says. Raises ``InputError``."""
    value, mark = cell.value, cell.mark
    if not isinstance(value, (str, int, float)):
        raise InputError([cell.problem(Code.UNREADABLE, "")])
    if column.holds == "value":
        if not isinstance(value, str):
            return Node(value, mark)
        try:
            number = number_in(value)
        except ValueError as error:
            raise InputError([cell.problem(Code.WRONG_VALUE, str(error), "a smaller number.")]) from None
        return Node({"true": True, "false": False}.get(value.casefold(), value) if number is None else number, mark)
    fields = column.holds == "fields" or (column.holds == "list or fields" and (": " in cell.text))
    return _of_text(cell, "{}" if fields else "[]")


def _of_text(cell: Cell, brackets: str) -> Node:
    """The list or the fields that a cell has, with or without brackets around them."""
    if cell.text.startswith(brackets[0]):
        return Node(parse(cell.text, cell.mark).value, cell.mark)
    before = Mark(cell.mark.file, cell.mark.line, cell.mark.column - 1, 1, cell.mark.cell)
    return Node(parse(brackets[0] + cell.text + brackets[1], before).value, cell.mark)
