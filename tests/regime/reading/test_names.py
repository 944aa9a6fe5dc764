"""Every name is somebody's, or is told with its line and the nearest known one."""

from __future__ import annotations

import pytest
from small_file import SMALL, changed, loaded, problems, the_problem, the_warning, underlined

from regime.names import name_findings
from regime.problems import Code


@pytest.mark.parametrize(
    ("old", "new", "code", "marked", "try_"),
    [
        ("for: [mains]", "for: [A1, manes]", Code.UNKNOWN_PEOPLE, "manes", '"mains".'),
        ("for: [mains]", "for: {mains: 5, A3: 2}", Code.UNKNOWN_PEOPLE, "A3", '"A".'),
        ("groups: [remand]", "groups: [remends]", Code.UNKNOWN_PEOPLE, "remends", '"remand".'),
        ("from: [A]", "from: [Z]", Code.UNKNOWN_PEOPLE, "Z", "one of the groups, wings and tags: all, A1,"),
        ("path: {minutes: 10,", "path: {for: [A9], minutes: 10,", Code.UNKNOWN_PEOPLE, "A9", '"A".'),
        ("minutes: 60}", "minutes: 60, for: [main]}", Code.UNKNOWN_PEOPLE, "main", '"mains".'),
        ("    officers: 6\n", "    officer: 6\n", Code.UNKNOWN_ROLE, "officer", '"officers".'),
        ("{training: {officers: 1}}", "{training: {oficers: 0}}", Code.UNKNOWN_ROLE, "oficers", '"officers".'),
        ("gate: {staff: {osgs: 1}}", "gate: {staff: {osg: 1}}", Code.UNKNOWN_ROLE, "osg", '"osgs".'),
        ("staff: {instructors: 1}}", "staff: {instructor: 1}}", Code.UNKNOWN_ROLE, "instructor", '"instructors".'),
        ("staff: {officers: 1}}\napart", "staff: {offices: 1}}\napart", Code.UNKNOWN_ROLE, "offices", '"officers".'),
        ("routes:\n", "escort: {per: 2, minutes: 5, staff: {ofs: 1}}\nroutes:\n", Code.UNKNOWN_ROLE, "ofs", ""),
        ("kind: association}", "kind: association, staff: {osqs: 1}}", Code.UNKNOWN_ROLE, "osqs", '"osgs".'),
        ("{unlocked: {30: 2}}", "{role: wardens, unlocked: {30: 2}}", Code.UNKNOWN_ROLE, "wardens", ""),
        ("covers: [osgs]", "covers: [ogs]", Code.UNKNOWN_ROLE, "ogs", '"osgs".'),
        ("kind: gym,", "kind: gym, travel: paths,", Code.UNKNOWN_NAME, "paths", '"path".'),
        ("kind: gym,", "kind: gym, travel: escort,", Code.UNKNOWN_NAME, "escort", "escort: {per: 4"),
        ("A2: 10", "A2: {size: 10, escorted: true}", Code.UNKNOWN_NAME, "true", "escort: {per: 4"),
        ("yard: north", "yard: nort", Code.UNKNOWN_NAME, "nort", '"north".'),
        ("kind: gym,", "kind: gym, days: [weekends],", Code.UNKNOWN_NAME, "weekends", '"weekend".'),
        ("{noon: 12:00-12:30}", "{noon: {time: 12:00-12:30, days: [mo]}}", Code.UNKNOWN_NAME, "mo", '"mon".'),
        ("[08:30-11:30,", "[{time: 08:30-11:30, days: [weakend]},", Code.UNKNOWN_NAME, "weakend", '"weekend".'),
        ("time: exercise", "time: exercises", Code.UNKNOWN_NAME, "exercises", '"exercise".'),
        ("{activity: gym,", "{activity: gyms,", Code.UNKNOWN_NAME, "gyms", '"gym".'),
        ("goals: balanced", "priorities: [open airs]", Code.UNKNOWN_NAME, "open airs", '"open air".'),
        ("goals: balanced", "goals: balance", Code.UNKNOWN_NAME, "balance", '"balanced".'),
        ("goals: balanced", "pins: [{group: A, locked: 09:00-10:00}]", Code.UNKNOWN_PEOPLE, "A", ""),
        ("goals: balanced", "pins: [{group: A1, unlocked: 09:00-10:00, on_wing: meal}]", Code.UNKNOWN_NAME, "meal", ""),
        ("goals: balanced", "pins: [{activity: gim, cancelled: true}]", Code.UNKNOWN_NAME, "gim", '"gym".'),
        ("goals: balanced", "pins: [{activity: workshop, session: 08:35-11:30}]", Code.UNKNOWN_NAME, "08:35-11:30",
         '"08:30-11:30".'),
    ],
)  # fmt: skip
def test_an_unknown_name_is_told_with_the_nearest(old: str, new: str, code: Code, marked: str, try_: str) -> None:
    problem = the_problem(changed(old, new))
    assert problem.code is code
    assert underlined(problem) == marked
    assert problem.try_.startswith(try_)


def test_a_group_is_on_one_wing_only() -> None:
    problem = the_problem(changed("  B: {groups: {B1:", "  B: {groups: {A1:"))
    assert (problem.code, problem.line, underlined(problem)) == (Code.DUPLICATE, 11, "A1")


@pytest.mark.parametrize(("old", "new"), [("A2: 10", "all: 10"), ("  B: {groups", "  all: {groups")])
def test_everybody_is_nobodys_name(old: str, new: str) -> None:
    assert the_problem(changed(old, new)).code is Code.AMBIGUOUS_NAME


@pytest.mark.parametrize(
    ("old", "new"), [("A2: 10", "A: 10"), ("A2: 10", "B: 10"), ("tags: [mains]}, A2", "tags: [mains, B]}, A2")]
)
def test_one_name_for_two_sets_of_people_is_warned_of(old: str, new: str) -> None:
    assert the_warning(changed(old, new)).code is Code.AMBIGUOUS_NAME


def test_a_wing_and_its_only_group_may_share_a_name() -> None:
    assert loaded(changed("  B: {groups: {B1:", "  B: {groups: {B:")).warnings == ()


def test_a_kind_is_known_as_an_activity_and_so_is_one_that_packs_describe() -> None:
    prison = loaded(SMALL).prison
    assert name_findings(prison) == []
    visits = prison.entitlements["gym"].model_copy(update={"activity": "visits"})
    visiting = prison.model_copy(update={"entitlements": {"visits": visits}})
    assert [finding.name for finding in name_findings(visiting)] == ["visits"]
    assert name_findings(visiting, ["visits"]) == []


def test_names_of_closed_wings_are_still_known() -> None:
    closed = changed("remand]}}}", "remand]}}, closed: true}")
    assert all(warning.code is not Code.UNKNOWN_PEOPLE for warning in loaded(closed).warnings)


def test_hundreds_of_unknown_names_are_answered() -> None:
    names = ", ".join(f"nobody {i}" for i in range(5000))
    found = problems(changed("for: [mains]", f"for: [{names}]"))
    assert len(found) == 200
