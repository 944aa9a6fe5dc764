"""A first plan, wing by wing: each wing's day is solved once, at the prices that the relaxation found.

The multipliers of the relaxation say what an officer is worth at each time of the day, and what it is worth that others
may join a session. At these prices a wing alone decides nearly as in the best day of all wings (its optimum was seen
within 0.01% of the relaxation's part). What keeps that from being a plan is that many of its days are equally good,
and that whoever is last finds nothing left. So a wing is drawn towards the relaxation's own day, and leaves a part of
what the relaxation uses for the wings that are still to come.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from solver.day_model import DayModel, classes
from solver.incumbent import Incumbent, solve_part
from solver.relaxation import Relaxed

SECONDS = 1.0
"""Time for one wing, at most."""

DRAWN = 0.5
"""Share of the price of differing from a plan that differing from the relaxation costs."""

DRAWN_OWED = 0.1
"""The same while only what people are owed is planned: when that is best had must not stop it from being had."""

LEFT = 0.5
"""Share of what the relaxation uses for later wings that is left to them."""

SAME = 1e-6
"""A value of the relaxation this near to the plan's is the same; a multiplier this small is none."""


class Sweep:
    """Takes a plan in which nothing is decided yet to one in which every wing's day is."""

    def __init__(
        self, incumbent: Incumbent, day: DayModel, relaxed: Relaxed, nearness: Sequence[float], seed: int
    ) -> None:
        self.incumbent, self.day, self.relaxed, self.nearness = incumbent, day, relaxed, nearness
        self.random = random.Random(seed)
        self.spent = 0.0
        """Deterministic time used."""
        rows = incumbent.rows
        self.own: list[list[int]] = [[] for _ in day.problem.wings]
        self.shared: list[int] = []
        for v, scope in enumerate(rows.scopes):
            if rows.lower[v] < rows.upper[v]:
                (self.shared if scope.wing is None else self.own[scope.wing]).append(v)
        counting = {s for floor in day.problem.floors for s in floor.sessions}
        self.extra = {opened for s, opened in enumerate(day.open) if s not in counting}
        self.extra |= {people for (s, _), people in day.people.items() if s not in counting}
        """What nobody is owed."""
        self.waiting: list[int] = []
        """For each row the variables of wings that are still to come, and what the relaxation adds to them."""
        self.ahead: list[float] = []

    def run(self, owed: bool, over: Callable[[], bool], deterministic: bool) -> None:
        """Decide wing after wing, until ``over``: only what everybody is ``owed``, or the whole day."""
        self.waiting, self.ahead = [0] * len(self.incumbent.activity), [0.0] * len(self.incumbent.activity)
        for own in self.own:
            self._count(own, 1)
        for own in map(self.own.__getitem__, self._order()):
            self._count(own, -1)
            if not over():
                free = [v for v in (*own, *self.shared) if (v not in self.extra if owed else self._differs(v))]
                self._decide(free, owed, deterministic)

    def _order(self) -> list[int]:
        """The wings in any order, but those next that may mix with the fewest so far.

        Otherwise the first sort of people would take every session that another sort may not share.
        """
        problem = self.day.problem
        sorts = classes(len(problem.groups), problem.apart_room)
        of_wing = {group.wing: sort for group, sort in zip(problem.groups, sorts, strict=True)}
        left = self.random.sample(sorted(of_wing), len(of_wing))
        taken: Counter[int] = Counter()
        order = []
        while left:
            wing = min(left, key=lambda w: taken[of_wing[w]])
            left.remove(wing)
            taken[of_wing[wing]] += 1
            order.append(wing)
        return order

    def _decide(self, free: list[int], owed: bool, deterministic: bool) -> None:
        seed, worth, limits = (
            self.random.randrange(1 << 30),
            self._worth(free, owed),
            {} if owed else self._limits(free),
        )
        part = solve_part(self.incumbent, free, SECONDS, seed, deterministic, worth, limits)
        self.spent += part.spent
        if part.values is not None:
            values = self.incumbent.snapshot()
            for v, value in part.values.items():
                values[v] = value
            self.incumbent.adopt(values)

    def _count(self, own: list[int], sign: int) -> None:
        for v in own:
            ahead = sign * (self.relaxed.values[v] - self.incumbent.values[v])
            for r, coefficient in self._column(v):
                self.waiting[r] += sign
                self.ahead[r] += coefficient * ahead

    def _column(self, v: int) -> Iterable[tuple[int, int]]:
        rows, coefficients = self.incumbent.column(v)
        return zip(rows.tolist(), coefficients.tolist(), strict=True)

    def _differs(self, v: int) -> bool:
        """Whether the relaxation differs from the plan; what is short is always worked out anew."""
        differs = abs(self.relaxed.values[v] - self.incumbent.values[v]) > SAME
        return differs or self.incumbent.rows.scopes[v].what == "short"

    def _worth(self, free: list[int], owed: bool) -> dict[int, int]:
        """What each variable brings, less what others would pay for what it takes from them."""
        objective, duals, scopes = self.incumbent.objective, self.relaxed.duals, self.incumbent.rows.scopes
        worth = {}
        for v in free:
            price = sum(duals[r] * c for r, c in self._column(v) if self.waiting[r] and abs(duals[r]) > SAME)
            brings = float(objective.terms.get(v, 0)) if not owed or scopes[v].what == "short" else 0.0
            drawn = (DRAWN_OWED if owed else DRAWN) * self.nearness[v] * (2 * self.relaxed.values[v] - 1)
            worth[v] = round(brings - price + drawn)
        return worth

    def _limits(self, free: list[int]) -> dict[int, tuple[int | None, int | None]]:
        """Limits of rows with something left to the wings that are still to come; the plan as it is always fits."""
        limits = {}
        for r in {r for v in free for r, _ in self._column(v) if self.waiting[r]}:
            _, low, high = self.incumbent.rows.rows[r]
            if low is None or low != high:
                left, now = LEFT * self.ahead[r], int(self.incumbent.activity[r])
                if high is not None and left > 0:
                    high = max(now, int(high - left))
                if low is not None and left < 0:
                    low = min(now, int(low - left) + 1)
                limits[r] = low, high
        return limits
