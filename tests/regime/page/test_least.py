"""A weak day of one group is not hidden in the average: it is named on top, and what it consists of is told."""

from __future__ import annotations

import io

import pytest
from builders import PROOF, bare, day, session
from rich.console import Console

from regime import evaluate
from regime.figures.spent import spent
from regime.page import page
from regime.page.least import least
from regime.picture import DayPicture
from regime.plan import GoalResult, Plan
from regime.today import Today


@pytest.fixture
def today() -> Today:
    return day(
        on_wing={"exercise": {"kind": "exercise", "outdoor": True}},
        activities={
            "work": {"kind": "workshop", "places": 20, "sessions": ["09:00-11:00"]},
            "course": {"kind": "in-cell", "where": "in-cell", "places": 5, "sessions": ["14:00-15:00"]},
        },
        routes={"walkway": {"minutes": 15, "staff": {"officers": 1}}},
    )


@pytest.fixture
def plan(today: Today) -> Plan:
    """All but B1 are out all day; B1 for an hour of association and half an hour of exercise, ten of them at work."""
    all_day = {"08:00-18:00": "association"}
    b1 = {"12:00-13:00": "association", "13:00-13:30": "exercise"}
    sessions = [session("work", "09:00-11:00", A1=5, B1=10), session("course", "14:00-15:00", B1=5)]
    return evaluate(
        today.prison, bare(today, {"A1": all_day, "A2": all_day, "B1": b1}, sessions=sessions), compare=False
    ).plan


def said(plan: Plan, today: Today, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, no_color=True)
    console.print(page(plan, width, prison=today.prison))
    assert isinstance(console.file, io.StringIO)
    return " ".join(console.file.getvalue().split())


def test_time_out_of_cell_is_at_activities_or_association_or_what_has_its_time(today: Today, plan: Plan) -> None:
    picture = DayPicture(today, plan)
    assert plan.figures is not None
    found = spent(picture, "B1")
    # Ten of thirty are away for two hours and a quarter of an hour each way; time in cell does not count.
    assert (found.activities, found.association, found.other) == (50, 60, 30)
    for group in plan.figures.groups:
        each = spent(picture, group.group)
        assert each.activities + each.association + each.other == pytest.approx(group.out_of_cell)


def test_the_group_with_least_is_named_with_what_it_loses_most_to(today: Today, plan: Plan) -> None:
    text = said(plan, today)
    # 10 people and 20 with ten hours each, 30 with 2 h 20.
    assert "6 h 10 on average (inspectors expect 10 h); least 2 h 20 (B1); " in text
    assert "worst-off group 1 h 30 (B1); " in text
    # Of ten hours B1 is out for 2 h 20 on average, and at the course for 10 min.
    assert "B1 30 2 h 20 50 min 1 h 00 30 min left unused 7 h 30" in text
    assert "Left unused 7 h 30 of B1, locked up with nothing in the way Open air" in text
    narrow = said(plan, today, 60)
    # The columns that leave take what they mean with them, and are named.
    means = "most is lost to: but for the night and other fixed times"
    assert f"7 h 30 {means} In a wider window: people, association, meals and air Unlock" in narrow
    searched = plan.model_copy(update={"proof": PROOF.model_copy(update={"status": "feasible", "stopped": "time"})})
    assert "with nothing in the way: a longer search may use it Open air" in said(searched, today)
    value = GoalResult(goal="value", unit="person-minutes", maximise=True, best=900, value=890, bound=950)
    gave = searched.model_copy(update={"proof": searched.proof.model_copy(update={"goals": [value]})})
    assert "in the way: given up for the goals below, or a longer search may use it Open air" in said(gave, today)


def test_of_several_groups_with_time_left_unused_it_is_said_up_to_how_much(today: Today, plan: Plan) -> None:
    idle = {"12:00-13:00": "association", "13:00-13:30": "exercise"}
    both = {"A1": {**idle, "14:00-18:00": "association"}, "A2": idle, "B1": idle}
    text = said(evaluate(today.prison, bare(today, both), compare=False).plan, today)
    assert "Left unused up to 8 h 30 of A2, B1, A1, locked up with nothing in the way Open air" in text
    alike = said(evaluate(today.prison, bare(today, dict.fromkeys(both, idle)), compare=False).plan, today)
    assert "Left unused 8 h 30 of A1, A2, B1, locked up with nothing in the way Open air" in alike


def test_groups_that_get_the_same_share_a_row_and_near_the_average_nobody_is_told(today: Today) -> None:
    half = {"08:00-13:00": "association"}
    unlocked = {"A1": half, "A2": half, "B1": {"08:00-18:00": "association"}}
    plan = evaluate(today.prison, bare(today, unlocked), compare=False).plan
    assert plan.figures is not None
    rows = least(DayPicture(today, plan), plan.figures)
    assert [[group.group for group in row.groups] for row in rows] == [["A1", "A2"]]
    assert "least 5 h 00 (A1, A2);" in said(plan, today)
    # What most is lost to need not take the same from each: here for 10 people and for 20.
    assert plan.figures.lost is not None
    lost = [
        each.model_copy(update={"because": {"staff": 10 * minutes, "fixed times": 99999}})
        for each, minutes in zip(plan.figures.lost, (60, 360, 0), strict=True)
    ]
    figures = plan.figures.model_copy(update={"lost": lost})
    assert [(row.people, row.lost_words) for row in least(DayPicture(today, plan), figures)] == [(30, "staff 2 h 20")]
    alike = evaluate(today.prison, bare(today, {**unlocked, "B1": {"08:00-13:15": "association"}}), compare=False).plan
    assert alike.figures is not None
    assert least(DayPicture(today, alike), alike.figures) == []
    assert "Who gets least" not in said(alike, today)


def test_of_more_groups_than_have_a_row_it_is_said_how_many() -> None:
    names = [f"A{number}" for number in range(1, 10)]
    today = day(wings={"A": {"groups": dict.fromkeys(names, 1)}, "B": {"groups": {"B1": 300}}})
    unlocked = {name: {f"08:{number:02d}-10:00": "association"} for number, name in enumerate(names)}
    plan = evaluate(today.prison, bare(today, {**unlocked, "B1": {"08:00-18:00": "association"}}), compare=False).plan
    text = said(plan, today)
    assert " most is lost to A9 1 1 h 52 " in text
    assert "Out of cell 9 h 46 on average" in text
    assert "+ 3 more groups, 30 min or more below the average of 9 h 46 meals and air:" in text
