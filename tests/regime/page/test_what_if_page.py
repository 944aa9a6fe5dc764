"""A what-if run on the page: no title or figure is cut, and what rests on weak points is marked."""

from __future__ import annotations

import csv
import io

import pytest
from rich.console import Console

from regime.change_words import changes_words, first_changes
from regime.page.whatif import what_if_page
from regime.plan import Change, Plan
from regime.report.pictures.points import sentence
from regime.report.pictures.what_if import what_if
from regime.whatif.result import Gain, Point, WhatIf
from regime.whatif.spreadsheet import csv_of

TITLES = ("band", "out of cell", "no work", "worst", "work h", "places", "run", "spare h", "value", "at most")


def shown(run: WhatIf, width: int) -> str:
    console = Console(file=io.StringIO(), width=width, no_color=True)
    console.print(what_if_page(run, width))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def point(plan: Plan, label: str, bound: float, across: str | None = None) -> Point:
    """A point whose plan has 199,200 person-minutes of value, of at most a ``bound``."""
    assert plan.proof is not None
    assert plan.figures is not None
    value = plan.proof.goals[-1].model_copy(update={"best": 199200, "value": 199200, "bound": bound})
    proof = plan.proof.model_copy(update={"goals": [plan.proof.goals[0], value]})
    figures = plan.figures.model_copy(update={"purposeful_hours_off_wing": 1231, "value_ceiling": 480000.0})
    return Point(
        label=label,
        across=across,
        changes=[],
        plan=plan.model_copy(update={"proof": proof, "figures": figures}),
        bound_hours=bound / 60,
    )


@pytest.mark.parametrize("width", [50, 80, 100, 120])
def test_titles_and_figures_are_whole_at_any_width(short_day: Plan, width: int) -> None:
    run = WhatIf(prison="P", varied="staff.early.officers", points=[point(short_day, "103 (-16)", 240000)])
    text = shown(run, width)
    assert "…" not in text
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width
    heads = " ".join(next(line for line in text.splitlines() if line.startswith("varied")).split())
    left_out = " ".join(text.split()).partition("In a wider window: ")[2].partition(" Least certain time")[0]
    for title in TITLES:
        assert (title in heads) != (title in left_out.split(", ")), title
    assert ("0 10 h" in heads) == (width >= 100)
    assert "3,320" in text  # the value is there at any width


def test_a_grid_has_as_many_columns_side_by_side_as_fit(short_day: Plan) -> None:
    points = [point(short_day, "3", 240000, str(across)) for across in range(20, 60, 2)]
    run = WhatIf(prison="P", varied="staff.early.officers", across="staff.late.officers", points=points)
    for width in (50, 100):
        text = shown(run, width)
        assert "…" not in text
        assert max(len(line.rstrip()) for line in text.splitlines()) <= width
        assert all(text.count(f" {across}") >= 5 for across in range(20, 60, 2))


def test_what_plans_gave_up_is_told_where_ranges_would_not_add_up_without(short_day: Plan) -> None:
    whole = point(short_day, "3", 240000)
    assert whole.plan is not None
    assert whole.plan.proof is not None
    goals = [goal.model_copy(update={"best": goal.best + 600}) for goal in whole.plan.proof.goals]
    proof = whole.plan.proof.model_copy(update={"goals": goals})
    less = whole.model_copy(update={"label": "4", "plan": whole.plan.model_copy(update={"proof": proof})})
    for points, told in (([whole, less], True), ([whole, whole], False)):
        gains = [Gain(before="3", after="4", least=0, most=1)]
        run = WhatIf(prison="P", varied="staff.early.officers", points=points, gains=gains)
        said = (
            "(The ranges are not the differences of the values shown, but of the most that was found, before rounding: "
            "of it plans gave up to 10 person-hours for later goals.)"
        )
        assert (said in " ".join(shown(run, 100).split())) == told
        assert WhatIf.model_validate_json(run.model_dump_json()) == run
        _, *rows = csv.DictReader(io.StringIO(csv_of(run).decode("utf-8-sig")))
        assert float(rows[0]["best found, person-hours"]) - float(rows[0]["value, person-hours"]) == (10 if told else 0)


