"""R02: a wing with somebody unlocked on it has the officers of its step table; a locked wing its patrol state.

A wing of few groups is in one of a few *states* in each slot: the set of its groups that are unlocked. One Boolean for
each set, and within a set one for each step of the table that the set may need (fewer people on the wing need fewer
officers), make the relaxation pay for whole groups: unlocking "0.9 of a wing" with the officers of 0.9 of its people
is no longer free. Wings of many groups use ordered Booleans, one for each step of the table.
"""

from __future__ import annotations

from itertools import chain, combinations, pairwise

from solver.day_model import DayModel
from solver.linear import Sum

MOST_GROUPS = 5
"""Groups of a wing whose sets are listed, at most."""


def post(day: DayModel) -> None:
    """The step table of every wing in every period, and the officers that follow."""
    for w in range(len(day.problem.wings)):
        _wing(day, w)


def _wing(day: DayModel, w: int) -> None:
    wing, groups = day.problem.wings[w], day.problem.wing_groups[w]
    states: dict[int, dict[tuple[int, ...], int]] = {}
    known: dict[object, Sum] = {}
    for p, span in enumerate(day.problem.periods):
        slot = day.slot_of[p]
        if slot is None:
            day.need(wing.role, span, Sum(constant=wing.patrol))
            continue
        key = (slot, tuple(day.away[g][p] for g in groups))
        if key not in known and len(groups) > MOST_GROUPS:
            known[key] = _by_steps(day, w, p, slot)
        elif key not in known:
            if slot not in states:
                states[slot] = _states(day, w, slot)
            known[key] = _by_states(day, w, p, states[slot])
        day.need(wing.role, span, known[key])


def _states(day: DayModel, w: int, slot: int) -> dict[tuple[int, ...], int]:
    """A Boolean for each set of groups of a wing that may be unlocked together; exactly one holds."""
    groups = day.problem.wing_groups[w]
    sets = chain.from_iterable(combinations(groups, size) for size in range(len(groups) + 1))
    apart = day.problem.apart_wing
    states = {
        chosen: day.rows.boolean("state", w, day.problem.slots[slot])
        for chosen in sets
        if not any(frozenset(pair) in apart for pair in combinations(chosen, 2))
    }
    day.rows.equal(Sum((state, 1) for state in states.values()), 1)
    for g in groups:
        holding = Sum((state, 1) for chosen, state in states.items() if g in chosen)
        day.rows.equal(holding.add(day.unlocked[g][slot], -1), 0)
    return states


def _by_states(day: DayModel, w: int, p: int, states: dict[tuple[int, ...], int]) -> Sum:
    wing, groups = day.problem.wings[w], day.problem.wing_groups[w]
    sizes = {g: day.problem.groups[g].size for g in groups}
    on_wing = Sum()
    for g in groups:
        on_wing.plus(day.on_wing(g, p))
    sessions = _on_wing_sessions(day, w, p)
    visiting = min(sum(day.rows.upper[v] for v in sessions.terms), sum(sizes.values()))
    officers, room, spared, choices = Sum(constant=wing.patrol), Sum(), Sum(), False
    for chosen, state in states.items():
        people = sum(sizes[g] for g in chosen)
        gone = sum(min(sizes[g], sum(day.rows.upper[day.people[s, g]] for s in day.away[g][p])) for g in chosen)
        steps = _steps(wing.steps, bool(chosen), people - gone, people + visiting, wing.patrol)
        if len(steps) == 1 and steps[0][0] >= people + visiting:
            officers.add(state, steps[0][1] - wing.patrol)
            room.add(state, people + visiting)
            continue
        choices = True
        levels = [day.rows.boolean("step", w, day.problem.periods[p]) for _ in steps]
        day.rows.equal(Sum((level, 1) for level in levels).add(state, -1), 0)
        for level, (most, number) in zip(levels, steps, strict=True):
            officers.add(level, number - wing.patrol)
            room.add(level, most)
            spared.add(level, max(0, people - most))
    if choices:
        away = Sum((state, sum(sizes[g] for g in chosen)) for chosen, state in states.items())
        day.rows.at_most(spared.plus(away, -1).plus(on_wing), 0)
        if sessions.terms:
            day.rows.at_most(Sum().plus(on_wing).plus(sessions).plus(room, -1), 0)
    return officers


def _steps(
    table: tuple[tuple[int, int], ...], somebody: bool, fewest: int, most: int, patrol: int
) -> list[tuple[int, int]]:
    """The steps (people, officers) that between ``fewest`` and ``most`` people on the wing may need."""
    steps = [] if somebody else [(0, patrol)]
    below = 0
    for people, officers in table:
        if people >= max(fewest, 1) and (below < most or (somebody and not steps)):
            steps.append((people, officers))
        below = people
    return steps


def _on_wing_sessions(day: DayModel, w: int, p: int) -> Sum:
    return Sum(
        (day.people[s, g], 1)
        for g in day.problem.wing_groups[w]
        for s in day.away[g][p]
        if day.problem.sessions[s].where == "on-wing"
    )


def _by_steps(day: DayModel, w: int, p: int, slot: int) -> Sum:
    wing, groups = day.problem.wings[w], day.problem.wing_groups[w]
    people = _on_wing_sessions(day, w, p)
    for g in groups:
        people.plus(day.on_wing(g, p))
    officers = Sum(constant=wing.patrol)
    levels: list[int] = []
    below = (0, wing.patrol)
    for most, number in wing.steps:
        level = day.rows.boolean("step", w, day.problem.periods[p])
        people.add(level, below[0] - most)
        officers.add(level, number - below[1])
        levels.append(level)
        below = (most, number)
    for lower, higher in pairwise(levels):
        day.rows.at_most(Sum([(higher, 1), (lower, -1)]), 0)
    for g in groups:
        day.rows.at_most(Sum([(day.unlocked[g][slot], 1), (levels[0], -1)]), 0)
    day.rows.at_most(people, 0)
    return officers
