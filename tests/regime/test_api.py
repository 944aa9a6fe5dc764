"""The library: evaluating a day made by hand, what it says of an impossible one, and errors that can be kept."""

from __future__ import annotations

import _thread
import json
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import PROOF

from regime import (
    Evaluation,
    Event,
    Impossible,
    InputError,
    MissingExtra,
    NoPlanInTime,
    NotKept,
    Plan,
    PlanRejected,
    Prison,
    evaluate,
    load,
    plan,
)
from regime.clock import Span
from regime.data_folder import data_folder
from regime.evaluation import Comparison
from regime.prison import Pin
from regime.problems import MOST, Code, Problem
from regime.source import read_text
from regime.timetable import timetable_of


@pytest.fixture(scope="module")
def tiny() -> Prison:
    return load(data_folder("examples") / "tiny.yaml")


@pytest.fixture
def by_hand(tiny: Prison) -> Plan:
    """B's workers choose between the open air and work, which R07 forbids."""
    text = """
timetable: by hand
groups:
  A: {association: 08:30-09:30}
  B workers: {exercise: 09:00-10:00}
sessions:
  workshop:
    08:45-11:45: {B workers: 10}
"""
    return timetable_of(read_text(text), tiny)


@pytest.mark.parametrize(
    "first", ["import regime.plan", "import regime.load", "import regime.explain.before", "import regime.clock", "pass"]
)
def test_the_functions_are_functions_whatever_is_imported_first(first: str) -> None:
    # regime.plan and regime.load are modules as well.
    script = f"{first}\nfrom regime import explain, load, plan\nimport sys, regime\n" + (
        "assert callable(load) and callable(plan) and callable(explain) and regime.plan is plan\n"
        "assert regime.explain is explain and 'ortools' not in sys.modules"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_a_plan_comes_with_figures_and_news_on_the_way(tiny: Prison) -> None:
    news: list[object] = []
    best = plan(tiny, time_limit=4, workers=2, on_event=news.append)
    assert best.figures is not None
    assert best.figures.population == 90
    assert news
    assert all(isinstance(each, Event) for each in news)
    assert Plan.model_validate_json(best.model_dump_json()) == best


@pytest.mark.parametrize(
    ("changed", "said"), [({"weekday": "sat"}, "another day of the week"), ({"prison": "HMP Big"}, 'of "HMP Big"')]
)
def test_a_published_plan_of_another_day_or_prison_is_refused(
    tiny: Prison, by_hand: Plan, changed: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        plan(tiny, against=by_hand.model_copy(update=changed), time_limit=1)


def test_a_published_plan_that_contradicts_itself_is_refused(tiny: Prison, by_hand: Plan) -> None:
    twice = by_hand.model_copy(update={"groups": [*by_hand.groups, by_hand.groups[0]]})
    with pytest.raises(InputError, match="is listed 2 times"):
        plan(tiny, against=twice, time_limit=1)


def test_a_search_that_is_stopped_before_it_starts_says_so(tiny: Prison) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(NoPlanInTime) as caught:
        plan(tiny, stop=stop)
    assert caught.value.interrupted


@pytest.fixture
def heeds_ctrl_c() -> Iterator[None]:
    """Programs that a shell starts in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_in_the_program_that_plans_does_not_wait_for_the_end_of_the_search() -> None:
    pressed = iter([_thread.interrupt_main])
    with pytest.raises(KeyboardInterrupt):
        plan(load(data_folder("examples") / "hull.yaml"), time_limit=600, on_event=lambda _: next(pressed, bool)())


def test_the_example_of_embedding_runs() -> None:
    script = data_folder("examples") / "embed.py"
    result = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["4", "3", "2"]
    assert "hours out of cell" in lines[0]


def test_evaluate_names_the_rule_broken_and_measures_the_day(tiny: Prison, by_hand: Plan) -> None:
    evaluation = evaluate(tiny, by_hand, compare=False)
    assert [finding.rule for finding in evaluation.findings] == ["R07"]
    figures = evaluation.plan.figures
    assert figures is not None
    # Wing A (44 people) an hour each; of the 26 workers of B 16 have their hour and 10 are away from 08:30 to
    # 12:00 (15 minutes' walk each way): 44 x 60 + 16 x 60 + 10 x 210 = 5,700 minutes over 90 people.
    assert figures.out_of_cell == pytest.approx(5700 / 90)
    assert evaluation.comparison is None
    assert evaluation.not_compared is None


def test_the_search_for_the_best_starts_from_the_day_that_is_given(tiny: Prison) -> None:
    # Half an hour of lunch and an hour of domestic, of which 15 and 30 minutes are owed.
    text = """
timetable: by hand
groups:
  all: {lunch: 12:00-12:30}
  A: {domestic: 14:00-15:00}
  B others: {exercise: 09:00-10:00}
sessions:
  workshop:
    08:45-11:45: {B workers: 10}
"""
    stop = threading.Event()
    given = timetable_of(read_text(text), tiny)
    evaluation = evaluate(tiny, given, workers=2, on_event=lambda event: stop.set(), stop=stop)
    assert evaluation.findings == []
    assert evaluation.comparison is not None
    best = evaluation.comparison.best
    assert best.sessions == evaluation.plan.sessions
    # The same unlocks, with exercise where there was more domestic than is owed.
    found, known = (sum(s.floor - s.given for s in each.shortfalls) for each in (best, evaluation.plan))
    assert 0 < found < known


def test_an_evaluated_plan_claims_no_proof_and_is_held_to_the_step(tiny: Prison, by_hand: Plan) -> None:
    assert evaluate(tiny, by_hand, compare=False).filled_in == ["movements", "breaks"]
    assert not evaluate(tiny, by_hand, compare=False).planned
    late = by_hand.groups[0].unlocked[0].model_copy(update={"time": Span.of(8 * 60 + 32, 9 * 60 + 32)})
    off_the_step = by_hand.model_copy(
        update={
            "groups": [by_hand.groups[0].model_copy(update={"unlocked": [late]}), *by_hand.groups[1:]],
            "breaks": [taken.model_copy(update={"people": 1}) for taken in by_hand.breaks],
            "proof": PROOF,
        }
    )
    evaluation = evaluate(tiny, off_the_step, compare=False)
    assert evaluation.planned
    assert evaluation.plan.proof is None
    assert evaluation.filled_in == []
    for emptied in (["breaks"], ["movements", "breaks"]):
        lacking = off_the_step.model_copy(update={part: [] for part in emptied})
        assert evaluate(tiny, lacking, compare=False).filled_in == emptied
    assert any("off the step" in finding.sentence for finding in evaluation.findings)


def test_a_group_that_an_evaluated_plan_leaves_out_is_named(tiny: Prison, by_hand: Plan) -> None:
    assert evaluate(tiny, by_hand, compare=False).left_out == []
    without = by_hand.model_copy(update={"groups": by_hand.groups[:-1]})
    assert evaluate(tiny, without, compare=False).left_out == [by_hand.groups[-1].group] == ["B others"]


def test_an_evaluation_is_json_both_ways(tiny: Prison, by_hand: Plan) -> None:
    without = by_hand.model_copy(update={"groups": by_hand.groups[:-1]})
    evaluation = evaluate(tiny, without, compare=False)
    assert Evaluation.model_validate_json(evaluation.model_dump_json()) == evaluation


def test_the_distance_from_the_best_is_in_person_minutes_hours_and_per_cent(tiny: Prison, by_hand: Plan) -> None:
    day = evaluate(tiny, by_hand, compare=False).plan
    assert day.figures is not None
    better = day.model_copy(update={"figures": day.figures.model_copy(update={"value": day.figures.value + 5400})})
    comparison = Comparison.of(day, better)
    assert comparison.person_minutes == 5400
    assert comparison.hours_per_person == 1.0  # 90 people
    assert comparison.percent == pytest.approx(100 * 5400 / (day.figures.value + 5400))
    assert comparison.bound is None


def test_an_impossible_day_is_explained_with_hours_and_numbers() -> None:
    # Two wings locked (2), control room, gate, two in segregation: 6; the main shift has its only lunch hour.
    with pytest.raises(Impossible, match="12:30 to 13:30 posts and locked wings need 6 officers, and 5 on duty"):
        plan(load(data_folder("examples") / "impossible.yaml"), time_limit=2)


def test_an_impossible_day_is_not_explained_to_whoever_does_not_ask(tiny: Prison) -> None:
    nine_to_ten = Span.of(9 * 60, 10 * 60)
    pins = [Pin(group="A workers", unlocked=nine_to_ten), Pin(group="A workers", locked=nine_to_ten)]
    for impossible in (load(data_folder("examples") / "impossible.yaml"), tiny.model_copy(update={"pins": pins})):
        with pytest.raises(Impossible) as caught:
            plan(impossible, time_limit=2, explain=False)
        assert caught.value.sentences == ("No day keeps the rules.",)


def test_what_is_pinned_is_named_where_the_staff_would_do(tiny: Prison) -> None:
    nine_to_ten = Span.of(9 * 60, 10 * 60)
    pins = [Pin(group="A workers", unlocked=nine_to_ten), Pin(group="A workers", locked=nine_to_ten)]
    with pytest.raises(Impossible) as caught:
        plan(tiny.model_copy(update={"pins": pins}), time_limit=2)
    pinned = [sentence for sentence in caught.value.sentences if "is pinned" in sentence]
    assert [sentence.split()[-1] for sentence in pinned] == ["pins[1]", "pins[2]"]


@pytest.mark.parametrize(
    "error",
    [
        Impossible(["Too few officers.", "Too few nurses."]),
        NoPlanInTime(12.5, interrupted=True),
        PlanRejected(["Too few officers."], {"prison": {"prison": "HMP Zoë"}}),
        MissingExtra("report", "jinja2"),
        NotKept("the disk is full"),
        InputError([Problem("prison.yaml", 1, 2, Code.WRONG_VALUE, "it cannot be")] * (MOST + 1)),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_comes_whole_out_of_another_process(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def test_a_rejected_plan_can_be_saved_for_a_bug_report(tmp_path: Path) -> None:
    error = PlanRejected(["Too few officers."], {"prison": {"prison": "HMP Zoë"}})
    error.save(tmp_path / "case.json")
    assert json.loads((tmp_path / "case.json").read_text(encoding="utf-8")) == {"prison": {"prison": "HMP Zoë"}}
    assert "Too few officers." in str(error)
