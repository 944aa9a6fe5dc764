"""What-if runs: more staff is never worse, what lies between is proved, and what was kept is taken up again."""

from __future__ import annotations

import hashlib
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from regime import api
from regime.api import plan
from regime.changes import changed
from regime.checker import check
from regime.cli import main
from regime.cli.exit import Exit
from regime.data_folder import data_folder
from regime.errors import NotKept
from regime.load import load
from regime.made import fingerprint
from regime.plan import Plan
from regime.prison import Prison
from regime.problems import InputError
from regime.today import Today
from regime.whatif.result import Point, WhatIf
from regime.whatif.search import worse
from regime.whatif.sweep import Planning, what_if

TINY = load(data_folder("examples") / "tiny.yaml")
BRIEF, _ = changed(TINY, {"goals": ["shortfalls", "value"]})
"""The same without the later goals, which take most of a search."""
QUICK: dict[str, Any] = {"time_limit": 4, "workers": 2}
AXIS = "staff.early.officers=-2..+1"


@pytest.fixture(scope="module")
def run() -> WhatIf:
    return what_if(TINY, vary=AXIS, **QUICK)


def test_points_are_plans_of_the_changed_prison(run: WhatIf) -> None:
    assert [point.label for point in run.points] == ["1 (-2)", "2 (-1)", "3 (+0)", "4 (+1)"]
    for point, officers in zip(run.points, (1, 2, 3, 4), strict=True):
        assert [(change.path, change.new) for change in point.changes] == [("staff.early.officers", officers)]
        assert point.plan is not None
        assert point.plan.changes == point.changes
        prison, _ = changed(TINY, {"staff.early.officers": officers})
        assert check(Today.of(prison), point.plan) == []


def test_more_staff_is_never_worse_and_bounds_never_fall(run: WhatIf) -> None:
    values = [point.value_hours for point in run.points]
    bounds = [point.bound_hours for point in run.points]
    assert None not in values + bounds  # every entitlement can be met
    assert values == sorted(values, key=lambda value: value or 0)
    assert bounds == sorted(bounds, key=lambda bound: bound or 0)
    assert all(value <= bound for value, bound in zip(values, bounds, strict=True) if value and bound)


def test_the_intervals_contain_what_is_proved(run: WhatIf) -> None:
    best = {}
    for officers in (1, 2, 3, 4):
        prison, _ = changed(TINY, {"goals": ["shortfalls", "value"], "staff.early.officers": officers})
        proved = plan(prison, time_limit=30, gap=0, workers=2)
        assert proved.proof is not None
        assert proved.proof.status == "optimal"
        best[officers] = proved.proof.goals[-1].value / 60
    assert len(run.gains) == 3
    for number, gain in enumerate(run.gains, start=1):
        assert gain.least <= best[number + 1] - best[number] <= gain.most


def test_what_a_plan_gives_up_for_later_goals_makes_no_interval_wider() -> None:
    calm = {"goals": ["shortfalls", {"goal": "value", "tolerance": "10%"}, "calm"]}
    found = what_if(changed(TINY, calm)[0], vary="staff.late.officers=3,4", time_limit=10, gap=0, workers=2)
    assert all(
        point.best_hours - point.value_hours > 1 for point in found.points if point.best_hours and point.value_hours
    )
    (gain,) = found.gains
    assert gain.most - gain.least < 1  # person-hour: both days are proved the best


def test_numbers_stand_from_few_to_many_and_are_carried_from_tight_to_loose() -> None:
    found = what_if(BRIEF, vary="staff.early.officers=3,1,2", time_limit=30, workers=2)
    assert [point.label for point in found.points] == ["1", "2", "3"]
    values = [point.value_hours or 0 for point in found.points]
    assert values == sorted(values)
    assert [(gain.before, gain.after, gain.least >= 0) for gain in found.gains] == [("1", "2", True), ("2", "3", True)]
    (fewer,) = what_if(BRIEF, vary="posts.gate.staff.officers=2,1", time_limit=30, workers=2).gains
    assert (fewer.before, fewer.after, fewer.most <= 0) == ("1", "2", True)


