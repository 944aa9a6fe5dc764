"""One goal, several ways at once: CP-SAT on the whole day, the relaxation's bound, and improvement part by part.

Small days are solved outright by CP-SAT. On larger ones it neither finds good plans nor good bounds in a minute. There
the relaxation bounds, the cores dive from it to a good day (many cores to several; through a coarse day if time is
short), and improvers go on from there.
"""

from __future__ import annotations

import math
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from solver.coarse import Coarse
from solver.day_model import DayModel
from solver.dive import Dive
from solver.events import gap
from solver.improve import Improver
from solver.incumbent import Incumbent
from solver.lenient import Lenient
from solver.linear import Sum
from solver.priced import Priced
from solver.prices import scarce
from solver.relaxation import ACCURACY, ROUGH, Relaxation, Relaxed, bound
from solver.run import Run, run
from solver.sweep import sweep

DIRECT = 0.08
"""Share of the time in which CP-SAT tries the whole day with all cores."""

SMALL = 4_000
"""Variables up to which CP-SAT goes on to prove a day as a whole, beside the improvers."""

IDLE = 80
"""Neighbourhoods by which nobody gets more of what is owed, after which a first plan is left as it is."""

LARGE = 2_000
"""Variables from which a day is looked for from the relaxation; smaller ones are solved outright before it is known."""

POOR = 0.1
"""Gap from which a known day is a poor place to start from: improvers are long about what a dive does in seconds."""

ACCURATE = 1e-6
"""Accuracy of a relaxation that is solved for the bound alone."""

REFINING = 0.1
"""Share of the time that one core may take for that."""

REFINED = 0.5
"""Seconds that it may take anyway: a bound that is not refined may be 5% off."""

LASTING = {"plenty": 2.5, "scarce": 18.0}
"""Time for which a dive through the whole day is worth it, in times of the relaxation before it, and twice that on one
core; with less of it a coarse day is dived through. Where staff are scarce a dive asks for many who are not on duty,
and that takes long to put right."""

RELAXING = 0.25
"""Share of the time in which the whole day is relaxed before that; if that takes longer, a coarse day is, too."""

COARSE = (60, 30)
"""Minutes between decisions on coarse days."""

CLOSE = 0.05
"""Share by which the relaxation of a coarse day may be worth less; if it loses more, a finer one is taken."""

TOGETHER = 4
"""Cores that work on one dive, at most."""

