"""The problem as the engine sees it: one day in integers and names, every default already resolved.

Times are minutes after midnight; a span is a pair ``(start, end)`` with the end not included.
Groups, wings, sessions and so on refer to each other by their position in the problem's tuples.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

Span = tuple[int, int]


@dataclass(frozen=True)
class Need:
    """Staff of one role: ``fixed`` in all, or ``fixed`` for each begun ``per`` people."""

    role: str
    fixed: int
    per: int | None = None


@dataclass(frozen=True)
class Wing:
    """A residential unit: patrol state, and officers by people unlocked on it (rising ``(people, officers)``)."""

    name: str
    role: str
    patrol: int
    steps: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Group:
    """People unlocked together."""

    name: str
    wing: int
    size: int


@dataclass(frozen=True)
class OnWingTime:
    """What groups may be unlocked for; ``places[g]`` is the wing or yard where group ``g`` has it."""

    name: str
    slots: frozenset[int]
    """Decision slots in which it may happen."""
    places: tuple[str, ...]
    limits: dict[str, int]
    """Place -> people of whole groups together, at most."""
    staff: tuple[Need, ...]
    """For each place in use."""
    shortest: int | None = None
    longest: int | None = None
    periods: int | None = None
    most: int | None = None
    protected: bool = False
    yard: bool = False
    """Whether it happens on a yard, where separation holds."""

    @property
    def free(self) -> bool:
        """Whether nothing limits it but its slots."""
        limited = self.limits or self.staff or self.shortest or self.longest or self.periods or self.most
        return not (limited or self.protected or self.yard)


@dataclass(frozen=True)
class Attendance:
    """People of one group who may attend a session, and how they get there."""

    group: int
    most: int
    away: Span
    """From leaving the wing until being back."""
    route: int | None = None
    """The movement route they use."""
    escorted: bool = False


@dataclass(frozen=True)
class Session:
    """A session that may run: a fixed one, or one possible start of a movable activity."""

    activity: int
    span: Span
    places: int
    minimum: int
    weight: int
    """Value of a purposeful person-minute, in hundredths of a minute out of cell (0: not purposeful)."""
    where: Literal["in-cell", "on-wing", "off-wing"]
    groups: tuple[Attendance, ...]
    staff: tuple[Need, ...]
    staffed: Span
    """From the first minute its staff are needed to the last."""
    excuses: bool = False
    room: str | None = None
    fixed: bool = True


@dataclass(frozen=True)
class Activity:
    """What sessions of one activity have in common."""

    name: str
    at_most: int | None = None
    """Sessions a day (movable activities)."""
    per_person: int | None = None


@dataclass(frozen=True)
class Route:
    """A mass movement: posts for ``minutes``, people both ways together, movements a day."""

    name: str
    minutes: int
    staff: tuple[Need, ...]
    people: int | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class Escort:
    """Staff for each begun ``per`` people, there and back."""

    per: int
    staff: tuple[Need, ...]


@dataclass(frozen=True)
class Break:
    """A break of a crew: its length and the times at which it may start."""

    minutes: int
    starts: tuple[int, ...]


@dataclass(frozen=True)
class Crew:
    """People of one role on one shift."""

    shift: str
    role: str
    people: int
    hours: tuple[Span, ...]
    breaks: tuple[Break, ...]
    more: int = 0
    """People who may be added at most, to find out how few would do (``solver.relief``)."""


@dataclass(frozen=True)
class Post:
    """Staff that are needed whatever happens."""

    name: str
    role: str
    number: int
    hours: tuple[Span, ...]
    spared: int = 0
    """Of ``number``, those who may be left out at most, to find out how few would do (``solver.relief``)."""


@dataclass(frozen=True)
class Floor:
    """What one group is entitled to: minutes (of being unlocked, or of an on-wing time) or people attending."""

    entitlement: int
    group: int
    amount: int
    weight: int
    """People concerned by each missing minute or place: the group's size for minutes, 1 for people."""
    time: int | None = None
    """The on-wing time; any unlocked time when none, and not ``occasions``."""
    between: Span | None = None
    occasions: bool = False
    """Whether people attending ``sessions`` count, and not minutes."""
    sessions: tuple[int, ...] = ()


@dataclass(frozen=True)
class Shape:
    """Minutes of the shortest unlock and the shortest gap, and unlocks a day at most."""

    shortest: int
    gap: int
    at_most: int


@dataclass(frozen=True)
class Pin:
    """A group held in a state (``unlocked``, if given for an on-wing time) over slots."""

    group: int
    slots: tuple[int, ...]
    unlocked: bool
    minutes: int
    """How long it is pinned; more than its slots where that goes beyond the unlock hours."""
    time: int | None = None


