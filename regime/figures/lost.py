"""The lost-hours account: why people are not out of cell, minute by minute, from the plan and the prison alone.

The account of a group starts from 24 hours for each of its people. Of the people who are not out in some minute:

- ``fixed times``: those who could not be out by the core-day ceiling (`regime.figures.ceiling`): the night, roll
  checks, and times at which no window is open and no session on. With any number of staff they would be lost.
- ``in-cell work``: those in a session in cell, which is no time out of cell.

The others could be out if their group were unlocked. Nothing else of the plan is changed; the group's locked time is
cut into steps, and each step is lost for the first of these that would break a rule somewhere in it, the least of
them where it could be unlocked for several things:

- ``separation``: a group that it is kept apart from is unlocked on its wing, or on its yard;
- ``places``: the wing's staffing table, the yard or the on-wing time takes no more people;
- ``protected time``: it could only have something during which nobody may be away, and people are away;
- ``staff``: too few are spare for the wing's next officers, or for the on-wing time;
- ``movement``: too few are spare, and there would be enough without the posts of a movement under way;
- ``rule``: nothing stands in the way then, but the unlock would be too short, too near another or one too many; or the
  group has as much as it may of every on-wing time that it could be unlocked for;
- ``left unused``: it could be unlocked, and the plan does not use it. Whether for a better day cannot be told from it.

Where no window is open but a session that its people may attend is on, ``places`` means that it is full, ``staff``
that it does not run and too few are spare for it, and ``left unused`` anything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from regime.clock import Span
from regime.figures.absent import staffed
from regime.figures.ceiling import possible
from regime.figures.staff import Spare
from regime.measured import LostCause, LostHours
from regime.picture import DayPicture
from regime.prison import OnWingTime
from regime.spans import DAY, without
from regime.staffing import officers

HARDEST: tuple[LostCause, ...] = ("separation", "places", "protected time", "staff", "movement", "rule", "left unused")
"""From what no change of the group's own day would remove to nothing at all."""


def lost_hours(picture: DayPicture, group: str) -> LostHours:
    """The account of one group, in person-minutes."""
    return LostHours(group=group, because=dict(_Account(picture, group).total()))


