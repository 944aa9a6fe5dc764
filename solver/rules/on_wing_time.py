"""R06 and R07 for what a group is unlocked for: windows, lengths, how often, and what of it is protected.

Where an on-wing time without any limits exists (association, as a rule), no group needs more of another than its
floors: the rest can carry the free name, which costs nothing and protects nobody. Then an on-wing time is a choice
among *options*, each a start and a length up to the floors. Otherwise every slot has a state for each on-wing time.
So it has where people go away or come back between two decision times of protected time: what counts towards a floor
may then be less than any period that holds it.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from itertools import combinations

from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import Floor, OnWingTime, Span, minutes, overlap
from solver.rules.unlock_shape import runs

WIDE = 4
"""In a window so many times as long as another on-wing time, or longer, there is room beside that."""


def post(day: DayModel) -> None:
    """The on-wing time of every group, and that a group has one at a time and only while unlocked."""
    problem = day.problem
    for g in range(len(problem.groups)):
        for k in range(len(problem.times)):
            if k == problem.free_time:
                continue
            if problem.free_time is None or _cut(day, g, k):
                _by_slot(day, g, k)
            else:
                _by_options(day, g, k)
        _exclude(day, g)
        for t in range(len(problem.slots)):
            named = Sum([(day.unlocked[g][t], -1)])
            for k in range(len(problem.times)):
                named.plus(day.labelled.get((g, k, t), Sum()))
            if problem.free_time is None:
                day.rows.equal(named, 0)
            elif len(named.terms) > 1:
                day.rows.at_most(named, 0)


def _floors(day: DayModel, g: int, k: int) -> list[Floor]:
    return [floor for floor in day.problem.floors if floor.group == g and floor.time == k]


def _cut(day: DayModel, g: int, k: int) -> bool:
    """Whether a part of a slot may count towards a floor of protected time, because people are away in the rest."""
    time, slots = day.problem.times[k], day.problem.slots
    cut = any(t in time.slots and span != slots[t] for t, span in day.pieces[g])
    return time.protected and cut and bool(_floors(day, g, k))


def _largest(floors: list[Floor]) -> Floor | None:
    """The floor that says how much of an on-wing time is protected (R07): the most important of the largest."""
    return max(floors, key=lambda floor: floor.amount, default=None)


def _counted(floor: Floor, span: Span) -> int:
    return overlap(span, floor.between) if floor.between else minutes(span)


def _pieces_in(day: DayModel, g: int, slots: Container[int]) -> list[int]:
    return [piece for piece, (t, _) in enumerate(day.pieces[g]) if t in slots]


# -- options ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Option:
    slots: range
    clean: range
    """Slots in which nobody may be away: as much as the largest floor needs."""


def _by_options(day: DayModel, g: int, k: int) -> None:
    time, slots = day.problem.times[k], day.problem.slots
    floors = _floors(day, g, k)
    pinned = any(pin.group == g and pin.time == k for pin in day.problem.pins)
    options = _options(time, slots, day.problem.locked_slots, floors, pinned)
    parts = _parts(slots, floors, options)
    for option in _published(day, g, k, options):
        options += [option] if option not in options else []
        parts += [option] if option not in parts else []
    if pinned or (parts and time.periods is None):
        chosen = _in_any_order(day, g, k, options)
    else:
        chosen = _in_order(day, g, k, options, parts)
    clean = day.protected.setdefault((g, k), {}) if time.protected else {}
    for option, variable in chosen:
        for t in option.slots:
            day.labelled.setdefault((g, k, t), Sum()).add(variable)
        for piece in _pieces_in(day, g, option.clean) if time.protected else ():
            clean.setdefault(piece, Sum()).add(variable)
    if time.most is not None:
        length = Sum((variable, minutes(_span(slots, option.slots))) for option, variable in chosen)
        day.rows.at_most(length, time.most)


def _choices(day: DayModel, g: int, k: int, options: list[_Option]) -> list[tuple[_Option, int]]:
    name, wing = day.problem.times[k].name, day.problem.groups[g].wing
    spans = (_span(day.problem.slots, option.slots) for option in options)
    return [(option, day.rows.boolean(name, wing, span, g)) for option, span in zip(options, spans, strict=True)]


def _in_any_order(day: DayModel, g: int, k: int, options: list[_Option]) -> list[tuple[_Option, int]]:
    chosen, periods = _choices(day, g, k, options), day.problem.times[k].periods
    if periods is not None:
        day.rows.at_most(Sum((variable, 1) for _, variable in chosen), periods)
    # Two periods that touch would be one longer period.
    for t in {option.slots.start for option in options}:
        touching = Sum((v, 1) for o, v in chosen if t in (o.slots.start, o.slots.stop))
        if any(o.slots.stop == t for o in options):
            day.rows.at_most(touching, 1)
    return chosen


def _in_order(day: DayModel, g: int, k: int, options: list[_Option], parts: list[_Option]) -> list[tuple[_Option, int]]:
    """At most one option, or a part as the first period, another after a gap as the second, and so on."""
    time, slots = day.problem.times[k], day.problem.slots
    alone = _choices(day, g, k, [option for option in options if option not in parts])
    chosen, before = list(alone), list[tuple[_Option, int]]()
    for position in range((time.periods or 1) if parts else 1):
        here = _choices(day, g, k, parts)
        if position:
            _after(day, g, before, here)
        day.rows.at_most(Sum((v, 1) for _, v in alone + here), 1)
        exclusive = [(_span(slots, option.clean), variable) for option, variable in alone + here]
        day.exclusive.setdefault((g, k), []).append(exclusive)
        chosen += here
        before = here
    return chosen


def _after(day: DayModel, g: int, first: list[tuple[_Option, int]], second: list[tuple[_Option, int]]) -> None:
    """A second period comes after a first one, and not at once: a group is *due* one from then on until it begins."""
    due = Sum()
    for t, slot in enumerate(day.problem.slots):
        change = Sum((variable, 1) for option, variable in first if option.slots.stop == t - 1)
        change.plus(Sum((variable, -1) for option, variable in second if option.slots.start == t))
        if change.terms:
            now = day.rows.boolean("due", day.problem.groups[g].wing, slot, g)
            day.rows.equal(change.plus(due).add(now, -1), 0)
            due = Sum([(now, 1)])


def _exclude(day: DayModel, g: int) -> None:
    """Who has one on-wing time throughout an interval has another at no time of it (redundant).

    Options of that other one exclude each other, so all that meet the interval count together. Slot by slot the
    relaxation has exercise half in both quarters of an hour in which there has to be lunch.
    """
    scopes, slots = day.rows.scopes, day.problem.slots
    sets = [[v for _, v in row] for k in range(len(day.problem.times)) for row in day.exclusive.get((g, k), ()) if row]
    for one in sets:
        others = {v for other in sets for v in other} - {*one}
        longest = max((scopes[v].end - scopes[v].start for v in others), default=0)
        window = min(scopes[v].start for v in one), max(scopes[v].end for v in one)
        if minutes(window) > WIDE * longest:
            continue
        for first, last in combinations([slot for slot in slots if overlap(slot, window)], 2):
            interval = first[0], last[1]
            meeting = [v for v in one if overlap((scopes[v].start, scopes[v].end), interval)]
            through = [v for v in others if scopes[v].start <= interval[0] and interval[1] <= scopes[v].end]
            if len(meeting) > 1 and through:
                day.rows.at_most(Sum((v, 1) for v in (*meeting, *through)), 1)


def _options(
    time: OnWingTime, slots: tuple[Span, ...], locked: frozenset[int], floors: list[Floor], pinned: bool
) -> list[_Option]:
    shortest = time.shortest or 0
    options = []
    for first in sorted(time.slots - locked) if floors or pinned else ():
        for last in range(first, len(slots)):
            if last not in time.slots or last in locked:
                break
            span = slots[first][0], slots[last][1]
            if time.longest is not None and minutes(span) > time.longest:
                break
            if minutes(span) >= shortest:
                part = range(first, last + 1)
                options += [_Option(part, clean) for clean in _clean(slots, part, floors)]
                if not pinned and not any(_wants_more(floor, span) for floor in floors):
                    break
    return options


def _published(day: DayModel, g: int, k: int, options: list[_Option]) -> list[_Option]:
    """What a published plan has of an on-wing time, and parts of it, where that is no option: more than is owed."""
    if day.problem.published is None:
        return []
    time, slots, does = day.problem.times[k], day.problem.slots, day.problem.published.on_wing
    has = [t for t in sorted(time.slots - day.problem.locked_slots) if does.get((g, t)) == k]
    parts = [range(first, last + 1) for first in has for last in has if first <= last]
    parts = [part for part in parts if {*part} <= {*has}]
    periods = [part for part in parts if not {part.start - 1, part.stop} & {*has}]
    if len(periods) < 2 and {*periods} <= {option.slots for option in options}:
        return []
    shortest, longest = time.shortest or 0, time.longest or minutes(day.problem.planned)
    fitting = [part for part in parts if shortest <= minutes(_span(slots, part)) <= longest]
    return [_Option(part, clean) for part in fitting for clean in _clean(slots, part, _floors(day, g, k))]


def _parts(slots: tuple[Span, ...], floors: list[Floor], options: list[_Option]) -> list[_Option]:
    """The options of which a group may need several.

    One that meets every floor is enough. And beside another period, which counts for as much as the least of them at
    least, no longer one is needed than meets the floor with that.
    """

    def lacks(option: _Option) -> int:
        return max((floor.amount - _counted(floor, _span(slots, option.clean)) for floor in floors), default=0)

    least = min((_counted(floor, _span(slots, option.clean)) for floor in floors for option in options), default=0)
    parts: list[_Option] = []
    for option in options:
        shorter = [part for part in parts if part.slots.start == option.slots.start]
        if lacks(option) > 0 and not (len(floors) == 1 and any(lacks(part) <= least for part in shorter)):
            parts.append(option)
    return parts


def _wants_more(floor: Floor, span: Span) -> bool:
    """Whether a floor that is not met by a period might be by a longer one."""
    return _counted(floor, span) < floor.amount and (floor.between is None or span[1] < floor.between[1])


def _clean(slots: tuple[Span, ...], part: range, floors: list[Floor]) -> list[range]:
    """The ways in which the largest floor's part of a period may lie in it; all of it where nothing less will do."""
    largest = _largest(floors)
    if largest is None or _counted(largest, _span(slots, part)) < largest.amount:
        return [part]
    # What is protected beyond the largest floor may count towards another one.
    found = [part] if len(floors) > 1 else []
    for first in (t for t in part if _counted(largest, slots[t])):
        last = next((t for t in part[first - part[0] :] if _enough(largest, slots[first], slots[t])), None)
        if last is not None:
            found.append(range(first, last + 1))
    return list(dict.fromkeys(found))