@dataclass(frozen=True)
class SessionPin:
    """One of ``sessions`` runs, or (``runs`` false) none of them does."""

    sessions: tuple[int, ...]
    runs: bool


@dataclass(frozen=True)
class AttendancePin:
    """At least ``people`` of ``groups`` attend ``sessions``, all of them together."""

    sessions: tuple[int, ...]
    groups: tuple[int, ...]
    people: int


@dataclass(frozen=True)
class Published:
    """What people were told of the day."""

    on_wing: dict[tuple[int, int], int | None]
    """(group, slot) -> the on-wing time that it is unlocked for, none while it is locked."""
    people: dict[tuple[tuple[int, ...], int], int]
    """(sessions of one activity at the same time, group) -> people who attend them; 0 where nobody was to."""
    lost: int
    """Minutes of groups, on the wing and at sessions, of which no day of the problem can keep what was told."""


GoalKind = Literal["shortfall", "value", "out-of-cell", "purposeful", "fairness", "changes", "calm"]


@dataclass(frozen=True)
class Goal:
    """One goal in the order, with the per cent of it that later goals may give up."""

    kind: GoalKind
    tolerance: int = 0
    entitlement: int | None = None


@dataclass(frozen=True)
class Problem:
    """One day."""

    slots: tuple[Span, ...]
    """Decision slots from unlock to lock-up, one after the other: a group's state is constant in each."""
    planned: Span
    """The hours in which staffing is checked."""
    wings: tuple[Wing, ...]
    groups: tuple[Group, ...]
    times: tuple[OnWingTime, ...]
    activities: tuple[Activity, ...]
    sessions: tuple[Session, ...]
    routes: tuple[Route, ...]
    escort: Escort | None
    crews: tuple[Crew, ...]
    posts: tuple[Post, ...]
    covers: dict[str, tuple[str, ...]]
    """Role -> roles whose work it may do as well."""
    floors: tuple[Floor, ...]
    entitlements: tuple[str, ...]
    goals: tuple[Goal, ...]
    shape: Shape
    locked_slots: frozenset[int]
    """Slots in which a roll check is taken."""
    apart_wing: frozenset[frozenset[int]]
    apart_room: frozenset[frozenset[int]]
    apart_yard: frozenset[frozenset[int]]
    apart_movement: frozenset[frozenset[int]]
    pins: tuple[Pin, ...] = ()
    session_pins: tuple[SessionPin, ...] = ()
    attendance_pins: tuple[AttendancePin, ...] = ()
    full_floors: tuple[int, ...] = ()
    """Floors (positions) that are pinned to be met in full."""
    published: Published | None = None
    """What should change little, if a plan is published already."""

    @cached_property
    def periods(self) -> tuple[Span, ...]:
        """The planned hours cut wherever anything may change."""
        cuts = {*self.planned}
        for start, end in self._spans():
            cuts |= {start, end}
        inside = sorted(cut for cut in cuts if self.planned[0] <= cut <= self.planned[1])
        return tuple(pairwise(inside))

    def _spans(self) -> list[Span]:
        spans = [*self.slots]
        for session in self.sessions:
            spans += [session.span, session.staffed, *(a.away for a in session.groups)]
        for crew in self.crews:
            spans += crew.hours
            spans += [(start, start + b.minutes) for b in crew.breaks for start in b.starts]
        for post in self.posts:
            spans += post.hours
        return spans

    @cached_property
    def wing_groups(self) -> tuple[tuple[int, ...], ...]:
        """Groups of each wing."""
        return tuple(tuple(g for g, group in enumerate(self.groups) if group.wing == w) for w in range(len(self.wings)))

    @cached_property
    def group_sessions(self) -> tuple[tuple[tuple[int, Attendance], ...], ...]:
        """For each group the sessions it may attend, with its attendance."""
        found: list[list[tuple[int, Attendance]]] = [[] for _ in self.groups]
        for s, session in enumerate(self.sessions):
            for attendance in session.groups:
                found[attendance.group].append((s, attendance))
        return tuple(tuple(sessions) for sessions in found)

    @cached_property
    def free_time(self) -> int | None:
        """An on-wing time that may happen in every slot with no limits: the rest of being unlocked."""
        everywhere = frozenset(range(len(self.slots)))
        return next((k for k, time in enumerate(self.times) if time.free and time.slots == everywhere), None)


def minutes(span: Span) -> int:
    """Length of a span."""
    return span[1] - span[0]


def overlap(a: Span, b: Span) -> int:
    """Minutes that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
