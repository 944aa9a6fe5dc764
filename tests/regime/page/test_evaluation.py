"""The page of an evaluated plan: rules broken first, then how far it is from the best."""

from __future__ import annotations

import io

from rich.console import Console

from regime.checker import Finding
from regime.evaluation import Comparison, Evaluation
from regime.page.evaluation import evaluation_page
from regime.plan import Plan


def shown(evaluation: Evaluation) -> str:
    file = io.StringIO()
    Console(file=file, width=100, no_color=True).print(evaluation_page(evaluation))
    return " ".join(file.getvalue().split())


def better(day: Plan, value: float) -> Plan:
    assert day.figures is not None
    return day.model_copy(update={"figures": day.figures.model_copy(update={"value": value, "out_of_cell": 260})})


def test_broken_rules_come_first(short_day: Plan) -> None:
    finding = Finding(rule="R10", title="roll checks", sentence="A1 is unlocked during the roll check.")
    text = shown(Evaluation(plan=short_day, findings=[finding], not_compared="the time ran out"))
    assert text.startswith("1 rule broken R10 roll checks: A1 is unlocked during the roll check.")
    assert "Not compared with the best day: the time ran out" in text


def test_the_distance_from_the_best_is_told_in_three_units(short_day: Plan) -> None:
    # 12,000 against 15,600: 3,600 person-minutes are an hour for each of the 60 people, 23.1% of the best.
    comparison = Comparison.of(short_day, better(short_day, 15600))
    text = shown(Evaluation(plan=short_day, findings=[], comparison=comparison))
    assert text.startswith("Every rule is kept.")
    assert "3,600 person-minutes below the best day found (23.1%, 1.0 hours per person)" in text
    assert "3 h 20 out of cell against 4 h 20" in text
    # The bound of the example's proof is 12,000: the plan itself has it.
    assert "is more than 0 person-minutes above it." in text


def test_a_day_with_more_value_than_the_best_says_what_it_traded(short_day: Plan) -> None:
    text = shown(Evaluation(plan=short_day, findings=[], comparison=Comparison.of(short_day, better(short_day, 9000))))
    assert "3,000 person-minutes above the best day found" in text
    assert "trades rules or entitlements" in text
