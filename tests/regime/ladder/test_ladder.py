"""Ladders: what is dropped stays dropped, every day is checked, and a run that was stopped is taken up again."""

from __future__ import annotations

import io
import json
import sys
import threading
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from regime import Ladder, NoPlanInTime, Plan, api, ladder, management_plan
from regime.changes import as_planned, changed
from regime.checker import check
from regime.completion import complete
from regime.data_folder import data_folder
from regime.ladder.kept import Kept, most_kept
from regime.ladder.result import Rung, Unit
from regime.ladder.units import standing
from regime.load import load
from regime.page.ladder import figures_of, ladder_page, unproved_words
from regime.prison import Prison
from regime.problems import InputError
from regime.today import Today
from regime.whatif.search import worse

TINY, _ = changed(load(data_folder("examples") / "tiny.yaml"), {"goals": ["shortfalls", "value"]})
"""Without the later goals, which take most of a search and change nothing of what is dropped."""
QUICK: dict[str, Any] = {"time_limit": 3, "workers": 2}


@pytest.fixture(scope="module")
def found() -> Ladder:
    return ladder(TINY, **QUICK)


def test_from_the_full_profile_down_to_patrol_state(found: Ladder) -> None:
    assert found.profile == {"early": 3, "main": 4, "late": 4}
    assert [rung.officers for rung in found.rungs] == [11, 10, 9, 8, 7, 6]
    assert found.rungs[-1].by_shift == {least.shift: least.officers for least in found.least}
    assert found.least[-1].reasons == [
        "From 17:00 to 18:00 posts and locked wings need 3 officers, and 2 on duty may do that work."
    ]


def test_every_day_keeps_the_rules_with_its_officers_and_its_pins(found: Ladder) -> None:
    for rung in found.rungs:
        today = Today.of(as_planned(TINY, rung.plan), "mon")
        there = {crew.shift: crew.people for crew in today.crews if crew.role == "officers"}
        assert there == rung.by_shift
        assert check(today, rung.plan) == []


def test_what_is_dropped_stays_dropped_and_what_is_not_is_there(found: Ladder) -> None:
    every = [unit for item in found.items for unit in item.units]
    gone: set[Unit] = set()
    for rung in found.rungs:
        gone = (gone | set(rung.dropped)) - set(rung.returned)
        assert all(unit.kind == "entitlement" for unit in rung.returned)
        assert standing(every, rung.plan) == set(every) - gone
        assert found.gone(rung) == gone
    assert gone


def test_the_least_important_goes_first_within_a_rung(found: Ladder) -> None:
    names = [item.name for item in found.items]
    for rung in found.rungs:
        places = [names.index(found.item_of(unit) or "") for unit in rung.dropped]
        assert places == sorted(places, reverse=True)


def test_whoever_has_more_can_run_the_day_of_fewer(found: Ladder) -> None:
    for more, fewer in pairwise(found.rungs):
        assert all(more.by_shift[shift] >= fewer.by_shift[shift] for shift in found.profile)
        changes = [change for change in fewer.plan.changes if "not on duty" not in change.path]
        prison = as_planned(TINY, fewer.plan.model_copy(update={"changes": changes}))
        today = Today.of(prison, "mon")  # with the full profile
        plan = fewer.plan.model_copy(update={"staff": [], "breaks": [], "movements": [], "shortfalls": []})
        assert check(today, complete(today, plan)) == []


def test_no_band_is_better_with_fewer_and_no_day_that_keeps_the_same_is_better(found: Ladder) -> None:
    bands = [*found.bands, None]
    places = [bands.index(rung.band) for rung in found.rungs]
    assert places == sorted(places)
    assert all(bands.index(figures_of(rung.plan).band) <= bands.index(rung.band) for rung in found.rungs)
    for more, fewer in pairwise(found.rungs):
        assert fewer.dropped or fewer.returned or not worse(more.plan, fewer.plan)


def test_thresholds_are_the_lowest_rungs_of_the_bands(found: Ladder) -> None:
    for threshold in found.thresholds:
        rungs = [rung for rung in found.rungs if rung.band == threshold.band]
        assert threshold.officers == min(rung.officers for rung in rungs)
        assert threshold.by_shift == rungs[-1].by_shift
        assert threshold.meaning == TINY.bands[threshold.band or ""].meaning


def test_the_rung_for_those_who_are_there(found: Ladder) -> None:
    assert found.rung_for(found.usual) == found.rungs[0]
    lowest = found.rungs[-1]
    assert found.rung_for(lowest.by_shift) == lowest
    assert found.rung_for({**lowest.by_shift, "early": 99}) == found.rungs[-2]  # which asks for one more on early
    assert found.rung_for({**lowest.by_shift, "late": 0}) is None


