"""R03: places, limits and minimum numbers of sessions; space for on-wing time; and the staff that both need."""

from __future__ import annotations

from collections import defaultdict

from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import Need, Span


def post(day: DayModel) -> None:
    """Sessions, activities over the day, and the space of on-wing time."""
    for s in range(len(day.problem.sessions)):
        _session(day, s)
    _activities(day)
    _space(day)


def _session(day: DayModel, s: int) -> None:
    session = day.problem.sessions[s]
    opened = day.open[s]
    everybody = Sum((day.people[s, a.group], 1) for a in session.groups)
    day.rows.at_most(Sum().plus(everybody).add(opened, -session.places), 0)
    day.rows.at_least(Sum().plus(everybody).add(opened, -session.minimum), 0)
    for cohort in day.cohorts[s]:
        limits = [day.rows.upper[day.people[s, g]] for g in cohort.groups]
        if sum(limits) < session.places or cohort.present != opened:
            together = Sum((day.people[s, g], 1) for g in cohort.groups)
            day.rows.at_most(together.add(cohort.present, -min(session.places, sum(limits))), 0)
        if len(cohort.groups) > 1:
            for g, limit in zip(cohort.groups, limits, strict=True):
                day.rows.at_most(Sum([(day.people[s, g], 1), (cohort.present, -limit)]), 0)
        if cohort.present != opened:
            day.rows.at_most(Sum([(cohort.present, 1), (opened, -1)]), 0)
    most = min(session.places, sum(a.most for a in session.groups))
    for need in session.staff:
        number = _staff(day, need, Sum([(opened, 1)]), everybody, most, session.span)
        day.need(need.role, session.staffed, number)


def _staff(day: DayModel, need: Need, in_use: Sum, people: Sum, most: int, span: Span) -> Sum:
    """Staff for ``people``: fixed while in use, or a whole number for each begun ``per``."""
    if need.per is None:
        return Sum().plus(in_use, need.fixed)
    return Sum([(day.batches("batches", people, need.per, most, in_use, span), need.fixed)])


def _activities(day: DayModel) -> None:
    sessions_of: dict[int, list[int]] = defaultdict(list)
    for s, session in enumerate(day.problem.sessions):
        sessions_of[session.activity].append(s)
    for a, sessions in sessions_of.items():
        activity = day.problem.activities[a]
        if activity.at_most is not None:
            day.rows.at_most(Sum((day.open[s], 1) for s in sessions), activity.at_most)
        if activity.per_person is not None:
            limits = {at.group: at.most for s in sessions for at in day.problem.sessions[s].groups}
            for g, limit in limits.items():
                total = Sum((day.people[s, g], 1) for s in sessions if (s, g) in day.people)
                day.rows.at_most(total, activity.per_person * limit)


def _space(day: DayModel) -> None:
    users: dict[tuple[int, str, int], list[int]] = defaultdict(list)
    for g, k, t in day.labelled:
        users[k, day.problem.times[k].places[g], t].append(g)
    for (k, place, t), groups in users.items():
        time = day.problem.times[k]
        people = Sum()
        for g in groups:
            people.plus(day.labelled[g, k, t], day.problem.groups[g].size)
        everybody = sum(day.problem.groups[g].size for g in groups)
        limit = time.limits.get(place)
        if limit is not None and everybody > limit:
            day.rows.at_most(Sum().plus(people), limit)
        if time.staff:
            _space_staff(day, k, t, groups, people, min(everybody, limit or everybody))


def _space_staff(day: DayModel, k: int, t: int, groups: list[int], people: Sum, most: int) -> None:
    labels = [day.labelled[g, k, t] for g in groups]
    in_use = labels[0]
    if len(labels) > 1:
        used = day.rows.boolean("place in use", None, day.problem.slots[t])
        in_use = Sum([(used, 1)])
        for label in labels:
            day.rows.at_most(Sum([(used, -1)]).plus(label), 0)
    span: Span = day.problem.slots[t]
    for need in day.problem.times[k].staff:
        day.need(need.role, span, _staff(day, need, in_use, people, most, span))
