"""One goal, several ways at once: CP-SAT on the whole day, the relaxation's bound, and improvement part by part.

Small days are solved outright by CP-SAT. On larger ones it neither finds good plans nor good bounds in a minute. There
the relaxation bounds, and improvers go on from the day that is known.
"""

from __future__ import annotations

import math
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from solver.cases import Cases
from solver.day_model import DayModel
from solver.events import gap
from solver.improve import Improver
from solver.incumbent import Incumbent
from solver.linear import Sum
from solver.relaxation import ACCURACY, Relaxation, Relaxed, bound
from solver.run import Run, run
from solver.sweep import sweep

DIRECT = 0.08
"""Share of the time in which CP-SAT tries the whole day with all cores."""

SMALL = 4_000
"""Variables up to which CP-SAT goes on to prove a day as a whole, beside the improvers."""

IDLE = 80
"""Neighbourhoods by which nobody gets more of what is owed, after which a first plan is left as it is."""

ACCURATE = 1e-6
"""Accuracy of a relaxation that is solved for the bound alone."""

REFINING = 0.1
"""Share of the time that one core may take for that."""

REFINED = 0.5
"""Seconds that it may take anyway: a bound that is not refined may be 5% off."""


PROMISING = 0.001
"""Share by which a bound has to promise to be better for an improver's time to be spent on it."""

WAITING = 1 / 3
"""Share of the time that is left which an exact relaxation may take, of a whole day or of a case."""


def whole(day: DayModel) -> bool:
    """Whether CP-SAT may prove a day as a whole."""
    return len(day.rows.lower) <= SMALL


class Effort:
    """What one goal may use: seconds (deterministic ones if ``reproducible``), cores, and the gap that is enough."""

    def __init__(
        self, seconds: float, workers: int, seed: int, reproducible: bool, gap: float, stop: threading.Event
    ) -> None:
        self.seconds, self.workers, self.seed = seconds, workers, seed
        self.reproducible, self.gap, self.stop = reproducible, gap, stop
        self.begun = time.monotonic()
        self.spent = 0.0

    @property
    def left(self) -> float:
        """Seconds left of the effort."""
        return self.seconds - (self.spent if self.reproducible else time.monotonic() - self.begun)