@pytest.mark.parametrize("across", [None, "20"])
def test_why_a_ladder_may_have_another_band_is_said(short_day: Plan, across: str | None) -> None:
    run = WhatIf(prison="P", varied="lock-up", across=across, points=[point(short_day, "3", 240000, across)])
    said = "band: of a day that goes for the prison's goals (those of regime ladder hold on to its list first, and"
    assert said in " ".join(shown(run, 100).split())


@pytest.mark.parametrize("across", [None, "20"])
def test_it_is_said_that_the_plans_were_checked_where_there_are_any(short_day: Plan, across: str | None) -> None:
    points = [point(short_day, "3", 240000, across)]
    run = WhatIf(prison="P", varied="staff.early.officers", across=across and "staff.late.officers", points=points)
    checked = "Every plan here was checked by independent code: it keeps every rule."
    assert shown(run, 100).rstrip().endswith(checked)
    none = run.model_copy(update={"points": [Point(label="3", changes=[], failed="No day keeps the rules.")]})
    assert checked not in shown(none, 100)


def test_what_is_proved_no_better_than_the_fixed_times_is_not_shown(short_day: Plan) -> None:
    run = WhatIf(prison="P", varied="staff.early.officers", points=[point(short_day, "3", 479999)])
    assert "8,000" in shown(run, 100)
    run = WhatIf(prison="P", varied="staff.early.officers", points=[point(short_day, "3", 480000)])
    assert "8,000" not in shown(run, 100)
    assert run.points[0].bound_hours == 8000


@pytest.mark.parametrize("across", [None, "20"])
def test_what_no_day_has_more_of_is_rounded_up_so_that_it_holds(short_day: Plan, across: str | None) -> None:
    run = WhatIf(prison="P", varied="lock-up", across=across, points=[point(short_day, "3", 240_001, across)])
    assert "4,001" in shown(run, 100)
    assert "at most 4,001" in sentence(run.points[0])


def test_a_point_of_which_little_was_found_is_marked_wherever_it_is_shown(short_day: Plan) -> None:
    run = WhatIf(
        prison="P",
        varied="staff.early.officers",
        points=[point(short_day, "weak", 400000), point(short_day, "sound", 200000)],
    )
    assert "3 h 20*" in shown(run, 100)
    rows = list(csv.DictReader(csv_of(run).decode("utf-8-sig").splitlines()))
    assert [row["little was found"] for row in rows] == ["yes", "no"]
    picture = what_if(run)
    assert picture.count(">*†</text>") == picture.count(">†</text>") == 1  # open air falls short in both
    assert "* the search found little" in picture
    weak, sound = (sentence(each) for each in run.points)
    assert "a better day may well exist" in weak
    assert "a better day may well exist" not in sound


def test_who_is_worst_off_is_marked_where_little_was_found(short_day: Plan) -> None:
    points = [point(short_day, "1", 400000), point(short_day, "2", 200000), point(short_day, "3", 200000)]
    text = shown(WhatIf(prison="P", varied="staff.early.officers", points=points), 100)
    assert "Least certain time in these plans, by group: all groups alike* at 1; all groups alike at 2 to 3" in text


@pytest.mark.parametrize(
    ("certain", "says"),
    [((60, 90, 120), "A1 at 1"), ((90, 60, 60), "A2 and 1 more group at 1"), ((60, 60, 60), "all groups alike at 1")],
)
def test_groups_that_share_the_least_are_told_as_several(short_day: Plan, certain: tuple[int, ...], says: str) -> None:
    assert short_day.figures is not None
    group = short_day.figures.groups[0]
    groups = [
        group.model_copy(update={"group": f"A{number}", "guaranteed": minutes})
        for number, minutes in enumerate(certain, start=1)
    ]
    plan = short_day.model_copy(update={"figures": short_day.figures.model_copy(update={"groups": groups})})
    text = shown(WhatIf(prison="P", varied="staff.early.officers", points=[point(plan, "1", 200000)]), 100)
    assert f"Least certain time in these plans, by group: {says}\n" in "\n".join(
        line.rstrip() for line in text.splitlines()
    )


def test_a_change_to_what_there_is_is_not_told() -> None:
    changes = [Change(path="staff.early.officers", old=3, new=3), Change(path="staff.late.officers", old=4, new=5)]
    assert changes_words(changes) == ["staff.late.officers 4 to 5"]
    assert first_changes(changes[:1]) == ""
