"""Mistakes of every kind in one file: one reading tells them all, and nothing that only follows from them."""

from __future__ import annotations

from itertools import combinations

import pytest
from small_file import SMALL, changed, problems, the_problem, underlined

from regime.problems import Code

MISTAKES = [
    ("A2: 10}", "A2: ten}", "ten", Code.WRONG_TYPE),
    ("unemployed: 5", "unemployd: 5", "unemployd", Code.UNKNOWN_FIELD),
    ("    start: 07:30", "    start: 7.30", "7.30", Code.WRONG_VALUE),
    ("    instructors: 1\n", "    dogs: 3\n", "dogs", Code.UNKNOWN_ROLE),
    ("end: 18:30", "end: 12:30", "12:30", Code.WRONG_VALUE),
    ("gate: {staff: {osgs: 1}}", "gate: {staff: {osg: 1}}", "osg", Code.UNKNOWN_ROLE),
    ("windows: [09:00-11:00]", "windows: [09:00-11:00, 18:00-19:00]", "18:00-19:00", Code.OUTSIDE_HOURS),
    ("sessions: [08:30-11:30,", "sessions: [07:30-11:30,", "07:30-11:30", Code.OUTSIDE_HOURS),
    ("for: [mains]", "for: [maains]", "maains", Code.UNKNOWN_PEOPLE),
    ("time: exercise", "time: exercize", "exercize", Code.UNKNOWN_NAME),
]
"""Each with what is underlined, in the order of the file."""


def test_mistakes_of_every_kind_are_told_in_one_go() -> None:
    text = SMALL
    for old, new, _, _ in MISTAKES:
        text = text.replace(old, new)
    assert [(underlined(p), p.code) for p in problems(text)] == [(marked, code) for _, _, marked, code in MISTAKES]


@pytest.mark.parametrize(("one", "other"), [*combinations(MISTAKES, 2)])
def test_no_mistake_hides_another_or_makes_one(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    found = problems(changed(one[0], one[1]).replace(other[0], other[1]))
    assert [(underlined(p), p.code) for p in found] == [one[2:], other[2:]]


@pytest.mark.parametrize(
    ("mistake", "hanging"),
    [
        (("lock_up: 18:00", "lock_up: 20.00"), ("windows: [09:00-11:00]", "windows: [18:30-19:30]")),
        (("noon: 12:00-12:30", "noon: half past"), ("08:30-11:30,", "08:30-12:15,")),
        (("minutes: 10, staff", "minutes: ten, staff"), ("08:30-11:30,", "08:05-11:30,")),
        (("officers: 6\n", "officers: six\n"), ("{training: {officers: 1}}", "{training: {officers: 7}}")),
        (("length: 45,", "length: long,"), ("goals: balanced", "pins: [{activity: gym, session: 13:00-13:30}]")),
        (("{30: 2}", "{9: 2, thirty: 2}"), ("A2: 10", "A2: 20")),
        (("A2: 10", "A2: ten"), ("for: [mains]", "for: [A2]")),
    ],
)
def test_what_hangs_on_a_mistake_waits_for_it(mistake: tuple[str, str], hanging: tuple[str, str]) -> None:
    assert the_problem(changed(*mistake).replace(*hanging)).what == the_problem(changed(*mistake)).what


PINS = [
    ("{group: A1, unlocked: 9.00-10.00}", "9.00-10.00", Code.WRONG_VALUE),
    ("{group: A9, unlocked: 06:00-07:00}", "A9", Code.UNKNOWN_PEOPLE),
    ("{group: A1, unlocked: 06:30-07:30}", "06:30-07:30", Code.OUTSIDE_HOURS),
    ("{group: A8}", "{", Code.WRONG_VALUE),
    ("nothing", "nothing", Code.WRONG_TYPE),
    ("{group: A1, unlocked: 09:00-10:00, on_wing: exercize}", "exercize", Code.UNKNOWN_NAME),
    ("{activity: gym, session: 13:00-13:30}", "13:00-13:30", Code.WRONG_VALUE),
    ("{activity: workshop, session: 08:30-11:00, people: none}", "none", Code.WRONG_TYPE),
]
"""Each with what is underlined of it first."""
IN_THEM = {"06:00-07:00": Code.OUTSIDE_HOURS, "A8": Code.UNKNOWN_PEOPLE, "08:30-11:00": Code.UNKNOWN_NAME}
"""What is wrong besides."""


def _pinned(*pins: str) -> str:
    return "pins:\n" + "".join(f"  - {pin}\n" for pin in pins) + "goals: balanced"


def test_all_that_is_wrong_with_pins_is_told_in_one_go() -> None:
    found = {(underlined(p), p.code) for p in problems(changed("goals: balanced", _pinned(*(pin for pin, *_ in PINS))))}
    assert found == {*(tuple(told) for _, *told in PINS), *IN_THEM.items()}


def test_a_pin_says_nothing_of_an_activity_with_a_mistake_and_other_pins_do() -> None:
    pins = _pinned("{activity: gym, session: 13:00-13:30}", "{group: A1, unlocked: 06:30-07:30}")
    text = changed("length: 45,", "length: long,").replace("goals: balanced", pins)
    assert [underlined(problem) for problem in problems(text)] == ["long", "06:30-07:30"]


def test_scenarios_are_tried_without_the_pins_that_are_wrong() -> None:
    scenarios = "scenarios: {fewer: {changes: {staff.early.officers: -1}}}\n"
    pins = _pinned("{group: A9, unlocked: 09:00-10:00}", "{group: A1, unlocked: 09:00-10:00}")
    assert underlined(the_problem(changed("goals: balanced", pins) + scenarios)) == "A9"


SCENARIOS = """
scenarios:
  nobody there: {changes: {staff.erly.officers: -1}}
  no dogs: {changes: {staff.early.dogs: -1}}
  no gym: {changes: {"activities.*[kind=gymnastics]": null}}
"""


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        # A change that leads nowhere, whatever was meant by the mistake.
        (("B1: {size: 25,", "B1: {size: many,"), ["erly", "dogs", "gymnastics"]),
        (("    start: 07:30", "    start: 7.30"), ["erly", "gymnastics"]),
        (("  instructors: {}\n", "  instructors: 5\n"), []),
        (("length: 45,", "length: long,"), ["erly", "dogs"]),
    ],
)
def test_changes_of_scenarios_are_tried_beside_other_mistakes(mistake: tuple[str, str], told: list[str]) -> None:
    found = [problem for problem in problems(changed(*mistake) + SCENARIOS) if "scenario" in problem.what]
    assert [any(name in underlined(problem) for name in told) for problem in found] == [True] * len(told)


def test_staff_in_post_may_be_those_who_are_missing_on_a_shift() -> None:
    in_post = "in_post: {instructors: {people: 8, shifts: {early: 1, late: two}}}\ngoals: balanced"
    text = changed("goals: balanced", in_post).replace("{training: {officers: 1}}", "{training: {instructors: 3}}")
    assert the_problem(text).code is Code.WRONG_TYPE
