"""Improving a plan by solving parts of the day again with the rest held: large-neighbourhood search.

A neighbourhood frees what concerns some wings over some hours, or some groups all day; all other variables keep
their values. Such a part has some hundreds of free variables and is solved to the end, or nearly, in a fraction of a
second. To begin with, that is the whole day of every wing by itself. Later, which kinds are used follows from what
each brought a second lately.

Several improvers may work on one incumbent: what they change is merged where it still fits together.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from ortools.sat.python import cp_model

from solver.day_model import DayModel
from solver.incumbent import Incumbent, solve_part
from solver.linear import Mask, Whole
from solver.problem import Floor, Problem

SECONDS = 1.5
"""Time for one neighbourhood, at most."""

FREE = 1_500
"""Free variables of a neighbourhood to begin with; it grows while it is solved to the end, and shrinks otherwise."""

SHARES = (1.0, 0.4, 0.2, 0.12)
"""Shares of the day that a neighbourhood may span; the shorter it is, the more wings are in it."""

BRIEF = 0.2
"""Shares up to which a neighbourhood is brief: soon solved, and likely to do with staff who are on duty."""

AIMED = 0.95
"""How often one of these is chosen while there are such staff, to begin with."""

RECENT = 0.3
"""Weight of the latest neighbourhood in the score of its kind."""

TRIES = 2
"""Neighbourhoods of a kind that are solved before its score says anything."""

GROUPS = 3
"""Groups whose whole day is free, to begin with."""

AROUND = 45
"""Minutes before and after a session in which people get there and back."""

GIVING = 2
"""Wings that may be locked up, or change in any other way, to staff a session."""

ATTENDANCE = {
    "batches", "break", "class", "class moves", "cohort", "escorts", "kept at home", "movement", "on wing",
    "other people", "people", "session", "step",
}  # fmt: skip
"""What is decided about sessions, and what follows from it while the unlocks stay as they are."""


@dataclass
class _Kind:
    """Neighbourhoods of one kind, how large they are, how well they have done."""

    part: float | Literal["sessions", "groups"]
    """A share of the day, or around sessions, or the whole day of some groups."""
    size: float
    tries: int = 0
    score: float = 0.0
    """What a second brought, recent ones first."""

    @property
    def brief(self) -> bool:
        return isinstance(self.part, float) and self.part <= BRIEF


def neighbours(problem: Problem) -> list[list[int]]:
    """For each group the others that use the same yard."""
    yards = [{time.places[g] for time in problem.times if time.yard} for g in range(len(problem.groups))]
    return [[h for h, other in enumerate(yards) if h != g and other & own] for g, own in enumerate(yards)]


class Improver:
    """Works on an incumbent, neighbourhood after neighbourhood.

    ``first`` are wings whose whole day is solved before anything else, each by one of the improvers that share it.
    """

    def __init__(self, incumbent: Incumbent, day: DayModel, seed: int, first: list[int] | None = None) -> None:
        self.incumbent, self.day = incumbent, day
        self.wings, self.hours = len(day.problem.wings), day.problem.planned
        self.random = random.Random(seed)
        rows = incumbent.rows
        self.open: Mask = np.array(rows.lower) < np.array(rows.upper)
        """Variables that are not fixed."""
        self.wing = np.array([-1 if scope.wing is None else scope.wing for scope in rows.scopes])
        """The wing that a variable belongs to; -1: to none."""
        self.group = np.array([-1 if scope.group is None else scope.group for scope in rows.scopes])
        """The same for groups."""
        self.start, self.end = (np.array([getattr(scope, at) for scope in rows.scopes]) for at in ("start", "end"))
        self.attendance: Mask = np.array([scope.what in ATTENDANCE for scope in rows.scopes])
        size = min(0.3, FREE / len(rows.lower))
        self.kinds = [_Kind(share, size) for share in SHARES]
        if day.open:
            self.kinds.append(_Kind("sessions", 0.5))
        self.kinds.append(_Kind("groups", min(1.0, GROUPS / len(day.problem.groups))))
        self.neighbours = neighbours(day.problem)
        self.first = [] if first is None else first
        self.over, self.unpinned = (
            [v for v, s in enumerate(rows.scopes) if s.what == what] for what in ("over", "unpinned")
        )
        """Staff who are asked for beyond those on duty, and what is missing of what is pinned, if that is allowed."""
        below = [v for v, s in enumerate(rows.scopes) if s.what == "below worst" and incumbent.worth[v]]
        self.lacks = [*day.short, *below]
        """What groups lack of what they are owed, and of more for the worst-off while that is looked for."""
        self.aimed = AIMED
        """How often a brief neighbourhood is chosen while more is asked for than there is."""
        self.spent = 0.0
        """Deterministic time used."""

    def step(self, seconds: float, deterministic: bool = False) -> bool:
        """Solve one neighbourhood again; whether the objective got better."""
        wing = self._first()
        if wing is not None:
            whole = self._of([wing], none=True) & self.open
            return self._solve(np.flatnonzero(whole), min(seconds, SECONDS), deterministic)[1] > 0
        kind = self._choose()
        free = np.flatnonzero(self._inside(kind) & self.open)
        status, gain, used = self._solve(free, min(seconds, SECONDS), deterministic)
        kind.size = min(1.0, kind.size * 1.1) if status == cp_model.OPTIMAL else max(0.01, kind.size * 0.85)
        kind.score = (1 - RECENT) * kind.score + RECENT * gain / max(used, 0.01)
        kind.tries += 1
        return gain > 0

    def _first(self) -> int | None:
        try:
            return self.first.pop()  # at once, since others take from it, too
        except IndexError:
            return None

    def _missing(self) -> list[Floor]:
        """Entitlements to occasions that fall short."""
        values, problem = self.incumbent.values, self.day.problem
        short = zip(problem.floors, self.day.short, strict=True)
        return [floor for floor, missing in short if floor.sessions and values[missing]]

    def _unpinned(self) -> list[int]:
        """Sessions in which what is missing of what is pinned may be."""
        scopes = [self.incumbent.rows.scopes[v] for v in self.unpinned if self.incumbent.values[v]]
        spans = [session.span for session in self.day.problem.sessions]
        return [s for s, (start, end) in enumerate(spans) if any(a.start <= start and end <= a.end for a in scopes)]

    def _choose(self) -> _Kind:
        """Kinds that did well lately, and now and then any other; mostly brief ones while staff are not on duty."""
        if self._unpinned() and self.random.random() < 0.5:
            return next(kind for kind in self.kinds if kind.part == "sessions")
        if self.incumbent.values[self.over].any() and self.random.random() < self.aimed:
            return self.random.choice([kind for kind in self.kinds if kind.brief])
        untried = [kind for kind in self.kinds if kind.tries < TRIES]
        if untried:
            return self.random.choice(untried)
        best = max(kind.score for kind in self.kinds) or 1.0
        return self.random.choices(self.kinds, [max(kind.score / best, 0.05) for kind in self.kinds])[0]

    def _solve(self, free: Whole, seconds: float, deterministic: bool) -> tuple[int, int, float]:
        """Solve for the free variables, with the others held: the status, what was gained, and the seconds it took."""
        if not len(free):
            return int(cp_model.OPTIMAL), 0, 0.0
        part = solve_part(self.incumbent, free, seconds, self.random.randrange(1 << 30), deterministic)
        self.spent += part.spent
        gain = self.incumbent.offer(part.changes)
        return part.status, gain, part.spent if deterministic else part.seconds

    def _inside(self, kind: _Kind) -> Mask:
        """Variables that a neighbourhood of a kind is about."""
        if kind.part == "sessions":
            return self._some_sessions(kind.size)
        if kind.part == "groups":
            return self._some_groups(kind.size)
        return self._some_hours(kind.part, kind.size)

    def _some_groups(self, size: float) -> Mask:
        """The whole day of some groups that share a yard, and of some others, if there are not enough.

        Groups of other wings save staff by going there at the same time.
        """
        groups = self.day.problem.groups
        first = self.random.randrange(len(groups))
        near = self.neighbours[first]
        order = [first, *self.random.sample(near, len(near)), *self.random.sample(range(len(groups)), len(groups))]
        chosen = list(dict.fromkeys(order))[: max(2, round(size * len(groups)))]
        free = self._chosen(len(groups), self.group, chosen, none=True)
        return free & self._of({groups[g].wing for g in chosen}, none=True)

    def _some_hours(self, share: float, size: float) -> Mask:
        """Some wings over some hours, together about ``size`` of the whole day."""
        first, last = self.hours
        wings = self._some_wings(size / share)
        if self.random.random() < 0.5 and (lacking := self._lacking()):
            wings |= {self.random.choice(lacking)}
        length = max(60, round((last - first) * share))
        if share == 1.0:
            start = first
        elif over := [v for v in (*self.over, *self.unpinned) if self.incumbent.values[v]]:
            start = int(self.start[self.random.choice(over)]) - self.random.randrange(length)
        else:
            start = self.random.randrange(first - length // 2, last - length // 2)
        return self._of(wings, none=True) & (self.start < start + length) & (start < self.end)

    def _some_sessions(self, size: float) -> Mask:
        """Attendance of some wings at all sessions around one, and all that a few of the wings do meanwhile.

        Often it is one that does not run: that may need several wings and a movement at once, and no small stretch of
        the day opens it. Or it is all sessions that count for an entitlement that falls short.
        """
        missing, problem = self._missing(), self.day.problem
        everything = range(len(problem.sessions))
        if asked := self._unpinned():
            sessions: Sequence[int] = [self.random.choice(asked)]
        elif missing and self.random.random() < 0.5:
            sessions = self.random.choice(missing).sessions
        else:
            idle = [s for s in everything if not self.incumbent.values[self.day.open[s]]]
            sessions = [self.random.choice(idle if idle and self.random.random() < 0.5 else everything)]
        wings = self._some_wings(size)
        giving = self.random.sample(sorted(wings), min(GIVING, len(wings)))
        changing, inside = self.attendance | self._of(giving, none=False), np.zeros_like(self.open)
        for start, end in (problem.sessions[s].span for s in sessions):
            around = (self.start < end + AROUND) & (start - AROUND < self.end)
            inside |= around & (changing | (self.start < start + 15) | (self.end > end - 15))
        return inside & self._of(wings, none=True)

    def _of(self, wings: Iterable[int], none: bool) -> Mask:
        """Variables of some wings; with ``none`` those of no wing, too."""
        return self._chosen(self.wings, self.wing, wings, none)

    @staticmethod
    def _chosen(number: int, belongs: Whole, wanted: Iterable[int], none: bool) -> Mask:
        chosen = np.zeros(number + 1, np.bool_)
        chosen[[*wanted, *([-1] if none else [])]] = True
        found: Mask = chosen[belongs]
        return found

    def _some_wings(self, share: float) -> frozenset[int]:
        wanted = max(1, min(self.wings, round(self.wings * share)))
        return frozenset(self.random.sample(range(self.wings), wanted))

    def _lacking(self) -> list[int]:
        """Wings on which a group lacks something."""
        return [int(self.wing[lack]) for lack in self.lacks if self.incumbent.values[lack]]
