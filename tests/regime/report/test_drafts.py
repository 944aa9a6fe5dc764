"""A plan that lacks what a longer search may well find goes out as a draft."""

from __future__ import annotations

import pytest

import regime
from regime.changes import changed
from regime.cli import main
from regime.data_folder import data_folder
from regime.plan import Plan

EVERY = ["governor", "wings", "lists", "activities", "staff", "spreadsheet", "csv", "calendar"]
DRAFT = "Draft: two hours out not met in full, and not proved unavoidable: plan again with more time."


@pytest.fixture(scope="module")
def settled(tiny) -> Plan:
    """A plan that is proved to lack no more than it must: the day is shorter than what everybody is owed."""
    prison, changes = changed(tiny, {"entitlements.two hours out.minutes": 620})
    return regime.plan(prison, time_limit=60, workers=2).model_copy(update={"changes": list(changes)})


@pytest.fixture(scope="module")
def draft(settled) -> Plan:
    """The same, had nothing been proved of what falls short."""
    goals = [g.model_copy(update={"bound": 0}) if "two hours" in g.goal else g for g in settled.proof.goals]
    proof = settled.proof.model_copy(update={"status": "feasible", "stopped": "time", "goals": goals})
    return settled.model_copy(update={"proof": proof})


@pytest.mark.parametrize("sheets", ["unlock-lists", "movement-lists", "activities", "staff"])
def test_its_sheets_say_so_on_the_cover_and_on_each(tiny, draft, sheets):
    page = regime.report(tiny, {"day": draft}, EVERY)[f"{sheets}.html"].decode()
    assert page.count(DRAFT) == 1 + page.count('<section class="sheet')


def test_each_of_its_notices_says_so_in_its_language(tiny, draft):
    page = regime.report(tiny, {"day": draft}, ["wings"])["notices.html"].decode()
    for notice in page.split('<section class="sheet')[1:]:
        english = 'lang="en"' in notice.partition(">")[0]
        assert ("Draft, not to be hung up" in notice) == english
        assert ("Drafft, na ddylid ei arddangos" in notice) != english


def test_a_plan_whose_search_was_too_short_is_a_draft_as_well(tiny):
    whole = regime.plan(tiny, time_limit=60, workers=2)
    goals = [g.model_copy(update={"bound": 1.2 * g.best}) if g.goal == "value" else g for g in whole.proof.goals]
    proof = whole.proof.model_copy(update={"status": "feasible", "stopped": "interrupted", "goals": goals})
    asked = proof.model_copy(update={"stopped": "gap"})
    for proved, marked in ((proof, True), (asked, False)):
        plan = whole.model_copy(update={"proof": proved})
        page = regime.report(tiny, {"day": plan}, ["governor", "wings", "lists"])
        said = "Draft: a better day may well exist: plan again with more time." in page["unlock-lists.html"].decode()
        assert (said, "Draft, not to be hung up" in page["notices.html"].decode()) == (marked, marked)
        governors = page["governor.html"].decode()
        why = (
            "Draft: a better day may well exist: plan again with more time" if marked else "no closer to the best than"
        )
        assert why in governors
        assert not any(words in governors for words in ("--time-limit", "--gap", "(see the end)"))


def test_its_events_are_tentative(tiny, draft, settled):
    for plan, status in ((draft, b"STATUS:TENTATIVE"), (settled, b"STATUS:CONFIRMED")):
        calendars = regime.report(tiny, {"day": plan}, ["calendar"]).values()
        assert {line for file in calendars for line in file.splitlines() if line.startswith(b"STATUS")} == {status}


def test_the_governors_page_says_it_under_what_was_cut_and_in_the_table(tiny, draft):
    page = regime.report(tiny, {"day": draft}, ["governor"])["governor.html"].decode()
    assert "two hours out short for 4 groups; not proved unavoidable: plan again with more time" in page
    assert "<strong>two hours out: not proved unavoidable: plan again with more time.</strong>" in page


def test_of_plans_side_by_side_the_head_of_the_page_says_which_is_a_draft(tiny, draft, settled):
    page = regime.report(tiny, {"settled": settled, "draft": draft}, ["governor"])["governor.html"].decode()
    first, second = page.partition("The figures</h3>")[0].split("<h3>")[1:3]
    assert (DRAFT in first, DRAFT in second) == (False, True)


def test_what_is_proved_to_be_unavoidable_is_settled(tiny, settled):
    assert settled.shortfalls
    for name, content in regime.report(tiny, {"day": settled}, EVERY).items():
        assert b"Draft" not in content, name
        assert b"not proved unavoidable" not in content, name


def test_a_proof_of_another_plan_settles_nothing_and_a_day_made_by_hand_is_settled(tiny, settled):
    edited = settled.model_copy(update={"made": None})
    by_hand = edited.model_copy(update={"proof": None})
    for plan, said in ((edited, True), (by_hand, False)):
        page = regime.report(tiny, {"day": plan}, ["lists"])["unlock-lists.html"].decode()
        assert (DRAFT in page) == said


def test_the_command_says_so(tmp_path, draft, capsys):
    file = tmp_path / "day.json"
    file.write_text(draft.model_dump_json(), encoding="utf-8")
    prison = str(data_folder("examples") / "tiny.yaml")
    assert main(["report", prison, str(file), "-o", str(tmp_path / "out"), "--for", "lists"]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert said.endswith(f"Warning, also in its documents: day. {DRAFT}")
