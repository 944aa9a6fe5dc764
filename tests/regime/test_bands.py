"""Bands: the first whose conditions hold, and conditions that make no sense."""

from __future__ import annotations

from typing import Any

import pytest
from builders import bare

from regime import evaluate
from regime.bands import CALLED, MEASURES, asked, band_findings, band_of, missed
from regime.changes import changed
from regime.data_folder import data_folder
from regime.load import load, load_text
from regime.measured import Figures, Shares
from regime.prison import Band, Prison
from regime.problems import Code, InputError
from regime.today import Today


def prison(**bands: dict[str, str]) -> Prison:
    """A prison with bands of these conditions."""
    return Prison.model_validate(
        {
            "prison": "HMP Small",
            "day": {"unlock": "08:00", "lock_up": "18:00"},
            "wings": {"A": {"groups": {"A1": 10}}},
            "on_wing": {"exercise": {"kind": "exercise"}},
            "entitlements": {"open air": {"time": "exercise", "minutes": 60}},
            "bands": {name: {"meaning": name, "conditions": conditions} for name, conditions in bands.items()},
        }
    )


def figures(**values: Any) -> Figures:
    """Figures that are all nought but for some."""
    shares = Shares(under_2h=0, at_10h=0)
    empty: dict[str, Any] = dict.fromkeys(Figures.model_fields, 0)
    empty |= {"by_average": shares, "by_guaranteed": shares, "groups": [], "roll": [], "places": [], "roles": []}
    return Figures(**{**empty, "floors_met": {}, "band": None, "lost": None, **values})


def test_the_first_band_that_fits():
    table = prison(Green={"out_of_cell": ">= 300"}, Amber={"out_of_cell": ">= 120"}, Red={})
    assert [band_of(table, figures(out_of_cell=m)) for m in (300, 299, 120, 119)] == ["Green", "Amber", "Amber", "Red"]


def test_all_conditions_have_to_hold():
    table = prison(Green={"out_of_cell": ">= 300", "worst_guaranteed": "> 60"})
    assert band_of(table, figures(out_of_cell=300, worst_guaranteed=61)) == "Green"
    assert band_of(table, figures(out_of_cell=300, worst_guaranteed=60)) is None


@pytest.mark.parametrize(
    ("comparison", "holds"),
    [
        (">= 60", [False, True, True]),
        ("> 60", [False, False, True]),
        ("<= 60", [True, True, False]),
        ("<60.0", [True, False, False]),
        (" = 60 ", [False, True, False]),
    ],
)
def test_comparisons(comparison, holds):
    table = prison(Here={"guaranteed": comparison})
    assert [band_of(table, figures(guaranteed=m)) == "Here" for m in (59.5, 60, 60.5)] == holds


def test_shares_that_are_quotients_meet_their_limit_exactly():
    share = Shares(under_2h=0, at_10h=100 * 0.57)
    assert share.at_10h < 57  # a hair, as binary numbers go
    assert band_of(prison(Green={"at_10h_percent": ">= 57"}), figures(by_average=share)) == "Green"


def test_sessions_run_in_per_cent():
    table = prison(Green={"sessions_run_percent": ">= 95"})
    assert band_of(table, figures(sessions_offered=20, sessions_run=19)) == "Green"
    assert band_of(table, figures(sessions_offered=20, sessions_run=18)) is None
    # Nothing on offer, nothing cut.
    assert band_of(table, figures(sessions_offered=0, sessions_run=0)) == "Green"


