"""A plan read against its day: who is away, out on the wing or locked up at any time.

The checker and the figures both look at a plan through this picture. Names that the prison does not have
today are left out of it; the checker reports them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from regime.clock import Span
from regime.plan import Movement, Plan, Session, Stretch
from regime.prison.activities import Where
from regime.spans import joined, within_day
from regime.today import Today, Travel


@dataclass(frozen=True)
class DayPicture:
    """One plan on one day. A period is given by its place in ``periods``."""

    today: Today
    plan: Plan

    @cached_property
    def running(self) -> tuple[Session, ...]:
        """Sessions that run, of activities that are on today, with those of their people who are held here."""
        return tuple(self._known(s) for s in self.plan.sessions if s.runs and s.activity in self.today.activities)

    def _known(self, session: Session) -> Session:
        people = {group: n for group, n in session.people.items() if n > 0 and group in self.today.groups}
        return session if people == session.people else session.model_copy(update={"people": people})

    @cached_property
    def stretches(self) -> dict[str, tuple[Stretch, ...]]:
        """Group -> the stretches for which it is unlocked, in order."""
        found: dict[str, list[Stretch]] = {group: [] for group in self.today.groups}
        for day in self.plan.groups:
            if day.group in found:
                found[day.group] += (s for s in day.unlocked if s.on_wing in self.today.prison.on_wing)
        return {group: tuple(sorted(parts, key=lambda s: s.time.start)) for group, parts in found.items()}

    @cached_property
    def unlocks(self) -> dict[str, tuple[Span, ...]]:
        """Group -> its unlocks: each from the unlocking to the next locking up, whatever it is for."""
        return {group: joined(s.time for s in parts) for group, parts in self.stretches.items()}

    @cached_property
    def runs(self) -> dict[str, dict[str, tuple[Span, ...]]]:
        """Group -> on-wing time -> the times for which the group has it, parts that touch made into one."""
        found: dict[str, dict[str, tuple[Span, ...]]] = {}
        for group, parts in self.stretches.items():
            names = dict.fromkeys(s.on_wing for s in parts)
            found[group] = {name: joined(s.time for s in parts if s.on_wing == name) for name in names}
        return found

    @cached_property
    def _travels(self) -> dict[tuple[str, str], Travel]:
        return {}

    def travel(self, group: str, activity: str) -> Travel:
        """How people of a group reach an activity."""
        if (group, activity) not in self._travels:
            self._travels[group, activity] = self.today.travel(group, activity)
        return self._travels[group, activity]

    def span_away(self, session: Session, group: str) -> Span:
        """From when to when people of a group are away for a session, travel included, cut to the day."""
        travel = self.travel(group, session.activity).minutes
        away = within_day(session.time.start - travel, session.time.end + travel)
        assert away is not None, "a session lies inside the day"
        return away

    @cached_property
    def visits(self) -> dict[str, tuple[tuple[Session, Span, int], ...]]:
        """Group -> the sessions that its people attend, with the time they are away and how many they are."""
        found: dict[str, list[tuple[Session, Span, int]]] = {group: [] for group in self.today.groups}
        for session in self.running:
            for group, people in session.people.items():
                found[group].append((session, self.span_away(session, group), people))
        return {group: tuple(visits) for group, visits in found.items()}

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """Every time in the planned hours at which anything changes, from first to last."""
        planned = self.today.planned
        inside = {time for time in self._changes() if planned.start < time < planned.end}
        return (planned.start, *sorted(inside), planned.end)

    def _changes(self) -> Iterator[int]:
        spans = [
            *(span for crew in self.today.crews for span in crew.hours),
            *(span for _, hours in self.today.posts.values() for span in hours),
            *self.today.roll_checks,
            *(s.time for parts in self.stretches.values() for s in parts),
            *(away for visits in self.visits.values() for _, away, _ in visits),
            *(movement.time for movement in self.plan.movements),
            *(taken.time for taken in self.plan.breaks),
        ]
        for span in spans:
            yield from (span.start, span.end)
        for session in self.running:
            about = self.today.activities[session.activity]
            start, end = session.time.start, session.time.end
            yield from (start - about.staff_before, start, end, end + about.staff_after)

    @cached_property
    def periods(self) -> tuple[Span, ...]:
        """The planned hours cut wherever anything changes: within a period nothing does."""
        return tuple(Span.of(a, b) for a, b in pairwise(self.cuts))

    def period_at(self, time: int) -> int | None:
        """The period in which a time in minutes after midnight lies, if it is planned."""
        period = bisect_right(self.cuts, time) - 1
        return period if 0 <= period < len(self.periods) else None

    def _reach(self, span: Span) -> range:
        """The periods of which a span consists; its ends are cuts, or beyond the planned hours."""
        return range(
            bisect_right(self.cuts, max(span.start, self.cuts[0])) - 1,
            bisect_right(self.cuts, min(span.end, self.cuts[-1])) - 1,
        )

    @cached_property
    def _labels(self) -> dict[str, list[str | None]]:
        found: dict[str, list[str | None]] = {}
        for group, parts in self.stretches.items():
            row: list[str | None] = [None] * len(self.periods)
            for stretch in parts:
                for period in self._reach(stretch.time):
                    row[period] = stretch.on_wing
            found[group] = row
        return found

    @cached_property
    def _away(self) -> dict[Where | None, dict[str, list[int]]]:
        places: tuple[Where | None, ...] = (None, "in-cell", "on-wing", "off-wing")
        found = {where: {group: [0] * len(self.periods) for group in self.today.groups} for where in places}
        for group, visits in self.visits.items():
            for session, span, people in visits:
                for where in (None, self.today.activities[session.activity].where):
                    row = found[where][group]
                    for period in self._reach(span):
                        row[period] += people
        return found

    def label(self, group: str, period: int) -> str | None:
        """The on-wing time for which a group is unlocked; none while it is locked up."""
        return self._labels[group][period]

    def away(self, group: str, period: int, where: Where | None = None) -> int:
        """People of a group who are away in sessions or on their way: all, or those in cell, on or off the wing."""
        return self._away[where][group][period]

    def on_wing(self, group: str, period: int) -> int:
        """People of a group who are out on the wing: when it is unlocked, all who are not away."""
        if self._labels[group][period] is None:
            return 0
        return max(0, self.today.groups[group].size - self.away(group, period))

    def all_away(self, group: str) -> tuple[Span, ...]:
        """When nobody of a group is in a cell or out on the wing: all are at activities or on their way. Those at
        in-cell work are in their cells while it is locked up."""
        size = self.today.groups[group].size
        return joined(span for period, span in enumerate(self.periods) if self._elsewhere(group, period) >= size)

    def elsewhere_at(self, group: str, time: int) -> int:
        """People of a group who are at activities or on their way at a time, but for those in their cells then."""
        period = self.period_at(time)
        return 0 if period is None else self._elsewhere(group, period)

    def _elsewhere(self, group: str, period: int) -> int:
        locked_in = self.away(group, period, "in-cell") if self.label(group, period) is None else 0
        return self.away(group, period) - locked_in

    def wing_open(self, wing: str, period: int) -> bool:
        """Whether anybody is unlocked on a wing: a group, or people in an on-wing session."""
        groups = self.today.wings[wing].groups
        return any(self._labels[g][period] is not None or self.away(g, period, "on-wing") for g in groups)

    def wing_people(self, wing: str, period: int) -> int:
        """People out of their cells on a wing, those in its on-wing sessions included."""
        groups = self.today.wings[wing].groups
        return sum(self.on_wing(g, period) + self.away(g, period, "on-wing") for g in groups)

    def implied_movements(self) -> list[Movement]:
        """The mass movements by which people reach and leave the sessions, in order of time."""
        out: dict[tuple[int, int, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        back: dict[tuple[int, int, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for group, visits in self.visits.items():
            for session, away, people in visits:
                travel = self.travel(group, session.activity)
                if travel.by != "route" or travel.route is None:
                    continue
                # Travel that would run over midnight has no movement: the unlock hours rule it out.
                if session.time.start - away.start == travel.minutes:
                    out[away.start, session.time.start, travel.route][group] += people
                if away.end - session.time.end == travel.minutes:
                    back[session.time.end, away.end, travel.route][group] += people
        return [
            Movement(route=route, time=Span.of(start, end), out=dict(out[key]), back=dict(back[key]))
            for key in sorted({*out, *back})
            for start, end, route in [key]
        ]
