"""What a day with something forced costs against the plan: a range that holds whatever the best such day is."""

from __future__ import annotations

from itertools import takewhile

from regime.evaluation import calm, proof_agrees, reached
from regime.explain.result import Difference, Forced, Worse
from regime.measured import Figures
from regime.plan import CALM, SHORTFALL, GoalResult, Plan, Shortfall
from regime.proved import ROUNDING, known, nothing_proved
from regime.whatif.result import value_of

LITTLE = 0.01
"""Share of the plan's value that the day found may lack, with nothing proved, and still say something: goals may give
up as much for each other by default."""


def compared(wish: str, before: Plan, after: Plan) -> Forced:
    """The answer that the best day found with a wish forced gives: ``after``, with its proof."""
    was, now = _figures(before), _figures(after)
    most, least, short = was.value - now.value, _at_least(before, after), _new(before, after)
    out_before = {each.group: each.out_of_cell for each in was.groups}
    more = {each.group: round(each.out_of_cell - out_before[each.group]) for each in now.groups}
    ran, runs = _running(before), _running(after)
    found = Forced(
        wish=wish,
        status="may cost",
        least=None if least is None else least / 60,
        most=most / 60,
        tolerance_percent=_tolerance(after),
        allowed=_allowed(before, _tolerance(after)),
        room=_room(before),
        found_room=_room(after),
        worse=_worse(before, after),
        short=short,
        misses_more=_misses_more(before, after),
        has_to_miss=_has_to_miss(before, after),
        misses_less=_misses_less(before, after),
        losses=_most_first({group: -minutes for group, minutes in more.items()}),
        gains=_most_first(more),
        cancelled=[session for session in ran if session not in runs],
        started=[session for session in runs if session not in ran],
    )
    rounding = ROUNDING * max(1.0, was.value)
    if most <= rounding and not found.misses_more and not found.worse:
        return found.model_copy(update={"status": "free choice"})
    lost = least is not None and least > rounding
    if found.has_to_miss or lost or any(worse.has_to for worse in found.worse):
        return found.model_copy(update={"status": "costs"})
    if most > LITTLE * was.value and not found.misses_less:
        return found.model_copy(update={"status": "could not tell"})
    return found


def _at_least(before: Plan, after: Plan) -> float | None:
    """Person-minutes of value that every day like the one found which misses no more than the plan has less than it."""
    goal = value_of(after)
    return None if goal is None else _figures(before).value - known(goal, after.figures).bound


def _tolerance(plan: Plan) -> int:
    """Per cent of the value that goals after it may take; 0 where there are none."""
    goal, goals = value_of(plan), plan.proof.goals if plan.proof else []
    return goal.tolerance_percent if goal is not None and goal is not goals[-1] else 0


def _allowed(plan: Plan, tolerance: int) -> float | None:
    """Person-hours that goals after the value may take of it, less what those of the plan took already."""
    value, goal = _figures(plan).value, _own(plan)
    best = goal.best if goal else value
    return (value - best * (100 - tolerance) / 100) / 60 if tolerance else None


def _room(plan: Plan) -> float | None:
    """By what share of its value a day may be better, as far as is proved; none where nothing is."""
    goal = _own(plan)
    if goal is None or goal.value <= 0 or nothing_proved(goal, plan.figures):
        return None
    return max(0.0, known(goal, plan.figures).bound / goal.value - 1)


def _own(plan: Plan) -> GoalResult | None:
    """The goal of the value with its proof, unless the plan was edited since."""
    return value_of(plan) if proof_agrees(plan) else None


def _worse(before: Plan, after: Plan) -> list[Worse]:
    """The goals but entitlements and the value in which the day found is worse than the plan."""
    found = []
    for goal in after.proof.goals if after.proof else []:
        if goal.goal != "value" and not goal.goal.startswith(SHORTFALL):
            had = reached(before, goal.goal)
            rounding = ROUNDING * max(1.0, abs(had))
            if (had - goal.value if goal.maximise else goal.value - had) > rounding:
                had_parts, found_parts = (calm(plan) if goal.goal == CALM else {} for plan in (before, after))
                found.append(Worse(had=had, found=goal, had_parts=had_parts, found_parts=found_parts))
    return found


def _misses_more(before: Plan, after: Plan) -> bool:
    goals = {f"{SHORTFALL}{shortfall.entitlement}" for shortfall in after.shortfalls}
    return any(reached(after, goal) > reached(before, goal) for goal in goals)


def _misses_less(before: Plan, after: Plan) -> bool:
    return any(shortfall.best < had - ROUNDING for shortfall, had in _missing(before, after))


def _has_to_miss(before: Plan, after: Plan) -> bool:
    """Whether it is proved that every day like the one found misses more than the plan."""
    return any(shortfall.bound > had + ROUNDING for shortfall, had in _missing(before, after))


def _missing(before: Plan, after: Plan) -> list[tuple[GoalResult, float]]:
    """What is proved of the day found about each entitlement that comes before all other goals, and what the plan
    misses of it. A proof holds for days that miss no more than the plan of what is more important."""
    goals = takewhile(lambda goal: goal.goal.startswith(SHORTFALL), after.proof.goals if after.proof else [])
    return [(goal, reached(before, goal.goal)) for goal in goals]


def _figures(plan: Plan) -> Figures:
    assert plan.figures is not None
    return plan.figures


def _running(plan: Plan) -> list[str]:
    return [f"{session.activity} {session.time}" for session in plan.sessions if session.runs]


def _most_first(minutes: dict[str, int]) -> list[Difference]:
    some = [Difference(group=group, minutes=n) for group, n in minutes.items() if n > 0]
    return sorted(some, key=lambda each: -each.minutes)


def _new(before: Plan, after: Plan) -> list[Shortfall]:
    had = {(s.entitlement, s.group): s.short for s in before.shortfalls}
    return [s for s in after.shortfalls if s.short > had.get((s.entitlement, s.group), 0)]
