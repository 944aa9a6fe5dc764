"""The library: plan a day, evaluate one. Nothing here prints, exits or remembers; news comes as events."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from regime.against import differences, published_by
from regime.asked import refuse_another, refuse_another_day, refuse_wrong
from regime.checker import Finding, check
from regime.clock import Weekday
from regime.completion import complete
from regime.contradictions import refuse_contradicting
from regime.errors import Impossible, NoPlanInTime, PlanningError, PlanRejected
from regime.evaluation import Comparison, Evaluation, reached
from regime.explain.before import proved_impossible
from regime.figures import figures
from regime.plan import Plan
from regime.prison import Prison
from regime.today import Today

if TYPE_CHECKING:
    from solver import Event as Event  # for those who may not import the engine
    from solver import Learnt

EXPLAINED = 20.0
"""Seconds in which it is looked for why a day is impossible, at most."""


def plan(
    prison: Prison,
    *,
    weekday: Weekday | None = None,
    date: datetime.date | None = None,
    time_limit: float = 60.0,
    gap: float = 0.005,
    seed: int = 1,
    workers: int | None = None,
    reproducible: bool = False,
    against: Plan | None = None,
    start: Plan | None = None,
    learnt: Learnt | None = None,
    explain: bool = True,
    on_event: Callable[[Event], None] | None = None,
    stop: threading.Event | None = None,
) -> Plan:
    """The best day that the staff on duty can run, checked, with its figures and its proof.

    The day is ``weekday`` or ``date``; without either the prison's own, else a Monday. The search ends after
    ``time_limit`` seconds, once no day can be better by more than ``gap`` (a share), or when ``stop`` is set:
    the best plan so far is returned. ``workers`` are processor cores (all of them when left out); with
    ``reproducible`` the same input gives the same plan, and ``time_limit`` counts work done, which lasts longer.
    ``against`` is a published plan to stay close to, of the same prison and day of the week. The search starts from
    ``start``, or else from ``against``, as far as that keeps the rules: a plan of the same day with fewer staff, say,
    or of a day with more, which is cut down first. Then it also begins with what searches of days like this one have
    ``learnt`` (a ``solver.Learnt()`` that is given to each), and is some seconds ahead.
    ``on_event`` is called with each better plan and bound, from threads of the engine. Where no day keeps the rules, up
    to 20 seconds more are spent on why; with ``explain`` false none are, and ``Impossible`` does not say why.

    Raises ``InputError`` (a day or a limit that is none, see ``regime.asked``, or ``against`` that contradicts
    itself or is of another prison or day), ``Impossible`` (no day keeps the rules), ``NoPlanInTime`` (none found in
    time) and ``PlanRejected`` (the checker refused the engine's plan: a fault of the software).
    """
    refuse_wrong(
        prison=prison,
        against=against,
        start=start,
        learnt=learnt,
        weekday=weekday,
        date=date,
        time_limit=time_limit,
        gap=gap,
        seed=seed,
        workers=workers,
        reproducible=reproducible,
        explain=explain,
        on_event=on_event,
        stop=stop,
    )
    today = Today.of(prison, weekday, date)
    if against is not None:
        refuse_another(prison, "the published plan", against.prison)
        refuse_contradicting(against, "the published plan")
        refuse_another_day(today.weekday, "the published plan", against.weekday)

    def impossible() -> Impossible | None:
        return _impossible(today, time_limit, stop) if explain else Impossible()

    # Arithmetic spares the search; the engine has to say the same.
    if proved_impossible(today) and (told := impossible()):
        raise told
    limits = {"seconds": time_limit, "gap": gap, "seed": seed, "reproducible": reproducible}
    try:
        return _searched(
            today,
            limits,
            workers,
            start=start or against,
            against=against,
            learnt=learnt,
            on_event=on_event,
            stop=stop,
        )
    except Impossible:
        told = impossible()
    raise told or RuntimeError("the engine found a day that it had proved impossible")


def as_good(today: Today, as_this: Plan, time_limit: float, workers: int | None, stop: threading.Event) -> Plan:
    """A day near a plan that has its figures, which may not keep what the prison pins by now: as good as it in every
    goal, in their order and as far as that is possible and found in time (or before ``stop`` is set), and no better for
    its own sake.

    Raises what ``plan`` raises, and does not say why no day is possible.
    """
    limits = {"seconds": time_limit, "gap": 0.0}
    return _searched(
        today,
        limits,
        workers,
        start=as_this,
        against=published_by(as_this),
        enough=partial(reached, as_this),
        stop=stop,
    )


def _searched(
    today: Today,
    given: dict[str, Any],
    workers: int | None,
    *,
    start: Plan | None,
    against: Plan | None = None,
    enough: Callable[[str], float] | None = None,
    learnt: Learnt | None = None,
    on_event: Callable[[Event], None] | None = None,
    stop: threading.Event | None = None,
) -> Plan:
    """The plan that the engine finds, checked and measured."""
    # The engine takes half a second to import: only whoever plans pays for it.
    import solver
    from regime.formulate import formulate
    from regime.interpret import interpret, known_day

    problem = formulate(today, against)
    limits = solver.Limits(**given) if workers is None else solver.Limits(**given, workers=workers)
    known = None if start is None else known_day(today, problem, start)
    outcome = solver.solve(problem, limits, on_event, stop, known, enough, learnt)
    if outcome.status == "infeasible":
        raise Impossible
    if outcome.solution is None:
        raise NoPlanInTime(outcome.seconds, interrupted=stop is not None and stop.is_set())
    found = interpret(today, problem, outcome, limits)
    findings = check(today, found)
    if findings:
        raise PlanRejected([finding.sentence for finding in findings], _case(today, found, findings))
    other = None if against is None else differences(found, against)
    return found.model_copy(update={"figures": figures(today, found), "against": other})


def evaluate(
    prison: Prison,
    plan_to_evaluate: Plan,
    *,
    compare: bool = True,
    time_limit: float = 60.0,
    gap: float = 0.005,
    seed: int = 1,
    workers: int | None = None,
    reproducible: bool = False,
    on_event: Callable[[Event], None] | None = None,
    stop: threading.Event | None = None,
) -> Evaluation:
    """Check and measure a plan, made by hand or by anything else, on the plan's own day. The prison is as it was
    planned: ``regime.changes.as_planned`` makes the changes that a plan lists.

    A plan that the planner made is held to the planning step like any other of its plans; its proof is not used
    again. With ``compare`` the best day is looked for as well, starting from this plan (see ``plan`` for the
    arguments); where none is found, ``not_compared`` says why, and where ``stop`` ended the search, ``interrupted`` is
    true. Raises ``InputError`` for a plan of another prison, and for a day or a limit that is none.
    """
    refuse_wrong(
        prison=prison,
        plan_to_evaluate=plan_to_evaluate,
        compare=compare,
        time_limit=time_limit,
        gap=gap,
        seed=seed,
        workers=workers,
        reproducible=reproducible,
        on_event=on_event,
        stop=stop,
    )
    refuse_another(prison, "the plan", plan_to_evaluate.prison)
    weekday, date = plan_to_evaluate.weekday, plan_to_evaluate.date
    refuse_wrong(weekday=weekday, date=date)
    today = Today.of(prison, weekday, date)
    full = complete(today, plan_to_evaluate)
    full = full.model_copy(update={"figures": figures(today, full)})
    evaluation = Evaluation(
        # What the file proves and compares is of the plan that was saved: it may have been edited since.
        plan=full.model_copy(update={"proof": None, "made": None, "against": None}),
        findings=check(today, full),
        planned=full.proof is not None,
        filled_in=_filled_in(today, plan_to_evaluate, full),
        left_out=[day.group for day in full.groups[len(plan_to_evaluate.groups) :]],
    )
    if not compare:
        return evaluation
    try:
        best = plan(
            prison,
            weekday=weekday,
            date=date,
            time_limit=time_limit,
            gap=gap,
            seed=seed,
            workers=workers,
            reproducible=reproducible,
            start=full,
            on_event=on_event,
            stop=stop,
        )
    except PlanRejected:
        raise
    except PlanningError as error:
        interrupted = stop is not None and stop.is_set()
        return evaluation.model_copy(update={"not_compared": str(error), "interrupted": interrupted})
    interrupted = best.proof is not None and best.proof.stopped == "interrupted"
    return evaluation.model_copy(update={"comparison": Comparison.of(full, best), "interrupted": interrupted})


def _filled_in(today: Today, given: Plan, full: Plan) -> list[Literal["movements", "breaks"]]:
    """The parts that a plan was given without; and of one made by hand those that are what ``complete`` makes of one
    without them, since a timetable is completed when it is read."""
    again = complete(today, full.model_copy(update={"movements": [], "breaks": []}))
    parts: list[Literal["movements", "breaks"]] = ["movements", "breaks"]
    return [
        part
        for part in parts
        if (has := getattr(full, part))
        and (not getattr(given, part) or (full.proof is None and has == getattr(again, part)))
    ]


def _impossible(today: Today, seconds: float, stop: threading.Event | None) -> Impossible | None:
    """Why a day is impossible, as far as some seconds tell; none if it is possible after all."""
    from regime.explain.impossible import sentences, why_impossible
    from regime.explain.places import Places

    explained = why_impossible(today, Places(), min(EXPLAINED, seconds), ways=0, stop=stop)
    if explained.status == "possible":
        return None
    return Impossible(list(sentences(explained)))


def _case(today: Today, found: Plan, findings: list[Finding]) -> dict[str, Any]:
    """What a bug report needs to show the fault again."""
    return {
        "prison": today.prison.model_dump(mode="json"),
        "plan": found.model_dump(mode="json"),
        "findings": [finding.model_dump(mode="json") for finding in findings],
    }