@pytest.mark.parametrize(
    ("vary", "points", "at"),
    [
        (["activities.workshop.places=-5%..+0%:1"], ["23 (-5%)", "24 (-2%)"], [(23, None), (24, None)]),
        (["day.lock_up=18:00,+0"], ["18:00"], [("18:00", None)]),
        (["staff.early.start=7:30,07:30,07:45"], ["7:30", "07:45"], [("07:30", None), ("07:45", None)]),
        (
            ["staff.*.officers=-0,+1", "day.lock_up=-30,-0"],
            ["+0, 17:30 (-30)", "+0, 18:00 (+0)", "+1, 17:30 (-30)", "+1, 18:00 (+0)"],
            [(0, "17:30"), (0, "18:00"), (1, "17:30"), (1, "18:00")],
        ),
    ],
)
def test_values_that_come_to_the_same_are_one_point_that_tells_its_place_on_each_axis(
    vary: list[str], points: list[str], at: list[tuple[int | str, str | None]]
) -> None:
    planned: list[str] = []
    found = what_if(BRIEF, vary=vary, on_point=lambda point, _: planned.append(point.name), **QUICK)
    assert [point.name for point in found.points] == points
    assert sorted(planned) == sorted(points)
    assert [(point.at, point.at_across) for point in found.points] == at


def test_a_grid_has_every_pair_and_more_of_either_is_never_worse() -> None:
    axes = ["staff.early.officers=2..3", "staff.late.officers=3..5"]
    # Far from proved, so that bounds have to be carried.
    found = what_if(BRIEF, vary=axes, gap=0.3, time_limit=20, workers=2)
    assert (found.varied, found.across) == ("staff.early.officers", "staff.late.officers")
    assert [(p.label, p.across) for p in found.points] == [(early, late) for early in "23" for late in "345"]
    for one in found.points:
        for two in found.points:
            if one.label <= two.label and (one.across or "") <= (two.across or ""):
                assert (one.value_hours or 0) <= (two.value_hours or 0)
                assert (one.bound_hours or 0) <= (two.bound_hours or 0)
    assert len(found.gains) == 3 + 4
    assert all(gain.least >= 0 for gain in found.gains)


def test_a_point_that_is_impossible_says_so() -> None:
    found = what_if(BRIEF, vary="posts.gate.staff.officers=1,9", **QUICK)
    fine, impossible = found.points
    assert fine.plan is not None
    assert impossible.plan is None
    assert "9" in (impossible.failed or "")
    assert found.gains == []


def test_a_scenario_that_the_prison_has_nothing_for_is_left_out_and_the_others_planned() -> None:
    seen: list[tuple[str, int]] = []
    names = ["gym closed", "as it is", "workshops closed"]
    found = what_if(BRIEF, scenarios=names, on_point=lambda point, left: seen.append((point.name, left)), **QUICK)
    assert [(point.label, point.plan is not None) for point in found.points] == [
        ("as it is", True),
        ("gym closed", False),
        ("workshops closed", True),
    ]
    assert (
        found.points[1].failed
        == 'Left out: this prison has nothing that the scenario "gym closed" changes (activities.*[kind=gym]).'
    )
    assert seen[0] == ("gym closed", 2)  # before anything is planned
    assert not found.interrupted


def test_where_no_scenario_can_be_used_nothing_is_planned() -> None:
    with pytest.raises(InputError) as refused:
        what_if(TINY, scenarios=["gym closed", "library closed"], **QUICK)
    assert [problem.file for problem in refused.value.problems] == ["gym closed", "library closed"]


