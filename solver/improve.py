"""Improving a plan by solving parts of the day again with the rest held: large-neighbourhood search.

A neighbourhood frees everything that concerns some wings over some hours; all other variables keep their values. Such
a part has some hundreds of free variables and is solved to the end, or nearly, in a fraction of a second. Several
improvers may work on one incumbent: what they change is merged where it still fits together.
"""

from __future__ import annotations

import random
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from solver.linear import Rows, Scope, Sum

SECONDS = 1.0
"""Time for one neighbourhood, at most."""

FREE = 1_500
"""Free variables of a neighbourhood to begin with; it grows while it is solved to the end, and shrinks otherwise."""

SHARES = (1.0, 0.4, 0.2, 0.12)
"""Shares of the day that a neighbourhood may span; the shorter it is, the more wings are in it."""


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

    def offer(self, changes: dict[int, int]) -> bool:
        """Take over changed values if every row still holds and the objective is no worse; whether it got better."""
        with self.lock:
            moved: dict[int, int] = defaultdict(int)
            gain = 0
            for v, value in changes.items():
                step = value - self.values[v]
                if step:
                    gain += self.objective.terms.get(v, 0) * step
                    for r, coefficient in self.columns[v]:
                        moved[r] += coefficient * step
            if (gain if self.maximise else -gain) < 0 or not all(self._holds(r, step) for r, step in moved.items()):
                return False
            for v, value in changes.items():
                self.values[v] = value
            for r, step in moved.items():
                self.activity[r] += step
            self.value += gain
            return gain != 0

    def adopt(self, values: list[int]) -> None:
        """Take over a whole feasible assignment, whatever the objective says of it."""
        with self.lock:
            self.values = list(values)
            self.activity = [terms.value(values) for terms, _, _ in self.rows.rows]
            self.value = self.objective.value(values)

    def _holds(self, r: int, step: int) -> bool:
        _, low, high = self.rows.rows[r]
        after = self.activity[r] + step
        return (low is None or after >= low) and (high is None or after <= high)


AROUND = 45
"""Minutes before and after a session in which people get there and back."""

ATTENDANCE = {
    "batches", "break", "class", "class moves", "cohort", "escorts", "movement", "on wing", "people", "session", "step",
}  # fmt: skip
"""What is decided about sessions, and what follows from it while the unlocks stay as they are."""


@dataclass
class _Kind:
    """Neighbourhoods of one share of the day (none: around a session), how large they are, how well they have done."""

    share: float | None
    size: float
    score: float = 1.0


