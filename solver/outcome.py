"""What a search answers: the best day it found, and what was reached and proved of each goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from solver.events import gap
from solver.goals import Stage
from solver.solution import Solution


@dataclass(frozen=True)
class Reached:
    """What was reached of one stage, in its unit."""

    stage: Stage
    best: float
    """The best that was found for this goal."""
    value: float
    """What the plan has of it, after later goals used the tolerance."""
    bound: float
    """Nothing better than this is possible, given the goals before."""

    @property
    def gap(self) -> float:
        """How much better than ``best`` it could be, as a share of it."""
        return gap(self.best, self.bound)


@dataclass(frozen=True)
class Outcome:
    """The answer of the engine."""

    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    solution: Solution | None
    stages: tuple[Reached, ...]
    stopped: Literal["proved", "gap", "time", "interrupted"]
    seconds: float
