"""The linear relaxation: what it says of the day, and a bound made exact.

It is solved by a first-order method (PDLP: Applegate et al., "Practical large-scale linear programming using
primal-dual hybrid gradient", 2021), which on these days is some three times as fast as interior points, starts from
where an earlier solve ended, and has something to say whenever it is stopped. Where that comes near only slowly, it is
solved to the end by interior points (HiGHS). The multipliers of either are a suggestion only:
for any multipliers ``y`` of the rows, ``c x = (c - yA) x + y (Ax)`` is at most its largest value over the bounds of the
variables and the rows. That number is worked out in whole arithmetic, so the bound holds whatever the solver did.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from ortools.math_opt import (  # type: ignore[import-untyped]
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
    sparse_containers_pb2,
)
from ortools.math_opt.core.python import solver as math_opt  # type: ignore[import-untyped]
from ortools.util.python.pybind_solve_interrupter import PySolveInterrupter  # type: ignore[import-untyped]
from pybind11_abseil.status import StatusNotOk  # type: ignore[import-untyped]  # comes with ortools

from solver.linear import Reals, Rows, Sum, Whole
from solver.run import stoppable

_GRID = 1 << 24
"""Multipliers are rounded to multiples of 1 / _GRID."""

ACCURACY = 1e-4
"""Relative error that ends a solve. Bounds are then within a thousandth of the optimum, mostly far nearer."""

ROUGH = 1e-3
"""The same where the day is soon relaxed again."""

SAME = 0.02
"""What lies this near to a whole number is taken for it."""

ITERATIONS = 10_000
"""Iterations of a solve, at most."""

PACE = 200_000_000
"""Coefficients that iterations go through in a deterministic second; about what they do in one of the clock."""

INTERIOR = 40
"""Iterations that interior points need, about (32 to 45 of HMP Moorland and HMP Hull)..."""

SLOWER = 100
"""...each of which takes as long as so many of the first-order method."""

WEIGHT = 1_000.0
"""The solver's first weight of steps in values against steps in multipliers when it goes on from known ones. Its own
guess fits a start from nothing; the weights that solves of these days end with are around this one."""


@dataclass(frozen=True)
class Relaxed:
    """A solution of the relaxation, nearly the best: a value for each variable, a multiplier for each row."""

    values: Reals
    duals: Reals
    ended: bool = True
    """Whether it is as near as was asked for; otherwise solving was stopped before."""


class Relaxation:
    """The relaxation of some rows, to be solved again with other bounds of the variables and another objective."""

    def __init__(self, rows: Rows, objective: Sum, maximise: bool, start: Relaxed | None = None) -> None:
        self.maximise = maximise
        self.lower, self.upper = np.array(rows.lower, np.int64), np.array(rows.upper, np.int64)
        self.worth = rows.factors(objective)
        self.entries = rows.entries()
        self.low, self.high = rows.limits()
        self.latest = start
        """What was found last (of rows that were posted later nothing is known)."""
        self.spent = 0.0
        """Deterministic time used."""

    def solve(
        self,
        seconds: float,
        deterministic: bool,
        work: float = math.inf,
        accuracy: float = ACCURACY,
        stop: threading.Event | None = None,
    ) -> Relaxed | None:
        """The best there is, or how far it led in ``seconds`` or before ``stop`` was set; none if it led nowhere.

        Seconds are deterministic ones, if so; those of ``work``, which is the most that it may take, are always.
        """
        # Past the classes of variables and rows in front of these messages, which took a third of a second each time,
        # in which no other thread could do anything.
        open_, needed, model = self._model()
        coefficients = max(1, len(model.linear_constraint_matrix.coefficients))
        most = (min(work, seconds) if deterministic else work) * PACE / coefficients
        parameters, start = parameters_pb2.SolveParametersProto(), model_parameters_pb2.ModelSolveParametersProto()
        if not deterministic:
            parameters.time_limit.FromMilliseconds(round(1_000 * max(seconds, 0.1)))
        criteria = parameters.pdlp.termination_criteria
        criteria.iteration_limit = max(1, int(min(ITERATIONS, most)))
        criteria.simple_optimality_criteria.eps_optimal_relative = accuracy
        criteria.simple_optimality_criteria.eps_optimal_absolute = accuracy
        if self.latest is not None:
            parameters.pdlp.initial_primal_weight = WEIGHT
            self._start(self.latest, start.solution_hints.add(), open_, needed)
        result = _solve(parameters_pb2.SOLVER_TYPE_PDLP, model, parameters, start, stop)
        self.spent += result.solve_stats.first_order_iterations * coefficients / PACE
        return self._found(result, open_, needed)

    def exact(self, seconds: float, deterministic: bool, stop: threading.Event | None = None) -> Relaxed | None:
        """The best there is, by interior points; none if there is no solution, or not the time to find it.

        Setting ``stop`` does not end them early.
        """
        open_, needed, model = self._model()
        iteration = SLOWER * len(model.linear_constraint_matrix.coefficients) / PACE
        if seconds < INTERIOR * iteration:
            return None
        parameters = parameters_pb2.SolveParametersProto()
        parameters.highs.string_options["solver"] = "ipm"
        parameters.highs.int_options["threads"] = 1
        if not deterministic:
            parameters.time_limit.FromMilliseconds(round(1_000 * seconds))
        start = model_parameters_pb2.ModelSolveParametersProto()
        try:
            result = _solve(parameters_pb2.SOLVER_TYPE_HIGHS, model, parameters, start, stop)
        except StatusNotOk:  # how the solver says that it cannot tell how its answer ended
            return None
        self.spent += result.solve_stats.barrier_iterations * iteration
        found = self._found(result, open_, needed)
        return found if found is not None and found.ended else None

    def _found(self, result: result_pb2.SolveResultProto, open_: Whole, needed: Whole) -> Relaxed | None:
        if not result.solutions or not result.solutions[0].HasField("dual_solution"):
            return None
        found = result.solutions[0]
        values, duals = self.lower.astype(float), np.zeros(len(self.low))
        _fill(values, open_, found.primal_solution.variable_values)
        _fill(duals, needed, found.dual_solution.dual_values)
        ended = result.termination.reason == result_pb2.TERMINATION_REASON_OPTIMAL
        self.latest = Relaxed(np.clip(values, self.lower, self.upper), duals, ended)
        return self.latest

    def _start(
        self, latest: Relaxed, hint: model_parameters_pb2.SolutionHintProto, open_: Whole, needed: Whole
    ) -> None:
        """Let a solve start from where the latest one ended; rows that are new since then have no multipliers."""
        duals = np.zeros(len(self.low))
        duals[: len(latest.duals)] = latest.duals
        hint.variable_values.ids.extend(range(len(open_)))
        hint.variable_values.values.extend(latest.values[open_].tolist())
        hint.dual_values.ids.extend(range(len(needed)))
        hint.dual_values.values.extend(duals[needed].tolist())

    def _model(self) -> tuple[Whole, Whole, model_pb2.ModelProto]:
        """The variables that are not fixed, the rows that some values of theirs break, and the program of both."""
        # As whole arrays, which is several times as fast as variable by variable.
        entries, lower, upper = self.entries, self.lower, self.upper
        free = lower < upper
        is_free = free[entries.variables]
        fixed = np.where(is_free, 0, lower[entries.variables]) * entries.coefficients
        held = np.bincount(entries.rows, fixed, len(self.low))
        low, high = self.low - held, self.high - held
        ends = entries.coefficients * lower[entries.variables], entries.coefficients * upper[entries.variables]
        least = np.bincount(entries.rows, np.where(is_free, np.minimum(*ends), 0), len(low))
        most = np.bincount(entries.rows, np.where(is_free, np.maximum(*ends), 0), len(low))
        binding = (least < low) | (most > high)
        open_, needed = np.flatnonzero(free), np.flatnonzero(binding)
        position, number = np.cumsum(free) - 1, np.cumsum(binding) - 1
        kept = np.flatnonzero(is_free & binding[entries.rows] & (entries.coefficients != 0))
        kept = kept[np.lexsort((entries.variables[kept], entries.rows[kept]))]
        model = model_pb2.ModelProto()
        model.variables.ids.extend(range(len(open_)))
        model.variables.lower_bounds.extend(lower[open_].astype(float).tolist())
        model.variables.upper_bounds.extend(upper[open_].astype(float).tolist())
        model.variables.integers.extend([False] * len(open_))
        limits, matrix = model.linear_constraints, model.linear_constraint_matrix
        limits.ids.extend(range(len(needed)))
        limits.lower_bounds.extend(low[needed].tolist())
        limits.upper_bounds.extend(high[needed].tolist())
        matrix.row_ids.extend(number[entries.rows[kept]].tolist())
        matrix.column_ids.extend(position[entries.variables[kept]].tolist())
        matrix.coefficients.extend(entries.coefficients[kept].astype(float).tolist())
        wanted = np.flatnonzero(self.worth[open_])
        model.objective.maximize = self.maximise
        model.objective.linear_coefficients.ids.extend(wanted.tolist())
        model.objective.linear_coefficients.values.extend(self.worth[open_[wanted]].tolist())
        return open_, needed, model


def _solve(
    solver: parameters_pb2.SolverTypeProto,
    model: model_pb2.ModelProto,
    parameters: parameters_pb2.SolveParametersProto,
    start: model_parameters_pb2.ModelSolveParametersProto,
    stop: threading.Event | None,
) -> result_pb2.SolveResultProto:
    interrupter = PySolveInterrupter()
    solve = partial(
        math_opt.solve,
        model,
        solver,
        parameters_pb2.SolverInitializerProto(),
        parameters,
        start,
        None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        interrupter,
    )
    return stoppable(solve, interrupter.interrupt, stop or threading.Event())


def _fill(all_: Reals, some: Whole, found: sparse_containers_pb2.SparseDoubleVectorProto) -> None:
    """Enter what was found for ``some`` positions, each known by its place among them."""
    all_[some[np.array(found.ids, np.int64)]] = found.values


def bound(rows: Rows, objective: Sum, maximise: bool, duals: Sequence[float] | Reals) -> int:
    """What no solution can be better than, whatever the multipliers of the rows are."""
    sign = 1 if maximise else -1
    reduced = {v: sign * c * _GRID for v, c in objective.terms.items()}
    total = 0
    for (terms, low, high), dual in zip(rows.rows, duals, strict=True):
        multiplier = round(sign * float(dual) * _GRID)
        limit = high if multiplier > 0 else low
        if not multiplier or limit is None:
            continue
        total += multiplier * (limit - terms.constant)
        for v, coefficient in terms.terms.items():
            reduced[v] = reduced.get(v, 0) - multiplier * coefficient
    total += sum(r * (rows.upper[v] if r > 0 else rows.lower[v]) for v, r in reduced.items())
    # The objective takes only multiples of its coefficients' common divisor.
    step = math.gcd(*objective.terms.values()) or 1
    return sign * (total // (_GRID * step) * step) + objective.constant
