"""What changes for the groups of a wing against the day that was published, to hang up beside their notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from regime.against import published_by
from regime.clock import Span
from regime.picture import DayPicture
from regime.plan import OtherSession
from regime.spans import common, joined, without


@dataclass(frozen=True)
class ChangedLine:
    """Everybody is locked up or unlocked, an activity is on or not on for a group, or it has other places or none."""

    what: Literal["locked up", "unlocked", "activity", "not on", "none go", "places"]
    time: Span
    """Of an activity that is on: from when people have to be ready to when they are back."""
    name: str = ""
    """The on-wing time or the activity."""
    session: Span | None = None
    """When the activity is on."""
    was: tuple[str, ...] = ()
    """The on-wing times that there were to be then."""
    hours_were: Span | None = None
    """When the activity was to be on."""
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
    against, told = picture.plan.against, published_by(picture.plan)
    if against is None or told is None:
        return []
    published = DayPicture(picture.today, told)
    lines = {group: list(_everybody(published, picture, group)) for group in picture.today.groups}
    for session in against.sessions:
        for group in lines.keys() & session.concerns:
            lines[group].append(_some(picture, session, group))
    found = []
    for wing, about in picture.today.wings.items():
        groups: dict[tuple[ChangedLine, ...], list[str]] = {}
        for group in about.groups:
            if lines[group]:
                groups.setdefault(tuple(sorted(lines[group], key=lambda line: line.time.start)), []).append(group)
        if groups:
            found.append(ChangedWing(wing, groups))
    return found


def _everybody(published: DayPicture, picture: DayPicture, group: str) -> Iterator[ChangedLine]:
    """What everybody of a group is unlocked for, or locked up, at times at which the published day has something else
    of it. While all are at activities nobody is, whatever a plan says."""
    away_then, away = published.all_away(group), picture.all_away(group)
    for now, times in _states(picture, group):
        here = without(times, away)
        then = {was: without(common(here, spans), away_then) for was, spans in _states(published, group) if was != now}
        for time in joined([*chain(*then.values()), *common(here, away_then)]):
            instead = tuple(was for was, spans in then.items() if was and common([time], spans))
            yield ChangedLine("unlocked" if now else "locked up", time, now or "", was=instead)


def _states(picture: DayPicture, group: str) -> Iterator[tuple[str | None, tuple[Span, ...]]]:
    """The on-wing times of a group, and when it is locked up (none)."""
    yield from picture.runs[group].items()
    yield None, without([picture.today.planned], picture.unlocks[group])


def _some(picture: DayPicture, session: OtherSession, group: str) -> ChangedLine:
    had, has = session.people_were.get(group, 0), session.people.get(group, 0)
    if session.was and not has:
        return ChangedLine("none go" if session.now else "not on", session.was, session.activity)
    if session.was and session.was == session.now and had:
        return ChangedLine("places", session.was, session.activity, places=(has, had))
    held = (session.activity, session.now)
    away = next(away for visit, away, _ in picture.visits[group] if (visit.activity, visit.time) == held)
    return ChangedLine("activity", away, session.activity, session.now, hours_were=session.was if had else None)