def test_scenarios_stand_beside_the_day_as_it_is() -> None:
    about = TINY.model_dump(mode="json", by_alias=True)
    about["scenarios"] = {"no workshop": {"changes": {"activities.workshop": None}}}
    found = what_if(Prison.model_validate(about), scenarios=["no workshop"], **QUICK)
    assert [point.label for point in found.points] == ["as it is", "no workshop"]
    as_it_is, without = (point.plan for point in found.points)
    assert as_it_is is not None
    assert without is not None
    assert as_it_is.sessions
    assert not without.sessions


def test_a_scenario_is_planned_from_the_day_that_differs_least_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    about = BRIEF.model_dump(mode="json", by_alias=True)
    about["scenarios"] = {
        "short day": {"changes": {"day.unlock": "08:30", "day.lock_up": "17:30"}},
        "no workshop": {"changes": {"activities.workshop": None}},
    }
    started: list[list[str] | None] = []

    def told(*given: Any, start: Plan | None, **others: Any) -> Plan:
        started.append(None if start is None else [change.path for change in start.changes])
        return planned(*given, start=start, **others)

    planned = api.plan
    monkeypatch.setattr(api, "plan", told)
    what_if(Prison.model_validate(about), scenarios="short day,no workshop", **QUICK)
    assert started == [None, [], []]  # the last from the day as it is, and not from the short one


def test_what_is_varied_is_called_as_it_is_written_in_a_file() -> None:
    found = what_if(BRIEF, vary="staff.early.staff.officers=3..3", **QUICK)
    assert found.varied == "staff.early.officers"
    assert [change.path for change in found.points[0].changes] == ["staff.early.officers"]


def test_where_fairness_comes_first_nothing_is_said_of_the_value() -> None:
    fair, _ = changed(TINY, {"goals": "fair-first"})
    found = what_if(fair, vary="staff.late.officers=4,5", **QUICK)
    assert all(point.plan for point in found.points)
    assert [point.bound_hours for point in found.points] == [None, None]
    assert found.gains == []


def test_a_run_that_is_stopped_keeps_its_points_and_is_taken_up_again(tmp_path: Path) -> None:
    stop = threading.Event()
    told: list[str] = []
    left: list[int] = []

    def on_point(point: Point, to_plan: int) -> None:
        told.append(point.label)
        left.append(to_plan)
        if len(told) == 2:
            stop.set()

    folder = tmp_path / "kept"
    first = what_if(BRIEF, vary=AXIS, folder=folder, on_point=on_point, stop=stop, **QUICK)
    assert first.interrupted
    # The loosest come first.
    assert [point.label for point in first.points] == told[::-1] == ["3 (+0)", "4 (+1)"]
    assert left == [3, 2]
    left.clear()
    news: list[tuple[int, int]] = []
    again = what_if(
        BRIEF,
        vary=AXIS,
        folder=folder,
        on_point=on_point,
        on_news=lambda planning: news.append((planning.number, planning.to_plan)),
        **QUICK,
    )
    # What is kept is not planned, and takes no time.
    assert left == [2, 2, 1, 0]
    assert list(dict.fromkeys(news)) == [(3, 2), (4, 1)]
    assert not again.interrupted
    for taken_up, point in zip(again.points[2:], first.points, strict=True):
        assert taken_up.plan == point.plan or taken_up.plan_from is not None
    once_more = what_if(BRIEF, vary=AXIS, folder=folder, **QUICK)
    # A plan that is taken from a tighter point is proved anew, in seconds of its own.
    assert [(point.label, point.value_hours) for point in once_more.points] == [
        (p.label, p.value_hours) for p in again.points
    ]


def test_a_run_that_is_stopped_at_its_last_point_is_known_as_stopped() -> None:
    stop = threading.Event()

    def on_news(news: Planning) -> None:
        if news.number == news.points and news.event is not None:
            stop.set()

    found = what_if(TINY, vary="staff.early.officers=3,4", on_news=on_news, stop=stop, **QUICK)
    assert len(found.points) == 2
    assert found.interrupted


