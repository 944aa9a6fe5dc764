"""Bounds by cases: as good as by hand where a movement takes officers from a wing, and never better than true."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from hypothesis import assume, given, settings
from small_models import problem
from tiny_day import guide, tiny_day
from tiny_prisons import tiny_prisons

from regime.formulate import formulate
from regime.prison import Prison
from regime.today import Today
from solver.cases import Cases
from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import Activity, Attendance, Crew, Group, Need, OnWingTime, Route, Session, Wing
from solver.relaxation import Relaxation, bound
from solver.rules import posted
from solver.run import Run, run
from tests.unhurried import UNHURRIED


def best(day: DayModel, objective: Sum) -> int | None:
    """What the best day is worth; none if no day is possible."""
    answer = run(day.rows, objective, True, None, Run(60, 1, 1), threading.Event())
    if answer.infeasible:
        return None
    assert answer.values is not None
    assert answer.optimal
    return objective.value(answer.values)


def cases_of(day: DayModel, objective: Sum) -> Cases:
    """A day that is not split yet, and its relaxation."""
    relaxed = Relaxation(day.rows, objective, True).exact(60, True)
    assert relaxed is not None
    return Cases(day, objective, relaxed, bound(day.rows, objective, True, relaxed.duals))


def classes(hours: int) -> DayModel:
    """Wing A of ten people needs three of five officers. Four of wing B, which needs none, may go to a class in each
    hour, for half of it, if four officers staff the movement there and back: then A is locked up for both quarters."""
    slots = [
        (480 + 60 * h + start, 480 + 60 * h + end) for h in range(hours) for start, end in ((0, 15), (15, 45), (45, 60))
    ]
    held = [(495 + 60 * h, 525 + 60 * h) for h in range(hours)]
    away = [Attendance(1, 4, (start - 15, end + 15), route=0) for start, end in held]
    return posted(
        problem(
            slots,
            wings=(Wing("A", "officers", 0, ((10, 3),)), Wing("B", "officers", 0, ((4, 0),))),
            groups=(Group("A1", 0, 10), Group("B1", 1, 4)),
            times=(OnWingTime("association", frozenset(range(3 * hours)), ("A", "B"), {}, ()),),
            activities=(Activity("class"),),
            routes=(Route("corridor", 15, (Need("officers", 4),)),),
            sessions=tuple(
                Session(0, span, 4, 1, 0, "off-wing", (going,), (), span)
                for span, going in zip(held, away, strict=True)
            ),
            crews=(Crew("day", "officers", 5, ((480, 480 + 60 * hours),), ()),),
        )
    )


def test_half_a_movement_does_not_run_on_officers_who_are_too_few_for_one() -> None:
    # The ten have 600 minutes out, the class counts for 30 each. The relaxation moves half of it with two officers.
    day = classes(hours=1)
    worth = Sum().plus(day.guaranteed[0], 10).add(day.people[0, 1], 30)
    cases = cases_of(day, worth)
    assert cases.bound == 660
    assert cases.promise > 0
    assert cases.better(1.0, 60, True, threading.Event())
    # That is without the class; what there is with it is less.
    assert cases.bound == best(day, worth) == 600
    assert cases.promise == pytest.approx(0, abs=1e-6)


def test_each_case_may_be_split_again() -> None:
    # A class at 08:00 that counts for 90 each is worth more than the quarters of an hour; one at 09:00 is not.
    day = classes(hours=2)
    worth = Sum().plus(day.guaranteed[0], 10).add(day.people[0, 1], 90).add(day.people[1, 1], 30)
    cases, bounds = cases_of(day, worth), []
    while cases.better(1.0, 60, True, threading.Event()):
        bounds.append(cases.bound)
    assert len(cases.cases) == len(bounds) + 1 > 2
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] >= (best(day, worth) or 0) == 660 + 600


@settings(UNHURRIED, max_examples=60)
@given(about=tiny_prisons())
def test_no_day_is_better_than_the_bound_by_cases(about: dict[str, Any]) -> None:
    names = {"unlocked", *about["on_wing"]}
    assume(all(terms.get("time", "unlocked") in names for terms in about["entitlements"].values()))
    day = posted(formulate(Today.of(Prison.model_validate(about), "mon")))
    objective = guide(day)
    most = best(day, objective)
    assume(most is not None)
    assert most is not None
    cases = cases_of(day, objective)
    assert most <= cases.bound
    before = cases.bound
    while len(cases.cases) < 4 and cases.better(1e-3, 60, True, threading.Event()):
        assert most <= cases.bound <= before
        before = cases.bound


def test_a_rough_relaxation_is_first_solved_to_the_end() -> None:
    day = tiny_day()
    objective = guide(day)
    rough = Relaxation(day.rows, objective, True).solve(60, True, accuracy=1e-1)
    assert rough is not None
    before = bound(day.rows, objective, True, rough.duals)
    cases = Cases(day, objective, rough, before)
    assert cases.loose > 0
    assert cases.better(0.0, 60, True, threading.Event())
    assert len(cases.cases) == 1
    assert cases.bound == cases_of(day, objective).bound < before
    assert cases.whole.ended
    assert cases.loose == 0  # it is not solved again


def test_without_the_time_for_it_a_bound_stays_as_it_is() -> None:
    day = tiny_day()
    cases = cases_of(day, guide(day))
    before = cases.bound
    assert not cases.better(-1.0, 0.0, True, threading.Event())
    assert cases.bound == before
    assert len(cases.cases) == 1
