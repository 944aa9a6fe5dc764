"""What searches of days that are alike learn from one another."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

from regime.changes import changed
from regime.data_folder import data_folder
from regime.formulate import formulate
from regime.load import load
from regime.today import Today
from solver import Event, Learnt, Limits, solve
from solver.linear import Rows, Sum
from solver.relaxation import Relaxed, bound
from solver.rules import posted
from tests.benchmarks.days import named
from tests.solver.tiny_day import guide, relaxed, tiny_day


def test_what_two_days_share_is_known_by_hand() -> None:
    before, now = Rows(), Rows()
    a, b, c = (before.integer(0, 9, what, None, (0, 60)) for what in ("a", "b", "c"))
    before.at_most(Sum([(a, 1), (b, 1)]), 9)
    before.at_most(Sum([(b, 1), (c, 1)]), 9)
    before.at_least(Sum([(b, 1)]), 1)
    learnt = Learnt()
    learnt.keep(before, Relaxed(np.array([7.0, 2.0, 3.0]), np.array([0.5, 0.25, -1.0])))
    # Another day: c is gone, a may be 5 at most, and what b is at least comes first.
    other, a, b = (now.integer(0, most, what, None, (0, 60)) for what, most in (("d", 4), ("a", 5), ("b", 9)))
    now.at_least(Sum([(b, 2)]), 6)
    now.at_most(Sum([(other, 1), (b, 1)]), 9)
    now.at_most(Sum([(a, 1), (b, 1)]), 8)
    found = learnt.of(now)
    assert found is not None
    assert found.values.tolist() == [0.0, 5.0, 2.0]
    assert found.duals.tolist() == [-1.0, 0.0, 0.5]


def test_nothing_is_known_before_anything_was_learnt() -> None:
    assert Learnt().of(tiny_day().rows) is None


@pytest.mark.parametrize(
    "other", [{"staff.early.officers": "-1"}, {"activities.workshop.places": "-3"}, {"activities.workshop": None}]
)
def test_the_bound_of_a_day_is_nearly_that_of_one_like_it(other: dict[str, Any]) -> None:
    before, learnt = tiny_day(), Learnt()
    learnt.keep(before.rows, relaxed(before))
    tiny = load(data_folder("examples") / "tiny.yaml")
    day = posted(formulate(Today.of(changed(tiny, other)[0])))
    found, target = learnt.of(day.rows), guide(day)
    assert found is not None
    own = bound(day.rows, target, True, relaxed(day).duals)
    assert bound(day.rows, target, True, found.duals) == pytest.approx(own, rel=0.05)


def test_a_search_is_not_misled_by_what_was_learnt_of_another_day() -> None:
    problem, learnt = formulate(Today.of(named("S-1-1.0"))), Learnt()
    known = solve(problem, Limits(60, workers=2, gap=0.02)).solution
    learnt.keep(posted(problem).rows, Relaxed(np.zeros(0), np.zeros(0)))  # nothing that helps
    stop = threading.Event()

    def ends(event: Event) -> None:
        if event.phase == "value" and event.gap < 0.1:
            stop.set()

    found = solve(problem, Limits(60, workers=2, gap=0), ends, stop, known, learnt=learnt)
    assert stop.is_set()
    assert found.solution is not None
