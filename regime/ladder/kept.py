"""What can be kept with the officers there are: the most of the list's first item, then of its second, and so on."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from regime.formulate import formulate
from regime.interpret import interpret, known_day
from regime.ladder.result import Item, Unit
from regime.plan import Plan
from regime.today import Today
from solver import Limits, Outcome, Problem
from solver.day_model import DayModel
from solver.linear import Sum
from solver.rules import posted
from solver.run import Run, run
from solver.solution import extract

LARGEST = 10**18
"""The largest weight of a unit in one search, so that sums stay below 2^63; a longer list is searched in parts."""


@dataclass(frozen=True)
class Kept:
    """What is kept of a list."""

    units: frozenset[Unit]
    proved: bool
    """Whether no day keeps more of it, in its order."""
    day: Plan
    """A day that keeps it, as good or bad as it may be otherwise."""


def most_kept(
    today: Today,
    order: Sequence[Item],
    near: Plan | None,
    seconds: float,
    workers: int,
    seed: int,
    stop: threading.Event,
) -> Kept | None:
    """The most of a list, in lexicographic order, that any day of ``today`` has; none if no day was found in time.

    Of each item as many units as possible, given those of the items before it. Posts on the list may be stood down.
    It is looked for ``near`` a day with more staff first.
    """
    ends = time.monotonic() + seconds
    model = _Model(today, order)
    parts = list(_parts([model.counted(item) for item in order]))
    values: list[int] | None = None
    hint = model.decisions(near) if near else {}
    proved = True
    for number, part in enumerate(parts):
        left = (ends - time.monotonic()) / (len(parts) - number)
        found = model.most(part, hint, Run(max(left, 0.01), workers, seed), stop) if left > 0 else None
        if found is None and values is None:
            return None
        if found is None:
            proved = False
            break
        values, optimal = found
        hint = dict(enumerate(values))
        proved &= optimal
    return None if values is None else Kept(model.kept(values), proved, model.plan(values))


def _parts(items: Sequence[Sum]) -> Iterator[list[tuple[Sum, int]]]:
    """Items in parts in which each has a weight that outweighs everything after it in the part."""
    part: list[Sum] = []
    size = 1
    for item in items:
        if part and size * (len(item.terms) + 1) > LARGEST:
            yield _weighted(part)
            part, size = [], 1
        part.append(item)
        size *= len(item.terms) + 1
    yield _weighted(part)


def _weighted(part: Sequence[Sum]) -> list[tuple[Sum, int]]:
    weight, weighted = 1, []
    for item in reversed(part):
        weighted.append((item, weight))
        weight *= len(item.terms) + 1
    return weighted[::-1]


class _Model:
    """The day as rows, with a 0/1 variable for each unit that is 1 only if the day keeps it."""

    def __init__(self, today: Today, order: Sequence[Item]) -> None:
        self.today = today
        listed = [unit for item in order for unit in item.units]
        posts = {unit.name for unit in listed if unit.kind == "post"}
        problem = formulate(today)
        self.problem: Problem = replace(
            problem,
            posts=tuple(replace(p, spared=p.number if p.name in posts else 0) for p in problem.posts),
        )
        self.day: DayModel = posted(self.problem)
        self.variables = {unit: v for unit in listed if (v := self._variable(unit)) is not None}

    def counted(self, item: Item) -> Sum:
        """How many units of an item are kept."""
        return Sum((self.variables[unit], 1) for unit in item.units if unit in self.variables)

    def most(
        self, part: list[tuple[Sum, int]], hint: dict[int, int], how: Run, stop: threading.Event
    ) -> tuple[list[int], bool] | None:
        """The values that have the most of a part, which is held from then on, and whether that is proved."""
        objective = Sum()
        for item, weight in part:
            objective.plus(item, weight)
        answer = run(self.day.rows, objective, True, hint, how, stop)
        if answer.values is None:
            return None
        for item, _ in part:
            self.day.rows.at_least(item, item.value(answer.values))
        return answer.values, answer.optimal

    def decisions(self, plan: Plan) -> dict[int, int]:
        """What a plan decides, as values of variables."""
        known = known_day(self.today, self.problem, plan)
        unlocked = zip(self.day.unlocked, known.labels, strict=True)
        decided = {v: int(label is not None) for row, labels in unlocked for v, label in zip(row, labels, strict=True)}
        decided |= {variable: int(s in known.running) for s, variable in enumerate(self.day.open)}
        return decided | {variable: known.people.get(key, 0) for key, variable in self.day.people.items()}

    def kept(self, values: list[int]) -> frozenset[Unit]:
        """The units that values keep."""
        return frozenset(unit for unit, variable in self.variables.items() if values[variable])

    def plan(self, values: list[int]) -> Plan:
        """The day that values mean."""
        outcome = Outcome("feasible", extract(self.day, values), (), "time", 0.0)
        return interpret(self.today, self.problem, outcome, Limits())

    def _variable(self, unit: Unit) -> int | None:
        """A variable that may be 1 only if the unit is kept; none if it never can be."""
        match unit.kind:
            case "entitlement":
                return self._all_met(unit)
            case "post":
                return self._fully_staffed(unit)
            case "session":
                return self._runs(unit)

    def _all_met(self, unit: Unit) -> int:
        met = self._new()
        for floor, short in zip(self.problem.floors, self.day.short, strict=True):
            named = self.problem.entitlements[floor.entitlement], self.problem.groups[floor.group].name
            if named == (unit.name, unit.group):
                self.day.rows.at_most(Sum([(short, 1), (met, floor.amount)]), floor.amount)
        return met

    def _fully_staffed(self, unit: Unit) -> int:
        staffed = self._new()
        for number, left_out in self.day.left_out.items():
            post = self.problem.posts[number]
            if post.name == unit.name:
                self.day.rows.at_most(Sum([(left_out, 1), (staffed, post.number)]), post.number)
        return staffed

    def _runs(self, unit: Unit) -> int | None:
        names = list(self.today.activities)
        time = (unit.time.start, unit.time.end) if unit.time else None
        opened = [
            self.day.open[s]
            for s, session in enumerate(self.problem.sessions)
            if names[session.activity] == unit.name and time in (None, session.span)
        ]
        if not opened:
            return None
        runs = self._new()
        self.day.rows.at_most(Sum([(runs, 1), *((variable, -1) for variable in opened)]), 0)
        return runs

    def _new(self) -> int:
        return self.day.rows.boolean("kept", None, self.problem.planned)
