"""The staff that a plan asks for and the staff on duty, period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

from regime.clock import Span
from regime.cover import Cover, cover
from regime.picture import DayPicture
from regime.plan import Plan, StaffLine
from regime.spans import common
from regime.today import Today


@dataclass(frozen=True)
class Task:
    """What staff are asked for."""

    sort: Literal["post", "wing", "on-wing time", "session", "escort", "movement"]
    name: str
    """Of the post, the wing, the place of an on-wing time, the activity or the route."""
    doing: str = ""
    """The on-wing time."""


@dataclass(frozen=True)
class Work:
    """People of one role who are asked for (or there) from one time to another, in minutes after midnight."""

    start: int
    end: int
    role: str
    people: int
    task: Task | None = None
    """None for people who are there."""


def by_period(parts: Iterable[Work], cuts: Sequence[int]) -> list[dict[str, int]]:
    """People by role in each period between ``cuts``; every part begins and ends at a cut or beyond them."""
    place = {time: i for i, time in enumerate(cuts)}
    changes: list[dict[str, int]] = [defaultdict(int) for _ in cuts]
    for part in parts:
        start, end = max(part.start, cuts[0]), min(part.end, cuts[-1])
        if start < end:
            changes[place[start]][part.role] += part.people
            changes[place[end]][part.role] -= part.people
    rows: list[dict[str, int]] = []
    now: dict[str, int] = {}
    for change in changes[:-1]:
        now = {role: now.get(role, 0) + change.get(role, 0) for role in {**now, **change}}
        rows.append(now)
    return rows


def officers(picture: DayPicture, wing: str, people: int) -> int:
    """Officers that a wing's step table asks for; above its last step, those of the last step."""
    residents = sum(group.size for group in picture.today.wings[wing].groups.values())
    steps = picture.today.wings[wing].staffing.steps(residents)
    return next((staff for most, staff in steps if most >= max(1, people)), steps[-1][1])


def work(picture: DayPicture) -> Iterator[Work]:
    """All work of the day by role: posts, wings, on-wing time, sessions, escorts and movements."""
    for name, (post, hours) in picture.today.posts.items():
        for span in hours:
            yield from (Work(span.start, span.end, role, n, Task("post", name)) for role, n in post.staff.items())
    for period, span in enumerate(picture.periods):
        yield from _on_the_wings(picture, period, span)
    yield from _in_sessions(picture)
    yield from _escorting(picture)
    for movement in picture.plan.movements:
        if route := picture.today.routes.get(movement.route):
            time, task = movement.time, Task("movement", movement.route)
            yield from (Work(time.start, time.end, role, n, task) for role, n in route.staff.items())


def _on_the_wings(picture: DayPicture, period: int, span: Span) -> Iterator[Work]:
    having: dict[tuple[str, str], int] = defaultdict(int)
    for name, wing in picture.today.wings.items():
        open_ = picture.wing_open(name, period)
        staff = officers(picture, name, picture.wing_people(name, period)) if open_ else wing.staffing.locked
        yield Work(span.start, span.end, wing.staffing.role, staff, Task("wing", name))
        for group, about in wing.groups.items():
            if label := picture.label(group, period):
                time = picture.today.prison.on_wing[label]
                having[label, picture.today.place_of(time, name)] += about.size
    for (label, place), people in having.items():
        task = Task("on-wing time", place, label)
        for role, need in picture.today.prison.on_wing[label].staff.items():
            yield Work(span.start, span.end, role, need.for_people(people), task)


def _in_sessions(picture: DayPicture) -> Iterator[Work]:
    for session in picture.running:
        about = picture.today.activities[session.activity]
        start, end = session.time.start - about.staff_before, session.time.end + about.staff_after
        for role, need in about.staff.items():
            yield Work(start, end, role, need.for_people(session.attending), Task("session", session.activity))


def _escorting(picture: DayPicture) -> Iterator[Work]:
    escort = picture.today.prison.escort
    if escort is None:
        return
    for session in picture.running:
        moved = ((picture.travel(group, session.activity).by, n) for group, n in session.people.items())
        escorted = sum(people for by, people in moved if by == "escort")
        start, end, task = session.time.start, session.time.end, Task("escort", session.activity)
        if escorted:
            for role, n in escort.staff.items():
                staff = n * -(-escorted // escort.per)
                yield Work(start - escort.minutes, start, role, staff, task)
                yield Work(end, end + escort.minutes, role, staff, task)


@dataclass(frozen=True)
class Staffing:
    """Work against people in every period of a picture."""

    picture: DayPicture

    @cached_property
    def needed(self) -> list[dict[str, int]]:
        """Role -> people asked for, in each period."""
        return by_period(work(self.picture), self.picture.cuts)

    @cached_property
    def on_shift(self) -> list[dict[str, int]]:
        """Role -> people on shift, those on a break included, in each period."""
        crews = self.picture.today.crews
        return by_period(
            (Work(span.start, span.end, crew.role, crew.people) for crew in crews for span in crew.hours),
            self.picture.cuts,
        )

    @cached_property
    def on_break(self) -> list[dict[str, int]]:
        """Role -> people of a shift who are on a break, in each period."""
        hours = {(crew.shift, crew.role): crew.hours for crew in self.picture.today.crews}
        return by_period(
            (
                Work(span.start, span.end, taken.role, taken.people)
                for taken in self.picture.plan.breaks
                for span in common([taken.time], hours.get((taken.shift, taken.role), ()))
            ),
            self.picture.cuts,
        )

    def on_duty(self, period: int, role: str) -> int:
        """People of a role on shift and not on a break."""
        return max(0, self.on_shift[period].get(role, 0) - self.on_break[period].get(role, 0))

    @cached_property
    def covers(self) -> dict[str, list[str]]:
        """Role -> the other roles whose work it may do."""
        return may_cover(self.picture.today)

    @cached_property
    def periods(self) -> list[Cover]:
        """Who does whose work in each period."""
        return [
            cover(needed, {role: self.on_duty(period, role) for role in on_shift}, self.covers)
            for period, (needed, on_shift) in enumerate(zip(self.needed, self.on_shift, strict=True))
        ]


def may_cover(today: Today) -> dict[str, list[str]]:
    """Role -> the other roles whose work it may do."""
    return {role: [r for r in about.covers if r != role] for role, about in today.prison.roles.items()}


def staff_lines(today: Today, plan: Plan) -> list[StaffLine]:
    """Needed, on duty and spare, role after role: one line for as long as nothing of it changes."""
    staffing = Staffing(DayPicture(today, plan))
    involved = {role for row in (*staffing.needed, *staffing.on_shift) for role, people in row.items() if people}
    known = [role for role in today.prison.roles if role in involved]
    return [line for role in [*known, *sorted(involved - {*known})] for line in _lines(staffing, role)]


def _lines(staffing: Staffing, role: str) -> Iterator[StaffLine]:
    def numbers(period: int) -> tuple[int, int, int, int, int]:
        state = staffing.periods[period]
        return (
            staffing.needed[period].get(role, 0),
            staffing.on_duty(period, role),
            staffing.on_break[period].get(role, 0),
            state.covered(role),
            state.covering(role),
        )

    for (needed, on_duty, on_break, covered, covering), same in groupby(range(len(staffing.periods)), key=numbers):
        spans = [staffing.picture.periods[period] for period in same]
        yield StaffLine(
            time=Span.of(spans[0].start, spans[-1].end),
            role=role,
            needed=needed,
            on_duty=on_duty,
            on_break=on_break,
            covered_by_others=covered,
            covering=covering,
        )
