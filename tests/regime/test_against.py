"""What is other than in a published plan is told once, and everything of it is told."""

from __future__ import annotations

import io

import pytest
from builders import day, whole
from rich.console import Console

from regime.against import differences
from regime.page.changes import changes

OUT = "08:00-12:00"


@pytest.mark.parametrize(
    ("published", "now", "said"),
    [
        # An on-wing time that goes, or comes, with its unlock.
        ({"09:00-10:00": "exercise"}, {"09:00-09:30": "exercise"}, "no longer unlocked 09:30-10:00 (exercise)"),
        ({"09:00-09:30": "exercise"}, {"09:00-10:00": "exercise"}, "also unlocked 09:30-10:00 (exercise)"),
        (
            {"09:00-09:30": "lunch", "09:30-10:00": "exercise", "11:00-12:00": "association"},
            {},
            "no longer unlocked 09:00-09:30 (lunch), 09:30-10:00 (exercise), 11:00-12:00",
        ),
        # One instead of another.
        ({"09:00-10:00": "exercise"}, {"09:00-10:00": "association"}, "association 09:00-10:00 instead of exercise"),
        ({"09:00-10:00": "lunch"}, {"09:00-10:00": "exercise"}, "exercise 09:00-10:00 instead of lunch"),
        # What is left follows from what is at other hours.
        (
            {"08:00-09:00": "exercise", "09:00-12:00": "association"},
            {"08:00-11:00": "association", "11:00-12:00": "exercise"},
            "exercise 11:00-12:00 instead of 08:00-09:00",
        ),
        (
            {"08:00-09:00": "exercise", "09:00-12:00": "association"},
            {"08:00-08:30": "exercise", "08:30-12:00": "association"},
            "exercise 08:00-08:30 instead of 08:00-09:00",
        ),
        (
            {"08:00-09:00": "exercise", "09:00-12:00": "association"},
            {"08:00-09:00": "lunch", "09:00-11:00": "association", "11:00-12:00": "exercise"},
            "lunch 08:00-09:00 instead of exercise; exercise 11:00-12:00 instead of 08:00-09:00",
        ),
        # Locked up where it was, and at another hour.
        (
            {"08:00-09:00": "exercise", "10:00-12:00": "association"},
            {"10:00-11:00": "association", "11:00-12:00": "exercise"},
            "no longer unlocked 08:00-09:00; exercise 11:00-12:00 instead of 08:00-09:00",
        ),
    ],
)
def test_what_is_other_in_a_groups_day_is_told_once(published: dict[str, str], now: dict[str, str], said: str) -> None:
    today = day(on_wing={name: {"kind": "association"} for name in ("exercise", "lunch")})
    others = {"A2": {OUT: "association"}, "B1": {OUT: "association"}}
    before, after = (whole(today, {"A1": unlocked, **others}) for unlocked in (published, now))
    console = Console(file=io.StringIO(), width=200)
    console.print(changes(after, differences(after, before)))
    assert isinstance(console.file, io.StringIO)
    assert [" ".join(line.split()) for line in console.file.getvalue().splitlines()] == [
        "For 1 of 3 groups, 10 people:",
        f"A1 {said}",
    ]
