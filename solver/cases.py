"""A bound by cases: of the days on which a movement or a session runs, and of those on which it does not.

In the relaxation a fraction of a movement takes a fraction of its officers: those that have nothing else to do at that
time. Of the days with it, and of those without, the relaxation is a better bound, and no day is better than the greater
of the two. Each case may be split again.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

import numpy as np

from solver.day_model import DayModel
from solver.linear import Reals, Sum, Whole
from solver.relaxation import Relaxation, Relaxed, bound


@dataclass(frozen=True)
class Case:
    """The days within some bounds of the variables, the relaxation of them, and what none of them is better than."""

    lower: Whole
    upper: Whole
    relaxed: Relaxed
    bound: float
    exact: bool
    """Whether the relaxation was solved to the end."""


class Cases:
    """What no day is better than (more is better), by cases; one to begin with, of which the relaxation is known."""

    def __init__(self, day: DayModel, objective: Sum, relaxed: Relaxed, bound: float) -> None:
        self.rows, self.objective = day.rows, objective
        self.relaxation = Relaxation(day.rows, objective, True)
        entries = self.relaxation.entries
        self.choices = np.array([*day.movements.values(), *day.open], np.int64)
        staffing = np.isin(entries.rows, list(day.covering))
        self.covering, self.asking = entries.rows[staffing], entries.variables[staffing]
        self.staff = entries.coefficients[staffing]
        """How many staff each variable asks for, by the rows that say whether they are on duty."""
        self.whole = relaxed
        """The relaxation of all days, solved to the end if that was worth it."""
        self.cases = [Case(self.relaxation.lower, self.relaxation.upper, relaxed, bound, exact=False)]

    @property
    def bound(self) -> float:
        """What no day is better than."""
        return self._worst.bound

    @property
    def loose(self) -> float:
        """About how much less that would be if the relaxation were solved to the end."""
        case = self._worst
        if case.exact:
            return 0.0
        worth = self.relaxation.worth[: len(case.relaxed.values)] @ case.relaxed.values
        return float(case.bound - self.objective.constant - worth)

    @property
    def promise(self) -> float:
        """About how much less it would be after a split: what the staff for a fraction of a movement are worth."""
        return float(self._promises().max(initial=0.0))

    def better(self, enough: float, seconds: float, deterministic: bool, stop: threading.Event) -> bool:
        """Find a better bound, if ``enough`` is promised, in so many seconds for each relaxation; whether it came to
        that."""
        if self.loose > enough:
            return self._solve(seconds, deterministic, stop)
        return self.promise > enough and self._split(seconds, deterministic, stop)

    def _solve(self, seconds: float, deterministic: bool, stop: threading.Event) -> bool:
        """Solve the relaxation of the only case to the end."""
        (case,) = self.cases
        solved = self._case(case, seconds, deterministic, stop)
        if solved is None:
            return False
        self.whole, self.cases = solved.relaxed, [solved]
        return True

    def _split(self, seconds: float, deterministic: bool, stop: threading.Event) -> bool:
        """Split the case that allows most; false if a half is impossible, or there is no time for it."""
        case = self._worst
        choice = self.choices[int(self._promises().argmax())]
        halves = []
        for value in (0, 1):
            lower, upper = case.lower.copy(), case.upper.copy()
            lower[choice] = upper[choice] = value
            solved = self._case(replace(case, lower=lower, upper=upper), seconds, deterministic, stop)
            if solved is None:
                return False
            halves.append(solved)
        self.cases = [*(other for other in self.cases if other is not case), *halves]
        return True

    def _case(self, case: Case, seconds: float, deterministic: bool, stop: threading.Event) -> Case | None:
        self.relaxation.lower, self.relaxation.upper = case.lower, case.upper
        relaxed = self.relaxation.exact(seconds, deterministic, stop)
        if relaxed is None:
            return None
        rows = replace(self.rows, lower=case.lower.tolist(), upper=case.upper.tolist())
        most = bound(rows, self.objective, True, relaxed.duals)
        return replace(case, relaxed=relaxed, bound=min(case.bound, most), exact=True)

    @property
    def _worst(self) -> Case:
        return max(self.cases, key=lambda case: case.bound)

    def _promises(self) -> Reals:
        relaxed = self._worst.relaxed
        prices = np.bincount(self.asking, self.staff * np.abs(relaxed.duals[self.covering]), len(relaxed.values))
        values = relaxed.values[self.choices]
        found: Reals = np.minimum(values, 1 - values) * prices[self.choices]
        return found
