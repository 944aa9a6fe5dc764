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
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from solver.day_model import DayModel
from solver.incumbent import Incumbent, solve_part
from solver.linear import Scope
from solver.problem import Floor

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

    def __init__(self, incumbent: Incumbent, day: DayModel, seed: int) -> None:
        self.incumbent, self.day = incumbent, day
        self.wings, self.hours = len(day.problem.wings), day.problem.planned
        self.random = random.Random(seed)
        size = min(0.3, FREE / len(incumbent.rows.lower))
        self.kinds = [
            _Kind(share, aimed, min(1.0, 4 * size) if aimed else size) for aimed in (False, True) for share in SHARES
        ]
        if day.open:
            self.kinds.append(_Kind(None, False, 0.5))
        self.spent = 0.0
        """Deterministic time used."""

    def step(self, seconds: float, deterministic: bool = False) -> bool:
        """Solve one neighbourhood again; whether the objective got better."""
        kind = self._choose()
        inside = self._some_sessions(kind.size) if kind.share is None else self._some_hours(kind.share, kind.size)
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

    def _missing(self) -> list[Floor]:
        """Entitlements to occasions that fall short."""
        values, problem = self.incumbent.values, self.day.problem
        short = zip(problem.floors, self.day.short, strict=True)
        return [floor for floor, missing in short if floor.sessions and values[missing]]

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
        part = solve_part(self.incumbent, free, seconds, self.random.randrange(1 << 30), deterministic)
        self.spent += part.spent
        gain = self.incumbent.offer(part.values) if part.values else 0
        return part.status, gain, part.spent if deterministic else part.seconds

    def _some_hours(self, share: float, size: float) -> Callable[[Scope], bool]:
        """Some wings over some hours, together about ``size`` of the whole day."""
        first, last = self.hours
        wings = self._some_wings(size / share)
        if self.random.random() < 0.5 and (lacking := self._lacking()):
            wings |= {self.random.choice(lacking)}
        length = max(60, round((last - first) * share))
        start = first if share == 1.0 else self.random.randrange(first - length // 2, last - length // 2)
        return lambda s: (s.wing is None or s.wing in wings) and s.start < start + length and start < s.end

    def _some_sessions(self, size: float) -> Callable[[Scope], bool]:
        """Attendance of some wings at all sessions around one, and all that a few of the wings do meanwhile.

        Often it is one that does not run: that may need several wings and a movement at once, and no small stretch of
        the day opens it. Or it is all sessions that count for an entitlement that falls short.
        """
        missing, problem = self._missing(), self.day.problem
        if missing and self.random.random() < 0.5:
            sessions: Sequence[int] = self.random.choice(missing).sessions
        else:
            everything = range(len(problem.sessions))
            idle = [s for s in everything if not self.incumbent.values[self.day.open[s]]]
            sessions = [self.random.choice(idle if idle and self.random.random() < 0.5 else everything)]
        wings = self._some_wings(size)
        giving = self.random.sample(sorted(wings), min(GIVING, len(wings)))
        spans = [problem.sessions[s].span for s in sessions]

        def inside(s: Scope) -> bool:
            if s.wing is not None and s.wing not in wings:
                return False
            return any(
                (s.what in ATTENDANCE or s.wing in giving or s.start < start + 15 or s.end > end - 15)
                for start, end in spans
                if s.start < end + AROUND and start - AROUND < s.end
            )

        return inside

    def _some_wings(self, share: float) -> frozenset[int]:
        wanted = max(1, min(self.wings, round(self.wings * share)))
        return frozenset(self.random.sample(range(self.wings), wanted))

    def _lacking(self) -> list[int]:
        """Wings on which an entitlement falls short."""
        values, problem = self.incumbent.values, self.day.problem
        short = zip(problem.floors, self.day.short, strict=True)
        return [problem.groups[floor.group].wing for floor, missing in short if values[missing]]
