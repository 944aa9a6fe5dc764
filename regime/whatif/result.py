"""What a what-if run answers: a point for each day that was looked at, and what lies between them."""

from __future__ import annotations

from itertools import pairwise

from pydantic import Field

from regime.plan import Change, Figures, GoalResult, Line, Plan


class Point(Line):
    """One day that was looked at."""

    label: str
    """What it is called: the value on the axis, or the scenario."""
    changes: list[Change]
    plan: Plan | None = None
    failed: str | None = None
    """Why there is no plan."""
    bound: float | None = None
    """Person-minutes of the value (time out of cell and weighted purposeful time) that no day of this point has more of
    while nothing falls short; from its own search or from a point that allows more. None where something does."""

    @property
    def figures(self) -> Figures | None:
        """The plan's figures."""
        return self.plan.figures if self.plan else None

    @property
    def value(self) -> float | None:
        """Person-minutes that the plan has of the value."""
        goal = value_of(self.plan) if self.plan else None
        return goal.value if goal else None

    @property
    def short(self) -> int:
        """Entitlements of groups that the plan does not meet in full."""
        return len(self.plan.shortfalls) if self.plan else 0


class Gain(Line):
    """What is gained from one point to the next, in person-hours a day: not less than ``least``, not more than
    ``most``. Nothing is said where the two do not meet the same entitlements."""

    before: str
    after: str
    least: float
    most: float


class WhatIf(Line):
    """A whole run."""

    prison: str
    varied: str
    """The axis (``staff.early.officers``), or ``scenarios``."""
    points: list[Point]
    gains: list[Gain] = Field(default_factory=list)
    interrupted: bool = False


def value_of(plan: Plan) -> GoalResult | None:
    """The goal of the value, if the plan's proof has it."""
    return next((goal for goal in plan.proof.goals if goal.goal == "value"), None) if plan.proof else None


def gains(points: list[Point], loosens: int = 0) -> list[Gain]:
    """The intervals between neighbouring points: ``[v2 - b1, b2 - v1]`` for values ``v`` and bounds ``b``.

    Where every point allows more than the one before (``loosens`` 1) nothing is lost, and the other way round (-1).
    """
    found = []
    for one, two in pairwise(points):
        if one.value is not None and two.value is not None and one.bound is not None and two.bound is not None:
            least, most = (two.value - one.bound) / 60, (two.bound - one.value) / 60
            least, most = max(least, 0.0) if loosens > 0 else least, min(most, 0.0) if loosens < 0 else most
            found.append(Gain(before=one.label, after=two.label, least=least, most=most))
    return found
