"""A dive: from the relaxation to a day, with more staff than are on duty meanwhile."""

from __future__ import annotations

import numpy as np
import pytest

from regime.changes import changed
from regime.data_folder import data_folder
from regime.formulate import formulate
from regime.load import load
from regime.today import Today
from solver.day_model import DayModel
from solver.dive import Dive
from solver.goals import expression, stages
from solver.guides import guide as first_plan
from solver.incumbent import solve_part
from solver.lenient import Lenient
from solver.prices import scarce
from solver.relaxation import bound
from solver.rules import posted
from tests.benchmarks.days import named
from tests.solver.tiny_day import guide, relaxed, settled, tiny_day


@pytest.fixture(scope="module")
def tiny() -> DayModel:
    return tiny_day()


def dived(day: DayModel, seed: int = 1) -> Dive:
    """A dive that came to its end."""
    dive = Dive(day, guide(day), relaxed(day), 0.1, False, seed, True, lambda: 60.0)
    assert dive.run()
    return dive


def test_a_dive_leads_to_a_day_near_the_bound(tiny: DayModel) -> None:
    limit = bound(tiny.rows, guide(tiny), True, relaxed(tiny).duals)
    day = settled(dived(tiny).lenient)
    assert tiny.rows.feasible(day)
    # Whatever is decided wing by wing, HMP Tiny's day is nearly the best.
    assert 0.9 * limit < guide(tiny).value(day) <= limit


def test_no_day_is_found_while_it_asks_for_more_staff_than_are_on_duty(tiny: DayModel) -> None:
    dive = dived(tiny)
    values = dive.incumbent.snapshot()
    values[int(np.flatnonzero(dive.over)[0])] = 1
    dive.incumbent.adopt(values)
    assert dive.incumbent.holds
    assert dive.lenient.found is None


def test_improvers_go_where_somebody_is_missing(tiny: DayModel) -> None:
    dive = dived(tiny)
    values = dive.incumbent.snapshot()
    for over in np.flatnonzero(dive.over):
        values[over] = 1
    dive.incumbent.adopt(values)
    assert dive.lenient.found is None
    assert tiny.rows.feasible(settled(dive.lenient))


def test_nobody_is_asked_for_any_more_once_that_is_insisted_on() -> None:
    prison, _ = changed(
        load(data_folder("examples") / "tiny.yaml"), {"staff.late.officers": "-1", "staff.main.officers": "-1"}
    )
    day = posted(formulate(Today.of(prison)))
    lenient = Lenient(day, first_plan({stage: expression(day, stage) for stage in stages(day.problem)}))

    def best() -> int:
        everything = np.arange(len(lenient.incumbent.values))
        lenient.incumbent.offer(solve_part(lenient.incumbent, everything, 60.0, 1, True).changes)
        assert lenient.incumbent.holds
        return int(lenient.incumbent.values[lenient.over].sum())

    # What people are owed is worth more than to keep within the staff on duty, but not at any price.
    assert best() > 0
    assert lenient.found is None
    lenient.insist()
    assert best() == 0
    assert day.rows.feasible(lenient.found or [])


def test_a_dive_with_another_seed_leads_to_a_day_as_well(tiny: DayModel) -> None:
    assert tiny.rows.feasible(settled(dived(tiny, seed=2).lenient))


def test_a_dive_repeats(tiny: DayModel) -> None:
    assert dived(tiny).incumbent.snapshot() == dived(tiny).incumbent.snapshot()


def test_a_dive_without_time_has_no_day(tiny: DayModel) -> None:
    assert not Dive(tiny, guide(tiny), relaxed(tiny), 0.1, False, 1, True, lambda: 0.0).run()


def test_a_dive_that_will_not_end_in_time_is_given_up(tiny: DayModel) -> None:
    # A first relaxation of 100 seconds says that deciding each wing will take 20.
    dive = Dive(tiny, guide(tiny), relaxed(tiny), 100.0, False, 1, True, lambda: 60.0)
    assert not dive.run()
    assert not dive.decided.any()


def test_the_last_dive_is_not_given_up(tiny: DayModel) -> None:
    assert Dive(tiny, guide(tiny), relaxed(tiny), 100.0, False, 1, True, lambda: 60.0, last=True).run()


def test_staff_are_scarce_where_more_of_them_would_be_worth_something() -> None:
    def short(staff: dict[str, object]) -> bool:
        prison, _ = changed(load(data_folder("examples") / "tiny.yaml"), staff)
        day = posted(formulate(Today.of(prison)))
        return scarce(day, guide(day), relaxed(day))

    # HMP Tiny wants for officers all day; of 30 more none is worth anything.
    assert short({})
    assert not short({"staff.early.officers": 30, "staff.late.officers": 30})


def test_cores_that_decide_wings_at_once_lead_to_one_day() -> None:
    # Four wings share sessions, movements and staff.
    day = posted(formulate(Today.of(named("S-1-1.0"))))
    dive = Dive(day, guide(day), relaxed(day), 0.1, False, 1, True, lambda: 60.0, cores=4)
    assert dive.run()
    # Who ends first is chance, and so is how good the day is; that it is one is not.
    assert dive.incumbent.holds
    assert {int(wing) for wing in dive.wing[dive.decided]} == {0, 1, 2, 3}


def test_sessions_that_cannot_be_filled_are_decided_anew() -> None:
    prison, _ = changed(load(data_folder("examples") / "tiny.yaml"), {"activities.workshop.minimum": 3})
    day = posted(formulate(Today.of(prison)))
    dive = Dive(day, guide(day), relaxed(day), 0.1, False, 1, True, lambda: 60.0)
    dive.lower[day.open] = 1  # every session is held, and nobody may come
    dive.upper[list(day.people.values())] = 0
    assert dive.run()
    assert day.rows.feasible(settled(dive.lenient))
