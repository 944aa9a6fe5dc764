"""Bounds from the linear relaxation, made exact.

The duals that a floating-point solver returns are only a suggestion: for any multipliers ``y`` of the rows,
``c x = (c - yA) x + y (Ax)`` is at most its largest value over the bounds of the variables and the rows. That number is
worked out in whole arithmetic, so the bound holds whatever the solver's rounding did.
"""

from __future__ import annotations

import datetime
import math

from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]

from solver.linear import Rows, Sum

_GRID = 1 << 24
"""Multipliers are rounded to multiples of 1 / _GRID."""


def bound(rows: Rows, objective: Sum, maximise: bool, seconds: float | None) -> int | None:
    """Nothing better than this is possible; none if the relaxation is not solved within ``seconds`` (if any)."""
    duals = _duals(rows, objective, maximise, seconds)
    if duals is None:
        return None
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


def _duals(rows: Rows, objective: Sum, maximise: bool, seconds: float | None) -> list[float] | None:
    model = mathopt.Model()
    variables = [model.add_variable(lb=low, ub=high) for low, high in zip(rows.lower, rows.upper, strict=True)]
    for terms, low, high in rows.rows:
        model.add_linear_constraint(
            lb=-math.inf if low is None else low - terms.constant,
            ub=math.inf if high is None else high - terms.constant,
            expr=mathopt.LinearSum(c * variables[v] for v, c in terms.terms.items()),
        )
    goal = mathopt.LinearSum(c * variables[v] for v, c in objective.terms.items())
    (model.maximize if maximise else model.minimize)(goal)
    limit = None if seconds is None else datetime.timedelta(seconds=max(seconds, 0.1))
    parameters = mathopt.SolveParameters(time_limit=limit)
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    if not result.has_dual_feasible_solution():
        return None
    found = result.dual_values()
    return [found[row] for row in model.linear_constraints()]