def test_a_point_that_is_stopped_is_gone_on_from_and_never_shown_worse(tmp_path: Path) -> None:
    def stopped_in(phase: str) -> Plan:
        stop = threading.Event()

        def on_news(news: Planning) -> None:
            if news.event is not None and news.event.phase.startswith(phase):
                stop.set()

        found = what_if(TINY, vary="staff.early.officers=3", folder=folder, on_news=on_news, stop=stop, **QUICK)
        assert found.interrupted
        (point,) = found.points
        assert point.plan is not None
        return point.plan

    folder = tmp_path / "kept"
    first = stopped_in("guaranteed")
    assert not worse(stopped_in(""), first)


def test_a_plan_that_cannot_be_written_is_told_and_what_was_kept_can_be_gone_on_from(tmp_path: Path) -> None:
    folder, aside = tmp_path / "kept", tmp_path / "aside"
    two = "staff.early.officers=2,3"

    def gone(*_: object) -> None:
        folder.rename(aside)

    with pytest.raises(NotKept, match=r"could not be written: there is no such folder. What was kept") as told:
        what_if(BRIEF, vary=two, folder=folder, on_point=gone, **QUICK)
    assert str(folder) in str(told.value)
    planned: list[str] = []
    again = what_if(BRIEF, vary=two, folder=aside, on_news=lambda news: planned.append(news.point), **QUICK)
    assert set(planned) == {"2"}
    assert [point.label for point in again.points] == ["2", "3"]


def test_a_folder_of_another_run_is_refused_and_left_alone(tmp_path: Path) -> None:
    what_if(BRIEF, vary="staff.early.officers=3", folder=tmp_path / "kept", **QUICK)
    before = {file.name: file.read_bytes() for file in (tmp_path / "kept").iterdir()}
    other, _ = changed(BRIEF, {"staff.early.officers": 5})
    with pytest.raises(InputError, match=r"of a run that differs in the prison \(its file, or what is changed in it\)"):
        what_if(other, vary="staff.early.officers=3", folder=tmp_path / "kept", **QUICK)
    for differs, said in (
        ({"seed": 2}, r"differs in the seed \(1 there; 2 now\)\n"),
        ({"time_limit": 5, "gap": 0}, r"in the time limit \(4 s there; 5 s now\) and the gap \(0.01 there; 0 now\)\n"),
        ({"weekday": "tue"}, r"differs in the day \(none given there; tue now\)\n"),
    ):
        with pytest.raises(InputError, match=said):
            what_if(BRIEF, vary="staff.early.officers=3", folder=tmp_path / "kept", **{**QUICK, **differs})
    about = tmp_path / "kept" / "what-if.json"
    written_there = about.read_text()
    about.write_text(json.dumps({**json.loads(written_there), "version": "0.0.1"}))
    with pytest.raises(InputError, match=r"differs in the version \(0.0.1 there; "):
        what_if(BRIEF, vary="staff.early.officers=3", folder=tmp_path / "kept", **QUICK)
    assert {file.name for file in (tmp_path / "kept").iterdir()} == set(before)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="holds other files"):
        what_if(BRIEF, vary="staff.early.officers=3", folder=tmp_path / "mine", **QUICK)
    for damaged in ("{", "[]", json.dumps({**json.loads(written_there), "time limit, gap or seed": "4 s"})):
        about.write_text(damaged)
        with pytest.raises(InputError, match=r"what-if\.json in this folder is not as it was written"):
            what_if(BRIEF, vary="staff.early.officers=3", folder=tmp_path / "kept", **QUICK)


