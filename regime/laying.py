"""How one description is laid over another: a file over its packs, an activity over its kind, lines over a sheet."""

from __future__ import annotations

from pydantic import JsonValue

from regime.problems import Path
from regime.tree import Entry, Node

_ACTIVITY = [({"sessions"}, {"length", "between", "at_most"}), ({"length", "between"}, {"sessions"})]
_SETS_ASIDE = {
    "activities": _ACTIVITY,
    "kinds": _ACTIVITY,
    "entitlements": [({"time"}, {"activity", "people"}), ({"activity"}, {"time", "minutes", "between"})],
    # A step table is one thing: two of them never mix, nor does a table with a rule of so many for each officer.
    "staffing": [
        ({"unlocked"}, {"unlocked", "at_least", "one_per", "at_most"}),
        ({"at_least", "one_per", "at_most"}, {"unlocked"}),
    ],
}
"""Two ways of saying one thing: whoever writes one way sets the other way's defaults aside."""


def lay(below: Node, above: Node, at: Path = ()) -> Node:
    """``above`` laid over ``below``, both found at ``at``; the order is that of ``below``, then what is new."""
    if not isinstance(below.value, dict) or not isinstance(above.value, dict):
        return above
    entries = dict(below.value)
    what = "staffing" if at[-1:] == ("staffing",) else str(at[0]) if len(at) == 2 else ""
    given = {name for name, entry in above.value.items() if entry.node.value is not None}
    for written, aside in _SETS_ASIDE.get(what, []):
        if written & given:
            entries = {name: entry for name, entry in entries.items() if name not in aside}
    for name, entry in above.value.items():
        if name not in entries:
            entries[name] = entry
        elif entry.node.value is None:
            del entries[name]
        else:
            entries[name] = Entry(entry.key, lay(entries[name].node, entry.node, (*at, name)))
    return Node(entries, above.mark)


def written_over(below: JsonValue, meant: JsonValue) -> JsonValue:
    """What to lay over ``below`` so that what is ``meant`` comes of it: ``null`` where that has nothing."""
    if not isinstance(below, dict) or not isinstance(meant, dict):
        return meant
    return dict.fromkeys(below) | {name: written_over(below.get(name), value) for name, value in meant.items()}
