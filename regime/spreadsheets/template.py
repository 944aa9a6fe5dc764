"""The sections of a prison file as a workbook to start from: what ``with_spreadsheets`` reads back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from regime.clock import minutes
from regime.problems import InputError
from regime.source import read_text
from regime.spreadsheets.headings import LEVELS
from regime.spreadsheets.table import Kind, Table, Value
from regime.spreadsheets.workbook import workbook

_IN_ONE_CELL = ("for", "unlocked")
"""Fields with names of their own choice, which would make a column each."""
_KINDS: dict[str, Kind] = {"start": "time", "end": "time", "attendance": "percent"}


def template(description: Mapping[str, Any]) -> bytes:
    """The sections of a description (as written in its file) that can stand in a spreadsheet, a sheet each."""
    return workbook(_table(section, description[section]) for section in LEVELS if description.get(section))


def _table(section: str, entries: Mapping[str, Any]) -> Table:
    names = [level.heading for level in LEVELS[section]]
    rows = list(_rows(section, entries))
    headings = dict.fromkeys([*names, *(heading for row in rows for heading in row)])
    columns = {heading: _KINDS.get(heading, "plain") for heading in headings}
    return Table(section, columns, [[row.get(heading) for heading in headings] for row in rows])


def _rows(section: str, entries: Mapping[str, Any]) -> Iterator[dict[str, Value]]:
    """A row each, by heading; what is said of a whole wing stands in its first."""
    for name, fields in entries.items():
        if section != "wings":
            yield {LEVELS[section][0].heading: name, **dict(_fields(fields))}
            continue
        of_wing = dict(_fields({field: value for field, value in fields.items() if field != "groups"}))
        for group, size in fields["groups"].items():
            of_group = size if isinstance(size, dict) else {"size": size}
            yield {"wing": name, "group": group, **dict(_fields(of_group)), **of_wing}
            of_wing = {}
        if not fields["groups"]:
            yield {"wing": name, **of_wing}


def _fields(fields: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Value]]:
    """Headings and values of the fields that are given."""
    for name, value in fields.items():
        if isinstance(value, dict) and name not in _IN_ONE_CELL:
            yield from _fields(value, f"{before}{name}.")
        else:
            yield before + name, _value(name, value)


def _value(name: str, value: Any) -> Value:
    if _KINDS.get(name) == "time":
        return minutes(value)
    if _KINDS.get(name) == "percent":
        return int(value.removesuffix("%"))
    if isinstance(value, bool):
        return str(value).upper()
    if name == "breaks":
        value = [f"{each['minutes']} between {each['between']}" for each in value]
    if isinstance(value, (dict, list)):
        return _written(value)[1:-1]
    assert isinstance(value, (str, int, float)), "an example takes nothing away"
    return value


def _written(value: Any) -> str:
    """A value in one line of YAML, in quotes only where it must be."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_written(name)}: {_written(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    text = str(value)
    if not isinstance(value, str) or _reads_as_itself(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _reads_as_itself(text: str) -> bool:
    try:
        return bool(read_text(f"a: [{text}]").plain() == {"a": [text]})
    except InputError:
        return False
