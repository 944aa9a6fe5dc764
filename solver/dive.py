"""A whole day from the relaxation: decided part by part, and relaxed again after each part.

The relaxation is nearly the best day there is, but in fractions. At its prices (the multipliers say what an officer is
worth at each time, and a place in a session) each wing alone loses next to nothing by being whole: many of its days
are equally good, and one near the relaxation's is taken. That is then held, and what is still open is relaxed again,
so that the others make the best of it; as in relax-and-fix, but a wing at a time and with prices for what is still to
come. The sessions come first, since half a session is where the relaxation is most wrong. What the wings share is whole
in the problem of every wing, so that what a wing needs of it is staffed as a whole, and open again in the next.

Several cores decide a wing each at a time, the first ones while another decides more of the sessions, and whoever ends
first is held; the other's day is then adapted to that, if other people at sessions are enough for it, and decided anew
otherwise. One core relaxes while others go on.

Nothing decided earlier can leave a later wing without a day, because meanwhile every period may ask for more staff than
are on duty, at a price. What is left of that in the end goes when parts of the day are improved.
"""

from __future__ import annotations

import copy
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from ortools.sat.python import cp_model

from solver.day_model import DayModel
from solver.decided import Decided, left_by
from solver.implied import tighten
from solver.improve import neighbours
from solver.incumbent import solve_part
from solver.lenient import Lenient
from solver.linear import Mask, Sum, Whole
from solver.pace import Pace
from solver.prices import Prices
from solver.problem import Problem
from solver.relaxation import SAME, Relaxation, Relaxed

FINISHING = 2.0
"""Seconds for all that is open once every wing is decided, at most."""

DRAWN = 0.5
"""Share of the price of differing from the relaxation that is asked."""

OVER = 4_000
"""What a minute of an officer who is not on duty costs while wings are decided, in hundredths of a minute out of cell.
Not much more than an officer's minute brings: a wing that it costs more dearly goes short of what it is owed, and that
is harder to put right in the end than a wing that asks for too much."""

AGREED = (0.6, 0.35)
"""Sessions are held that the relaxation has at least to this share, time after time; those below stay open."""

TRIES = 2
"""How often a wing is decided, if none of its days is found in time."""

RELAXED = 4
"""Times that the day is relaxed between its wings, at most."""

HASTY = 6.0
"""By how many times more a wing's day may be worth less than the best one where time is short."""

WORK = 1.0
"""Deterministic seconds that such a relaxation takes, at most."""

MEETING = ("session", "cohort")
"""Who meets where: once that is decided the movements follow."""

MOVING = ("movement", "class moves")


