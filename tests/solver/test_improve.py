"""Improving a plan part by part never breaks a row and never makes it worse."""

from __future__ import annotations

import threading
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_programs import programs

from regime.data_folder import data_folder
from regime.formulate import formulate
from regime.load import load
from regime.today import Today
from solver.day_model import DayModel
from solver.goals import expression, stages
from solver.improve import Improver
from solver.incumbent import Incumbent
from solver.linear import Rows, Sum
from solver.rules import posted
from solver.run import Run, run


@settings(max_examples=200, deadline=None, derandomize=True)
@given(programs(), st.data())
def test_an_offer_is_taken_only_if_every_row_holds_and_nothing_gets_worse(
    program: tuple[Rows, Sum, bool], data: st.DataObject
) -> None:
    rows, objective, maximise = program
    boxes = [range(low, high + 1) for low, high in zip(rows.lower, rows.upper, strict=True)]
    points = [list(point) for point in product(*boxes) if rows.feasible(point)]
    assume(points)
    incumbent = Incumbent(rows, objective, maximise, data.draw(st.sampled_from(points)))
    for _ in range(5):
        before, worth = list(incumbent.snapshot()), incumbent.value
        variables = data.draw(st.sets(st.sampled_from(range(len(boxes))), min_size=1))
        changes = {v: data.draw(st.sampled_from(boxes[v])) for v in sorted(variables)}
        offered = [changes.get(v, value) for v, value in enumerate(before)]
        gain = (1 if maximise else -1) * (objective.value(offered) - worth)
        better = incumbent.offer(changes)
        assert better == (max(gain, 0) if rows.feasible(offered) else 0)
        assert incumbent.snapshot() == (offered if rows.feasible(offered) and gain >= 0 else before)
        assert incumbent.value == objective.value(incumbent.snapshot())


@pytest.fixture(scope="module")
def tiny() -> DayModel:
    return posted(formulate(Today.of(load(data_folder("examples") / "tiny.yaml"))))


@pytest.fixture
def start(tiny: DayModel) -> list[int]:
    """Everybody locked up, and every floor short in full."""
    locked = Rows(tiny.rows.lower, list(tiny.rows.upper), tiny.rows.scopes, tiny.rows.rows)
    for variable in [*(v for row in tiny.unlocked for v in row), *tiny.open]:
        locked.upper[variable] = 0
    values = run(locked, None, True, None, Run(60, 1, 1, first=True), threading.Event()).values
    assert values is not None
    return values


def value_of(day: DayModel) -> Sum:
    return expression(day, next(stage for stage in stages(day.problem) if stage.goal.kind == "value"))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_steps_keep_every_row_and_never_lose(tiny: DayModel, start: list[int], seed: int) -> None:
    objective = value_of(tiny)
    incumbent = Incumbent(tiny.rows, objective, True, start)
    improver = Improver(incumbent, tiny, seed)
    worth = [incumbent.value]
    for _ in range(12):
        better = improver.step(1.0, deterministic=True)
        worth.append(objective.value(incumbent.snapshot()))
        assert tiny.rows.feasible(incumbent.snapshot())
        assert better == (worth[-1] > worth[-2])
    assert worth == sorted(worth)
    assert worth[-1] > worth[0]


def test_the_whole_day_of_groups_changes_no_other_group(tiny: DayModel, start: list[int]) -> None:
    incumbent = Incumbent(tiny.rows, value_of(tiny), True, start)
    improver = Improver(incumbent, tiny, 1)
    improver.kinds = [kind for kind in improver.kinds if kind.part == "groups"]
    for _ in range(6):
        before = incumbent.snapshot()
        asked = round(improver.kinds[0].size * len(tiny.unlocked))
        improver.step(1.0, deterministic=True)
        after = incumbent.snapshot()
        changed = {g for g, row in enumerate(tiny.unlocked) if any(before[v] != after[v] for v in row)}
        assert len(changed) <= max(2, asked)
    assert incumbent.value > value_of(tiny).value(start)


def test_improvers_at_the_same_time_share_one_valid_plan(tiny: DayModel, start: list[int]) -> None:
    objective = value_of(tiny)
    incumbent = Incumbent(tiny.rows, objective, True, start)

    def improve(seed: int) -> None:
        improver = Improver(incumbent, tiny, seed)
        for _ in range(8):
            improver.step(1.0)

    threads = [threading.Thread(target=improve, args=(seed,)) for seed in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tiny.rows.feasible(incumbent.snapshot())
    assert incumbent.value == objective.value(incumbent.snapshot()) > objective.value(start)


def test_the_same_seed_takes_the_same_steps(tiny: DayModel, start: list[int]) -> None:
    found = []
    for _ in range(2):
        incumbent = Incumbent(tiny.rows, value_of(tiny), True, start)
        improver = Improver(incumbent, tiny, 7)
        for _ in range(5):
            improver.step(1.0, deterministic=True)
        found.append(incumbent.snapshot())
    assert found[0] == found[1]


def test_every_wing_is_solved_as_a_whole_to_begin_with(tiny: DayModel, start: list[int]) -> None:
    objective = value_of(tiny)
    incumbent = Incumbent(tiny.rows, objective, True, start)
    wings = list(range(len(tiny.problem.wings)))
    improver = Improver(incumbent, tiny, 1, wings.copy())
    better = {}
    for wing in reversed(wings):
        before = incumbent.values.copy()
        improver.step(5.0, deterministic=True)
        changed = {tiny.rows.scopes[v].wing for v in np.flatnonzero(incumbent.values != before)}
        assert changed <= {wing, None}
        better[wing] = incumbent.value > objective.value(before.tolist())
    assert any(better.values())
    assert tiny.rows.feasible(incumbent.snapshot())
