"""R06 and R07 for what a group is unlocked for: windows, lengths, how often, and what of it is protected.

Where an on-wing time without any limits exists (association, as a rule), no group needs more of another than its
floor: the rest can carry the free name, which costs nothing and protects nobody. Then an on-wing time is a choice among
*options*, each a start and a length up to the floor. Otherwise every slot has a state for each on-wing time.
"""

from __future__ import annotations

from dataclasses import dataclass

from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import OnWingTime, Span, minutes
from solver.rules.unlock_shape import runs


def post(day: DayModel) -> None:
    """The on-wing time of every group, and that a group has one at a time and only while unlocked."""
    problem = day.problem
    for g in range(len(problem.groups)):
        for k in range(len(problem.times)):
            if k == problem.free_time:
                continue
            if problem.free_time is None:
                _by_slot(day, g, k)
            else:
                _by_options(day, g, k)
        for t in range(len(problem.slots)):
            named = Sum([(day.unlocked[g][t], -1)])
            for k in range(len(problem.times)):
                named.plus(day.labelled.get((g, k, t), Sum()))
            if problem.free_time is None:
                day.rows.equal(named, 0)
            elif len(named.terms) > 1:
                day.rows.at_most(named, 0)


def _need(day: DayModel, g: int, k: int) -> int:
    return max((floor.amount for floor in day.problem.floors if floor.group == g and floor.time == k), default=0)


# -- options ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Option:
    slots: range
    clean: range
    """Slots in which nobody may be away: as much as the floor needs."""


def _by_options(day: DayModel, g: int, k: int) -> None:
    time, slots = day.problem.times[k], day.problem.slots
    need = _need(day, g, k)
    pinned = any(pin.group == g and pin.time == k for pin in day.problem.pins)
    chosen = {
        option: day.rows.boolean(time.name, day.problem.groups[g].wing, _span(slots, option.slots))
        for option in _options(day.problem.times[k], slots, day.problem.locked_slots, need, pinned)
    }
    clean = day.protected.setdefault((g, k), {}) if time.protected else {}
    for option, variable in chosen.items():
        for t in option.slots:
            day.labelled.setdefault((g, k, t), Sum()).add(variable)
        for t in option.clean if time.protected else ():
            clean.setdefault(t, Sum()).add(variable)
    if time.periods is not None:
        day.rows.at_most(Sum((variable, 1) for variable in chosen.values()), time.periods)
    length = Sum((variable, minutes(_span(slots, option.slots))) for option, variable in chosen.items())
    if time.most is not None:
        day.rows.at_most(length, time.most)
    # Two periods that touch would be one longer period.
    for t in {option.slots.start for option in chosen}:
        touching = Sum((v, 1) for o, v in chosen.items() if t in (o.slots.start, o.slots.stop))
        if any(o.slots.stop == t for o in chosen):
            day.rows.at_most(touching, 1)


def _options(
    time: OnWingTime, slots: tuple[Span, ...], locked: frozenset[int], need: int, pinned: bool
) -> list[_Option]:
    shortest = time.shortest or 0
    enough = max(shortest, minutes((slots[0][0], slots[-1][1])) if pinned else need)
    options = []
    for first in sorted(time.slots - locked) if need or pinned else ():
        for last in range(first, len(slots)):
            if last not in time.slots or last in locked:
                break
            length = slots[last][1] - slots[first][0]
            if time.longest is not None and length > time.longest:
                break
            if length >= shortest:
                part = range(first, last + 1)
                options += [_Option(part, clean) for clean in _clean(slots, part, need)]
            if length >= enough:
                break
    return options


def _clean(slots: tuple[Span, ...], part: range, need: int) -> list[range]:
    """The ways in which the floor's part of a period may lie in it; all of it where nothing more is protected."""
    if need == 0 or minutes(_span(slots, part)) <= need:
        return [part]
    found = []
    for first in part:
        last = next((t for t in range(first, part.stop) if slots[t][1] - slots[first][0] >= need), None)
        if last is not None:
            found.append(range(first, last + 1))
    return found


def _span(slots: tuple[Span, ...], part: range) -> Span:
    return slots[part[0]][0], slots[part[-1]][1]


# -- states -----------------------------------------------------------------------------------------------


def _by_slot(day: DayModel, g: int, k: int) -> None:
    time, wing = day.problem.times[k], day.problem.groups[g].wing
    states = {
        t: day.rows.boolean(time.name, wing, day.problem.slots[t])
        for t in sorted(time.slots - day.problem.locked_slots)
    }
    day.labelled.update({(g, k, t): Sum([(state, 1)]) for t, state in states.items()})
    if time.shortest or time.longest or time.periods:
        starts = runs(day, states, wing, time.shortest or 0, time.longest, 0)
        if time.periods:
            day.rows.at_most(Sum((start, 1) for start in starts.values()), time.periods)
    if time.most:
        day.rows.at_most(Sum((state, minutes(day.problem.slots[t])) for t, state in states.items()), time.most)
    if time.protected:
        clean = _protected_part(day, g, k, states)
        day.protected[g, k] = {t: Sum([(variable, 1)]) for t, variable in clean.items()}


def _protected_part(day: DayModel, g: int, k: int, states: dict[int, int]) -> dict[int, int]:
    """All of an on-wing time, or, once the floor is met, as much as the floor needs."""
    time, wing, need = day.problem.times[k], day.problem.groups[g].wing, _need(day, g, k)
    if need == 0 or not states:
        return states
    clean = {t: day.rows.boolean("clean", wing, day.problem.slots[t]) for t in states}
    starts = runs(day, clean, wing, min(time.shortest or 0, need), None, 0)
    if time.periods:
        day.rows.at_most(Sum((start, 1) for start in starts.values()), time.periods)
    full = day.rows.boolean("floor met", wing, day.problem.planned)
    enough = Sum((variable, minutes(day.problem.slots[t])) for t, variable in clean.items())
    day.rows.at_least(enough.add(full, -need), 0)
    for t, state in states.items():
        day.rows.at_most(Sum([(clean[t], 1), (state, -1)]), 0)
        day.rows.at_most(Sum([(state, 1), (clean[t], -1), (full, -1)]), 0)
    return clean
