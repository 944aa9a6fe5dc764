"""What is decided at one moment of a dive, and what that leaves of the limits of each row to whoever is next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from solver.incumbent import Incumbent
from solver.linear import Entries, Mask, Reals, Whole
from solver.relaxation import SAME, Relaxed

LEFT = 0.7
"""Share of the staff that the relaxation uses for later wings that is left to them."""


@dataclass(frozen=True)
class Decided:
    """What was ``decided``, what was relaxed then, and whether sessions were held (``meeting``).

    ``changes``: how often what is held had changed by then.
    """

    incumbent: Incumbent
    decided: Mask
    relaxed: Relaxed
    meeting: bool
    changes: int

    @property
    def lower(self) -> Whole:
        """Lower bounds of the variables."""
        return self.incumbent.lower

    @property
    def upper(self) -> Whole:
        """Upper bounds."""
        return self.incumbent.upper

    @property
    def now(self) -> Whole:
        """What is decided, and anything for what is not."""
        return np.clip(self.incumbent.values, self.lower, self.upper)


def left_by(
    view: Decided, others: Mask, entries: Entries, low: Reals, high: Reals, covering: Mask
) -> tuple[Whole, Whole]:
    """What other variables leave of the limits, ``low`` and ``high``, of each row.

    ``others`` says which coefficients are theirs, ``covering`` which rows are about staff. Of the staff those who are
    decided use what the relaxation says, and the rest a part of it. Of anything else what is decided takes what it has,
    as long as sessions are held, and the rest what their bounds say.
    """
    rows, variables, coefficients = entries.rows, entries.variables, entries.coefficients
    values, held = view.now, view.lower == view.upper
    known = view.decided | held
    taken = known if view.meeting else held
    lower, upper = np.where(taken, values, view.lower), np.where(taken, values, view.upper)
    used = coefficients * (np.where(known, 1.0, LEFT) * view.relaxed.values)[variables]
    ends = coefficients * lower[variables], coefficients * upper[variables]
    staff = covering[rows]
    least, most = np.where(staff, used, np.minimum(*ends)), np.where(staff, used, np.maximum(*ends))
    low = low - np.bincount(rows[others], most[others], len(low))
    high = high - np.bincount(rows[others], least[others], len(high))
    return _at_least(low), _at_most(high)


def _at_most(limits: Reals) -> Whole:
    """Limits in whole numbers; the relaxation may be a little off."""
    found: Whole = np.floor(np.nan_to_num(limits, posinf=0.0, neginf=0.0) + SAME).astype(np.int64)
    return np.where(np.isinf(limits), cp_model.INT_MAX, found)


def _at_least(limits: Reals) -> Whole:
    found: Whole = np.ceil(np.nan_to_num(limits, posinf=0.0, neginf=0.0) - SAME).astype(np.int64)
    return np.where(np.isinf(limits), cp_model.INT_MIN, found)
