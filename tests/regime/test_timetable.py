"""Timetables made by hand and plans kept as JSON: what they mean, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regime import evaluate
from regime.checker import check
from regime.clock import Span
from regime.data_folder import data_folder
from regime.hand_made import spread
from regime.load import load
from regime.plan import Plan
from regime.prison import Prison, Share
from regime.problems import Code, InputError
from regime.source import read_text
from regime.timetable import read_plan, timetable_of
from regime.today import Today

PRISON = Prison.model_validate(
    {
        "prison": "HMP Small",
        "weekday": "tue",
        "day": {"unlock": "08:00", "lock_up": "19:00"},
        "wings": {
            "A": {"groups": {"A1": {"size": 20, "tags": ["workers"]}, "A2": {"size": 10}}},
            "B": {"groups": {"B1": {"size": 30, "tags": ["workers"]}}},
        },
        "roles": {"officers": {}},
        "staff": {
            "main": {
                "start": "08:00",
                "end": "19:00",
                "officers": 9,
                "breaks": [{"minutes": 60, "between": "12:00-14:00"}],
            }
        },
        "on_wing": {"association": {"kind": "association"}, "exercise": {"kind": "exercise"}},
        "activities": {
            "workshop": {
                "kind": "workshop",
                "places": 20,
                "sessions": ["08:30-11:30", "13:30-16:00"],
                "for": {"A1": 12, "B1": 6},
            },
            "chapel": {"kind": "worship", "places": 20, "sessions": ["14:00-15:00"], "days": ["sun"]},
        },
        "routes": {"walkway": {"minutes": 10, "staff": {"officers": 1}}},
        "entitlements": {"open air": {"time": "exercise", "minutes": 60}},
    }
)


def plan(text: str) -> Plan:
    """The plan of a timetable."""
    return timetable_of(read_text(f"timetable: By hand\n{text}"), PRISON)


def refused(text: str, *, header: str = "timetable: By hand\n") -> list[tuple[int, int, Code, str, str]]:
    """Line, column, code, sentence and advice of everything wrong with a timetable."""
    with pytest.raises(InputError) as error:
        timetable_of(read_text(header + text), PRISON)
    return [(p.line, p.column, p.code, p.what, p.try_) for p in error.value.problems]


def unlocked(found: Plan, group: str) -> list[tuple[str, str]]:
    day = next(day for day in found.groups if day.group == group)
    return [(str(stretch.time), stretch.on_wing) for stretch in day.unlocked]


def test_a_timetable_of_one_line_is_a_day_behind_the_door():
    found = plan("")
    assert (found.title, found.prison, found.weekday, found.proof) == ("By hand", "HMP Small", "tue", None)
    assert {day.group: day.unlocked for day in found.groups} == {"A1": [], "A2": [], "B1": []}
    assert [(s.activity, str(s.time), s.runs) for s in found.sessions] == [
        ("workshop", "08:30-11:30", False),
        ("workshop", "13:30-16:00", False),
    ]


def test_groups_wings_tags_and_all():
    found = plan("""
groups:
  all: {association: 9:00-9:30}
  workers: {exercise: [14:00-14:30]}
  B: {exercise: [15:00-15:30, 10:00-10:30]}
""")
    assert unlocked(found, "A1") == [("09:00-09:30", "association"), ("14:00-14:30", "exercise")]
    assert unlocked(found, "A2") == [("09:00-09:30", "association")]
    assert unlocked(found, "B1") == [
        ("09:00-09:30", "association"),
        ("10:00-10:30", "exercise"),
        ("15:00-15:30", "exercise"),
    ]


def test_the_last_line_wins_for_each_on_wing_time():
    found = plan("""
groups:
  A1: {association: [08:00-08:30]}
  all: {association: [09:00-09:30], exercise: [14:00-14:30]}
  A2: {association: []}
