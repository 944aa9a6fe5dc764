"""What a what-if run answers: a point for each day that was looked at, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from pydantic import Field

from regime.plan import Change, Figures, GoalResult, Line, Plan
from regime.proved import found_little, known, nothing_proved
from regime.scenarios import AS_IT_IS
from regime.whatif.looser import allows


class Point(Line):
    """One day that was looked at."""

    label: str
    """What it is called: the value on the axis, or the scenario."""
    across: str | None = None
    """In a grid, the value on the second axis."""
    changes: list[Change]
    plan: Plan | None = None
    failed: str | None = None
    """Why there is no plan."""
    impossible: bool = False
    """Whether that is because no day keeps the rules."""
    left_out: bool = False
    """Whether that is because the scenario cannot be used in this prison: nothing was planned."""
    bound: float | None = None
    """Person-minutes of the value (time out of cell and weighted purposeful time) that no day of this point has more of
    while nothing falls short; from its own search or from a point that allows more. None where something does."""

    @property
    def name(self) -> str:
        """What it is called, with both values in a grid."""
        return self.label if self.across is None else f"{self.label}, {self.across}"

    @property
    def no_plan(self) -> str:
        """What is said in place of figures."""
        return "left out" if self.left_out else "no plan"

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
    def best(self) -> float | None:
        """The most that was found of it, before the plan gave any of it up for later goals."""
        goal = value_of(self.plan) if self.plan else None
        return goal.best if goal else None

    @property
    def at_most(self) -> float | None:
        """The best bound that is known; none where nothing is proved yet (see ``regime.proved``)."""
        goal = value_of(self.plan) if self.plan else None
        if goal is None or self.bound is None:
            return None
        carried = goal.model_copy(update={"bound": self.bound})
        return None if nothing_proved(carried, self.figures) else known(carried, self.figures).bound

    @property
    def short(self) -> int:
        """Entitlements of groups that the plan does not meet in full."""
        return len(self.plan.shortfalls) if self.plan else 0

    @property
    def found_little(self) -> bool:
        """Whether a better day may well exist (see ``regime.proved``)."""
        return self.plan is not None and found_little(self.plan, self.bound)

    @classmethod
    def of(cls, label: str, plan: Plan, across: str | None = None) -> Point:
        """The point of a plan, with the bound of its own search."""
        goal = value_of(plan)
        bound = goal.bound if goal and not plan.shortfalls else None
        return cls(label=label, across=across, changes=plan.changes, plan=plan, bound=bound)


class Gain(Line):
    """What the best day of one point has more of the value than that of another, before anything is given up for later
    goals, in person-hours: not less than ``least``, not more than ``most``. Nothing is said where the two do not meet
    the same entitlements, or nothing is proved of one of them."""

    before: str
    after: str
    least: float
    most: float


class WhatIf(Line):
    """A whole run."""

    prison: str
    varied: str
    """The axis (``staff.early.officers``), or ``scenarios``."""
    across: str | None = None
    """In a grid, the second axis."""
    changes: list[Change] = Field(default_factory=list)
    """What was changed in the prison file before, at every point."""
    points: list[Point]
    """In a grid row by row: every value of the second axis for the first value of the first one, and so on."""
    gains: list[Gain] = Field(default_factory=list)
    """Between neighbours on each axis; of scenarios, from the day as it is to each."""
    interrupted: bool = False
    """Whether it was stopped: before the last point, or while that was looked at."""


def value_of(plan: Plan) -> GoalResult | None:
    """The goal of the value, where only entitlements count before it: after fairness, say, a day that may have more of
    the value need not have it, and nothing follows from one point for another."""
    goals = plan.proof.goals if plan.proof else []
    first = next((goal for goal in goals if not goal.goal.startswith("shortfall")), None)
    return first if first is not None and first.goal == "value" else None


def neighbours(run: WhatIf) -> list[tuple[Point, Point]]:
    """The pairs of points that are compared."""
    if run.varied == "scenarios":
        bases = [point for point in run.points if point.label == AS_IT_IS]
        return [(base, point) for base in bases for point in run.points if point is not base]
    rows: dict[str, list[Point]] = {}
    columns: dict[str | None, list[Point]] = {}
    for point in run.points:
        rows.setdefault(point.label, []).append(point)
        columns.setdefault(point.across, []).append(point)
    along = [pair for column in columns.values() for pair in pairwise(column)]
    return [*along, *(pair for row in rows.values() for pair in pairwise(row))]


def gains(pairs: Iterable[tuple[Point, Point]]) -> list[Gain]:
    """The intervals between points of one run.

    From a point to one that allows more nothing is lost, and nothing gained the other way round.
    """
    found = []
    for one, two in pairs:
        if gain := gained(one, two):
            least = max(gain.least, 0.0) if allows(two.changes, one.changes) else gain.least
            most = min(gain.most, 0.0) if allows(one.changes, two.changes) else gain.most
            found.append(gain.model_copy(update={"least": least, "most": most}))
    return found


def gained(one: Point, two: Point) -> Gain | None:
    """``[v2 - b1, b2 - v1]`` for the best values ``v`` and bounds ``b``; none where one of these says nothing."""
    if one.best is None or two.best is None or one.at_most is None or two.at_most is None:
        return None
    least, most = (two.best - one.at_most) / 60, (two.at_most - one.best) / 60
    return Gain(before=one.name, after=two.name, least=least, most=most)
