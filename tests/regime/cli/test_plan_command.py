"""Planning from the command line with the real engine: one small prison, and one large enough to be stopped."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from regime import Evaluation, Plan
from regime.against import differences
from regime.changes import changed, setting
from regime.cli import main
from regime.cli.exit import Exit
from regime.cli.plan import hand_over
from regime.cli.searching import ONE_PRESS
from regime.cli.terminal import Terminal
from regime.data_folder import data_folder
from regime.load import load
from regime.page import page

EXAMPLES = data_folder("examples")
TINY = str(EXAMPLES / "tiny.yaml")
BRIEFLY = ("--time-limit", "4", "--workers", "2")
NEAR = ("--gap", "20%", "--time-limit", "60", "--workers", "2")
SOON = ("--set", "goals=[value]", *NEAR)
"""Ends in a moment, once a plan is near enough the best: a limit of a second passes without one on a busy machine."""

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of the tiny prison, saved by the command."""
    file = tmp_path_factory.mktemp("plans") / "tiny.json"
    assert main(["plan", TINY, *BRIEFLY, "--format", "json", "-o", str(file)]) == Exit.DONE
    return file


def test_a_saved_plan_reads_back_and_keeps_every_rule(saved: Path, capsys: Capture) -> None:
    text = saved.read_text(encoding="utf-8")
    plan = Plan.model_validate_json(text)
    assert plan.model_dump_json(indent=2) + "\n" == text
    assert plan.proof is not None
    assert main(["evaluate", TINY, str(saved), "--no-compare", "--format", "json"]) == Exit.DONE
    evaluation = Evaluation.model_validate_json(capsys.readouterr().out)
    assert evaluation.findings == []
    assert evaluation.plan.figures == plan.figures


def test_json_is_all_that_stdout_carries(capsys: Capture) -> None:
    assert main(["plan", TINY, *BRIEFLY, "--format", "json", "--weekday", "tue"]) == Exit.DONE
    captured = capsys.readouterr()
    assert Plan.model_validate_json(captured.out).weekday == "tue"
    assert captured.err == ""


def test_the_page_comes_without_saving(capsys: Capture) -> None:
    assert main(["plan", TINY, *BRIEFLY, "--date", "2026-11-27"]) == Exit.DONE
    page = capsys.readouterr().out
    assert page.startswith("HMP Tiny  Friday 27 November 2026")
    assert max(len(line) for line in page.splitlines()) <= 100


def test_evaluate_compares_with_the_best(saved: Path, capsys: Capture) -> None:
    assert main(["evaluate", TINY, str(saved), *BRIEFLY, "--format", "json"]) == Exit.DONE
    evaluation = Evaluation.model_validate_json(capsys.readouterr().out)
    assert evaluation.comparison is not None
    assert evaluation.comparison.value == pytest.approx(
        evaluation.comparison.best_value - evaluation.comparison.person_minutes
    )


def test_a_published_plan_shows_what_changed_or_is_refused(saved: Path, capsys: Capture, tmp_path: Path) -> None:
    fewer = ["plan", TINY, *BRIEFLY, "--set", "staff.early.officers=-1", "--against", str(saved)]
    assert main(fewer) == Exit.DONE
    page = capsys.readouterr().out
    assert "Changed against the published plan" in page
    assert "As little as possible changes with --set goals=as-published." in page
    near = tmp_path / "near.json"
    assert main([*fewer, "--set", "goals=as-published", "-o", str(near)]) == Exit.DONE
    assert "As little as possible" not in capsys.readouterr().out
    asked = ["--why", "A others locked at 18:00", "--time-limit", "1", "--workers", "1"]
    assert main(["explain", TINY, str(near), *asked]) == Exit.DONE
    assert "counts for nothing" not in capsys.readouterr().err
    # A plan saved before it kept what is other in it.
    older = {name: part for name, part in json.loads(near.read_text(encoding="utf-8")).items() if name != "against"}
    near.write_text(json.dumps(older), encoding="utf-8")
    assert main(["explain", TINY, str(near), *asked]) == Exit.DONE
    assert "what people were told of the day counts for nothing" in " ".join(capsys.readouterr().err.split())
    assert main(["plan", TINY, *BRIEFLY, "--against", str(saved), "--weekday", "sat"]) == Exit.INVALID_INPUT
    refused = " ".join(capsys.readouterr().err.split())
    assert f'{saved} RP008 it is of another day of the week: "mon", and "sat" is to be planned' in refused
    assert "Try: a published plan of sat, or mon as the day that is planned (--weekday mon)." in refused


