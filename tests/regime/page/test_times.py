"""What an average hides is said beside it: who is excused from open air, and what does not count as purposeful."""

from __future__ import annotations

import io

import pytest
from builders import bare, day, session
from rich.console import Console

from regime import evaluate, report
from regime.changes import changed
from regime.page import page
from regime.plan import Plan
from regime.today import Today


@pytest.fixture
def today() -> Today:
    return day(
        goals=["shortfalls", "value"],
        on_wing={"exercise": {"kind": "exercise", "outdoor": True, "protected": True}},
        entitlements={"open air": {"time": "exercise", "minutes": 60}},
        activities={
            "clinic": {
                "kind": "clinic", "places": 9, "sessions": ["09:00-09:20"], "travel": "free", "excuses": True,
                "purposeful": False,
            },
            "gym": {"kind": "gym", "places": 20, "sessions": ["10:00-11:00"], "travel": "free"},
        },
    )  # fmt: skip


@pytest.fixture
def plan(today: Today) -> Plan:
    """Everybody has an hour in the yard; two of A1's ten are at the clinic for a third of it."""
    unlocked = {group: {"09:00-10:00": "exercise"} for group in today.groups}
    return bare(today, unlocked, sessions=[session("clinic", "09:00-09:20", A1=2), session("gym", "10:00-11:00", A1=5)])


NOTE = "° counts as the 1 h 00 owed, although some are at clinic then, or on the way"


def shown(today: Today, plan: Plan) -> str:
    console = Console(file=io.StringIO(), width=100, no_color=True)
    console.print(page(evaluate(today.prison, plan, compare=False).plan, prison=today.prison))
    assert isinstance(console.file, io.StringIO)
    return " ".join(console.file.getvalue().split())


def test_less_open_air_on_average_than_is_owed_and_met_is_explained(today: Today, plan: Plan) -> None:
    text = shown(today, plan)
    # 8 of 10 for an hour, 2 for 40 minutes.
    assert "every entitlement is met." in text
    assert "56 min°" in text
    assert NOTE in text
    assert text.count("°") == 2
    governors = report(today.prison, {"day": plan}, ["governor"])["governor.html"].decode()
    assert "56 min°" in governors
    assert f"<p>{NOTE}.</p>" in governors


def test_an_entitlement_that_is_not_met_is_not_explained_away(today: Today, plan: Plan) -> None:
    gym = session("gym", "10:00-11:00", A1=5)
    half = bare(today, {group: {"09:00-09:30": "exercise"} for group in today.groups}, sessions=[gym])
    assert "°" not in shown(today, half)


def test_open_air_at_work_is_told_beside_the_average() -> None:
    garden = {"kind": "prison-job", "places": 9, "sessions": ["09:00-11:00"], "travel": "free", "outdoor": True}
    today = day(activities={"gardens": garden})
    digging = bare(today, {"A1": {"12:00-13:00": "association"}}, sessions=[session("gardens", "09:00-11:00", A1=5)])
    said = "air of A1 includes time outdoors at gardens: those not there have less"
    text = shown(today, digging)
    assert "A1 10 2 h 00 1 h 00 1 h 00" in text
    assert said in text
    assert f"<p>{said}.</p>" in report(today.prison, {"day": digging}, ["governor"])["governor.html"].decode()
    assert "outdoors" not in shown(today, bare(today))


def test_an_entitlement_that_is_taken_away_is_not_met(today: Today, plan: Plan) -> None:
    prison, changes = changed(today.prison, {"entitlements.open air": None})
    said = "every entitlement is met, but for open air, taken away by what is changed"
    of_the_band = "are there; neither met nor missed: open air, taken away by what is changed"
    without = plan.model_copy(update={"changes": list(changes)})
    page = shown(Today.of(prison, "mon"), without)
    assert said in page
    assert of_the_band in page
    governors = report(today.prison, {"day": without}, ["governor"])["governor.html"].decode()
    assert governors.count(said) == 2
    assert of_the_band in governors


def test_sessions_that_are_taken_away_are_not_told_as_run(today: Today) -> None:
    prison, changes = changed(today.prison, {"activities.clinic": None})
    left = Today.of(prison, "mon")
    hour = {group: {"09:00-10:00": "exercise"} for group in left.groups}
    without = bare(left, hour, sessions=[session("gym", "10:00-11:00", A1=5)])
    without = without.model_copy(update={"changes": list(changes)})
    said = "Nothing: every session that is left runs and every entitlement is met."
    assert said in shown(left, without)
    assert said in report(today.prison, {"day": without}, ["governor"])["governor.html"].decode()


def test_what_does_not_count_as_purposeful_is_named_beside_the_hours(today: Today, plan: Plan) -> None:
    assert "5 person-hours: 5 off wing, 0 on wing, 0 in cell; 5 at usual attendance; not counting clinic" in shown(
        today, plan
    )