@pytest.mark.parametrize(
    ("settings", "staff", "sessions"),
    [
        ({}, (13, 13), (0, 2)),
        ({"staff.early.officers": "-3", "activities.workshop": None}, (10, 13), (0, 2)),
        ({"staff.early": None, "activities.workshop.sessions": ["08:45-11:45"]}, (10, 13), (0, 2)),
        ({"staff.early.less.sick.officers": 1, "activities.*[kind=workshop].days": ["sat"]}, (12, 13), (0, 2)),
        # Another place on the detail is no place fewer, and more of one role are no more of another.
        ({"staff.early.officers": "-3", "staff.late.officers": "+3"}, (13, 13), (0, 2)),
        ({"staff.main.officers": "-1", "staff.main.instructors": "+1"}, (13, 14), (0, 2)),
        ({"activities.workshop.sessions": ["09:00-10:00", "10:00-11:00", "14:00-15:00"]}, (13, 13), (0, 3)),
    ],
)
def test_what_is_changed_for_a_run_is_held_against_the_full_regime(settings, staff, sessions):
    tiny = load(data_folder("examples") / "tiny.yaml")
    for path, value in settings.items():  # one change after the other, as by --set and --vary
        tiny, _ = changed(tiny, {path: value})
    found = evaluate(tiny, bare(Today.of(tiny)), compare=False).plan.figures
    assert found.staff_on_duty_percent == pytest.approx(100 * staff[0] / staff[1])
    assert (found.sessions_run, found.sessions_offered) == sessions


def test_an_entitlement_by_name():
    table = prison(Green={"met: open air": ">= 90"})
    assert band_findings(table) == []
    assert band_of(table, figures(floors_met={"open air": 90.0})) == "Green"
    assert band_of(table, figures(floors_met={"open air": 89.0})) is None
    # Owed to nobody today.
    assert band_of(table, figures()) == "Green"


def test_every_figure_can_be_compared():
    for name in MEASURES:
        table = prison(Here={name: ">= 0"})
        assert band_findings(table) == []
        assert band_of(table, figures()) == "Here"


def test_no_bands_no_band():
    assert band_of(prison(), figures()) is None


@pytest.mark.parametrize(
    ("figure", "comparison", "what", "advice"),
    [
        ("worst_garanteed", ">= 60", 'there is no figure for bands "worst_garanteed"', '"worst_guaranteed".'),
        ("met:opn air", ">= 60", 'there is no entitlement "opn air"', '"open air".'),
        ("guaranteed", "at least 60", '"at least 60" is not a comparison', 'a comparison in quotes, like ">= 95".'),
        ("guaranteed", ">= 95%", '">= 95%" is not a comparison', 'a comparison in quotes, like ">= 95".'),
        ("guaranteed", "=> 95", '"=> 95" is not a comparison', 'a comparison in quotes, like ">= 95".'),
    ],
)
def test_conditions_that_make_no_sense(figure, comparison, what, advice):
    (finding,) = band_findings(prison(Red={}, Green={figure: comparison}))
    assert finding.at == ("bands", "Green", "conditions", figure)
    assert what in finding.what
    assert finding.advice() == advice


def test_both_halves_of_a_condition_are_checked():
    assert len(band_findings(prison(Green={"nothing": "much"}))) == 2


def test_a_prison_with_such_a_band_is_not_loaded():
    text = """
prison: HMP Small
goals: [value]
packs: []
day: {unlock: 08:00, lock_up: 18:00}
wings: {A: {groups: {A1: 10}}}
roles: {officers: {}}
bands: {Green: {meaning: good, conditions: {guarantee: ">= 60"}}}
"""
    with pytest.raises(InputError) as error:
        load_text(text)
    (problem,) = error.value.problems
    assert (problem.line, problem.code, problem.try_) == (8, Code.UNKNOWN_NAME, '"guaranteed".')


def test_what_a_band_asks_for_and_what_a_day_lacks_is_told_in_words() -> None:
    assert set(CALLED) == set(MEASURES)
    conditions = {"staff_on_duty_percent": ">= 90", "out_of_cell": "> 200", "met:open air": "= 100"}
    band = Band(meaning="", conditions=conditions)
    assert asked(band) == [
        "staff there of those detailed at least 90%",
        "time out of cell more than 200 min",
        "people with open air in full exactly 100%",
    ]
    day = figures(staff_on_duty_percent=88.46, out_of_cell=201, floors_met={"open air": 75})
    assert missed(band, day) == [
        "staff there of those detailed 88.46%, and not at least 90%",
        "people with open air in full 75%, and not exactly 100%",
    ]


def test_what_the_band_of_the_full_regime_means_is_true_from_its_thresholds_on() -> None:
    green = load(data_folder("examples") / "tiny.yaml").bands["Green"]
    assert asked(green)[:2] == ["staff there of those detailed at least 90%", "sessions run at least 95%"]
    assert green.meaning == "Staffed to run all planned activities, or nearly all."
