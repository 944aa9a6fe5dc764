"""The plan so far, and parts of it solved again by CP-SAT with the rest held.

Parts are cut out of the whole day some ten times a second and on every core, so that is done with arrays.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from solver.linear import Reals, Rows, Sum, Whole


class Incumbent:
    """The best assignment known for one objective, shared between threads."""

    def __init__(self, rows: Rows, objective: Sum, maximise: bool, values: list[int]) -> None:
        self.rows, self.objective, self.maximise = rows, objective, maximise
        self.values = np.array(values, np.int64)
        self.lock = threading.Lock()
        self.lower, self.upper = np.array(rows.lower, np.int64), np.array(rows.upper, np.int64)
        self.low = np.array([cp_model.INT_MIN if low is None else low for _, low, _ in rows.rows], np.int64)
        self.high = np.array([cp_model.INT_MAX if high is None else high for _, _, high in rows.rows], np.int64)
        entries = rows.entries()
        by_column = np.argsort(entries.variables, kind="stable")
        self._rows, self._coefficients = entries.rows[by_column], entries.coefficients[by_column]
        self._first = np.searchsorted(entries.variables[by_column], np.arange(len(values) + 1))
        self._constants = np.array([terms.constant for terms, _, _ in rows.rows], np.int64)
        self.activity = self._activity()
        self.worth = rows.factors(objective)
        self.value = objective.value(values)

    def columns(self, variables: Whole) -> tuple[Whole, Whole, Whole]:
        """Of all entries of some variables: the position of the variable, the row, the coefficient."""
        lengths = self._first[variables + 1] - self._first[variables]
        positions = np.repeat(np.arange(len(variables)), lengths)
        entries = np.arange(lengths.sum()) + np.repeat(self._first[variables] - (np.cumsum(lengths) - lengths), lengths)
        return positions, self._rows[entries], self._coefficients[entries]

    def offer(self, changes: dict[int, int]) -> int:
        """Take over changed values if every row still holds and the objective is no worse; what was gained."""
        with self.lock:
            steps = {v: value - int(self.values[v]) for v, value in changes.items() if value != self.values[v]}
            gain = sum(self.objective.terms.get(v, 0) * step for v, step in steps.items())
            better = gain if self.maximise else -gain
            if better < 0:
                return 0
            changed, by = np.array(list(steps), np.int64), np.array(list(steps.values()), np.int64)
            positions, rows, coefficients = self.columns(changed)
            after = self.activity.copy()
            np.add.at(after, rows, coefficients * by[positions])
            if ((after[rows] < self.low[rows]) | (after[rows] > self.high[rows])).any():
                return 0
            self.values[changed] += by
            self.activity = after
            self.value += gain
            return better

    def adopt(self, values: list[int]) -> None:
        """Take over a whole feasible assignment, whatever the objective says of it."""
        with self.lock:
            self.values = np.array(values, np.int64)
            self.activity = self._activity()
            self.value = self.objective.value(values)

    def aim(self, objective: Sum) -> None:
        """Go on with another objective."""
        with self.lock:
            self.objective, self.worth = objective, self.rows.factors(objective)
            self.value = objective.value(self.values.tolist())

    @property
    def holds(self) -> bool:
        """Whether every row holds."""
        return bool(((self.activity >= self.low) & (self.activity <= self.high)).all())

    def snapshot(self) -> list[int]:
        """The values as they are now."""
        with self.lock:
            result: list[int] = self.values.tolist()
            return result

    def _activity(self) -> Whole:
        terms = self._coefficients * np.repeat(self.values, np.diff(self._first))
        sums = np.bincount(self._rows, terms, len(self._constants))  # whole numbers, and far from too large to be exact
        return self._constants + np.rint(sums).astype(np.int64)


@dataclass(frozen=True)
class Part:
    """What came out for the free variables; no values if nothing was found in time."""

    status: int
    values: dict[int, int] | None
    changes: dict[int, int]
    """Those that differ from the incumbent's. What others change meanwhile is not undone by them."""
    seconds: float
    spent: float
    """Deterministic time."""


