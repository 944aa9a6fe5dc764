"""Lowering: from one day of a prison, in governors' words, to the engine's ``Problem``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from regime.clock import Span
from regime.plan import Plan
from regime.prison import OnWingTime, Place, Prison, Route
from regime.prison.base import Staff
from regime.published import published
from regime.spans import joined
from regime.today import Today
from solver import problem as engine


def formulate(today: Today, against: Plan | None = None) -> engine.Problem:
    """The day as the engine sees it; ``against`` is a published plan of which little should change."""
    lowering = _Lowering(today)
    escort = today.prison.escort
    sessions = tuple(lowering.sessions())
    entitlements = tuple(dict.fromkeys(floor.entitlement for floor in today.floors))
    return engine.Problem(
        slots=tuple((slot.start, slot.end) for slot in lowering.slots),
        planned=(today.planned.start, today.planned.end),
        wings=tuple(lowering.wings()),
        groups=tuple(
            engine.Group(name, lowering.wing_number[today.wing_of[name]], group.size)
            for name, group in today.groups.items()
        ),
        times=tuple(lowering.time(name, time) for name, time in today.prison.on_wing.items()),
        activities=tuple(
            engine.Activity(name, (activity.at_most or 1) if activity.between else None, activity.per_person)
            for name, activity in today.activities.items()
        ),
        sessions=sessions,
        routes=tuple(
            engine.Route(name, route.minutes, _needs(route.staff), route.people, route.at_most)
            for name, route in today.routes.items()
        ),
        escort=engine.Escort(escort.per, _needs(escort.staff)) if escort else None,
        crews=tuple(lowering.crews()),
        posts=tuple(lowering.posts()),
        covers={name: tuple(role.covers) for name, role in today.prison.roles.items()},
        floors=tuple(lowering.floors(entitlements, sessions)),
        entitlements=entitlements,
        goals=tuple(_goals(today.prison, entitlements, against is not None)),
        shape=engine.Shape(
            today.prison.day.unlocks.shortest,
            today.prison.day.unlocks.shortest_gap,
            today.prison.day.unlocks.at_most,
        ),
        locked_slots=frozenset(
            t for t, slot in enumerate(lowering.slots) if any(slot.overlaps(check) for check in today.roll_checks)
        ),
        apart_wing=lowering.apart("wing"),
        apart_room=lowering.apart("room"),
        apart_yard=lowering.apart("yard"),
        apart_movement=lowering.apart("movement"),
        pins=tuple(lowering.pins()),
        session_pins=tuple(lowering.session_pins(sessions)),
        attendance_pins=tuple(lowering.attendance_pins(sessions)),
        full_floors=tuple(lowering.full_floors()),
        published=published(today, lowering.slots, sessions, against) if against else None,
    )


def decision_times(today: Today) -> list[int]:
    """The times at which a group's state may change: the step grid, and times that the prison fixes."""
    step, hours = today.prison.day.step, today.hours
    times = {hours.start, hours.end, *range(-(-hours.start // step) * step, hours.end, step)}
    spans = [window for time in today.prison.on_wing.values() for window in today.windows(time)]
    spans += today.roll_checks
    spans += [span for pin in today.prison.pins if pin.group for span in (pin.unlocked, pin.locked) if span]
    for span in spans:
        times |= {span.start, span.end}
    return sorted(time for time in times if hours.start <= time <= hours.end)


def possible_starts(today: Today, window: Span, length: int) -> list[int]:
    """Starts of something movable inside a window: on the step grid, or with the window itself."""
    step = today.prison.day.step
    grid = range(-(-window.start // step) * step, window.end - length + 1, step)
    return sorted({window.start, *grid}) if window.minutes >= length else []


class _Lowering:
    """The parts of the lowering that need names turned into positions."""

    def __init__(self, today: Today) -> None:
        self.today = today
        self.wing_number = {name: w for w, name in enumerate(today.wings)}
        self.group_number = {name: g for g, name in enumerate(today.groups)}
        self.route_number = {name: r for r, name in enumerate(today.routes)}
        times = decision_times(today)
        self.slots = [Span.of(start, end) for start, end in pairwise(times)]

    def wings(self) -> Iterator[engine.Wing]:
        for name, wing in self.today.wings.items():
            people = sum(group.size for group in wing.groups.values())
            yield engine.Wing(name, wing.staffing.role, wing.staffing.locked, wing.staffing.steps(people))

    def time(self, name: str, time: OnWingTime) -> engine.OnWingTime:
        windows = joined(self.today.windows(time))
        places = tuple(self.today.place_of(time, self.today.wing_of[group]) for group in self.today.groups)
        limits = {place: self.today.place_limit(time, place) for place in places}
        return engine.OnWingTime(
            name=name,
            slots=frozenset(t for t, slot in enumerate(self.slots) if any(window.contains(slot) for window in windows)),
            places=places,
            limits={place: limit for place, limit in limits.items() if limit is not None},
            staff=_needs(time.staff),
            shortest=time.shortest,
            longest=time.longest,
            periods=time.periods,
            most=time.most,
            protected=time.protected,
            yard=time.where == "yard",
        )

    def sessions(self) -> Iterator[engine.Session]:
        for a, (name, activity) in enumerate(self.today.activities.items()):
            fixed = self.today.fixed_sessions(name)
            length = activity.length or 0
            starts = [start for window in activity.between for start in possible_starts(self.today, window, length)]
            spans = fixed or tuple(Span.of(start, start + length) for start in sorted(set(starts)))
            for span in spans:
                groups = tuple(self._attendances(name, span))
                if sum(attendance.most for attendance in groups) < activity.minimum:
                    continue
                yield engine.Session(
                    activity=a,
                    span=(span.start, span.end),
                    places=activity.places,
                    minimum=max(1, activity.minimum),
                    weight=int(activity.weight * 100) if activity.purposeful else 0,
                    where=activity.where,
                    groups=groups,
                    staff=_needs(activity.staff),
                    staffed=(span.start - activity.staff_before, span.end + activity.staff_after),
                    excuses=activity.excuses,
                    room=activity.room,
                    fixed=bool(fixed),
                )

    def _attendances(self, name: str, span: Span) -> Iterator[engine.Attendance]:
        activity = self.today.activities[name]
        for group, most in self.today.limits[name].items():
            travel = self.today.travel(group, name)
            start, end = span.start - travel.minutes, span.end + travel.minutes
            if activity.where != "in-cell" and not self._possible(name, span, start, end, travel.route):
                continue
            yield engine.Attendance(
                self.group_number[group],
                most,
                (start, end),
                None if travel.route is None else self.route_number[travel.route],
                travel.by == "escort",
            )

    def _possible(self, name: str, span: Span, start: int, end: int, route: str | None) -> bool:
        today, hours = self.today, self.today.hours
        if start < hours.start or end > hours.end:
            return False
        away = Span.of(start, end)
        settled = today.activities[name].settled_at_roll_check
        for check in today.roll_checks:
            if away.overlaps(check) and not (settled and span.contains(check)):
                return False
        if route is None:
            return True
        return _open(today.routes[route], start, span.start) and _open(today.routes[route], span.end, end)

    def crews(self) -> Iterator[engine.Crew]:
        for crew in self.today.crews:
            breaks = tuple(
                engine.Break(b.minutes, tuple(possible_starts(self.today, b.between, b.minutes))) for b in crew.breaks
            )
            hours = tuple((span.start, span.end) for span in crew.hours)
            yield engine.Crew(crew.shift, crew.role, crew.people, hours, breaks)

    def posts(self) -> Iterator[engine.Post]:
        for name, (post, hours) in self.today.posts.items():
            for role, number in post.staff.items():
                yield engine.Post(name, role, number, tuple((span.start, span.end) for span in hours))

    def floors(self, entitlements: tuple[str, ...], sessions: tuple[engine.Session, ...]) -> Iterator[engine.Floor]:
        numbers = {name: k for k, name in enumerate(self.today.prison.on_wing)}
        activities = list(self.today.activities)
        for floor in self.today.floors:
            size = self.today.groups[floor.group].size
            between = floor.terms.between
            yield engine.Floor(
                entitlement=entitlements.index(floor.entitlement),
                group=self.group_number[floor.group],
                amount=floor.amount,
                weight=floor.weigh(1, size),
                time=numbers.get(floor.terms.time) if floor.terms.time else None,
                between=(between.start, between.end) if between else None,
                occasions=floor.unit == "people",
                sessions=tuple(
                    s for s, session in enumerate(sessions) if activities[session.activity] in floor.activities
                ),
            )

    def apart(self, place: Place) -> frozenset[frozenset[int]]:
        pairs = self.today.apart(place)
        return frozenset(frozenset(self.group_number[group] for group in pair) for pair in pairs)

    def pins(self) -> Iterator[engine.Pin]:
        numbers = {name: k for k, name in enumerate(self.today.prison.on_wing)}
        for pin in self.today.prison.pins:
            span = pin.unlocked or pin.locked
            if pin.group in self.group_number and span is not None:
                slots = tuple(t for t, slot in enumerate(self.slots) if span.contains(slot))
                time = numbers[pin.on_wing] if pin.on_wing is not None else None
                yield engine.Pin(self.group_number[pin.group], slots, pin.unlocked is not None, span.minutes, time)

    def session_pins(self, sessions: tuple[engine.Session, ...]) -> Iterator[engine.SessionPin]:
        names = list(self.today.activities)
        for pin in self.today.prison.pins:
            if pin.activity is not None and pin.people is None:
                time = (pin.session.start, pin.session.end) if pin.session else None
                meant = tuple(
                    s
                    for s, session in enumerate(sessions)
                    if names[session.activity] == pin.activity and time in (None, session.span)
                )
                yield engine.SessionPin(meant, not pin.cancelled)

    def attendance_pins(self, sessions: tuple[engine.Session, ...]) -> Iterator[engine.AttendancePin]:
        names = list(self.today.activities)
        for pin in self.today.prison.pins:
            if pin.people is not None:
                meant = (
                    s
                    for s, session in enumerate(sessions)
                    if names[session.activity] == pin.activity and pin.means(Span.of(*session.span))
                )
                groups = self.today.select_any(pin.of or ["all"])
                yield engine.AttendancePin(tuple(meant), tuple(self.group_number[g] for g in groups), pin.people)

    def full_floors(self) -> Iterator[int]:
        pinned = {(pin.entitlement, pin.group) for pin in self.today.prison.pins if pin.entitlement is not None}
        return (f for f, floor in enumerate(self.today.floors) if (floor.entitlement, floor.group) in pinned)


def _goals(prison: Prison, entitlements: tuple[str, ...], published: bool) -> Iterator[engine.Goal]:
    """The goals in their order. Nearness to a plan that is published belongs to the calm, unless it has its place."""
    names = {goal.goal for goal in prison.goals_in_order}
    for goal in prison.goals_in_order:
        if goal.goal == "calm" and published and "changes" not in names:
            yield engine.Goal("changes")
        if goal.goal == "changes" and not published:
            continue
        if goal.goal == "shortfalls":
            for e in range(len(entitlements)):
                yield engine.Goal("shortfall", goal.tolerance, e)
        else:
            yield engine.Goal(goal.goal, goal.tolerance)


def _needs(staff: Staff | dict[str, int]) -> tuple[engine.Need, ...]:
    return tuple(
        engine.Need(role, need) if isinstance(need, int) else engine.Need(role, need.fixed, need.per)
        for role, need in staff.items()
    )


def _open(route: Route, start: int, end: int) -> bool:
    return route.windows is None or any(w.start <= start and end <= w.end for w in route.windows)