def test_a_plan_keeps_what_is_other_than_in_the_published_one(saved: Path, capsys: Capture, tmp_path: Path) -> None:
    shut = ["plan", TINY, *BRIEFLY, "--set", "activities.workshop.sessions=[08:45-11:45]", "--against", str(saved)]
    assert main([*shut, "--set", "goals=as-published", "--format", "json"]) == Exit.DONE
    text = capsys.readouterr().out
    found, published = Plan.model_validate_json(text), Plan.model_validate_json(saved.read_text(encoding="utf-8"))
    assert json.loads(text)["against"]["sessions"] == [
        {
            "activity": "workshop",
            "was": "13:45-16:30",
            "now": None,
            "people_were": next(held.people for held in published.sessions if str(held.time) == "13:45-16:30"),
            "people": {},
        }
    ]
    # The file stands by itself: what it tells is what comparing both plans tells.
    assert found.against == differences(found, published)
    older = {name: part for name, part in json.loads(text).items() if name != "against"}
    assert Plan.model_validate(older) == found.model_copy(update={"against": None})
    assert published.against is None


def test_names_of_a_published_plan_that_the_prison_does_not_have_are_told(
    saved: Path, capsys: Capture, tmp_path: Path
) -> None:
    before = tmp_path / "before.json"
    before.write_text(saved.read_text().replace('"B others"', '"B rest"').replace('"workshop"', '"tailors"'))
    assert main(["plan", TINY, *BRIEFLY, "--against", str(before)]) == Exit.DONE
    said = " ".join(capsys.readouterr().err.split())
    assert "In the published plan, but not in the prison, and so left out: B rest, tailors." in said
    assert "In the prison, but not in the published plan, and so planned anew: B others." in said


def test_what_a_published_plan_was_made_with_is_not_forgotten(capsys: Capture, tmp_path: Path) -> None:
    first = tmp_path / "first.json"
    early, late = (["--set", f"staff.{shift}.officers=-1"] for shift in ("early", "late"))
    assert main(["plan", TINY, *early, *SOON, "-o", str(first)]) == Exit.DONE
    for given, told in ((late, True), ([*early, *late], False)):
        capsys.readouterr()
        assert main(["plan", TINY, *given, *SOON, "--against", str(first)]) == Exit.DONE
        said = " ".join(capsys.readouterr().err.split())
        assert ("changes that are not made now: staff.early.officers 3 to 2. Where they still hold" in said) == told


