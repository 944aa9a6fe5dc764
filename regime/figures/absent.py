"""The people who may go to a session and do not: what stands in the way of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from regime.clock import Span
from regime.figures.staff import Spare
from regime.measured import EmptyReason
from regime.picture import DayPicture
from regime.plan import Session
from regime.spans import within_day

LEAST_IN_THE_WAY_FIRST: tuple[EmptyReason, ...] = (
    "left unused",
    "no staff left",
    "movement",
    "elsewhere",
    "protected time",
    "roll check",
    "separation",
)
"""What stands in the way of somebody, from nothing at all to what no change of the day's plan would remove."""


@dataclass(frozen=True)
class Absent:
    """Who else could be in the running sessions of one picture."""

    picture: DayPicture
    spare: Spare

    def why(self, session: Session) -> Counter[EmptyReason]:
        """People who may go to a session by the limit of their group and are not in it, by what stands in the way.

        For a whole group, the first that holds: ``separation`` from somebody in the session (its room, or the
        movement to it), ``roll check`` while they would be away, ``protected time`` of the group meanwhile.
        Otherwise ``elsewhere``: those of the group who have other sessions or are on their way. Of those who are
        left, ``movement``: more than their movement can still take, or there can be none then; ``no staff left``:
        more than the spare escorts can bring, or the spare staff can look after. The rest is ``left unused``.
        """
        why: Counter[EmptyReason] = Counter()
        by_escort = 0
        by_route: Counter[str] = Counter()
        free = 0
        for group, people in self._not_in(session).items():
            if reason := self._group_kept_away(session, group):
                why[reason] += people
                continue
            size = self.picture.today.groups[group].size
            here = max(0, min(people, size - self._busiest(session, group)))
            why["elsewhere"] += people - here
            travel = self.picture.travel(group, session.activity)
            if travel.route is not None:
                by_route[travel.route] += here
            elif travel.by == "escort":
                by_escort += here
            else:
                free += here
        for route, people in by_route.items():
            moved = min(people, self._room_on(route, session))
            why["movement"] += people - moved
            free += moved
        escorted = _most(by_escort, lambda more: self._escorts_for(session, more))
        looked_after = _most(free + escorted, lambda more: self._staff_for(session, more))
        why["no staff left"] += by_escort + free - looked_after
        why["left unused"] += looked_after
        return why

    def _not_in(self, session: Session) -> dict[str, int]:
        """Group -> how many more of its people its limit lets in (all day long, if it has a limit a day)."""
        about = self.picture.today.activities[session.activity]
        more: dict[str, int] = {}
        for group, limit in self.picture.today.limits[session.activity].items():
            more[group] = limit - session.people.get(group, 0)
            if about.per_person is not None:
                visits = self.picture.visits[group]
                attended = sum(people for s, _, people in visits if s.activity == session.activity)
                more[group] = min(more[group], limit * about.per_person - attended)
        return {group: people for group, people in more.items() if people > 0}

    def _group_kept_away(self, session: Session, group: str) -> EmptyReason | None:
        if any(self._apart(session, group, other) for other in session.people):
            return "separation"
        if in_roll_check(self.picture, session, group):
            return "roll check"
        away = self.picture.span_away(session, group)
        on_wing = self.picture.today.prison.on_wing
        excused = self.picture.today.activities[session.activity].excuses
        protected = (s for s in self.picture.stretches[group] if on_wing[s.on_wing].protected and not excused)
        return "protected time" if any(stretch.time.overlaps(away) for stretch in protected) else None

    def _apart(self, session: Session, group: str, other: str) -> bool:
        pair = frozenset((group, other))
        if self.picture.today.activities[session.activity].where == "in-cell":
            return False
        ours, theirs = (self.picture.travel(g, session.activity).route for g in (group, other))
        together = ours is not None and ours == theirs
        return pair in self.picture.today.apart("room") or (together and pair in self.picture.today.apart("movement"))

    def _busiest(self, session: Session, group: str) -> int:
        """The most people of a group who are away at any one time while they would be away for this session."""
        span = self.picture.span_away(session, group)
        visits = self.picture.visits[group]
        times = {span.start, *(away.start for _, away, _ in visits if span.start < away.start < span.end)}
        return max(sum(people for _, away, people in visits if away.start <= t < away.end) for t in times)

    @cached_property
    def _movements(self) -> dict[tuple[str, Span], int]:
        """Route and time -> people in the movement, both ways."""
        implied = self.picture.implied_movements()
        return {(m.route, m.time): sum(m.out.values()) + sum(m.back.values()) for m in implied}

    def _room_on(self, route: str, session: Session) -> int:
        """How many more people the movements to and from a session can take."""
        minutes = self.picture.today.routes[route].minutes
        start, end = session.time.start, session.time.end
        out, back = within_day(start - minutes, start), within_day(end, end + minutes)
        return min(self._room_at(route, out), self._room_at(route, back))

    def _room_at(self, route: str, time: Span | None) -> int:
        about = self.picture.today.routes[route]
        if time is None or not self.picture.today.hours.contains(time):
            return 0
        if about.windows is not None and not any(window.contains(time) for window in about.windows):
            return 0
        moved = self._movements.get((route, time))
        today = sum(1 for name, _ in self._movements if name == route)
        if moved is None and about.at_most is not None and today >= about.at_most:
            return 0
        return max(0, about.people - (moved or 0)) if about.people is not None else self.picture.today.population

    def _escorts_for(self, session: Session, more: int) -> bool:
        escort = self.picture.today.prison.escort
        assert escort is not None, "people go under escort only where there is one"
        now = sum(n for g, n in session.people.items() if self.picture.travel(g, session.activity).by == "escort")
        teams = -(-(now + more) // escort.per) - -(-now // escort.per)
        start, end = session.time.start, session.time.end
        ways = [within_day(start - escort.minutes, start), within_day(end, end + escort.minutes)]
        return all(
            way is not None and self.spare.people(role, way) >= teams * staff
            for way in ways
            for role, staff in escort.staff.items()
        )

    def _staff_for(self, session: Session, more: int) -> bool:
        about = self.picture.today.activities[session.activity]
        time = staffed(self.picture, session.activity, session.time)
        further = {
            role: need.for_people(session.attending + more) - need.for_people(session.attending)
            for role, need in about.staff.items()
        }
        return all(n <= 0 or self.spare.people(role, time) >= n for role, n in further.items())


def in_roll_check(picture: DayPicture, session: Session, group: str) -> bool:
    """Whether a roll check keeps a group from a session (R10): it is not settled there, or would be on its way."""
    about = picture.today.activities[session.activity]
    if about.where == "in-cell":
        return False
    away = picture.span_away(session, group)
    return any(
        check.overlaps(away) and not (about.settled_at_roll_check and session.time.contains(check))
        for check in picture.today.roll_checks
    )


def staffed(picture: DayPicture, activity: str, time: Span) -> Span:
    """From when to when the staff of a session are needed."""
    about = picture.today.activities[activity]
    span = within_day(time.start - about.staff_before, time.end + about.staff_after)
    assert span is not None, "a session lies inside the day"
    return span


def _most(people: int, possible: Callable[[int], bool]) -> int:
    """The most of ``people`` for whom ``possible`` holds; it holds for fewer whenever it holds for more."""
    low, high = 0, people
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if possible(middle) else (low, middle - 1)
    return low
