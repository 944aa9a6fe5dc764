"""One measurement: one day, one solver, one time limit, in a process of its own, so that memory and cores are its own.

    python -m tests.benchmarks.measure hull "cp-sat tight" 30

prints it as a line of JSON.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import resource
import sys
import time
from dataclasses import asdict, dataclass

from regime import Impossible, NoPlanInTime, Plan, PlanRejected, plan
from regime.checker import check
from regime.figures import figures
from regime.formulate import formulate
from regime.interpret import interpret
from regime.prison import Prison
from regime.today import Today
from solver import Event, Limits, Outcome, Problem
from tests.benchmarks.days import named
from tests.benchmarks.rivals import RIVALS, tight_model
from tests.benchmarks.score import HOUR, score

OURS = "ours"

GAP = 0.002
"""The gap of each goal at which our search ends; rivals go on until theirs is nought."""

NEAR = 0.01
"""The gap that counts as near enough, for the time until it is reached."""


@dataclass
class Measurement:
    """What came out. Times are seconds of the clock, amounts person-hours, nothing where there is none."""

    day: str
    solver: str
    limit: float
    """The time limit."""
    result: str = ""
    """``optimal``, ``feasible``, ``impossible``, ``nothing found``, ``rejected`` (a rule is broken)..."""
    checked: bool | None = None
    """Whether the checker has nothing against the plan."""
    score: float | None = None
    """The value less the shortfall (see ``score``)."""
    value: float | None = None
    shortfall: float | None = None
    """What the missing entitlements cost in the score."""
    given_up: float | None = None
    """Ours: value that later goals (fairness, few unlocks) used of the tolerance they are allowed."""
    score_bound: float | None = None
    """Rivals: no score is better."""
    value_bound: float | None = None
    """Ours: no value is better with these shortfalls."""
    gap: float | None = None
    """How much better it could be, as a share of the value: from the bound of the score (rivals) or value (ours)."""
    near: float | None = None
    """Ours: seconds until the gap of the value is at most 1%."""
    first: float | None = None
    """Seconds until the first plan, if the solver tells."""
    build: float | None = None
    """Seconds for making the model and handing it to the solver; part of ``seconds``, but with ours measured apart."""
    seconds: float | None = None
    """From the prison to the plan, the check and the figures included."""
    memory: float | None = None
    """Most memory, in MB."""
    cores: int = os.cpu_count() or 1
    python: str = platform.python_version()
    ortools: str = importlib.metadata.version("ortools")


def measure(day: str, solver: str, limit: float) -> Measurement:
    """Plan a day by name with one solver."""
    line = Measurement(day, solver, limit)
    prison = named(day)
    begun = time.monotonic()
    (_ours if solver == OURS else _rival)(line, prison)
    line.seconds = time.monotonic() - begun
    line.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20)
    if solver == OURS:
        begun = time.monotonic()
        tight_model(formulate(Today.of(prison)))
        line.build = time.monotonic() - begun
    return line


def _ours(line: Measurement, prison: Prison) -> None:
    events: list[Event] = []
    try:
        found = plan(prison, time_limit=line.limit, gap=GAP, on_event=events.append)
    except Impossible:
        line.result = "impossible"
        return
    except NoPlanInTime:
        line.result = "nothing found"
        return
    except PlanRejected:
        line.result, line.checked = "rejected", False
        return
    today = Today.of(prison)
    _judge(line, today, formulate(today), found)
    if found.proof is None or line.value is None:
        raise RuntimeError("a plan without proof")
    line.result = found.proof.status
    line.first = min((event.seconds for event in events if event.value is not None), default=None)
    value = next(goal for goal in found.proof.goals if goal.maximise and goal.unit == "person-minutes")
    line.given_up, line.value_bound, line.gap = (value.best - value.value) / 60, value.bound / 60, value.gap
    near = (e.seconds for e in events if e.phase == value.goal and e.gap is not None and e.gap <= NEAR)
    # A goal that is near enough from the start tells no news.
    line.near = min(near, default=found.proof.seconds if value.gap <= NEAR else None)


def _rival(line: Measurement, prison: Prison) -> None:
    begun = time.monotonic()
    make, solve = RIVALS[line.solver]
    today = Today.of(prison)
    problem = formulate(today)
    model = make(problem)
    made = time.monotonic() - begun
    answer = solve(model.rows, model.objective, line.limit - made, line.cores)
    line.result, line.build = answer.result, made + answer.building
    if answer.bound is not None:
        line.score_bound = answer.bound / HOUR
    if answer.values is None:
        return
    if answer.first is not None:
        line.first = line.build + answer.first
    solved = Outcome("feasible", model.read(answer.values), (), "time", time.monotonic() - begun)
    found = interpret(today, problem, solved, Limits(line.limit))
    _judge(line, today, problem, found.model_copy(update={"figures": figures(today, found)}))
    if line.score_bound is not None and line.score is not None and line.value is not None:
        line.gap = abs(line.score_bound - line.score) / max(line.value, 1.0)


def _judge(line: Measurement, today: Today, problem: Problem, found: Plan) -> None:
    """What the checker and the figures say of a plan; ours and the rivals' are judged alike."""
    reached = score(problem, found)
    line.checked = not check(today, found)
    line.score, line.value, line.shortfall = (part / HOUR for part in (reached.total, reached.value, reached.shortfall))


if __name__ == "__main__":
    print(json.dumps(asdict(measure(sys.argv[1], sys.argv[2], float(sys.argv[3])))))
