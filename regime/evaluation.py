"""What is said about a plan made by hand: rules broken, figures, and how far it is from the best day."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from regime.against import changed_minutes
from regime.checker import Finding
from regime.line import Line
from regime.measured import Figures
from regime.plan import CALM, CHANGES, GIVES, SHORTFALL, GoalResult, Plan
from regime.proved import ROUNDING, worst_off


class Comparison(Line):
    """A plan beside the best that was found for the same prison and day."""

    best: Plan
    value: float
    """Value of the plan (person-minutes out of cell plus weighted purposeful person-minutes)."""
    best_value: float
    bound: float | None
    """No day that keeps the goals before it has more value; none where the value is no goal of the prison."""
    person_minutes: float
    """How much less value than the best. Below zero: the plan has more value than the best."""
    hours_per_person: float
    percent: float
    """Of the best value."""
    shortfalls: int
    """Entitlements (by group) that the plan leaves short."""
    best_shortfalls: int
    decided_by: str | None = None
    """The first goal, in the order of the search, that tells the plan apart from the best that was found, its rules
    aside: ``shortfall: open air``, ``value``... None: it does as well, within tolerances, as far as they count time."""
    ahead: Literal["search too short", "off the step"] | None = None
    """Why the plan is ahead in that goal; none where it is behind. ``search too short``: what is proved allows that.
    ``off the step``: no day that unlocks and locks on the planning step can do as well."""

    @classmethod
    def of(cls, plan: Plan, best: Plan) -> Comparison:
        """Compare two plans that have their figures."""
        ours, theirs = _figures(plan), _figures(best)
        missing = theirs.value - ours.value
        goals = best.proof.goals if best.proof is not None else []
        decided_by, ahead = _told_apart(plan, goals)
        return cls(
            best=best,
            value=ours.value,
            best_value=theirs.value,
            bound=next((goal.bound for goal in goals if goal.goal == "value"), None),
            person_minutes=missing,
            hours_per_person=missing / 60 / theirs.population,
            percent=100 * missing / theirs.value if theirs.value else 0.0,
            shortfalls=len(plan.shortfalls),
            best_shortfalls=len(best.shortfalls),
            decided_by=decided_by,
            ahead=ahead,
        )


def _told_apart(
    plan: Plan, goals: list[GoalResult]
) -> tuple[str | None, Literal["search too short", "off the step"] | None]:
    """Goal after goal in the order of the search, as far as the last that counts time: the first that tells a plan
    apart from the best that was found, and why the plan is ahead in it, if it is."""
    last = max((place for place, goal in enumerate(goals) if goal.goal in GIVES), default=-1)
    for goal in goals[: last + 1]:
        sign = 1 if goal.maximise else -1
        ours = reached(plan, goal.goal)
        lead = sign * (ours - goal.best)
        # Values are sums of shares: what differs by rounding does not differ.
        rounding = 1e-6 * max(1.0, abs(goal.best))
        if lead > rounding:
            return goal.goal, "search too short" if sign * (goal.bound - ours) >= -1e-6 * abs(ours) else "off the step"
        if lead < -rounding - abs(goal.best) * goal.tolerance_percent / 100:
            return goal.goal, None
    return None, None


def reached(plan: Plan, goal: str) -> float:
    """What a plan has of a goal of the search, in the goal's unit."""
    figures = _figures(plan)
    out_of_cell = figures.out_of_cell * figures.population
    match goal:
        case "value":
            return figures.value
        case "time out of cell":
            return out_of_cell
        case "purposeful time":
            return figures.value - out_of_cell
        case _ if goal == CALM:
            return sum(calm(plan).values())
        case _ if goal == CHANGES:
            return changed_minutes(plan)
        case _ if goal.startswith(SHORTFALL):
            sizes = {day.group: day.size for day in plan.groups}
            return sum(
                short.short * (sizes[short.group] if short.unit == "minutes" else 1)
                for short in plan.shortfalls
                if short.entitlement == goal.removeprefix(SHORTFALL)
            )
    # Fairness: the guaranteed time of the worst-off group, or of so many together.
    return sum(sorted(group.guaranteed for group in figures.groups)[: worst_off(goal)])


def calm(plan: Plan) -> dict[str, int]:
    """Unlocks and movements."""
    return {"unlock": sum(group.unlocks for group in _figures(plan).groups), "movement": len(plan.movements)}


_BOTH = "unlocks, movements and changes"
"""A goal of plans saved before."""


def proof_agrees(plan: Plan) -> bool:
    """Whether a proof has the values that the plan has, nothing in it is better than its bound, and it says that all is
    proved only where that ended the search and no gap is left."""
    if plan.proof is None or (plan.proof.status == "optimal") != (plan.proof.stopped == "proved"):
        return False
    unknown = (_BOTH,) if plan.against else (CHANGES, _BOTH)
    for goal in plan.proof.goals:
        if plan.proof.status == "optimal" and goal.gap > ROUNDING:
            return False
        sign = 1 if goal.maximise else -1
        rounding = ROUNDING * max(1.0, abs(goal.value))
        if goal.goal not in unknown and abs(reached(plan, goal.goal) - goal.value) > rounding:
            return False
        if sign * (max if goal.maximise else min)(goal.value, goal.best) > sign * goal.bound + rounding:
            return False
    return True


def _figures(plan: Plan) -> Figures:
    if plan.figures is None:
        raise ValueError("the plan has no figures yet")
    return plan.figures


class Evaluation(Line):
    """A plan that was checked and measured. JSON both ways."""

    regime_evaluation: Literal[1] = 1
    plan: Plan
    """The plan, completed with what follows from it, and with its figures. It claims no proof, no origin and no changes
    to a published plan: those were of the plan that was saved, whatever has been changed in it since."""
    findings: list[Finding]
    """Every rule that it breaks; none: it is a valid plan."""
    planned: bool = False
    """The planner made it, going by its file: it is held to the planning step."""
    filled_in: list[Literal["movements", "breaks"]] = Field(default_factory=list)
    """What the plan lists none of; and of one made by hand, what is just as it is worked out for those."""
    left_out: list[str] = Field(default_factory=list)
    """Groups that the plan does not name: taken as locked up all day. None of a timetable, which is meant so."""
    comparison: Comparison | None = None
    """Left out where the best was not asked for, or none was found."""
    not_compared: str | None = None
    """Why there is no best to compare with."""
    interrupted: bool = False
    """Whether the search for the best was stopped: ``comparison`` is with the best that was found by then, if any."""
