"""What is said about a plan made by hand: rules broken, figures, and how far it is from the best day."""

from __future__ import annotations

from typing import Literal

from regime.checker import Finding
from regime.plan import Figures, Line, Plan


class Comparison(Line):
    """A plan beside the best that was found for the same prison and day."""

    best: Plan
    value: float
    """Value of the plan (person-minutes out of cell plus weighted purposeful person-minutes)."""
    best_value: float
    bound: float | None
    """No day that keeps the goals before it has more value; none where the value is no goal of the prison."""
    person_minutes: float
    """How much less value than the best. Below nought: the plan trades entitlements or rules for value."""
    hours_per_person: float
    percent: float
    """Of the best value."""
    shortfalls: int
    """Entitlements (by group) that the plan leaves short."""
    best_shortfalls: int

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
        )


def _figures(plan: Plan) -> Figures:
    if plan.figures is None:
        raise ValueError("the plan has no figures yet")
    return plan.figures


class Evaluation(Line):
    """A plan that was checked and measured. JSON both ways."""

    regime_evaluation: Literal[1] = 1
    plan: Plan
    """The plan, completed with what follows from it, and with its figures."""
    findings: list[Finding]
    """Every rule that it breaks; none: it is a valid plan."""
    comparison: Comparison | None = None
    """Left out where the best was not asked for, or none was found."""
    not_compared: str | None = None
    """Why there is no best to compare with."""