def solve_part(
    incumbent: Incumbent,
    free: Sequence[int] | Whole,
    seconds: float,
    seed: int,
    deterministic: bool,
    worth: Reals | None = None,
    limits: tuple[Whole, Whole] | None = None,
    gap: float = 0.0,
    workers: int = 1,
) -> Part:
    """Solve for the free variables.

    ``worth`` is what each variable is worth (more is better), if not what the incumbent's objective says; ``limits``
    are what the free ones may add up to in each row, at least and at most, if not what the others leave. A solution
    within ``gap`` of the best will do.
    """
    free = np.asarray(free, np.int64)
    factors = np.round((incumbent.worth if worth is None else worth)[free]).astype(np.int64).tolist()
    model = _part(incumbent, free, limits)
    target = cp_model.LinearExpr.weighted_sum(
        [model.get_int_var_from_proto_index(position) for position, c in enumerate(factors) if c],
        [c for c in factors if c],
    )
    (model.maximize if incumbent.maximise or worth is not None else model.minimize)(target)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = workers
    parameters.linearization_level = 2
    parameters.cp_model_probing_level = 0
    parameters.max_presolve_iterations = 1
    parameters.symmetry_level = 0
    parameters.random_seed = seed
    parameters.absolute_gap_limit = gap
    parameters.catch_sigint_signal = False
    if deterministic:
        parameters.max_deterministic_time = seconds
    else:
        parameters.max_time_in_seconds = seconds
    status = int(solver.solve(model))
    values: dict[int, int] | None = None
    changes: dict[int, int] = {}
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        values = dict(zip(free.tolist(), solver.response_proto.solution, strict=True))
        before = model.proto.solution_hint.values
        changes = {v: value for (v, value), old in zip(values.items(), before, strict=True) if value != old}
    return Part(status, values, changes, solver.wall_time, solver.response_proto.deterministic_time)


def _part(incumbent: Incumbent, free: Whole, limits: tuple[Whole, Whole] | None) -> cp_model.CpModel:
    """Free variables by their position in ``free``, and the rows on them that some values of theirs break."""
    positions, rows, coefficients = incumbent.columns(free)
    by_row = np.argsort(rows, kind="stable")
    positions, rows, coefficients = positions[by_row], rows[by_row], coefficients[by_row]
    touched, first = np.unique(rows, return_index=True)
    with incumbent.lock:
        values, activity = incumbent.values[free], incumbent.activity[touched]
    lower, upper = incumbent.lower[free], incumbent.upper[free]

    def sums(of: Whole, opposite: Whole) -> Whole:
        chosen = coefficients * np.where(coefficients > 0, of[positions], opposite[positions])
        found: Whole = np.add.reduceat(chosen, first) if len(rows) else activity
        return found

    if limits is None:
        low, high = incumbent.low[touched], incumbent.high[touched]
        held = activity - sums(values, values)
        low = np.where(low == cp_model.INT_MIN, low, low - held)
        high = np.where(high == cp_model.INT_MAX, high, high - held)
    else:
        low, high = limits[0][touched], limits[1][touched]
    below, above = sums(lower, upper) < low, sums(upper, lower) > high
    low, high = np.where(below, low, cp_model.INT_MIN), np.where(above, high, cp_model.INT_MAX)
    model = cp_model.CpModel()
    proto = model.proto
    for domain in np.stack((lower, upper), axis=1).tolist():
        proto.variables.add().domain.extend(domain)
    proto.solution_hint.vars.extend(range(len(free)))
    proto.solution_hint.values.extend(values.tolist())
    ends = np.append(first, len(rows))[1:].tolist()
    at_variables, factors, domains = positions.tolist(), coefficients.tolist(), np.stack((low, high), axis=1).tolist()
    for binding, start, end, domain in zip((below | above).tolist(), first.tolist(), ends, domains, strict=True):
        if binding:
            row = proto.constraints.add().linear
            row.vars.extend(at_variables[start:end])
            row.coeffs.extend(factors[start:end])
            row.domain.extend(domain)
    return model
