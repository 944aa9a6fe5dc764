"""The sweep: wing by wing to a plan that gives everybody what is owed, then to a whole day."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from regime.data_folder import data_folder
from regime.formulate import formulate
from regime.load import load
from regime.today import Today
from solver.day_model import DayModel
from solver.goals import expression, stages
from solver.incumbent import Incumbent
from solver.linear import Sum
from solver.relaxation import bound, relax
from solver.rules import posted
from solver.run import Run, run
from solver.start import starts
from solver.sweep import Sweep


@pytest.fixture(scope="module")
def tiny() -> DayModel:
    return posted(formulate(Today.of(load(data_folder("examples") / "tiny.yaml"))))


def owed(day: DayModel) -> Sum:
    """Minutes and occasions that are missing."""
    return Sum((short, 1) for short in day.short)


def guide(day: DayModel) -> Sum:
    """The value, after everything that is owed."""
    value = expression(day, next(stage for stage in stages(day.problem) if stage.goal.kind == "value"))
    return Sum().plus(value).plus(owed(day), -1_000_000)


def swept(day: DayModel, passes: list[bool], over: Callable[[], bool] = lambda: False) -> Incumbent:
    """The plan after some passes from everybody locked up."""
    objective = guide(day)
    values = run(next(starts(day, None)).rows, None, True, None, Run(60, 1, 1, first=True), threading.Event()).values
    relaxed = relax(day.rows, objective, True, None)
    assert values is not None
    assert relaxed is not None
    incumbent = Incumbent(day.rows, objective, True, values)
    sweep = Sweep(incumbent, day, relaxed, [0.0] * len(values), 1)
    for what in passes:
        sweep.run(what, over, deterministic=True)
    assert day.rows.feasible(incumbent.snapshot())
    assert incumbent.value == objective.value(incumbent.snapshot()) <= bound(day.rows, objective, True, relaxed.duals)
    return incumbent


def test_the_first_pass_gives_what_is_owed_and_no_work(tiny: DayModel) -> None:
    plan = swept(tiny, [True])
    assert owed(tiny).value(plan.values) == 0
    assert not any(plan.values[people] for people in tiny.people.values())  # of HMP Tiny nobody is owed any


def test_the_second_pass_keeps_it_and_adds_the_rest(tiny: DayModel) -> None:
    first, second = swept(tiny, [True]), swept(tiny, [True, False])
    assert owed(tiny).value(second.values) == 0
    assert second.value > first.value
    assert any(second.values[people] for people in tiny.people.values())


def test_a_sweep_repeats(tiny: DayModel) -> None:
    assert swept(tiny, [True, False]).snapshot() == swept(tiny, [True, False]).snapshot()


def test_a_sweep_that_is_over_decides_nothing(tiny: DayModel) -> None:
    plan = swept(tiny, [True, False], over=lambda: True)
    assert not any(plan.values[unlocked] for row in tiny.unlocked for unlocked in row)
