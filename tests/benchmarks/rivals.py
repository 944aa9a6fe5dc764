"""Other ways to the same day: one of two models, handed whole to one solver that maximises the score.

Every rival starts from nothing and stops when its solution is proved the best or time is up.
"""

from __future__ import annotations

import datetime
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortools.math_opt import model_pb2  # type: ignore[import-untyped]
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]
from ortools.math_opt.solvers import highs_pb2  # type: ignore[import-untyped]
from ortools.sat.python import cp_model

from solver.linear import Rows, Sum
from solver.problem import Problem
from solver.rules import posted
from solver.solution import Solution, extract
from tests.benchmarks.plain import plain
from tests.benchmarks.score import HOUR, objective


@dataclass(frozen=True)
class Model:
    """Rows, what is maximised, and how values of the variables become a solution."""

    rows: Rows
    objective: Sum
    read: Callable[[Sequence[int]], Solution]


def plain_model(problem: Problem) -> Model:
    """The rules written down straight."""
    day = plain(problem)
    return Model(day.rows, day.objective, day.solution)


def tight_model(problem: Problem) -> Model:
    """The engine's own rows."""
    day = posted(problem)
    return Model(day.rows, objective(day), lambda values: extract(day, values))


@dataclass(frozen=True)
class Answer:
    """What a solver says. ``bound``: no score is better (hundredths of a person-minute); ``first``: seconds of it."""

    result: str
    values: list[int] | None
    bound: float | None
    building: float
    """Seconds for handing the rows to the solver."""
    first: float | None = None
    """Seconds of the solver until its first solution; only CP-SAT tells."""


Solver = Callable[[Rows, Sum, float, int], Answer]
"""Rows, what is maximised, seconds for building and solving, cores."""


def cp_sat(rows: Rows, target: Sum, seconds: float, cores: int) -> Answer:
    """CP-SAT as it comes."""
    begun = time.monotonic()
    model = rows.model()
    model.maximize(rows.expression(model, target))
    building = time.monotonic() - begun
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = cores
    solver.parameters.max_time_in_seconds = max(0.1, seconds - building)
    watch = _First()
    status = solver.solve(model, watch)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    result = {cp_model.OPTIMAL: "optimal", cp_model.FEASIBLE: "feasible", cp_model.INFEASIBLE: "impossible"}
    return Answer(
        result.get(status, "nothing found"),
        list(solver.response_proto.solution) if found else None,
        solver.best_objective_bound if found else None,
        building,
        watch.seconds,
    )


class _First(cp_model.CpSolverSolutionCallback):
    def __init__(self) -> None:
        super().__init__()
        self.seconds: float | None = None

    def on_solution_callback(self) -> None:
        if self.seconds is None:
            self.seconds = self.wall_time


def highs(rows: Rows, target: Sum, seconds: float, cores: int) -> Answer:
    """HiGHS on all cores."""
    options = highs_pb2.HighsOptionsProto(int_options={"threads": cores})
    return _math_opt(mathopt.SolverType.HIGHS, rows, target, seconds, highs=options)


def scip(rows: Rows, target: Sum, seconds: float, cores: int) -> Answer:
    """SCIP, a concurrent search on each core."""
    return _math_opt(mathopt.SolverType.GSCIP, rows, target, seconds, threads=cores)


def _math_opt(which: mathopt.SolverType, rows: Rows, target: Sum, seconds: float, **parameters: object) -> Answer:
    begun = time.monotonic()
    model = mathopt.Model.from_model_proto(_proto(rows, target))
    building = time.monotonic() - begun
    found = mathopt.solve(
        model,
        which,
        params=mathopt.SolveParameters(
            time_limit=datetime.timedelta(seconds=max(0.1, seconds - building)),
            relative_gap_tolerance=0.0,
            **parameters,
        ),
    )
    reason, values = found.termination.reason, None
    if found.has_primal_feasible_solution():
        values = [round(value) for value in found.variable_values(list(model.variables()))]
    bound = found.termination.objective_bounds.dual_bound * HOUR
    result = {
        mathopt.TerminationReason.OPTIMAL: "optimal",
        mathopt.TerminationReason.FEASIBLE: "feasible",
        mathopt.TerminationReason.INFEASIBLE: "impossible",
        mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED: "impossible",
        mathopt.TerminationReason.NO_SOLUTION_FOUND: "nothing found",
    }
    return Answer(
        result.get(reason, reason.name.lower()),
        values,
        bound if math.isfinite(bound) else None,
        building,
    )


def _proto(rows: Rows, target: Sum) -> model_pb2.ModelProto:
    """The rows as MathOpt takes them, the score in person-hours: solvers of floating point like small numbers."""
    model = model_pb2.ModelProto()
    variables, constraints, matrix = model.variables, model.linear_constraints, model.linear_constraint_matrix
    variables.ids.extend(range(len(rows.lower)))
    variables.lower_bounds.extend(rows.lower)
    variables.upper_bounds.extend(rows.upper)
    variables.integers.extend([True] * len(rows.lower))
    constraints.ids.extend(range(len(rows.rows)))
    for row, (terms, low, high) in enumerate(rows.rows):
        constraints.lower_bounds.append(-math.inf if low is None else low - terms.constant)
        constraints.upper_bounds.append(math.inf if high is None else high - terms.constant)
        columns = sorted(variable for variable, coefficient in terms.terms.items() if coefficient)
        matrix.row_ids.extend([row] * len(columns))
        matrix.column_ids.extend(columns)
        matrix.coefficients.extend(terms.terms[variable] for variable in columns)
    model.objective.maximize = True
    model.objective.offset = target.constant / HOUR
    valued = sorted(variable for variable, coefficient in target.terms.items() if coefficient)
    model.objective.linear_coefficients.ids.extend(valued)
    model.objective.linear_coefficients.values.extend(target.terms[variable] / HOUR for variable in valued)
    return model


RIVALS: dict[str, tuple[Callable[[Problem], Model], Solver]] = {
    "cp-sat plain": (plain_model, cp_sat),
    "cp-sat tight": (tight_model, cp_sat),
    "highs tight": (tight_model, highs),
    "scip tight": (tight_model, scip),
}
"""Name -> the model and the solver it is given to."""
