"""A first plan from a day that is known: what is good is kept, and what somebody lacks is put right."""

from __future__ import annotations

import threading
from dataclasses import replace
from itertools import chain

import pytest

from regime.formulate import formulate
from regime.today import Today
from solver import Event, Limits, Problem, Solution, solve
from tests.benchmarks.days import named


@pytest.fixture(scope="module")
def problem() -> Problem:
    return formulate(Today.of(named("S-1-1.0")))


@pytest.fixture(scope="module")
def known(problem: Problem) -> Solution:
    """A day on which one group stays inside its wing instead of going to the open air."""
    found = solve(problem, Limits(60, workers=2, gap=0.02)).solution
    assert found is not None
    air = next(k for k, time in enumerate(problem.times) if time.name == "exercise")
    first, *others = found.labels
    assert air in first
    inside = tuple(problem.free_time if label == air else label for label in first)
    return replace(found, labels=(inside, *others))


def test_a_good_day_on_which_one_group_lacks_something_is_not_looked_for_anew(
    problem: Problem, known: Solution
) -> None:
    stop = threading.Event()

    def ends(event: Event) -> None:
        if event.phase != "first plan":
            stop.set()

    found = solve(problem, Limits(30, workers=2, gap=0.1), ends, stop, known)
    assert found.solution is not None
    assert all(stage.best == 0 for stage in found.stages if stage.stage.goal.kind == "shortfall")
    now, was = (list(chain.from_iterable(each.labels)) for each in (found.solution, known))
    same = sum(one == other for one, other in zip(now, was, strict=True))
    assert same > 0.6 * len(was)  # looked for anew it is a quarter
