"""Between the engine's answer and people's words: the plan with its proof, and a plan as the engine knows it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from regime.clock import Span
from regime.completion import complete
from regime.made import made
from regime.plan import BreakTaken, GoalResult, GroupDay, Plan, Proof, Session, Stretch
from regime.today import Today
from solver import Limits, Outcome, Problem, Solution


def interpret(today: Today, problem: Problem, outcome: Outcome, limits: Limits) -> Plan:
    """The plan of a solved problem, without figures. Raises ValueError when the outcome holds no solution."""
    solution = outcome.solution
    if solution is None:
        raise ValueError("the outcome holds no solution")
    plan = Plan(
        prison=today.prison.prison,
        date=today.date,
        weekday=today.weekday,
        pattern=today.pattern,
        hours=today.hours,
        groups=list(_groups(today, problem, solution)),
        sessions=list(_sessions(today, problem, solution)),
        movements=[],
        breaks=sorted(_breaks(problem, solution), key=lambda b: (b.time.start, b.shift, b.role)),
        shortfalls=[],
        staff=[],
        proof=_proof(outcome, limits),
        made=made(today.prison),
    )
    return complete(today, plan)


def known_day(today: Today, problem: Problem, plan: Plan) -> Solution:
    """A plan as a day that the engine can start from; what this day has no group, session or on-wing time for is left.

    A group is unlocked in the slots that lie inside its stretches as a whole.
    """
    numbers = {name: k for k, name in enumerate(today.prison.on_wing)}
    stretches = {day.group: day.unlocked for day in plan.groups}
    slots = [Span.of(*slot) for slot in problem.slots]
    labels = tuple(
        tuple(
            next((numbers.get(s.on_wing) for s in stretches.get(group, ()) if s.time.contains(slot)), None)
            for slot in slots
        )
        for group in today.groups
    )
    run = {(s.activity, s.time.start, s.time.end): s.people for s in plan.sessions if s.runs}
    names = list(today.groups)
    running = {}
    for s, session in enumerate(problem.sessions):
        people = run.get((problem.activities[session.activity].name, *session.span))
        if people is not None:
            running[s] = people
    attending = {
        (s, a.group): people[names[a.group]]
        for s, people in running.items()
        for a in problem.sessions[s].groups
        if people.get(names[a.group], 0)
    }
    return Solution(labels, frozenset(running), attending, {})


def _groups(today: Today, problem: Problem, solution: Solution) -> Iterator[GroupDay]:
    names = list(today.prison.on_wing)
    for (group, about), labels in zip(today.groups.items(), solution.labels, strict=True):
        stretches = []
        for label, run in groupby(zip(labels, problem.slots, strict=True), key=itemgetter(0)):
            slots = [slot for _, slot in run]
            if label is not None:
                stretches.append(Stretch(time=Span.of(slots[0][0], slots[-1][1]), on_wing=names[label]))
        yield GroupDay(group=group, wing=today.wing_of[group], size=about.size, unlocked=stretches)


def _sessions(today: Today, problem: Problem, solution: Solution) -> Iterator[Session]:
    groups = list(today.groups)
    for s in sorted(solution.running):
        session = problem.sessions[s]
        people = {
            groups[a.group]: solution.people[s, a.group] for a in session.groups if (s, a.group) in solution.people
        }
        name = problem.activities[session.activity].name
        yield Session(activity=name, time=Span.of(*session.span), runs=True, people=people)


def _breaks(problem: Problem, solution: Solution) -> Iterator[BreakTaken]:
    for (c, b, start), people in solution.breaks.items():
        crew = problem.crews[c]
        time = Span.of(start, start + crew.breaks[b].minutes)
        yield BreakTaken(shift=crew.shift, role=crew.role, time=time, people=people)


def _proof(outcome: Outcome, limits: Limits) -> Proof:
    return Proof(
        status="optimal" if outcome.status == "optimal" else "feasible",
        goals=[
            GoalResult(
                goal=reached.stage.name,
                unit=reached.stage.unit,
                maximise=reached.stage.maximise,
                best=reached.best,
                value=reached.value,
                bound=reached.bound,
                tolerance_percent=reached.stage.goal.tolerance,
            )
            for reached in outcome.stages
        ],
        stopped=outcome.stopped,
        seconds=round(outcome.seconds, 2),
        seed=limits.seed,
        workers=limits.workers,
        time_limit=limits.seconds,
        gap_target=limits.gap,
        reproducible=limits.reproducible,
    )
