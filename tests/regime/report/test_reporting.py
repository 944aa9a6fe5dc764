"""The library call: documents as name and content."""

from __future__ import annotations

import pytest
from builders import bare

import regime
from regime import InputError
from regime.today import Today


def test_every_document_of_one_plan(hull):
    files = regime.report(hull[0], {"march": hull[1]})
    assert {"governor.html", "pictures/day.svg", "notices.html", "staff.html", "movement-lists.html"} <= set(files)
    assert files == regime.report(hull[0], {"march": hull[1]})


def test_several_plans_have_a_folder_each_and_share_the_governors_page(hull):
    files = regime.report(hull[0], {"a": hull[1], "b": hull[1]}, ["governor", "staff"])
    assert {"governor.html", "a/pictures/day.svg", "b/pictures/day.svg", "a/staff.html", "b/staff.html"} <= set(files)
    assert "a/notices.html" not in files


def test_a_document_that_there_is_not_is_refused_with_those_that_there_are(hull):
    with pytest.raises(InputError, match='nothing is for "wardens"') as refused:
        regime.report(hull[0], {"march": hull[1]}, ["wardens"])
    assert "governor, wings" in str(refused.value)


def test_one_document_may_be_plain_text(hull):
    assert regime.report(hull[0], {"march": hull[1]}, "staff") == regime.report(hull[0], {"march": hull[1]}, ["staff"])


@pytest.mark.parametrize("plans", [{}, None, {"march": None}, {1: None}, ["march"]])
def test_no_plans_are_refused(hull, plans):
    with pytest.raises(InputError, match=r"plans is .*, but must be one plan or more by name"):
        regime.report(hull[0], plans)


def test_a_plan_of_another_prison_is_refused(tiny, hull):
    with pytest.raises(InputError, match='the plan "march" is of "HMP Hull", and the prison is "HMP Tiny"'):
        regime.report(tiny, {"march": hull[1]})


def test_a_run_of_another_prison_is_refused(hull, tiny_run):
    with pytest.raises(InputError, match='the run is of "HMP Tiny"'):
        regime.report(hull[0], {"march": hull[1]}, ["governor"], tiny_run)


def test_a_plan_that_breaks_rules_says_so_on_every_page(shown, today, plan):
    assert shown.findings
    files = regime.report(today.prison, {"by hand": plan}, ["governor", "activities", "staff", "lists"])
    for name, content in files.items():
        assert not name.endswith(".html") or b"breaks" in content, name


def test_a_plan_that_leaves_out_a_group_says_so_on_every_page(hull):
    prison, plan = hull
    less = plan.model_copy(update={"groups": plan.groups[:-1]})
    files = regime.report(prison, {"march": less}, ["governor", "activities", "staff", "lists"])
    said = f"Not in the plan, and taken as locked up all day: {plan.groups[-1].group}."
    for name, content in files.items():
        assert not name.endswith(".html") or said in content.decode(), name


def test_every_single_notice_of_a_plan_that_breaks_rules_warns_in_its_language(tiny):
    welsh = tiny.languages["english"].model_copy(update={"code": "cy", "broken": "Ni ddylid arddangos hwn."})
    both = tiny.model_copy(update={"languages": {**tiny.languages, "welsh": welsh}})
    plan = bare(Today.of(tiny, "mon"), {"A workers": {"05:00-06:00": "association"}})  # in the night
    page = regime.report(both, {"broken": plan}, ["wings"])["notices.html"].decode()
    notices = page.split('<section class="sheet')[1:]
    assert len(notices) == 2 * len(Today.of(tiny, "mon").groups)
    for notice in notices:
        english = 'lang="en"' in notice.partition(">")[0]
        assert ("Not to be hung up: this plan breaks rules." in notice) == english
        assert ("Ni ddylid arddangos hwn." in notice) != english


def test_the_notices_of_a_plan_that_keeps_the_rules_do_not_warn(tiny, tiny_run):
    kept = next(point.plan for point in tiny_run.points if point.plan is not None)
    assert b"Not to be hung up" not in regime.report(tiny, {"kept": kept}, ["wings"])["notices.html"]
