"""What one more of each thing is worth: every interval holds what is proved, and more is never worth less than none."""

from __future__ import annotations

import io
import re
import threading
from typing import Any

import pytest
from builders import bare
from rich.console import Console

from regime import api
from regime.api import plan
from regime.changes import changed
from regime.cli import main
from regime.cli.terminal import Terminal
from regime.data_folder import data_folder
from regime.load import load, load_text
from regime.page.worth import worth_page
from regime.plan import Change, Plan
from regime.prison import Prison
from regime.today import Today
from regime.whatif.things import FULL, things
from regime.whatif.worth import Worth, Worths, worth

TINY, _ = changed(load(data_folder("examples") / "tiny.yaml"), {"goals": ["shortfalls", "value"]})
"""Without the later goals, of which nothing is said here and which take most of a search."""


@pytest.fixture(scope="module")
def found() -> Worths:
    # The wide gap leaves something between the least and the most.
    return worth(TINY, time_limit=3, gap=0.1, workers=2)


def proved(prison: Prison) -> float:
    """The best value in person-hours."""
    best = plan(prison, time_limit=30, gap=0, workers=2)
    assert best.proof is not None
    assert best.proof.status == "optimal"
    return best.proof.goals[-1].value / 60


def test_every_shift_role_and_break_is_looked_at(found: Worths) -> None:
    said = {line.what for line in found.each}
    assert {"one more officer on early", "one officer fewer on late", "one more workshop instructor on main"} <= said
    assert {line.what for line in found.each if line.free} == {
        "breaks of main half an hour later at the latest",
        "breaks of main half an hour earlier at the earliest",
    }
    assert "lock-up half an hour later" in said
    assert found.base.figures is not None
    full = {f"10 more places in {use.activity}" for use in found.base.figures.places if use.used_percent > FULL}
    assert {what for what in said if "places" in what} == full


def test_the_intervals_hold_what_is_proved(found: Worths) -> None:
    base = proved(TINY)
    known = [line for line in found.each if line.least is not None]
    assert len(known) >= 6
    assert any(line.least != line.most for line in known)
    for line in known:
        gained = proved(changed(TINY, {line.path: line.value})[0]) - base
        assert line.least is not None
        assert line.most is not None
        assert line.least - 1e-9 <= gained <= line.most + 1e-9, line.what


def test_more_is_never_worth_less_than_nothing(found: Worths) -> None:
    measured = [line for line in found.each if line.least is not None and line.path != "day.lock_up"]
    assert {"fewer" in line.what for line in measured} == {True, False}
    for line in measured:
        assert line.least is not None
        assert line.most is not None
        assert line.most <= 0 if "fewer" in line.what else line.least >= 0, line.what


def test_a_run_that_is_stopped_tells_what_it_has() -> None:
    stop = threading.Event()

    def on_worth(line: Worth, done: int, of: int) -> None:
        assert done == 1 < of
        stop.set()

    some = worth(TINY, time_limit=2, workers=2, on_worth=on_worth, stop=stop)
    assert some.interrupted
    assert len(some.each) == 1


