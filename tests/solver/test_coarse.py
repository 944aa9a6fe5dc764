"""Coarse days: what is left of a day's times and sessions, and that each of them is a day of the problem."""

from __future__ import annotations

import threading
from typing import Any

from hypothesis import assume, given, settings
from small_models import problem
from tiny_prisons import tiny_prisons

from regime.formulate import formulate
from regime.prison import Prison
from regime.today import Today
from solver.coarse import Coarse
from solver.dive import Dive
from solver.goals import expression, stages
from solver.guides import guide
from solver.lenient import Lenient
from solver.problem import Activity, Attendance, Goal, OnWingTime, Pin, Problem, Published, Session, SessionPin
from solver.relaxation import Relaxation, bound
from solver.rules import posted
from solver.run import Run, run
from tests.solver.tiny_day import guide as everything
from tests.solver.tiny_day import relaxed as fractions
from tests.solver.tiny_day import settled, tiny_day
from tests.unhurried import UNHURRIED

QUARTERS = [(start, start + 15) for start in range(480, 720, 15)]
"""From 08:00 to 12:00."""


def session(start: int, end: int, fixed: bool) -> Session:
    return Session(
        0, (start, end), 2, 1, 100, "off-wing", (Attendance(0, 2, (start, end)),), (), (start, end), fixed=fixed
    )


def work(*sessions: Session, **parts: Any) -> Problem:
    return problem(
        QUARTERS, activities=(Activity("work", None if sessions[0].fixed else 1),), sessions=sessions, **parts
    )


def times(coarse: Coarse) -> list[int]:
    return [start for start, _ in coarse.day.problem.slots]


def test_every_hour_is_left_and_when_a_fixed_session_begins_and_ends() -> None:
    assert times(Coarse(work(session(495, 585, fixed=True)), 60)) == [480, 495, 540, 585, 600, 660]


def test_of_movable_sessions_those_are_left_that_fit_in() -> None:
    movable = [session(start, start + 60, fixed=False) for start in range(480, 660, 15)]
    coarse = Coarse(work(*movable), 60)
    assert times(coarse) == [480, 540, 600, 660]
    assert [s.span for s in coarse.day.problem.sessions] == [(480, 540), (540, 600), (600, 660)]


def test_what_is_pinned_is_left() -> None:
    movable = [session(start, start + 60, fixed=False) for start in range(480, 660, 15)]
    coarse = Coarse(work(*movable, session_pins=(SessionPin((1,), True),), pins=(Pin(0, (9,), False, 15),)), 60)
    assert times(coarse) == [480, 540, 600, 615, 630, 660]
    assert coarse.sessions == (0, 1, 4, 8)
    assert coarse.day.problem.session_pins == (SessionPin((1,), True),)
    assert coarse.day.problem.pins == (Pin(0, (3,), False, 15),)


def test_windows_and_roll_checks_are_left() -> None:
    lunch = OnWingTime("lunch", frozenset({5, 6}), ("A",), {}, ())
    coarse = Coarse(problem(QUARTERS, times=(lunch,), locked_slots=frozenset({14})), 60)
    assert times(coarse) == [480, 540, 555, 585, 600, 660, 690, 705]
    assert coarse.day.problem.times[0].slots == {2}
    assert coarse.day.problem.locked_slots == {6}


def test_what_is_published_makes_no_coarse_day_finer() -> None:
    """Nearness to it is no goal there, and there are more times at which it changes than hours."""
    told = Published({(0, t): None if t % 3 else 0 for t in range(16)}, {((0, 1), 0): 2, ((2,), 0): 0}, 0)
    movable = [session(start, start + 60, fixed=False) for start in (480, 480, 495)]
    coarse = Coarse(work(*movable, published=told, goals=(Goal("value"), Goal("calm"))), 60)
    assert times(coarse) == [480, 540, 600, 660]


def test_a_dive_through_a_coarse_day_leads_to_a_day_of_the_prison() -> None:
    fine = tiny_day()
    coarse, on = Coarse(fine.problem, 60), Lenient(fine, everything(fine))
    relaxed = Relaxation(coarse.day.rows, coarse.guide, True).solve(60.0, True)
    assert relaxed is not None
    dive = Dive(coarse.day, coarse.guide, relaxed, 0.1, True, 1, True, lambda: 60.0, last=True)
    assert dive.run()
    assert on.state(coarse.decided(dive.incumbent.snapshot(), fine), 60.0, True)[0]
    assert on.incumbent.holds
    found = settled(on)
    assert fine.rows.feasible(found)
    assert not [variable for variable in fine.short if found[variable]]
    # Of what there is at all, HMP Tiny's hours have most.
    assert everything(fine).value(found) > 0.85 * bound(fine.rows, everything(fine), True, fractions(fine).duals)


@settings(UNHURRIED, max_examples=50)
@given(tiny_prisons())
def test_the_best_coarse_day_is_a_day_of_the_prison_and_as_good_there(prison: dict[str, Any]) -> None:
    whole = formulate(Today.of(Prison.model_validate(prison)))
    coarse = Coarse(whole, 120)
    best = run(coarse.day.rows, coarse.guide, True, None, Run(60, 1, 1), threading.Event()).values
    assume(best is not None)
    day = posted(whole)
    target = guide({stage: expression(day, stage) for stage in stages(whole)})
    on = Lenient(day, target)
    assert on.state(coarse.decided(best or [], day), 60.0, True)[0]
    assert on.found is not None
    assert day.rows.feasible(on.found)
    assert target.value(on.found) >= coarse.guide.value(best or [])
