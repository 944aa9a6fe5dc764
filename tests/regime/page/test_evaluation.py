"""The page of an evaluated plan: rules broken first, then how far it is from the best."""

from __future__ import annotations

import io

import pytest
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
    # 200 person-hours against 260: 60 are an hour for each of the 60 people, 23.1% of the best.
    comparison = Comparison.of(short_day, better(short_day, 15600))
    text = shown(Evaluation(plan=short_day, findings=[], comparison=comparison))
    assert text.startswith("Checked by independent code: every rule is kept.")
    assert "60.0 person-hours below the best day found (23.1%, 1.0 hours per person)" in text
    assert "3 h 20 out of cell against 4 h 20" in text
    # The bound of the example's proof is 12,000: the plan itself has it.
    assert "is more than 0.0 person-hours above this one." in text


def test_of_a_best_day_on_which_nobody_is_out_there_is_no_share(short_day: Plan) -> None:
    text = compared(short_day, better(short_day, 0))
    assert "200.0 person-hours above the best day found (3.3 hours per person)" in text


def compared(day: Plan, best: Plan, *findings: Finding) -> str:
    return shown(Evaluation(plan=day, findings=[*findings], comparison=Comparison.of(day, best)))


def test_a_better_day_than_the_best_found_says_that_the_search_was_too_short(short_day: Plan) -> None:
    # As much is short, and 12,000 is above the 11,960 that the search reached, as far as its bound.
    text = compared(short_day, better(short_day, 9000))
    assert "50.0 person-hours above the best day found" in text
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


def test_more_value_from_broken_rules_or_a_tolerance_is_said_to_be_that(short_day: Plan) -> None:
    finding = Finding(rule="R10", title="roll checks", sentence="A1 is unlocked during the roll check.")
    assert "It breaks rules, which come first, for that." in compared(short_day, better(short_day, 9000), finding)
    goals = [goal.model_copy(update={"best": 12000}) for goal in proved(short_day)[1:]]
    text = compared(short_day, with_goals(better(short_day, 11950), goals))
    assert "0.8 person-hours above the best day found" in text
    assert "gave that up, within its tolerance" in text


def goal(name: str, best: float, bound: float, *, maximise: bool = True, tolerance: int = 0) -> GoalResult:
    about = {"unit": "person-minutes", "maximise": maximise, "best": best, "value": best, "bound": bound}
    return GoalResult.model_validate({"goal": name, **about, "tolerance_percent": tolerance})


AIR, VALUE, CALM = "shortfall: open air", "value", "unlocks and movements"
WORST, WORST_TWO = "guaranteed time of the worst-off group", "guaranteed time of the 2 worst-off groups together"
LITTLE = "The search found little in the time given: a better day may well exist; give it longer."
TOO_SHORT, BEHIND, BETTER = "The search was too short", "Not as good as the best day found", "Better than the best day"


