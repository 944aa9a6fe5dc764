"""Packs: found, merged and overridden line by line."""

from __future__ import annotations

import pathlib

import pytest
from small_file import SMALL, changed, loaded, the_problem

from regime.laying import lay
from regime.load import load, read
from regime.packs import pack_names
from regime.prison import Prison
from regime.problems import Code, InputError
from regime.source import read_text

PACK = """\
roles: {officers: {covers: [osgs]}, osgs: {}, teachers: {}}
kinds:
  class: {staff: {teachers: 1}, attendance: 70%, length: 60, between: [09:00-11:00]}
  open class: {attendance: 50%}
wing_defaults: {staffing: {locked: 1, at_least: 3, one_per: 20}}
on_wing:
  association: {kind: association}
  exercise: {kind: exercise, where: yard, shortest: 30, longest: 60}
entitlements:
  open air: {time: exercise, minutes: 60, source: a pack}
  visits: {activity: class, people: 10%}
goal_orders: {balanced: [shortfalls, value]}
counted_at: [10:00, 15:00]
"""
PRISON = """\
prison: HMP Packed
packs: [pack.yaml]
day: {unlock: 08:00, lock_up: 18:00}
wings: {A: {groups: {A1: 20}}}
staff: {main: {start: 07:30, end: 18:30, officers: 5, teachers: 1}}
routes: {path: {minutes: 5, staff: {officers: 1}}}
"""


def prison(folder: pathlib.Path, own: str = "", pack: str = PACK) -> Prison:
    (folder / "pack.yaml").write_text(pack)
    (folder / "prison.yaml").write_text(PRISON + own)
    return load(folder / "prison.yaml")


def test_a_pack_fills_what_the_file_leaves_out(tmp_path: pathlib.Path) -> None:
    found = prison(tmp_path)
    assert list(found.entitlements) == ["open air", "visits"]
    assert found.wings["A"].staffing.one_per == 20
    assert len(found.counted_at) == 2


def test_single_lines_are_overridden_and_the_packs_order_stays(tmp_path: pathlib.Path) -> None:
    own = "entitlements: {own: {time: unlocked, minutes: 90}, open air: {minutes: 30}}\n"
    found = prison(tmp_path, own)
    assert list(found.entitlements) == ["open air", "visits", "own"]
    assert found.entitlements["open air"].minutes == 30
    assert found.entitlements["open air"].source == "a pack"


def test_null_takes_a_line_away_and_lists_replace(tmp_path: pathlib.Path) -> None:
    found = prison(
        tmp_path, "entitlements: {visits: null}\non_wing: {exercise: {longest: null}}\ncounted_at: [11:00]\n"
    )
    assert list(found.entitlements) == ["open air"]
    assert found.on_wing["exercise"].longest is None
    assert found.counted_at == [660]


def test_null_that_takes_nothing_away_in_a_pack_is_no_matter(tmp_path: pathlib.Path) -> None:
    assert prison(tmp_path, pack=PACK + "bands: {Red: null}\nescort: null\n").bands == {}


def test_null_in_a_scenario_of_a_pack_is_its_change(tmp_path: pathlib.Path) -> None:
    pack = PACK + "scenarios: {unescorted: {changes: {escort: null}}, gone: null}\n"
    found = prison(tmp_path, pack=pack).scenarios
    assert {name: scenario.changes for name, scenario in found.items()} == {"unescorted": {"escort": None}}


def test_a_kind_gives_an_activity_its_defaults(tmp_path: pathlib.Path) -> None:
    own = "activities: {maths: {kind: class, places: 8, attendance: 90%, staff: {officers: 1}}}\n"
    maths = prison(tmp_path, own).activities["maths"]
    assert (maths.attendance, maths.length) == (90, 60)
    assert list(maths.staff) == ["teachers", "officers"]


