"""How good the plan is proved to be, in words; and with what it was made."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.evaluation import calm
from regime.measured import Figures
from regime.page.words import count, duration, goal_words, limit_words, parts_words
from regime.plan import CALM, CHANGES, GIVES, SHORTFALL, GoalResult, Plan, Proof
from regime.proved import known, nothing_proved, worst_off

_ENDED = {
    "proved": "everything was proved",
    "gap": "the gap asked for was reached in every goal",
    "time": "the time limit was reached",
    "interrupted": "you stopped it, so this is the best so far",
}
CHECKED = "Checked by independent code: every rule is kept."
ALL_CHECKED = "Every plan here was checked by independent code: it keeps every rule."
UNPROVED = "how much better it could be is not proved yet"
IN_ORDER = "What is proved of a goal is so of days that do as well on those above it."
VALUE = "Time out of cell and work: person-hours out of cell, plus purposeful ones by the weights of their activities."


def verdict(plan: Plan) -> str | None:
    """One sentence for governors; nothing for a plan without a proof, or one that counts no time at all."""
    if plan.proof is None:
        return None
    if plan.proof.status == "optimal":
        return "Best possible, proved"
    names = [goal.goal for goal in plan.proof.goals]
    asked = next((at for at, name in enumerate(names) if name in GIVES), None)
    if asked is None:
        return None
    goal, gives = known(plan.proof.goals[asked], plan.figures), GIVES[names[asked]]
    terms = f"within these rules{_terms(names[:asked])}"
    if goal.bound <= goal.value:
        return f"No day {terms} gives more {gives} than this one"
    if nothing_proved(goal, plan.figures):
        return f"How much more {gives} another day could give is not proved yet"
    best, more = f"The best day possible {terms} gives at most", _more(goal)
    return f"{best} {more} more {gives} than this one" if more else f"{best} {_bound(goal)} of {gives}"


def _terms(before: Sequence[str]) -> str:
    """What a day must do as well as this one, since it comes first."""
    if all(name.startswith(SHORTFALL) for name in before):
        return " that meets entitlements as well" if before else ""
    return " that does as well on what comes first"


def worst_off_proved(plan: Plan) -> str:
    """What is proved of the certain time of the worst-off group; nothing where it is as good as can be, or no goal."""
    return _beside(plan, lambda goal: goal.startswith("guaranteed") and worst_off(goal) == 1, "at most")


def changes_proved(plan: Plan) -> str:
    """How much changes against a published plan, and what is proved of that; nothing where it is no goal."""
    goal = next((goal for goal in plan.proof.goals if goal.goal == CHANGES), None) if plan.proof else None
    if goal is None:
        return ""
    proved = _beside(plan, lambda name: name == CHANGES, "at least") or "as little as can be"
    return f"{amount(goal, goal.value)} changes, {proved}."


def _beside(plan: Plan, asked: Callable[[str], bool], words: str) -> str:
    """What is proved of a goal in minutes, short enough to stand beside them."""
    goals = plan.proof.goals if plan.proof else []
    at = next((at for at, goal in enumerate(goals) if asked(goal.goal)), None)
    goal = known(goals[at], plan.figures) if at is not None else None
    if goal is None or goal.bound == goal.value:
        return ""
    if nothing_proved(goal, plan.figures):
        return UNPROVED
    bound = duration(math.ceil(goal.bound) if goal.maximise else math.floor(goal.bound))
    return f"{words} {bound} on a day{_terms([each.goal for each in goals[:at]]) or ' within these rules'}"


def proof(plan: Plan) -> RenderableType | None:
    """The verdict, then goal after goal; nothing for a plan without a proof."""
    if plan.proof is None:
        return None
    said: list[RenderableType] = []
    first = verdict(plan)
    if first is not None:
        said.append(Text(f"{first}.", style="bold green" if plan.proof.status == "optimal" else "bold"))
    if plan.proof.goals:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="dim")
        table.add_column()
        for goal, reached, proved in goals_proved(plan):
            table.add_row(goal, f"{reached}; {proved}" if proved else reached)
        said += [table, Text(IN_ORDER, style="dim")]
    if any(goal.goal == "value" for goal in plan.proof.goals):
        said.append(Text(VALUE, style="dim"))
    said.append(Text(CHECKED))
    if plan.proof.stopped != "proved":
        said.append(Text(ended(plan.proof)))
    return Group(*said)


def ended(proof: Proof) -> str:
    """When the search ended, and why. A gap is that of the best found of a goal, of which later goals may take some."""
    less = proof.stopped == "gap" and any(goal.given_up > 0 for goal in proof.goals)
    on_top = "; what was then given up for later ones comes on top" if less else ""
    return f"The search ended after {proof.seconds:.0f} s: {_ENDED[proof.stopped]}{on_top}."


def goals_proved(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Each goal in its order, what this plan has of it and what is proved; entitlements that all have share a line."""
    goals = [known(goal, plan.figures) for goal in plan.proof.goals] if plan.proof else []
    met = [goal.goal.removeprefix(SHORTFALL) for goal in goals if _met(goal)]
    if met:
        yield "entitlements met in full", ", ".join(met), ""
    for goal in goals:
        if not _met(goal):
            name = goal_words(goal.goal).replace("certain time of the", "certain,")
            yield name, amount(goal, goal.value) + parts_words(_parts(goal, plan)), _proved(goal, plan.figures)


