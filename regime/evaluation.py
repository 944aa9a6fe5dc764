"""What is said about a plan made by hand: rules broken, figures, and how far it is from the best day."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from pydantic import Field

from regime.checker import Finding
from regime.plan import Figures, GoalResult, Line, Plan


class Comparison(Line):
    """A plan beside the best that was found for the same prison and day."""

    best: Plan
    value: float
    """Value of the plan (person-minutes out of cell plus weighted purposeful person-minutes)."""
    best_value: float
    bound: float | None
    """No day that keeps the goals before it has more value; none where the value is no goal of the prison."""
    person_minutes: float
    """How much less value than the best. Below nought: the plan has more value than the best."""
    hours_per_person: float
    percent: float
    """Of the best value."""
    shortfalls: int
    """Entitlements (by group) that the plan leaves short."""
    best_shortfalls: int
    ahead: Literal["search too short", "off the step"] | None = None
    """Why the plan, its rules aside, is better than the best that was found: less falls short by the order of
    priority, or as much does and it has more value. ``search too short``: what is proved allows that.
    ``off the step``: no day that unlocks and locks on the planning step can do as well."""

    @classmethod
    def of(cls, plan: Plan, best: Plan) -> Comparison:
        """Compare two plans that have their figures."""
        ours, theirs = _figures(plan), _figures(best)
        missing = theirs.value - ours.value
        goals = best.proof.goals if best.proof is not None else []
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
            ahead=_ahead(plan, ours, goals),
        )


def _ahead(plan: Plan, figures: Figures, goals: list[GoalResult]) -> Literal["search too short", "off the step"] | None:
    """Goal after goal in the order of the search, as far as the value, until one tells the two plans apart."""
    sizes = {day.group: day.size for day in plan.groups}
    reached: Counter[str] = Counter()
    for short in plan.shortfalls:
        weight = sizes[short.group] if short.unit == "minutes" else 1
        reached[f"shortfall: {short.entitlement}"] += short.short * weight
    for goal in goals:
        if goal.goal != "value" and not goal.goal.startswith("shortfall: "):
            return None
        sign = 1 if goal.maximise else -1
        ours = figures.value if goal.goal == "value" else reached[goal.goal]
        lead = sign * (ours - goal.best)
        # Values are sums of shares: what differs by rounding does not differ.
        if abs(lead) > 1e-6 * max(1.0, abs(goal.best)):
            if lead < 0:
                return None
            return "search too short" if sign * (goal.bound - ours) >= -1e-6 * abs(ours) else "off the step"
        if goal.goal == "value":
            return None
    return None


def _figures(plan: Plan) -> Figures:
    if plan.figures is None:
        raise ValueError("the plan has no figures yet")
    return plan.figures


class Evaluation(Line):
    """A plan that was checked and measured. JSON both ways."""

    regime_evaluation: Literal[1] = 1
    plan: Plan
    """The plan, completed with what follows from it, and with its figures. It claims no proof and no origin: those
    were of the plan that was saved, whatever has been changed in it since."""
    findings: list[Finding]
    """Every rule that it breaks; none: it is a valid plan."""
    planned: bool = False
    """The planner made it, going by its file: it is held to the planning step."""
    filled_in: list[Literal["movements", "breaks"]] = Field(default_factory=list)
    """What is just as it is worked out for plans that list none."""
    comparison: Comparison | None = None
    """Left out where the best was not asked for, or none was found."""
    not_compared: str | None = None
    """Why there is no best to compare with."""