def test_a_ladder_is_the_same_after_json(found: Ladder) -> None:
    assert Ladder.model_validate_json(found.model_dump_json()) == found


def test_own_pins_stay_and_changes_made_before_are_told() -> None:
    about = TINY.model_dump(mode="json", by_alias=True)
    about["pins"] = [{"activity": "workshop", "session": "13:45-16:30", "cancelled": True}]
    prison, made = changed(Prison.model_validate(about), {"staff.main.officers": 3})
    found = ladder(prison, shifts=["late"], step=5, made=made, **QUICK)
    assert found.profile == {"late": 4}
    assert [change.path for change in found.changes] == ["staff.main.officers"]
    for rung in found.rungs:
        assert rung.plan.changes[0] == made[0]
        assert not any(session.runs for session in rung.plan.sessions if str(session.time) == "13:45-16:30")
        assert check(Today.of(as_planned(Prison.model_validate(about), rung.plan), "mon"), rung.plan) == []


def test_a_run_that_is_stopped_keeps_its_rungs_and_is_taken_up_again(tmp_path: Path) -> None:
    stop = threading.Event()
    told: list[tuple[int, int]] = []

    def on_rung(rung: Rung, left: int) -> None:
        told.append((rung.officers, left))
        if len(told) == 2:
            stop.set()

    folder = tmp_path / "kept"
    some: dict[str, Any] = {**QUICK, "shifts": ["early", "main"], "step": 2}
    first = ladder(TINY, folder=folder, on_rung=on_rung, stop=stop, **some)
    assert first.interrupted
    assert told == [(7, 2), (5, 1)]
    assert [rung.officers for rung in first.rungs] == [7, 5]
    assert first.rungs[1].dropped
    kept = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert sorted(name[:6] for name in kept) == ["ladder", "rung-5", "rung-7"]
    again = ladder(TINY, folder=folder, **some)
    assert not again.interrupted
    assert [rung.officers for rung in again.rungs] == [7, 5, 3]
    assert again.gone(again.rungs[2]) >= {unit for unit in first.rungs[1].dropped if unit.kind == "session"}
    assert {name: (folder / name).read_bytes() for name in kept} == kept


def test_stopped_before_the_first_rung() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(NoPlanInTime) as reason:
        ladder(TINY, stop=stop, **{**QUICK, "time_limit": 1000})
    assert reason.value.interrupted
    assert reason.value.seconds < 1000


def all_proved(found: Ladder) -> Ladder:
    return found.model_copy(update={"rungs": [rung.model_copy(update={"proved": True}) for rung in found.rungs]})


def test_what_a_run_that_was_stopped_does_not_know_is_not_told(found: Ladder) -> None:
    found = all_proved(found)
    first, second = found.rungs[:2]
    stopped = found.model_copy(update={"rungs": [first], "interrupted": True})
    (threshold,) = stopped.thresholds
    assert not threshold.known
    assert all(threshold.known for threshold in found.thresholds)
    console = Console(file=io.StringIO(), width=100)
    console.print(ladder_page(stopped))
    assert isinstance(console.file, io.StringIO)
    shown = " ".join(console.file.getvalue().split())
    assert "Do not sign this plan" in shown
    assert "Let it run to its end. With --folder a run that was stopped goes on." in shown
    assert "Every plan here was checked by independent code: it keeps every rule." in shown
    assert f"{threshold.band} not known ? ? ?" in shown
    page = management_plan(TINY, stopped).decode()
    assert page.index("Not finished: do not sign") < page.index("Which regime today")
    assert f"{threshold.officers} (in all: not known)</th>" in page
    assert f"{threshold.officers} officers (in all: not known): " in page
    for wrong in ("no day is planned here", "down to the last number", "holds once it is signed", " or more</th>"):
        assert wrong not in page
    assert "--folder" not in page  # its readers have no command line
    nobody = stopped.model_copy(update={"usual": dict.fromkeys(found.usual, 0)})
    assert "Not planned yet" in management_plan(TINY, nobody).decode()
    missing = found.model_copy(update={"rungs": [first], "without": [second.officers]})
    assert not missing.thresholds[-1].known
    assert f"NOT FOUND: no day was found in time with {second.officers}" in unproved_words(missing)[0]
    document = management_plan(TINY, missing).decode()
    assert "Make it again, with more time for each number." in document
    assert "--time-limit" not in document


