"""Changes to a prison by path: what is meant is changed, everything else stays, and nonsense is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from builders import SMALL, bare, day, merged
from hypothesis import given, settings
from hypothesis import strategies as st

from regime.changes import as_planned, changed, setting
from regime.consistency import consistency_findings
from regime.data_folder import data_folder
from regime.load import load, load_text
from regime.made import fingerprint
from regime.paths import dotted
from regime.plan import Change
from regime.prison import Prison
from regime.problems import Code, InputError
from regime.scenarios import scenario_settings
from regime.source import read_text
from tests.benchmarks.days import named

ALIKE_EVERYWHERE = [
    "staff.*.officers=-1",
    "wings.*.groups.*.size=+10%",
    "day.lock_up=+30",
    "activities.*[kind=workshop|education]=null",
    "roles.officers=null",
]
ADDED = [
    "activities.books={kind: library, places: 12, sessions: [09:00-10:00]}",
    "activities.books={kind: libary, places: 12, sessions: [09:00-10:00]}",
    "wings.new={groups: {N1: 20}}",
    "in_post.nurses={people: 9, shifts: {main: 4}}",
]
"""Changes whose parts stand on defaults."""
PRISONS = {name: named(name) for name in ("eastwood-park", "ford", "impossible", "tiny", "wakefield", "S-1-1.0")}
EXAMPLES = sorted(file for file in data_folder("examples").glob("*.yaml") if "timetable" not in file.name)

ABOUT = merged(
    SMALL,
    {
        "goals": ["shortfalls", "value"],
        "wings": {"B": {"groups": {"B1": {"size": 30, "tags": ["quiet"]}}}},
        "staff": {
            "day": {
                "less": {"sick": {"officers": 2}},
                "breaks": [{"minutes": 30, "between": "12:00-13:00"}],
            }
        },
        "activities": {"gym, old": {"kind": "gym", "places": 10, "sessions": ["09:00-10:00"], "travel": "free"}},
        "posts": {"gate no. 1": {"staff": {"officers": 1}}},
    },
)


def small(**more: Any) -> Prison:
    return Prison.model_validate({**ABOUT, **more})


def after(**settings: Any) -> Prison:
    return changed(small(), settings)[0]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_without_settings_a_prison_is_read_again_as_it_was(file: Any) -> None:
    prison = load(file)
    assert changed(prison, {}) == (prison, ())


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(PRISONS)),
    st.lists(st.sampled_from([*ALIKE_EVERYWHERE, *ADDED]), max_size=2, unique=True),
    st.sampled_from([*ALIKE_EVERYWHERE, *ADDED]),
)
def test_through_its_own_json_a_prison_changes_as_it_would_have(name: str, before: list[str], said: str) -> None:
    def changed_by(prison: Prison, lines: list[str]) -> tuple[Prison, Prison, Any] | str:
        try:
            after, changes = changed(prison, dict(map(setting, lines)))
        except InputError as error:
            return str(error)
        return after, after.before, changes

    prison = PRISONS[name]
    if not isinstance(first := changed_by(prison, before), str):
        prison = first[0]
    for same in (Prison.model_validate_json(prison.model_dump_json()), Prison.model_validate(prison.model_dump())):
        assert (same, same.before, fingerprint(same)) == (prison, prison.before, fingerprint(prison))
        assert changed_by(same, [said]) == changed_by(prison, [said])


@pytest.mark.parametrize(
    ("said", "path", "old", "new"),
    [
        ("staff.day.officers=18", "staff.day.officers", 20, 18),
        ("staff.day.officers=+2", "staff.day.officers", 20, 22),
        ("staff.day.officers = -3", "staff.day.officers", 20, 17),
        ("staff.day.officers=-50%", "staff.day.officers", 20, 10),
        # Dashes of a document, as between times.
        ("staff.day.officers=\u20131", "staff.day.officers", 20, 19),
        ("staff.day.officers=\u221250%", "staff.day.officers", 20, 10),
        ("staff.day.breaks[1].between=+\u201330", "staff.day.breaks[1].between", "12:00-13:00", "11:30-13:30"),
        ("staff.day.less.sick.officers=+1", "staff.day.less.sick.officers", 2, 3),
        ("staff.day.less.training.officers=4", "staff.day.less.training.officers", 0, 4),
        ("day.lock_up=-30", "day.lock_up", "18:00", "17:30"),
        ("day.lock_up=17:00", "day.lock_up", "18:00", "17:00"),
        ("wings.B.closed=true", "wings.B.closed", False, True),
        ("activities.gym, old.places=+5%", "activities.gym, old.places", 10, 11),
        ("activities.*[kind=gym|library].places=3", "activities.gym, old.places", 10, 3),
        ("activities.*[kind!=library].days=[sat, sun]", "activities.gym, old.days", None, ["sat", "sun"]),
        ("wings.*.groups.*[tags=quiet].size=+1", "wings.B.groups.B1.size", 30, 31),
        ("activities.gym, old.attendance=-20", "activities.gym, old.attendance", "100%", "80%"),
        ("staff.day.breaks[1].between=+-30", "staff.day.breaks[1].between", "12:00-13:00", "11:30-13:30"),
        ('"staff" . day . "breaks" [1] .minutes=45', "staff.day.breaks[1].minutes", 30, 45),
        ("staff.day.staff.officers=+1", "staff.day.officers", 20, 21),
        ("staff.*.*.officers=+1", "staff.day.officers", 20, 21),
        ("staff.*.breaks.*.between=+15", "staff.day.breaks[1].between", "12:00-13:00", "12:15-13:15"),
        ('posts."gate no. 1".staff.officers=2', 'posts."gate no. 1".staff.officers', 1, 2),
    ],
)
def test_one_line_is_changed(said: str, path: str, old: Any, new: Any) -> None:
    name, value = setting(said)
    prison, changes = changed(small(), {name: value})
    assert changes == (Change(path=path, old=old, new=new),)
    back, _ = changed(prison, {path: old})
    if "training" not in said:  # a cause that takes nobody is still a cause
        assert back == small()


@pytest.mark.parametrize(
    "said",
    [
        "staff.day.breaks[1].between=12:00\u201313:00",
        "staff.day.start=7:00",
        "activities.gym, old.sessions=[09:00\u221210:00]",
        "wings.B.groups.B1={size: 30, tags: [quiet]}",
    ],
)
def test_what_is_there_already_written_in_another_way_is_no_change(said: str) -> None:
    prison, (change,) = changed(small(), dict([setting(said)]))
    assert prison == small()
    assert change.new == change.old


ODD_NAMES = ['shop "1"', "A=1", "*", "*[kind=gym]", "a.b", '"', '""', "x[1", "x[1]", " y ", "=", 'x".y']


@pytest.mark.parametrize("name", ODD_NAMES)
def test_every_name_can_be_written_and_is_written_so_in_the_plan(name: str) -> None:
    gym = {"kind": "gym", "places": 10, "sessions": ["09:00-10:00"], "travel": "free"}
    prison = small(activities={name: gym, "other": {**gym, "kind": "library"}})
    written = '"' + name.replace('"', '""') + '"'
    path, value = setting(f"activities.{written}.places=+1")
    after, (change,) = changed(prison, {path: value})
    assert {name: about.places for name, about in after.activities.items()} == {name: 11, "other": 10}
    _, (starred,) = changed(prison, {"activities.*[kind=gym].places": "+1"})
    assert change == starred
    assert changed(prison, {change.path: change.new})[0] == after


@pytest.mark.parametrize("value", ["+1000000", "-1000000%"])
def test_a_change_of_more_than_six_digits_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="is too large a change"):
        setting(f"staff.day.officers={value}")


def test_a_name_with_quote_marks_inside_may_be_written_as_it_is() -> None:
    gym = {"kind": "gym", "places": 10, "sessions": ["09:00-10:00"], "travel": "free"}
    prison = small(activities={'shop "1"': gym})
    assert not changed(prison, dict([setting('activities.shop "1"=null')]))[0].activities


def test_a_name_that_has_to_be_in_quotes_is_told_in_them() -> None:
    with pytest.raises(InputError, match=r'(?s)wings has no "A".*perhaps "A=1", in quotes'):
        changed(small(wings={"A=1": {"groups": {"B1": 30}}}), dict([setting("wings.A=1.closed=true")]))


def test_a_place_in_a_problem_can_be_typed_back() -> None:
    shift = {**ABOUT["staff"]["day"], "breaks": [{"minutes": 30, "between": "05:00-06:00"}]}
    for name in ("day", *ODD_NAMES, "day, long", "3"):
        prison = small(staff={name: shift})
        finding = next(each for each in consistency_findings(prison) if each.code == Code.BREAK_MISPLACED)
        path = dotted(finding.at)
        mended, (change,) = changed(prison, {path: "12:00-13:00"})
        assert change.path == path
        assert str(mended.staff[name].breaks[0].between) == "12:00-13:00"


def test_several_items_of_a_list_may_be_taken_away() -> None:
    breaks = [{"minutes": 30, "between": between} for between in ("09:00-10:00", "12:00-13:00", "15:00-16:00")]
    prison = small(staff={"day": {**ABOUT["staff"]["day"], "breaks": breaks}})
    first, changes = changed(prison, {"staff.day.breaks[1]": None, "staff.day.breaks[2]": None})
    assert [str(each.between) for each in first.staff["day"].breaks] == ["15:00-16:00"]
    assert changed(prison, {change.path: change.new for change in changes})[0] == first
    assert changed(prison, {"staff.*.breaks.*": None})[0].staff["day"].breaks == []


def test_a_star_stands_for_every_entry() -> None:
    prison, changes = changed(small(), {"wings.*.groups.*.size": "+10%"})
    assert [(change.path, change.new) for change in changes] == [
        ("wings.A.groups.A1.size", 11),
        ("wings.A.groups.A2.size", 22),
        ("wings.B.groups.B1.size", 33),
    ]
    assert [group.size for wing in prison.wings.values() for group in wing.groups.values()] == [11, 22, 33]


@pytest.mark.parametrize(("unemployed", "before", "after"), [("50%", 15, 16), ("100%", 30, 33), (20, 20, 20)])
def test_a_percentage_of_unemployed_follows_the_size_of_its_group(unemployed: Any, before: int, after: int) -> None:
    prison = small(wings={"B": {"groups": {"B1": {"size": 30, "unemployed": unemployed}}}})
    more, _ = changed(prison, {"wings.*.groups.*.size": "+10%"})
    groups = [each.wings["B"].groups["B1"] for each in (prison, more)]
    assert [group.without_work for group in groups] == [before, after]
    assert {group.unemployed for group in groups} == {groups[0].unemployed}


def test_a_tenth_more_of_everything_passes_over_percentages_that_follow_by_themselves() -> None:
    groups = {"B1": {"size": 30, "unemployed": "50%"}, "B2": {"size": 30, "unemployed": 20}}
    tenth = {"wings.*.groups.*.size": "+10%", "wings.*.groups.*.unemployed": "+10%"}
    more, changes = changed(small(wings={"B": {"groups": groups}}), tenth)
    assert [group.without_work for group in more.wings["B"].groups.values()] == [16, 22]
    assert "wings.B.groups.B1.unemployed" not in {change.path for change in changes}
    with pytest.raises(InputError, match="can only change a number, a percentage"):
        changed(small(wings={"B": {"groups": groups}}), {"wings.B.groups.B1.unemployed": "+10%"})


def test_a_percentage_of_unemployed_is_changed_by_points() -> None:
    prison = small(wings={"B": {"groups": {"B1": {"size": 30, "unemployed": "50%"}}}})
    more, (change,) = changed(prison, {"wings.B.groups.B1.unemployed": "+10"})
    assert (more.wings["B"].groups["B1"].without_work, change.old, change.new) == (18, "50%", "60%")
    with pytest.raises(InputError, match="31 unemployed people in a group of 30"):
        changed(prison, {"wings.B.groups.B1.unemployed": 31})


def test_a_star_passes_over_what_the_path_says_nothing_of() -> None:
    shifts = {**ABOUT["staff"], "industries": {"start": "08:00", "end": "17:00"}}
    _, changes = changed(small(staff=shifts), {"staff.*.officers": "+1", "staff.*.less.leave.officers": 2})
    assert [change.path for change in changes] == ["staff.day.officers", "staff.day.less.leave.officers"]


def test_what_the_file_does_not_name_yet_may_be_added() -> None:
    settings = dict(map(setting, ["activities.yoga={kind: gym, places: 5, sessions: [14:00-15:00]}"]))
    prison, (change,) = changed(small(), settings)
    assert (prison.activities["yoga"].places, change.old) == (5, None)
    shifts = {**ABOUT["staff"], "industries": {"start": "08:00", "end": "17:00"}}
    prison, (change,) = changed(small(staff=shifts), {"staff.industries.officers": "+2"})
    assert (prison.staff["industries"].staff, change.old) == ({"officers": 2}, 0)


@pytest.mark.parametrize(
    "said",
    [
        "activities.library={kind: library, places: 12, sessions: [09:00-10:00]}",
        "activities.library={kind: library, places: 12, sessions: [09:00-10:00], staff: null}",
        "activities.library={kind: library, places: 12, sessions: [09:00-10:00], staff: {officers: 1}}",
        "activities.workshop={kind: workshop, places: 9, sessions: [14:00-15:00]}",
        "wings.C={groups: {C1: 20}}",
        "in_post.nurses={people: 9, less: {sick: 1}, shifts: {main: 4}}",
    ],
)
def test_a_part_that_is_written_whole_has_the_defaults_of_one_in_the_file(said: str) -> None:
    text = (data_folder("examples") / "tiny.yaml").read_text(encoding="utf-8")
    section, line = said.split(".", 1)
    file = read_text(text).plain()
    file.setdefault(section, {}).update(read_text(line.replace("=", ": ", 1)).plain())
    written = load_text(json.dumps(file))
    after, changes = changed(load_text(text), dict([setting(said)]))
    assert after == written
    # So it is when the changes that a plan lists are made again, and from another change on.
    assert changed(load_text(text), {change.path: change.new for change in changes})[0] == written
    assert changed(changed(load_text(text), {})[0], dict([setting(said)]))[0] == written


def test_a_new_activity_of_an_unknown_kind_is_refused_like_one_in_the_file() -> None:
    libary = {"kind": "libary", "places": 12, "sessions": ["09:00-10:00"]}
    with pytest.raises(InputError, match=r'(?s)there is no kind of activity "libary".*Try: "library"'):
        changed(load(data_folder("examples") / "tiny.yaml"), {"activities.books": libary})


def test_a_scenario_of_the_file_may_rely_on_a_kind() -> None:
    text = (data_folder("examples") / "tiny.yaml").read_text(encoding="utf-8")
    kinds = "kinds: {club: {places: 9, staff: {officers: 1}}}\n"
    club = "scenarios: {club: {changes: {activities.chess: {kind: club, sessions: [14:00-15:00]}}}}\n"
    prison = load_text(text + kinds + club)
    chess = changed(prison, scenario_settings(prison, ["club"]))[0].activities["chess"]
    assert (chess.places, [*chess.staff]) == (9, ["officers"])


def test_what_is_taken_away_may_still_be_named() -> None:
    about = {"entitlements": {"gym": {"activity": "gym", "people": 1}}, "priorities": ["gym"]}
    assert not changed(small(**about), {"activities.*[kind=gym]": None})[0].activities
    assert not changed(small(**about), {"entitlements.gym": None})[0].entitlements
    apart = {"quiet": {"groups": ["B1"], "from": ["A"]}}
    assert list(changed(small(apart=apart), {"wings.B": None})[0].wings) == ["A"]


@pytest.mark.parametrize("value", ["-3", "+2", "-10%", 25])
@pytest.mark.parametrize("path", ["staff.early.officers", "staff.*.officers", "staff.early.staff.officers"])
def test_a_shift_of_those_in_post_is_not_changed_as_if_it_had_its_own(path: str, value: Any) -> None:
    eastwood = load(data_folder("examples") / "eastwood-park.yaml")
    with pytest.raises(InputError) as refused:
        changed(eastwood, {path: value})
    assert "are shared out from those in post (in_post.officers)" in str(refused.value)
    assert "in_post.officers.people, in_post.officers.less or in_post.officers.shifts." in str(refused.value)
    apart, _ = changed(eastwood, {"in_post.officers": None, "staff.early.officers": 25})
    assert apart.staff["early"].staff["officers"] == 25
    more, _ = changed(eastwood, {"staff.early.staff": {"officers": 1}})
    assert more.staff["early"].staff["officers"] == 1


def test_null_takes_a_named_entry_away() -> None:
    prison, (change,) = changed(small(), dict([setting("activities.gym, old=null")]))
    assert prison.activities == {}
    assert change.new is None


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"stuff.day.officers": 1}, 'the prison has no "stuff"'),
        ({"staff.day.oficers": 1}, 'perhaps "officers"'),
        ({"staff.dya.officers": 1}, 'perhaps "day"'),
        ({"staff.day.officers": "-21"}, "Try: 20 less at the most."),
        ({"activities.gym, old.staff_before": "-5"}, "Try: more: there is nothing left to take off."),
        ({"staff.day.officers": "many"}, "must be a whole number"),
        ({"staff.day.officers": 1}, "2 officers are taken off"),
        ({"prison": "+2"}, "can only change a number, a percentage"),
        ({"wings.A.groups.A1": "+2"}, 'A1 is no single value, but "size", "unemployed"'),
        ({"wings.A.groups.A1": "+2"}, "like wings.A.groups.A1.size."),
        ({"wings.A.groups": "+-2"}, 'but "A1", "A2": +-2 can only widen a span'),
        ({"staff.day.breaks[2].minutes": 45}, 'staff.day.breaks has no "[2]": it is a list of 1'),
        ({"staff.day.breaks[0].minutes": 45}, 'staff.day.breaks has no "[0]": it is a list of 1'),
        ({"staff.day.breaks.minutes": 45}, 'staff.day.breaks has no "minutes": it is a list of 1'),
        ({"staff.day.breaks[1].minuets": 45}, 'staff.day.breaks[1] has no "minuets"'),
        ({"staff[1].officers": 3}, 'staff has no "[1]"'),
        ({"wings[1]": {"groups": {"A1": 3}}}, 'wings has no "[1]"'),
        ({"staff.day[1].officers": 3}, 'staff.day has no "[1]"'),
        ({"[1].day": 3}, "is no path"),
        ({"goals.9999999": 3}, 'goals has no "9999999"'),
        ({"staff.day.breaks.*.minutes": 45, "staff.day.breaks[1].minutes": 60}, "is set twice"),
        ({"staff.day.breaks.0.minutes": 45}, 'staff.day.breaks has no "0": it is a list of 1'),
        ({"staff.day.breaks.1.minutes": 45}, "Try: staff.day.breaks[1], or staff.day.breaks.* for every item."),
        ({"goals[3].goal": "value"}, "Try: goals[1] to [2], or goals.* for every item."),
        ({"pins[1].group": "A1"}, 'pins has no "[1]": it is an empty list\n   Try: the list as a whole: pins=[...].'),
        ({"staff.day.breaks[*].minutes": 45}, "Try: staff.day.breaks[1], or staff.day.breaks.* for every item."),
        ({"staff.day.breaks[-1].minutes": 45}, "Try: staff.day.breaks[1], or"),
        ({"staff.day.breaks[ 1 ]": None}, "Try: staff.day.breaks[1], or"),
        ({"wings[*].closed": True}, "Try: wings.* for every entry, or the name of one after a dot."),
        ({"activities[kind=gym].places": 5}, "Try: activities.*[kind=gym] for every entry"),
        ({"staff.day.breaks": "+2"}, "staff.day.breaks is a list: +2 can only change"),
        ({"wings.A.closed": "+2"}, 'wings.A.closed is "false": +2'),
        ({"activities.gym, old.at_most": "+2"}, "at_most is empty: +2"),
        ({"day.lock_up": "+600"}, "would lie outside the day\n   Try: fewer minutes."),
        ({"day.lock_up": "+-30"}, "can only widen a span"),
        ({"activities.*[kind=gym].attendance": "-101"}, "would be below 0\n   Try: 100% less at the most."),
        ({"activities.*[kind=yoga].places": 3, "apart.*.groups": ["A"]}, "stands for nothing"),
        ({"activities.*[kind=gym].attendance": "+10%"}, "are percentages, which follow what they are percentages of"),
        ({"activities.*.palces": 3}, 'perhaps "places"'),
        ({"activities.gym, old": None, "activities.*.places": "+5"}, "is set as a whole"),
        ({"activities.gym old": 3}, "perhaps"),
        ({"activities.yoga": {"kind": "gym"}}, "places"),
        ({"staff.day.less.sick.nurses": 1}, '"nurses"'),
        ({"apart.x": {"groups": ["C"]}}, '"C"'),
        ({"staff.*.officers": 3, "staff.day.officers": 4}, "is set twice"),
        ({"staff.day.staff.officers": 3, "staff.day.officers": 4}, "is set twice"),
        ({"staff.day.staff": {"officers": 3}, "staff.day.officers": 4}, "is set as a whole"),
        ({"staff.day.staff.oficers": 4}, 'staff.day has no "oficers"'),
        ({"staff.day.staff.officers": "many"}, 'staff.day.officers is "many", but must be a whole number'),
        ({"": 1}, "is no path"),
        ({"apart.*.groups": ["A"]}, "stands for nothing"),
        ({"entitlements": {"gym": {"activity": "yoga", "people": 1}}}, "yoga"),
        ({"wings.*.closed": True}, "every wing is closed"),
    ],
)
def test_nonsense_is_refused_in_words(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as refused:
        changed(small(), settings)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("settings", "at_fault"),
    [
        ({"wings.A.closed": "maybe"}, [["wings.A.closed = maybe"]]),
        ({"wings.A.closed": "maybe", "day.step": 7}, [["day.step = 7"], ["wings.A.closed = maybe"]]),
        # What is wrong far from where it is set, and what only two make wrong together.
        ({"staff.day.start": "15:00"}, [["staff.day.start = 15:00"]]),
        ({"day.unlock": "14:00", "day.lock_up": "13:00"}, [["day.unlock = 14:00", "day.lock_up = 13:00"]]),
        ({"staff.day.less.sick.officers": 21}, [["staff.day.less.sick.officers = 21"]]),
    ],
)
def test_of_several_settings_those_at_fault_are_named(settings: dict[str, Any], at_fault: list[list[str]]) -> None:
    with pytest.raises(InputError) as refused:
        changed(small(), {"wings.A.groups.A1.size": "+1", **settings, "wings.A.groups.A2.size": "+2"})
    told = [problem.file for problem in refused.value.problems]
    assert told == [", ".join(settings) for settings in at_fault]


@pytest.mark.parametrize("text", ["staff.day.officers", "=3", ""])
def test_a_setting_has_a_path_and_a_value(text: str) -> None:
    with pytest.raises(InputError, match="PATH=VALUE"):
        setting(text)


SCENARIOS = {
    "short": {"about": "three officers are off sick", "changes": {"staff.day.less.sick.officers": "+3"}},
    "no gym": {"changes": {"activities.gym, old": None}},
    "fewer": {"changes": {"staff.day.less.sick.officers": "+1"}},
}


def test_scenarios_are_changes_under_one_name() -> None:
    prison = small(scenarios=SCENARIOS)
    both = scenario_settings(prison, ["short", "no gym"])
    assert both == {"staff.day.less.sick.officers": "+3", "activities.gym, old": None}
    assert changed(prison, both)[0].staff["day"].on_duty("officers") == 15


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["shrot"], 'perhaps "short"'),
        (["gym colsed"], 'perhaps "gym closed"'),
        (["?"], '"stage 3"'),
        (["short", "fewer"], "is set by two scenarios"),
        (["no gym", "short", "no gym"], 'the scenario "no gym" is named twice'),
    ],
)
def test_scenarios_that_are_not_there_or_clash_are_refused(names: list[str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        scenario_settings(small(scenarios=SCENARIOS), names)


def test_a_prison_is_had_back_as_a_plan_was_made_from_it() -> None:
    changes = [Change(path="staff.day.officers", old=20, new=22), Change(path="activities.gym, old", old={}, new=None)]
    prison = as_planned(small(), bare(day()).model_copy(update={"changes": changes}))
    assert prison.staff["day"].staff == {"officers": 22}
    assert not prison.activities