def test_what_evaluate_tries_in_place_of_set_is_the_whole_command(saved: Path, capsys: Capture, tmp_path: Path) -> None:
    sick = tmp_path / "sick.json"
    made = [{"path": f"staff.{shift}.officers", "old": n, "new": n - 1} for shift, n in (("early", 3), ("main", 4))]
    plan = json.loads(saved.read_text(encoding="utf-8")) | {"weekday": "tue", "changes": made}
    sick.write_text(json.dumps(plan), encoding="utf-8")
    again = ["--set", "staff.early.officers=-1", "--set", "staff.late.officers=-1"]
    assert main(["evaluate", TINY, str(sick), *again]) == Exit.USAGE
    *told, command = capsys.readouterr().err.splitlines()
    assert "(it has staff.early.officers 3 to 2; staff.main.officers 4 to 3)" in " ".join(told)
    # One fewer than in the plan, and whoever was away before is so still.
    sets = [f"--set staff.{shift}.officers={left}" for shift, left in (("early", 1), ("main", 3), ("late", 3))]
    assert command == f"regime plan {TINY} {' '.join(sets)} --weekday tue --against {sick}"
    # By work done: so few officers meet no gap soon, and a second of a busy machine may be too short for any plan.
    assert main([*shlex.split(command)[1:], "--time-limit", "1", "--workers", "2", "--reproducible"]) == Exit.DONE
    assert "not made now" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("made", "given"),
    [
        ("activities.books={kind: library, places: 12, sessions: [09:00-10:00]}", "activities.books.places=+3"),
        ("activities.books={kind: library, places: 12, sessions: [09:00-10:00]}", "activities.books.staff=null"),
        ("activities.books={kind: library, places: 12, sessions: [09:00-10:00]}", "activities.books=null"),
        ("activities.workshop.places=9", "activities.workshop={kind: gym, places: 12, sessions: [09:00-10:00]}"),
        ("staff.late={start: 12:00, end: 18:30, officers: 6}", "staff.late.officers=-1"),
        ("wings.C={groups: {C1: 20}}", "wings.C.groups.C1.size=+3"),
        ("in_post.nurses={people: 9, shifts: {main: 4}}", "in_post.nurses.less.sick=+1"),
        ("staff.main.breaks=[60 between 12:00-13:30]", "staff.main.breaks[1].minutes=-15"),
    ],
)
def test_a_part_that_a_plan_sets_as_a_whole_is_changed_in_the_command_to_try(
    made: str, given: str, saved: Path, capsys: Capture, tmp_path: Path
) -> None:
    file, prison = tmp_path / "made.json", load(TINY)
    once, changes = changed(prison, dict([setting(made)]))
    plan = Plan.model_validate_json(saved.read_text(encoding="utf-8")).model_copy(update={"changes": list(changes)})
    file.write_text(plan.model_dump_json(), encoding="utf-8")
    main(["evaluate", TINY, str(file), "--set", given, "--set", "day.lock_up=+30"])
    command = shlex.split(capsys.readouterr().err.splitlines()[-1])
    settings = dict(setting(text) for option, text in pairwise(command) if option == "--set")
    twice, _ = changed(once, dict([setting(given), setting("day.lock_up=+30")]))
    assert changed(prison, settings)[0] == twice


def test_a_published_plan_that_breaks_rules_is_told_to(saved: Path, capsys: Capture, tmp_path: Path) -> None:
    edited = tmp_path / "edited.json"
    plan = json.loads(saved.read_text(encoding="utf-8"))
    plan["groups"][0]["unlocked"] = [{"time": "08:00-19:00", "on_wing": "association"}]
    edited.write_text(json.dumps(plan), encoding="utf-8")
    assert main(["evaluate", TINY, str(edited), "--no-compare", "--format", "json"]) == Exit.BROKEN_RULES
    broken = len(Evaluation.model_validate_json(capsys.readouterr().out).findings)
    # Of the one that was saved nothing is said, though it asks for more than are left.
    fewer = ["plan", TINY, *SOON, "--set", "staff.early.officers=-1"]
    for published, said in ((edited, True), (saved, False)):
        assert main([*fewer, "--against", str(published)]) == Exit.DONE
        told = " ".join(capsys.readouterr().err.split())
        assert (f"{published} breaks {broken} rules: regime evaluate says which." in told) == said
    # Nor of one that was made with changes, of which one cannot be made any more.
    for change in (
        {"path": "staff.early.officers", "old": 3, "new": 2},
        {"path": "posts.tower", "old": {}, "new": None},
    ):
        edited.write_text(json.dumps(json.loads(saved.read_text("utf-8")) | {"changes": [change]}), encoding="utf-8")
        assert main([*fewer, "--against", str(edited)]) == Exit.DONE
        capsys.readouterr()


