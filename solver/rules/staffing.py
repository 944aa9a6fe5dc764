"""R01: in every period what is asked for can be covered by the people on duty, each in one place.

Which role does whose work need not be decided: by Hall's theorem the work of a period can be shared out if and only if,
for every set of roles whose work is asked for, the demand of the set is at most the people on duty who may do any of
it. Only closed and connected sets are posted; the others follow from them. Breaks are numbers of people by start.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import minutes

MOST_ROLES = 14
"""Roles whose work may be linked by cover, at most (the sets are enumerated)."""


def post(day: DayModel) -> None:
    """Breaks, and the covering condition in every period. Last of the families: the others say what they need."""
    _posts(day)
    _breaks(day)
    periods = range(len(day.problem.periods))
    demand: list[dict[str, Sum]] = [defaultdict(Sum) for _ in periods]
    for asked in day.demands:
        for p in day.periods_in(asked.span):
            demand[p][asked.role].plus(asked.number)
    supply: list[dict[str, Sum]] = [defaultdict(Sum) for _ in periods]
    for c, crew in enumerate(day.problem.crews):
        for hours in crew.hours:
            for p in day.periods_in(hours):
                supply[p][crew.role].plus(_people(day, c))
        for b, taken in enumerate(crew.breaks):
            for start in taken.starts:
                for p in day.periods_in((start, start + taken.minutes)):
                    supply[p][crew.role].add(day.breaks[c, b, start], -1)
    asked_roles = sorted({asked.role for asked in day.demands})
    sets = covering_sets(asked_roles, day.problem.covers)
    tightest: dict[tuple[tuple[int, int], ...], int] = {}
    length: dict[tuple[tuple[int, int], ...], int] = defaultdict(int)
    for p in periods:
        for work, workers in sets:
            row = Sum()
            for role in work:
                row.plus(demand[p][role])
            for role in workers:
                row.plus(supply[p][role], -1)
            key = tuple(sorted(row.terms.items()))
            limit = -row.constant
            tightest[key] = min(limit, tightest.get(key, limit))
            length[key] += minutes(day.problem.periods[p])
    for terms, limit in tightest.items():
        day.covering[len(day.rows.rows)] = length[terms]
        day.rows.at_most(Sum(terms), limit)


def _people(day: DayModel, c: int) -> Sum:
    """People of a crew, with those who are added."""
    people = Sum(constant=day.problem.crews[c].people)
    return people.add(day.added[c]) if c in day.added else people


def _posts(day: DayModel) -> None:
    for number, post_ in enumerate(day.problem.posts):
        needed = Sum(constant=post_.number)
        if number in day.left_out:
            needed.add(day.left_out[number], -1)
        for hours in post_.hours:
            day.need(post_.role, hours, needed)


def _breaks(day: DayModel) -> None:
    for c, crew in enumerate(day.problem.crews):
        for b, taken in enumerate(crew.breaks):
            resting = Sum((day.breaks[c, b, start], 1) for start in taken.starts)
            if c in day.added:
                resting.add(day.added[c], -1)
            day.rows.equal(resting, crew.people)


def covering_sets(
    asked: list[str], covers: dict[str, tuple[str, ...]]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Sets of roles whose work is asked for, each with the roles that may do any of it.

    Raises ValueError when more than ``MOST_ROLES`` roles are linked by cover.
    """
    workers = {role: frozenset({role} | {r for r, done in covers.items() if role in done}) for role in asked}
    found: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for linked in _linked(asked, workers):
        if len(linked) > MOST_ROLES:
            raise ValueError(f"{len(linked)} roles cover one another: {', '.join(linked)}")
        for size in range(1, len(linked) + 1):
            for work in combinations(linked, size):
                able = frozenset().union(*(workers[role] for role in work))
                closed = all(role in work or not workers[role] <= able for role in linked)
                if closed and len(_linked(list(work), workers)) == 1:
                    found.append((work, tuple(sorted(able))))
    return found


def _linked(roles: list[str], workers: dict[str, frozenset[str]]) -> list[list[str]]:
    """Split roles into sets that share no worker."""
    parts: list[tuple[list[str], set[str]]] = []
    for role in roles:
        touching = [part for part in parts if part[1] & workers[role]]
        merged = ([role], set(workers[role]))
        for part in touching:
            parts.remove(part)
            merged[0].extend(part[0])
            merged[1].update(part[1])
        parts.append(merged)
    return [sorted(part[0]) for part in parts]
