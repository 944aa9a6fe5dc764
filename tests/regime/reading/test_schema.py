"""The schema for editors says the same as the reader."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import jsonschema
import pytest
from small_file import SMALL, changed

from regime.data_folder import data_folder
from regime.schema import prison_schema, timetable_schema
from regime.source import read_file, read_text

VALIDATOR = jsonschema.Draft202012Validator(prison_schema())
PRISONS = sorted(file for file in data_folder("examples").glob("*.yaml") if ".timetable" not in file.name)


def complaints(text: str) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(read_text(text).plain())]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(prison_schema())


@pytest.mark.parametrize("file", PRISONS, ids=lambda file: file.stem)
def test_prison_files_fit_the_schema(file: pathlib.Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(read_file(file).plain())] == []


@pytest.mark.parametrize("file", sorted((data_folder("configs") / "packs").glob("*.yaml")), ids=lambda file: file.stem)
def test_packs_fit_the_schema_but_for_what_only_a_prison_has(file: pathlib.Path) -> None:
    pack = {name: section for name, section in read_file(file).plain().items() if name != "needs"}
    errors = VALIDATOR.iter_errors(pack)
    assert [error.message for error in errors if error.validator != "required"] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("goals: balanced", "packs: [mine.yaml]"),
        ("A2: 10", "A2: {size: 10}"),
        ("noon: 12:00-12:30", "noon: 12:00 \u2013 12:30"),
        ("  late: {start", "  night: {start: 20:00, end: 07:00, breaks: [30 between 22:00-23:00]}\n  late: {start"),
        (SMALL[SMALL.index("wings:") : SMALL.index("yards:")], "wings: people.xlsx\n"),
        (SMALL[SMALL.index("staff:") : SMALL.index("  late:")], "staff:\n  file: Staff.CSV\n  sheet: 1\n"),
        (SMALL[SMALL.index("staff:") : SMALL.index("posts:")], "staff: detail.ods # entitlement:\n"),
        ("goals: balanced", "entitlement: {}"),
        ("    instructors: 1\n", "    instructors: many\n"),
    ],
)
def test_the_first_six_fit_and_the_others_do_not(old: str, new: str) -> None:
    text = changed(old, new).replace("packs: []\n", "")
    assert (complaints(text) == []) == ("entitlement:" not in new and "many" not in new)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("prison: HMP Small\n", "", "$"),
        ("yard: north", "yrad: north", "$.wings.A"),
        ("unlock: 08:00", "unlock: 8", "$.day.unlock"),
        ("noon: 12:00-12:30", "noon: noon", "$.day.roll_checks.noon"),
        ("people: 40", "people: -1", "$.yards.north.people"),
        ("A2: 10", "A2: ten", "$.wings.A.groups.A2"),
        ("kind: gym, ", "", "$.activities.gym"),
        ("for: [mains]", "for: mains", "$.activities.workshop.for"),
        ("goals: balanced", "goals: [values]", "$.goals"),
    ],
)
def test_broken_files_do_not_fit(old: str, new: str, path: str) -> None:
    assert complaints(SMALL) == []
    assert path in complaints(changed(old, new))


def test_what_packs_and_kinds_may_give_is_not_asked_for() -> None:
    text = (
        "prison: X\nday: {unlock: 08:00, lock_up: 18:00}\nwings: {A: {groups: {1: 20}}}\n"
        "kinds: {gym: {places: 10}, class: null}\nwing_defaults: {staffing: {locked: 1}}\n"
        "activities: {gym: {kind: gym, length: 60, between: [09:00-11:00], for: [1]}}\n"
        "on_wing: {exercise: {longest: null}}\nentitlements: {visits: null, open air: {minutes: 30}}\n"
    )
    assert complaints(text) == []


def test_the_shipped_schema_is_this_one() -> None:
    shipped: dict[str, Any] = json.loads((data_folder("configs") / "prison.schema.json").read_text(encoding="utf-8"))
    assert shipped == prison_schema(), "write it anew: regime schema > configs/prison.schema.json"


TIMETABLES = jsonschema.Draft202012Validator(timetable_schema())


def test_the_schema_of_timetables_is_one_and_the_example_fits_it() -> None:
    jsonschema.Draft202012Validator.check_schema(timetable_schema())
    example = read_file(data_folder("examples") / "hull-march-2022.timetable.yaml").plain()
    assert [error.message for error in TIMETABLES.iter_errors(example)] == []
    short = (
        "timetable: 2022\ngroups: {1: {exercise: 9:00-9:30, lunch: []}}\nbreaks: {main: {officers: {12:00-13:00: 4}}}"
    )
    assert list(TIMETABLES.iter_errors(read_text(short).plain())) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("groups: {}", "$"),
        ("timetable: x\ngroup: {}", "$"),
        ("timetable: x\nweekday: monday", "$.weekday"),
        ("timetable: x\ngroups: {A: {exercise: 9}}", "$.groups.A.exercise"),
        ("timetable: x\nsessions: {gym: {morning: {A: 3}}}", "$.sessions.gym"),
        ("timetable: x\nsessions: {gym: {09:00-10:00: {A: many}}}", "$.sessions.gym['09:00-10:00'].A"),
        ("timetable: x\nbreaks: {main: {officers: {noon: 3}}}", "$.breaks.main.officers"),
    ],
)
def test_broken_timetables_do_not_fit(text: str, path: str) -> None:
    assert [error.json_path for error in TIMETABLES.iter_errors(read_text(text).plain())] == [path]
