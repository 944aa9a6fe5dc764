"""R03, R04, R05, R09, R11 and R12 in the plain model: who is where, how they get there and whom they may meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from solver.linear import Sum
from solver.problem import minutes, overlap
from tests.benchmarks.plain.model import PlainModel


def one_place(day: PlainModel) -> None:
    """R04: nobody is away twice; of an unlocked group all who are not away are on the wing, of a locked one nobody."""
    for g, group in enumerate(day.problem.groups):
        for p, slot in enumerate(day.slot_of):
            away = day.people_of(day.away[g][p], g)
            if slot is None:
                day.rows.at_most(away, group.size)
                continue
            on, unlocked = day.on[g, p], day.unlocked[g][slot]
            day.rows.at_most(Sum([(on, 1), (unlocked, -group.size)]), 0)
            day.rows.at_most(Sum([(on, 1)]).plus(away), group.size)
            day.rows.at_least(Sum([(on, 1), (unlocked, -group.size)]).plus(away), 0)


def space(day: PlainModel) -> None:
    """R03 for on-wing times: whole groups together fit in their place, which has its staff while it is used."""
    for k, time in enumerate(day.problem.times):
        users: dict[str, list[int]] = defaultdict(list)
        for g, place in enumerate(time.places):
            users[place].append(g)
        for place, groups in users.items():
            limit = time.limits.get(place)
            for t in sorted(time.slots):
                people = Sum((day.label[g, k, t], day.problem.groups[g].size) for g in groups)
                if limit is not None:
                    day.rows.at_most(people, limit)
                if time.staff:
                    used = day.boolean("place used", day.problem.slots[t])
                    for g in groups:
                        day.rows.at_most(Sum([(day.label[g, k, t], 1), (used, -1)]), 0)
                    day.need_each(time.staff, used, people, day.problem.slots[t])


def sessions(day: PlainModel) -> None:
    """R03 for each session: people only if it runs, within its places and each group's limit, and enough of them."""
    for s, session in enumerate(day.problem.sessions):
        people = Sum((day.people[s, a.group], 1) for a in session.groups)
        day.rows.at_most(Sum([(day.open[s], -session.places)]).plus(people), 0)
        day.rows.at_least(Sum([(day.open[s], -session.minimum)]).plus(people), 0)
        for a in session.groups:
            day.rows.at_most(Sum([(day.people[s, a.group], 1), (day.attends[s, a.group], -a.most)]), 0)
        day.need_each(session.staff, day.open[s], people, session.staffed)


def activities(day: PlainModel) -> None:
    """R03 over the day: sessions of an activity, and how often the people of a group attend it."""
    for a, activity in enumerate(day.problem.activities):
        own = [s for s, session in enumerate(day.problem.sessions) if session.activity == a]
        if activity.at_most is not None:
            day.rows.at_most(Sum((day.open[s], 1) for s in own), activity.at_most)
        if activity.per_person is not None:
            limits = {at.group: at.most for s in own for at in day.problem.sessions[s].groups}
            for g, limit in limits.items():
                attended = day.people_of([s for s in own if (s, g) in day.people], g)
                day.rows.at_most(attended, activity.per_person * limit)


def rooms(day: PlainModel) -> None:
    """R11: two sessions in one room, or of one movable activity, do not run at the same time."""
    for (s, one), (r, other) in combinations(enumerate(day.problem.sessions), 2):
        same_room = one.room is not None and one.room == other.room
        same_activity = one.activity == other.activity and not (one.fixed or one.room)
        if (same_room or same_activity) and overlap(one.span, other.span):
            day.rows.at_most(Sum([(day.open[s], 1), (day.open[r], 1)]), 1)


