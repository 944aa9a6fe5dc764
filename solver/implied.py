"""What else is settled once some variables are: bounds that follow from the rows."""

from __future__ import annotations

import numpy as np

from solver.linear import Entries, Reals, Whole

ROUNDS = 3
"""Times that all rows are gone through, at most."""


def tighten(entries: Entries, low: Reals, high: Reals, lower: Whole, upper: Whole) -> None:
    """Tighten the bounds of variables, in place, as far as each row by itself with the bounds of the others allows.

    ``low`` and ``high`` are what each row may add up to (infinite: no limit).

    A row that cannot hold any more settles nothing.
    """
    some = entries.coefficients != 0
    rows, variables, factors = entries.rows[some], entries.variables[some], entries.coefficients[some]
    rising = factors > 0
    for _ in range(ROUNDS):
        before = lower.copy(), upper.copy()
        small, large = lower[variables], upper[variables]
        least = np.bincount(rows, factors * np.where(rising, small, large), len(low))
        most = np.bincount(rows, factors * np.where(rising, large, small), len(high))
        # How far a variable may move from where it takes least of a row, and from where it gives most to it.
        up, down = ((high - least)[rows] / np.abs(factors)), ((most - low)[rows] / np.abs(factors))
        for room, from_below in ((up, rising), (down, ~rising)):
            tight = (room >= 0) & (room < large - small)
            whole = np.floor(np.where(tight, room, 0)).astype(np.int64)
            rise, fall = tight & from_below, tight & ~from_below
            np.minimum.at(upper, variables[rise], (small + whole)[rise])
            np.maximum.at(lower, variables[fall], (large - whole)[fall])
        if (before[0] == lower).all() and (before[1] == upper).all():
            return
