"""What the relaxation says of one wing by itself.

The multipliers of its rows are prices: what an officer is worth at each time, and a place in a session. At these prices
a wing chooses much what it would choose together with all others. Many of its days are equally good then, so it is
drawn to what the relaxation has.
"""

from __future__ import annotations

import numpy as np

from solver.day_model import DayModel
from solver.linear import Entries, Mask, Reals, Rows, Sum
from solver.problem import minutes
from solver.relaxation import Relaxed

NEARLY = 10
"""Decisions differing from the relaxation that a wing's day may cost more than the best one."""

SCARCE = 0.12
"""Share of the day's value that staff are worth from which they are scarce."""

FOLLOWING = ("state", "step", "start", "due", "kept at home")
"""What follows from a group's unlocks and on-wing times."""


def scarce(day: DayModel, objective: Sum, relaxed: Relaxed) -> bool:
    """Whether staff are: whether much of what the day is worth hangs on them."""
    covering = list(day.covering)
    worth = relaxed.duals[covering] @ day.rows.limits()[1][covering]
    return bool(worth > SCARCE * abs(day.rows.factors(objective) @ relaxed.values))


class Prices:
    """The prices of a relaxation of ``rows``, as what they leave of the ``worth`` of each variable."""

    def __init__(self, day: DayModel, rows: Rows, entries: Entries) -> None:
        self.entries = entries
        self.nearness = _nearness(day, rows)
        self.gap = NEARLY * float(self.nearness.max())
        """By how much a wing's day may be worth less than the best one."""

    def applied(self, worth: Reals, relaxed: Relaxed, others: Mask, drawn: float) -> Reals:
        """What variables are worth, less what they take of rows that other variables are in, too.

        ``others`` says which coefficients are theirs. Differing from what is ``relaxed`` costs a share, ``drawn``, of
        its price.
        """
        rows, variables, coefficients = self.entries.rows, self.entries.variables, self.entries.coefficients
        shared = np.bincount(rows[others], minlength=len(relaxed.duals)) > 0
        prices = np.where(shared, relaxed.duals, 0.0)[rows] * coefficients
        left: Reals = worth - np.bincount(variables, prices, len(worth))
        return left + drawn * self.nearness * (2 * relaxed.values - 1)


def _nearness(day: DayModel, rows: Rows) -> Reals:
    """The price of differing from what the relaxation says, of each variable.

    It is half of what it is worth, on average, that a group is unlocked for a slot; a quarter of that for what follows
    from a group's unlocks.
    """
    groups, slots = day.problem.groups, day.problem.slots
    everybody = 100 * sum(group.size for group in groups) * sum(minutes(slot) for slot in slots)
    price = everybody / (2 * len(groups) * len(slots))
    binary = (np.array(rows.lower) == 0) & (np.array(rows.upper) == 1)
    following = np.isin([scope.what for scope in rows.scopes], FOLLOWING)
    return np.where(binary, np.where(following, price / 4, price), 0.0)
