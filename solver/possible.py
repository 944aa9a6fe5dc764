"""Whether any day at all keeps the rules: no goal is looked at, and a "no" can be asked for twice."""

from __future__ import annotations

import threading
import time

from solver.problem import Problem
from solver.rules import posted
from solver.run import Run, run


def possible(
    problem: Problem, seconds: float, *, workers: int = 1, twice: bool = False, stop: threading.Event | None = None
) -> bool | None:
    """Whether a day exists; none where that could not be told in ``seconds``, or before ``stop`` was set.

    With ``twice`` a "no" counts only if a second search says the same that works in another way: without presolve
    and relaxation, from another seed. Raises RuntimeError if the two disagree.
    """
    ends, stop = time.monotonic() + seconds, stop or threading.Event()
    day = posted(problem)
    answers: list[bool | None] = []
    for plain in (False, True) if twice else (False,):
        left = ends - time.monotonic()
        if left <= 0 or stop.is_set():
            return None
        how = Run(left, workers, seed=2 if plain else 1, first=True, plain=plain)
        answer = run(day.rows, None, True, None, how, stop)
        answers.append(True if answer.values is not None else False if answer.infeasible else None)
        if answers == [True]:
            return True
    if True in answers:
        raise RuntimeError("the engine found a day that it had proved impossible")
    return None if None in answers else False
