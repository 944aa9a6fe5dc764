"""What a what-if run answers: a point for each day that was looked at, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Literal

from pydantic import Field, JsonValue, computed_field, model_validator

from regime.line import Line
from regime.measured import Figures
from regime.plan import Change, GoalResult, Plan
from regime.proved import found_little, known, nothing_proved
from regime.scenarios import AS_IT_IS
from regime.whatif.looser import allows


class Point(Line):
    """One day that was looked at."""

    label: str
    """What it is called: the value on the axis, or the scenario."""
    across: str | None = None
    """In a grid, the value on the second axis."""
    at: JsonValue = None
    """What stands there on the axis, to be charted: a number (of ``16%`` or ``+10%`` that number), a time ``HH:MM``, or
    whatever else was given. An amount that is added in several places, only that amount. None of scenarios."""
    at_across: JsonValue = None
    """The same of the second axis."""
    changes: list[Change]
    plan: Plan | None = None
    failed: str | None = None
    """Why there is no plan."""
    impossible: bool = False
    """Whether that is because no day keeps the rules."""
    left_out: bool = False
    """Whether that is because the scenario cannot be used in this prison: nothing was planned."""
    bound_hours: float | None = None
    """Person-hours of the value (time out of cell and weighted purposeful time) that no day of this point has more of
    while nothing falls short; from its own search or from a point that allows more. None where something does."""
    bound_from: str | None = None
    """The name of the point whose search proved that, if it was another's."""
    plan_from: str | None = None
    """The name of the tighter point whose plan it has, where that was better than its own."""
    seconds: float | None = None
    """How long its own search took."""
    stopped: Literal["proved", "gap", "time", "interrupted"] | None = None
    """Why its own search ended, as ``proof`` says it of a plan; ``proved`` of a day that is impossible."""

    @model_validator(mode="before")
    @classmethod
    def _as_saved(cls, point: Any) -> Any:
        """JSON tells figures that the plan has as well; runs saved before told the bound in person-minutes."""
        if not isinstance(point, dict):
            return point
        fields = {name: value for name, value in point.items() if name not in ("value_hours", "best_hours", "bound")}
        if isinstance(bound := point.get("bound"), (int, float)):
            fields["bound_hours"] = bound / 60
        return fields

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

    @computed_field  # type: ignore[prop-decorator]
    @property
    def value_hours(self) -> float | None:
        """Person-hours that the plan has of the value."""
        goal = value_of(self.plan) if self.plan else None
        return goal.value / 60 if goal else None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def best_hours(self) -> float | None:
        """The most that was found of it, before the plan gave any of it up for later goals."""
        goal = value_of(self.plan) if self.plan else None
        return goal.best / 60 if goal else None

    @property
    def at_most_hours(self) -> float | None:
        """The best bound that is known; none where nothing is proved yet (see ``regime.proved``)."""
        goal = value_of(self.plan) if self.plan else None
        if goal is None or self.bound_hours is None:
            return None
        carried = goal.model_copy(update={"bound": self.bound_hours * 60})
        return None if nothing_proved(carried, self.figures) else known(carried, self.figures).bound / 60

    @property
    def short(self) -> int:
        """Entitlements of groups that the plan does not meet in full."""
        return len(self.plan.shortfalls) if self.plan else 0

    @property
    def found_little(self) -> bool:
        """Whether a better day may well exist (see ``regime.proved``)."""
        return self.plan is not None and found_little(
            self.plan, None if self.bound_hours is None else self.bound_hours * 60
        )

    @classmethod
    def of(cls, label: str, plan: Plan) -> Point:
        """The point of a plan."""
        return cls(label=label, changes=plan.changes).with_plan(plan)

    def with_plan(self, plan: Plan, plan_from: str | None = None) -> Point:
        """The point with a plan, of its own search or of another point, and what is proved of it."""
        goal = value_of(plan)
        bound = goal.bound / 60 if goal and not plan.shortfalls else None
        plan = plan.model_copy(update={"changes": self.changes})
        with_plan = {"plan": plan, "plan_from": plan_from, "bound_hours": bound, "failed": None}
        if plan_from is None and plan.proof is not None:
            with_plan |= {"seconds": plan.proof.seconds, "stopped": plan.proof.stopped}
        return self.model_copy(update=with_plan)


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
    if one.best_hours is None or two.best_hours is None or one.at_most_hours is None or two.at_most_hours is None:
        return None
    # Rounded to what minutes leave of digits: pages round outwards, and 23.000000000001 is no reason to say 24.
    least, most = round(two.best_hours - one.at_most_hours, 9), round(two.at_most_hours - one.best_hours, 9)
    return Gain(before=one.name, after=two.name, least=least, most=most)