def test_a_rung_of_which_little_was_found_is_marked_as_in_a_what_if_run(found: Ladder) -> None:
    rung = next(rung for rung in found.rungs if not rung.plan.shortfalls)
    proof = rung.plan.proof
    assert proof is not None
    far = [goal.model_copy(update={"best": goal.best / 2, "value": goal.value / 2}) for goal in proof.goals]
    weak = rung.model_copy(
        update={"plan": rung.plan.model_copy(update={"proof": proof.model_copy(update={"goals": far})})}
    )
    some = found.model_copy(update={"rungs": [weak, *found.rungs[1:]]})
    mean = "the search found little in the time given"
    console = Console(file=io.StringIO(), width=100)
    console.print(ladder_page(some))
    assert isinstance(console.file, io.StringIO)
    assert mean in console.file.getvalue()
    page = management_plan(TINY, some).decode()
    assert page.count("no day can have more") == 0
    assert "regime ladder: officers in all" in page
    assert "what if" not in page


def test_a_folder_of_another_run_or_with_a_changed_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    some = {**QUICK, "shifts": ["main"], "step": 9}
    ladder(TINY, folder=folder, **some)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(InputError, match=r"differs in the rungs \(4, 0 there; 4, 3, 2, 1, 0 now\)"):
        ladder(TINY, folder=folder, **{**some, "step": 1})
    with pytest.raises(InputError, match=r"shifts \(officers: main there; officers: early now\) and the rungs"):
        ladder(TINY, folder=folder, **{**some, "shifts": ["early"]})
    about = folder / "ladder.json"
    about.write_text(json.dumps({**json.loads(about.read_text()), "version": "0.0.1"}))
    with pytest.raises(InputError, match=r"differs in the version \(0.0.1 there; "):
        ladder(TINY, folder=folder, **some)
    about.write_bytes(before["ladder.json"])
    (rung,) = folder.glob("rung-0-*.json")
    rung.write_text('{"plan": 1}')
    (above,) = folder.glob("rung-4-*.json")
    above.rename(tmp_path / above.name)
    searched: list[str] = []
    with pytest.raises(InputError, match="this file was changed since it was written"):
        ladder(TINY, folder=folder, on_news=lambda news: searched.append(news.point), **some)
    assert searched == []  # though the first rung is to be planned again
    assert {file.name for file in folder.iterdir()} == {*before} - {above.name}


def test_a_stop_is_obeyed_while_days_are_carried_up(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, told, stopped = threading.Event(), list[int](), list[bool]()
    planned = api.plan

    def badly_first(*given: Any) -> Kept | None:
        kept = most_kept(*given)
        return replace(kept, units=frozenset(), proved=False) if kept and not told else kept

    def plan(*given: Any, **others: Any) -> Plan:
        if len(told) == 2:  # both rungs are there: what is planned now is carried up
            stop.set()
            stopped.append(others["stop"].is_set())
        return planned(*given, **others)

    monkeypatch.setattr(sys.modules["regime.ladder.kept"], "most_kept", badly_first)
    monkeypatch.setattr(api, "plan", plan)
    some = ladder(TINY, shifts="late", on_rung=lambda rung, _: told.append(rung.officers), stop=stop, workers=2)
    assert told == [rung.officers for rung in some.rungs] == [4, 3]
    assert stopped == [True]


def test_a_rung_that_is_not_proved_takes_nothing_from_those_below(
    found: Ladder, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[Kept] = []

    def badly_once(*given: Any) -> Kept | None:
        kept = most_kept(*given)
        assert kept is not None
        searched.append(kept)
        return replace(kept, units=frozenset(), proved=False) if len(searched) == 2 else kept

    monkeypatch.setattr(sys.modules["regime.ladder.kept"], "most_kept", badly_once)
    told: list[Rung] = []
    some = ladder(TINY, on_rung=lambda rung, _: told.append(rung), **QUICK)
    every = [unit for item in some.items for unit in item.units]
    assert not any(session.runs for session in told[1].plan.sessions)
    assert told[2].returned
    assert 10 in some.unproved
    for rung, other in zip(some.rungs, found.rungs, strict=True):
        if rung.proved and other.proved:
            for item in some.items:  # which of its units is left to chance where not all can be kept
                assert len(standing(item.units, rung.plan)) == len(standing(item.units, other.plan)), item.name
            assert rung.band == other.band
    assert standing(every, some.rungs[1].plan) >= standing(
        every, some.rungs[2].plan
    )  # whoever has more can run the day of fewer
    for rung in some.rungs:
        assert check(Today.of(as_planned(TINY, rung.plan), "mon"), rung.plan) == []
    assert "Do not sign" in unproved_words(some)[0]
    page = management_plan(TINY, some).decode()
    assert page.index("Not proved: do not sign") < page.index("Which regime today")
    proved = all_proved(found)
    assert unproved_words(proved) == []
    assert "Not proved: do not sign" not in management_plan(TINY, proved).decode()
