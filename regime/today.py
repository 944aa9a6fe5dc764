"""One day of a prison with everything resolved: which groups may go where, what is on today, who is kept apart.

The lowering, the checker and the figures all start from here, so that a name, a tag or a percentage
means the same to each of them. Nothing here decides anything.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Literal

from regime.clock import WEEKDAYS, Span, Weekday
from regime.prison import PLACES, Activity, Break, Entitlement, Group, OnWingTime, Place, Post, Prison, Route, Wing


@dataclass(frozen=True)
class Floor:
    """An entitlement of one group today: ``amount`` minutes for each person, or people attending."""

    entitlement: str
    group: str
    amount: int
    terms: Entitlement
    activities: tuple[str, ...]
    """The activities that count, for floors of occasions."""

    @property
    def unit(self) -> Literal["minutes", "people"]:
        """What ``amount`` counts."""
        return "minutes" if self.terms.minutes is not None else "people"

    def weigh(self, short: int, size: int) -> int:
        """A shortfall in person-minutes or in people, for a group of ``size``."""
        return short * size if self.unit == "minutes" else short


@dataclass(frozen=True)
class Crew:
    """People of one role on one shift today."""

    shift: str
    role: str
    detailed: int
    """People whom the detail of the shift asks for."""
    people: int
    """People on duty: those detailed less every deduction."""
    hours: tuple[Span, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True)
class Travel:
    """How one group reaches one activity: a mass movement, under escort, or freely (no minutes, no staff)."""

    by: Literal["route", "escort", "free"]
    minutes: int = 0
    route: str | None = None


@dataclass(frozen=True)
class Today:
    """A prison on one day of the week."""

    prison: Prison
    weekday: Weekday
    date: datetime.date | None = None

    @classmethod
    def of(cls, prison: Prison, weekday: Weekday | None = None, date: datetime.date | None = None) -> Today:
        """The day asked for; without one, the prison's own date or weekday, else Monday."""
        date = date if weekday is not None or date is not None else prison.date
        if date is not None and weekday is None:
            weekday = WEEKDAYS[date.weekday()]
        return cls(prison, weekday or prison.weekday or "mon", date)

    @property
    def before(self) -> Today:
        """The same day of the prison before any change."""
        return Today(self.prison.before, self.weekday, self.date)

    @cached_property
    def pattern(self) -> str | None:
        """Name of the day pattern that this day of the week belongs to."""
        return next((name for name, p in self.prison.day.patterns.items() if self.weekday in p.days), None)

    def _on(self, days: Iterable[str] | None) -> bool:
        return days is None or not {self.weekday, self.pattern}.isdisjoint(days)

    @cached_property
    def hours(self) -> Span:
        """From unlock to lock-up."""
        day = self.prison.day
        pattern = day.patterns.get(self.pattern) if self.pattern else None
        unlock = pattern.unlock if pattern and pattern.unlock is not None else day.unlock
        lock_up = pattern.lock_up if pattern and pattern.lock_up is not None else day.lock_up
        return Span.of(unlock, lock_up)

    @cached_property
    def planned(self) -> Span:
        """The hours in which every rule is checked: unlock to lock-up, and whatever staff do just before or after."""
        starts, ends = [self.hours.start], [self.hours.end]
        for name, activity in self.activities.items():
            travel = max((self.travel(g, name).minutes for g in self.limits[name]), default=0)
            for span in [*self.fixed_sessions(name), *activity.between]:
                starts.append(span.start - max(activity.staff_before, travel))
                ends.append(span.end + max(activity.staff_after, travel))
        return Span.of(max(0, min(starts)), min(24 * 60, max(ends)))

    @cached_property
    def roll_checks(self) -> tuple[Span, ...]:
        """Today's roll checks in order."""
        checks = (c.time for c in self.prison.day.roll_checks.values() if self._on(c.days))
        return tuple(sorted(checks, key=lambda span: span.start))

    @cached_property
    def wings(self) -> dict[str, Wing]:
        """The wings that are open."""
        return {name: wing for name, wing in self.prison.wings.items() if not wing.closed}

    @cached_property
    def groups(self) -> dict[str, Group]:
        """Every group that is held, by name, wing after wing."""
        return {name: group for wing in self.wings.values() for name, group in wing.groups.items()}

    @cached_property
    def wing_of(self) -> dict[str, str]:
        """Group name -> wing name."""
        return {name: wing_name for wing_name, wing in self.wings.items() for name in wing.groups}

    @cached_property
    def population(self) -> int:
        """People held."""
        return sum(group.size for group in self.groups.values())

    def select(self, name: str) -> tuple[str, ...]:
        """Groups that a group, wing or tag name (or ``all``) stands for, tried in that order."""
        if name == "all":
            return tuple(self.groups)
        if name in self.groups:
            return (name,)
        if name in self.wings:
            return tuple(self.wings[name].groups)
        return tuple(group for group, about in self.groups.items() if name in about.tags)

    def select_any(self, names: Iterable[str]) -> tuple[str, ...]:
        """Groups that any of ``names`` stands for, in the prison's order."""
        chosen = {group for name in names for group in self.select(name)}
        return tuple(group for group in self.groups if group in chosen)

    @cached_property
    def activities(self) -> dict[str, Activity]:
        """Activities that are on today and have at least one session that may run."""
        return {
            name: activity
            for name, activity in self.prison.activities.items()
            if self._on(activity.days) and (activity.between or any(self._on(s.days) for s in activity.sessions))
        }

    def fixed_sessions(self, activity: str) -> tuple[Span, ...]:
        """Today's fixed sessions of an activity, in order; none for a movable one."""
        sessions = (s.time for s in self.prison.activities[activity].sessions if self._on(s.days))
        return tuple(sorted(sessions, key=lambda span: (span.start, span.end)))

    @cached_property
    def limits(self) -> dict[str, dict[str, int]]:
        """Activity -> group -> the most of its people who may attend one session; only groups that may go."""
        return {name: self._limits(activity) for name, activity in self.activities.items()}

    def _limits(self, activity: Activity) -> dict[str, int]:
        most: dict[str, int] = {}
        if isinstance(activity.eligible, dict):
            for name, share in activity.eligible.items():
                most.update({group: share.of(self.groups[group].size) for group in self.select(name)})
        else:
            most = {group: self.groups[group].size for group in self.select_any(activity.eligible)}
        return {group: most[group] for group in self.groups if most.get(group, 0) > 0}

    @cached_property
    def routes(self) -> dict[str, Route]:
        """Movement routes that are open today."""
        return {name: route for name, route in self.prison.routes.items() if self._on(route.days)}

    def travel(self, group: str, activity: str) -> Travel:
        """How people of a group reach a session of an activity."""
        about = self.prison.activities[activity]
        if about.where != "off-wing" or about.travel == "free":
            return Travel("free")
        escort = self.prison.escort
        if escort and (self.groups[group].escorted or about.travel == "escort"):
            return Travel("escort", escort.minutes)
        names = [about.travel] if about.travel in self.routes else list(self.routes)
        for name in names:
            if group in self.select_any(self.routes[name].eligible):
                return Travel("route", self.routes[name].minutes, name)
        return Travel("escort", escort.minutes) if escort else Travel("free")

    def yard_of(self, wing: str) -> str:
        """The yard that a wing uses; a wing without one has its own, named after it."""
        return self.wings[wing].yard or wing

    def place_of(self, time: OnWingTime, wing: str) -> str:
        """Where people of a wing have an on-wing time: their wing or its yard."""
        return self.yard_of(wing) if time.where == "yard" else wing

    def place_limit(self, time: OnWingTime, place: str) -> int | None:
        """The most people of whole groups in one place of an on-wing time together."""
        limits = [time.people]
        if time.where == "yard" and place in self.prison.yards:
            limits.append(self.prison.yards[place].people)
        known = [limit for limit in limits if limit is not None]
        return min(known) if known else None

    def apart(self, place: Place) -> frozenset[frozenset[str]]:
        """Pairs of groups that may not be together in that sort of place."""
        return self._apart[place]

    @cached_property
    def _apart(self) -> dict[Place, frozenset[frozenset[str]]]:
        pairs: dict[Place, set[frozenset[str]]] = {place: set() for place in PLACES}
        for rule in self.prison.apart.values():
            ours = self.select_any(rule.groups)
            if rule.others is None:
                found = {frozenset(pair) for pair in combinations(ours, 2)}
            else:
                found = {frozenset((a, b)) for a in ours for b in self.select_any(rule.others) if a != b}
            for place in rule.at:
                pairs[place] |= found
        return {place: frozenset(found) for place, found in pairs.items()}

    @cached_property
    def crews(self) -> tuple[Crew, ...]:
        """People on duty by shift and role; a shift over midnight counts at both ends of the day."""
        crews = []
        shifts = {name: shift for name, shift in self.prison.staff.items() if self._on(shift.days)}
        there = {role: about.on(shifts) for role, about in self.prison.in_post.items()}
        for name, shift in shifts.items():
            if shift.end > shift.start:
                hours: tuple[Span, ...] = (Span.of(shift.start, shift.end),)
            else:
                night = [(0, shift.end), (shift.start, 24 * 60)]
                hours = tuple(Span.of(start, end) for start, end in night if end > start)
            for role in dict.fromkeys([*shift.staff, *(role for role, on in there.items() if name in on)]):
                profile = self.prison.in_post[role].shifts.get(name, 0) if role in there else 0
                people = shift.on_duty(role) + there.get(role, {}).get(name, 0)
                detailed = shift.staff.get(role, 0) + profile
                crews.append(Crew(name, role, detailed, people, hours, tuple(shift.breaks)))
        return tuple(crews)

    @cached_property
    def posts(self) -> dict[str, tuple[Post, tuple[Span, ...]]]:
        """Posts that are staffed today, with their hours."""
        return {
            name: (post, tuple(post.hours) if post.hours is not None else (self.planned,))
            for name, post in self.prison.posts.items()
            if self._on(post.days)
        }

    def windows(self, time: OnWingTime) -> tuple[Span, ...]:
        """When an on-wing time may happen today."""
        spans = (self.hours,) if time.windows is None else tuple(time.windows)
        cut = ((max(s.start, self.hours.start), min(s.end, self.hours.end)) for s in spans)
        return tuple(Span.of(start, end) for start, end in cut if end > start)

    @cached_property
    def floors(self) -> tuple[Floor, ...]:
        """Entitlements of each group today, the most important first."""
        return tuple(self._floors())

    @property
    def taken_away(self) -> list[str]:
        """Entitlements that somebody was owed before the prison was changed, and nobody is now."""
        owed = {floor.entitlement for floor in self.floors}
        return list(dict.fromkeys(f.entitlement for f in self.before.floors if f.entitlement not in owed))

    def _floors(self) -> Iterator[Floor]:
        first = [name for name in self.prison.priorities or [] if name in self.prison.entitlements]
        for name in [*first, *(n for n in self.prison.entitlements if n not in first)]:
            terms = self.prison.entitlements[name]
            if not self._on(terms.days):
                continue
            activities = tuple(a for a, about in self.activities.items() if terms.activity in (a, about.kind))
            for group in self.select_any(terms.eligible):
                amount = terms.minutes if terms.minutes is not None else self._people(terms, group, activities)
                if amount > 0:
                    yield Floor(name, group, amount, terms, activities)

    def _people(self, terms: Entitlement, group: str, activities: tuple[str, ...]) -> int:
        if terms.people is None or not any(group in self.limits[a] for a in activities):
            return 0
        return terms.people.of(self.groups[group].size)
