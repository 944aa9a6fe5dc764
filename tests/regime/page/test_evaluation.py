"""The page of an evaluated plan: rules broken first, then how far it is from the best."""

from __future__ import annotations

import io

from rich.console import Console

from regime.checker import Finding
from regime.evaluation import Comparison, Evaluation
from regime.page.evaluation import evaluation_page
from regime.plan import GoalResult, Plan


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


def compared(day: Plan, best: Plan, *findings: Finding) -> str:
    return shown(Evaluation(plan=day, findings=[*findings], comparison=Comparison.of(day, best)))


def test_a_better_day_than_the_best_found_says_that_the_search_was_too_short(short_day: Plan) -> None:
    # As much is short, and 12,000 is above the 11,960 that the search reached, as far as its bound.
    text = compared(short_day, better(short_day, 9000))
    assert "3,000 person-minutes above the best day found" in text
    assert "The search was too short to beat this day" in text
    assert "for that" not in text
    # So is less that falls short, whatever the value.
    ahead = [goal.model_copy(update={"best": 15600, "bound": 16000}) for goal in proved(short_day)[1:]]
    assert "too short to beat this day" not in compared(short_day, with_goals(better(short_day, 15600), ahead))
    nothing_short = short_day.model_copy(update={"shortfalls": []})
    goals = [goal.model_copy(update={"bound": 0}) for goal in proved(short_day)]
    assert "too short to beat this day" in compared(nothing_short, with_goals(better(short_day, 15600), goals))


def test_a_day_better_than_what_is_proved_keeps_no_step(short_day: Plan) -> None:
    goals = [goal.model_copy(update={"best": goal.bound - 100, "bound": goal.bound - 50}) for goal in proved(short_day)]
    goals[0] = proved(short_day)[0]
    text = compared(short_day, with_goals(better(short_day, 11900), goals))
    assert "No day that keeps to the planning step can beat this one." in text


def test_more_value_from_rules_or_entitlements_is_said_to_be_that(short_day: Plan) -> None:
    finding = Finding(rule="R10", title="roll checks", sentence="A1 is unlocked during the roll check.")
    assert "It breaks rules, which come first, for that." in compared(short_day, better(short_day, 9000), finding)
    goals = [goal.model_copy(update={"best": 600, "bound": 600}) for goal in proved(short_day)[:1]]
    text = compared(short_day, with_goals(better(short_day, 9000), [*goals, *proved(short_day)[1:]]))
    assert "It falls further short of what comes first for that." in text
    assert "too short to beat" not in text
    goals = [goal.model_copy(update={"best": 12000}) for goal in proved(short_day)[1:]]
    text = compared(short_day, with_goals(better(short_day, 11950), goals))
    assert "gave that up, within its tolerance" in text


def test_a_plan_that_is_read_back_claims_no_proof(short_day: Plan) -> None:
    bare = short_day.model_copy(update={"proof": None, "made": None})
    text = shown(Evaluation(plan=bare, findings=[], planned=True))
    assert "Made by the planner, then read back: proofs are not used again." in text
    assert "Best possible" not in text
    assert "No day on the same terms" not in text
    text = shown(Evaluation(plan=bare, findings=[], filled_in=["movements", "breaks"]))
    assert "Worked out here as for a day that lists none: movements and breaks." in text


def proved(day: Plan) -> list[GoalResult]:
    assert day.proof is not None
    return day.proof.goals


def with_goals(best: Plan, goals: list[GoalResult]) -> Plan:
    assert best.proof is not None
    return best.model_copy(update={"proof": best.proof.model_copy(update={"goals": goals})})