class Improver:
    """Works on an incumbent, neighbourhood after neighbourhood."""

    def __init__(self, incumbent: Incumbent, wings: int, hours: tuple[int, int], seed: int) -> None:
        self.incumbent, self.wings, self.hours = incumbent, wings, hours
        self.random = random.Random(seed)
        size = min(0.3, FREE / len(incumbent.rows.lower))
        self.sessions = [v for v, scope in enumerate(incumbent.rows.scopes) if scope.what == "session"]
        self.kinds = [_Kind(share, size) for share in SHARES]
        if self.sessions:
            self.kinds.append(_Kind(None, 0.5))
        self.shortfalls = [
            (v, scope.wing)
            for v, scope in enumerate(incumbent.rows.scopes)
            if scope.what == "short" and scope.wing is not None
        ]
        self.spent = 0.0
        """Deterministic time used."""

    def step(self, seconds: float, deterministic: bool = False) -> bool:
        """Solve one neighbourhood again; whether the objective got better."""
        kind = self.random.choices(self.kinds, [k.score for k in self.kinds])[0]
        rows = self.incumbent.rows
        inside = self._around_session(kind.size) if kind.share is None else self._some_hours(kind.share, kind.size)
        free = [v for v, s in enumerate(rows.scopes) if inside(s) and rows.lower[v] < rows.upper[v]]
        if not free:
            return False
        model, variables = self._model(free)
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = 1
        parameters.linearization_level = 2
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        parameters.random_seed = self.random.randrange(1 << 30)
        parameters.catch_sigint_signal = False
        if deterministic:
            parameters.max_deterministic_time = min(seconds, SECONDS)
        else:
            parameters.max_time_in_seconds = min(seconds, SECONDS)
        status = solver.solve(model)
        used = solver.response_proto.deterministic_time if deterministic else solver.wall_time
        self.spent += solver.response_proto.deterministic_time
        better = False
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            solution = solver.response_proto.solution
            better = self.incumbent.offer({v: solution[x.index] for v, x in zip(free, variables, strict=True)})
        kind.size = min(1.0, kind.size * 1.08) if status == cp_model.OPTIMAL else max(0.01, kind.size * 0.9)
        kind.score = 0.9 * kind.score + 0.1 * max(0.1, min(2.0, (1.0 if better else 0.0) / max(used, 0.1)))
        return better

    def _some_hours(self, share: float, size: float) -> Callable[[Scope], bool]:
        """Some wings over some hours, together about ``size`` of the whole day."""
        first, last = self.hours
        wings = self._some_wings(size / share)
        if self.random.random() < 0.5 and (lacking := self._lacking()):
            wings |= {self.random.choice(lacking)}
        length = max(60, round((last - first) * share))
        start = first if share == 1.0 else self.random.randrange(first - length // 2, last - length // 2)
        return lambda s: (s.wing is None or s.wing in wings) and s.start < start + length and start < s.end

    def _around_session(self, size: float) -> Callable[[Scope], bool]:
        """Attendance of some wings at all sessions around one that does not run, and their unlocks while people move.

        A session may need several wings and a movement at once; no small stretch of the day opens it.
        """
        values, scopes = self.incumbent.values, self.incumbent.rows.scopes
        idle = [v for v in self.sessions if not values[v]]
        session = scopes[self.random.choice(idle or self.sessions)]
        wings = self._some_wings(size)
        first, last = session.start - AROUND, session.end + AROUND

        def inside(s: Scope) -> bool:
            if (s.wing is not None and s.wing not in wings) or s.end <= first or s.start >= last:
                return False
            return s.what in ATTENDANCE or s.start < session.start + 15 or s.end > session.end - 15

        return inside

    def _some_wings(self, share: float) -> frozenset[int]:
        wanted = max(1, min(self.wings, round(self.wings * share)))
        return frozenset(self.random.sample(range(self.wings), wanted))

    def _lacking(self) -> list[int]:
        """Wings on which an entitlement falls short."""
        values = self.incumbent.values
        return [wing for v, wing in self.shortfalls if values[v]]

    def _model(self, free: list[int]) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
        incumbent, rows = self.incumbent, self.incumbent.rows
        with incumbent.lock:
            values, activity = list(incumbent.values), list(incumbent.activity)
        model = cp_model.CpModel()
        variables = []
        touched: dict[int, tuple[list[cp_model.IntVar], list[int]]] = defaultdict(lambda: ([], []))
        held: dict[int, int] = {}
        for v in free:
            variable = model.new_int_var(rows.lower[v], rows.upper[v], "")
            model.add_hint(variable, values[v])
            variables.append(variable)
            for r, coefficient in incumbent.columns[v]:
                inside, coefficients = touched[r]
                inside.append(variable)
                coefficients.append(coefficient)
                held[r] = held.get(r, activity[r]) - coefficient * values[v]
        for r, (inside, coefficients) in touched.items():
            _, low, high = rows.rows[r]
            model.add_linear_constraint(
                cp_model.LinearExpr.weighted_sum(inside, coefficients),
                cp_model.INT_MIN if low is None else low - held[r],
                cp_model.INT_MAX if high is None else high - held[r],
            )
        terms = incumbent.objective.terms
        wanted = [(x, terms[v]) for v, x in zip(free, variables, strict=True) if v in terms]
        target = cp_model.LinearExpr.weighted_sum([x for x, _ in wanted], [c for _, c in wanted])
        (model.maximize if incumbent.maximise else model.minimize)(target)
        return model, variables