""")
    assert unlocked(found, "A1") == [("09:00-09:30", "association"), ("14:00-14:30", "exercise")]
    assert unlocked(found, "A2") == [("14:00-14:30", "exercise")]


def test_sessions_with_their_people_and_what_follows_from_them():
    found = plan("""
sessions:
  workshop:
    8:30-11:30: {all: 9, A1: 5}
    13:30-16:00: {A: 50%}
""")
    morning, afternoon = found.sessions
    # Nine over limits of 12 and 6 are 6 and 3; then A1 is given 5.
    assert (morning.people, morning.runs) == ({"A1": 5, "B1": 3}, True)
    # Half of A1's 20; A2 may not go.
    assert afternoon.people == {"A1": 10}
    assert [(m.route, str(m.time), m.out, m.back) for m in found.movements] == [
        ("walkway", "08:20-08:30", {"A1": 5, "B1": 3}, {}),
        ("walkway", "11:30-11:40", {}, {"A1": 5, "B1": 3}),
        ("walkway", "13:20-13:30", {"A1": 10}, {}),
        ("walkway", "16:00-16:10", {}, {"A1": 10}),
    ]
    assert [(s.group, s.given) for s in found.shortfalls] == [("A1", 0), ("A2", 0), ("B1", 0)]
    assert found.staff


@pytest.mark.parametrize(
    ("groups", "share", "people"),
    [
        (["A1", "B1"], 9, {"A1": 6, "B1": 3}),
        (["A1", "B1"], 10, {"A1": 7, "B1": 3}),
        (["A1", "B1"], 18, {"A1": 12, "B1": 6}),
        (["A1", "B1"], 0, {"A1": 0, "B1": 0}),
        # Above the limits as written: the checker says so.
        (["A1", "B1"], 21, {"A1": 14, "B1": 7}),
        # Those who may not go get nobody, as long as somebody else may.
        (["A1", "A2"], 9, {"A1": 9, "A2": 0}),
        (["A2"], 9, {"A2": 9}),
    ],
)
def test_a_number_is_spread_in_proportion_to_the_limits(groups, share, people):
    assert spread(Today.of(PRISON), "workshop", groups, Share(number=share)) == people


def test_breaks_as_written_or_else_worked_out():
    found = plan("breaks: {main: {officers: {12:00-13:00: 4, 13:00-14:00: 5}}}")
    assert [(b.shift, b.role, str(b.time), b.people) for b in found.breaks] == [
        ("main", "officers", "12:00-13:00", 4),
        ("main", "officers", "13:00-14:00", 5),
    ]
    assert sum(b.people for b in plan("").breaks) == 9


def test_the_day_is_the_timetables():
    assert plan("weekday: sun").weekday == "sun"
    found = plan("date: 2022-03-14")
    assert (str(found.date), found.weekday) == ("2022-03-14", "mon")
    assert plan("weekday: sun\nsessions: {chapel: {14:00-15:00: {all: 20}}}").sessions[-1].attending == 20


def test_unknown_names_are_all_told_at_once_with_their_places():
    found = refused("""groups:
  A1: {asociation: [09:00-09:30]}
  workrs: {exercise: [09:00-09:30]}
sessions:
  workshp: {08:30-11:30: {A1: 5}}
  workshop:
    8:30-11:30: {C: 5}
breaks:
  mane: {officers: {12:00-13:00: 9}}
  main: {officer: {12:00-13:00: 9}}
