"""From a text to a prison: the shape, told in plain words, everything at once."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_file import SMALL, changed, loaded, problems, the_problem, underlined

from regime import changes
from regime.data_folder import data_folder
from regime.load import load, load_text
from regime.prison import Prison
from regime.problems import Code, InputError

PRISONS = sorted(file for file in data_folder("examples").glob("*.yaml") if ".timetable" not in file.name)


def test_a_small_file_is_a_prison_without_warnings() -> None:
    found = loaded(SMALL)
    assert found.warnings == ()
    assert found.prison.wings["A"].groups["A2"].size == 10
    assert found.prison.staff["early"].on_duty("officers") == 5
    assert load_text(SMALL) == found.prison


def test_dashes_of_a_document_stand_for_hyphens_between_times() -> None:
    # An en dash, an em dash, a hyphen that keeps a line together, a minus sign.
    for dash in ("\u2013", " \u2014 ", "\u2011", "\u2212"):
        assert loaded(re.sub(r"(:\d\d)-(\d)", rf"\1{dash}\2", SMALL)).prison == loaded(SMALL).prison
    assert "12:00-12:30." in the_problem(changed("noon: 12:00-12:30", "noon: 1200\u20131230")).try_


def test_numbers_may_be_names() -> None:
    text = changed("groups: [remand], from: [A]", "groups: [1], from: [A1]").replace("  B: {groups:", "  1: {groups:")
    assert loaded(text).prison.apart["remand"].groups == ["1"]


@pytest.mark.parametrize(
    ("old", "new", "code", "what", "try_", "marked"),
    [
        ("A2: 10}", "A2: ten}", Code.WRONG_TYPE,
         'wings.A.groups.A2 is "ten", but must be a whole number of people, or fields',
         "a number like 60, or its fields, each on a line of its own below it: size, unemployed, tags, escorted.",
         "ten"),
        ("A2: 10}", "A2: -1}", Code.WRONG_VALUE, "wings.A.groups.A2 is -1, but must be 1 or more", "", "-1"),
        ("A2: 10}", "A2: }", Code.MISSING_FIELD, "wings.A.groups.A2 is empty", "a value", "A2"),
        ("yard: north,", "yrad: north,", Code.UNKNOWN_FIELD, 'wings.A has no field "yrad"', '"yard".', "yrad"),
        ("people: 40", "people: 4.5", Code.WRONG_TYPE, "yards.north.people is 4.5, but must be a whole number",
         "a number like 12.", "4.5"),
        ("unlock: 08:00", "unlock: 25:00", Code.WRONG_VALUE, "day.unlock: '25:00' is not a time of day", "", "25:00"),
        ("unlock: 08:00", "unlock: 8", Code.WRONG_VALUE, "day.unlock: 8 is not a time of day", "", "8"),
        ("unlock: 08:00", "unlock: 0830", Code.WRONG_VALUE, "day.unlock: '0830' is not a time", "08:30.", "0830"),
        ("unlock: 08:00", "unlock: 8.30", Code.WRONG_VALUE, "day.unlock: 8.3 is not a time", "08:30.", "8.30"),
        ("unlock: 08:00", "unlock: 830", Code.WRONG_VALUE, "day.unlock: 830 is not a time", "08:30.", "830"),
        ("unlock: 08:00", "unlock: 8.30-9.00", Code.WRONG_VALUE, "day.unlock: '8.30-9.00' is not a time", "08:30.",
         "8.30-9.00"),
        ("noon: 12:00-12:30", "noon: 1200-12.30", Code.WRONG_VALUE, "'1200' is not a time", "12:00-12:30.",
         "1200-12.30"),
        ("noon: 12:00-12:30", "noon: 12:00", Code.WRONG_VALUE, "day.roll_checks.noon: '12:00' is not a span", "",
         "12:00"),
        ("noon: 12:00-12:30", "noon: 12:30-12:00", Code.WRONG_VALUE, "day.roll_checks.noon: 12:30-12:00 ends before",
         "", "12:30-12:00"),
        ("covers: [osgs]", "covers: osgs", Code.WRONG_TYPE, 'roles.officers.covers is "osgs", but must be a list',
         "square brackets", "osgs"),
        ("days: [sat, sun]", "days: [sat, sunn]", Code.WRONG_VALUE,
         'day.patterns.weekend.days[2] is "sunn", which is not known here', '"sun".', "sunn"),
        ("for: [mains]", "for: 3", Code.WRONG_TYPE, "activities.workshop.for is 3, but must be a list", "", "3"),
        ("for: [mains]", "for: {mains: many}", Code.WRONG_VALUE, "activities.workshop.for.mains: 'many' is not a", "",
         "many"),
        ("for: [mains]", "for: [{a: 1}]", Code.WRONG_TYPE,
         "activities.workshop.for[1] is a set of fields, but must be text", "", "{"),
        ("kind: workshop, ", "", Code.MISSING_FIELD, 'activities.workshop has no "kind"', 'a line "kind: ..."',
         "workshop"),
        ("kind: exercise", "kind: exercises", Code.WRONG_VALUE, 'on_wing.exercise.kind is "exercises"',
         '"exercise".', "exercises"),
        ("goals: balanced", "goals: [values]", Code.WRONG_VALUE, 'goals[1] is "values", which is not known here',
         '"value".', "values"),
        ("staff: {instructors: 1}}", "staff: {instructors: 1 in 10}}", Code.WRONG_VALUE,
         "activities.workshop.staff.instructors: '1 in 10' is not a number of staff", "", "1 in 10"),
        ("    start: 07:30\n", "    strat: 07:30\n", Code.MISSING_FIELD, 'staff.early has no "start"',
         'a line "start: ..."', "early"),
        ("    breaks:", "    brakes:", Code.UNKNOWN_FIELD, 'staff.early has no field or role "brakes"', '"breaks".',
         "brakes"),
        ("goals: balanced", "date: 20261123", Code.REFUSED_YAML, "", "", "20261123"),
        ("goals: balanced", "date: 2026", Code.WRONG_VALUE, "date: 2026 is not a date", "", "2026"),
        ("goals: balanced", "date: 2026-02-30", Code.WRONG_VALUE, "date: '2026-02-30' is not in the calendar", "",
         "2026-02-30"),
        ("goals: balanced", "code: Hull", Code.WRONG_VALUE, 'code is "Hull", but must be three capital letters', "",
         "Hull"),
        ("yard: north,", "apart_from: [B],", Code.UNKNOWN_FIELD, 'wings.A has no field "apart_from"',
         '"apart", a part of its own beside wings.', "apart_from"),
        ("goals: balanced", "wngs: 3", Code.UNKNOWN_FIELD, 'a prison has no field "wngs"', '"wings".', "wngs"),
        ("goals: balanced", "pins: {a: 1}", Code.WRONG_TYPE, "pins is a set of fields, but must be a list", "", "pins"),
        ("goals: balanced", "pins: [{group: A1}]", Code.WRONG_VALUE, "pins[1]: pin either a group", "", "{"),
        ("prison: HMP Small", "prison: ''", Code.MISSING_FIELD, "prison is empty", "", "prison"),
        ("minutes: 30, between: 10:00-11:00", "minutes: 90, between: 10:00-11:00", Code.WRONG_VALUE,
         "staff.early.breaks[1]: a break of 90 minutes does not fit", "", "{"),
        ("{size: 25, unemployed: 5,", "{size: 25, unemployed: 26,", Code.WRONG_VALUE,
         "wings.B.groups.B1: 26 unemployed people in a group of 25", "", "B1"),
        ("{size: 25, unemployed: 5,", "{size: 25, unemployed: half,", Code.WRONG_VALUE,
         "wings.B.groups.B1.unemployed: 'half' is not a number of people: write 20, or 40%", "", "half"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_plain_words(
    old: str, new: str, code: Code, what: str, try_: str, marked: str
) -> None:
    found = [p for p in problems(changed(old, new)) if p.code is code]
    assert found, [p.what for p in problems(changed(old, new))]
    assert what in found[0].what
    assert try_ in found[0].try_
    assert underlined(found[0]) == marked


@pytest.mark.parametrize("one", ["0900", '"9:00"', "09:00-"])
def test_where_a_span_is_wanted_one_time_is_answered_with_a_span_alone(one: str) -> None:
    problem = the_problem(changed("noon: 12:00-12:30", f"noon: {one}"))
    assert "is not a span of time: write it like 08:30-11:45" in problem.what
    assert problem.try_ == ""


@pytest.mark.parametrize(("unemployed", "people"), [("40%", 10), ("50%", 12), ("100%", 25), ("7", 7)])
def test_the_unemployed_are_a_number_or_a_share_of_the_group(unemployed: str, people: int) -> None:
    prison = loaded(changed("unemployed: 5", f"unemployed: {unemployed}")).prison
    assert prison.wings["B"].groups["B1"].without_work == people


@pytest.mark.parametrize("section", ["staff", "wings", "activities", "on_wing", "yards", "roles", "entitlements"])
def test_a_section_of_the_wrong_sort(section: str) -> None:
    text = "prison: X\npacks: []\nday: {unlock: 08:00, lock_up: 18:00}\nwings: {A: {groups: {A1: 20}}}\n"
    for value in ("3", "[a]", "{x: 3}", "{x: [a]}", "word"):
        own = text.replace("wings: {A: {groups: {A1: 20}}}\n", "") if section == "wings" else text
        assert all(problem.line for problem in problems(f"{own}{section}: {value}\n"))


def test_staff_of_a_shift_may_stand_below_staff_but_not_twice() -> None:
    line = "  late: {start: 12:30, end: 18:30, officers: 6, instructors: 1}"
    below = changed(line, "  late: {start: 12:30, end: 18:30, staff: {officers: 6}, instructors: 1}")
    assert loaded(below).prison.staff["late"].staff == {"officers": 6, "instructors": 1}
    twice = changed(line, "  late: {start: 12:30, end: 18:30, staff: {officers: 6}, officers: 1}")
    assert "given twice" in the_problem(twice).what
    wrong = changed(line, "  late: {start: 12:30, end: 18:30, staff: 6, officers: 1}")
    assert "staff.late.staff is 6" in problems(wrong)[0].what


def test_everything_is_told_at_once_and_in_order() -> None:
    text = (
        changed("A2: 10}", "A2: ten}")
        .replace("yards:\n  north: {people: 40}", "yards:\n  north: {poeple: 40}")
        .replace("for: [mains]", "for: [maains]")
        .replace("time: exercise", "time: exercize")
    )
    assert [(p.line, p.code) for p in problems(text)] == [
        (10, Code.WRONG_TYPE),
        (13, Code.MISSING_FIELD),
        (13, Code.UNKNOWN_FIELD),
        (33, Code.UNKNOWN_PEOPLE),
        (40, Code.UNKNOWN_NAME),
    ]


def test_no_mistake_waits_for_another_to_be_mended() -> None:
    text = (
        changed("unlock: 08:00", "unlock: 19:00")
        .replace("noon: 12:00-12:30", "noon: 12:00")
        .replace("    officers: 6\n    instructors: 1", "    officrs: 6\n    instructors: one")
        .replace("staff: {officers: 1}}\napart", "staff: {officer: 1}, people: few}\napart")
        .replace("for: [mains]", "minimum: many, for: [A workers]")
        .replace("A2: 10}", "A2: 0}")
    )
    assert [(underlined(p), p.code) for p in problems(text)] == [
        ("18:00", Code.WRONG_VALUE),
        ("12:00", Code.WRONG_VALUE),
        ("0", Code.WRONG_VALUE),
        ("officrs", Code.UNKNOWN_ROLE),
        ("one", Code.WRONG_TYPE),
        ("many", Code.WRONG_TYPE),
        ("A workers", Code.UNKNOWN_PEOPLE),
        ("officer", Code.UNKNOWN_ROLE),
        ("few", Code.WRONG_TYPE),
    ]


def test_what_is_refused_of_the_yaml_is_told_with_what_is_wrong_with_the_rest() -> None:
    text = changed("A2: 10}", "A2: 200000}").replace("unlock: 08:00", "unlock: 8am").replace("people: 40", "people: -1")
    text = text.replace("packs: []", "packs: []\nabout: &a hello").replace("counted_at: [10:00]", "counted_at: [x, y]")
    with pytest.raises(InputError) as caught:
        load_text(text, "small.yaml")
    assert [(problem.code, underlined(problem)) for problem in caught.value.problems] == [
        (Code.REFUSED_YAML, "&a hello"),
        (Code.WRONG_VALUE, "8am"),
        (Code.REFUSED_YAML, "200000"),
        (Code.WRONG_VALUE, "-1"),
        (Code.WRONG_VALUE, "x"),
        (Code.WRONG_VALUE, "y"),
    ]


def test_what_is_refused_of_the_yaml_is_not_told_twice() -> None:
    with pytest.raises(InputError) as caught:
        load_text(changed("A2: 10}", "A2: 200000}"))
    assert [problem.code for problem in caught.value.problems] == [Code.REFUSED_YAML]


def test_names_that_a_broken_part_may_have_given_are_not_held_against_anybody() -> None:
    text = changed("B1: {size: 25, unemployed: 5, tags: [mains, remand]}", "B1: {sise: 25, tags: [mains, remand]}")
    assert [p.code for p in problems(text)] == [Code.MISSING_FIELD, Code.UNKNOWN_FIELD]


def test_a_day_that_only_packs_speak_of_is_missing_in_the_prison_file() -> None:
    text = "prison: X\npacks: [england-wales]\nwings: {A: {groups: {A1: 20}}}\n"
    problem = the_problem(text)
    assert (problem.file, problem.line, problem.code) == ("small.yaml", 1, Code.MISSING_FIELD)
    assert problem.what == 'the prison has no "day"'
    assert problem.try_ == "day: {unlock: 08:00, lock_up: 18:00}."
    half = the_problem(text + "day: {unlock: 08:00}\n")
    assert (half.file, half.line, half.what) == ("small.yaml", 4, 'day has no "lock_up"')


def test_a_misspelt_name_of_a_pack_is_told_with_the_packs_own() -> None:
    text = "prison: X\nday: {unlock: 08:00, lock_up: 18:00}\nwings: {A: {groups: {A1: 20}}}\n"
    problem = the_problem(f"{text}on_wing: {{lucnh: {{windows: [11:00-12:00]}}}}\n")
    assert (problem.code, problem.line, problem.try_) == (Code.MISSING_FIELD, 4, '"lunch".')
    assert underlined(problem) == "lucnh"
    assert the_problem(f"{text}entitlements: {{visit: null}}\n").try_ == '"visits".'


def test_no_file_and_no_day_can_be_understood_without_its_wings() -> None:
    assert [p.what for p in problems("prison: X\npacks: []\n")] == [
        'the prison has no "day"',
        'the prison has no "wings"',
    ]


def test_a_prison_with_every_wing_closed_is_refused_where_its_wings_stand() -> None:
    text = changed("A2: 10}, yard", "A2: 10}, closed: true, yard").replace("remand]}}}", "remand]}}, closed: true}")
    problem = the_problem(text)
    assert (problem.code, underlined(problem)) == (Code.WRONG_VALUE, "wings")
    assert problem.what == "wings: every wing is closed, so there is nobody to plan for"


def test_a_day_given_as_the_prison_is_one_sentence() -> None:
    saved = '{"regime_plan": 1, "groups": [' + ", ".join(["{}"] * 30_000) + "]}"
    for text, is_a in ((saved, "a plan"), ("timetable: By hand\ngroups: {all: {}}\n", "a timetable")):
        with pytest.raises(InputError) as caught:
            load_text(text)
        (problem,) = caught.value.problems
        assert problem.what == f"this is {is_a}, not a prison file"
        assert "regime evaluate PRISON PLAN" in problem.try_


def test_files_know_their_own_folder(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(changed("unlock: 08:00", "unlock: never"))
    with pytest.raises(InputError) as caught:
        load(str(file))
    assert caught.value.problems[0].file == str(file)
    assert str(caught.value).startswith(f"{file}:4:11  RP008  day.unlock: 'never'")


@pytest.mark.parametrize("file", PRISONS, ids=lambda file: file.stem)
def test_a_prison_written_out_is_read_back_the_same(file: pathlib.Path) -> None:
    prison = load(file)
    assert Prison.model_validate(prison.model_dump(mode="json")) == prison
    assert Prison.model_validate_json(prison.model_dump_json()) == prison


def test_the_json_of_a_changed_prison_is_no_file() -> None:
    prison = load_text(SMALL)
    assert load_text(prison.model_dump_json()).wings == prison.wings
    fewer = changes.changed(prison, {"staff.early.officers": "-1"})[0]
    [problem] = problems(fewer.model_dump_json())
    assert problem.what == "unchanged is the prison before it was changed for a run, which no file has"
    assert problem.try_ == "the prison's own file, with what is changed (--set)."


def test_reading_does_not_wait_for_the_solver() -> None:
    code = "import sys, regime.load, regime.schema; sys.exit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def prison_or_problems(text: str) -> None:
    """The promise about any text at all: a prison, or problems with their places, and nothing else."""
    try:
        found: object = load_text(text)
    except InputError as error:
        found = error
    assert isinstance(found, Prison) or (isinstance(found, InputError) and found.problems and str(found))


ODD = ["", "x", "-1", "0", "99999", "1.5", "true", "null", "08:30", "08:30-09:30", "25:00", "12:00-11:00", "[]", "{}",
       "[a, 1]", "{a: 1}", "all", "40%", "1 per 10", "escort", "sat", "[[[]]]", "'", "&a", "A1", "officers", "100000",
       "24:00", "00:00-24:00", "unlocked", "[{time: x}]", "{a: {b: {c: 1}}}", "½", "¹", "٣"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.integers(0, SMALL.count(" ")), st.integers(1, 3), st.sampled_from(ODD))
def test_a_file_with_a_word_replaced_is_a_prison_or_has_problems(start: int, length: int, odd: str) -> None:
    words = SMALL.split(" ")
    ends = "".join(c for word in words[start : start + length] for c in word if c in "\n{}[],")
    prison_or_problems(" ".join([*words[:start], odd + ends, *words[start + length :]]))


LINES = SMALL.splitlines()


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1), st.integers(0, 6))
def test_a_file_with_a_line_moved_or_indented_is_a_prison_or_has_problems(take: int, put: int, indent: int) -> None:
    lines = [*LINES]
    moved = " " * indent + lines.pop(take).strip()
    prison_or_problems("\n".join([*lines[:put], moved, *lines[put:]]))


FIELDS = st.sampled_from(["prison", "day", "wings", "staff", "activities", "A", "groups", "kind", "for", "time", "x"])
VALUES = st.recursive(
    st.sampled_from(ODD[2:20]) | st.integers(-5, 2000).map(str),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(FIELDS, inner, max_size=4).map(
            lambda fields: "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"
        )
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(Prison.model_fields)), VALUES, max_size=5))
def test_sections_of_any_shape_are_a_prison_or_have_problems(sections: dict[str, str]) -> None:
    base = {"prison": "X", "day": "{unlock: 08:00, lock_up: 18:00}", "wings": "{A: {groups: {A1: 20}}}"}
    prison_or_problems("packs: []\n" + "\n".join(f"{name}: {value}" for name, value in (base | sections).items()))
