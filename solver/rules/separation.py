"""R05: groups that are kept apart never share a wing while unlocked, a room, a yard or a movement.

Movements are in ``movement``, which knows who travels when. Where several groups are pairwise apart, one row for
the whole set replaces a row for each pair: at most one of them at a time.
"""

from __future__ import annotations

from collections import defaultdict

from solver.day_model import DayModel, cliques
from solver.linear import Sum


def post(day: DayModel) -> None:
    """Separation on wings, in rooms and on yards."""
    _wings(day)
    _rooms(day)
    _yards(day)


def _wings(day: DayModel) -> None:
    for groups in day.problem.wing_groups:
        for clique in cliques(list(groups), set(day.problem.apart_wing)):
            for t in range(len(day.problem.slots)):
                day.rows.at_most(Sum((day.unlocked[g][t], 1) for g in clique), 1)


def _rooms(day: DayModel) -> None:
    for s, cohorts in enumerate(day.cohorts):
        if len(cohorts) < 2:
            continue
        apart = day.rooms_apart(s)
        class_of = {g: cohort.room_class for cohort in cohorts for g in cohort.groups}
        apart_classes = {frozenset(class_of[g] for g in pair) for pair in apart if pair <= class_of.keys()}
        present: dict[int, list[int]] = defaultdict(list)
        for cohort in cohorts:
            present[cohort.room_class].append(cohort.present)
        for clique in cliques(list(present), apart_classes):
            # Cohorts of one class may be there together, so a class counts once: a Boolean of its own if need be.
            there = [_any(day, s, present[c]) for c in clique]
            day.rows.at_most(Sum((b, 1) for b in there).add(day.open[s], -1), 0)


def _any(day: DayModel, s: int, present: list[int]) -> int:
    if len(present) == 1:
        return present[0]
    some = day.rows.boolean("class", None, day.problem.sessions[s].span)
    for variable in present:
        day.rows.at_most(Sum([(variable, 1), (some, -1)]), 0)
    return some


def _yards(day: DayModel) -> None:
    users: dict[tuple[str, int], dict[int, Sum]] = defaultdict(dict)
    for (g, k, t), label in day.labelled.items():
        time = day.problem.times[k]
        if time.yard:
            users[time.places[g], t].setdefault(g, Sum()).plus(label)
    pairs = set(day.problem.apart_yard)
    for groups in users.values():
        for clique in cliques(list(groups), pairs):
            together = Sum()
            for g in clique:
                together.plus(groups[g])
            day.rows.at_most(together, 1)