def _parts(goal: GoalResult, plan: Plan) -> dict[str, int]:
    """The parts of a sum of unlocks and movements, where they add up to it."""
    shown = calm(plan) if goal.goal == CALM and plan.figures else {}
    return shown if sum(shown.values()) == round(goal.value) else {}


def _met(goal: GoalResult) -> bool:
    return goal.goal.startswith(SHORTFALL) and goal.value == 0


def amount(goal: GoalResult, number: float) -> str:
    """An amount of a goal, in hours where that is what people say."""
    match goal.unit:
        case "person-minutes" if goal.maximise:
            return count(round(number / 60), "person-hour")
        case "person-minutes":
            return count(math.ceil(number), "person-minute")
        case "people":
            return count(math.ceil(number), "person", "people")
        case "minutes" if goal.goal == CHANGES:
            return f"{duration(number)} of groups' time"
        case "minutes":
            return duration(number)
    return f"{math.ceil(number):,}"


def _proved(goal: GoalResult, figures: Figures | None) -> str:
    """How much better a day could be, and how much of that is known and was given up for the sake of later goals."""
    if goal.given_up <= 0:
        return _room(goal, figures)
    less = 100 * goal.given_up / max(abs(goal.best), 1.0)  # a fact and no bound
    share = f"{less:.1f}%" if less >= 0.05 else "<0.1%"
    allowed = f"for the goals below it (the prison allows {goal.tolerance_percent}%)"
    if goal.gap == 0:
        return f"the best possible less {share}, given up {allowed}"
    return f"{_room(goal, figures)}; {share} of it was given up {allowed}"


def _room(goal: GoalResult, figures: Figures | None) -> str:
    """How much better a day that does as well on the goals before could be."""
    if goal.gap == 0:
        return "as good as can be"
    if nothing_proved(goal, figures):
        return UNPROVED
    if goal.maximise and (more := _more(goal)):
        return f"no day is better by more than {more}"
    return f"no day has {'more' if goal.maximise else 'fewer'} than {_bound(goal)}"


def _more(goal: GoalResult) -> str | None:
    """How much more a day could have than this one at the most, in per cent; none where it may be more than twice."""
    if goal.value <= 0 or goal.bound > 2 * goal.value:
        return None
    return f"{rounded_up(100 * (goal.bound - goal.value) / goal.value)}%"


def _bound(goal: GoalResult) -> str:
    """The bound as an amount, rounded so that it never sounds tighter than it is."""
    if not goal.maximise:
        return amount(goal, math.floor(goal.bound))
    whole = 60 if goal.unit == "person-minutes" else 1
    return amount(goal, math.ceil(goal.bound / whole) * whole)


def rounded_up(number: float) -> str:
    """One decimal, rounded up: a bound never sounds tighter than it is."""
    return f"{math.ceil(round(10 * number, 6)) / 10:,.1f}"


def footer(plan: Plan) -> RenderableType | None:
    """Seed, versions and the hash of the input: what is needed to make the same plan again."""
    parts = []
    if plan.proof is not None:
        limit = f"{limit_words(plan.proof.time_limit)} s, gap {100 * plan.proof.gap_target:g}%"
        parts.append(f"seed {plan.proof.seed}, {count(plan.proof.workers, 'worker')}, limit {limit}")
    if plan.made is not None:
        parts.append(", ".join(f"{name} {version}" for name, version in plan.made.versions.items()))
        parts.append(f"input {plan.made.input_hash[:12]}")
    return Text("; ".join(parts), style="dim") if parts else None
