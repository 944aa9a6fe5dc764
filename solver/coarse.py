"""A day in which groups may change what they do at fewer times: half as large, and nearly as good.

Times at which something changes that the prison fixes are left (fixed sessions, windows of on-wing time, roll checks,
pins), of the others those on a coarser grid, and of movable sessions those that fit in. Every such day is one of the
problem's, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from solver.day_model import DayModel
from solver.guides import worth
from solver.problem import Problem
from solver.rules import posted


class Coarse:
    """The day of a ``problem`` with decisions every so many ``minutes``; ``guide`` is what a first plan maximises."""

    def __init__(self, problem: Problem, minutes: int) -> None:
        self.parts = tuple(_parts(problem, minutes))
        """For each slot those of the problem that it is made of."""
        self.sessions = tuple(_sessions(problem, self.parts))
        """Those of the problem that are left."""
        self.day = posted(_coarse(problem, self.parts, self.sessions))
        self.guide = worth(self.day)

    def decided(self, values: Sequence[int], fine: DayModel) -> dict[int, int]:
        """The unlocks, sessions and people there as values of the variables of the problem's own day."""
        decided: dict[int, int] = {}
        for row, coarse in zip(fine.unlocked, self.day.unlocked, strict=True):
            for variable, slots in zip(coarse, self.parts, strict=True):
                decided |= {row[t]: values[variable] for t in slots}
        decided |= dict.fromkeys([*fine.open, *fine.people.values()], 0)
        for variable, s in zip(self.day.open, self.sessions, strict=True):
            decided[fine.open[s]] = values[variable]
        for (position, g), variable in self.day.people.items():
            decided[fine.people[self.sessions[position], g]] = values[variable]
        return decided


def _parts(problem: Problem, minutes: int) -> Iterator[tuple[int, ...]]:
    """Slots of the problem from one time that is left to the next."""
    times = {time for session in problem.sessions if session.fixed for a in session.groups for time in a.away}
    sets = [problem.locked_slots, *(time.slots for time in problem.times)]
    sets += [frozenset(pin.slots) for pin in problem.pins]
    part: list[int] = []
    for t, (start, _) in enumerate(problem.slots):
        if part and (start % minutes == 0 or start in times or any((t in s) != (t - 1 in s) for s in sets)):
            yield tuple(part)
            part = []
        part.append(t)
    yield tuple(part)


def _sessions(problem: Problem, parts: Sequence[tuple[int, ...]]) -> Iterator[int]:
    """Fixed and pinned sessions, and movable ones whose people leave and come back at times that are left."""
    times = {time for part in parts for time in (problem.slots[part[0]][0], problem.slots[part[-1]][1])}
    pinned = {s for pin in problem.session_pins for s in pin.sessions}
    pinned |= {s for pin in problem.attendance_pins for s in pin.sessions}
    for s, session in enumerate(problem.sessions):
        if session.fixed or s in pinned or all(times.issuperset(a.away) for a in session.groups):
            yield s


def _coarse(problem: Problem, parts: Sequence[tuple[int, ...]], sessions: Sequence[int]) -> Problem:
    position = {s: n for n, s in enumerate(sessions)}

    def inside(slots: frozenset[int]) -> frozenset[int]:
        return frozenset(n for n, part in enumerate(parts) if part[0] in slots)

    def left(some: Sequence[int]) -> tuple[int, ...]:
        return tuple(position[s] for s in some if s in position)

    return replace(
        problem,
        slots=tuple((problem.slots[part[0]][0], problem.slots[part[-1]][1]) for part in parts),
        times=tuple(replace(time, slots=inside(time.slots)) for time in problem.times),
        sessions=tuple(problem.sessions[s] for s in sessions),
        floors=tuple(replace(floor, sessions=left(floor.sessions)) for floor in problem.floors),
        locked_slots=inside(problem.locked_slots),
        pins=tuple(replace(pin, slots=tuple(sorted(inside(frozenset(pin.slots))))) for pin in problem.pins),
        session_pins=tuple(replace(pin, sessions=left(pin.sessions)) for pin in problem.session_pins),
        attendance_pins=tuple(replace(pin, sessions=left(pin.sessions)) for pin in problem.attendance_pins),
        published=None,  # nearness to it is improved on the whole day
    )