def test_a_timetable_is_a_published_plan_of_the_prison_as_its_file_is(capsys: Capture, tmp_path: Path) -> None:
    timetable = tmp_path / "monday.yaml"
    text = "timetable: Monday\nweekday: mon\nsessions: {workshop: {13:45-16:30: {B workers: 20}}}\n"
    timetable.write_text(text, encoding="utf-8")
    given = ["plan", TINY, *SOON, "--against", str(timetable), "--set", "activities.workshop=null"]
    assert main([*given, "--set", "staff.main.officers=-1"]) == Exit.DONE
    said = " ".join(capsys.readouterr().err.split())
    assert "In the published plan, but not in the prison, and so left out: workshop" in said
    assert "rule" not in said
    timetable.write_text(text.replace("20", "60"), encoding="utf-8")
    assert main(given) == Exit.INVALID_INPUT
    assert f'{timetable} RP008 60 of the group "B workers"' in " ".join(capsys.readouterr().err.split())


def test_an_order_of_goals_with_changes_says_that_no_plan_is_published(saved: Path, capsys: Capture) -> None:
    near = ["plan", TINY, "--set", "goals=as-published", *NEAR]
    for against, said in (([], True), (["--against", str(saved)], False)):
        assert main([*near, *against]) == Exit.DONE
        assert ("and none is given (--against PLAN)" in " ".join(capsys.readouterr().err.split())) == said


def test_what_a_published_plan_has_otherwise_than_the_prison_is_told(
    saved: Path, capsys: Capture, tmp_path: Path
) -> None:
    before = tmp_path / "before.json"
    published = json.loads(saved.read_text(encoding="utf-8"))
    first, second, *_ = published["groups"]
    first["wing"], second["size"], second["unlocked"][0]["on_wing"] = "B", 33, "asociation"
    published["hours"] = "07:30-18:00"
    before.write_text(json.dumps(published))
    fewer = ["--set", "activities.workshop.sessions=[13:45-16:30]", *SOON]
    assert main(["plan", TINY, *fewer, "--against", str(before)]) == Exit.DONE
    said = " ".join(capsys.readouterr().err.split())
    assert "and so left out: asociation, workshop 08:45-11:45." in said
    other = "unlock hours 07:30-18:00; A workers on B; A others 33 people"
    assert f"Otherwise in the published plan than in this prison, which counts: {other}." in said


def test_an_impossible_day_ends_with_4_and_says_why(capsys: Capture) -> None:
    assert main(["plan", str(EXAMPLES / "impossible.yaml"), *BRIEFLY]) == Exit.IMPOSSIBLE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "From 12:30 to 13:30 posts and locked wings need 6 officers, and 5 on duty" in captured.err
    assert main(["plan", str(EXAMPLES / "impossible.yaml"), *BRIEFLY, "--format", "json"]) == Exit.IMPOSSIBLE
    assert json.loads(capsys.readouterr().out)["error"]["name"] == "impossible"


def test_no_plan_in_time_ends_with_5(capsys: Capture) -> None:
    assert main(["plan", str(EXAMPLES / "hull.yaml"), "--time-limit", "0.01"]) == Exit.NO_PLAN_IN_TIME
    assert "--time-limit" in capsys.readouterr().err


def test_a_result_that_cannot_be_written_goes_to_stdout(saved: Path, capsys: Capture, tmp_path: Path) -> None:
    plan = Plan.model_validate_json(saved.read_text(encoding="utf-8"))
    appeared = tmp_path / "meanwhile.json"
    appeared.write_text("somebody else's", encoding="utf-8")
    args = argparse.Namespace(output=appeared, force=False)
    assert hand_over(plan, args, Terminal.of([]), lambda: page(plan)) == Exit.USAGE
    captured = capsys.readouterr()
    assert Plan.model_validate_json(captured.out) == plan
    assert "meanwhile.json could not be written (something of that name is there by now)" in " ".join(
        captured.err.split()
    )
    assert appeared.read_text(encoding="utf-8") == "somebody else's"


