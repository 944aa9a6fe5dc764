"""The plan so far, and parts of it solved again by CP-SAT with the rest held."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from solver.linear import Rows, Sum


class Incumbent:
    """The best assignment known for one objective, shared between threads."""

    def __init__(self, rows: Rows, objective: Sum, maximise: bool, values: list[int]) -> None:
        self.rows, self.objective, self.maximise = rows, objective, maximise
        self.values = list(values)
        self.lock = threading.Lock()
        self.columns: list[list[tuple[int, int]]] = [[] for _ in rows.lower]
        self.activity: list[int] = []
        for r, (terms, _, _) in enumerate(rows.rows):
            for v, coefficient in terms.terms.items():
                self.columns[v].append((r, coefficient))
            self.activity.append(terms.value(values))
        self.value = objective.value(values)
        self.aim: list[float] | None = None
        """Values of the relaxation that improvers may steer for."""

    def offer(self, changes: dict[int, int]) -> int:
        """Take over changed values if every row still holds and the objective is no worse; what was gained."""
        with self.lock:
            moved: dict[int, int] = defaultdict(int)
            gain = 0
            for v, value in changes.items():
                step = value - self.values[v]
                if step:
                    gain += self.objective.terms.get(v, 0) * step
                    for r, coefficient in self.columns[v]:
                        moved[r] += coefficient * step
            better = gain if self.maximise else -gain
            if better < 0 or not all(self._holds(r, step) for r, step in moved.items()):
                return 0
            for v, value in changes.items():
                self.values[v] = value
            for r, step in moved.items():
                self.activity[r] += step
            self.value += gain
            return better

    def adopt(self, values: list[int]) -> None:
        """Take over a whole feasible assignment, whatever the objective says of it."""
        with self.lock:
            self.values = list(values)
            self.activity = [terms.value(values) for terms, _, _ in self.rows.rows]
            self.value = self.objective.value(values)

    def around(self, free: Sequence[int]) -> dict[int, tuple[list[int], list[int], int]]:
        """Rows in which free variables stand: which (by position), their coefficients, the sum of all others."""
        found: dict[int, tuple[list[int], list[int], int]] = {}
        with self.lock:
            for position, v in enumerate(free):
                for r, coefficient in self.columns[v]:
                    inside, coefficients, held = found.get(r) or ([], [], self.activity[r])
                    inside.append(position)
                    coefficients.append(coefficient)
                    found[r] = inside, coefficients, held - coefficient * self.values[v]
        return found

    def _holds(self, r: int, step: int) -> bool:
        _, low, high = self.rows.rows[r]
        after = self.activity[r] + step
        return (low is None or after >= low) and (high is None or after <= high)


@dataclass(frozen=True)
class Part:
    """What came out for the free variables; no values if nothing was found in time."""

    status: int
    values: dict[int, int] | None
    seconds: float
    spent: float
    """Deterministic time."""


def solve_part(
    incumbent: Incumbent,
    free: Sequence[int],
    seconds: float,
    seed: int,
    deterministic: bool,
    worth: Mapping[int, int] | None = None,
    limits: Mapping[int, tuple[int | None, int | None]] | None = None,
) -> Part:
    """Solve for the free variables.

    ``worth`` is what they are worth (more is better), if not what the incumbent's objective says; ``limits`` are of
    rows that have others than their own for the time being.
    """
    model = cp_model.CpModel()
    rows, limits = incumbent.rows, limits or {}
    variables = [model.new_int_var(rows.lower[v], rows.upper[v], "") for v in free]
    for variable, v in zip(variables, free, strict=True):
        model.add_hint(variable, incumbent.values[v])
    for r, (inside, coefficients, held) in incumbent.around(free).items():
        low, high = limits[r] if r in limits else rows.rows[r][1:]
        model.add_linear_constraint(
            cp_model.LinearExpr.weighted_sum([variables[position] for position in inside], coefficients),
            cp_model.INT_MIN if low is None else low - held,
            cp_model.INT_MAX if high is None else high - held,
        )
    wanted = incumbent.objective.terms if worth is None else worth
    terms = [(x, wanted[v]) for v, x in zip(free, variables, strict=True) if v in wanted]
    target = cp_model.LinearExpr.weighted_sum([x for x, _ in terms], [c for _, c in terms])
    (model.maximize if incumbent.maximise or worth is not None else model.minimize)(target)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.linearization_level = 2
    parameters.cp_model_probing_level = 0
    parameters.max_presolve_iterations = 1
    parameters.symmetry_level = 0
    parameters.random_seed = seed
    parameters.catch_sigint_signal = False
    if deterministic:
        parameters.max_deterministic_time = seconds
    else:
        parameters.max_time_in_seconds = seconds
    status = int(solver.solve(model))
    values = None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        solution = solver.response_proto.solution
        values = {v: solution[x.index] for v, x in zip(free, variables, strict=True)}
    return Part(status, values, solver.wall_time, solver.response_proto.deterministic_time)
