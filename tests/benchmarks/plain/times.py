"""R06, R07, R08 and R10 in the plain model: when groups are unlocked, what for, and what counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from solver.linear import Sum
from solver.problem import Floor, Span, minutes, overlap
from tests.benchmarks.plain.model import PlainModel


def unlock_shape(day: PlainModel) -> None:
    """R06 for unlocks, and R10: nobody is unlocked in a roll check."""
    shape = day.problem.shape
    for row in day.unlocked:
        starts = _runs(day, dict(enumerate(row)), day.problem.slots, shape.shortest, None, shape.gap)
        day.rows.at_most(starts, shape.at_most)
        for t in day.problem.locked_slots:
            day.rows.fix(row[t], 0)


def _runs(
    day: PlainModel, states: Mapping[int, int], spans: Sequence[Span], shortest: int, longest: int | None, gap: int
) -> Sum:
    """The shape of the runs of ``states`` (position in ``spans`` -> Boolean), in minutes; returns their number."""
    starts = Sum()
    for t, state in states.items():
        start = day.boolean("start", spans[t])
        turned_on = Sum([(state, 1)])
        turned_off = Sum([(state, -1)])
        if t - 1 in states:
            turned_on.add(states[t - 1], -1)
            turned_off.add(states[t - 1], 1)
        day.rows.at_most(Sum([(start, -1)]).plus(turned_on), 0)
        starts.add(start)
        for u in _following(spans, t, shortest):
            later = Sum([(states[u], -1)]) if u in states else Sum()
            day.rows.at_most(later.plus(turned_on), 0)
        if spans[-1][1] - spans[t][0] < shortest:
            day.rows.at_most(turned_on, 0)
        for u in _following(spans, t, gap):
            if u in states:
                day.rows.at_most(Sum([(states[u], 1)]).plus(turned_off), 1)
        if longest is not None:
            together = [t, *_following(spans, t, longest + 1)]
            if spans[together[-1]][1] - spans[t][0] > longest and all(u in states for u in together):
                day.rows.at_most(Sum((states[u], 1) for u in together), len(together) - 1)
    return starts


def _following(spans: Sequence[Span], t: int, length: int) -> list[int]:
    """The positions after ``t`` that begin less than ``length`` minutes after ``t`` does."""
    return [u for u in range(t + 1, len(spans)) if spans[u][0] - spans[t][0] < length]


def on_wing_times(day: PlainModel) -> None:
    """R06 for on-wing times: an unlocked group has one of them, inside its windows, neither too long nor too often."""
    slots = day.problem.slots
    for g, row in enumerate(day.unlocked):
        for t, unlocked in enumerate(row):
            labels = Sum((day.label[g, k, t], 1) for k, time in enumerate(day.problem.times) if t in time.slots)
            day.rows.equal(labels.add(unlocked, -1), 0)
        for k, time in enumerate(day.problem.times):
            states = _states(day, g, k)
            starts = _runs(day, states, slots, time.shortest or 0, time.longest, 0)
            if time.periods is not None:
                day.rows.at_most(starts, time.periods)
            if time.most is not None:
                day.rows.at_most(Sum((state, minutes(slots[t])) for t, state in states.items()), time.most)


def _states(day: PlainModel, g: int, k: int) -> dict[int, int]:
    return {t: day.label[g, k, t] for t in sorted(day.problem.times[k].slots)}


def protected_time(day: PlainModel) -> None:
    """R07: of protected time no minute conflicts with people being away, unless its largest floor is met without those.

    A floor of protected time counts periods of it without conflict, each as long as such a period (or the whole floor)
    has to be, and no more of them than the day may have: ``counted`` picks them, period by period.
    """
    for g in range(len(day.problem.groups)):
        for k, time in enumerate(day.problem.times):
            if time.protected:
                floors = [f for f, floor in enumerate(day.problem.floors) if (floor.group, floor.time) == (g, k)]
                for f in floors:
                    day.counted[f] = _counted(day, f, g, k)
                largest = max(floors, key=lambda f: day.problem.floors[f].amount, default=None)
                _no_conflict(day, g, k, largest)


def _counted(day: PlainModel, f: int, g: int, k: int) -> dict[int, int]:
    time, floor, size = day.problem.times[k], day.problem.floors[f], day.problem.groups[g].size
    counted = {
        p: day.boolean("counted", day.problem.periods[p]) for p, slot in enumerate(day.slot_of) if slot in time.slots
    }
    for p, variable in counted.items():
        day.rows.at_most(Sum([(variable, 1), (_label(day, g, k, p), -1)]), 0)
        day.rows.at_most(_conflicting(day, g, p).add(variable, size), size)
    starts = _runs(day, counted, day.problem.periods, min(time.shortest or 0, floor.amount), None, 0)
    if time.periods is not None:
        day.rows.at_most(starts, time.periods)
    return counted


def _no_conflict(day: PlainModel, g: int, k: int, largest: int | None) -> None:
    size = day.problem.groups[g].size
    met = Sum()
    if largest is not None:
        enough = day.boolean("floor met", day.problem.planned)
        day.rows.at_least(given(day, largest).add(enough, -day.problem.floors[largest].amount), 0)
        met = Sum([(enough, -size)])
    for p, slot in enumerate(day.slot_of):
        if slot in day.problem.times[k].slots:
            day.rows.at_most(_conflicting(day, g, p).add(_label(day, g, k, p), size).plus(met), size)


def _label(day: PlainModel, g: int, k: int, p: int) -> int:
    slot = day.slot_of[p]
    assert slot is not None
    return day.label[g, k, slot]


def _conflicting(day: PlainModel, g: int, p: int) -> Sum:
    """People of a group who are away in something that does not excuse them."""
    return day.people_of([s for s in day.away[g][p] if not day.problem.sessions[s].excuses], g)


def entitlements(day: PlainModel) -> None:
    """R08: what is given and what is short make up every floor."""
    for f, floor in enumerate(day.problem.floors):
        day.rows.at_least(given(day, f).add(day.short[f]), floor.amount)


def given(day: PlainModel, f: int) -> Sum:
    """Minutes, or people attending, that count towards a floor."""
    floor, slots, periods = day.problem.floors[f], day.problem.slots, day.problem.periods
    g, k = floor.group, floor.time
    if floor.occasions:
        return day.people_of([s for s in floor.sessions if (s, g) in day.people], g)
    if f in day.counted:
        return Sum((counted, _shared(floor, periods[p])) for p, counted in day.counted[f].items())
    states = dict(enumerate(day.unlocked[g])) if k is None else _states(day, g, k)
    return Sum((state, _shared(floor, slots[t])) for t, state in states.items())


def _shared(floor: Floor, span: Span) -> int:
    return overlap(span, floor.between) if floor.between else minutes(span)
