"""Linear rows over bounded integers: the day's mathematics, written once and handed to any solver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import numpy.typing as npt
from ortools.sat.python import cp_model

Whole = npt.NDArray[np.int64]
"""An array of whole numbers."""

Reals = npt.NDArray[np.float64]
"""An array of fractions."""

Mask = npt.NDArray[np.bool_]
"""Of every variable (or row) whether it is meant."""


class Sum:
    """A linear expression: coefficients by variable, and a constant."""

    __slots__ = ("constant", "terms")

    def __init__(self, terms: Iterable[tuple[int, int]] = (), constant: int = 0) -> None:
        self.terms: dict[int, int] = {}
        self.constant = constant
        for variable, coefficient in terms:
            self.add(variable, coefficient)

    def add(self, variable: int, coefficient: int = 1) -> Sum:
        """Add ``coefficient`` x ``variable`` in place."""
        self.terms[variable] = self.terms.get(variable, 0) + coefficient
        return self

    def plus(self, other: Sum, factor: int = 1) -> Sum:
        """Add ``factor`` x ``other`` in place."""
        for variable, coefficient in other.terms.items():
            self.add(variable, factor * coefficient)
        self.constant += factor * other.constant
        return self

    def value(self, values: Sequence[int]) -> int:
        """The sum at given values of the variables."""
        return self.constant + sum(c * values[v] for v, c in self.terms.items())


@dataclass(frozen=True, slots=True)
class Scope:
    """What a variable is about: its kind, the wing and group it belongs to (if to one) and the time it concerns."""

    what: str
    wing: int | None
    start: int
    end: int
    group: int | None = None


@dataclass(frozen=True)
class Entries:
    """The coefficients of rows, one after the other: which row, which variable, which coefficient."""

    rows: Whole
    variables: Whole
    coefficients: Whole


@dataclass
class Rows:
    """Variables with bounds, and rows ``lower <= sum <= upper`` (``None``: no limit on that side)."""

    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    rows: list[tuple[Sum, int | None, int | None]] = field(default_factory=list)

    def copy(self) -> Rows:
        """The same variables and rows, to go on from without these."""
        return Rows(list(self.lower), list(self.upper), list(self.scopes), list(self.rows))

    def integer(
        self, lower: int, upper: int, what: str, wing: int | None, span: tuple[int, int], group: int | None = None
    ) -> int:
        """A new variable; returns its index."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.scopes.append(Scope(what, wing, *span, group))
        return len(self.lower) - 1

    def boolean(self, what: str, wing: int | None, span: tuple[int, int], group: int | None = None) -> int:
        """A new variable that is 0 or 1."""
        return self.integer(0, 1, what, wing, span, group)

    def at_most(self, terms: Sum, limit: int) -> None:
        """Post ``terms <= limit``."""
        self.rows.append((terms, None, limit))

    def at_least(self, terms: Sum, limit: int) -> None:
        """Post ``terms >= limit``."""
        self.rows.append((terms, limit, None))

    def equal(self, terms: Sum, value: int) -> None:
        """Post ``terms == value``."""
        self.rows.append((terms, value, value))

    def fix(self, variable: int, value: int) -> None:
        """Leave ``value`` as the only one, or post the contradiction if it is out of bounds."""
        if self.lower[variable] <= value <= self.upper[variable]:
            self.lower[variable] = self.upper[variable] = value
        else:
            self.equal(Sum([(variable, 1)]), value)

    def entries(self) -> Entries:
        """The coefficients of all rows that are posted."""
        sums = [terms for terms, _, _ in self.rows]
        lengths = [len(terms.terms) for terms in sums]
        variables = chain.from_iterable(terms.terms for terms in sums)
        coefficients = chain.from_iterable(terms.terms.values() for terms in sums)
        return Entries(
            np.repeat(np.arange(len(sums)), lengths),
            np.fromiter(variables, np.int64, sum(lengths)),
            np.fromiter(coefficients, np.int64, sum(lengths)),
        )

    def factors(self, terms: Sum) -> Reals:
        """The coefficient of each variable in a sum."""
        found = np.zeros(len(self.lower))
        found[list(terms.terms)] = list(terms.terms.values())
        return found

    def limits(self) -> tuple[Reals, Reals]:
        """What the variables of each row may add up to, without its constant: at least and at most."""
        low = [-np.inf if low is None else low - terms.constant for terms, low, _ in self.rows]
        high = [np.inf if high is None else high - terms.constant for terms, _, high in self.rows]
        return np.array(low), np.array(high)

    def reach(self, terms: Sum, maximise: bool) -> int:
        """The largest (or smallest) value of a sum that the bounds of its variables allow."""
        return terms.constant + sum(
            c * (self.upper[v] if (c > 0) == maximise else self.lower[v]) for v, c in terms.terms.items()
        )

    def feasible(self, values: Sequence[int]) -> bool:
        """Whether values satisfy every bound and row."""
        return all(
            low <= value <= high for low, value, high in zip(self.lower, values, self.upper, strict=True)
        ) and all(
            (low is None or terms.value(values) >= low) and (high is None or terms.value(values) <= high)
            for terms, low, high in self.rows
        )

    def model(self) -> cp_model.CpModel:
        """The same rows as a CP-SAT model; its variables keep their indices."""
        # Written into the message itself, which is several times as fast as expression by expression.
        model = cp_model.CpModel()
        for bounds in zip(self.lower, self.upper, strict=True):
            model.proto.variables.add().domain.extend(bounds)
        for terms, low, high in self.rows:
            row = model.proto.constraints.add().linear
            row.vars.extend(list(terms.terms))
            row.coeffs.extend(list(terms.terms.values()))
            least = cp_model.INT_MIN if low is None else low - terms.constant
            row.domain.extend((least, cp_model.INT_MAX if high is None else high - terms.constant))
        return model

    @staticmethod
    def expression(model: cp_model.CpModel, terms: Sum) -> cp_model.LinearExpr:
        """A sum as an expression of a model made by ``model``."""
        variables = [model.get_int_var_from_proto_index(v) for v in terms.terms]
        return cp_model.LinearExpr.weighted_sum(variables, list(terms.terms.values())) + terms.constant
