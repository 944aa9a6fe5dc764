"""How good the plan is proved to be, in words; and with what it was made."""

from __future__ import annotations

import math

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.page.words import count, duration
from regime.plan import CALM, GIVES, SHORTFALL, GoalResult, Plan, Proof

ENDED = {
    "proved": "everything was proved",
    "gap": "the gap asked for was reached",
    "time": "the time limit was reached",
    "interrupted": "you stopped it, so this is the best so far",
}
MEANINGS = {
    "value": "Value: person-hours out of cell, plus purposeful person-hours by the weights of their activities.",
    CALM: "Calm: unlocks, movements and, where a plan was published, changes to it.",
}


def verdict(plan: Plan, *, short: bool = False) -> str | None:
    """One sentence for governors; nothing for a plan without a proof, or one that counts no time at all."""
    if plan.proof is None:
        return None
    if plan.proof.status == "optimal":
        return "Best possible, proved"
    names = [goal.goal for goal in plan.proof.goals]
    asked = next((at for at, name in enumerate(names) if name in GIVES), None)
    if asked is None:
        return None
    goal, gives = plan.proof.goals[asked], GIVES[names[asked]]
    within = "on the same terms" if short else f"within these rules{_terms(names[:asked])}"
    than_this = "" if short else " than this one"
    if goal.bound <= goal.value:
        return f"No day {within} gives more {gives}{than_this}"
    if _more(goal) is None:
        return f"{_times(goal).capitalize()} {gives} on a day {within} cannot be ruled out"
    return f"No day {within} gives more than {_more(goal)}% more {gives}{than_this}"


def _terms(before: list[str]) -> str:
    """What a day must do as well as this one, since it comes first."""
    if all(name.startswith(SHORTFALL) for name in before):
        return ", with no more falling short," if before else ""
    return " that does as well on what comes first"


def proof(plan: Plan) -> RenderableType | None:
    """The verdict, then goal after goal; nothing for a plan without a proof."""
    if plan.proof is None:
        return None
    said: list[RenderableType] = []
    first = verdict(plan)
    if first is not None:
        said.append(Text(f"{first}.", style="bold green" if plan.proof.status == "optimal" else "bold"))
    if plan.proof.goals:
        said.append(_goals(plan.proof))
    said += (Text(MEANINGS[goal.goal], style="dim") for goal in plan.proof.goals if goal.goal in MEANINGS)
    if plan.proof.stopped != "proved":
        said.append(Text(f"The search ended after {plan.proof.seconds:.0f} s: {ENDED[plan.proof.stopped]}."))
    return Group(*said)


def _goals(proof: Proof) -> Table:
    """A line for each goal in its order; entitlements that all have in full share one."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_column()
    met = [goal.goal.removeprefix(SHORTFALL) for goal in proof.goals if _met(goal)]
    if met:
        table.add_row("met in full", ", ".join(met))
    for goal in proof.goals:
        if not _met(goal):
            table.add_row(_named(goal), f"{_amount(goal, goal.value)}; {_room(goal)}{_given_up(goal)}")
    return table


def _met(goal: GoalResult) -> bool:
    return goal.goal.startswith(SHORTFALL) and goal.value == 0


def _named(goal: GoalResult) -> str:
    if goal.goal.startswith(SHORTFALL):
        return f"{goal.goal.removeprefix(SHORTFALL)} shortfall"
    if goal.unit == "times":
        return "calm"
    return goal.goal.replace("guaranteed time of the", "guaranteed,").replace("2 worst-off", "two worst-off")


def _amount(goal: GoalResult, amount: float) -> str:
    """An amount of a goal, in hours where that is what people say."""
    match goal.unit:
        case "person-minutes" if goal.maximise:
            return count(round(amount / 60), "person-hour")
        case "person-minutes":
            return count(math.ceil(amount), "person-minute")
        case "people":
            return count(math.ceil(amount), "person", "people")
        case "minutes":
            return duration(amount)
    return count(math.ceil(amount), "unlock or movement", "unlocks and movements")


def _room(goal: GoalResult) -> str:
    """How much better a day that does as well on the goals before could be."""
    if goal.gap == 0:
        return "as good as can be"
    if not goal.maximise:
        return f"at most {math.ceil(goal.value - goal.bound):,} fewer cannot be ruled out"
    if _more(goal) is None:
        return f"{_times(goal)} cannot be ruled out"
    return f"no day is better by more than {_more(goal)}%"


def _more(goal: GoalResult) -> str | None:
    """Per cent by which a day could have more than this one at the most; none where it may be more than twice."""
    if goal.value <= 0 or goal.bound > 2 * goal.value:
        return None
    return _up(100 * (goal.bound - goal.value) / goal.value)


def _times(goal: GoalResult) -> str:
    if goal.value <= 0:
        whole = 60 if goal.unit == "person-minutes" else 1
        return f"up to {_amount(goal, math.ceil(goal.bound / whole) * whole)}"
    return f"up to {_up(goal.bound / goal.value)} times as much"


def _given_up(goal: GoalResult) -> str:
    """What the tolerance of a goal was used for."""
    lost = goal.best - goal.value if goal.maximise else goal.value - goal.best
    share = _up(100 * lost / max(abs(goal.best), 1.0))
    return f", but for {share}% given up within its tolerance for later goals" if lost > 0 else ""


def _up(number: float) -> str:
    """One decimal, rounded up: a bound never sounds tighter than it is."""
    return f"{math.ceil(round(10 * number, 6)) / 10:.1f}"


def footer(plan: Plan) -> RenderableType | None:
    """Seed, versions and the hash of the input: what is needed to make the same plan again."""
    parts = []
    if plan.proof is not None:
        limit = f"{plan.proof.time_limit:.0f} s, gap {100 * plan.proof.gap_target:g}%"
        parts.append(f"seed {plan.proof.seed}, {count(plan.proof.workers, 'worker')}, limit {limit}")
    if plan.made is not None:
        parts.append(", ".join(f"{name} {version}" for name, version in plan.made.versions.items()))
        parts.append(f"input {plan.made.input_hash[:12]}")
    return Text("; ".join(parts), style="dim") if parts else None
