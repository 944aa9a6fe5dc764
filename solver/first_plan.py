"""A first plan: a whole day looked for from the relaxation, and all goals at once improved from there.

The cores dive from the relaxation to a day (many cores to several; through a coarse day if time is short), or plan it
wing by wing at the relaxation's prices if that comes to nothing. One core gives everybody what they are owed meanwhile.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from solver.coarse import Coarse
from solver.dive import Dive
from solver.events import gap
from solver.guides import OCCASION
from solver.lenient import Lenient
from solver.linear import Sum
from solver.portfolio import Portfolio
from solver.priced import Priced
from solver.prices import scarce
from solver.relaxation import ROUGH, Relaxation, Relaxed, bound
from solver.within_limits import within_limits

LARGE = 2_000
"""Variables from which a day is looked for from the relaxation; smaller ones are solved outright before it is known."""

POOR = 0.1
"""Gap from which a known day is a poor place to start from: improvers are long about what a dive does in seconds."""

LASTING = {"plenty": (2.5, 0.0), "scarce": (7.0, 11.0)}
"""Time for which a dive through the whole day is worth it: times of the relaxation before it, and twice that on one
core, and seconds besides; with less a coarse day is dived through. Where staff are scarce a dive asks for many who are
not on duty, and to put that right takes seconds, however small the day."""

RELAXING = 0.25
"""Share of the time in which the whole day is relaxed before that; if that takes longer, a coarse day is, too."""

HURRIED = 1_000
"""With less than a second for so many variables the coarse day is likely to be needed..."""

BRIEF = 30.0
"""...if there are no more seconds than these: the largest days have their first plan sooner without."""

COARSE = (60, 30)
"""Minutes between decisions on coarse days."""

CLOSE = 0.05
"""Share by which the relaxation of a coarse day may be worth less; if it loses more, a finer one is taken."""

TOGETHER = 4
"""Cores that work on one dive, at most."""


@dataclass(frozen=True)
class _CoarseDay:
    """A coarse day, its relaxation, the seconds which that took, and what no such day is worth more than."""

    coarse: Coarse
    relaxed: Relaxed
    took: float
    worth: float


class FirstPlan(Portfolio):
    """Improves all goals at once, from nothing or from a day that is known."""

    dived: threading.Event
    """Set when the day of a dive has been taken: the others are not needed any more."""
    coarsening: threading.Lock
    coarse: dict[int, _CoarseDay | None]
    """Coarse days by the minutes between decisions, as far as they were needed; none if there was no time for one."""

    def find(self, owed: Sum, met: Callable[[list[int]], bool], afresh: bool) -> None:
        """Improve until what is ``owed`` is ``met``, or more of it does not turn up.

        ``afresh`` if nothing is decided yet. A day that is known, but a poor one, is looked for as if nothing were.
        """
        self.owed, self.dived, self.coarsening, self.coarse = owed, threading.Event(), threading.Lock(), {}
        looked = len(self.values) > LARGE and (afresh or self._poor())
        if looked:
            self._look()
        self.enough = lambda: met(self.values) or self.stuck
        if not self._over():
            self._beside(lambda: self._relax(self.effort.left), afresh and not looked)

    def _poor(self) -> bool:
        """Whether the known day is so far from what the relaxation says that another is looked for."""
        if self.relaxed is not None:  # of a day like this one
            self._bound_by(self.relaxed)
            if not self._far():
                return False
            self.relaxed = None
        self._relax(self.effort.left, ROUGH)
        return self._far()

    def _far(self) -> bool:
        """Whether much is missing of the bound, where a minute that somebody is owed counts as one of the value: a
        little of that is soon put right on a good day."""
        floors = zip(self.day.problem.floors, self.day.short, strict=True)
        lacking = sum(
            self.values[short] * floor.weight * (OCCASION if floor.occasions else 1) for floor, short in floors
        )
        return gap(self._value() + self.owed.value(self.values) - 100 * lacking, self.bound) > POOR

    def _look(self) -> None:
        """Relax the whole day, and look for one from there on all cores: by a dive, or wing by wing."""
        cores = 1 if self.alone else self.effort.workers
        if self.relaxed is None:
            _together(cores, [self._prepare, lambda: self._dives(cores)])
        else:
            self._dives(cores)
        if self.relaxed is not None and not self.dived.is_set():
            _together(cores, [partial(self._plan_wings, self.relaxed, number) for number in range(cores)])

    def _prepare(self) -> None:
        """Give everybody what they are owed; before that relax a coarse day, if another core is likely to need it."""
        if not self.alone and self.effort.left < min(BRIEF, len(self.values) / HURRIED):
            self._coarse_day(COARSE[0])
        self._sweep()

    def _dives(self, cores: int) -> None:
        """Relax the whole day, and dive from there; if there is little time for that, through a coarse day."""
        effort = self.effort
        if self.relaxed is None:
            self._relax(effort.left * RELAXING, ROUGH)
        if self.relaxed is None:
            return
        short = scarce(self.day, self.objective, self.relaxed)
        times, seconds = LASTING["scarce" if short else "plenty"]
        if self.relaxed.ended and effort.left > times * self.took * (2 if cores == 1 else 1) + seconds:
            self._dive(cores, partial(Dive, self.day, self.objective, self.relaxed, self.took, short))
        if self._left() > 0:
            self._dive_coarsely(cores, short, self.bound if self.relaxed.ended else -math.inf)

    def _dive_coarsely(self, cores: int, short: bool, best: float) -> None:
        """Dive through the coarsest day of which the relaxation is worth about as much as the ``best`` there may be."""
        for minutes in COARSE:
            found = self._coarse_day(minutes)
            if found is None:
                return
            if minutes == COARSE[-1] or found.worth >= best - CLOSE * abs(best):
                day = found.coarse
                begun = partial(Dive, day.day, day.guide, found.relaxed, found.took, short, last=True)
                self._dive(cores, begun, day)
                return

    def _coarse_day(self, minutes: int) -> _CoarseDay | None:
        """A coarse day, relaxed by the core that needs it first."""
        with self.coarsening:
            if minutes not in self.coarse:
                self.coarse[minutes] = self._relax_coarse_day(minutes)
            return self.coarse[minutes]

    def _relax_coarse_day(self, minutes: int) -> _CoarseDay | None:
        effort = self.effort
        coarse, before = Coarse(self.day.problem, minutes), effort.left
        relaxation = Relaxation(coarse.day.rows, coarse.guide, True)
        relaxed = relaxation.solve(effort.left, effort.reproducible, accuracy=ROUGH, stop=effort.stop)
        effort.spent += relaxation.spent
        if relaxed is None:
            return None
        worth = bound(coarse.day.rows, coarse.guide, True, relaxed.duals)
        return _CoarseDay(coarse, relaxed, before - effort.left, worth)

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
            known = coarse.decided(dive.incumbent.snapshot(), self.day)
            decided, spent = day.state(known, effort.left, effort.reproducible, dive.prices.gap)
            effort.spent += spent
        if decided:
            _together(cores, [partial(self._settle, day, seed * 1000 + core) for core in range(cores)])

    def _settle(self, day: Lenient, seed: int) -> None:
        """Bring the day of a dive within the staff on duty, and take it, unless another dive's was there first."""
        found = within_limits(day, self.effort, seed, lambda: self._left() <= 0)
        if found is not None and self._take(found):
            self.dived.set()

    def _take(self, found: list[int]) -> bool:
        """Go on from a day that was found beside the incumbent; whether it is better."""
        with self.taking:
            if not self._better(found):
                return False
            self.incumbent.adopt(found)
            self.wings[:] = self._order()
            self._note()
            return True

    def _left(self) -> float:
        """Seconds left to look for a day."""
        return 0.0 if self._over() or self.dived.is_set() else self.effort.left


def _together(cores: int, tasks: Sequence[Callable[[], None]]) -> None:
    """Do tasks on some cores, and wait for them."""
    with ThreadPoolExecutor(cores) as pool:
        for task in [pool.submit(task) for task in tasks]:
            task.result()
