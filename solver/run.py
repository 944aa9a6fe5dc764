"""One run of CP-SAT on a whole day: from a known plan, watched, and stopped from outside."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TypeVar

from ortools.sat.python import cp_model

from solver.linear import Rows, Sum

Result = TypeVar("Result")

ROUNDING = 1e-3
"""How far from a whole number a bound may be for want of digits."""


@dataclass(frozen=True)
class Run:
    """How to run: ``seconds`` of the clock, or deterministic ones (which repeat) if ``deterministic``."""

    seconds: float
    workers: int
    seed: int
    deterministic: bool = False
    first: bool = False
    """Whether the first solution is enough."""
    plain: bool = False
    """Whether to do without presolve and relaxation: slower, but another way to the same answer."""


@dataclass(frozen=True)
class Answer:
    """What came out. ``bound`` is proved, or none if nothing was; ``spent`` is deterministic time."""

    status: int
    values: list[int] | None
    bound: float | None
    spent: float

    @property
    def infeasible(self) -> bool:
        """Whether no solution exists."""
        return self.status == cp_model.INFEASIBLE

    @property
    def optimal(self) -> bool:
        """Whether the solution is proved to be the best."""
        return self.status == cp_model.OPTIMAL


def run(
    rows: Rows,
    objective: Sum | None,
    maximise: bool,
    start: Mapping[int, int] | None,
    how: Run,
    stop: threading.Event,
    on_news: Callable[[float | None, float], None] = lambda value, bound: None,
) -> Answer:
    """Solve the rows for an objective, from what ``start`` says of some variables.

    ``on_news(value, bound)`` is called from other threads.
    """
    model = rows.model()
    if objective is not None:
        (model.maximize if maximise else model.minimize)(rows.expression(model, objective))
    for v, value in (start or {}).items():
        model.add_hint(model.get_int_var_from_proto_index(v), value)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = how.workers
    parameters.random_seed = how.seed
    parameters.linearization_level = 0 if how.plain else 2
    parameters.cp_model_presolve = not how.plain
    parameters.catch_sigint_signal = False
    parameters.stop_after_first_solution = how.first
    if how.deterministic:
        parameters.interleave_search = True
        parameters.max_deterministic_time = how.seconds
    else:
        parameters.max_time_in_seconds = how.seconds
    watch = _Watch(on_news, maximise)
    solver.best_bound_callback = watch.on_bound
    status = stoppable(lambda: int(solver.solve(model, watch)), solver.stop_search, stop)
    if status == cp_model.MODEL_INVALID:
        raise RuntimeError(f"the engine refused its own model: {model.validate()}")
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    values = list(solver.response_proto.solution) if found else None
    # Without a solution the response holds no bound, but a meaningless nought: only what was reported counts.
    bound = whole(solver.best_objective_bound, maximise) if found and objective is not None else watch.bound
    return Answer(status, values, bound, solver.response_proto.deterministic_time)


def whole(bound: float, maximise: bool) -> float:
    """A bound as a whole number, which an objective of whole numbers keeps; CP-SAT's are a rounding error off."""
    if not math.isfinite(bound):
        return bound
    return math.floor(bound + ROUNDING) if maximise else math.ceil(bound - ROUNDING)


def stoppable(work: Callable[[], Result], end: Callable[[], None], stop: threading.Event) -> Result:
    """What ``work`` returns, which it is told to ``end`` once ``stop`` is set, or Ctrl-C is pressed."""
    # In a thread of its own, so that this one can react while a solver runs.
    with ThreadPoolExecutor(1) as beside:
        working = beside.submit(work)
        try:
            while not working.done():
                if stop.is_set():
                    end()
                wait([working], 0.05)
        finally:
            while not working.done():
                end()
                wait([working], 0.05)
    return working.result()


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, on_news: Callable[[float | None, float], None], maximise: bool) -> None:
        super().__init__()
        self.on_news, self.maximise = on_news, maximise
        self.best: float | None = None
        self.bound: float | None = None

    def on_solution_callback(self) -> None:
        self.best = self.objective_value
        self.on_news(self.best, whole(self.best_objective_bound, self.maximise))

    def on_bound(self, bound: float) -> None:
        self.bound = whole(bound, self.maximise)
        self.on_news(self.best, self.bound)