def test_a_plan_is_saved_before_anything_is_made_of_it(saved: Path, tmp_path: Path) -> None:
    plan = Plan.model_validate_json(saved.read_text(encoding="utf-8")).model_copy(update={"figures": None})
    args = argparse.Namespace(output=tmp_path / "plan.json", force=False)
    with pytest.raises(ValueError, match="no figures"):
        hand_over(plan, args, Terminal.of([]), lambda: page(plan))
    assert Plan.model_validate_json(args.output.read_text(encoding="utf-8")) == plan


def test_an_interrupt_once_the_plan_is_saved_costs_no_page_and_another_one_only_that(
    saved: Path, tmp_path: Path, capsys: Capture
) -> None:
    plan = Plan.model_validate_json(saved.read_text(encoding="utf-8"))
    args = argparse.Namespace(output=tmp_path / "plan.json", force=True)

    def pressed(times: int) -> str:
        for each in range(times):
            time.sleep(each * (ONE_PRESS + 0.05))
            os.kill(os.getpid(), signal.SIGINT)
        return "the page"

    assert hand_over(plan, args, Terminal.of([]), lambda: pressed(1)) == Exit.DONE
    captured = capsys.readouterr()
    assert captured.out == "the page\n"
    assert "plan.json. Its page follows. Ctrl-C again" in " ".join(captured.err.split())
    with pytest.raises(KeyboardInterrupt, match=r"is saved in .*plan\.json"):
        hand_over(plan, args, Terminal.of([]), lambda: pressed(2))


def test_a_day_on_which_nobody_is_ever_locked_up_is_shown_by_every_command(tmp_path: Path, capsys: Capture) -> None:
    prison, plan = tmp_path / "open.yaml", tmp_path / "open.json"
    prison.write_text(
        "prison: HMP Open\nday: {unlock: 00:00, lock_up: 24:00}\nwings: {A: {groups: {A1: 1}}}\n"
        "staff: {all day: {start: 00:00, end: 24:00, officers: 4}}\nentitlements: null\n",
        encoding="utf-8",
    )
    assert main(["plan", str(prison), *BRIEFLY, "-o", str(plan)]) == Exit.DONE
    assert "24 h = 24 h 00 out of cell + 0 min locked up" in capsys.readouterr().out
    assert main(["explain", str(prison), str(plan)]) == Exit.DONE
    assert main(["evaluate", str(prison), str(plan), "--no-compare"]) == Exit.DONE
    assert main(["report", str(prison), str(plan), "-o", str(tmp_path / "pages")]) == Exit.DONE
    assert main(["plan", str(prison), *BRIEFLY, "--against", str(plan)]) == Exit.DONE


def test_another_interrupt_leaves_at_once_whatever_the_engine_does() -> None:
    command = [sys.executable, "-m", "regime", "plan", str(EXAMPLES / "hull.yaml"), "-v"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        for line in process.stderr:
            if line.startswith("Stopping"):
                break
        time.sleep(ONE_PRESS + 0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    # The search may have ended by then.
    assert process.returncode in (Exit.INTERRUPTED, Exit.DONE), err


def test_an_interrupt_keeps_the_best_so_far() -> None:
    command = [sys.executable, "-m", "regime", "plan", str(EXAMPLES / "ford.yaml"), "-v", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        assert "first plan" in first
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == Exit.DONE, err
    proof = Plan.model_validate_json(out).proof
    assert proof is not None
    assert proof.stopped == "interrupted"
    assert "best plan so far" in err


def test_an_evaluation_that_is_stopped_says_so() -> None:
    march = str(EXAMPLES / "hull-march-2022.timetable.yaml")
    command = [sys.executable, "-m", "regime", "evaluate", str(EXAMPLES / "hull.yaml"), march, "-v", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == Exit.INTERRUPTED, err
    evaluation = Evaluation.model_validate_json(out)
    assert evaluation.interrupted
    assert evaluation.comparison