class Portfolio:
    """Improves one objective of a day from a known plan, and bounds it.

    ``guide`` is what the improvers maximise, where that is not the objective itself: the objective with later
    goals behind it, so that they do not spoil these.
    """

    def __init__(
        self,
        day: DayModel,
        objective: Sum,
        maximise: bool,
        values: list[int],
        effort: Effort,
        on_news: Callable[[float, float], None],
        guide: Sum | None = None,
    ) -> None:
        self.day, self.objective, self.maximise, self.effort = day, objective, maximise, effort
        self.values = list(values)
        """The best assignment so far for the objective; the incumbent is the best for the guide."""
        self.noting, self.taking = threading.Lock(), threading.Lock()
        self.incumbent = Incumbent(day.rows, guide or objective, maximise if guide is None else True, values)
        self.wings = self._order()
        """Those whose whole day has not been solved yet."""
        self.bound: float = day.rows.reach(objective, maximise)
        self.on_news = on_news
        self.ended = threading.Event()
        self.relaxed: Relaxed | None = None
        """What the relaxation said last: where the next solve starts."""
        self.took = 0.0
        """How long that took."""
        self.multipliers: list[float] = []
        """Of the rows, from the relaxation."""
        self.owed = Sum()
        """What entitlements lack, or a bent day, weighed."""
        self.idle = 0
        """Neighbourhoods solved since somebody was given more of them."""
        self.enough: Callable[[], bool] = lambda: False

    def bend(self, missing: Sum, lacks: Sum) -> None:
        """Improve until nothing is ``missing``, and nothing or not less of all that a day ``lacks`` turns up: of a day
        of which every wing is planned already."""
        self.owed = lacks
        self.enough = lambda: missing.value(self.values) == 0 and (lacks.value(self.values) == 0 or self.stuck)
        self.wings.clear()
        self._beside(lambda: None)

    @property
    def stuck(self) -> bool:
        """Whether nobody has been given more of what is owed for long."""
        return self.idle > IDLE

    @property
    def alone(self) -> bool:
        """Whether all is done on one core."""
        return self.effort.reproducible or self.effort.workers == 1

    def prove(self, relaxed: bool = False, by_cases: bool = False) -> None:
        """Improve and bound until the gap is small enough or the effort is spent.

        With ``relaxed`` what the relaxation says is known already; ``by_cases`` also whether movements and sessions
        run bounds it, of a large day (more is better).
        """
        if not self._at_once():
            self._beside(lambda: self._bound(relaxed, by_cases))

    def _at_once(self) -> bool:
        """Try the whole day with all cores, unless it is too large for that to lead anywhere."""
        if not whole(self.day):
            return self._over()
        return self._direct(self.effort.workers, DIRECT * self.effort.seconds) or self._over()

    def _beside(self, task: Callable[[], None], afresh: bool = False) -> None:
        """Improve on every core, but for the time that ``task`` takes.

        On a day that is planned ``afresh`` everybody is first given what they are owed.
        """
        if self.alone:
            if afresh:
                self._sweep()
            task()
            self._improve(0)
            return
        with ThreadPoolExecutor(self.effort.workers) as beside:
            others = [
                beside.submit(self._other, number, afresh and number == 1) for number in range(1, self.effort.workers)
            ]
            try:
                task()
                self._improve(0)
            finally:
                self.ended.set()
            for other in others:
                other.result()

    def _other(self, number: int, afresh: bool) -> None:
        if afresh:
            self._sweep()
        self._improve(number)

    def _sweep(self) -> None:
        """Give everybody what they are owed."""
        effort = self.effort
        effort.spent += sweep(self.incumbent, self.day, effort.seed, self._over, effort.reproducible)
        self._note()

    def _bound(self, relaxed: bool, by_cases: bool) -> None:
        if relaxed and self.relaxed is not None and self.relaxed.ended:
            self._relax(min(self.effort.left, max(REFINED, self.effort.left * REFINING)), ACCURATE)
            if by_cases:
                self._bound_by_cases()
        elif not (by_cases and self._bound_by_cases()):
            self._relax(self.effort.left)
        if whole(self.day) and not self._over():
            self._direct(max(1, self.effort.workers // 2), self.effort.left)

    def _bound_by_cases(self) -> bool:
        """Solve the relaxation to the end, and of the day in cases, as far as that promises a better bound; whether it
        came to that."""
        if self.relaxed is None:
            return False
        effort, before, spent = self.effort, self.bound, 0.0
        cases = Cases(self.day, self.objective, self.relaxed, before)
        better = True
        while better and not self._over():
            enough, seconds = PROMISING * abs(self.bound), WAITING * effort.left
            better = cases.better(enough, seconds, effort.reproducible, effort.stop)
            effort.spent, spent = effort.spent + cases.relaxation.spent - spent, cases.relaxation.spent
            self._bounded(cases.bound)
            self.relaxed = cases.whole
        return self.bound < before

    def _relax(self, seconds: float, accuracy: float = ACCURACY) -> None:
        """Bound by the relaxation, in so many seconds."""
        before = self.effort.left
        relaxation = Relaxation(self.day.rows, self.objective, self.maximise, self.relaxed)
        found = relaxation.solve(seconds, self.effort.reproducible, accuracy=accuracy, stop=self.effort.stop)
        self.effort.spent += relaxation.spent
        self.took = before - self.effort.left
        if found is not None:
            self._bound_by(found)

    def _bound_by(self, found: Relaxed) -> None:
        """Bound by what the relaxation found."""
        self.relaxed, self.multipliers = found, found.duals.tolist()
        self._bounded(bound(self.day.rows, self.objective, self.maximise, found.duals))

    def _direct(self, workers: int, seconds: float) -> bool:
        """CP-SAT on the whole day; whether it proved its solution the best."""
        effort = self.effort
        how = Run(max(seconds, 0.1), workers, effort.seed, effort.reproducible)
        start = dict(enumerate(self.values))
        rows, maximise = self.day.rows, self.maximise
        answer = run(rows, self.objective, maximise, start, how, effort.stop, lambda _, bound: self._bounded(bound))
        effort.spent += answer.spent
        if answer.infeasible:
            raise RuntimeError("a day with a known plan was called infeasible")
        if answer.bound is not None:
            self._bounded(answer.bound)
        if answer.values is not None:
            if self._better(answer.values):
                self.incumbent.adopt(answer.values)
            self._note()
        if answer.optimal:
            self.ended.set()
        return answer.optimal

    def _improve(self, number: int) -> None:
        effort = self.effort
        improver = Improver(self.incumbent, self.day, effort.seed * 1000 + number, self.wings)
        while not self._over():
            before = improver.spent
            self.idle += 1
            if improver.step(max(0.01, effort.left), effort.reproducible):
                self._note()
            effort.spent += improver.spent - before

    def _value(self) -> int:
        return self.objective.value(self.values)

    def _better(self, values: list[int]) -> bool:
        gain = self.objective.value(values) - self._value()
        return gain > 0 if self.maximise else gain < 0

    def _note(self) -> None:
        """Keep the incumbent unless the objective is worse there."""
        with self.noting:
            values = self.incumbent.snapshot()
            gain = self.objective.value(values) - self._value()
            if (gain >= 0) if self.maximise else (gain <= 0):
                if self.owed.value(values) < self.owed.value(self.values):
                    self.idle = 0
                self.values = values
        self._tell()

    def _order(self) -> list[int]:
        """All wings, in any order, but those first (they are taken from the end) of which a group lacks something."""
        problem, values = self.day.problem, self.incumbent.snapshot()
        wings = random.Random(self.effort.seed).sample(range(len(problem.wings)), len(problem.wings))
        floors = zip(problem.floors, self.day.short, strict=True)
        lacking = {problem.groups[floor.group].wing for floor, short in floors if values[short]}
        return sorted(wings, key=lacking.__contains__)

    def _over(self) -> bool:
        if self.ended.is_set() or self.effort.stop.is_set() or self.effort.left <= 0 or self.enough():
            return True
        return gap(self._value(), self.bound) <= self.effort.gap

    def _bounded(self, bound: float) -> None:
        better = bound < self.bound if self.maximise else bound > self.bound
        if better and math.isfinite(bound):
            self.bound = bound
            self._tell()

    def _tell(self) -> None:
        self.on_news(self._value(), self.bound)
