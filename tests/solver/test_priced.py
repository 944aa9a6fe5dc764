"""A first plan at the prices of the relaxation, wing by wing."""

from __future__ import annotations

import numpy as np
import pytest

from solver.day_model import DayModel
from solver.incumbent import Incumbent
from solver.priced import Priced
from solver.relaxation import Relaxed, bound
from solver.sweep import sweep
from tests.solver.tiny_day import guide, locked, owed, relaxed, tiny_day


@pytest.fixture(scope="module")
def tiny() -> DayModel:
    return tiny_day()


@pytest.fixture(scope="module")
def fractions(tiny: DayModel) -> Relaxed:
    return relaxed(tiny)


@pytest.fixture(scope="module")
def swept(tiny: DayModel) -> list[int]:
    """A day on which everybody has what they are owed, and no more."""
    incumbent = Incumbent(tiny.rows, guide(tiny), True, locked(tiny))
    sweep(incumbent, tiny, 1, lambda: False, True)
    return incumbent.snapshot()


def planned(day: DayModel, swept: list[int], fractions: Relaxed, seed: int = 1) -> list[int]:
    """The day after the last wing; after every one it keeps the rules, and nothing that was given is owed again."""
    priced = Priced(day, guide(day), owed(day), swept, fractions, seed, at_once=False)
    while priced.left:
        priced.step(60.0, True)
        values = priced.incumbent.snapshot()
        assert day.rows.feasible(values)
        assert owed(day).value(values) == 0
    return priced.incumbent.snapshot()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_wing_by_wing_at_the_prices_of_the_relaxation_the_day_comes_near_the_bound(
    tiny: DayModel, swept: list[int], fractions: Relaxed, seed: int
) -> None:
    limit = bound(tiny.rows, guide(tiny), True, fractions.duals)
    value = guide(tiny).value(planned(tiny, swept, fractions, seed))
    assert guide(tiny).value(swept) < 0.75 * limit
    assert 0.85 * limit < value <= limit


def test_what_is_owed_is_planned_for_every_wing_before_any_work(
    tiny: DayModel, swept: list[int], fractions: Relaxed
) -> None:
    priced = Priced(tiny, guide(tiny), owed(tiny), swept, fractions, 1, at_once=False)
    for _ in tiny.problem.wings:
        priced.step(60.0, True)
        assert not priced.incumbent.values[list(tiny.people.values())].any()  # of HMP Tiny nobody is owed any
    priced.step(60.0, True)
    assert priced.incumbent.values[list(tiny.people.values())].any()


def test_planned_at_once_the_first_wing_has_work_at_once(tiny: DayModel, swept: list[int], fractions: Relaxed) -> None:
    priced = Priced(tiny, guide(tiny), owed(tiny), swept, fractions, 1, at_once=True)
    assert len(priced.left) == len(tiny.problem.wings)
    priced.step(60.0, True)
    assert priced.incumbent.values[list(tiny.people.values())].any()
    assert owed(tiny).value(priced.incumbent.snapshot()) == 0


def test_prices_keep_a_wing_from_what_others_make_more_of(tiny: DayModel, swept: list[int]) -> None:
    # With no price on anything the first wing takes all that it can get; if everything is dear beyond its worth, none.
    nothing = np.zeros(len(tiny.rows.rows))
    free = Relaxed(np.full(len(tiny.rows.lower), 0.5), nothing)
    dear = nothing.copy()
    dear[list(tiny.covering)] = 1e6
    unlocked = np.array([v for row in tiny.unlocked for v in row])
    taken = []
    for duals in (free.duals, dear):
        priced = Priced(tiny, guide(tiny), owed(tiny), swept, Relaxed(free.values, duals), 1, at_once=False)
        while priced.left:
            priced.step(60.0, True)
        taken.append(priced.incumbent.values[unlocked].sum())
    assert taken[0] > taken[1]


def test_planning_at_prices_repeats(tiny: DayModel, swept: list[int], fractions: Relaxed) -> None:
    assert planned(tiny, swept, fractions) == planned(tiny, swept, fractions)