""")
    assert [(line, column, code, advice) for line, column, code, _, advice in found] == [
        (3, 8, Code.UNKNOWN_NAME, '"association".'),
        (4, 3, Code.UNKNOWN_PEOPLE, '"workers".'),
        (6, 3, Code.UNKNOWN_NAME, '"workshop".'),
        (8, 18, Code.UNKNOWN_PEOPLE, "one of the groups, wings and tags: all, A1, A2, B1, A, B, workers."),
        (10, 3, Code.UNKNOWN_NAME, '"main".'),
        (11, 10, Code.UNKNOWN_NAME, '"officers".'),
    ]


def test_two_things_at_once():
    found = refused("groups:\n  all: {exercise: [10:00-11:00]}\n  A: {association: [09:00-10:15]}\n")
    ((line, column, code, what, _),) = found
    assert (line, column, code) == (4, 7, Code.WRONG_VALUE)
    assert what == "A1 has association 09:00-10:15 while it has exercise 10:00-11:00"


@pytest.mark.parametrize(
    ("text", "line", "code", "what"),
    [
        ("group: {}", 2, Code.UNKNOWN_FIELD, 'a timetable has no field "group"'),
        ("weekday: monday", 2, Code.WRONG_VALUE, "monday"),
        ("groups: {all: {association: [9-10]}}", 2, Code.WRONG_VALUE, "'9' is not a time of day"),
        ("groups: {all: {association: 10:00-09:00}}", 2, Code.WRONG_VALUE, "ends before it starts"),
        ("sessions: {workshop: {0830: {A1: 5}}}", 2, Code.WRONG_VALUE, "not a span of time"),
        ("sessions: {workshop: {08:30-11:30: {A1: many}}}", 2, Code.WRONG_VALUE, "not a number of people"),
        ("sessions: {workshop: {08:30-11:30: }}", 2, Code.MISSING_FIELD, "is empty"),
        ("sessions: {workshop: {8:30-11:30: {A1: 5}, 08:30-11:30: {A1: 6}}}", 2, Code.DUPLICATE, "given twice"),
        ("sessions: {chapel: {14:00-15:00: {A1: 5}}}", 2, Code.WRONG_VALUE, "not on today (tue)"),
        ("breaks: {main: {officers: {12:00-13:00: -1}}}", 2, Code.WRONG_VALUE, "must be 0 or more"),
        ("prison: HMP Other", 2, Code.WRONG_VALUE, 'for "HMP Other", the prison file is "HMP Small"'),
        ("date: 2022-03-14\nweekday: tue", 3, Code.WRONG_VALUE, "2022-03-14 is a Monday, not a Tuesday"),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(text, line, code, what):
    ((found_line, _, found_code, said, _),) = refused(text)
    assert (found_line, found_code) == (line, code)
    assert what in said


def test_a_file_that_is_no_timetable():
    ((_, _, code, what, _),) = refused("groups: {}", header="")
    assert (code, what) == (Code.MISSING_FIELD, 'this is no timetable: it has no line "timetable: ..."')


def test_a_prison_file_is_no_plan_which_is_one_error():
    file = data_folder("examples") / "tiny.yaml"
    with pytest.raises(InputError) as error:
        read_plan(file, load(file))
    (problem,) = error.value.problems
    assert (problem.file, problem.line) == (str(file), 3)
    assert problem.what == "this is a prison file, not a plan"
    assert problem.try_.startswith('a plan as "regime plan ... -o plan.json" saves it; one made by hand is a timetable')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])  # with the mark that some editors put first
def test_a_plan_is_read_back_as_it_was_saved(tmp_path: Path, encoding: str):
    saved = plan("groups: {all: {association: 9:00-9:30}}\nsessions: {workshop: {8:30-11:30: {A1: 5}}}")
    file = tmp_path / "plan.json"
    file.write_text(saved.model_dump_json(indent=2), encoding=encoding)
    assert read_plan(file, PRISON) == saved


def test_a_timetable_is_read_from_its_file(tmp_path: Path):
    file = tmp_path / "day.timetable.yaml"
    file.write_text("timetable: By hand\ngroups: {A1: {association: 9:00-9:30}}\n", encoding="utf-8")
    found = read_plan(file, PRISON)
    assert found.groups[0].unlocked[0].time == Span.model_validate("09:00-09:30")


@pytest.mark.parametrize(
    ("text", "code", "what"),
    [
        ('{"regime_plan": 2}', Code.WRONG_VALUE, 'this plan has format "2"; only format 1 can be read here'),
        ('{"regime_plan": true}', Code.WRONG_VALUE, 'this plan has format "True"; only format 1 can be read here'),
        ('{"regime_evaluation": 1}', Code.MISSING_FIELD, "this JSON is no plan"),
        ('{"regime_plan": 1,', Code.UNREADABLE, "this is not JSON: EOF while parsing a value at line 1 column 18"),
        ("{" * 100_000, Code.UNREADABLE, "this is not JSON"),
        ('{"a":' * 100_000, Code.UNREADABLE, "this is not JSON"),
        ("", Code.UNREADABLE, "the file is empty"),
        ("# nothing yet", Code.UNREADABLE, "the file is empty"),
    ],
)
def test_files_that_hold_no_plan(tmp_path: Path, text: str, code: Code, what: str):
    file = tmp_path / "plan.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_plan(file, PRISON)
    (problem,) = error.value.problems
    assert problem.code == code
    assert what in problem.what
    assert "plan" in problem.try_


def test_a_plan_with_wrong_parts_says_where(tmp_path: Path):
    file = tmp_path / "plan.json"
    text = plan("groups: {A1: {association: 9:00-9:30}}").model_dump_json()
    file.write_text(text.replace("09:00-09:30", "09:00-08:30", 1).replace('"weekday":"tue"', '"weekday":"tuesday"'))
    with pytest.raises(InputError) as error:
        read_plan(file, PRISON)
    first, second = error.value.problems
    assert (first.what, first.try_) == ('weekday is "tuesday", which is not known here', '"tue".')
    assert second.what.startswith("groups.A1.unlocked[1].time: ")
    assert second.what.endswith("ends before it starts")


def test_what_to_try_with_a_plan_of_which_parts_are_missing_is_said_once(tmp_path: Path):
    file = tmp_path / "plan.json"
    file.write_text('{"regime_plan": 1, "prison": "HMP Small", "weekday": "tue"}', encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_plan(file, PRISON)
    first, *others = error.value.problems
    assert (first.what, first.try_.partition(" saves it")[0]) == (
        'the plan has no "hours"', 'a plan as "regime plan ... -o plan.json"'
    )  # fmt: skip
    assert {problem.try_ for problem in others} == {""}


@pytest.mark.parametrize("part", ["changes", "staff", "sessions"])
def test_what_to_try_with_a_part_that_is_none_is_the_plan_as_it_is_saved(tmp_path: Path, part: str):
    file, data = tmp_path / "plan.json", plan("").model_dump(mode="json")
    file.write_text(json.dumps(data | {part: ["foo"]}), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_plan(file, PRISON)
    (problem,) = error.value.problems
    assert problem.what == f'{part}[1] is "foo", but must be fields (name: value)'
    assert problem.try_.startswith('a plan as "regime plan ... -o plan.json" saves it')


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"weekday":"tue",', "", 'the plan has no "weekday"'),
        ('"weekday":"tue"', '"weekday":"tue","week":1', 'the plan has no field "week"'),
        ('"size":20', '"size":"many"', 'groups.A1.size is "many", but must be a whole number'),
        ('"size":20', '"size":-1', "groups.A1.size is -1, but must be 0 or more"),
        ('"date":null', '"date":"soon"', 'date is "soon", but must be a date'),
        ('"wing":"A","size":20', '"size":20', 'groups.A1 has no "wing"'),
        ('"group":"A1",', "", 'groups[1] has no "group"'),
        ('"groups":[', '"groups":[3,', "groups[1] is 3, but must be fields (name: value)"),
        (
            '"runs":false',
            '"runs":"perhaps"',
            'sessions.workshop 08:30-11:30.runs is "perhaps", but must be true or false',
        ),
        ('"breaks":[', '"breaks":[3,', "breaks[1] is 3, but must be fields (name: value)"),
        ('"09:00-09:30"', "9", "groups.A1.unlocked[1].time: expected a span of time like 08:30-11:45"),
    ],
)
def test_a_plan_with_wrong_parts_says_so_in_plain_words(tmp_path: Path, old: str, new: str, what: str):
    file = tmp_path / "plan.json"
    text = plan("groups: {A1: {association: 9:00-9:30}}").model_dump_json()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(InputError) as error:
        read_plan(file, PRISON)
    assert [problem.what for problem in error.value.problems] == [what]


@pytest.mark.parametrize(
    ("old", "new", "what", "try_"),
    [
        ('"A2"', '"A1"', 'the group "A1" is listed 2 times', "one of them."),
        (
            '"09:30-10:00"',
            '"09:15-10:00"',
            'the group "A1" has exercise 09:15-10:00 while it has association 09:00-09:30',
            "times that do not overlap.",
        ),
        (
            '"A1":5',
            '"A1":99',
            '99 of the group "A1" go to workshop 08:30-11:30, and it has 20 people',
            "20 at the most.",
        ),
        (
            '"date":null',
            '"date":"2026-11-23"',
            "2026-11-23 is a Monday, not a Tuesday",
            "either the date or the weekday.",
        ),
        ('"weekday":"tue"', '"weekday":"mon","weekday":"tue"', 'the plan has "weekday" twice', "keep one of the two."),
        ('"size":20', '"size":30,"size":20', 'groups.A1 has "size" twice', "keep one of the two."),
        (
            '"A1":5',
            '"A1":5,"A1":5',
            'sessions.workshop 08:30-11:30.people has "A1" twice',
            "keep one of the two.",
        ),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(tmp_path: Path, old: str, new: str, what: str, try_: str):
    file = tmp_path / "plan.json"
    text = plan(
        "groups: {A1: {association: 9:00-9:30, exercise: 9:30-10:00}}\nsessions: {workshop: {8:30-11:30: {A1: 5}}}"
    ).model_dump_json()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(InputError) as error:
        read_plan(file, PRISON)
    (problem,) = error.value.problems
    assert (problem.file, problem.what, problem.try_) == (str(file), what, try_)


def test_the_plan_of_another_prison_is_one_error(tmp_path: Path):
    file = tmp_path / "plan.json"
    file.write_text(plan("").model_copy(update={"prison": "HMP Other"}).model_dump_json())
    with pytest.raises(InputError) as error:
        read_plan(file, PRISON)
    (problem,) = error.value.problems
    assert problem.what == 'this plan is for "HMP Other", the prison file is "HMP Small"'


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(InputError, match="there is no such file"):
        read_plan(tmp_path / "plan.json", PRISON)


def test_the_timetable_that_the_page_shows_is_a_day_of_the_smallest_example():
    page = (data_folder("examples").parent / "README.md").read_text(encoding="utf-8")
    shown = page.partition("```yaml\ntimetable:")[2].partition("```")[0]
    prison = load(data_folder("examples") / "tiny.yaml")
    found = timetable_of(read_text(f"timetable:{shown}"), prison)
    assert check(Today.of(prison, found.weekday), found) == []


def test_a_list_is_no_plan(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="this JSON is no plan"):
        read_plan(tmp_path / "plan.json", PRISON)


def test_what_a_plan_saved_before_called_a_free_choice_is_left_unused(tmp_path: Path) -> None:
    prison = load(data_folder("examples") / "tiny.yaml")
    little = read_text("timetable: Little\ngroups: {}\nsessions: {workshop: {13:45-16:30: {B workers: 20}}}\n")
    now = evaluate(prison, timetable_of(little, prison), compare=False).plan.model_dump_json()
    assert now.count('"left unused"') > 4
    assert "free choice" not in now
    file = tmp_path / "plan.json"
    file.write_text(now.replace('"left unused"', '"free choice"'), encoding="utf-8")
    assert read_plan(file, prison).model_dump_json() == now
