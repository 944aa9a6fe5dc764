"""A dive: from the relaxation to a day, with more staff than are on duty meanwhile."""

from __future__ import annotations

import pytest

from regime.changes import changed
from regime.data_folder import data_folder
from regime.formulate import formulate
from regime.load import load
from regime.today import Today
from solver.day_model import DayModel
from solver.dive import Dive
from solver.goals import expression, stages
from solver.linear import Sum
from solver.relaxation import bound
from solver.rules import posted


@pytest.fixture(scope="module")
def tiny() -> DayModel:
    return posted(formulate(Today.of(load(data_folder("examples") / "tiny.yaml"))))


def guide(day: DayModel) -> Sum:
    """The value, after everything that is owed."""
    value = expression(day, next(stage for stage in stages(day.problem) if stage.goal.kind == "value"))
    return Sum().plus(value).plus(Sum((short, 1) for short in day.short), -1_000_000)


def dived(day: DayModel) -> tuple[Dive, int]:
    """A dive that came to its end, and the bound of its relaxation."""
    dive = Dive(day, guide(day), [1_000.0] * len(day.rows.lower), 1, deterministic=True)
    relaxed = dive.relax(None)
    assert relaxed is not None
    assert dive.run(lambda: False)
    return dive, bound(day.rows, guide(day), True, relaxed.duals)


def test_a_dive_ends_at_a_day_near_the_bound(tiny: DayModel) -> None:
    dive, limit = dived(tiny)
    day, value = dive.day_found, guide(tiny).value(dive.day_found)
    if not dive.lacking:
        assert tiny.rows.feasible(day)
        assert value <= limit
    # Whatever is decided wing by wing, HMP Tiny's day is nearly the best.
    assert value > 0.9 * limit


def test_what_lacks_staff_breaks_the_rows_on_staff_and_no_others(tiny: DayModel) -> None:
    dive, _ = dived(tiny)
    for row, (terms, low, high) in enumerate(tiny.rows.rows):
        value = terms.value(dive.day_found)
        if row not in tiny.covering or not dive.lacking:
            assert low is None or value >= low
            assert high is None or value <= high


def test_a_dive_repeats(tiny: DayModel) -> None:
    assert dived(tiny)[0].day_found == dived(tiny)[0].day_found


def test_a_dive_that_is_over_has_no_day(tiny: DayModel) -> None:
    dive = Dive(tiny, guide(tiny), [0.0] * len(tiny.rows.lower), 1, deterministic=True)
    dive.relax(None)
    assert not dive.run(lambda: True)


def test_sessions_that_cannot_be_filled_are_decided_anew() -> None:
    prison, _ = changed(load(data_folder("examples") / "tiny.yaml"), {"activities.workshop.minimum": 3})
    day = posted(formulate(Today.of(prison)))
    dive = Dive(day, guide(day), [1_000.0] * len(day.rows.lower), 1, deterministic=True)
    dive.relax(None)
    dive.lower[day.open] = 1  # every session is held, and nobody may come
    dive.upper[list(day.people.values())] = 0
    assert dive.run(lambda: False)
    assert not all(dive.day_found[opened] for opened in day.open)
    assert day.rows.feasible(dive.day_found)