@pytest.mark.usefixtures("ctrl_c_with_the_first_plan")
@pytest.mark.parametrize("short", [False, True])
def test_stopped_before_any_change_was_looked_at_there_is_nothing_to_show(
    short: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    owed = ["--set", "entitlements.two hours out.minutes=900"] if short else []
    given = ["worth", str(data_folder("examples") / "tiny.yaml"), *owed, "--time-limit", "2", "--workers", "2"]
    assert main(given) == 130
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith("Stopped before any change was looked at: there is nothing to show.\n")


def test_where_the_day_as_it_is_falls_short_nothing_else_is_planned(capsys: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []
    short, _ = changed(TINY, {"entitlements.two hours out.minutes": 900})
    found = worth(short, time_limit=4, workers=2, on_worth=lambda line, done, of: said.append(line.what))
    assert found.base.shortfalls
    assert said == found.each == []
    assert not found.interrupted
    Terminal(json=False).answer(worth_page(found))
    shown = " ".join(capsys.readouterr().out.split())
    assert "the day as it is does not meet every entitlement in full (two hours out)" in shown
    assert Worths.model_validate_json(found.model_dump_json()) == found
    Terminal(json=False).answer(worth_page(found.model_copy(update={"interrupted": True})))
    assert "You stopped the run" in capsys.readouterr().out


def page(found: Worths) -> str:
    console = Console(file=io.StringIO(), width=100, no_color=True)
    console.print(worth_page(found))
    assert isinstance(console.file, io.StringIO)
    return " ".join(console.file.getvalue().split())


def test_a_day_that_is_far_from_its_bound_is_told(found: Worths) -> None:
    assert found.base.proof is not None
    *before, value = found.base.proof.goals

    def said(share: float) -> str:
        has = share * value.bound
        proof = found.base.proof.model_copy(  # type: ignore[union-attr]
            update={"goals": [*before, value.model_copy(update={"best": has, "value": has})]}
        )
        return page(found.model_copy(update={"base": found.base.model_copy(update={"proof": proof})}))

    assert "far from its bound" not in said(0.99)
    assert said(0.99).endswith("Every plan here was checked by independent code: it keeps every rule.")
    assert "The day as it is was found far from its bound, with 7" in said(0.8)


def test_a_change_of_whose_day_little_was_found_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    planned = api.plan

    def weakly(*given: Any, start: Plan | None, **others: Any) -> Plan:
        best = planned(*given, start=start, **others)
        if start is None or best.proof is None:
            return best
        *before, value = best.proof.goals
        weak = value.model_copy(update={"best": 0.8 * value.bound, "value": 0.8 * value.bound})
        return best.model_copy(update={"proof": best.proof.model_copy(update={"goals": [*before, weak]})})

    monkeypatch.setattr(api, "plan", weakly)
    stop = threading.Event()
    some = worth(TINY, time_limit=2, workers=2, on_worth=lambda *_: stop.set(), stop=stop)
    assert [line.found_little for line in some.each] == [True]
    mark = "* the search found little in the time given"
    assert re.search(r"[+-]\d+\* time out", page(some))
    assert mark in page(some)
    sound = [line.model_copy(update={"found_little": False}) for line in some.each]
    assert mark not in page(some.model_copy(update={"each": sound}))


def test_what_was_changed_in_the_prison_is_on_the_page(found: Worths) -> None:
    fewer = Change(path="staff.early.officers", old=3, new=2)
    assert "Changed: staff.early.officers 3 to 2" in page(found.model_copy(update={"changes": [fewer]}))


def test_the_answer_is_the_same_after_json(found: Worths) -> None:
    assert Worths.model_validate_json(found.model_dump_json()) == found


def test_everything_that_a_prison_has_can_be_more() -> None:
    hull = load(data_folder("examples") / "hull.yaml")
    eastwood = load(data_folder("examples") / "eastwood-park.yaml")
    for prison, expected in (
        (hull, {"an hour more in gym", "a table more in visits", "lock-up half an hour later"}),
        (eastwood, {"10 more officers in post", "one officer fewer on early"}),
    ):
        today = Today.of(prison)
        looked_at = list(things(today, bare(today)))
        assert expected <= {thing.what for thing in looked_at}
        for thing in looked_at:
            after, changes = changed(prison, {thing.path: thing.value})
            assert after != prison
            assert changes


def test_an_hour_more_of_a_gym_is_run_by_whom_the_prison_has_for_it() -> None:
    staff = "per_person: null, staff: {pe_instructors: null, officers: 1}"
    gym = f"gym: {{kind: gym, places: 9, sessions: [14:00-15:00], {staff}}}"
    text = (data_folder("examples") / "tiny.yaml").read_text(encoding="utf-8")
    prison = load_text(text.replace("activities:\n", f"activities:\n  {gym}\n"))
    today = Today.of(prison)
    (hour,) = (thing for thing in things(today, bare(today)) if thing.what == "an hour more in gym")
    more = changed(prison, {hour.path: hour.value})[0].activities["gym, one hour more"]
    assert [*prison.activities["gym"].staff] == [*more.staff] == ["officers"]
    assert (more.per_person, more.length) == (None, 60)


def test_two_breaks_of_a_shift_are_told_apart() -> None:
    breaks = ["30 between 10:30-11:00", "30 between 14:30-15:00"]
    today = Today.of(changed(TINY, {"staff.main.breaks": breaks})[0])
    free = {thing.what for thing in things(today, bare(today)) if thing.free}
    assert len(free) == 4
    assert "breaks of main (10:30-11:00) half an hour later at the latest" in free
