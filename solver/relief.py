"""The fewest people who would have to be added to crews, or left out of posts, for a day to be possible."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from solver.linear import Sum
from solver.problem import Problem, Span, minutes
from solver.rules import posted
from solver.run import Run, run

_PERSON = 10_000
"""What a person weighs against the minutes of their shift."""

_GRADE = 1_000
"""What each other role weighs that an added person could do: the plainest role that will do comes first."""


@dataclass(frozen=True)
class Relief:
    """People added by crew and left out by post (positions in the problem), where there are any."""

    added: dict[int, int]
    left_out: dict[int, int]
    proved: bool
    """Whether nothing less would do: fewer people added, or fewer minutes of posts left out."""


def relief(problem: Problem, seconds: float, workers: int = 1, stop: threading.Event | None = None) -> Relief | None:
    """The least that makes a day possible, of what crews (``more``) and posts (``spared``) allow.

    People added count by heads, then by hours; people left out by minutes. None if nothing would do. Raises
    ``TimeoutError`` where that could not be told, and nothing was found, in ``seconds`` or before ``stop`` was set.
    """
    day = posted(problem)
    cost = Sum()
    for c, variable in day.added.items():
        crew = problem.crews[c]
        hours = sum(minutes(span) for span in crew.hours)
        cost.add(variable, _PERSON + _GRADE * len(problem.covers.get(crew.role, ())) + hours)
    for number, variable in day.left_out.items():
        cost.add(variable, max(1, sum(_planned(problem, span) for span in problem.posts[number].hours)))
    answer = run(day.rows, cost, False, None, Run(seconds, workers, seed=1), stop or threading.Event())
    if answer.infeasible:
        return None
    if answer.values is None:
        raise TimeoutError("nothing was found in time")
    values = answer.values
    return Relief(
        {c: values[v] for c, v in day.added.items() if values[v]},
        {number: values[v] for number, v in day.left_out.items() if values[v]},
        answer.optimal,
    )


def _planned(problem: Problem, span: Span) -> int:
    return max(0, min(span[1], problem.planned[1]) - max(span[0], problem.planned[0]))