class Dive:
    """Takes the relaxation of a day to a day, while there are seconds ``left`` (deterministic ones, if so).

    ``whole`` is what the relaxation says of the day with nothing decided, and ``took`` the seconds it took to say so;
    staff are ``scarce`` or not. Of several ``cores`` each decides a wing at a time, or relaxes the rest. The ``last``
    dive is not given up, however little time there is for it.
    """

    def __init__(
        self,
        day: DayModel,
        objective: Sum,
        whole: Relaxed,
        took: float,
        scarce: bool,
        seed: int,
        deterministic: bool,
        left: Callable[[], float],
        cores: int = 1,
        last: bool = False,
    ) -> None:
        self.day, self.seed, self.deterministic, self.left, self.cores = day, seed, deterministic, left, cores
        self.last = last
        self.lenient = Lenient(day, objective)
        """The day that is decided."""
        self.incumbent, self.over = self.lenient.incumbent, self.lenient.over
        rows = self.incumbent.rows
        nobody = np.zeros(len(rows.lower) - len(whole.values))
        self.relaxed = Relaxed(np.append(whole.values, nobody), whole.duals)
        """What the relaxation says of what is still open."""
        self.relaxation = Relaxation(rows, Sum().plus(objective).plus(self.lenient.minutes, -OVER), True, self.relaxed)
        self.lower, self.upper = self.incumbent.lower, self.incumbent.upper
        """Bounds of the variables, with what is decided; shared with the incumbent."""
        self.worth, self.entries = self.relaxation.worth, self.relaxation.entries
        self.prices = Prices(day, rows, self.entries)
        self.low, self.high = self.relaxation.low, self.relaxation.high
        self.wing = np.array([-1 if scope.wing is None else scope.wing for scope in rows.scopes])
        self.what = np.array([scope.what for scope in rows.scopes])
        self.decisions = np.isin(self.what, ["unlocked", *(time.name for time in day.problem.times)]) & (self.wing >= 0)
        self.covering = np.zeros(len(rows.rows), np.bool_)
        self.covering[list(day.covering)] = True
        self.decided = np.zeros(len(rows.lower), np.bool_)
        self.random = random.Random(seed)
        self._start()
        self.pace = Pace(len(day.problem.wings), cores, took, scarce)
        self.solving = 0.0
        """Deterministic time that CP-SAT used."""
        self.changes = 0
        """How often what is held has changed."""
        self.meeting = True
        """Whether sessions are held."""
        self.in_hand: set[int] = set()
        """Wings that are being decided."""
        self.beside = _beside(day.problem)
        self.deciding, self.busy = threading.Lock(), threading.Lock()

    @property
    def spent(self) -> float:
        """Deterministic time used."""
        return self.solving + self.relaxation.spent

    @property
    def seconds(self) -> float:
        """Seconds that are left."""
        return self.left() - (self.spent if self.deterministic else 0.0)

    def run(self) -> bool:
        """Decide the day, as the incumbent of the dive; false if time is or will be up before, or no day came of it.

        It may ask for more staff than are on duty.
        """
        steps = self._steps()
        next(steps)()
        with ThreadPoolExecutor(self.cores) as pool:
            for _ in pool.map(lambda _: self._take(steps), range(self.cores)):
                pass
        if next(steps, None) is not None:
            return False
        self._relax_again()
        return self._finish()

    def _steps(self) -> Iterator[Callable[[], None]]:
        """What is decided, one after the other, and when the rest is relaxed."""
        for share in AGREED:
            yield partial(self._meet, share)
        wings = self._order()
        at_once = -(-len(wings) // RELAXED)
        for n in range(len(wings)):
            if n and n % at_once == 0:
                yield self._relax_again
            wing = next((w for w in wings if not self.beside[w] & self.in_hand), wings[0])
            wings.remove(wing)
            self.in_hand.add(wing)
            yield partial(self._live, wing)

    def _take(self, steps: Iterator[Callable[[], None]]) -> None:
        """Take step after step of those that are left, beside other cores."""
        while self.seconds > 0 and (self.last or self.pace.promising(self.seconds)):
            with self.deciding:
                step = next(steps, None)
            if step is None:
                return
            step()

    def _order(self) -> list[int]:
        """The wings in any order, but those first whose groups share a yard with most others that they are kept from.

        For them there are the fewest times, and the last wings have the least choice.
        """
        problem = self.day.problem
        kept_off: Counter[int] = Counter()
        for time in problem.times:
            for pair in problem.apart_yard if time.yard else ():
                g, h = sorted(pair)
                if time.places[g] == time.places[h]:
                    kept_off.update({problem.groups[g].wing, problem.groups[h].wing})
        wings = self.random.sample(range(len(problem.wings)), len(problem.wings))
        return sorted(wings, key=lambda wing: -kept_off[wing])

    def _meet(self, share: float) -> None:
        """Hold sessions that the relaxation has to at least a ``share`` of them, drop those that it does not have."""
        own = self.wing == -1
        with self.deciding:
            values, _ = self._whole(self._view(), own)
            if values is None:
                return
            relaxed = self.relaxed.values
            free = own & (self.lower < self.upper)
            held = free & np.isin(self.what, MEETING) & (values == 1) & (relaxed >= share)
            dropped = free & np.isin(self.what, [*MEETING, *MOVING]) & (values == 0) & (relaxed <= SAME)
            self._hold(held | dropped, values)
        self._relax_again()

    def _live(self, wing: int) -> None:
        """Decide when the groups of a wing are unlocked, and what they do on the wing."""
        own, begun, tries = self.wing == wing, self.seconds, TRIES
        while self.seconds > 0 and tries:
            with self.deciding:
                view = self._view()
            values, impossible = self._whole(view, own | (self.wing == -1))
            if impossible and self.meeting:
                self._let_go()
                continue
            if values is None:
                tries -= 1
                continue
            with self.deciding:
                if view.changes != self.changes:  # by another core, meanwhile
                    values = self._adapted(own, values)
                if values is not None:
                    self.incumbent.values[own] = values[own]
                    self._hold(own & self.decisions, values)
                    self.decided |= own
                    self.pace.decided(begun - self.seconds)
                    break
        with self.deciding:
            self.in_hand.remove(wing)

    def _adapted(self, own: Mask, values: Whole) -> Whole | None:
        """The same day of a wing beside what is decided by now, with other people at sessions; none, if it is none."""
        view, held = self._view(), own & self.decisions
        view.lower[held] = view.upper[held] = values[held]
        return self._whole(view, own | (self.wing == -1))[0]

    def _let_go(self) -> None:
        """Leave open again which sessions run, and who is there: as held, there is a wing that has no day."""
        rows = self.incumbent.rows
        with self.deciding:
            self.meeting = False
            open_ = ~(self.decisions & self.decided)
            self.lower[open_], self.upper[open_] = np.array(rows.lower)[open_], np.array(rows.upper)[open_]
            self.changes += 1
            tighten(self.entries, self.low, self.high, self.lower, self.upper)

    def _view(self) -> Decided:
        """What is decided, and open, at this moment."""
        incumbent = copy.copy(self.incumbent)
        incumbent.values = self.incumbent.values.copy()
        incumbent.lower, incumbent.upper = self.lower.copy(), self.upper.copy()
        return Decided(incumbent, self.decided.copy(), self.relaxed, self.meeting, self.changes)

    def _whole(self, view: Decided, own: Mask) -> tuple[Whole | None, bool]:
        """The best whole numbers for some variables, at the prices of the relaxation and near to it.

        If there are none: whether none are possible, or just none were found in time.
        """
        variables = self.entries.variables
        others = ~own[variables] & ~self.over[variables]
        worth = self.prices.applied(self.worth, view.relaxed, others, DRAWN)
        worth[self.over] = self.worth[self.over]
        open_ = own | self.over
        free = np.flatnonzero(open_)
        limits = left_by(view, ~open_[variables], self.entries, self.low, self.high, self.covering)
        seconds = max(0.01, min(self.pace.longest(self.seconds), self.seconds))
        seed = self.random.randrange(1 << 30)
        gap = self.prices.gap * (HASTY if self.pace.short(self.seconds) else 1.0)
        part = solve_part(view.incumbent, free, seconds, seed, self.deterministic, worth, limits, gap)
        self.solving += part.spent
        if part.values is None:
            return None, part.status == cp_model.INFEASIBLE
        values = view.now
        values[list(part.values)] = list(part.values.values())
        return values, False

    def _hold(self, which: Mask, values: Whole) -> None:
        self.changes += 1
        self.lower[which] = self.upper[which] = values[which]
        tighten(self.entries, self.low, self.high, self.lower, self.upper)

    def _relax_again(self) -> None:
        """Relax what is still open, unless another core does, or there is no time for it."""
        if self.seconds - self.pace.relaxing < self.pace.needed or not self.busy.acquire(blocking=False):
            return
        begun = self.seconds
        with self.deciding:
            self.relaxation.lower, self.relaxation.upper = self.lower.copy(), self.upper.copy()
        self.relaxed = self.relaxation.solve(self.seconds, self.deterministic, WORK) or self.relaxed
        with self.deciding:
            self._start()
        self.pace.relaxing = begun - self.seconds
        self.busy.release()

    def _start(self) -> None:
        """Let what is open start from what the relaxation is nearest to: quicker than from any other day."""
        nearest = np.round(self.relaxed.values).astype(np.int64)
        self.incumbent.values = np.where(self.decided, self.incumbent.values, nearest)

    def _finish(self) -> bool:
        """Decide all that is still open at once; the sessions anew, if those that are held cannot be filled."""
        incumbent, rows = self.incumbent, self.incumbent.rows
        incumbent.adopt(np.clip(np.round(self.relaxed.values).astype(np.int64), self.lower, self.upper).tolist())
        lower, upper = np.array(rows.lower, np.int64), np.array(rows.upper, np.int64)
        found = self._rest(self.lower < self.upper)
        incumbent.lower, incumbent.upper = lower, upper
        return found or self._rest((lower < upper) & ~(self.decisions & self.decided))

    def _rest(self, open_: Mask) -> bool:
        seconds = max(0.01, min(FINISHING, self.seconds / 2))
        gap, free = self.prices.gap, np.flatnonzero(open_)
        part = solve_part(self.incumbent, free, seconds, self.seed, self.deterministic, gap=gap, workers=self.cores)
        self.solving += part.spent
        if part.values is None:
            return False
        values = self.incumbent.values.copy()
        values[list(part.changes)] = list(part.changes.values())
        self.incumbent.adopt(values.tolist())
        return self.incumbent.holds  # what is held may break rows in which nothing is free


def _beside(problem: Problem) -> list[set[int]]:
    """For each wing those whose groups use a yard of its own groups."""
    groups, near = problem.groups, neighbours(problem)
    found: list[set[int]] = [set() for _ in problem.wings]
    for g, group in enumerate(groups):
        found[group.wing] |= {groups[h].wing for h in near[g]} - {group.wing}
    return found