def movements(day: PlainModel) -> None:
    """R09: who attends by a route moves out before and back after; movements have posts, limits and separation."""
    travellers: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for s, session in enumerate(day.problem.sessions):
        for a in session.groups:
            if a.route is not None:
                travellers[a.route, a.away[0]].append((s, a.group))
                travellers[a.route, session.span[1]].append((s, a.group))
    runs: dict[int, Sum] = defaultdict(Sum)
    for (r, start), moving in travellers.items():
        route = day.problem.routes[r]
        span = (start, start + route.minutes)
        movement = day.boolean("movement", span)
        runs[r].add(movement)
        goes = {g: day.boolean("goes", span) for g in sorted({g for _, g in moving})}
        for s, g in moving:
            day.rows.at_most(Sum([(day.attends[s, g], 1), (goes[g], -1)]), 0)
        for variable in goes.values():
            day.rows.at_most(Sum([(variable, 1), (movement, -1)]), 0)
        _apart(day, {g: Sum([(variable, 1)]) for g, variable in goes.items()}, day.problem.apart_movement)
        if route.people is not None:
            day.rows.at_most(Sum((day.people[key], 1) for key in moving), route.people)
        day.need_each(route.staff, movement, Sum(), span)
    for r, route in enumerate(day.problem.routes):
        if route.at_most is not None:
            day.rows.at_most(runs[r], route.at_most)


def escorts(day: PlainModel) -> None:
    """R09 and R01: staff take those who are escorted there, and back."""
    escort = day.problem.escort
    for s, session in enumerate(day.problem.sessions):
        escorted = [a for a in session.groups if a.escorted]
        if escorted and escort is not None:
            people = Sum((day.people[s, a.group], 1) for a in escorted)
            parties = day.integer(day.rows.reach(people, True), "escorts", session.span)
            day.rows.at_most(people.add(parties, -escort.per), 0)
            for way in ((escorted[0].away[0], session.span[0]), (session.span[1], escorted[0].away[1])):
                for need in escort.staff:
                    day.need(need.role, way, Sum([(parties, need.fixed)]))


def separation(day: PlainModel) -> None:
    """R05 on wings, in rooms and on yards; movements see to their own."""
    problem = day.problem
    for t in range(len(problem.slots)):
        for groups in problem.wing_groups:
            _apart(day, {g: Sum([(day.unlocked[g][t], 1)]) for g in groups}, problem.apart_wing)
        yards: dict[str, dict[int, Sum]] = defaultdict(lambda: defaultdict(Sum))
        for k, time in enumerate(problem.times):
            if time.yard and t in time.slots:
                for g, place in enumerate(time.places):
                    yards[place][g].add(day.label[g, k, t])
        for present in yards.values():
            _apart(day, present, problem.apart_yard)
    for s, session in enumerate(problem.sessions):
        attends = {a.group: Sum([(day.attends[s, a.group], 1)]) for a in session.groups}
        if session.where == "off-wing":
            _apart(day, attends, problem.apart_room)
        elif session.where == "on-wing":  # it is held on each wing by itself
            for groups in problem.wing_groups:
                _apart(day, {g: attends[g] for g in groups if g in attends}, problem.apart_room)


def _apart(day: PlainModel, present: Mapping[int, Sum], apart: frozenset[frozenset[int]]) -> None:
    """Two groups that are kept apart are not both present (group -> 0 or 1)."""
    for g, h in combinations(present, 2):
        if frozenset((g, h)) in apart:
            day.rows.at_most(Sum().plus(present[g]).plus(present[h]), 1)


def pins(day: PlainModel) -> None:
    """R12: what is pinned is kept; what cannot be becomes a row that nothing satisfies."""
    for pin in day.problem.pins:
        for t in pin.slots:
            if pin.time is not None:
                label = day.label.get((pin.group, pin.time, t))
                day.rows.equal(Sum() if label is None else Sum([(label, 1)]), 1)
            day.rows.equal(Sum([(day.unlocked[pin.group][t], 1)]), int(pin.unlocked))
        if pin.unlocked:
            day.rows.at_least(Sum(constant=sum(minutes(day.problem.slots[t]) for t in pin.slots)), pin.minutes)
    for pinned in day.problem.session_pins:
        running = Sum((day.open[s], 1) for s in pinned.sessions)
        if pinned.runs:
            day.rows.at_least(running, 1)
        else:
            day.rows.at_most(running, 0)
    for wanted in day.problem.attendance_pins:
        there = Sum((v, 1) for (s, g), v in day.people.items() if s in wanted.sessions and g in wanted.groups)
        day.rows.at_least(there, wanted.people)
    for f in day.problem.full_floors:
        day.rows.at_most(Sum([(day.short[f], 1)]), 0)
