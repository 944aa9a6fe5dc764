"""Two days side by side: what differs is the difference of the figures, and whoever gains is named."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import PROOF, SMALL, day, merged, session, whole
from rich.console import Console

from regime import api, evaluate
from regime.checker import check
from regime.cli import main
from regime.comparing import Figure, PlanComparison, compare
from regime.data_folder import data_folder
from regime.figures import figures
from regime.load import load
from regime.page.comparing import amounts, comparison_page
from regime.picture import DayPicture
from regime.plan import Change, GoalResult, Plan
from regime.prison import Prison
from regime.problems import InputError
from regime.timetable import read_plan
from regime.today import Today

TODAY = Today.of(Prison.model_validate(merged(SMALL, {"goals": ["shortfalls", "value"]})), "mon")


def day_with(**unlocked: str) -> Plan:
    """A day on which some groups are out for association."""
    plan = whole(TODAY, {group: {time: "association"} for group, time in unlocked.items()})
    assert check(TODAY, plan) == []
    return plan.model_copy(update={"figures": figures(TODAY, plan)})


FIRST = day_with(A1="09:00-10:00", B1="09:00-11:00")
SECOND = day_with(A1="09:00-12:00", A2="14:00-14:30", B1="09:00-10:00")


def test_figures_stand_side_by_side() -> None:
    found = compare(FIRST, SECOND)
    measured = {figure.name: (figure.first, figure.second, figure.difference) for figure in found.figures}
    # 10 people for 1 h and 30 for 2 h are 70 person-hours among 60; then 30, 10 and 30: 70 again.
    assert measured["out of cell, average"] == (70.0, 70.0, 0.0)
    assert measured["out of cell and work"] == (70.0, 70.0, 0.0)
    assert measured["certain, worst-off group"] == (0, 30, 30)


def test_who_gains_and_who_loses_is_named_most_first() -> None:
    found = compare(FIRST, SECOND)
    assert [(group.group, group.out_of_cell, group.guaranteed) for group in found.groups] == [
        ("A1", 120, 120),
        ("A2", 30, 30),
        ("B1", -60, -60),
    ]


def test_what_is_shown_adds_up() -> None:
    measured = [
        Figure(name="out of cell, average", unit="minutes", first=204.6, second=551.4),
        Figure(name="places used", unit="per cent", first=32.4, second=60.6),
        Figure(name="entitlements met", unit="per cent", first=98.6, second=99.6),
        Figure(name="entitlements met", unit="per cent", first=99.6, second=100),
        Figure(name="staff spare", unit="hours", first=544.4, second=543.6),
        Figure(name="purposeful", unit="person-hours", first=1.6, second=2.4),
    ]
    found = compare(FIRST, SECOND).model_copy(update={"figures": measured})
    assert [row[1:] for row in amounts(found)] == [
        ("3 h 25", "9 h 11", "+5 h 46"),
        ("32%", "61%", "+29 points"),
        ("99%", "99%", "same"),
        ("99%", "100%", "+1 point"),
        ("544 h", "544 h", "same"),
        ("2 h", "2 h", "same"),
    ]


def test_the_times_of_a_group_add_up_as_they_are_shown() -> None:
    days = []
    for plan, out in ((FIRST, 142.4), (SECOND, 583.6)):
        group = plan.figures.groups[0].model_copy(update={"out_of_cell": out})
        changed = plan.figures.model_copy(update={"groups": [group, *plan.figures.groups[1:]]})
        days.append(plan.model_copy(update={"figures": changed}))
    # 2 h 22 and 9 h 44.
    assert [group.out_of_cell for group in compare(*days).groups if group.group == "A1"] == [442]
    assert "A1 7 h 22" in page(days[0], days[1])


def test_an_on_wing_time_that_is_gone_is_told_where_the_group_is_out_as_before() -> None:
    lunch = whole(TODAY, {"A1": {"09:00-09:30": "lunch", "09:30-10:00": "association"}, "B1": {"09:00-11:00": "lunch"}})
    lunch = lunch.model_copy(update={"figures": FIRST.figures})
    assert "A1  association 09:00-09:30 instead of lunch" in page(lunch, FIRST)
    assert "B1  association 09:00-11:00 instead of lunch" in page(lunch, FIRST)


def test_hours_in_which_all_are_at_activities_on_both_days_are_no_difference() -> None:
    about = {"kind": "education", "places": 30, "sessions": ["09:00-10:00"]}
    today = day(goals=["shortfalls", "value"], activities={"class": about})
    plans = [
        whole(today, {"A1": {time: "association"}}, sessions=[session("class", "09:00-10:00", A1=10)])
        for time in ("08:00-11:00", "08:00-09:30")
    ]
    first, second = (plan.model_copy(update={"figures": figures(today, plan)}) for plan in plans)
    assert "A1  no longer unlocked 10:00-11:00\n" in page(first, second, today=today)


def test_a_comparison_is_the_same_after_json() -> None:
    found = compare(FIRST, SECOND)
    assert PlanComparison.model_validate_json(found.model_dump_json()) == found


def test_plans_of_two_prisons_are_not_compared() -> None:
    with pytest.raises(InputError, match="of two prisons"):
        compare(FIRST, SECOND.model_copy(update={"prison": "HMP Other"}))


def test_plans_without_figures_are_not_compared() -> None:
    with pytest.raises(InputError, match="no figures"):
        compare(FIRST, SECOND.model_copy(update={"figures": None}))


def proved(plan: Plan, bound: float) -> Plan:
    """The same, with a proof that no day has more value than a ``bound`` in person-minutes."""
    assert plan.figures is not None
    value = plan.figures.value
    goal = GoalResult(goal="value", unit="person-minutes", maximise=True, best=value, value=value, bound=bound)
    proof = PROOF.model_copy(update={"status": "feasible", "stopped": "time", "goals": [goal]})
    return plan.model_copy(update={"proof": proof, "figures": plan.figures.model_copy(update={"value_ceiling": 1e6})})


def test_a_day_whose_search_was_stopped_is_told() -> None:
    day = proved(SECOND, 1e6)
    assert day.proof is not None
    stopped = day.model_copy(update={"proof": day.proof.model_copy(update={"stopped": "interrupted"})})
    assert "The search for stage 3 was stopped: a better day may well exist." in page(FIRST, stopped)
    assert "was stopped" not in page(FIRST, day)


def test_a_plan_from_a_file_whose_search_was_stopped_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    timetable = tmp_path / "early.yaml"
    timetable.write_text(TIMETABLE.format(name="early", tea="16:30-17:00"))
    plan = read_plan(timetable, load(TINY))
    stopped = PROOF.model_copy(update={"stopped": "interrupted"})
    file = tmp_path / "monday.json"
    file.write_text(plan.model_copy(update={"proof": stopped}).model_dump_json())
    for days in ([timetable, file], [file, timetable]):
        main(["compare", str(TINY), *map(str, days)])
        assert capsys.readouterr().out.count("The search for monday was stopped: a better day may well exist.") == 1


def test_a_session_that_runs_at_another_time_has_moved() -> None:
    gym = {"kind": "gym", "places": 10, "length": 60, "between": ["09:00-17:00"], "at_most": 3}
    club = {"kind": "education", "places": 10, "sessions": ["09:00-10:00", "14:00-15:00"]}
    today = day(activities={"gym": gym, "club": club})

    def ran(gym: list[str], club: str) -> Plan:
        sessions = [session("club", club), *(session("gym", time) for time in gym)]
        return evaluate(today.prison, whole(today, sessions=sessions), compare=False).plan

    # The club has times of its own: one of its sessions is cancelled and the other started.
    first = ran(["09:00-10:00", "12:00-13:00", "15:00-16:00"], "09:00-10:00")
    second = ran(["13:00-14:00", "15:00-16:00"], "14:00-15:00")
    found = {(each.activity, str(each.time), str(each.was), each.started) for each in compare(first, second).sessions}
    assert found == {
        ("gym", "13:00-14:00", "12:00-13:00", True),
        ("gym", "09:00-10:00", "None", False),
        ("club", "09:00-10:00", "None", False),
        ("club", "14:00-15:00", "None", True),
    }
    told = " ".join(page(first, second).split())
    assert "Moved gym 12:00-13:00 to 13:00-14:00 Started club 14:00-15:00 Cancelled" in told


def page(
    first: Plan, second: Plan, names: tuple[str, str] = ("as it is", "stage 3"), width: int = 100, today: Today = TODAY
) -> str:
    console = Console(file=io.StringIO(), width=width, no_color=True)
    console.print(comparison_page(compare(first, second), names, (DayPicture(today, first), DayPicture(today, second))))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_what_is_not_proved_is_never_told_as_a_difference() -> None:
    # 70 person-hours both; of the first day no more than 71 are possible, of the second up to 140.
    weak = page(proved(FIRST, 71 * 60), proved(SECOND, 140 * 60))
    assert "1 h 10* " in weak
    assert "* the search found little in the time given: a better day may well exist" in weak
    assert "at most, as proved" in weak
    assert "as it is to stage 3: from -1 to +70 person-hours a day" in weak
    assert "Which of the two can give more is not proved" in weak
    sound = page(proved(FIRST, 70 * 60), proved(SECOND, 71 * 60))
    assert "*" not in sound
    assert "as it is to stage 3: from +0 to +1 person-hours a day" in sound
    assert "not proved" not in sound


def test_of_a_day_from_a_file_it_is_said_that_nothing_is_proved() -> None:
    said = page(FIRST, proved(SECOND, 71 * 60))
    assert "Of plans from files nothing is proved here (as it is): regime evaluate does it." in said


def test_what_differs_before_anything_is_planned_is_told() -> None:
    fewer = Change(path="staff.day.officers", old=20, new=12)
    assert SECOND.figures
    more = SECOND.figures.model_copy(update={"population": 63})
    said = page(FIRST, SECOND.model_copy(update={"weekday": "fri", "changes": [fewer], "figures": more}))
    assert "Two days of the week  Monday, then Friday" in said
    assert "People held  60, then 63" in said
    assert "stage 3: staff.day.officers 20 to 12" in said
    assert "then" not in page(FIRST, SECOND)


def test_what_is_owed_on_one_of_the_days_alone_is_told() -> None:
    assert FIRST.figures
    owed = FIRST.figures.model_copy(update={"floors_met": {"open air": 100.0, "visits": 50.0}})
    said = page(FIRST.model_copy(update={"figures": owed}), SECOND)
    assert "Nobody is owed open air and visits in stage 3: neither met nor missed there, nor counted for" in said
    (row,) = (line.split() for line in said.splitlines() if line.startswith("entitlements met"))
    assert " ".join(row) == "entitlements met 100% none owed not compared"
    assert "Nobody is owed" not in page(FIRST, SECOND)


@pytest.mark.parametrize("width", [60, 100])
def test_each_figure_has_one_line_whatever_the_days_are_called(width: int) -> None:
    names = ("as it was in the week before", "with three officers fewer on every shift")
    lines = page(FIRST, SECOND, names, width).splitlines()
    assert [
        row
        for row in amounts(compare(FIRST, SECOND))
        if not any(re.split("  +", line.strip()) == list(row) for line in lines)
    ] == []


def test_what_a_day_is_called_is_whole_where_there_is_room() -> None:
    assert "  hull-march-2022.timetable  monday  difference" in page(
        FIRST, SECOND, ("hull-march-2022.timetable", "monday")
    )


TINY = data_folder("examples") / "tiny.yaml"
TIMETABLE = "timetable: {name}\nweekday: mon\ngroups:\n  all: {{lunch: 12:00-12:30}}\n  A: {{tea: {tea}}}\n"


def test_two_days_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = []
    for name, tea in (("early", "16:30-17:00"), ("late", "17:00-17:45")):
        file = tmp_path / f"{name}.yaml"
        file.write_text(TIMETABLE.format(name=name, tea=tea))
        files.append(str(file))
    code = main(["compare", str(TINY), *files])
    captured = capsys.readouterr()
    assert "HMP Tiny  early and late" in captured.out
    assert "better for 2 groups, 44 people: A workers 15 min; A others 15 min" in captured.out
    assert "also unlocked 17:00-17:45; no longer unlocked 16:30-17:00" in captured.out
    assert captured.out.splitlines()[1] == "late breaks 2 rules: regime evaluate says which."
    assert "Every plan here was checked by independent code" not in captured.out
    assert main(["compare", str(TINY), *files, "--format", "json"]) == code == 1
    found = PlanComparison.model_validate_json(capsys.readouterr().out)
    assert [plan.title for plan in (found.first, found.second)] == ["early", "late"]
    late = evaluate(load(TINY), read_plan(files[1], load(TINY)), compare=False)
    assert (found.first_findings, found.second_findings) == ([], late.findings)
    whole = read_plan(files[0], load(TINY))
    less = tmp_path / "less.json"
    less.write_text(whole.model_copy(update={"groups": whole.groups[:-1]}).model_dump_json())
    assert main(["compare", str(TINY), files[0], str(less)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "less: Not in the plan, and taken as locked up all day: B others."
    misspelt = tmp_path / "misspelt.json"
    misspelt.write_text(whole.model_dump_json().replace('"group":"B others"', '"group":"B othrs"'))
    assert main(["compare", str(TINY), files[0], str(misspelt)]) == 1
    out = capsys.readouterr().out
    assert "People held" not in out  # nobody is counted twice
    assert "For 1 of 4 groups, 20 people:" in out
    copy = tmp_path / "folder" / "early.yaml"
    copy.parent.mkdir()
    copy.write_text(Path(files[0]).read_text())
    assert main(["compare", str(TINY), files[0], str(copy)]) == 0
    out = capsys.readouterr().out
    assert " ".join(out.split()).startswith("HMP Tiny early.yaml and folder/early.yaml ")  # which is which
    assert out.splitlines()[-1] == "The two are the same plan: nothing differs."
    other = tmp_path / "other.yaml"
    other.write_text(TIMETABLE.format(name="other", tea="16:30-17:00"))
    assert main(["compare", str(TINY), files[0], str(other)]) == 0
    out = capsys.readouterr().out
    assert "Every plan here was checked by independent code" in out
    assert out.splitlines()[-1] == "Nothing: unlocks, on-wing times, sessions and who goes to them are the same."


def test_scenarios_are_planned_and_compared(capsys: pytest.CaptureFixture[str]) -> None:
    quick = ["--time-limit", "3", "--workers", "2", "--format", "json"]
    assert main(["compare", str(TINY), "as it is", "workshops closed", *quick]) == 0
    captured = capsys.readouterr()
    found = PlanComparison.model_validate(json.loads(captured.out))
    assert captured.err.splitlines() == ["planning: as it is", "planning: workshops closed"]
    assert [change.path for change in found.second.changes] == ["activities.workshop"]
    assert {(change.activity, change.started) for change in found.sessions} == {("workshop", False)}


@pytest.mark.parametrize(
    "changes",
    [
        "{staff.early.officers: 0, staff.main.officers: 0}",
        "{pins: [{group: A workers, unlocked: 09:00-10:00}, {group: A workers, locked: 09:30-10:00}]}",
    ],
)
def test_no_day_is_planned_beside_one_that_is_impossible(
    changes: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tiny.yaml"
    file.write_text(f"{TINY.read_text()}scenarios:\n  no way: {{about: nobody can run it, changes: {changes}}}\n")
    for days in (["as it is", "no way"], ["no way", "as it is"]):
        assert main(["compare", str(file), *days, "--time-limit", "30", "--workers", "2"]) == 4
        told = capsys.readouterr().err
        assert "planning: as it is" not in told
        assert "no way: No day keeps the rules." in told


def test_after_ctrl_c_no_second_day_is_planned(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(*given: Any, stop: threading.Event, on_event: Callable[[Any], None], **others: Any) -> Plan:
        def told(event: Any) -> None:
            on_event(event)
            if not stop.is_set():
                os.kill(os.getpid(), signal.SIGINT)
                stop.wait(30)

        return planned(*given, stop=stop, on_event=told, **others)

    planned = api.plan
    monkeypatch.setattr(api, "plan", pressed)
    assert main(["compare", str(TINY), "as it is", "workshops closed", "--time-limit", "30", "--workers", "2"]) == 130
    captured = capsys.readouterr()
    assert "planning: workshops closed" not in captured.err
    assert "Stopping: nothing is kept" in captured.err
    assert "Stopped before both days were planned" in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("workshop shut", 'perhaps "workshops closed"'),
        ("workshops closed,workshops closed", "is named twice"),
        ("other.json", "changed in the plan, activities.gym  RP004  activities.gym: activities has no"),
        ("missing.JSON", "missing.JSON  RP001  there is no such file"),
    ],
)
def test_what_is_wrong_with_either_is_told_before_anything_is_planned(
    wrong: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    timetable = tmp_path / "early.yaml"
    timetable.write_text(TIMETABLE.format(name="early", tea="16:30-17:00"))
    plan = read_plan(timetable, load(TINY))
    gone = Change(path="activities.gym", old={}, new=None)
    (tmp_path / "other.json").write_text(plan.model_copy(update={"changes": [gone]}).model_dump_json())
    for days in (["as it is", wrong], [wrong, "as it is"]):
        assert main(["compare", str(TINY), *days]) == 3
        told = capsys.readouterr().err
        assert said in " ".join(told.split("\n"))
        assert "planning" not in told.splitlines()[0]
