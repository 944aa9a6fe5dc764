"""The JSON Schema of the prison file, for editors that complete and check while people write."""

from __future__ import annotations

from typing import Any

from regime.prison import Prison

Schema = dict[str, Any]

_SHORT_FORMS: dict[str, Schema] = {
    "Group": {"type": "integer", "minimum": 1, "description": "People who live in the group."},
    "SessionTime": {"$ref": "#/$defs/Span"},
    "RollCheck": {"$ref": "#/$defs/Span"},
    "Goal": {"$ref": "#/$defs/GoalFields/properties/goal"},
}
"""Parts that may be written as one value instead of their fields."""

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
    _names_may_be_numbers(schema)
    _add_file_sections(schema)
    for name, form in _SHORT_FORMS.items():
        _with_short_form(parts, name, form)
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Prison file"}
    return {**about, **{name: value for name, value in schema.items() if name != "title"}}


def _add_file_sections(schema: Schema) -> None:
    """The sections that belong to the file and not to the prison."""
    parts = schema["$defs"]
    partial = {name: {key: v for key, v in parts[name].items() if key != "required"} for name in ("Activity", "Wing")}
    parts["KindDefaults"], parts["WingDefaults"] = partial["Activity"], partial["Wing"]
    schema["properties"] |= {
        "packs": {
            "type": "array",
            "items": {"type": "string"},
            "default": ["england-wales"],
            "description": "Packs that give defaults, by name or as a .yaml file; later ones go over earlier ones.",
        },
        "kinds": {
            "type": "object",
            "additionalProperties": _or_null({"$ref": "#/$defs/KindDefaults"}),
            "description": "Defaults for each activity of a kind.",
        },
        "wing_defaults": {"$ref": "#/$defs/WingDefaults", "description": "Defaults for each wing."},
    }


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
    if isinstance(part, dict) and part.get("type") == "string" and not part.keys() & {"pattern", "enum", "format"}:
        part["type"] = ["string", "integer"]


def _or_null(field: Schema) -> Schema:
    if {"type": "null"} in field.get("anyOf", []):
        return field
    about = {name: field.pop(name) for name in ("description", "default", "title") if name in field}
    return {"anyOf": [field, {"type": "null"}], **about}


def _with_short_form(parts: Schema, name: str, form: Schema) -> None:
    """Let a part be one value as well."""
    full = parts.pop(name)
    parts[f"{name}Fields"] = full
    parts[name] = {"anyOf": [form, {"$ref": f"#/$defs/{name}Fields"}]}
