"""The day of HMP Tiny: what is owed on it, what a search makes the most of, and what it starts from."""

from __future__ import annotations

import threading

import pytest

from regime.data_folder import data_folder
from regime.formulate import formulate
from regime.load import load
from regime.today import Today
from solver.day_model import DayModel
from solver.goals import expression, stages
from solver.improve import Improver
from solver.lenient import Lenient
from solver.linear import Sum
from solver.relaxation import Relaxation, Relaxed
from solver.rules import posted
from solver.run import Run, run
from solver.start import starts


def tiny_day() -> DayModel:
    """All rules of the day, with nothing decided."""
    return posted(formulate(Today.of(load(data_folder("examples") / "tiny.yaml"))))


def owed(day: DayModel) -> Sum:
    """Minutes and occasions that are missing."""
    return Sum((short, 1) for short in day.short)


def guide(day: DayModel) -> Sum:
    """The value, after everything that is owed."""
    value = expression(day, next(stage for stage in stages(day.problem) if stage.goal.kind == "value"))
    return Sum().plus(value).plus(owed(day), -1_000_000)


def locked(day: DayModel) -> list[int]:
    """Everybody locked up."""
    values = run(next(starts(day, None)).rows, None, True, None, Run(60, 1, 1, first=True), threading.Event()).values
    assert values is not None
    return values


def relaxed(day: DayModel) -> Relaxed:
    """What the relaxation says of a day with nothing decided."""
    found = Relaxation(day.rows, guide(day), True).solve(60.0, True)
    assert found is not None
    return found


def settled(lenient: Lenient) -> list[int]:
    """The day, once improvers have brought it within the staff on duty."""
    improver = Improver(lenient.incumbent, lenient.day, 1)
    for _ in range(20):  # each goes where somebody is missing
        if (found := lenient.found) is not None:
            return found
        improver.step(1.0, deterministic=True)
    pytest.fail("somebody is still missing")