VAIN = 20
"""Neighbourhoods by which the day of a dive lacks no less, after which it is left as it is."""


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
        self.wings = self._shuffled()
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
        self.dived = threading.Event()
        """Set when the day of a dive has been taken: the others are not needed any more."""
        self.owed = Sum()
        """What entitlements lack, or a bent day, weighed."""
        self.idle = 0
        """Neighbourhoods solved since somebody was given more of them."""
        self.enough: Callable[[], bool] = lambda: False

    def find(self, owed: Sum, met: Callable[[list[int]], bool], afresh: bool) -> None:
        """Improve until what is ``owed`` is ``met``, or more of it does not turn up.

        ``afresh`` if nothing is decided yet. A day that is known, but a poor one, is looked for as if nothing were.
        """
        self.owed = owed
        looked = len(self.values) > LARGE and (afresh or self._poor())
        if looked:
            self._look()
        self.enough = lambda: met(self.values) or self.idle > IDLE
        if not self._over():
            self._beside(lambda: self._relax(self.effort.left), afresh and not looked)

    def bend(self, missing: Sum, lacks: Sum) -> None:
        """Improve until nothing is ``missing``, and nothing or not less of all that a day ``lacks`` turns up: of a day
        of which every wing is planned already."""
        self.owed = lacks
        self.enough = lambda: missing.value(self.values) == 0 and (lacks.value(self.values) == 0 or self.idle > IDLE)
        self.wings.clear()
        self._beside(lambda: None)

    @property
    def alone(self) -> bool:
        """Whether all is done on one core."""
        return self.effort.reproducible or self.effort.workers == 1

    def _poor(self) -> bool:
        """Whether the known day is so far from what the relaxation says that another is looked for."""
        self._relax(self.effort.left, ROUGH)
        return gap(self._value(), self.bound) > POOR

    def _look(self) -> None:
        """Relax the whole day, and look for one from there on all cores: by a dive, or wing by wing."""
        cores = 1 if self.alone else self.effort.workers
        if self.relaxed is None:
            _together(cores, [self._sweep, lambda: self._dives(cores)])
        else:
            self._dives(cores)
        if self.relaxed is not None and not self.dived.is_set():
            _together(cores, [partial(self._plan_wings, self.relaxed, number) for number in range(cores)])

    def _dives(self, cores: int) -> None:
        """Relax the whole day, and dive from there; if there is little time for that, through a coarse day."""
        effort = self.effort
        if self.relaxed is None:
            self._relax(effort.left * RELAXING, ROUGH)
        if self.relaxed is None:
            return
        short = scarce(self.day, self.objective, self.relaxed)
        lasting = LASTING["scarce" if short else "plenty"] * self.took * (2 if cores == 1 else 1)
        if self.relaxed.ended and effort.left > lasting:
            self._dive(cores, partial(Dive, self.day, self.objective, self.relaxed, self.took, short))
        if self._left() > 0:
            self._dive_coarsely(cores, short, self.bound if self.relaxed.ended else -math.inf)

    def _dive_coarsely(self, cores: int, short: bool, best: float) -> None:
        """Dive through the coarsest day of which the relaxation is worth about as much as the ``best`` there may be."""
        effort = self.effort
        for minutes in COARSE:
            coarse, before = Coarse(self.day.problem, minutes), effort.left
            relaxation = Relaxation(coarse.day.rows, coarse.guide, True)
            relaxed = relaxation.solve(effort.left, effort.reproducible, accuracy=ROUGH, stop=effort.stop)
            effort.spent += relaxation.spent
            if relaxed is None:
                return
            took, worth = before - effort.left, bound(coarse.day.rows, coarse.guide, True, relaxed.duals)
            if minutes == COARSE[-1] or worth >= best - CLOSE * abs(best):
                self._dive(cores, partial(Dive, coarse.day, coarse.guide, relaxed, took, short, last=True), coarse)
                return

    def _plan_wings(self, relaxed: Relaxed, number: int) -> None:
        """Plan wing by wing at the prices of the relaxation, with a seed of the core's own, and take that day.

        Every other core, the first to begin with, plans each wing's whole day at once: a worse day, but sooner.
        """
        effort = self.effort
        seed, values = effort.seed * 1000 + number, self.incumbent.snapshot()
        priced = Priced(self.day, self.objective, self.owed, values, relaxed, seed, number % 2 == 0)
        while priced.left and self._left() > 0:
            effort.spent += priced.step(max(0.01, effort.left), effort.reproducible)
        self._take(priced.incumbent.snapshot())

    def _dive(self, cores: int, begun: Callable[..., Dive], coarse: Coarse | None = None) -> None:
        """Look for a whole day at once on all cores, by several dives if they are many."""
        dives = -(-cores // TOGETHER)
        _together(dives, [partial(self._run, begun, coarse, number, cores // dives) for number in range(dives)])

    def _run(self, begun: Callable[..., Dive], coarse: Coarse | None, number: int, cores: int) -> None:
        """One dive on some cores, with a seed of its own."""
        effort = self.effort
        seed = effort.seed * 1000 + number
        dive = begun(seed, effort.reproducible, self._left, cores)
        decided, day = dive.run(), dive.lenient
        effort.spent += dive.spent
        if decided and coarse is not None:
            day = Lenient(self.day, self.objective)
            decided, spent = coarse.state(dive.incumbent.snapshot(), day, effort.reproducible)
            effort.spent += spent
        if decided:
            _together(cores, [partial(self._settle, day, seed * 1000 + core) for core in range(cores)])

    def _settle(self, day: Lenient, seed: int) -> None:
        """Bring the day of a dive within the staff on duty, and take it, unless another dive's was there first."""
        effort, vain, lacks = self.effort, 0, math.inf
        improver = Improver(day.incumbent, self.day, seed)
        while True:
            if (found := day.found) is not None and self._take(found):
                self.dived.set()
            if vain == VAIN or self._left() <= 0:
                return
            before, lacks = lacks, day.lacks
            vain = 0 if lacks < before else vain + 1
            spent = improver.spent
            improver.step(max(0.01, effort.left), effort.reproducible)
            effort.spent += improver.spent - spent

    def _take(self, found: list[int]) -> bool:
        """Go on from a day that was found beside the incumbent; whether it is better."""
        with self.taking:
            if not self._better(found):
                return False
            self.incumbent.adopt(found)
            self.wings[:] = self._shuffled()
            self._note()
            return True

    def prove(self, relaxed: bool = False) -> None:
        """Improve and bound until the gap is small enough or the effort is spent.

        With ``relaxed`` what the relaxation says is known already.
        """
        if not self._at_once():
            self._beside(lambda: self._bound(relaxed))

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

    def _bound(self, relaxed: bool) -> None:
        if relaxed and self.relaxed is not None and self.relaxed.ended:
            self._relax(min(self.effort.left, max(REFINED, self.effort.left * REFINING)), ACCURATE)
        else:
            self._relax(self.effort.left)
        if whole(self.day) and not self._over():
            self._direct(max(1, self.effort.workers // 2), self.effort.left)

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

    def _shuffled(self) -> list[int]:
        """All wings, in any order."""
        wings = len(self.day.problem.wings)
        return random.Random(self.effort.seed).sample(range(wings), wings)

    def _left(self) -> float:
        """Seconds left to look for a day."""
        return 0.0 if self._over() or self.dived.is_set() else self.effort.left

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


def _together(cores: int, tasks: Sequence[Callable[[], None]]) -> None:
    """Do tasks on some cores, and wait for them."""
    with ThreadPoolExecutor(cores) as pool:
        for task in [pool.submit(task) for task in tasks]:
            task.result()
