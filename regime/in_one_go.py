"""Changes that were made one after another, as settings that make them in one go."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from regime.changes import described
from regime.laying import written_over
from regime.paths import places
from regime.plan import Change
from regime.prison import Prison


def in_one_go(prison: Prison, first: Sequence[Change], then: Sequence[Change]) -> dict[str, JsonValue]:
    """The settings that make of a prison's file what it is (``prison``) after some changes and then others: a part that
    was set as a whole, and changed in it since, is set as it is now."""
    new = [change.path for change in first if change.old is None]
    settings = {change.path: change.new for change in first}
    for change in then:
        settings = {path: value for path, value in settings.items() if not _is_in(path, change.path)}
        if whole := [path for path in settings if _is_in(change.path, path)]:
            settings[whole[0]] = _whole(prison, whole[0])
        else:
            settings[change.path] = change.new
    return {path: value for path, value in settings.items() if value is not None or path not in new}


def _is_in(path: str, whole: str) -> bool:
    return path.startswith((f"{whole}.", f"{whole}["))


def _whole(prison: Prison, path: str) -> JsonValue:
    """What is written for a part so that it is as it is now, on its defaults."""
    (place,) = places(described(prison), path, None)
    section, value = place.steps[0], place.old
    if len(place.steps) != 2 or not isinstance(value, dict):
        return value
    below: JsonValue = None
    match section:
        case "activities":
            below = prison.kinds.get(str(value["kind"]))
        case "wings":
            below = prison.wing_defaults
        case "in_post":
            below = prison.in_post_defaults
    return written_over(below, {name: part for name, part in value.items() if part is not None})
