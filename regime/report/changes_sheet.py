"""What changes for the groups of a wing against the day that was published, to hang up beside their notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from regime.against import most_common, told
from regime.clock import Span
from regime.picture import DayPicture
from regime.plan import OtherDay, OtherSession
from regime.spans import without


@dataclass(frozen=True)
class ChangedLine:
    """Everybody is locked up or unlocked, an activity is on or not on for a group, or has other places for it."""

    what: Literal["locked up", "unlocked", "activity", "not on", "places"]
    times: tuple[Span, ...]
    """Of an activity that is on: from when people have to be ready to when they are back."""
    name: str = ""
    """The on-wing time or the activity."""
    session: Span | None = None
    """When the activity is on."""
    was: str = ""
    """The on-wing time that it was to be then."""
    hours_were: tuple[Span, ...] = ()
    """The hours that it was to be at."""
    places: tuple[int, int] = (0, 0)
    """Those of the group, and how many it was to have."""


@dataclass(frozen=True)
class ChangedWing:
    """One wing of which something changes."""

    wing: str
    groups: dict[tuple[ChangedLine, ...], list[str]]
    """What changes, in order of time -> the groups for which it does."""


def changed_wings(picture: DayPicture) -> list[ChangedWing]:
    """The wings of which something changes; none where the plan does not tell."""
    against = picture.plan.against
    if against is None:
        return []
    lines: dict[str, list[ChangedLine]] = {group: [] for group in picture.today.groups}
    left = most_common(picture.plan)
    for day in against.groups:
        if day.group in lines:
            lines[day.group] += _everybody(picture, day, left)
    for session in against.sessions:
        for group in lines.keys() & session.concerns:
            lines[group].append(_some(picture, session, group))
    found = []
    for wing, about in picture.today.wings.items():
        groups: dict[tuple[ChangedLine, ...], list[str]] = {}
        for group in about.groups:
            if lines[group]:
                groups.setdefault(tuple(sorted(lines[group], key=lambda line: line.times[0].start)), []).append(group)
        if groups:
            found.append(ChangedWing(wing, groups))
    return found


def _everybody(picture: DayPicture, day: OtherDay, left: str | None) -> Iterator[ChangedLine]:
    """While all of a group are at activities, nobody of it is locked up or unlocked for anything."""
    every, away = told(day, left), picture.all_away(day.group)
    moved = {each.now for each in every if each.hours_were}
    for each in every:
        times = without(each.times, away)
        if each.hours_were and times:
            yield ChangedLine("unlocked", times, each.now or "", hours_were=each.hours_were)
        elif each.was or each.now not in moved:  # an on-wing time at other hours is told with all of them
            what: Literal["unlocked", "locked up"] = "unlocked" if each.now else "locked up"
            for time in times:
                yield ChangedLine(what, (time,), each.now or "", was=each.was or "")


def _some(picture: DayPicture, session: OtherSession, group: str) -> ChangedLine:
    had, has = session.people_were.get(group, 0), session.people.get(group, 0)
    if session.was and session.was == session.now and had:
        return ChangedLine("places", (session.was,), session.activity, places=(has, had))
    if session.was and not has:
        return ChangedLine("not on", (session.was,), session.activity)
    held = (session.activity, session.now)
    away = next(away for visit, away, _ in picture.visits[group] if (visit.activity, visit.time) == held)
    hours_were = (session.was,) if had and session.was else ()
    return ChangedLine("activity", (away,), session.activity, session.now, hours_were=hours_were)
