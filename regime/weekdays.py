"""The days of a week that really differ, so that each is looked at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from regime.clock import WEEKDAYS, Span, Weekday
from regime.prison import Prison
from regime.today import Today, Travel


@dataclass(frozen=True)
class DayKind:
    """One day, and all the days of the week that are like it."""

    today: Today
    weekdays: list[Weekday]
    _ways: dict[tuple[str | None, str], Travel] = field(default_factory=dict)

    def ways(self, activity: str) -> list[Travel]:
        """The ways in which people come to a session of an activity; free where nobody may go."""
        off_wing = self.today.prison.activities[activity].where == "off-wing"
        groups = self.today.limits[activity] if off_wing else ()
        return list(dict.fromkeys(self.way(group, activity) for group in groups)) or [Travel("free")]

    def way(self, group: str, activity: str) -> Travel:
        """The way in which people of a group come to an off-wing activity."""
        key = (self.today.prison.activities[activity].travel, group)
        if key not in self._ways:
            self._ways[key] = self.today.travel(group, activity)
        return self._ways[key]

    def open_time(self, windows: Iterable[Span]) -> list[Span]:
        """What roll checks leave of some windows inside the unlock hours; touching windows are one."""
        hours = self.today.hours
        pieces: list[tuple[int, int]] = []
        for window in sorted(windows, key=lambda span: span.start):
            start, end = max(window.start, hours.start), min(window.end, hours.end)
            if pieces and start <= pieces[-1][1]:
                start, end = pieces[-1][0], max(end, pieces.pop()[1])
            if end > start:
                pieces.append((start, end))
        for check in self.today.roll_checks:
            pieces = [
                (start, end)
                for a, b in pieces
                for start, end in ((a, min(b, check.start)), (max(a, check.end), b))
                if end > start
            ]
        return [Span.of(start, end) for start, end in pieces]


def day_kinds(prison: Prison) -> list[DayKind]:
    """The days of the week, those together that have the same hours, sessions, routes and floors."""
    kinds: dict[object, DayKind] = {}
    for weekday in WEEKDAYS:
        today = Today.of(prison, weekday)
        likeness = (
            today.hours,
            today.roll_checks,
            tuple(today.routes),
            tuple((name, today.fixed_sessions(name)) for name in today.activities),
            tuple(dict.fromkeys(floor.entitlement for floor in today.floors)),
        )
        kinds.setdefault(likeness, DayKind(today, [])).weekdays.append(weekday)
    return list(kinds.values())


def on_days(some: Sequence[DayKind], of: Collection[DayKind]) -> str:
    """`` on sat, sun`` for some of the days; nothing for all of them."""
    if len(some) == len(of):
        return ""
    days = {weekday for kind in some for weekday in kind.weekdays}
    return " on " + ", ".join(day for day in WEEKDAYS if day in days)
