"""Whether the description has the shape of a prison; what is wrong with it in plain words.

Pydantic finds what is wrong, the sentences are ours: no reader should need to know what a model is.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from regime.clock import DASH, clock
from regime.fields import fields
from regime.paths import dotted
from regime.problems import MOST, Code, Finding, Path, nearest, quoted, visible
from regime.spans import DAY
from regime.tree import Node

_MUST_BE = {
    "int_type": ("a whole number", "a number like 12."),
    "int_parsing": ("a whole number", "a number like 12."),
    "int_from_float": ("a whole number", "a number like 12."),
    "string_type": ("text", "quotes around it."),
    "bool_type": ("true or false", "true or false."),
    "bool_parsing": ("true or false", "true or false."),
    "float_type": ("a number", "a number like 12.5."),
    "float_parsing": ("a number", "a number like 12.5."),
    "date_from_datetime_parsing": ("a date", "a date like 2026-11-23."),
    "date_from_datetime_inexact": ("a date", "a date like 2026-11-23."),
    "list_type": ("a list", "square brackets: [first, second]."),
    "dict_type": ("fields (name: value)", "name: value, each on a line of its own below it."),
    "model_type": ("fields (name: value)", "its fields, each on a line of its own below it: "),
}
_FIRST_LINES = {
    "prison": "prison: HMP Anywhere",
    "day": "day: {unlock: 08:00, lock_up: 18:00}",
    "wings": "wings: {A: {groups: {A1: 60}}}",
}
_PLURALS = {"field": "fields", "field or role": "fields and roles"}
_FORMS = {"^[A-Z]{3}$": "three capital letters"}


def shape_findings(error: ValidationError, tree: Node) -> list[Finding]:
    """What keeps the tree from being a prison, one finding for each spot; no more than anybody will be told."""
    details = error.errors(include_url=False)[: MOST + 1]
    spots = [tree.find(detail["loc"])[0] for detail in details]
    findings = []
    told: set[tuple[Path, str]] = set()
    for detail, spot in zip(details, spots, strict=True):
        # A field of two forms (a list or a mapping) is refused once for each: only the form that was meant counts.
        one_of_two = len(spot) < len(detail["loc"]) and detail["type"].endswith("_type")
        if one_of_two and any(len(other) > len(spot) and other[: len(spot)] == spot for other in spots):
            continue
        if detail["type"] == "literal_error" and spots.count(spot) > 1:
            continue
        about = detail["loc"][-1] if detail["type"] in ("missing", "extra_forbidden") else ""
        if (spot, str(about)) not in told:
            told.add((spot, str(about)))
            findings.append(_finding(detail, spot, tree))
    return findings


def _finding(detail: ErrorDetails, spot: Path, tree: Node) -> Finding:
    loc, kind, value = detail["loc"], detail["type"], detail["input"]
    if kind == "extra_forbidden":
        return unknown_field(spot, fields_at(spot[:-1]))
    if kind == "missing":
        return _missing(loc, spot, tree)
    if value is None and (pack_name := _misspelt(spot, tree)) is not None:
        what = f"{dotted(spot)} is empty, and no pack describes {quoted(spot[-1])}"
        return Finding(spot, Code.MISSING_FIELD, what, f"{quoted(pack_name)}.", on_name=True)
    roles = tree.find(("roles",))[1].plain() if tree.find(("roles",))[0] else {}
    of_shift = loc[:1] == ("staff",) and loc[2:3] == ("staff",)
    if of_shift and isinstance(roles, dict) and loc[3:4] and loc[3] not in roles:
        return unknown_field(spot, [*fields_at(spot[:2]), *roles], "field or role")
    written = tree.find(spot)[1].value
    return wrong_value(detail, spot, value if isinstance(written, (dict, list)) or kind != "value_error" else written)


def unknown_field(at: Path, known: Collection[str], sort: str = "field") -> Finding:
    """A field that the part above it does not have, and perhaps the prison itself has."""
    owner, name = dotted(at[:-1]) or "a prison", str(at[-1])
    what = f"{owner} has no {sort} {quoted(name)}"
    section = name.split("_")[0].casefold()
    elsewhere = section in fields_at(()) and section != at[0] and nearest(name, known) is None
    try_ = f"{quoted(section)}, a part of its own beside {at[0]}." if elsewhere else ""
    return Finding(at, Code.UNKNOWN_FIELD, what, try_, name=name, known=known, known_as=_PLURALS[sort], on_name=True)


def _missing(loc: Path, spot: Path, tree: Node) -> Finding:
    name = str(loc[-1])
    owner = dotted(spot) or "the prison"
    if spot == ("day",) and _from_pack(spot, tree):
        spot, name, owner = (), "day", "the prison"  # packs only add to a prison's own day
    if not spot and name in _FIRST_LINES:
        return Finding(spot, Code.MISSING_FIELD, f"{owner} has no {quoted(name)}", f"{_FIRST_LINES[name]}.")
    pack_name = _misspelt(spot, tree)
    if pack_name is not None:
        what = f"{owner} has no {quoted(name)}, and no pack describes {quoted(spot[-1])}"
        return Finding(spot, Code.MISSING_FIELD, what, f"{quoted(pack_name)}.", on_name=True)
    meaning = next((field.description for other, field in fields(loc[:-1]) if other == name), None)
    about = visible(meaning.split("\n")[0]).replace("``", "").rstrip(".,") if meaning else ""
    meant = f" ({about})" if about else ""
    way = f"the column {quoted(name)}" if tree.find(spot)[2].cell else f'a line "{name}: ..."'
    return Finding(spot, Code.MISSING_FIELD, f"{owner} has no {quoted(name)}", f"{way}{meant}.")


def _from_pack(spot: Path, tree: Node) -> bool:
    """Whether the part at a spot stands in a pack alone, and not in the file that lies over it."""
    return tree.find(spot)[2].file.owner is not tree.mark.file


def _misspelt(spot: Path, tree: Node) -> str | None:
    """What a pack calls the named part that was meant where one is not complete: ``lunch`` for ``lucnh``. One that has
    more of what it needs than it lacks, like a language without its newest word, is nothing else."""
    if len(spot) != 2 or _from_pack(spot, tree):
        return None
    given = tree.find(spot)[1].value
    has = [isinstance(given, dict) and name in given for name, field in fields(spot) if field.is_required()]
    if 2 * sum(has) > len(has):
        return None
    named = tree.find(spot[:1])[1].value
    inside = named if isinstance(named, dict) else {}
    return nearest(str(spot[1]), [name for name in inside if _from_pack((spot[0], name), tree)])


def wrong_value(detail: ErrorDetails, spot: Path, value: object) -> Finding:
    """What is wrong with one value, in plain words."""
    kind, context, place = detail["type"], detail.get("ctx", {}), dotted(spot) or "the prison"
    given = f"{place} is {_shown(value)}"
    if value is None:
        return Finding(spot, Code.MISSING_FIELD, f"{place} is empty", "a value, or take the line out.", on_name=True)
    if kind in _MUST_BE:
        expected, try_ = _MUST_BE[kind]
        if kind == "model_type":
            try_ += ", ".join(fields_at(spot)[:6]) + "."
        if spot[:1] == ("wings",) and spot[2:3] == ("groups",) and len(spot) == 4:
            expected, try_ = f"a whole number of people, or {expected}", f"a number like 60, or {try_}"
        return Finding(spot, Code.WRONG_TYPE, f"{given}, but must be {expected}", try_)
    if kind == "value_error":
        what = f"{place}: {visible(str(context['error']))[:300]}"
        meant = _times_meant(value) if "write it like 08:30" in what else None
        if meant and value == detail["input"] and "is not a time of day" in what:
            meant = meant.partition("-")[0]  # of a span where one time is wanted
        if meant and "-" not in meant and "is not a span" in what:
            meant = None  # one time is no answer where a span is wanted
        return Finding(spot, Code.WRONG_VALUE, what, f"{meant}." if meant not in (None, value) else "")
    if kind in ("greater_than_equal", "greater_than"):
        least = context.get("ge", context.get("gt"))
        return Finding(spot, Code.WRONG_VALUE, f"{given}, but must be {least} or more")
    if kind == "literal_error":
        options = [word.strip("'") for word in re.split(", | or ", str(context["expected"]))]
        what = f"{given}, which is not known here"
        return Finding(spot, Code.WRONG_VALUE, what, name=str(value), known=options, known_as="known words")
    if kind in ("too_short", "string_too_short"):
        return Finding(spot, Code.MISSING_FIELD, f"{place} is empty", "at least one entry.", on_name=True)
    if kind == "string_too_long":
        return Finding(spot, Code.WRONG_VALUE, f"{place} is longer than {context['max_length']} characters")
    if kind == "string_pattern_mismatch":
        form = _FORMS.get(str(context["pattern"]), str(context["pattern"]))
        return Finding(spot, Code.WRONG_VALUE, f"{given}, but must be {form}")
    return Finding(spot, Code.WRONG_VALUE, f"{given}, which cannot be used here")


def _times_meant(value: object) -> str | None:
    """A time or a span written ``0830``, ``8.30`` or ``0830-1130``, as it should be written.

    A share of a day, as spreadsheets count time, is a time, too.
    """
    if isinstance(value, float) and 0 < value < 1 and abs(value * DAY - round(value * DAY)) < 1e-4:
        return clock(round(value * DAY))
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    parts = [re.fullmatch(r"\s*(\d{1,2})[.:]?([0-5]\d)\s*", part) for part in re.split(DASH, text)]
    times = [f"{int(part[1]):02d}:{part[2]}" for part in parts if part is not None and int(part[1]) < 24]
    return "-".join(times) if len(times) == len(parts) <= 2 else None


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value) if value else "empty text"
    if isinstance(value, dict):
        return "a set of fields"
    return "a list" if isinstance(value, list) else str(value)


def fields_at(path: Path) -> list[str]:
    """Names of the fields that the part at ``path`` has, as they are written in the file."""
    names = [name for name, _ in fields(path)]
    return names if path else [*(name for name in names if name != "unchanged"), "packs"]


def defaults_findings(tree: Node) -> list[Finding]:
    """What is wrong with the defaults of parts themselves, whether or not anything uses them."""
    findings = []
    of = {"kinds": "activities", "wing_defaults": "wings", "in_post_defaults": "in_post"}
    for section, parts in of.items():
        known = fields_at((parts, ""))
        spot, node, _ = tree.find((section,))
        if not spot:
            continue
        if not isinstance(node.value, dict):
            findings.append(_not_fields(spot, node))
        elif section != "kinds":
            findings += [unknown_field((section, name), known) for name in node.value if name not in known]
        else:
            for kind, entry in node.value.items():
                if not isinstance(entry.node.value, dict):
                    findings.append(_not_fields((section, kind), entry.node))
                    continue
                given = entry.node.value
                findings += [unknown_field((section, kind, name), known) for name in given if name not in known]
    return findings


def _not_fields(at: Path, node: Node) -> Finding:
    expected, try_ = _MUST_BE["dict_type"]
    return Finding(at, Code.WRONG_TYPE, f"{dotted(at)} is {_shown(node.plain())}, but must be {expected}", try_)