@pytest.mark.parametrize(
    ("value", "goals", "says"),
    [
        # The day has 1,200 person-minutes short of open air, 12,000 of value, all of it time out of cell, 60 minutes
        # certain for each of its two groups, and two unlocks and one movement.
        (15600, [goal(AIR, 600, 0, maximise=False), goal(VALUE, 15600, 15700)],
         [f"{BEHIND}: more falls short of open air.", "it is 60.0 person-hours below that day"]),
        (9000, [goal(AIR, 600, 0, maximise=False), goal(VALUE, 9000, 9000)],
         [f"{BEHIND}: more falls short of open air.", "it is 50.0 person-hours above that day"]),
        (15600, [goal(AIR, 1800, 0, maximise=False), goal(VALUE, 15600, 15700)],
         [f"{BETTER} found: less falls short of open air.", "60.0 person-hours below that day", TOO_SHORT]),
        (9000, [goal(AIR, 1800, 1500, maximise=False), goal(VALUE, 9000, 9000)],
         [f"{BETTER} found: less falls short of open air.", "50.0 person-hours above that day",
          "No day that keeps to the planning step"]),
        (15600, [goal(AIR, 1200, 1200, maximise=False), goal(VALUE, 15600, 15700)],
         ["60.0 person-hours below the best day found"]),
        (9000, [goal(AIR, 1200, 1200, maximise=False), goal(VALUE, 9000, 15700)],
         ["50.0 person-hours above the best day found", TOO_SHORT]),
        (12000, [goal(AIR, 1200, 1200, maximise=False), goal(VALUE, 12000, 12000)],
         ["Level with the best day found"]),
        # The search began with the day itself, and had no time to find another.
        (12000, [goal(AIR, 1200, 0, maximise=False), goal(VALUE, 12000, 12000)],
         ["No better day was found in this time.", LITTLE]),
        (12000, [goal(AIR, 1200, 1200, maximise=False), goal(VALUE, 12000, 15700)],
         ["No better day was found in this time.", LITTLE]),
        (15600, [goal(WORST, 90, 90), goal(VALUE, 15600, 15700)],
         [f"{BEHIND}: less certain time of the worst-off group."]),
        (15600, [goal(WORST, 60, 60), goal(WORST_TWO, 100, 200), goal(VALUE, 15600, 15700)],
         [f"{BETTER} found: more certain time of the two worst-off groups", TOO_SHORT]),
        (15600, [goal(CALM, 4, 2, maximise=False), goal(VALUE, 15600, 15700)],
         [f"{BETTER} found: fewer unlocks and movements.", TOO_SHORT]),
        (15600, [goal("purposeful time", 100, 200), goal("time out of cell", 15500, 15500)],
         [f"{BEHIND}: less work."]),
        (9000, [goal("purposeful time", 0, 0), goal("time out of cell", 9000, 15500)],
         [f"{BETTER} found: more time out of cell.", TOO_SHORT]),
        # Within the tolerance of a goal it is the next one that counts.
        (12300, [goal("time out of cell", 12100, 12200, tolerance=1), goal("purposeful time", 200, 200)],
         [f"{BEHIND}: less work."]),
    ],
)  # fmt: skip
def test_the_first_goal_that_differs_says_which_day_is_better(
    short_day: Plan, value: float, goals: list[GoalResult], says: list[str]
) -> None:
    text = compared(short_day, with_goals(better(short_day, value), goals))
    assert [sentence for sentence in says if sentence not in text] == []
    assert [mark for mark in (BEHIND, BETTER, TOO_SHORT) if (mark in text) != (mark in " ".join(says))] == []


@pytest.mark.parametrize(
    ("short", "value", "says"),
    [
        (1200, 12000, "is not known. No better day was found by then. Proved:"),
        (600, 12000, f"is not known. {BEHIND}: more falls short of open air. Proved:"),
        (600, 15600, f"is not known. {BEHIND}: more falls short of open air. In time out of cell and work it is 60.0"),
        (1200, 11000, "is not known. 16.7 person-hours above the best day found (9.1%"),
    ],
)
def test_a_search_that_was_stopped_has_not_found_the_best_day(
    short_day: Plan, short: float, value: float, says: str
) -> None:
    goals = [goal(AIR, short, 0, maximise=False), goal(VALUE, value, 15700)]
    comparison = Comparison.of(short_day, with_goals(better(short_day, value), goals))
    text = shown(Evaluation(plan=short_day, findings=[], comparison=comparison, interrupted=True))
    assert f"every rule is kept. You stopped the search: the best day {says}" in text
    assert [said for said in ("level with", TOO_SHORT, "gave that up") if said in text] == []


def test_a_plan_that_is_read_back_claims_no_proof(short_day: Plan) -> None:
    bare = short_day.model_copy(update={"proof": None, "made": None})
    text = shown(Evaluation(plan=bare, findings=[], planned=True))
    assert "Made by the planner, then read back: proofs are not used again." in text
    assert "Best possible" not in text
    assert "No day on the same terms" not in text
    assert "Worked out here" not in text
    text = shown(Evaluation(plan=bare, findings=[], planned=True, filled_in=["breaks"]))
    assert "proofs are not used again. Worked out here as for a day that lists none: breaks." in text
    text = shown(Evaluation(plan=bare, findings=[], filled_in=["movements", "breaks"]))
    assert "Worked out here as for a day that lists none: movements and breaks." in text
    assert "Not in the plan" not in text


def test_a_group_that_the_plan_leaves_out_is_said_to_be_taken_as_locked_up(short_day: Plan) -> None:
    text = shown(Evaluation(plan=short_day, findings=[], left_out=["A2"]))
    assert "Not in the plan, and taken as locked up all day: A2." in text


def proved(day: Plan) -> list[GoalResult]:
    assert day.proof is not None
    return day.proof.goals


def with_goals(best: Plan, goals: list[GoalResult]) -> Plan:
    assert best.proof is not None
    return best.model_copy(update={"proof": best.proof.model_copy(update={"goals": goals})})
