"""One goal, several ways at once: CP-SAT on the whole day, the relaxation's bound, and improvement part by part.

Small days are solved outright by CP-SAT. On larger ones it neither finds good plans nor good bounds in a minute; there
the relaxation bounds and the improvers find, on one core each (more improvers where there are more cores).
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from solver.day_model import DayModel
from solver.events import gap
from solver.improve import Improver, Incumbent
from solver.linear import Sum
from solver.relaxation import bound as relaxed_bound
from solver.run import Run, run

DIRECT = 0.08
"""Share of the time in which CP-SAT tries the whole day with all cores."""

SMALL = 8_000
"""Variables up to which CP-SAT goes on to prove a day as a whole, beside the improvers."""


IDLE = 40
"""Neighbourhoods solved in vain after which a first plan is left as it is."""


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
        self.noting = threading.Lock()
        self.incumbent = Incumbent(day.rows, guide or objective, maximise if guide is None else True, values)
        self.bound: float = day.rows.reach(objective, maximise)
        self.on_news = on_news
        self.ended = threading.Event()
        self.whole = len(day.rows.lower) <= SMALL
        self.relaxed = False
        self.idle = 0
        self.enough: Callable[[], bool] = lambda: False

    def find(self, enough: Callable[[], bool]) -> None:
        """Improve until ``enough``, or until nothing better turns up any more, without bounds."""
        self.enough = lambda: enough() or self.idle > IDLE
        if not self._at_once():
            self._beside(lambda: None)

    def prove(self, whole: bool, relaxed: bool) -> None:
        """Improve and bound until the gap is small enough or the effort is spent.

        With ``whole`` CP-SAT goes on with the whole day: what the relaxation says of shortfalls is worth little. With
        ``relaxed`` the relaxation is known already.
        """
        self.whole |= whole
        self.relaxed = relaxed
        if not self._at_once():
            self._beside(self._bound)

    def _at_once(self) -> bool:
        """Try the whole day with all cores, unless it is too large for that to lead anywhere."""
        if not self.whole:
            return self._over()
        return self._direct(self.effort.workers, DIRECT * self.effort.seconds) or self._over()

    def _beside(self, task: Callable[[], None]) -> None:
        """Improve on every core, but for the time that ``task`` takes on one of them."""
        if self.effort.reproducible:
            task()
            self._improve(0)
            return
        with ThreadPoolExecutor(self.effort.workers) as beside:
            others = [beside.submit(self._improve, number) for number in range(1, self.effort.workers)]
            try:
                task()
                self._improve(0)
            finally:
                self.ended.set()
            for other in others:
                other.result()

    def _bound(self) -> None:
        if not self.relaxed:
            seconds = None if self.effort.reproducible else self.effort.left
            bound = relaxed_bound(self.day.rows, self.objective, self.maximise, seconds)
            if bound is not None:
                self._bounded(bound)
        if self.whole and not self._over():
            self._direct(max(1, self.effort.workers // 2), self.effort.left)

    def _direct(self, workers: int, seconds: float) -> bool:
        """CP-SAT on the whole day; whether it proved its solution the best."""
        effort = self.effort
        how = Run(max(seconds, 0.1), workers, effort.seed, effort.reproducible)
        start = list(self.values)
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
        effort, problem = self.effort, self.day.problem
        improver = Improver(self.incumbent, len(problem.wings), problem.planned, effort.seed * 1000 + number)
        while not self._over():
            before = improver.spent
            if improver.step(max(0.01, effort.left), effort.reproducible):
                self.idle = 0
                self._note()
            self.idle += 1
            if effort.reproducible:
                effort.spent += improver.spent - before

    def _value(self) -> int:
        return self.objective.value(self.values)

    def _better(self, values: list[int]) -> bool:
        gain = self.objective.value(values) - self._value()
        return gain > 0 if self.maximise else gain < 0

    def _note(self) -> None:
        """Keep the incumbent unless the objective is worse there."""
        with self.noting:
            with self.incumbent.lock:
                values = list(self.incumbent.values)
            gain = self.objective.value(values) - self._value()
            if (gain >= 0) if self.maximise else (gain <= 0):
                self.values = values
        self._tell()

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