@dataclass(frozen=True)
class _Account:
    picture: DayPicture
    group: str

    def total(self) -> Counter[LostCause]:
        size = self.picture.today.groups[self.group].size
        could = possible(self.picture.today, self.group)
        found: Counter[LostCause] = Counter()
        for minute in range(DAY):
            lost = size - self._out[minute]
            fixed = min(lost, size - could[minute])
            in_cell = min(lost - fixed, self._in_cell[minute])
            found["fixed times"] += fixed
            found["in-cell work"] += in_cell
            if lost > fixed + in_cell:
                found[self.cause(minute)] += lost - fixed - in_cell
        return +found

    @cached_property
    def _out(self) -> list[int]:
        """People out of cell in each minute."""
        return self._people("on-wing", "off-wing", unlocked=True)

    @cached_property
    def _in_cell(self) -> list[int]:
        return self._people("in-cell", unlocked=False)

    def _people(self, *places: str, unlocked: bool) -> list[int]:
        people = [0] * DAY
        for session, span, n in self.picture.visits[self.group]:
            if self.picture.today.activities[session.activity].where in places:
                for minute in range(span.start, span.end):
                    people[minute] += n
        for period, span in enumerate(self.picture.periods) if unlocked else ():
            for minute in range(span.start, span.end):
                people[minute] += self.picture.on_wing(self.group, period)
        return people

    def cause(self, minute: int) -> LostCause:
        """Why people of the group who could be out in a minute are not."""
        step = self._steps_at.get(minute)
        if step is None:
            # The group is unlocked, and yet some of its people are neither on the wing nor away.
            return "rule"
        return self._causes[step]

    @cached_property
    def _steps(self) -> list[Span]:
        """The group's locked time in the unlock hours, cut into decision steps."""
        today = self.picture.today
        step, hours = today.prison.day.step, today.hours
        cuts = {*range(-(-hours.start // step) * step, hours.end, step)}
        cuts |= {edge for check in today.roll_checks for edge in (check.start, check.end)}
        cuts |= {
            e for t in today.prison.on_wing.values() for window in today.windows(t) for e in (window.start, window.end)
        }
        locked = without([hours], self.picture.unlocks[self.group])
        return [
            Span.of(a, b)
            for span in locked
            for a, b in pairwise([span.start, *sorted(cut for cut in cuts if span.start < cut < span.end), span.end])
        ]

    @cached_property
    def _steps_at(self) -> dict[int, int]:
        return {minute: n for n, span in enumerate(self._steps) for minute in range(span.start, span.end)}

    @cached_property
    def _causes(self) -> list[LostCause]:
        obstacles = [self._obstacle(span) for span in self._steps]
        return [
            cause or ("left unused" if self._fits(number, obstacles) else "rule")
            for number, cause in enumerate(obstacles)
        ]

    def _obstacle(self, step: Span) -> LostCause | None:
        """The first thing that would break a rule somewhere in a step; none if nothing would."""
        today = self.picture.today
        if any(step.overlaps(check) for check in today.roll_checks):
            return self._of_sessions(step)
        times = {n: t for n, t in today.prison.on_wing.items() if any(w.contains(step) for w in today.windows(t))}
        if not times:
            return self._of_sessions(step)
        periods = [p for p, span in enumerate(self.picture.periods) if span.overlaps(step)]
        ways = [
            self._first(self._in_the_way(p, name, time) for p in periods)
            for name, time in times.items()
            if not self._full(step, name, time)
        ]
        if None in ways:
            return None
        return max((way for way in ways if way), key=HARDEST.index, default="rule")

    def _full(self, step: Span, name: str, time: OnWingTime) -> bool:
        """Whether a step more of an on-wing time is more than the group may have of it."""
        had = self.picture.runs[self.group].get(name, ())
        beside = [span for span in had if span.end == step.start or span.start == step.end]
        longer = step.minutes + sum(span.minutes for span in beside)
        return (
            (time.most is not None and step.minutes + sum(span.minutes for span in had) > time.most)
            or (time.longest is not None and longer > time.longest)
            or (time.periods is not None and not beside and len(had) >= time.periods)
        )

    @staticmethod
    def _first(found: Iterator[LostCause | None]) -> LostCause | None:
        return min((cause for cause in found if cause), key=HARDEST.index, default=None)

    def _in_the_way(self, period: int, name: str, time: OnWingTime) -> LostCause | None:
        """What would break if the group were unlocked for an on-wing time in one period."""
        picture, today = self.picture, self.picture.today
        wing = today.wing_of[self.group]
        others = [g for g in today.wings[wing].groups if g != self.group and picture.label(g, period) is not None]
        if any(frozenset((self.group, other)) in today.apart("wing") for other in others):
            return "separation"
        place = today.place_of(time, wing)
        having = [g for g in today.groups if g != self.group and self._has(g, period, name, place)]
        yard = [g for g in today.groups if g != self.group and self._on_yard(g, period, place)]
        if time.where == "yard" and any(frozenset((self.group, other)) in today.apart("yard") for other in yard):
            return "separation"
        here = today.groups[self.group].size - picture.away(self.group, period)
        people = picture.wing_people(wing, period) + here
        residents = sum(about.size for about in today.wings[wing].groups.values())
        limit = today.place_limit(time, place)
        there = sum(today.groups[g].size for g in having)
        size = today.groups[self.group].size
        if people > today.wings[wing].staffing.steps(residents)[-1][0] or (limit is not None and there + size > limit):
            return "places"
        if time.protected and self._away_unexcused(period):
            return "protected time"
        return self._staff(period, wing, people, time, there)

    def _has(self, group: str, period: int, name: str, place: str) -> bool:
        today = self.picture.today
        if self.picture.label(group, period) != name:
            return False
        return today.place_of(today.prison.on_wing[name], today.wing_of[group]) == place

    def _on_yard(self, group: str, period: int, place: str) -> bool:
        label = self.picture.label(group, period)
        return (
            label is not None
            and self.picture.today.prison.on_wing[label].where == "yard"
            and self._has(group, period, label, place)
        )

    def _away_unexcused(self, period: int) -> bool:
        span = self.picture.periods[period]
        return any(
            away.overlaps(span) and not self.picture.today.activities[session.activity].excuses
            for session, away, _ in self.picture.visits[self.group]
        )

    def _staff(self, period: int, wing: str, people: int, time: OnWingTime, there: int) -> LostCause | None:
        today, picture = self.picture.today, self.picture
        staffing, span = today.wings[wing].staffing, picture.periods[period]
        open_ = picture.wing_open(wing, period)
        now = officers(picture, wing, picture.wing_people(wing, period)) if open_ else staffing.locked
        more: Counter[str] = Counter({staffing.role: officers(picture, wing, people) - now})
        for role, need in time.staff.items():
            before = need.for_people(there) if there else 0
            more[role] += need.for_people(there + today.groups[self.group].size) - before
        short = {role: n - self._spare.people(role, span) for role, n in more.items() if n > 0}
        if all(n <= 0 for n in short.values()):
            return None
        moving: Counter[str] = Counter()
        for movement in picture.plan.movements:
            if movement.route in today.routes and movement.time.overlaps(span):
                moving.update(today.routes[movement.route].staff)
        return "movement" if all(n <= moving[role] for role, n in short.items()) else "staff"

    @cached_property
    def _spare(self) -> Spare:
        return Spare(self.picture.today.prison, tuple(self.picture.plan.staff))

    def _of_sessions(self, step: Span) -> LostCause:
        """Why people are not in the sessions that alone could have them out then."""
        today = self.picture.today
        found: list[LostCause] = []
        for session in self.picture.plan.sessions:
            about = today.activities.get(session.activity)
            if about is None or self.group not in today.limits[session.activity] or not session.time.overlaps(step):
                continue
            if session.runs:
                found.append("places" if session.attending >= about.places else "left unused")
            else:
                hours = staffed(self.picture, session.activity, session.time)
                needs = {role: need.for_people(max(1, about.minimum)) for role, need in about.staff.items()}
                spared = all(self._spare.people(role, hours) >= n for role, n in needs.items())
                found.append("left unused" if spared else "staff")
        return max(found, key=HARDEST.index, default="left unused")

    def _fits(self, number: int, obstacles: list[LostCause | None]) -> bool:
        """Whether a step in which nothing stands in the way can lie in an unlock of the shape that is asked for."""
        steps, shape = self._steps, self.picture.today.prison.day.unlocks
        step = steps[number]
        run = _run(steps, obstacles, number)
        unlocks = self.picture.unlocks[self.group]
        before = max((unlock.end for unlock in unlocks if unlock.end <= step.start), default=None)
        after = min((unlock.start for unlock in unlocks if unlock.start >= step.end), default=None)
        if before == run.start and after == run.end:
            return True
        if before == run.start and (after is None or after - step.end >= shape.shortest_gap):
            return True
        if after == run.end and (before is None or step.start - before >= shape.shortest_gap):
            return True
        first = run.start if before is None else max(run.start, before + shape.shortest_gap)
        last = run.end if after is None else min(run.end, after - shape.shortest_gap)
        wide = first <= step.start and step.end <= last and last - first >= shape.shortest
        return wide and len(unlocks) < shape.at_most


def _run(steps: list[Span], obstacles: list[LostCause | None], number: int) -> Span:
    """The unbroken stretch of steps without obstacles around one of them."""
    first = last = number
    while first > 0 and obstacles[first - 1] is None and steps[first - 1].end == steps[first].start:
        first -= 1
    while last + 1 < len(steps) and obstacles[last + 1] is None and steps[last + 1].start == steps[last].end:
        last += 1
    return Span.of(steps[first].start, steps[last].end)