def test_a_folder_in_which_nothing_can_be_kept_is_told_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    refused = {"letter.txt": "it is a file", "none/kept": "there is no such folder", "k" * 300: "the name is too long"}
    for name, why in refused.items():
        given = ["whatif", str(data_folder("examples") / "tiny.yaml"), "--vary", "staff.early.officers=3"]
        assert main([*given, "--folder", str(tmp_path / name)]) == Exit.USAGE
        told = " ".join(capsys.readouterr().err.split())
        assert f"in the folder {tmp_path / name}: {why}. Give another one." in told
    assert (tmp_path / "letter.txt").read_text() == "dear"
    (tmp_path / "kept" / "what-if.json").mkdir(parents=True)
    assert main([*given, "--folder", str(tmp_path / "kept")]) == Exit.USAGE
    told = " ".join(capsys.readouterr().err.split())
    assert "kept: Is a directory. Make it one that can be written to, or give another." in told


def test_a_kept_plan_that_was_damaged_is_told_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    what_if(BRIEF, vary="staff.early.officers=3", folder=folder, **QUICK)
    (plan_file,) = (file for file in folder.iterdir() if file.name != "what-if.json")
    plan_file.write_text(plan_file.read_text()[:100])
    searched: list[str] = []
    with pytest.raises(InputError) as refused:  # before the points that are looser, and come first, are searched
        what_if(
            BRIEF, vary="staff.early.officers=3..4", folder=folder, on_news=lambda n: searched.append(n.point), **QUICK
        )
    assert searched == []
    assert plan_file.name in str(refused.value)
    assert len(plan_file.read_text()) == 100


def written(folder: Path, plan: dict[str, Any], file: Path | None = None, *, as_kept: bool = True) -> None:
    """Write a plan in place of one of a folder, or its only one, under the name that the folder would give it."""
    file = file or next(file for file in folder.iterdir() if file.name != "what-if.json")
    text = json.dumps(plan).encode()
    file.write_bytes(text)
    if as_kept:
        key, _, _ = file.stem.partition("-")
        file.rename(file.with_name(f"{key}-{hashlib.sha256(text).hexdigest()[:16]}.json"))


def test_a_kept_plan_is_checked_and_measured_again(tmp_path: Path) -> None:
    folder = tmp_path / "kept"

    def again() -> WhatIf:
        return what_if(BRIEF, vary="staff.early.officers=3", folder=folder, **QUICK)

    first = again()
    plan = first.points[0].plan
    assert plan is not None

    def kept() -> dict[str, Any]:
        return json.loads(plan.model_dump_json())  # type: ignore[no-any-return]

    better = kept()
    better["figures"]["out_of_cell"] = 1200
    written(folder, better, as_kept=False)
    with pytest.raises(InputError, match="this file was changed since it was written"):
        again()
    (file,) = (file for file in folder.iterdir() if file.name != "what-if.json")
    aside = file.rename(tmp_path / "aside")
    file.mkdir()
    with pytest.raises(InputError, match="this file cannot be read: Is a directory"):
        again()
    file.rmdir()
    aside.rename(file)
    # Whoever forges the name as well is told what the plan has, not what the file says.
    written(folder, better)
    assert again().points[0].plan == plan
    crowded = kept()
    running = next(session for session in crowded["sessions"] if session["runs"])
    running["people"] = {"A workers": 24, "B workers": 26}  # in 24 places
    written(folder, crowded)
    with pytest.raises(InputError, match="this plan breaks rules"):
        again()
    for amount in ({"bound": 1}, {"value": 1e6, "best": 1e6, "bound": 1e6}):
        proud = kept()
        proud["proof"]["goals"][-1].update(amount)
        written(folder, proud)
        with pytest.raises(InputError, match="what this file says is proved cannot be of this plan"):
            again()
    written(folder, {**kept(), "proof": None})
    with pytest.raises(InputError, match="cannot be of this plan"):
        again()
    written(folder, {**kept(), "weekday": "tue"})
    with pytest.raises(InputError, match="of another prison or day"):
        again()