def test_fixed_sessions_set_a_kinds_windows_aside(tmp_path: pathlib.Path) -> None:
    own = "activities: {maths: {kind: class, places: 8, sessions: [09:00-10:00]}}\n"
    maths = prison(tmp_path, own).activities["maths"]
    assert (maths.length, maths.between, len(maths.sessions)) == (None, [], 1)


def test_a_wings_step_table_never_mixes_with_another(tmp_path: pathlib.Path) -> None:
    table = "{staffing: {unlocked: {20: 2, 40: 4}}}"
    pack = PACK.replace("{staffing: {locked: 1, at_least: 3, one_per: 20}}", table)
    own = "wings: {A: {groups: {A1: 20}, staffing: {unlocked: {30: 3}}}}\n"
    (tmp_path / "pack.yaml").write_text(pack)
    (tmp_path / "prison.yaml").write_text(PRISON.replace("wings: {A: {groups: {A1: 20}}}\n", own))
    assert load(tmp_path / "prison.yaml").wings["A"].staffing.unlocked == {"30": 3}


def test_an_entry_may_be_called_like_a_field(tmp_path: pathlib.Path) -> None:
    pack = PACK.replace("open air:", "unlocked:")
    found = prison(tmp_path, "entitlements: {unlocked: {minutes: 45}}\n", pack)
    assert found.entitlements["unlocked"].time == "exercise"


def test_later_packs_go_over_earlier_ones() -> None:
    one, two = read_text("a: {x: 1, y: 1}\nb: 1"), read_text("c: 2\na: {y: 2, z: 2}")
    assert lay(one, two).plain() == {"a": {"x": 1, "y": 2, "z": 2}, "b": 1, "c": 2}
    assert list(lay(one, two).plain()) == ["a", "b", "c"]


def test_laying_changes_neither_side() -> None:
    one, two = read_text("a: {x: 1}"), read_text("a: {y: 2}")
    lay(one, two)
    assert (one.plain(), two.plain()) == ({"a": {"x": 1}}, {"a": {"y": 2}})


@pytest.mark.parametrize(
    ("packs", "code", "what"),
    [
        ("[england-wale]", Code.UNKNOWN_PACK, "england-wale"),
        ("[../etc/passwd]", Code.UNKNOWN_PACK, "passwd"),
        ("[none.yaml]", Code.UNKNOWN_PACK, "none.yaml"),
        ("england-wales", Code.WRONG_TYPE, "list"),
        ("[1]", Code.WRONG_TYPE, "list"),
        ("{a: b}", Code.WRONG_TYPE, "list"),
    ],
)
def test_packs_that_are_not_there(packs: str, code: Code, what: str) -> None:
    problem = the_problem(changed("packs: []", f"packs: {packs}"))
    assert (problem.code, problem.line) == (code, 2)
    assert what in problem.what


def test_the_nearest_pack_is_offered() -> None:
    assert the_problem(changed("packs: []", "packs: [england-wale]")).try_ == '"england-wales".'


def test_shipped_packs_are_found_and_one_is_the_default() -> None:
    assert "england-wales" in pack_names()
    assert "open air" in loaded(changed("packs: []\n", "")).prison.entitlements
    assert loaded(SMALL).prison.bands == {}


def test_a_packs_faults_are_told_with_the_packs_name(tmp_path: pathlib.Path) -> None:
    pack = PACK.replace("attendance: 50%", "atendance: 50%").replace("minutes: 60", "minutes: -1")
    with pytest.raises(InputError) as caught:
        prison(tmp_path, pack=pack)
    first, second = caught.value.problems
    assert first.file == second.file == str(tmp_path / "pack.yaml")
    assert (first.line, first.code, first.try_) == (
        4,
        Code.UNKNOWN_FIELD,
        '"attendance". Or leave it out of this prison: kinds: {open class: null}.',
    )
    assert (second.line, second.what) == (10, "entitlements.open air.minutes is -1, but must be 1 or more")


