"""A day on which more staff may be asked for than are on duty, at a price: so there always is one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from solver.day_model import DayModel
from solver.guides import OCCASION
from solver.incumbent import Incumbent, solve_part
from solver.linear import Mask, Rows, Scope, Sum

SECONDS = 3.0
"""Time for stating a day, at most; a third of a second is enough as a rule."""

SETTLED = 20_000
"""What a minute of an officer who is not on duty costs once every wing is decided, in hundredths of a minute out of
cell."""

INSISTING = 100
"""People who would have to go short of what they are owed before such a minute is asked for all the same, if none is to
be: more than an officer unlocks."""


class Lenient:
    """The incumbent of a day for an objective, with nobody unlocked to begin with.

    Of the rows ``wanting`` more may be asked for as well, each unit at the price of so many minutes of staff.
    """

    def __init__(self, day: DayModel, objective: Sum, wanting: Mapping[int, int] | None = None) -> None:
        self.day = day
        rows, self.minutes = _lenient(day, {**day.covering, **(wanting or {})})
        """Minutes of staff who are asked for and not on duty."""
        self.objective = objective
        self.incumbent = Incumbent(rows, self._priced(SETTLED), True, rows.lower)
        self.over: Mask = np.array([scope.what == "over" for scope in rows.scopes])
        """Staff who are asked for and not on duty, and what else there is too little of."""

    @property
    def found(self) -> list[int] | None:
        """The day, in the variables of its own rows; none while it asks for more staff than are on duty."""
        values = self.incumbent.snapshot()
        return None if np.array(values)[self.over].any() else values[: len(self.day.rows.lower)]

    def state(
        self, decided: Mapping[int, int], seconds: float, deterministic: bool, gap: float = 0.0
    ) -> tuple[bool, float]:
        """Take over the values of what is ``decided``, and the rest of the day within ``gap`` of as good as may be.
        Whether that was found in so many ``seconds``, and the deterministic time it took."""
        values = self.incumbent.values.copy()
        values[list(decided)] = list(decided.values())
        self.incumbent.adopt(values.tolist())
        open_ = np.ones(len(values), np.bool_)
        open_[list(decided)] = False
        seconds = max(0.01, min(SECONDS, seconds))
        part = solve_part(self.incumbent, np.flatnonzero(open_), seconds, 0, deterministic, gap=gap)
        if part.values is not None:
            values[list(part.values)] = list(part.values.values())
            self.incumbent.adopt(values.tolist())
        return part.values is not None and self.incumbent.holds, part.spent

    def insist(self) -> None:
        """Let nobody be asked for who is not on duty, whatever that takes."""
        floors = zip(self.day.problem.floors, self.day.short, strict=True)
        lacks = (-self.incumbent.worth[short] / (OCCASION if floor.occasions else 1) for floor, short in floors)
        self.ask(max(SETTLED, INSISTING * int(max(lacks, default=0))))

    def ask(self, price: int) -> None:
        """Ask so much for a minute of an officer who is not on duty from now on."""
        self.incumbent.aim(self._priced(price))

    def _priced(self, price: int) -> Sum:
        return Sum().plus(self.objective).plus(self.minutes, -price)

    @property
    def lacks(self) -> int:
        """How many staff and how much of what people are owed it goes short of."""
        values = self.incumbent.values
        return int(values[self.over].sum() + values[self.day.short].sum())


def _lenient(day: DayModel, wanting: Mapping[int, int]) -> tuple[Rows, Sum]:
    rows, minutes = day.rows.copy(), Sum()
    for row, length in wanting.items():
        terms, low, high = rows.rows[row]
        most = rows.reach(terms, True) - (high or 0)
        if most > 0:
            over = rows.integer(0, most, "over", None, _span(rows, terms))
            rows.rows[row] = Sum().plus(terms).add(over, -1), low, high
            minutes.add(over, length)
    return rows, minutes


def _span(rows: Rows, terms: Sum) -> tuple[int, int]:
    """The hours that a sum is about: those that all of its variables concern."""
    scopes: list[Scope] = [rows.scopes[v] for v in terms.terms]
    start, end = max(scope.start for scope in scopes), min(scope.end for scope in scopes)
    return start, max(end, start + 1)
