"""The sweep: wing by wing to a plan that gives everybody what is owed."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from solver.day_model import DayModel
from solver.improve import Improver
from solver.incumbent import Incumbent
from solver.sweep import sweep
from tests.solver.tiny_day import guide, locked, owed, tiny_day


@pytest.fixture(scope="module")
def tiny() -> DayModel:
    return tiny_day()


def swept(day: DayModel, over: Callable[[], bool] = lambda: False) -> Incumbent:
    """The plan after a sweep from everybody locked up."""
    incumbent = Incumbent(day.rows, guide(day), True, locked(day))
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
        incumbent = Incumbent(tiny.rows, guide(tiny), True, locked(tiny))
        improver = Improver(incumbent, tiny, seed)
        beside = threading.Thread(target=steps, args=(improver,))
        beside.start()
        sweep(incumbent, tiny, seed, lambda: False, deterministic=True)
        beside.join()
        assert tiny.rows.feasible(incumbent.snapshot())
