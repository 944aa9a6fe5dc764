"""The sweep: wing by wing to a plan that gives everybody what is owed."""

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
from solver.improve import Improver
from solver.incumbent import Incumbent
from solver.linear import Sum
from solver.rules import posted
from solver.run import Run, run
from solver.start import starts
from solver.sweep import sweep


@pytest.fixture(scope="module")
def tiny() -> DayModel:
    return posted(formulate(Today.of(load(data_folder("examples") / "tiny.yaml"))))


def owed(day: DayModel) -> Sum:
    """Minutes and occasions that are missing."""
    return Sum((short, 1) for short in day.short)


def locked(day: DayModel) -> Incumbent:
    """Everybody locked up."""
    value = expression(day, next(stage for stage in stages(day.problem) if stage.goal.kind == "value"))
    objective = Sum().plus(value).plus(owed(day), -1_000_000)
    values = run(next(starts(day, None)).rows, None, True, None, Run(60, 1, 1, first=True), threading.Event()).values
    assert values is not None
    return Incumbent(day.rows, objective, True, values)


def swept(day: DayModel, over: Callable[[], bool] = lambda: False) -> Incumbent:
    """The plan after a sweep from everybody locked up."""
    incumbent = locked(day)
    sweep(incumbent, day, 1, over, deterministic=True)
    assert day.rows.feasible(incumbent.snapshot())
    assert incumbent.value == incumbent.objective.value(incumbent.snapshot())
    return incumbent


def test_a_sweep_gives_what_is_owed_and_no_work(tiny: DayModel) -> None:
    plan = swept(tiny)
    assert owed(tiny).value(plan.values) == 0
    assert not any(plan.values[people] for people in tiny.people.values())  # of HMP Tiny nobody is owed any


def test_a_sweep_repeats(tiny: DayModel) -> None:
    assert swept(tiny).snapshot() == swept(tiny).snapshot()


def test_a_sweep_that_is_over_decides_nothing(tiny: DayModel) -> None:
    plan = swept(tiny, over=lambda: True)
    assert not any(plan.values[unlocked] for row in tiny.unlocked for unlocked in row)


def steps(improver: Improver) -> None:
    """Some neighbourhoods."""
    for _ in range(6):
        improver.step(1.0)


def test_a_sweep_beside_an_improver_breaks_no_rule(tiny: DayModel) -> None:
    for seed in range(5):
        incumbent = locked(tiny)
        improver = Improver(incumbent, tiny, seed)
        beside = threading.Thread(target=steps, args=(improver,))
        beside.start()
        sweep(incumbent, tiny, seed, lambda: False, deterministic=True)
        beside.join()
        assert tiny.rows.feasible(incumbent.snapshot())
