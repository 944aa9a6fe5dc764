"""Impossible prisons: what clashes is named, nothing in it can be left out, and every way out is one."""

from __future__ import annotations

import threading
import time
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from broken_prisons import BROKEN, prison

from regime import Plan, api, load, plan
from regime.changes import changed
from regime.checker import check
from regime.cli.terminal import Terminal
from regime.data_folder import data_folder
from regime.explain import impossible as explaining
from regime.explain.changing import edited
from regime.explain.clash import Asked, locked_up, smallest
from regime.explain.clash import impossible as impossible_day
from regime.explain.explanation import explain
from regime.explain.impossible import sentences
from regime.explain.result import NO_WAY_OUT, NOT_PLANNED, STOPPED, Explanation
from regime.explain.terms import Term, terms
from regime.explain.ways_out import ways_out
from regime.page.explanation import explained as page
from regime.prison import Prison
from regime.today import Today

SECONDS = 30.0


@cache
def broken(name: str) -> tuple[Today, list[Term], bool]:
    day = Today.of(Prison.model_validate(prison(BROKEN[name][0])), "mon")
    simple = impossible_day(day, SECONDS)
    assert simple is not None
    return (day, *smallest(Asked(simple, SECONDS), terms(simple)))


@pytest.mark.parametrize("name", BROKEN)
def test_what_clashes_is_named_and_is_truly_smallest(name: str) -> None:
    day, clash, proved = broken(name)
    assert proved
    found = {term.at for term in clash}
    known = BROKEN[name][1]
    assert found >= known
    assert all(at[-1] == "room" for at in found - known)
    # Asked again from outside: the clash alone is impossible, and with any one of it left out it is possible.
    quiet = locked_up(day)
    asked = Asked(quiet, SECONDS)
    others = [term.lifted for term in terms(quiet) if term.at not in found]
    assert not asked.possible(others)
    for term in clash:
        assert asked.possible([*others, term.lifted]), term.says


@pytest.mark.parametrize("name", BROKEN)
def test_every_way_out_gives_a_plan_that_passes_the_checker(name: str) -> None:
    day, clash, _ = broken(name)
    found = list(ways_out(day, clash, SECONDS))
    assert found
    for way in found:
        mended, stop = edited(day.prison, way.edits), threading.Event()
        # Any plan does.
        made = plan(mended, weekday="mon", workers=1, on_event=lambda _, found=stop: found.set(), stop=stop)
        assert check(Today.of(mended, "mon"), made) == []


def test_a_way_out_that_leaves_a_locked_wing_to_itself_says_so() -> None:
    explained = explain(broken("a late start")[0].prison, time_limit=SECONDS, workers=1)
    said = "officers for wing A while it is locked up: 0 instead of 1 (1 fewer); nobody would watch it then"
    assert [change.says for change in explained.ways_out[-1].changes] == [said]


def test_a_possible_day_is_called_so() -> None:
    explained = explain(Prison.model_validate(prison({})))
    assert explained.status == "possible"
    assert explained.clash is None
    assert explained.ways_out == []


def test_the_clash_is_about_the_time_that_arithmetic_tells() -> None:
    tiny, _ = changed(load(data_folder("examples") / "tiny.yaml"), {"staff.late.officers": 2})
    explained = explain(tiny, time_limit=SECONDS)
    assert [reason.says.partition(" posts")[0] for reason in explained.reasons if reason.impossible] == [
        "from 17:00 to 18:00"
    ]
    assert explained.clash is not None
    assert explained.clash.smallest
    said = {part.says for part in explained.clash.parts}
    assert "shift main ends at 17:00" in said
    assert not any("break" in each for each in said)


def test_no_time_is_an_honest_answer() -> None:
    explained = explain(broken("two groups apart")[0].prison, time_limit=0.001)
    assert explained.status == "could not tell"


def test_whoever_stopped_it_is_not_told_of_the_time(capsys: pytest.CaptureFixture[str]) -> None:
    stop = threading.Event()
    stop.set()
    explained = explain(broken("two groups apart")[0].prison, stop=stop)
    Terminal(json=False).answer(page(explained))
    for said in (capsys.readouterr().out, "\n".join(sentences(explained))):
        text = " ".join(said.split())
        assert "could not be told" in text.partition(".")[0]
        assert "time" not in text
        assert text.endswith(STOPPED)


