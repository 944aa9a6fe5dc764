"""The engine's own model, however cleverly its rows are put, allows the same days as the plain one: equal optima."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from test_brute_force import BASE, EXERCISE, PRISONS, day, officers, wing
from tiny_prisons import tiny_prisons

from regime.checker import check
from regime.figures import figures
from regime.formulate import formulate
from regime.interpret import interpret
from regime.prison import Prison
from regime.today import Today
from solver import Limits, Outcome, Problem, Solution
from solver.linear import Rows, Sum
from solver.rules import posted
from solver.solution import extract
from tests.benchmarks.plain import plain
from tests.benchmarks.rivals import cp_sat
from tests.benchmarks.score import objective, score
from tests.unhurried import UNHURRIED

EXAMPLES = 150

WIDER: dict[str, dict[str, Any]] = {
    "a wing of many groups": {
        "day": day("08:00", "12:00", step=30, shortest=60, gap=30, roll_checks={"noon": "10:00-10:30"}),
        "wings": {"A": {"groups": {f"A{n}": n % 3 + 1 for n in range(6)}, "staffing": {"at_least": 1, "one_per": 3}}},
        "staff": officers(5, breaks=[{"minutes": 30, "between": "09:00-11:00"}]),
        "on_wing": {
            "association": {"kind": "association"},
            "exercise": {**EXERCISE, "shortest": 30, "periods": 1, "people": 6, "staff": {"officers": "1 per 4"}},
        },
        "routes": {"main": {"minutes": 30, "staff": {"officers": 1}, "people": 4}},
        "activities": {"class": {"kind": "education", "places": 5, "minimum": 2, "sessions": ["08:30-09:30"]}},
        "apart": {"wing": {"groups": ["A0", "A1", "A2"], "at": ["wing"]}},
        "entitlements": {"air": {"time": "exercise", "minutes": 60}, "out": {"time": "unlocked", "minutes": 90}},
    },
    "three kept apart from one another in rooms and movements": {
        "day": day("08:00", "11:00", step=30, shortest=30, gap=30),
        "wings": {"A": wing(A1=2, A2=2, A3=1), "B": wing(B1=2, B2=1)},
        "staff": officers(7),
        "routes": {"main": {"minutes": 30, "staff": {"officers": 1}, "people": 3, "at_most": 3}},
        "activities": {
            "class": {"kind": "education", "places": 3, "sessions": ["08:30-09:00"], "staff": {"officers": "1 per 2"}},
            "gym": {
                "kind": "gym",
                "places": 3,
                "length": 30,
                "between": ["08:30-10:30"],
                "at_most": 3,
                "per_person": 1,
                "weight": 2,
            },
            "cleaning": {"kind": "wing-work", "where": "on-wing", "places": 3, "sessions": ["09:30-10:30"]},
        },
        "apart": {
            "rooms": {"groups": ["A1", "A2", "B1"], "from": ["A1", "A2", "B1"], "at": ["room"]},
            "ways": {"groups": ["A1", "A3", "B2"], "from": ["A1", "A3", "B2"], "at": ["movement"]},
        },
        "entitlements": {"gym": {"activity": "gym", "people": 1}, "out": {"time": "unlocked", "minutes": 60}},
    },
}

BETWEEN_SLOTS: dict[str, Any] = {
    "day": day("08:00", "10:00"),
    "wings": {"A": wing(A1=2)},
    "staff": officers(4),
    "on_wing": {
        "association": {"kind": "association"},
        "exercise": {"kind": "exercise", "shortest": None, "protected": True, "windows": ["09:00-10:00"]},
    },
    "activities": {"class": {"kind": "education", "places": 2, "sessions": ["09:00-09:15"], "travel": "free"}},
    "entitlements": {"air": {"time": "exercise", "minutes": 45}},
}
"""45 minutes of exercise from 09:15, for which a class that ends between two decision times leaves room."""


def best(rows: Rows, target: Sum) -> list[int] | None:
    """Values that are proved to be the best; none if there are no values at all."""
    answer = cp_sat(rows, target, 60, 2)
    assert answer.result in ("optimal", "impossible")
    return answer.values


def judged(today: Today, problem: Problem, solution: Solution) -> int:
    """The score of a solution that keeps every rule."""
    limits = Limits(1)
    plan = interpret(today, problem, Outcome("optimal", solution, (), "proved", 0), limits)
    assert not check(today, plan)
    return score(problem, plan.model_copy(update={"figures": figures(today, plan)})).total


def compare(today: Today) -> None:
    """Both models reach the same score, with plans that keep the rules and are worth what the models say."""
    problem = formulate(today)
    tight, simple = posted(problem), plain(problem)
    ours, theirs = best(tight.rows, objective(tight)), best(simple.rows, simple.objective)
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert objective(tight).value(ours) == simple.objective.value(theirs)
        assert judged(today, problem, extract(tight, ours)) == objective(tight).value(ours)
        assert judged(today, problem, simple.solution(theirs)) == simple.objective.value(theirs)


@pytest.mark.parametrize("name", [*PRISONS, *WIDER])
def test_both_models_agree_on(name: str) -> None:
    compare(Today.of(Prison.model_validate({**BASE, **{**PRISONS, **WIDER}[name]}), "mon"))


def test_protected_time_may_begin_between_two_decision_times() -> None:
    compare(Today.of(Prison.model_validate({**BASE, **BETWEEN_SLOTS}), "mon"))


@settings(UNHURRIED, max_examples=EXAMPLES)
@given(about=tiny_prisons())
def test_both_models_agree_on_a_prison_drawn_at_random(about: dict[str, Any]) -> None:
    names = {"unlocked", *about["on_wing"]}
    assume(all(terms.get("time", "unlocked") in names for terms in about["entitlements"].values()))
    compare(Today.of(Prison.model_validate(about), "mon"))
