"""The guaranteed time of the worst-off: what a wing by itself allows, and how all of them are raised to it."""

from __future__ import annotations

import threading
from dataclasses import replace
from itertools import pairwise

from pydantic import JsonValue
from small_models import problem

from regime.changes import changed
from regime.data_folder import data_folder
from regime.formulate import formulate
from regime.load import load
from regime.scenarios import scenario_settings
from regime.today import Today
from solver import Limits
from solver.day_model import DayModel
from solver.fairness import by_average, by_itself, lacking
from solver.goals import Stage, expression, stages
from solver.linear import Sum
from solver.problem import Activity, Attendance, Crew, Goal, Group, OnWingTime, Problem, Session, Wing
from solver.rules import posted
from solver.run import Run
from solver.search import solve

FOUR = tuple(pairwise(range(480, 721, 60)))


def prison(slots: tuple[tuple[int, int], ...], wings: int, sizes: tuple[int, ...], officers: int) -> Problem:
    """Wings of groups that are kept apart, and need an officer each while anybody is unlocked."""
    groups = tuple(Group(f"{w}-{n}", w, size) for w in range(wings) for n, size in enumerate(sizes))
    apart = {frozenset({g, h}) for g in range(len(groups)) for h in range(g) if groups[g].wing == groups[h].wing}
    return problem(
        slots,
        wings=tuple(Wing(str(w), "officers", 0, ((max(sizes), 1),)) for w in range(wings)),
        groups=groups,
        times=(OnWingTime("association", frozenset(range(len(slots))), ("yard",) * len(groups), {}, ()),),
        crews=(Crew("day", "officers", officers, ((slots[0][0], slots[-1][1]),), ()),),
        apart_wing=frozenset(apart),
        goals=(Goal("value", tolerance=100), Goal("fairness")),
    )


def fair(day: DayModel) -> dict[Stage, Sum]:
    return {stage: expression(day, stage) for stage in stages(day.problem) if stage.goal.kind == "fairness"}


def alone(day: DayModel, wing: int, target: Sum) -> float | None:
    return by_itself(day, wing, target, Run(60, 1, 1), threading.Event()).bound


def test_three_groups_that_are_kept_apart_share_four_hours() -> None:
    day = posted(prison(FOUR, 1, (2, 2, 2), officers=1))
    assert [alone(day, 0, target) for target in fair(day).values()] == [60, 120]


def test_what_other_wings_take_is_of_no_concern() -> None:
    day = posted(prison(FOUR, 2, (2,), officers=1))
    worst_off, _ = fair(day).values()
    assert [alone(day, wing, worst_off) for wing in (0, 1)] == [240, 240]  # two hours each, if they share the officer


def test_four_groups_of_hull_segregation_cannot_have_three_hours_each() -> None:
    """They are kept apart: 11 h 30 of unlock hours have four times 2 h 45, and no four times 3 h."""
    day = posted(formulate(Today.of(load(data_folder("examples") / "hull.yaml"))))
    wing = next(w for w, wing in enumerate(day.problem.wings) if wing.name == "Segregation")
    assert [alone(day, wing, target) for target in fair(day).values()] == [165, 330]


def test_the_worst_off_cannot_have_more_than_the_average_allows() -> None:
    """In lockdown HMP Tiny has no activities: nobody is out of cell but while the group is unlocked."""
    tiny = load(data_folder("examples") / "tiny.yaml")
    goals: dict[str, JsonValue] = {"goals": ["shortfalls", "value", "fairness"]}
    lockdown, _ = changed(tiny, scenario_settings(tiny, ["stage 4"]) | goals)
    day = formulate(Today.of(lockdown))
    *_, value, worst_off, two = solve(day, Limits(seconds=1, workers=1, reproducible=True)).stages
    average = value.bound / sum(group.size for group in day.groups)
    assert worst_off.bound <= average
    assert two.bound <= 2 * average


def test_a_large_group_that_has_nothing_leaves_its_time_to_the_others() -> None:
    day = posted(prison(FOUR, 1, (8, 2), officers=1))
    assert [by_average(day, level, day.out_of_cell, 100 * 600.0) for level in (1, 2)] == [60, 300]


def test_those_at_work_in_their_cells_while_the_group_is_unlocked_are_not_out() -> None:
    work = Session(0, (480, 600), 2, 1, 50, "in-cell", (Attendance(0, 2, (480, 600)),), (), (480, 600))
    day = posted(replace(prison(FOUR, 1, (2,), officers=1), activities=(Activity("work"),), sessions=(work,)))
    assert by_average(day, 1, day.out_of_cell, 100 * 240.0) == 120 + 120
    # What counts as purposeful is in the value already.
    value = Sum().plus(day.out_of_cell).plus(day.purposeful)
    assert by_average(day, 1, value, 100 * 240.0) == 120 + 60


def test_what_is_lacking_is_counted_from_an_aim() -> None:
    day = posted(prison(FOUR, 1, (2, 2, 2), officers=1))
    fair(day)
    values = [0] * len(day.rows.lower)
    for g, t in ((0, 0), (0, 1), (1, 2)):  # two hours, one, none
        values[day.unlocked[g][t]] = 1
    found, changed, lack = lacking(day, values, 90)
    assert lack.value(changed) == 30 + 90
    assert all(found.rows.lower[v] <= value <= found.rows.upper[v] for v, value in enumerate(changed))


def test_all_who_are_worst_off_are_raised_together() -> None:
    """On each of 30 wings the large group has everything for the value, and the small one has to get half of it."""
    slots = tuple(pairwise(range(480, 1201, 15)))
    found = solve(prison(slots, 30, (50, 2), officers=30), Limits(seconds=8, workers=1, reproducible=True))
    worst_off = next(reached for reached in found.stages if reached.stage.level == 1)
    assert (worst_off.best, worst_off.bound) == (360, 360)
