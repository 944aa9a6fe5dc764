"""Improving a plan by solving parts of the day again with the rest held: large-neighbourhood search.

A neighbourhood frees what concerns some wings over some hours; all other variables keep their values. Such a part has
some hundreds of free variables and is solved to the end, or nearly, in a fraction of a second. Alone, such steps end on
days that no small change makes better, with a workshop shut all morning, say. So others are *aimed*: an optimum of the
linear relaxation shows which way the whole day could go, and only that is freed in which the plan differs from it (as
in Danna, Rothberg and Le Pape, "Exploring relaxation induced neighborhoods to improve MIP solutions", 2005). They
are much smaller, so that they may span the day. Which kinds are used follows from what each brought a second lately.

Several improvers may work on one incumbent: what they change is merged where it still fits together.
"""

from __future__ import annotations

import random
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from solver.linear import Rows, Scope, Sum

SECONDS = 1.5
"""Time for one neighbourhood, at most."""

FOLLOW = 3.0
"""Time for all that differs from what the relaxation aims at, at most."""

FREE = 1_500
"""Free variables of a neighbourhood to begin with; it grows while it is solved to the end, and shrinks otherwise."""

SHARES = (1.0, 0.4, 0.2, 0.12)
"""Shares of the day that a neighbourhood may span; the shorter it is, the more wings are in it."""

RECENT = 0.3
"""Weight of the latest neighbourhood in the score of its kind."""

TRIES = 2
"""Neighbourhoods of a kind that are solved before its score says anything."""

SAME = 1e-6
"""A value of the relaxation this near to the plan's is the same."""


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

    def _holds(self, r: int, step: int) -> bool:
        _, low, high = self.rows.rows[r]
        after = self.activity[r] + step
        return (low is None or after >= low) and (high is None or after <= high)


AROUND = 45
"""Minutes before and after a session in which people get there and back."""

GIVING = 2
"""Wings that may be locked up, or change in any other way, to staff a session."""

ATTENDANCE = {
    "batches", "break", "class", "class moves", "cohort", "escorts", "movement", "on wing", "people", "session", "step",
}  # fmt: skip
"""What is decided about sessions, and what follows from it while the unlocks stay as they are."""


@dataclass
class _Kind:
    """Neighbourhoods of a share of the day (none: around a session), how large they are, how well they have done."""

    share: float | None
    aimed: bool
    """Whether only that is freed in which the plan differs from what the relaxation aims at."""
    size: float
    tries: int = 0
    score: float = 0.0
    """What a second brought, recent ones first."""


class Improver:
    """Works on an incumbent, neighbourhood after neighbourhood."""

    def __init__(self, incumbent: Incumbent, wings: int, hours: tuple[int, int], seed: int) -> None:
        self.incumbent, self.wings, self.hours = incumbent, wings, hours
        self.random = random.Random(seed)
        size = min(0.3, FREE / len(incumbent.rows.lower))
        self.kinds = [
            _Kind(share, aimed, min(1.0, 4 * size) if aimed else size) for aimed in (False, True) for share in SHARES
        ]
        self.sessions = [v for v, scope in enumerate(incumbent.rows.scopes) if scope.what == "session"]
        if self.sessions:
            self.kinds.append(_Kind(None, False, 0.5))
        self.shortfalls = [
            (v, scope.wing)
            for v, scope in enumerate(incumbent.rows.scopes)
            if scope.what == "short" and scope.wing is not None
        ]
        self.spent = 0.0
        """Deterministic time used."""

    def step(self, seconds: float, deterministic: bool = False) -> bool:
        """Solve one neighbourhood again; whether the objective got better."""
        kind = self._choose()
        inside = self._around_session(kind.size) if kind.share is None else self._some_hours(kind.share, kind.size)
        free = [v for v in (self._differing() if kind.aimed else self._open()) if inside(self.incumbent.rows.scopes[v])]
        status, gain, used = self._solve(free, min(seconds, SECONDS), deterministic)
        kind.size = min(1.0, kind.size * 1.1) if status == cp_model.OPTIMAL else max(0.01, kind.size * 0.85)
        kind.score = (1 - RECENT) * kind.score + RECENT * gain / max(used, 0.01)
        kind.tries += 1
        return gain > 0

    def follow(self, seconds: float, deterministic: bool = False) -> bool:
        """Solve everything again in which the plan differs from what the relaxation aims at."""
        _, gain, _ = self._solve(self._differing(), min(seconds, FOLLOW), deterministic)
        for kind in self.kinds:
            if kind.aimed:
                kind.tries = 0
        return gain > 0

    def _choose(self) -> _Kind:
        """Kinds that did well lately, and now and then any other."""
        kinds = [kind for kind in self.kinds if not kind.aimed or self.incumbent.aim is not None]
        untried = [kind for kind in kinds if kind.tries < TRIES]
        if untried:
            return self.random.choice(untried)
        best = max(kind.score for kind in kinds) or 1.0
        return self.random.choices(kinds, [max(kind.score / best, 0.05) for kind in kinds])[0]

    def _open(self) -> list[int]:
        """Every variable that is not fixed."""
        rows = self.incumbent.rows
        return [v for v, (low, high) in enumerate(zip(rows.lower, rows.upper, strict=True)) if low < high]

    def _differing(self) -> list[int]:
        values, aim = self.incumbent.values, self.incumbent.aim or ()
        return [v for v, (value, aimed) in enumerate(zip(values, aim, strict=False)) if abs(value - aimed) > SAME]

    def _solve(self, free: list[int], seconds: float, deterministic: bool) -> tuple[int, int, float]:
        """Solve for the free variables, with the others held: the status, what was gained, and the seconds it took."""
        if not free:
            return int(cp_model.OPTIMAL), 0, 0.0
        model, variables = self._model(free)
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = 1
        parameters.linearization_level = 2
        parameters.cp_model_probing_level = 0
        parameters.max_presolve_iterations = 1
        parameters.symmetry_level = 0
        parameters.random_seed = self.random.randrange(1 << 30)
        parameters.catch_sigint_signal = False
        if deterministic:
            parameters.max_deterministic_time = seconds
        else:
            parameters.max_time_in_seconds = seconds
        status = int(solver.solve(model))
        counted = solver.response_proto.deterministic_time
        self.spent += counted
        gain = 0
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            solution = solver.response_proto.solution
            gain = self.incumbent.offer({v: solution[x.index] for v, x in zip(free, variables, strict=True)})
        return status, gain, counted if deterministic else solver.wall_time

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
        """Attendance of some wings at all sessions around one, and all that a few of the wings do meanwhile.

        Often it is one that does not run: that may need several wings and a movement at once, and no small stretch of
        the day opens it.
        """
        values, scopes = self.incumbent.values, self.incumbent.rows.scopes
        idle = [v for v in self.sessions if not values[v]] if self.random.random() < 0.5 else []
        session = scopes[self.random.choice(idle or self.sessions)]
        wings = self._some_wings(size)
        giving = self.random.sample(sorted(wings), min(GIVING, len(wings)))
        first, last = session.start - AROUND, session.end + AROUND

        def inside(s: Scope) -> bool:
            if (s.wing is not None and s.wing not in wings) or s.end <= first or s.start >= last:
                return False
            near = s.start < session.start + 15 or s.end > session.end - 15
            return s.what in ATTENDANCE or near or s.wing in giving

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
