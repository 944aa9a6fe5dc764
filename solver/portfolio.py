"""One goal, several ways at once: CP-SAT on the whole day, the relaxation's bound, and improvement part by part.

Small days are solved outright by CP-SAT. On larger ones it neither finds good plans nor good bounds in a minute. There
the relaxation bounds, a dive takes it to a first good day, and the improvers go on from that, on one core each. The
relaxation alone points at days that are far from the plan there is, and mostly fractions. So one of the improvers
solves it again now and then with a price on everything that differs from the plan: its optimum is then nearly as good,
and next to a plan that may be reached.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from solver.day_model import DayModel
from solver.dive import Dive
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
"""Neighbourhoods solved in vain after which a first plan is left as it is."""

DIVE = 2_000
"""Variables from which a day is looked for by a dive; smaller ones are solved outright before it ends."""

AIM = 8
"""Neighbourhoods after which an improver aims anew; twice as many each time that this brought nothing at once."""

ACCURATE = 1e-6
"""Accuracy of a relaxation that is solved for the bound alone."""

REFINING = 0.1
"""Share of the time that one core may take for that."""

LASTS = 4.5
"""How long a dive lasts, about, in times of its first relaxation; without time for it none is begun."""

VAIN = 20
"""Neighbourhoods solved in vain after which the day of a dive is left as it is."""

FOLLOWING = {"state", "step", "start"}
"""What follows from a group's unlocks: differences in it are priced less."""


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
    goals behind it, so that they do not spoil these. ``nearness`` is the price, in what they maximise, of a decision
    that differs from the plan, for aiming with the relaxation; without it they do not aim.
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
        nearness: int = 0,
    ) -> None:
        self.day, self.objective, self.maximise, self.effort = day, objective, maximise, effort
        self.values = list(values)
        """The best assignment so far for the objective; the incumbent is the best for the guide."""
        self.noting = threading.Lock()
        self.incumbent = Incumbent(day.rows, guide or objective, maximise if guide is None else True, values)
        self.working = self.incumbent
        """What the improvers work on."""
        self.bound: float = day.rows.reach(objective, maximise)
        self.on_news = on_news
        self.ended = threading.Event()
        self.whole = len(day.rows.lower) <= SMALL
        self.prices = [
            (nearness // 4 if scope.what in FOLLOWING else nearness) if (low, high) == (0, 1) else 0
            for low, high, scope in zip(day.rows.lower, day.rows.upper, day.rows.scopes, strict=True)
        ]
        self.aiming = nearness > 0
        self.relaxed: Relaxed | None = None
        """What the relaxation said last, of the objective or near to a plan: where the next solve starts."""
        self.multipliers: list[float] = []
        """Of the rows, from the relaxation."""
        self.diving = False
        """Whether a dive is under way, so that what is found beside it is not enough."""
        self.idle = 0
        self.enough: Callable[[], bool] = lambda: False

    def find(self, enough: Callable[[], bool], afresh: bool) -> None:
        """Improve until ``enough``, or until nothing better turns up any more; ``afresh`` if nothing is decided yet."""
        self.enough = lambda: not self.diving and (enough() or self.idle > IDLE)
        if self._over():
            return
        self.diving = afresh and len(self.values) > DIVE
        self._beside(self._dive if self.diving else self._steer, afresh)

    def _dive(self) -> None:
        """Look for a whole day at once, from the relaxation."""
        effort = self.effort
        try:
            begun = time.monotonic()
            dive = Dive(self.day, self.objective, self.prices, effort.seed, effort.reproducible, self._left)
            relaxed = dive.relax()
            if relaxed is None:
                return
            self.relaxed = relaxed
            self._multiplied(relaxed)
            if not effort.reproducible and effort.left < LASTS * (time.monotonic() - begun):
                self.incumbent.aim = relaxed.values
                return
            decided = dive.run()
            effort.spent += dive.spent
            if decided:
                self._settle(dive)
        finally:
            self.diving = False

    def _settle(self, dive: Dive) -> None:
        """Bring the day of a dive within the staff on duty, with all improvers; and take it, if it is better."""
        effort, incumbent = self.effort, dive.incumbent
        self.working = incumbent
        improver, vain = Improver(incumbent, self.day, effort.seed), 0
        while vain < VAIN and not self._over():
            # Read once: others change it meanwhile.
            found = dive.found
            if found is not None and not any(found[v] for v in self.day.short):
                break
            before, spent = incumbent.value, improver.spent
            improver.step(max(0.01, effort.left), effort.reproducible)
            vain = 0 if incumbent.value > before else vain + 1
            effort.spent += improver.spent - spent
        self.working = self.incumbent
        if (found := dive.found) is not None and self._better(found):
            self.incumbent.adopt(found)
            self._note()

    def prove(self, relaxed: bool = False) -> None:
        """Improve and bound until the gap is small enough or the effort is spent.

        With ``relaxed`` what the relaxation says is known already.
        """
        if not self._at_once():
            self._beside(lambda: self._bound(relaxed))

    def _at_once(self) -> bool:
        """Try the whole day with all cores, unless it is too large for that to lead anywhere."""
        if not self.whole:
            return self._over()
        return self._direct(self.effort.workers, DIRECT * self.effort.seconds) or self._over()

    def _beside(self, task: Callable[[], None], afresh: bool = False) -> None:
        """Improve on every core, but for the time that ``task`` takes on one of them.

        On a day that is planned ``afresh`` everybody is first given what they are owed.
        """
        if self.effort.reproducible or self.effort.workers == 1:
            self._owed(afresh)
            task()
            self._improve(0)
            return
        with ThreadPoolExecutor(self.effort.workers) as beside:
            others = [beside.submit(self._other, number, afresh) for number in range(1, self.effort.workers)]
            try:
                task()
                self._improve(0)
            finally:
                self.ended.set()
            for other in others:
                other.result()

    def _other(self, number: int, afresh: bool) -> None:
        self._owed(afresh and number == 1)
        self._improve(number)

    def _owed(self, afresh: bool) -> None:
        effort = self.effort
        if afresh:
            effort.spent += sweep(self.incumbent, self.day, effort.seed, self._over, effort.reproducible)
            self._note()

    def _bound(self, relaxed: bool) -> None:
        if relaxed:
            self._relaxation(self.effort.left * REFINING, ACCURATE)
        else:
            self._steer()
        if self.whole and not self._over():
            self._direct(max(1, self.effort.workers // 2), self.effort.left)

    def _steer(self) -> None:
        """Bound by the relaxation, and let the improvers steer for it."""
        found = self._relaxation(self.effort.left)
        if found is not None and self.incumbent.objective is self.objective:
            self.incumbent.aim = found.values

    def _relaxation(self, seconds: float, accuracy: float = ACCURACY) -> Relaxed | None:
        """Bound by the relaxation."""
        found = self._relax(self.objective, self.maximise, seconds, accuracy)
        if found is not None:
            self._multiplied(found)
        return found

    def _multiplied(self, found: Relaxed) -> None:
        """Bound by what the relaxation found."""
        self.multipliers = found.duals.tolist()
        self._bounded(bound(self.day.rows, self.objective, self.maximise, found.duals))

    def _relax(self, objective: Sum, maximise: bool, seconds: float, accuracy: float = ACCURACY) -> Relaxed | None:
        relaxation = Relaxation(self.day.rows, objective, maximise, self.relaxed)
        found = relaxation.solve(None if self.effort.reproducible else seconds, accuracy=accuracy)
        self.relaxed = found or self.relaxed
        return found

    def _aim(self) -> None:
        """Let the improvers steer for the best of the relaxation that is near to the plan."""
        incumbent = self.incumbent
        values = incumbent.snapshot()
        near = Sum().plus(incumbent.objective)
        sign = 1 if incumbent.maximise else -1
        for v, price in enumerate(self.prices):
            if price:
                near.add(v, sign * (price if values[v] else -price))
        found = self._relax(near, incumbent.maximise, self.effort.left)
        incumbent.aim = None if found is None else found.values

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
        improver = Improver(self.working, self.day, effort.seed * 1000 + number)
        pause, steps = AIM, AIM if self.incumbent.aim is None else 0
        while not self._over():
            if improver.incumbent is not self.working:
                improver = Improver(self.working, self.day, effort.seed * 1000 + number)
            before = improver.spent
            if number == 0 and self.aiming and steps >= pause:
                self._aim()
                better = improver.follow(max(0.01, effort.left), effort.reproducible)
                pause, steps = AIM if better else 2 * pause, 0
            else:
                better = improver.step(max(0.01, effort.left), effort.reproducible)
                steps += 1
            if better:
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
            values = self.incumbent.snapshot()
            gain = self.objective.value(values) - self._value()
            if (gain >= 0) if self.maximise else (gain <= 0):
                self.values = values
        self._tell()

    def _left(self) -> float:
        """Seconds left; none if it is over for another reason."""
        return 0.0 if self._over() else self.effort.left

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
