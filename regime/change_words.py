"""How changes to a prison are told: ``staff.early.officers 19 to 21``."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from regime.plan import Change

MOST = 4
"""Changes that are named where there is little room."""
LONGEST = 60
"""Characters of a part, written in one line, up to which it is shown."""


def changes_words(changes: Sequence[Change]) -> list[str]:
    """What the changes are that change anything."""
    return [_words(change) for change in changes if change.new != change.old]


def unchanged_words(changes: Sequence[Change]) -> list[str]:
    """What stays as it was: ``staff.early.officers stays 3``."""
    return [f"{change.path} stays {_in_a_line(change.old)}" for change in changes if change.new == change.old]


def first_changes(changes: Sequence[Change]) -> str:
    """What some changes are, the first of them by name."""
    every = changes_words(changes)
    more = len(every) - MOST
    return "; ".join(every[:MOST]) + (f"; and {more} more" if more > 0 else "")


def _words(change: Change) -> str:
    """``staff.early.officers 19 to 21``, ``activities.gym taken away``."""
    if change.new is None:
        return f"{change.path} taken away"
    old, new = map(_in_a_line, (change.old, change.new))
    if any(isinstance(value, (dict, list)) for value in (change.old, change.new)) and max(len(old), len(new)) > LONGEST:
        return f"{change.path} written anew"
    return f"{change.path} {new}" if change.old is None else f"{change.path} {old} to {new}"


def _in_a_line(value: JsonValue) -> str:
    """A value as the prison file has it, in one line, without what is empty."""
    match value:
        case dict():
            given = (f"{name}: {_in_a_line(part)}" for name, part in value.items() if part not in (None, [], {}))
            return f"{{{', '.join(given)}}}"
        case list():
            return f"[{', '.join(map(_in_a_line, value))}]"
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case _:
            return str(value)
