"""The core-day ceiling: what the day's fixed times allow, said before staffing is blamed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from regime.clock import Span
from regime.prison import Activity
from regime.spans import DAY, common, joined, without
from regime.today import Today


def ceiling(today: Today, group: str) -> float:
    """The most minutes out of cell, on average for each person of a group, that the day's fixed times allow.

    An upper bound with unlimited staff, space and movements: no plan that keeps the rules gives more, and the best
    plan may give less. Minute by minute between unlock and lock-up:

    - outside roll checks, while the window of some on-wing time is open, everybody could be out: 1 minute;
    - outside roll checks otherwise: min(1, people of the group who could be away in out-of-cell sessions / size);
    - in a roll check the same share, of sessions whose people may stay through it (travel excluded).
    """
    return sum(possible(today, group)) / today.groups[group].size


def possible(today: Today, group: str) -> list[int]:
    """People of a group who could be out in each minute of the day, by the ceiling's definition; 1,440 numbers."""
    size = today.groups[group].size
    windows = [window for time in today.prison.on_wing.values() for window in today.windows(time)]
    free = without([today.hours], today.roll_checks)
    checked = common([today.hours], today.roll_checks)
    unlockable = common(free, windows)
    sessions_only = without(free, unlockable)
    away = _by_minute(today.hours, _could_be_away(today, group))
    settled = _by_minute(today.hours, _could_stay(today, group))
    people = [0] * DAY
    for span in unlockable:
        people[span.start : span.end] = [size] * span.minutes
    for spans, claimed in ((sessions_only, away), (checked, settled)):
        for minute in _minutes(today.hours, spans):
            people[today.hours.start + minute] = min(size, claimed[minute])
    return people


def _could_be_away(today: Today, group: str) -> Iterator[tuple[Span, int]]:
    """When people of a group could be away in out-of-cell sessions, travel included, and how many."""
    for name, about, limit in _out_of_cell(today, group):
        travel = today.travel(group, name).minutes
        # Sessions of a movable activity do not overlap, but one's way back and the next one's way out can: so
        # many of them can have people away at once.
        at_once = 1 if about.length is None else min(about.at_most or 1, 2 + (2 * travel - 1) // about.length)
        for span in _possible(today, name, about):
            yield Span.of(max(0, span.start - travel), min(24 * 60, span.end + travel)), limit * at_once


def _could_stay(today: Today, group: str) -> Iterator[tuple[Span, int]]:
    """When people of a group could be in sessions that last through a roll check, and how many."""
    for name, about, limit in _out_of_cell(today, group):
        if about.settled_at_roll_check:
            yield from ((span, limit) for span in _possible(today, name, about))


def _out_of_cell(today: Today, group: str) -> Iterator[tuple[str, Activity, int]]:
    for name, about in today.activities.items():
        if about.where != "in-cell" and group in today.limits[name]:
            yield name, about, today.limits[name][group]


def _possible(today: Today, name: str, about: Activity) -> tuple[Span, ...]:
    return today.fixed_sessions(name) if about.length is None else joined(about.between)


def _minutes(hours: Span, spans: tuple[Span, ...]) -> Iterator[int]:
    """The minutes of ``spans``, counted from the start of ``hours``."""
    for span in spans:
        yield from range(span.start - hours.start, span.end - hours.start)


def _by_minute(hours: Span, claims: Iterator[tuple[Span, int]]) -> list[int]:
    """People in each minute of ``hours``, summed over ``claims``."""
    changes = [0] * (hours.minutes + 1)
    for span, people in claims:
        start, end = max(span.start, hours.start), min(span.end, hours.end)
        if start < end:
            changes[start - hours.start] += people
            changes[end - hours.start] -= people
    return list(accumulate(changes))
