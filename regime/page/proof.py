"""How good the plan is proved to be, in words; and with what it was made."""

from __future__ import annotations

import math

from rich.console import RenderableType
from rich.text import Text

from regime.plan import GoalResult, Plan, Proof

ENDED = {
    "proved": "everything was proved",
    "gap": "the gap asked for was reached",
    "time": "the time limit was reached",
    "interrupted": "you stopped it, so this is the best so far",
}


def proof(plan: Plan) -> RenderableType | None:
    """One or two sentences; nothing for a plan made by hand."""
    if plan.proof is None:
        return None
    if plan.proof.status == "optimal":
        said = Text.assemble(("Best possible, proved.", "bold green"))
    else:
        said = Text.assemble(("Proved: ", "bold"), _bounds(plan.proof))
    given_up = ", ".join(_given_up(goal) for goal in plan.proof.goals if _is_given_up(goal))
    if given_up:
        said.append(f" Given up within its tolerance for later goals: {given_up}.")
    if plan.proof.stopped != "proved":
        said.append(f" The search ended after {plan.proof.seconds:.0f} s: {ENDED[plan.proof.stopped]}.")
    return said


def _bounds(proof: Proof) -> str:
    room = ", ".join(_room(goal) for goal in proof.goals if goal.gap > 0)
    proved = ", ".join(_named(goal) for goal in proof.goals if goal.gap == 0)
    said = f"no day that keeps the goals before it is better by more than: {room}."
    return f"{said} As good as can be: {proved}." if proved else said


def _named(goal: GoalResult) -> str:
    kind, colon, entitlement = goal.goal.partition(": ")
    return f"{entitlement} {kind}" if colon else kind


def _room(goal: GoalResult) -> str:
    """How much better one goal could be at the most, in per cent where a per cent means something."""
    if goal.gap < 1:
        return f"{_named(goal)} {_up(100 * goal.gap)}%"
    return f"{_named(goal)} {abs(goal.bound - goal.best):,.0f} {goal.unit}"


def _is_given_up(goal: GoalResult) -> bool:
    return goal.value < goal.best if goal.maximise else goal.value > goal.best


def _given_up(goal: GoalResult) -> str:
    share = abs(goal.best - goal.value) / max(abs(goal.best), 1.0)
    return f"{_named(goal)} {_up(100 * share)}%"


def _up(per_cent: float) -> str:
    """One decimal, rounded up: a bound never sounds tighter than it is."""
    return f"{math.ceil(round(10 * per_cent, 6)) / 10:.1f}"


def footer(plan: Plan) -> RenderableType | None:
    """Seed, versions and the hash of the input: what is needed to make the same plan again."""
    parts = []
    if plan.proof is not None:
        limit = f"{plan.proof.time_limit:.0f} s, gap {100 * plan.proof.gap_target:g}%"
        parts.append(f"seed {plan.proof.seed}, {plan.proof.workers} workers, limit {limit}")
    if plan.made is not None:
        parts.append(", ".join(f"{name} {version}" for name, version in plan.made.versions.items()))
        parts.append(f"input {plan.made.input_hash[:12]}")
    return Text("; ".join(parts), style="dim") if parts else None
