"""How changes to a prison are told: ``staff.early.officers 19 to 21``."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from regime.plan import Change

MOST = 4
"""Changes that are named where there is little room."""


def changes_words(changes: Sequence[Change]) -> list[str]:
    """What the changes are that change anything."""
    return [_words(change) for change in changes if change.new != change.old]


def first_changes(changes: Sequence[Change]) -> str:
    """What some changes are, the first of them by name."""
    every = changes_words(changes)
    more = len(every) - MOST
    return "; ".join(every[:MOST]) + (f"; and {more} more" if more > 0 else "")


def _words(change: Change) -> str:
    """``staff.early.officers 19 to 21``, ``activities.gym taken away``."""
    if change.new is None:
        return f"{change.path} taken away"
    if isinstance(change.old, (dict, list)) or isinstance(change.new, (dict, list)):
        return f"{change.path} written anew"
    new = _as_written(change.new)
    return f"{change.path} {new}" if change.old is None else f"{change.path} {_as_written(change.old)} to {new}"


def _as_written(value: JsonValue) -> str:
    """A value as the prison file has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
