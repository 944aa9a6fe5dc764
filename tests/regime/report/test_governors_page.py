"""The numbers on the governor's page are those of the plan, and what changed is marked."""

from __future__ import annotations

import csv
import math
import re
from itertools import pairwise

import builders
import pytest

from regime import evaluate, report
from regime.evaluation import Evaluation
from regime.page.lost import CAUSES
from regime.page.whatif import given_up, marks
from regime.page.words import adding_up, difference, duration


def rows(page, table):
    """The text of each cell, row by row, whether it is folded away or not."""
    return page.locator(f"table.{table} tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    )


@pytest.fixture(scope="module")
def judged(hull) -> Evaluation:
    return evaluate(*hull, compare=False)


@pytest.fixture
def page(open_page, hull_page):
    return open_page(hull_page / "governor.html").page


def test_the_answer_stands_on_top(page, judged):
    figures = judged.plan.figures
    answers = page.locator(".answers strong").all_text_contents()
    assert answers[:3] == [figures.band, duration(figures.out_of_cell), duration(figures.unemployed_guaranteed)]
    assert answers[3] == f"{figures.sessions_offered - figures.sessions_run} sessions"
    assert page.locator(".answers").bounding_box()["y"] < 300


def test_figures_by_group(page, judged):
    groups = judged.plan.figures.groups
    assert rows(page, "groups") == [
        [
            g.group, g.wing, str(g.size), str(g.unemployed), duration(g.out_of_cell), duration(g.guaranteed),
            duration(g.purposeful), duration(g.open_air), duration(g.evening), duration(g.ceiling), str(g.unlocks),
        ]
        for g in groups
    ]  # fmt: skip
    bars = page.locator("#groups-0 rect[data-row]").all_text_contents()
    for group, says in zip(groups, bars, strict=True):
        for minutes in (group.out_of_cell, group.guaranteed, group.ceiling):
            assert duration(minutes) in says


def test_who_gets_least_stands_under_the_bars_the_worst_off_first(page, judged):
    told = rows(page, "least")
    times = {g.group: duration(g.out_of_cell) for g in judged.plan.figures.groups}
    worst = sorted(judged.plan.figures.groups, key=lambda g: g.out_of_cell)
    assert told[0][0].split(", ")[0] == worst[0].group
    for groups, _, out_of_cell, *_ in told:
        assert {times[group] for group in groups.split(", ")} == {out_of_cell}


def test_an_average_below_what_is_certain_is_explained_under_the_table(shown):
    # Five of B1 are at a course in their cells for an hour of the two in which the group is unlocked.
    course = builders.session("course", "10:00-11:00", B1=5)
    plan = builders.bare(shown.today, {"B1": {"09:00-11:00": "association"}}, sessions=[course])
    text = report(shown.today.prison, {"by hand": plan}, ["governor"])["governor.html"].decode()
    assert '<td class="n">1 h 50*</td><td class="n">2 h 00</td>' in text
    assert "<p>* less in-cell work during unlock, which is time in the cell: B1 10 min.</p>" in text


def test_staff_by_role_and_time(page, judged):
    assert rows(page, "staff") == [
        [
            line.role.replace("_", " "), str(line.time), str(line.needed), str(line.on_duty), str(line.on_break),
            str(line.covered_by_others), str(line.covering), str(line.spare),
        ]
        for line in judged.plan.staff
    ]  # fmt: skip
    assert page.locator("#staff-0 rect[data-row]").count() == len(judged.plan.staff)


def test_the_roll_check_counts_everybody_at_every_time_and_agrees_with_the_figures(page, judged):
    table = rows(page, "roll")
    assert all(sum(map(int, counts)) == judged.plan.figures.population for _, *counts in table)
    for check in judged.plan.figures.roll:
        time, *counts = next(row for row in table if _from(row[0]) <= check.at < _to(row[0]))
        shares = [check.locked, check.otherwise_out, check.wing_work, check.off_wing]
        assert [100 * int(n) / judged.plan.figures.population for n in counts] == pytest.approx(shares), time


def _from(span):
    return int(span[:2]) * 60 + int(span[3:5])


def _to(span):
    return int(span[6:8]) * 60 + int(span[9:])


def test_places_and_lost_hours(page, judged):
    figures = judged.plan.figures
    places = rows(page, "places")
    assert [row[:5] for row in places] == [
        [
            use.activity, str(use.sessions_run), str(use.sessions_offered), f"{use.person_minutes / 60:.1f}",
            f"{use.places_minutes / 60:.1f}",
        ]
        for use in figures.places
    ]  # fmt: skip
    everybody, *groups = rows(page, "lost")
    words = {word: cause for cause, (word, _) in CAUSES.items()}
    causes = [words[head] for head in page.locator("table.lost thead th").all_text_contents()[1:]]
    for lost, size, (name, *cells) in zip(figures.lost, (g.size for g in figures.groups), groups, strict=True):
        assert name == lost.group
        assert cells == [duration(lost.because.get(cause, 0) / size) for cause in causes]
    each = [sum(lost.because.get(cause, 0) for lost in figures.lost) / figures.population for cause in causes]
    assert everybody[1:] == [duration(minutes) for minutes in adding_up(each)]


def test_the_day_in_words_has_every_unlock_and_everybody_who_is_away(page, judged):
    told = {row[0]: row for row in rows(page, "days")}
    for group in judged.plan.groups:
        for stretch in group.unlocked:
            assert f"{stretch.time} {stretch.on_wing}" in told[group.group][2]
    for session in judged.plan.sessions:
        for group, people in session.people.items():
            assert f"{session.activity} {people}" in told[group][3]


def test_every_shortfall_stands_under_its_groups(page, judged):
    told = {(name, group) for name, *_, groups in rows(page, "short") for group in groups.split(", ")}
    assert told == {(short.entitlement, short.group) for short in judged.plan.shortfalls} != set()


def test_every_cancelled_session_says_what_it_would_take(page, judged):
    told = " ".join(row[1] for row in rows(page, "cuts"))
    for session in judged.plan.sessions:
        assert session.runs or re.search(rf"{session.activity} [^;]*{session.time}", told)


def test_what_is_cut_though_it_is_high_on_the_prisons_list_stands_with_the_band(page, hull):
    band = page.locator(".answers dd").first.text_content()
    keep = hull[0].keep
    for kind in ("laundry", "clinic"):
        assert f"{kind} (no. {keep.index(kind) + 1})" in band
    # The kitchen runs, and the gym does not, but is far down the list.
    assert "kitchen" not in band
    assert "gym" not in band
    too_few = [row[1] for row in rows(page, "cuts") if row[0].startswith("In this plan too few")]
    ranks = [int(re.findall(r"no\. (\d+)", sessions)[0]) for sessions in too_few]
    assert ranks == sorted(ranks) != []


def test_no_row_of_what_was_cut_is_hidden_in_a_box_of_its_own(page):
    hidden = page.locator("#cut-0 .scroll").evaluate_all(
        "boxes => boxes.map(box => box.scrollHeight - box.clientHeight)"
    )
    assert hidden == [0] * 2


def test_as_many_sessions_are_told_as_cancelled_as_do_not_run(hull_page, judged):
    left = judged.plan.figures.sessions_offered - judged.plan.figures.sessions_run
    with (hull_page / "csv" / "sessions.csv").open(encoding="utf-8-sig", newline="") as file:
        told = [int(row["sessions"]) for row in csv.DictReader(file) if row["runs"] == "cancelled"]
    assert sum(told) == left


def test_plans_side_by_side_with_what_changed_marked(open_page, tiny_page, tiny_run):
    page = open_page(tiny_page / "governor.html").page
    first, second = (point.plan for point in tiny_run.points if point.plan is not None)
    figures = {row[0]: row[1:] for row in rows(page, "beside")}
    assert figures["out of cell, average"][0] == duration(first.figures.out_of_cell)
    assert figures["out of cell, average"][1].startswith(duration(second.figures.out_of_cell))
    assert rows(page, "changes")
    marked = [says for says in page.locator("#day-1 rect[data-row]").all_text_contents() if "Changed: it was" in says]
    assert marked
    assert page.locator("#day-0 rect[data-row]", has_text="Changed").count() == 0
    first_day, second_day = (page.locator(f"#day-{n} svg > rect[height='3.0']").count() for n in (0, 1))
    assert first_day == 0
    assert 1 < second_day <= len(marked) + 1  # lines above what changed, and one in the legend


def test_what_changed_is_told_from_its_start_to_its_end(open_page, tiny_page):
    page = open_page(tiny_page / "governor.html").page
    told = page.locator("#day-1 table.days tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells[4].querySelectorAll('li')].map(item => item.textContent))"
    )
    assert any(len(times) > 1 for times in told)
    for times in told:
        assert all(_to(one) < _from(other) for one, other in pairwise(times))


def test_the_average_of_the_first_day_is_marked_in_the_second(open_page, tiny_page, tiny_run):
    page = open_page(tiny_page / "governor.html").page
    first, second = (point.plan.figures.groups for point in tiny_run.points if point.plan is not None)
    bars = page.locator("#groups-1 rect[data-row]").all_text_contents()
    for was, now, says in zip(first, second, bars, strict=True):
        assert f"({difference(round(now.out_of_cell) - round(was.out_of_cell))} as compared)" in says
    assert page.locator("#groups-0 polygon").count() == 0
    assert page.locator("#groups-1 polygon").count() == len(second) + 1


def test_the_curve_of_a_run_and_its_table(open_page, tiny_page, tiny_run):
    page = open_page(tiny_page / "governor.html").page
    table = rows(page, "points")
    assert [row[0] for row in table] == [point.label for point in tiny_run.points]
    for row, point in zip(table, tiny_run.points, strict=True):
        if point.figures is None:
            assert row[1] == point.failed
        else:
            value = f"{point.value_hours:,.0f}"
            assert row[1:3] == [point.figures.band, duration(point.figures.out_of_cell) + marks(point)]
            assert row[-2:] == [value, f"{math.ceil(point.bound_hours):,}"]
    assert page.locator("#what-if svg rect[data-row]").count() == len(tiny_run.points)
    assert len(rows(page, "gains")) == len(tiny_run.gains) > 0


def test_why_gains_are_not_the_differences_of_the_values_shown_is_said(tiny, tiny_run):
    points = [point for point in tiny_run.points if point.plan]
    plan = points[-1].plan
    goals = [goal.model_copy(update={"best": goal.best + 600}) for goal in plan.proof.goals]
    less = plan.model_copy(update={"proof": plan.proof.model_copy(update={"goals": goals})})
    run = tiny_run.model_copy(update={"points": [*points[:-1], points[-1].model_copy(update={"plan": less})]})
    (note,) = map(str, given_up(run.points))
    assert "of it plans gave up to" in note
    assert note in report(tiny, {"day": plan}, ["governor"], run=run)["governor.html"].decode()


def test_a_proof_is_told_as_what_the_plan_says_and_one_that_contradicts_itself_is_none(tiny, tiny_run):
    plan = tiny_run.points[-1].plan

    def page(bound: float, **claimed: str) -> str:
        goals = [
            goal.model_copy(update={"bound": bound * goal.best if goal.goal == "value" else goal.best})
            for goal in plan.proof.goals
        ]
        proof = plan.proof.model_copy(update={"goals": goals, **claimed})
        day = plan.model_copy(update={"proof": proof})
        return report(tiny, {"day": day}, ["governor"])["governor.html"].decode()

    assert "Best possible, proved (so the plan says; it is not proved again here)." in page(
        1, status="optimal", stopped="proved"
    )
    assert "(so the plan says; it is not proved again here)." in page(1.01, status="feasible", stopped="time")
    for contradicts_itself in (
        page(1, status="optimal", stopped="time"),
        page(1, status="feasible", stopped="proved"),
        page(1.01, status="optimal", stopped="proved"),
        page(0.99, status="feasible", stopped="time"),
    ):
        assert "but the plan, the prison or the proof has been changed since: nothing is proved" in contradicts_itself
        assert "so the plan says" not in contradicts_itself


@pytest.mark.parametrize(
    ("sessions", "officers", "cancelled", "said"),
    [
        (["09:00-10:00"], 9, 0, "too few staff are spare for it"),
        (["09:00-10:00"], 1, 0, "not for want of staff"),
        (["09:00-10:00"], 1, 1, "no plan could run it"),
        (["09:00-10:00", "11:00-12:00"], 9, 0, "too few staff are spare for them"),
        (["09:00-10:00", "11:00-12:00"], 1, 2, "no plan could run them"),
        (["09:00-10:00", "11:00-12:00"], 1, 1, "no plan could run 1 of them"),
        (["09:00-10:00", "11:00-12:00"], 9, 1, "too few staff are spare for 1 of them, no plan could run 1 of them"),
    ],
)
def test_why_sessions_are_cut_is_said_of_one_and_of_several(sessions, officers, cancelled, said):
    gym = {"kind": "gym", "places": 9, "sessions": sessions, "staff": {"officers": officers}}
    pins = [{"activity": "gym", "session": time, "cancelled": True} for time in sessions[:cancelled]]
    # Of eleven officers some watch the wings, where everybody is unlocked.
    today = builders.day(staff={"day": {"officers": 11}}, activities={"gym": gym}, pins=pins)
    unlocked = {group: {"08:00-18:00": "association"} for group in today.groups}
    files = report(today.prison, {"day": builders.bare(today, unlocked)}, ["governor"])
    assert f"{said}; every entitlement is met" in files["governor.html"].decode()
