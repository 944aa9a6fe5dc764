"""A known day bent to what is pinned: what it lacks of that costs dearly, and goes as parts of it are solved again.

So little of the day changes, and it stays about as good as it was: no better either, since what later goals have of it
is not given back. Looked for anew, a day with one more session pinned is another day altogether, and what it is worth
less than the known one says nothing of the session.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from solver.day_model import DayModel
from solver.guides import worth
from solver.linear import Sum
from solver.portfolio import Effort, Portfolio
from solver.problem import Problem, Span
from solver.rules import posted
from solver.run import Run, run
from solver.solution import Solution, extract
from solver.start import as_it_stands

PRICE = 100_000_000_000
"""What one missing slot, session, person or minute of what is pinned costs, in hundredths of a minute out of cell."""


def bent(problem: Problem, known: Solution, effort: Effort) -> Solution | None:
    """A day near the ``known`` one that keeps the pins; none if the effort was not enough, or staff are too few."""
    day = posted(replace(problem, pins=(), session_pins=(), attendance_pins=(), full_floors=()))
    missing = _missing(day, problem)
    how = Run(max(effort.left, 0.01), effort.workers, effort.seed, effort.reproducible)
    answer = run(as_it_stands(day, known).rows, missing, False, None, how, effort.stop)
    effort.spent += answer.spent
    if answer.values is None:
        return None
    values = answer.values
    lost, changed = _lost(day, values), _changed(day, values)
    values.append(0)
    lacks = Sum().plus(missing, PRICE).plus(lost)
    portfolio = Portfolio(day, changed.plus(lacks), False, values, effort, lambda value, bound: None)
    portfolio.bend(missing, lacks)
    return None if missing.value(portfolio.values) else extract(day, portfolio.values)


def _lost(day: DayModel, values: list[int]) -> Sum:
    """How much less a day is worth than the known one; for that it gets a variable."""
    gives = worth(day)
    known = gives.value(values)
    lost = day.rows.integer(0, int(known - day.rows.reach(gives, False)), "lost", None, day.problem.planned)
    day.rows.at_least(gives.add(lost), known)
    return Sum([(lost, 1)])


def _changed(day: DayModel, values: list[int]) -> Sum:
    """How many slots of groups and how many sessions differ from the known day."""
    changed = Sum()
    for variable in (*(slot for row in day.unlocked for slot in row), *day.open):
        changed.add(variable, -1 if values[variable] else 1)
    return changed


def _missing(day: DayModel, problem: Problem) -> Sum:
    """What a day without pins lacks of those of a problem; for that it gets a variable for each of them."""
    missing = Sum((day.short[f], 1) for f in problem.full_floors)
    for wanted, least, wing, span in _wanted(day, problem):
        lack = day.rows.integer(0, max(0, least), "unpinned", wing, span)
        day.rows.at_least(wanted.add(lack), least)
        missing.add(lack)
    return missing


def _wanted(day: DayModel, problem: Problem) -> Iterator[tuple[Sum, int, int | None, Span]]:
    """What the pins want: sums, what they have to be at least, and the wing (if one) and time that they are about."""
    for pin in problem.pins:
        for t in pin.slots:
            unlocked = Sum([(day.unlocked[pin.group][t], 1)])
            if pin.time is not None:
                unlocked = Sum().plus(day.label(pin.group, pin.time, t))
            wanted = unlocked if pin.unlocked else Sum(constant=1).plus(unlocked, -1)
            yield wanted, 1, problem.groups[pin.group].wing, problem.slots[t]
    for pinned in problem.session_pins:
        if pinned.runs:
            yield Sum((day.open[s], 1) for s in pinned.sessions), 1, None, _span(problem, pinned.sessions)
        for s in () if pinned.runs else pinned.sessions:
            yield Sum([(day.open[s], -1)], 1), 1, None, problem.sessions[s].span
    for attended in problem.attendance_pins:
        pairs = [(s, g) for s in attended.sessions for g in attended.groups if (s, g) in day.people]
        there = Sum((day.people[pair], 1) for pair in pairs)
        yield there, attended.people, None, _span(problem, attended.sessions)


def _span(problem: Problem, sessions: Sequence[int]) -> Span:
    spans = [problem.sessions[s].span for s in sessions] or [problem.planned]
    return min(start for start, _ in spans), max(end for _, end in spans)