def test_a_point_says_whose_plan_and_whose_bound_it_has_and_how_long_its_own_search_took(tmp_path: Path) -> None:
    folder = tmp_path / "kept"

    def kept(officers: int) -> Path:
        key = fingerprint(changed(BRIEF, {"staff.early.officers": officers})[0])[:16]
        (file,) = folder.glob(f"{key}-*.json")
        return file

    def found() -> list[Point]:
        return what_if(BRIEF, vary="staff.early.officers=1..3", folder=folder, time_limit=30, workers=2).points

    assert [(point.plan_from, point.bound_from) for point in found()] == [(None, None)] * 3
    plans = {officers: json.loads(kept(officers).read_text()) for officers in (1, 2, 3)}
    # The search with three has found no more than there is with one, and the one with two has proved little.
    plans[3] = {**plans[1], "made": plans[3]["made"], "proof": {**plans[1]["proof"], "seconds": 7.5}}
    for officers, bound in ((2, 70_000), (3, 60_000)):
        plans[officers]["proof"] |= {"status": "feasible", "stopped": "gap"}
        plans[officers]["proof"]["goals"][-1]["bound"] = bound
    for officers in (2, 3):
        written(folder, plans[officers], kept(officers))
    one, two, three = found()
    assert [(point.plan_from, point.bound_from) for point in (one, two, three)] == [
        (None, None),
        (None, "3"),
        ("2", None),
    ]
    assert (two.value_hours, two.bound_hours) == (three.value_hours, three.bound_hours)
    assert (three.stopped, three.seconds) == ("gap", 7.5)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "either an axis or scenarios"),
        ({"vary": AXIS, "scenarios": ["x"]}, "either an axis or scenarios"),
        ({"vary": [AXIS, AXIS]}, "staff.early.officers is varied twice"),
        ({"scenarios": ["stage 3", "stage 4", "stage 3"]}, 'the scenario "stage 3" is named twice'),
        ({"scenarios": ["", ""]}, "the name of a scenario is missing"),
        ({"vary": [AXIS, "a=1..2", "b=1..2"]}, "3 axes are too many"),
        ({"vary": ["staff.early.officers=1..10", "staff.late.officers=1..10"]}, "100 points are too many"),
        ({"vary": ["staff.early.officers=1..2", "staff.early.oficers=1..2"]}, 'perhaps "officers"'),
        ({"vary": ["staff.early.officers=1..2", "staff.*.officers=1..2"]}, "is set twice"),
        ({"vary": ["staff.early.staff.officers=1..2", "staff.early.officers=1..2"]}, "is varied twice"),
        ({"vary": ["staff.early.officers=3..2", "staff.late.officers=0,-2"]}, "(?s)the range is empty.*0 would be set"),
        ({"vary": "prison=1..2"}, "(?s)prison is text: numbers say nothing of it.*Try: a number, a percentage"),
        ({"vary": "wings.A.closed=0..1"}, "(?s)wings.A.closed is yes or no: numbers say.*Try: wings.A.closed=no,yes"),
        ({"vary": "activities.*.kind=1,2"}, "activities.workshop.kind is text"),
    ],
)
def test_what_is_no_question_is_refused(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        what_if(TINY, **asked)


def test_a_run_is_the_same_after_json(run: WhatIf) -> None:
    assert WhatIf.model_validate_json(run.model_dump_json()) == run


def test_json_tells_amounts_in_person_hours_and_is_read_as_it_was_saved_before(run: WhatIf) -> None:
    saved = json.loads(run.model_dump_json())
    for point, told in zip(run.points, saved["points"], strict=True):
        assert point.plan is not None
        assert point.plan.figures is not None
        assert point.bound_hours is not None
        assert told["value_hours"] == point.plan.figures.value / 60 <= told["bound_hours"]
        for new in ("value_hours", "bound_hours", "bound_from", "plan_from", "at", "at_across"):
            del told[new]
        told["bound"] = point.bound_hours * 60  # in person-minutes, as the version before did
    before = WhatIf.model_validate(saved)
    assert [p.value_hours for p in before.points] == [p.value_hours for p in run.points]
    assert [p.bound_hours for p in before.points] == pytest.approx([p.bound_hours for p in run.points])
    assert before.gains == run.gains
