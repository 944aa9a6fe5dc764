"""The variables of one day, and the quantities that several rules speak of.

Every rule family (``solver/rules``) posts its rows on this model. FORMULATION.md says why the rows are the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from solver.linear import Rows, Sum
from solver.problem import Problem, Span, minutes


@dataclass(frozen=True)
class Cohort:
    """Groups of a session that are alike for separation and travel, and whether any of them attends."""

    groups: tuple[int, ...]
    present: int
    room_class: int
    route: int | None


@dataclass(frozen=True)
class Demand:
    """Staff of a role needed over a span."""

    role: str
    span: Span
    number: Sum


class DayModel:
    """Rows and variables of a problem; indices are those of the problem's tuples."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rows = Rows()
        self.demands: list[Demand] = []
        self.unlocked = [
            [self.rows.boolean("unlocked", group.wing, slot, g) for slot in problem.slots]
            for g, group in enumerate(problem.groups)
        ]
        self.open = [self.rows.boolean("session", None, session.span) for session in problem.sessions]
        self.people: dict[tuple[int, int], int] = {
            (s, a.group): self.rows.integer(
                0, min(a.most, session.places), "people", problem.groups[a.group].wing, a.away, a.group
            )
            for s, session in enumerate(problem.sessions)
            for a in session.groups
        }
        self.labelled: dict[tuple[int, int, int], Sum] = {}
        """1 while a group is unlocked for an on-wing time that is not the free one (posted by ``on_wing_time``)."""
        self.added = {
            c: self.rows.integer(0, crew.more, "added", None, problem.planned)
            for c, crew in enumerate(problem.crews)
            if crew.more
        }
        """People added to a crew."""
        self.left_out = {
            number: self.rows.integer(0, post.spared, "left out", None, problem.planned)
            for number, post in enumerate(problem.posts)
            if post.spared
        }
        """People whom a post does without."""
        self.breaks: dict[tuple[int, int, int], int] = {
            (c, b, start): self.rows.integer(0, crew.people + crew.more, "break", None, (start, start + taken.minutes))
            for c, crew in enumerate(problem.crews)
            for b, taken in enumerate(crew.breaks)
            for start in taken.starts
        }
        self.short = [
            self.rows.integer(0, floor.amount, "short", problem.groups[floor.group].wing, problem.planned, floor.group)
            for floor in problem.floors
        ]
        self.unlock_starts: list[dict[int, int]] = [{} for _ in problem.groups]
        self.smallest: dict[int, tuple[int, list[int]]] = {}
        """For each level of fairness the reference and what each group lacks of it (posted by ``goals``)."""
        self.told: dict[int, tuple[Sum, int]] = {}
        """Whether other people go to a session than is published: those who do, and as many as should (the same)."""
        self.movements: dict[tuple[int, int], int] = {}
        self.protected: dict[tuple[int, int], dict[int, Sum]] = {}
        """The protected part of an on-wing time of a group, by piece of its slots (posted by ``on_wing_time``)."""
        self.exclusive: dict[tuple[int, int], list[list[tuple[Span, int]]]] = {}
        """Of an on-wing time of a group the sets of options that exclude each other, each by when it is protected."""
        self.covering: dict[int, int] = {}
        """Rows that say that the work of some roles is covered, and the minutes for which each holds (``staffing``)."""
        self._on: dict[tuple[int, int, tuple[int, ...]], Sum] = {}

    # -- quantities ---------------------------------------------------------------------------------------

    def label(self, group: int, time: int, slot: int) -> Sum:
        """1 while a group is unlocked for an on-wing time."""
        if time != self.problem.free_time:
            return self.labelled.get((group, time, slot), Sum())
        rest = Sum([(self.unlocked[group][slot], 1)])
        for k in range(len(self.problem.times)):
            rest.plus(self.labelled.get((group, k, slot), Sum()), -1)
        return rest

    @cached_property
    def slot_of(self) -> tuple[int | None, ...]:
        """For each period the decision slot it lies in (none outside the unlock hours)."""
        found: list[int | None] = []
        t = 0
        slots = self.problem.slots
        for start, _ in self.problem.periods:
            while t < len(slots) and slots[t][1] <= start:
                t += 1
            found.append(t if t < len(slots) and slots[t][0] <= start else None)
        return tuple(found)

    @cached_property
    def pieces(self) -> tuple[tuple[tuple[int, Span], ...], ...]:
        """For each group the decision slots, cut where people go away or come back between two decision times.

        Of a piece, the slot it lies in and its span. Sessions that excuse cut nothing.
        """
        return tuple(tuple(self._pieces(g)) for g in range(len(self.problem.groups)))

    def _pieces(self, g: int) -> Iterator[tuple[int, Span]]:
        sessions = self.problem.group_sessions[g]
        cuts = sorted({end for s, a in sessions if not self.problem.sessions[s].excuses for end in a.away})
        for t, (start, end) in enumerate(self.problem.slots):
            for span in pairwise([start, *(cut for cut in cuts if start < cut < end), end]):
                yield t, span

    @cached_property
    def period_at(self) -> dict[int, int]:
        """Start of a period -> its position."""
        return {start: p for p, (start, _) in enumerate(self.problem.periods)}

    def periods_in(self, span: Span) -> range:
        """Positions of the periods inside a span (clipped to the planned hours)."""
        first, last = max(span[0], self.problem.planned[0]), min(span[1], self.problem.planned[1])
        if last <= first:
            return range(0)
        end = self.period_at.get(last, len(self.problem.periods))
        return range(self.period_at[first], end)

    @cached_property
    def away(self) -> list[list[tuple[int, ...]]]:
        """For each group and period the sessions in which its people are away (in-cell ones too)."""
        found: list[list[list[int]]] = [[[] for _ in self.problem.periods] for _ in self.problem.groups]
        for g, sessions in enumerate(self.problem.group_sessions):
            for s, attendance in sessions:
                for p in self.periods_in(attendance.away):
                    found[g][p].append(s)
        return [[tuple(sessions) for sessions in row] for row in found]

    def on_wing(self, group: int, period: int) -> Sum:
        """People of a group who are unlocked on the wing: all who are not away, or none (R04)."""
        slot, away = self.slot_of[period], self.away[group][period]
        size, wing = self.problem.groups[group].size, self.problem.groups[group].wing
        if slot is None or slot in self.problem.locked_slots:
            return Sum()
        key = (group, slot, away)
        if key not in self._on:
            unlocked = Sum([(self.unlocked[group][slot], size)])
            if not away:
                self._on[key] = unlocked
            else:
                on = Sum([(self.rows.integer(0, size, "on wing", wing, self.problem.periods[period], group), 1)])
                gone = Sum((self.people[s, group], 1) for s in away)
                self.rows.at_most(Sum().plus(on).plus(unlocked, -1), 0)
                self.rows.at_most(Sum().plus(on).plus(gone), size)
                self.rows.at_least(Sum().plus(on).plus(gone).plus(unlocked, -1), 0)
                self._on[key] = on
        return self._on[key]

    def batches(self, what: str, people: Sum, per: int, most: int, in_use: Sum, span: Span) -> int:
        """A new variable: begun batches of ``per`` people, of whom there are ``most`` at most, and none unless in use.

        The last batch of a full house has fewer. In the relaxation twenty people at one for each begun thirteen would
        do with 1.54 otherwise, and now with two.
        """
        full, last = divmod(most, per)
        number = self.rows.integer(0, full + (last > 0), what, None, span)
        self.rows.at_most(Sum().plus(people).add(number, -per), 0)
        if last:
            self.rows.at_most(Sum().plus(people).add(number, -last).plus(in_use, -(per - last) * full), 0)
        return number

    def need(self, role: str, span: Span, number: Sum) -> None:
        """Record staff needed, for the staffing rule."""
        self.demands.append(Demand(role, span, number))

    @cached_property
    def cohorts(self) -> tuple[tuple[Cohort, ...], ...]:
        """The cohorts of each session."""
        return tuple(self._cohorts(s) for s in range(len(self.problem.sessions)))

    def _cohorts(self, s: int) -> tuple[Cohort, ...]:
        session = self.problem.sessions[s]
        alike: dict[tuple[int, int | None, int], list[int]] = defaultdict(list)
        for attendance in session.groups:
            group, route = attendance.group, attendance.route
            moving = self.movement_class[group] if route is not None else 0
            mixing = classes(len(self.problem.groups), self.rooms_apart(s))[group]
            alike[mixing, route, moving].append(group)
        if len(alike) == 1:
            (mixing, route, _), groups = next(iter(alike.items()))
            return (Cohort(tuple(groups), self.open[s], mixing, route),)
        return tuple(
            Cohort(tuple(groups), self.rows.boolean("cohort", None, session.span), mixing, route)
            for (mixing, route, _), groups in alike.items()
        )

    def rooms_apart(self, session: int) -> frozenset[frozenset[int]]:
        """Pairs that may not both attend a session; on-wing sessions are held on each wing, in cell nobody meets."""
        where = self.problem.sessions[session].where
        return {"off-wing": self.problem.apart_room, "on-wing": self._apart_at_home}.get(where, frozenset())

    @cached_property
    def _apart_at_home(self) -> frozenset[frozenset[int]]:
        groups = self.problem.groups
        return frozenset(pair for pair in self.problem.apart_room if len({groups[g].wing for g in pair}) == 1)

    @cached_property
    def movement_class(self) -> tuple[int, ...]:
        """Class of each group in movements: one class may mix, and is kept apart from the same others."""
        return classes(len(self.problem.groups), self.problem.apart_movement)

    # -- goals --------------------------------------------------------------------------------------------

    @cached_property
    def guaranteed(self) -> tuple[Sum, ...]:
        """Minutes for which each group is unlocked."""
        return tuple(
            Sum((variable, minutes(self.problem.slots[t])) for t, variable in enumerate(row)) for row in self.unlocked
        )

    @cached_property
    def out_of_cell(self) -> Sum:
        """Person-minutes out of cell, in hundredths."""
        total = Sum()
        for p, span in enumerate(self.problem.periods):
            for g in range(len(self.problem.groups)):
                total.plus(self.on_wing(g, p), 100 * minutes(span))
                for s in self.away[g][p]:
                    if self.problem.sessions[s].where != "in-cell":
                        total.add(self.people[s, g], 100 * minutes(span))
        return total

    @cached_property
    def purposeful(self) -> Sum:
        """Weighted purposeful person-minutes, in hundredths."""
        return Sum(
            (variable, self.problem.sessions[s].weight * minutes(self.problem.sessions[s].span))
            for (s, _), variable in self.people.items()
            if self.problem.sessions[s].weight
        )


@cache
def classes(groups: int, apart: frozenset[frozenset[int]]) -> tuple[int, ...]:
    """Number the groups so that two share a number if they may mix and are kept apart from the same groups."""
    enemies = [frozenset(next(iter(pair - {g})) for pair in apart if g in pair) for g in range(groups)]
    numbers: dict[frozenset[int], int] = {}
    return tuple(numbers.setdefault(enemies[g], len(numbers)) for g in range(groups))


def cliques(members: list[int], apart: set[frozenset[int]]) -> list[list[int]]:
    """Sets of members that are pairwise apart, covering every such pair (greedy, largest first)."""
    left = {pair for pair in apart if pair <= set(members)}
    found: list[list[int]] = []
    while left:
        clique = sorted(min(left, key=sorted))
        for member in members:
            if member not in clique and all(frozenset((member, other)) in apart for other in clique):
                clique.append(member)
        left -= {frozenset((a, b)) for a in clique for b in clique if a != b}
        found.append(clique)
    return found
