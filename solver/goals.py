"""The goals as linear expressions, each in the order in which it is improved.

Fairness is the leximin order of the groups' guaranteed minutes. Its first ``k`` levels are the sums of the ``k``
smallest figures; the sum of the ``k`` smallest of ``x`` is the largest ``k*r - sum(max(0, r - x))`` over ``r``,
which is linear (Ogryczak and Tamir, "Minimizing the sum of the k largest functions in linear time", 2003).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import Goal, Problem, Published, minutes
from solver.rules.entitlements import given

WORST_OFF = 2
"""Levels of fairness: the worst-off group, then the two worst-off together."""


@dataclass(frozen=True)
class Stage:
    """One optimisation: a goal, or one level of it. ``scale`` of the expression is one ``unit``."""

    goal: Goal
    name: str
    unit: str
    maximise: bool
    scale: int = 1
    level: int = 0


def stages(problem: Problem) -> Iterator[Stage]:
    """The optimisations of a problem, in order."""
    for goal in problem.goals:
        if goal.kind == "shortfall" and goal.entitlement is not None:
            floors = [floor for floor in problem.floors if floor.entitlement == goal.entitlement]
            unit = "people" if floors[0].occasions else "person-minutes"
            yield Stage(goal, f"shortfall: {problem.entitlements[goal.entitlement]}", unit, False)
        elif goal.kind == "fairness":
            for level in range(1, min(WORST_OFF, len(problem.groups)) + 1):
                name = "worst-off group" if level == 1 else f"{level} worst-off groups together"
                yield Stage(goal, f"guaranteed time of the {name}", "minutes", True, level=level)
        elif goal.kind == "changes":
            yield Stage(goal, "changes to the published plan", "minutes", False)
        elif goal.kind == "calm":
            yield Stage(goal, "unlocks and movements", "times", False)
        else:
            name = {"value": "value", "out-of-cell": "time out of cell", "purposeful": "purposeful time"}[goal.kind]
            yield Stage(goal, name, "person-minutes", True, scale=100)


def expression(day: DayModel, stage: Stage) -> Sum:
    """The expression of a stage; fairness adds the variables and rows that it needs."""
    if stage.goal.kind == "shortfall":
        return Sum(
            (day.short[f], floor.weight)
            for f, floor in enumerate(day.problem.floors)
            if floor.entitlement == stage.goal.entitlement
        )
    if stage.goal.kind == "value":
        return Sum().plus(day.out_of_cell).plus(day.purposeful)
    if stage.goal.kind == "out-of-cell":
        return day.out_of_cell
    if stage.goal.kind == "purposeful":
        return day.purposeful
    if stage.goal.kind == "fairness":
        return _smallest(day, stage.level)
    if stage.goal.kind == "changes":
        assert day.problem.published is not None
        return _changes(day, day.problem.published)
    return _calm(day)


def settle(day: DayModel, stage: Stage, values: list[int]) -> None:
    """Give the auxiliary variables of a stage the values that show what a solution reaches."""
    if stage.goal.kind == "fairness":
        reference, lacks = day.smallest[stage.level]
        guaranteed = [group.value(values) for group in day.guaranteed]
        values[reference] = sorted(guaranteed)[stage.level - 1]
        for lack, own in zip(lacks, guaranteed if lacks else [], strict=True):
            values[lack] = max(0, values[reference] - own)
    elif stage.goal.kind == "shortfall":
        for short, floor in zip(day.short, day.problem.floors, strict=True):
            if floor.entitlement == stage.goal.entitlement:
                values[short] = max(0, floor.amount - given(day, floor).value(values))
    elif stage.goal.kind == "changes":
        for other, (there, told) in day.told.items():
            values[other] = int(there.value(values) != told)


def _smallest(day: DayModel, level: int) -> Sum:
    most = sum(minutes(slot) for slot in day.problem.slots)
    reference = day.rows.integer(0, most, "worst", None, day.problem.planned)
    total = Sum([(reference, level)])
    lacks: list[int] = []
    day.smallest[level] = (reference, lacks)
    for g, guaranteed in enumerate(day.guaranteed):
        below = Sum().plus(guaranteed, -1).add(reference)
        if level > 1:
            lack = day.rows.integer(0, most, "below worst", day.problem.groups[g].wing, day.problem.planned, g)
            lacks.append(lack)
            below.add(lack, -1)
            total.add(lack, -1)
        day.rows.at_most(below, 0)
    return total


def _calm(day: DayModel) -> Sum:
    total = Sum((start, 1) for starts in day.unlock_starts for start in starts.values())
    return total.plus(Sum((movement, 1) for movement in day.movements.values()))


def _changes(day: DayModel, published: Published) -> Sum:
    """Minutes in which a group does something else than was published, and of sessions to which more or fewer of it go,
    all groups together: in person-minutes nothing that small groups were told would be worth keeping."""
    total = Sum(constant=published.lost)
    for (g, t), time in published.on_wing.items():
        locked = Sum([(day.unlocked[g][t], -1)], 1)
        same = locked if time is None else day.label(g, time, t)
        total.plus(Sum(constant=1).plus(same, -1), minutes(day.problem.slots[t]))
    for (sessions, g), told in published.people.items():
        there, span = Sum((day.people[s, g], 1) for s in sessions), day.problem.sessions[sessions[0]].span
        most = day.rows.reach(there, True)
        if told > most:
            total.constant += minutes(span)
            continue
        other = day.rows.boolean("other people", day.problem.groups[g].wing, span, g)
        day.told[other] = there, told
        total.add(other, minutes(span))
        if told < most:
            day.rows.at_most(Sum().plus(there).add(other, told - most), told)
        if told > 0:
            day.rows.at_least(Sum().plus(there).add(other, told), told)
    return total
