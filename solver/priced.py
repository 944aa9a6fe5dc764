"""A first plan at the prices of the relaxation, wing by wing.

First every wing moves what it is owed to where that hinders the others least; then it plans its whole day. A wing that
took all it could get from the start would take the staff by which others get to work: without the first round this
takes half the time, and leaves a worse day. Every step leaves a day that keeps the rules, so it can be stopped at any
time; a dive loses less, but takes longer and has nothing to show before its end.
"""

from __future__ import annotations

import random

import numpy as np

from solver.day_model import DayModel
from solver.incumbent import Incumbent, solve_part
from solver.linear import Sum
from solver.prices import Prices
from solver.relaxation import Relaxed
from solver.sweep import beyond

SECONDS = 1.0
"""Time for one wing, at most."""

DRAWN = {"owed": 0.5, "day": 0.2}
"""Share of the price of differing from the relaxation, while wings plan what they are owed, and their day."""


class Priced:
    """Plans a day at the prices of what is ``relaxed``, starting from ``values``.

    No step takes away anything that is ``owed``. If ``at_once``, every wing plans its whole day at once.
    """

    def __init__(
        self, day: DayModel, objective: Sum, owed: Sum, values: list[int], relaxed: Relaxed, seed: int, at_once: bool
    ) -> None:
        rows = day.rows
        self.incumbent = Incumbent(rows, owed, False, values)
        self.relaxed = relaxed
        self.prices = Prices(day, rows, rows.entries())
        self.worth = {"owed": -rows.factors(owed), "day": rows.factors(objective)}
        self.wing = np.array([-1 if scope.wing is None else scope.wing for scope in rows.scopes])
        self.beyond = np.isin(np.arange(len(rows.lower)), list(beyond(day)))
        self.random = random.Random(seed)
        wings = range(len(day.problem.wings))
        plans = ("day",) if at_once else ("day", "owed")
        self.left = [(wing, plan) for plan in plans for wing in self.random.sample(wings, len(wings))]
        """Wings that are still to be planned; the last one is next."""

    def step(self, seconds: float, deterministic: bool) -> float:
        """Plan the next wing; the deterministic time it took."""
        wing, plan = self.left.pop()
        own = np.isin(self.wing, (wing, -1))
        others = ~own[self.prices.entries.variables]
        worth = self.prices.applied(self.worth[plan], self.relaxed, others, DRAWN[plan])
        open_ = own & ~self.beyond if plan == "owed" else own
        free = np.flatnonzero(open_ & (self.incumbent.lower < self.incumbent.upper))
        seconds, seed = min(seconds, SECONDS), self.random.randrange(1 << 30)
        part = solve_part(self.incumbent, free, seconds, seed, deterministic, worth, gap=self.prices.gap)
        self.incumbent.offer(part.changes)
        return part.spent
