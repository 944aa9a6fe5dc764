"""The plain model: a day written down straight from what its rules mean, to measure the engine's own model against.

A Boolean for each group and slot, each on-wing time and slot, each session and group; people on the wing in every
period. Minutes and people are whole numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from solver.linear import Rows, Sum
from solver.problem import Need, Problem, Span, minutes
from solver.solution import Solution
from tests.benchmarks.score import prices


class PlainModel:
    """The variables of a problem, what is maximised, and how a solution is read off; indices are the problem's."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rows = Rows()
        self.demand: list[dict[str, Sum]] = [defaultdict(Sum) for _ in problem.periods]
        """For each period the staff of each role that is asked for, added up by the rules."""
        self.unlocked = [[self.boolean("unlocked", slot) for slot in problem.slots] for _ in problem.groups]
        self.label = {
            (g, k, t): self.boolean(time.name, problem.slots[t])
            for g in range(len(problem.groups))
            for k, time in enumerate(problem.times)
            for t in sorted(time.slots)
        }
        self.open = [self.boolean("session", session.span) for session in problem.sessions]
        offered = [(s, a) for s, session in enumerate(problem.sessions) for a in session.groups]
        self.people = {(s, a.group): self.integer(a.most, "people", a.away) for s, a in offered}
        self.attends = {(s, a.group): self.boolean("attends", a.away) for s, a in offered}
        self.slot_of = self._slot_of()
        self.on = {
            (g, p): self.integer(group.size, "on wing", problem.periods[p])
            for g, group in enumerate(problem.groups)
            for p, slot in enumerate(self.slot_of)
            if slot is not None
        }
        self.away: list[list[list[int]]] = [[[] for _ in problem.periods] for _ in problem.groups]
        """For each group and period the sessions in which its people are away."""
        for s, a in offered:
            for p in self.within(a.away):
                self.away[a.group][p].append(s)
        self.breaks = {
            (c, b, start): self.integer(crew.people, "break", (start, start + taken.minutes))
            for c, crew in enumerate(problem.crews)
            for b, taken in enumerate(crew.breaks)
            for start in taken.starts
        }
        self.counted: dict[int, dict[int, int]] = {}
        """For each floor of protected time, by period, whether the time counts (posted by R07)."""
        self.short = [self.integer(floor.amount, "short", problem.planned) for floor in problem.floors]

    def boolean(self, what: str, span: Span) -> int:
        """A new variable that is 0 or 1."""
        return self.rows.boolean(what, None, span)

    def integer(self, most: int, what: str, span: Span) -> int:
        """A new variable from nought to ``most``."""
        return self.rows.integer(0, most, what, None, span)

    def _slot_of(self) -> list[int | None]:
        ends = [end for _, end in self.problem.slots]
        slots: list[int | None] = []
        for start, _ in self.problem.periods:
            t = bisect_right(ends, start)
            slots.append(t if t < len(ends) and self.problem.slots[t][0] <= start else None)
        return slots

    def within(self, span: Span) -> range:
        """The periods of which a span consists, as far as it is planned."""
        starts = [start for start, _ in self.problem.periods]
        return range(bisect_left(starts, span[0]), bisect_left(starts, span[1]))

    def need(self, role: str, span: Span, number: Sum) -> None:
        """Ask for staff of a role in every period of a span."""
        for p in self.within(span):
            self.demand[p][role].plus(number)

    def need_each(self, needs: Iterable[Need], used: int, people: Sum, span: Span) -> None:
        """Ask for staff over a span: so many while ``used``, or so many for each begun ``per`` of the people."""
        for need in needs:
            number = Sum([(used, need.fixed)])
            if need.per is not None:
                parties = self.integer(self.rows.reach(people, True), "parties", span)
                self.rows.at_most(Sum([(parties, -need.per)]).plus(people), 0)
                number = Sum([(parties, need.fixed)])
            self.need(need.role, span, number)

    def people_of(self, sessions: Sequence[int], group: int) -> Sum:
        """People of a group in some sessions together."""
        return Sum((self.people[s, group], 1) for s in sessions)

    @property
    def objective(self) -> Sum:
        """The score, in hundredths of a person-minute."""
        total, problem = Sum(), self.problem
        for (_, p), variable in self.on.items():
            total.add(variable, 100 * minutes(problem.periods[p]))
        for s, session in enumerate(problem.sessions):
            for a in session.groups:
                away = 0 if session.where == "in-cell" else 100 * minutes(a.away)
                total.add(self.people[s, a.group], away + session.weight * minutes(session.span))
        for short, price in zip(self.short, prices(problem), strict=True):
            total.add(short, -price)
        return total

    def solution(self, values: Sequence[int]) -> Solution:
        """The day that values of the variables mean."""
        return Solution(
            labels=tuple(
                tuple(
                    next((k for k in range(len(self.problem.times)) if self._has(values, g, k, t)), None)
                    for t in range(len(self.problem.slots))
                )
                for g in range(len(self.problem.groups))
            ),
            running=frozenset(s for s, variable in enumerate(self.open) if values[variable]),
            people={key: values[variable] for key, variable in self.people.items() if values[variable]},
            breaks={key: values[variable] for key, variable in self.breaks.items() if values[variable]},
        )

    def _has(self, values: Sequence[int], group: int, time: int, slot: int) -> bool:
        return (group, time, slot) in self.label and values[self.label[group, time, slot]] == 1
