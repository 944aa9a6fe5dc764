"""A known day for which there are too few staff or places: what is kept of it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from hypothesis import assume, given, settings
from tiny_prisons import tiny_prisons

from regime.changes import changed
from regime.data_folder import data_folder
from regime.formulate import formulate
from regime.load import load
from regime.prison import Prison
from regime.today import Today
from solver import Limits
from solver.day_model import DayModel
from solver.goals import expression, stages
from solver.guides import guide
from solver.linear import Sum
from solver.portfolio import Effort
from solver.rules import posted
from solver.run import Run, run
from solver.search import solve
from solver.solution import Solution
from solver.start import as_it_stands
from solver.within_limits import near
from tests.benchmarks.days import named
from tests.unhurried import UNHURRIED


def of(prison: Prison) -> tuple[DayModel, Sum]:
    """The day of a prison, and what a first plan makes the most of."""
    day = posted(formulate(Today.of(prison)))
    return day, guide({stage: expression(day, stage) for stage in stages(day.problem)})


def best(day: DayModel, target: Sum, known: Solution | None = None) -> tuple[Solution | None, int]:
    """The best day, or what is best about a known one with other breaks; and what it is worth."""
    rows = day.rows if known is None else as_it_stands(day, known).rows
    answer = run(rows, target, True, None, Run(60, 2, 1), threading.Event())
    return (None, 0) if answer.values is None else (known, target.value(answer.values))


@pytest.mark.parametrize(
    "fewer",
    [
        {"staff.early.officers": "-1"},
        {"staff.main.officers": "-1"},
        {"activities.workshop.places": "-3"},
        {"routes.walkway.people": 12},
    ],
)
def test_most_of_a_known_day_is_kept_where_there_is_less_of_something(fewer: dict[str, Any]) -> None:
    tiny = load(data_folder("examples") / "tiny.yaml")
    before, _ = of(tiny)
    known = solve(before.problem, Limits(30, reproducible=True, workers=1)).solution
    day, target = of(changed(tiny, fewer)[0])
    assert known is not None
    assert best(day, target, known)[0] is None  # it does not stand
    found = near(day, target, known, Effort(30, 1, 1, True, 0.0, threading.Event()))
    assert found is not None
    worth, most = best(day, target, found)[1], best(day, target)[1]
    assert 0.8 * most < worth <= most


def test_a_large_day_that_does_without_an_officer_gets_better_elsewhere_meanwhile() -> None:
    prison = named("S-1-1.0")
    before, target = of(prison)
    known = solve(before.problem, Limits(3, reproducible=True, workers=1)).solution
    was = best(before, target, known)[1]
    prison.staff["early"].staff["officers"] -= 1
    day, target = of(prison)
    found = near(day, target, known, Effort(10, 1, 1, True, 0.0, threading.Event())) if known else None
    assert found is not None
    assert best(day, target, found)[1] > was


@settings(UNHURRIED, max_examples=40)
@given(tiny_prisons())
def test_what_is_near_a_known_day_keeps_every_rule(about: dict[str, Any]) -> None:
    officers = about["staff"]["day"]["officers"]
    assume(officers > 0)
    before = posted(formulate(Today.of(Prison.model_validate(about))))
    known = solve(before.problem, Limits(20, reproducible=True, workers=1)).solution
    assume(known is not None)
    assert known is not None
    about["staff"]["day"]["officers"] = officers - 1
    day, target = of(Prison.model_validate(about))
    found = near(day, target, known, Effort(20, 1, 1, True, 0.0, threading.Event()))
    assert (
        found is None or run(as_it_stands(day, found).rows, None, True, None, Run(20, 1, 1), threading.Event()).values
    )
