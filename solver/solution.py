"""What the engine answers: who is unlocked for what, who goes where, when breaks are taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from solver.day_model import DayModel


@dataclass(frozen=True)
class Solution:
    """One day decided. Everything else (staff, movements, escorts) follows from it."""

    labels: tuple[tuple[int | None, ...], ...]
    """Group -> slot -> the on-wing time it is unlocked for, or none when locked."""
    running: frozenset[int]
    """Sessions that run."""
    people: dict[tuple[int, int], int]
    """(session, group) -> people attending, where there are any."""
    breaks: dict[tuple[int, int, int], int]
    """(crew, break, start) -> people, where there are any."""


def extract(day: DayModel, values: Sequence[int]) -> Solution:
    """Read a solution off the values of the model's variables."""
    problem = day.problem
    labels = []
    for g in range(len(problem.groups)):
        row: list[int | None] = []
        for t in range(len(problem.slots)):
            named = (
                k
                for k in range(len(problem.times))
                if (g, k, t) in day.labelled and day.labelled[g, k, t].value(values)
            )
            row.append(next(named, problem.free_time) if values[day.unlocked[g][t]] else None)
        labels.append(tuple(row))
    people = {key: values[variable] for key, variable in day.people.items() if values[variable]}
    return Solution(
        labels=tuple(labels),
        running=frozenset(s for s, variable in enumerate(day.open) if values[variable]),
        people=people,
        breaks={key: values[variable] for key, variable in day.breaks.items() if values[variable]},
    )
