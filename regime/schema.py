"""The JSON Schema of prison files and of timetables, for editors that complete and check while people write."""

from __future__ import annotations

from typing import Any

from regime.hand_made import Timetable
from regime.prison import Prison
from regime.spreadsheets.headings import LEVELS

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SPAN = Prison.model_json_schema()["$defs"]["Span"]
_SHORT_FORMS: dict[str, Schema] = {
    "Group": {"type": "integer", "minimum": 1},
    "SessionTime": {"type": "string", "pattern": _SPAN["pattern"]},
    "RollCheck": {"type": "string", "pattern": _SPAN["pattern"]},
    "Break": {"type": "string", "pattern": rf"^\d{{1,4}} between {_SPAN['pattern'].removeprefix('^')}"},
}
"""Parts that may be written as one value instead of their fields. (Goals have a closed list of words.)"""

_SPREADSHEET = r"\.([xX][lL][sS][xX]|[cC][sS][vV])$"

_NOT_FROM_PACKS = {"DayPattern", "Break", "Group", "SessionTime", "Goal", "Pin"}
"""Parts that a file writes in full; of all others a pack may have said the rest already."""


def prison_schema() -> Schema:
    """The schema (2020-12) of a prison file: what is left to packs and kinds is not asked for, ``null`` removes."""
    schema = Prison.model_json_schema(by_alias=True)
    parts = schema["$defs"]
    for name, part in parts.items():
        if name not in _NOT_FROM_PACKS and name not in ("Wing", "Day", "Activity"):
            part.pop("required", None)
    parts["Activity"]["required"] = ["kind"]
    roles = {"type": "integer", "minimum": 0, "description": "Staff detailed in this role."}
    parts["Shift"]["additionalProperties"] = roles
    for part in [schema, *parts.values()]:
        _may_be_null(part)
    for name, part in parts.items():
        form = _SHORT_FORMS.get(name, {})
        if part.get("type") == "object":
            part["type"] = [*([form["type"]] if form else []), "object", "null"]
        part |= {keyword: value for keyword, value in form.items() if keyword != "type"}
    goal = parts.pop("Goal")
    parts |= {"GoalFields": goal, "Goal": {"anyOf": [goal["properties"]["goal"], {"$ref": "#/$defs/GoalFields"}]}}
    _names_may_be_numbers(schema)
    _add_file_sections(schema)
    return {
        "$schema": _DIALECT,
        "title": "Prison file",
        **{name: value for name, value in schema.items() if name != "title"},
    }


def timetable_schema() -> Schema:
    """The schema (2020-12) of a timetable: a day made by hand."""
    schema = Timetable.model_json_schema()
    _names_may_be_numbers(schema)
    _only_spans_where_spans_stand(schema)
    return {"$schema": _DIALECT, "title": "Timetable", **{name: v for name, v in schema.items() if name != "title"}}


def _add_file_sections(schema: Schema) -> None:
    """The sections that belong to the file and not to the prison."""
    parts = schema["$defs"]
    for part, defaults in (("Activity", "KindDefaults"), ("Wing", "WingDefaults"), ("InPost", "InPostDefaults")):
        parts[defaults] = {key: value for key, value in parts[part].items() if key != "required"}
    schema["properties"] |= {
        "packs": {
            "type": "array",
            "items": {"type": "string"},
            "default": ["england-wales"],
            "description": "Packs that give defaults, by name or as a .yaml file; later ones go over earlier ones.",
        },
        "kinds": {
            "type": "object",
            "additionalProperties": {"$ref": "#/$defs/KindDefaults"},
            "description": "Defaults for each activity of a kind.",
        },
        "wing_defaults": {"$ref": "#/$defs/WingDefaults", "description": "Defaults for each wing."},
        "in_post_defaults": {
            "$ref": "#/$defs/InPostDefaults",
            "description": "Defaults for staff in post of any role.",
        },
    }
    for section in LEVELS:
        _may_stand_in_a_sheet(schema["properties"][section])


def _may_stand_in_a_sheet(section: Schema) -> None:
    """Let a spreadsheet stand for the rows of a section, or lie below what is written there."""
    file = {"type": "string", "pattern": _SPREADSHEET, "description": "A spreadsheet, by its path from this file."}
    sheet = {"type": ["string", "integer"], "description": "The sheet of the file, if its name is another."}
    entries = section["additionalProperties"]
    section["properties"] = {"file": {"anyOf": [file, entries]}, "sheet": {"anyOf": [sheet, entries]}}
    section["type"] = [*([section["type"]] if isinstance(section["type"], str) else section["type"]), "string"]
    section["pattern"] = _SPREADSHEET


def _may_be_null(part: Schema) -> None:
    """Let ``null`` stand wherever a line of a pack may be taken away."""
    required = part.get("required", [])
    for name, field in part.get("properties", {}).items():
        entries = field.get("additionalProperties")
        if isinstance(entries, dict):
            field["additionalProperties"] = _or_null(entries)
        if name not in required:
            part["properties"][name] = _or_null(field)


def _names_may_be_numbers(part: object) -> None:
    """Let a name be a number, as a wing called ``1`` is."""
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else []:
        _names_may_be_numbers(inner)
    if isinstance(part, dict) and not part.keys() & {"pattern", "enum", "format"}:
        if part.get("type") == "string":
            part["type"] = ["string", "integer"]
        elif part.get("type") == ["string", "null"]:
            part["type"] = ["string", "integer", "null"]


def _only_spans_where_spans_stand(part: object) -> None:
    """Refuse names that are no span of time where a session or a break is written beside its time."""
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else []:
        _only_spans_where_spans_stand(inner)
    if isinstance(part, dict) and "patternProperties" in part:
        part["additionalProperties"] = False


def _or_null(field: Schema) -> Schema:
    """The same field, or nothing. A part with fields of its own takes ``null`` by itself."""
    if isinstance(field.get("type"), str):
        more = {"enum": [*field["enum"], None]} if "enum" in field else {}
        return field | {"type": [field["type"], "null"]} | more
    if "anyOf" in field:
        return field | {"anyOf": [*(form for form in field["anyOf"] if form != {"type": "null"}), {"type": "null"}]}
    return {"anyOf": [field, {"type": "null"}]} if field.get("$ref") == "#/$defs/Span" else field
