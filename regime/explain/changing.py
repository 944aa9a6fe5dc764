"""A prison with some of its lines changed: the description is taken apart, changed, and understood again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from regime.prison import Prison
from regime.problems import Path


@dataclass(frozen=True)
class Edit:
    """One line of a prison as it should be; ``None`` takes the line out."""

    at: Path
    value: Any


def edited(prison: Prison, edits: Iterable[Edit]) -> Prison:
    """The prison with every edit made. List items keep their numbers while others are taken out."""
    description: dict[str, Any] = prison.model_dump(mode="json")
    gone: list[tuple[list[Any], int]] = []
    for edit in edits:
        part: Any = description
        for step in edit.at[:-1]:
            part = part[step]
        last = edit.at[-1]
        if edit.value is not None:
            part[last] = edit.value
        elif isinstance(part, list):
            gone.append((part, int(last)))
        else:
            del part[last]
    for items, number in sorted(gone, key=lambda item: -item[1]):
        del items[number]
    return Prison.model_validate(description)


def value_at(prison: Prison, at: Path) -> Any:
    """What the prison has there now, in the words of the file."""
    part: Any = prison.model_dump(mode="json")
    for step in at:
        # A shift has nobody of a role that it does not name.
        part = part.get(step, 0) if isinstance(part, dict) else part[step]
    return part