def _enough(floor: Floor, first: Span, last: Span) -> bool:
    return _counted(floor, (first[0], last[1])) >= floor.amount


def _span(slots: tuple[Span, ...], part: range) -> Span:
    return slots[part[0]][0], slots[part[-1]][1]


# -- states -----------------------------------------------------------------------------------------------


def _by_slot(day: DayModel, g: int, k: int) -> None:
    time, wing = day.problem.times[k], day.problem.groups[g].wing
    states = {
        t: day.rows.boolean(time.name, wing, day.problem.slots[t], g)
        for t in sorted(time.slots - day.problem.locked_slots)
    }
    day.labelled.update({(g, k, t): Sum([(state, 1)]) for t, state in states.items()})
    if time.shortest or time.longest or time.periods:
        starts = runs(day, states, day.problem.slots, g, time.shortest or 0, time.longest, 0)
        if time.periods:
            day.rows.at_most(Sum((start, 1) for start in starts.values()), time.periods)
    if time.most:
        day.rows.at_most(Sum((state, minutes(day.problem.slots[t])) for t, state in states.items()), time.most)
    if time.protected:
        clean = _protected_part(day, g, k, states)
        day.protected[g, k] = {piece: Sum([(variable, 1)]) for piece, variable in clean.items()}


def _protected_part(day: DayModel, g: int, k: int, states: dict[int, int]) -> dict[int, int]:
    """All of an on-wing time, or, once the largest floor is met, as much as that one needs."""
    time, wing, floor = day.problem.times[k], day.problem.groups[g].wing, _largest(_floors(day, g, k))
    spans = [span for _, span in day.pieces[g]]
    whole = {piece: states[day.pieces[g][piece][0]] for piece in _pieces_in(day, g, states)}
    if floor is None or not states:
        return whole
    clean = {piece: day.rows.boolean("clean", wing, spans[piece], g) for piece in whole}
    starts = runs(day, clean, spans, g, min(time.shortest or 0, floor.amount), None, 0)
    if time.periods:
        day.rows.at_most(Sum((start, 1) for start in starts.values()), time.periods)
    full = day.rows.boolean("floor met", wing, day.problem.planned, g)
    enough = Sum((variable, _counted(floor, spans[piece])) for piece, variable in clean.items())
    day.rows.at_least(enough.add(full, -floor.amount), 0)
    for piece, state in whole.items():
        day.rows.at_most(Sum([(clean[piece], 1), (state, -1)]), 0)
        day.rows.at_most(Sum([(state, 1), (clean[piece], -1), (full, -1)]), 0)
    return clean