def test_what_many_activities_have_from_a_kind_is_told_once(tmp_path: pathlib.Path) -> None:
    own = "activities: {a: {kind: class, places: 8}, b: {kind: class, places: 8}}\n"
    with pytest.raises(InputError) as caught:
        prison(tmp_path, own, PACK.replace("attendance: 70%", "attendance: 70"))
    (problem,) = caught.value.problems
    assert problem.line == 3


def test_packs_may_speak_of_people_that_a_prison_does_not_hold(tmp_path: pathlib.Path) -> None:
    pack = PACK.replace("people: 10%}", "people: 10%, for: [remand]}")
    assert prison(tmp_path, pack=pack).entitlements["visits"].eligible == ["remand"]


def test_an_unknown_kind_is_refused_with_the_nearest(tmp_path: pathlib.Path) -> None:
    with pytest.raises(InputError) as caught:
        prison(tmp_path, "activities: {maths: {kind: clas, places: 8}}\n")
    assert [(p.code, p.try_) for p in caught.value.problems if p.code is Code.UNKNOWN_KIND] == [
        (Code.UNKNOWN_KIND, '"class".')
    ]


def test_an_unknown_kind_does_not_hide_an_unknown_group(tmp_path: pathlib.Path) -> None:
    own = "activities: {maths: {kind: clas, places: 8, sessions: [09:00-10:00], for: [A2], rom: x}}\n"
    with pytest.raises(InputError) as caught:
        prison(tmp_path, own)
    assert {p.code for p in caught.value.problems} == {Code.UNKNOWN_KIND, Code.UNKNOWN_PEOPLE, Code.UNKNOWN_FIELD}


@pytest.mark.parametrize("packs", ["[hmip-expectations]", "[hmip-expectations, england-wales]"])
def test_a_pack_that_only_adds_to_another_is_named_after_it(packs: str) -> None:
    problem = the_problem(changed("packs: []", f"packs: {packs}"))
    assert (problem.code, problem.line) == (Code.UNKNOWN_PACK, 2)
    assert problem.what == 'the pack "hmip-expectations" only adds to "england-wales", which is not named before it'
    assert problem.try_ == "packs: [england-wales, hmip-expectations]."


def test_only_packs_need_packs() -> None:
    assert the_problem(changed("packs: []", "needs: england-wales\npacks: []")).code is Code.UNKNOWN_FIELD


def test_a_pack_names_no_packs(tmp_path: pathlib.Path) -> None:
    with pytest.raises(InputError, match="a pack cannot stand on other packs"):
        prison(tmp_path, pack="packs: [england-wales]\n")


@pytest.mark.parametrize("kinds", ["kinds: 3", "kinds: {class: 3}", "wing_defaults: [a]"])
def test_defaults_of_the_wrong_sort_are_told(tmp_path: pathlib.Path, kinds: str) -> None:
    with pytest.raises(InputError, match="must be fields"):
        prison(tmp_path, kinds, PACK.replace("kinds:", "kinds_:").replace("wing_defaults", "wing_defaults_"))


def test_warnings_come_with_the_prison(tmp_path: pathlib.Path) -> None:
    prison(tmp_path)
    (tmp_path / "prison.yaml").write_text(PRISON + "activities: {maths: {kind: class, places: 8, minimum: 0, for: []}}")
    (warning,) = read(tmp_path / "prison.yaml").warnings
    assert warning.severity == "warning"
    assert "nobody may go" in warning.what


def test_a_shipped_pack_is_called_as_people_know_it(tmp_path: pathlib.Path) -> None:
    text = "prison: X\nday: {unlock: 08:00, lock_up: 18:00}\nwings: {A: {groups: {A1: 60}}}\n"
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    files = {pathlib.Path(name).as_posix() for name in read(tmp_path / "x.yaml").tree.files()}
    assert files == {(tmp_path / "x.yaml").as_posix(), "configs/packs/england-wales.yaml"}
