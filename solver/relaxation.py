"""The linear relaxation: what it says of the day, and a bound made exact.

The duals that a floating-point solver returns are only a suggestion: for any multipliers ``y`` of the rows,
``c x = (c - yA) x + y (Ax)`` is at most its largest value over the bounds of the variables and the rows. That number is
worked out in whole arithmetic, so the bound holds whatever the solver's rounding did.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.math_opt import model_pb2  # type: ignore[import-untyped]
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]

from solver.linear import Rows, Sum

_GRID = 1 << 24
"""Multipliers are rounded to multiples of 1 / _GRID."""


@dataclass(frozen=True)
class Relaxed:
    """An optimum of the relaxation: a value for each variable, a multiplier for each row."""

    values: list[float]
    duals: list[float]


def relax(rows: Rows, objective: Sum, maximise: bool, seconds: float | None) -> Relaxed | None:
    """Solve the relaxation; none if it is not solved within ``seconds`` (if any)."""
    result = _solve(rows, objective, maximise, seconds)
    if not result.has_dual_feasible_solution() or not result.has_primal_feasible_solution():
        return None
    relaxed = Relaxed([0.0] * len(rows.lower), [0.0] * len(rows.rows))
    for variable, value in result.variable_values().items():
        relaxed.values[variable.id] = value
    for row, dual in result.dual_values().items():
        relaxed.duals[row.id] = dual
    return relaxed


def bound(rows: Rows, objective: Sum, maximise: bool, duals: Sequence[float]) -> int:
    """What no solution can be better than, whatever the multipliers of the rows are."""
    sign = 1 if maximise else -1
    reduced = {v: sign * c * _GRID for v, c in objective.terms.items()}
    total = 0
    for (terms, low, high), dual in zip(rows.rows, duals, strict=True):
        multiplier = round(sign * dual * _GRID)
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


def _solve(rows: Rows, objective: Sum, maximise: bool, seconds: float | None) -> mathopt.SolveResult:
    # By interior points: on these days the simplex methods take up to ten times as long.
    parameters = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.BARRIER)
    if seconds is not None:
        parameters.time_limit = datetime.timedelta(seconds=max(seconds, 0.1))
    model = mathopt.Model.from_model_proto(_model(rows, objective, maximise))
    return mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)


def _model(rows: Rows, objective: Sum, maximise: bool) -> model_pb2.ModelProto:
    # As whole arrays, which is several times as fast as variable by variable.
    model = model_pb2.ModelProto()
    model.variables.ids.extend(range(len(rows.lower)))
    model.variables.lower_bounds.extend(map(float, rows.lower))
    model.variables.upper_bounds.extend(map(float, rows.upper))
    model.variables.integers.extend([False] * len(rows.lower))
    limits = model.linear_constraints
    limits.ids.extend(range(len(rows.rows)))
    limits.lower_bounds.extend(-math.inf if low is None else low - terms.constant for terms, low, _ in rows.rows)
    limits.upper_bounds.extend(math.inf if high is None else high - terms.constant for terms, _, high in rows.rows)
    entries = rows.entries()
    order = np.lexsort((entries.variables, entries.rows))
    order = order[entries.coefficients[order] != 0]
    matrix = model.linear_constraint_matrix
    matrix.row_ids.extend(entries.rows[order].tolist())
    matrix.column_ids.extend(entries.variables[order].tolist())
    matrix.coefficients.extend(entries.coefficients[order].astype(float).tolist())
    model.objective.maximize = maximise
    model.objective.offset = objective.constant
    wanted = sorted(objective.terms.items())
    model.objective.linear_coefficients.ids.extend(v for v, _ in wanted)
    model.objective.linear_coefficients.values.extend(float(c) for _, c in wanted)
    return model