def test_what_is_known_when_it_is_stopped_is_kept() -> None:
    impossible, stop = load(data_folder("examples") / "impossible.yaml"), threading.Event()
    whole = explain(impossible, time_limit=SECONDS, workers=1)
    assert (whole.time_up, whole.interrupted) == (False, False)

    def once_a_way_out_is_known(so_far: Explanation) -> None:
        if so_far.ways_out:
            stop.set()

    explained = explain(impossible, time_limit=SECONDS, workers=1, on_found=once_a_way_out_is_known, stop=stop)
    assert explained.interrupted
    assert explained.clash is not None
    assert explained.clash.smallest
    assert len(explained.ways_out) == 1
    assert list(sentences(explained))[-1] == STOPPED


def test_a_way_out_that_was_being_planned_when_it_is_stopped_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    planned, stop = api.plan, threading.Event()

    def stopped_with_the_first_plan(*given: Any, **others: Any) -> Plan:
        return planned(*given, on_event=lambda _: stop.set(), **others)

    monkeypatch.setattr(api, "plan", stopped_with_the_first_plan)
    impossible = load(data_folder("examples") / "impossible.yaml")
    explained = explain(impossible, time_limit=SECONDS, workers=1, stop=stop)
    assert [way.interrupted for way in explained.ways_out] == [True]


def test_what_stands_in_the_way_is_told_where_no_second_way_proved_it(capsys: pytest.CaptureFixture[str]) -> None:
    stop = threading.Event()
    stop.set()
    explained = explain(load(data_folder("examples") / "impossible.yaml"), stop=stop)
    assert explained.status == "could not tell"
    assert Explanation.model_validate_json(explained.model_dump_json()) == explained
    first, *_, last = sentences(explained)
    assert first.startswith("From 12:30 to 13:30 posts and locked wings need 6 officers")
    assert last == STOPPED
    Terminal(json=False).answer(page(explained))
    headline, reason, *_ = capsys.readouterr().out.splitlines()
    assert headline == "No day keeps the rules. That could not be proved in a second way."
    assert reason.startswith("From 12:30 to 13:30 posts and locked wings need 6 officers")


def test_nothing_is_told_of_a_clash_that_was_hardly_looked_at() -> None:
    stop = threading.Event()
    whole = load(data_folder("examples") / "hull.yaml")
    impossible, _ = changed(whole, {"staff.early.officers": 5, "staff.main.officers": 14})
    # What is known first is that the day is impossible.
    explained = explain(impossible, time_limit=SECONDS, on_found=lambda so_far: stop.set(), stop=stop)
    assert (explained.status, explained.interrupted) == ("impossible", True)
    assert explained.clash is not None
    assert not explained.clash.tells
    said = list(sentences(explained))
    assert len(said) == len(explained.reasons) + 1
    assert said[-1] == STOPPED


def test_where_the_time_was_up_before_any_way_out_was_found_it_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hours_later = SimpleNamespace(monotonic=lambda: time.monotonic() + 9999)

    def once_the_clash_is_known(so_far: Explanation) -> None:
        if so_far.clash:
            monkeypatch.setattr(explaining, "time", hours_later)

    impossible = load(data_folder("examples") / "impossible.yaml")
    explained = explain(impossible, time_limit=SECONDS, workers=1, on_found=once_the_clash_is_known)
    assert explained.ways_out == []
    assert (explained.time_up, explained.interrupted) == (True, False)
    assert list(sentences(explained))[-1] == NO_WAY_OUT
    Terminal(json=False).answer(page(explained))
    assert " ".join(capsys.readouterr().out.split()).endswith(NO_WAY_OUT)


def test_what_was_looked_at_and_not_planned_in_time_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_time_for_more(so_far: Explanation) -> None:
        if so_far.ways_out:
            monkeypatch.setattr(explaining, "PLANNED", 0.0)

    impossible = broken("a session pinned and cancelled")[0].prison
    explained = explain(impossible, time_limit=SECONDS, workers=1, on_found=no_time_for_more)
    assert [[change.says for change in way.changes] for way in explained.ways_out] == [["leave out pins[1]"]]
    assert [[change.says for change in changes] for changes in explained.not_planned] == [["leave out pins[2]"]]
    assert not explained.time_up
    Terminal(json=False).answer(page(explained))
    for text in (capsys.readouterr().out, "\n".join(sentences(explained))):
        assert f"{NOT_PLANNED} leave out pins[2]" in " ".join(text.split())
