"""R09: people reach and leave an off-wing session only through a movement or with escorts."""

from __future__ import annotations

from collections import defaultdict

from solver.day_model import DayModel, cliques
from solver.linear import Sum


def post(day: DayModel) -> None:
    """Every cohort that attends has its movements; movements have posts and limits; escorts have staff."""
    _movements(day)
    for s in range(len(day.problem.sessions)):
        _escorts(day, s)


def _movements(day: DayModel) -> None:
    present: dict[tuple[int, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    people: dict[tuple[int, int], dict[int, Sum]] = defaultdict(lambda: defaultdict(Sum))
    for s, session in enumerate(day.problem.sessions):
        for cohort in day.cohorts[s]:
            if cohort.route is None:
                continue
            moving = day.movement_class[cohort.groups[0]]
            out = session.span[0] - day.problem.routes[cohort.route].minutes
            for start in (out, session.span[1]):
                present[cohort.route, start][moving].append(cohort.present)
                for g in cohort.groups:
                    people[cohort.route, start][moving].add(day.people[s, g])
    for key in sorted(present):
        _movement(day, key, present[key], people[key])
    for r, route in enumerate(day.problem.routes):
        if route.at_most is not None:
            runs = Sum((v, 1) for (which, _), v in day.movements.items() if which == r)
            day.rows.at_most(runs, route.at_most)


def _movement(day: DayModel, key: tuple[int, int], present: dict[int, list[int]], people: dict[int, Sum]) -> None:
    route, start = day.problem.routes[key[0]], key[1]
    span = (start, start + route.minutes)
    runs = day.rows.boolean("movement", None, span)
    day.movements[key] = runs
    of_class = {c: runs if len(present) == 1 else day.rows.boolean("class moves", None, span) for c in present}
    for c, cohorts in present.items():
        for variable in cohorts:
            day.rows.at_most(Sum([(variable, 1), (of_class[c], -1)]), 0)
        if of_class[c] != runs:
            day.rows.at_most(Sum([(of_class[c], 1), (runs, -1)]), 0)
        if route.people is not None:
            day.rows.at_most(Sum().plus(people[c]).add(of_class[c], -route.people), 0)
    everybody = Sum()
    for number in people.values():
        everybody.plus(number)
    # A movement without people does not exist.
    day.rows.at_least(Sum([(runs, -1)]).plus(everybody), 0)
    if route.people is not None and len(present) > 1:
        day.rows.at_most(everybody.add(runs, -route.people), 0)
    apart = {frozenset(day.movement_class[g] for g in pair) for pair in day.problem.apart_movement}
    for clique in cliques(list(present), apart):
        day.rows.at_most(Sum((of_class[c], 1) for c in clique).add(runs, -1), 0)
    for need in route.staff:
        day.need(need.role, span, Sum([(runs, need.fixed)]))


def _escorts(day: DayModel, s: int) -> None:
    session, escort = day.problem.sessions[s], day.problem.escort
    escorted = [a for a in session.groups if a.escorted]
    if not escorted or escort is None:
        return
    most = min(session.places, sum(a.most for a in escorted))
    people = Sum((day.people[s, a.group], 1) for a in escorted)
    parties = day.batches("escorts", people, escort.per, most, Sum([(day.open[s], 1)]), session.span)
    away = escorted[0].away
    for need in escort.staff:
        for span in ((away[0], session.span[0]), (session.span[1], away[1])):
            if span[1] > span[0]:
                day.need(need.role, span, Sum([(parties, need.fixed)]))
