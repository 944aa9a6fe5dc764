"""What is other than in a published plan is told once, and everything of it is told."""

from __future__ import annotations

import io

import pytest
from builders import day, session, whole
from rich.console import Console, RenderableType

from regime.against import changed_minutes, differences, published_by, tells_of_itself
from regime.figures import figures
from regime.page import page
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
    assert printed(changes(after, differences(after, before))) == ["For 1 of 3 groups, 10 people:", f"A1 {said}"]


def test_every_group_with_a_change_is_named() -> None:
    groups = [f"C {who}" for who in ("workers", "learners", "no work", "retired", "first night")]
    today = day(wings={"C": {"groups": dict.fromkeys(groups, 5)}})
    before, after = (whole(today, {group: {OUT: "association"} for group in some}) for some in (groups, ()))
    assert printed(changes(after, differences(after, before)))[1:] == [
        "C workers, C learners, no longer unlocked 08:00-12:00 (association)",
        "C no work, C retired,",
        "C first night",
    ]


def printed(part: RenderableType) -> list[str]:
    console = Console(file=io.StringIO(), width=200)
    console.print(part)
    assert isinstance(console.file, io.StringIO)
    return [" ".join(line.split()) for line in console.file.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (10, "no longer unlocked 08:30-08:45, 10:15-11:00"),
        (9, "no longer unlocked 08:30-11:00 (at times only for 1 of 10: the others are at activities then)"),
    ],
)
def test_nobodys_day_is_other_while_all_are_at_activities_in_both_plans_though_the_goal_counts_it(
    people: int, said: str
) -> None:
    today = day(
        goals=["shortfalls", "value"],
        activities={"class": {"kind": "education", "places": 30, "sessions": ["09:00-10:00"]}},
        routes={"walkway": {"minutes": 15, "staff": {"officers": 1}}},
    )
    held = [session("class", "09:00-10:00", A1=people, A2=20)]
    published, now = (
        whole(today, {"A1": {one: "association"}, "A2": {other: "association"}}, sessions=held)
        for one, other in (("08:00-11:00", "08:00-09:30"), ("08:00-08:30", "08:00-09:00"))
    )
    now = now.model_copy(update={"against": differences(now, published), "figures": figures(today, now)})
    lines = printed(page(now, prison=today.prison))
    at = lines.index("Changed against the published plan")
    assert lines[at + 1 : lines.index("", at)] == ["For 1 of 3 groups, 10 people:", f"A1 {said}"]
    assert changed_minutes(now) == 150 + 30


@pytest.mark.parametrize("more", [True, False])
def test_sessions_at_one_time_are_told_together_where_one_of_them_goes_or_comes(more: bool) -> None:
    today = day(activities={"class": {"kind": "education", "places": 10, "sessions": ["09:00-10:00", "09:00-10:00"]}})
    one, two = (whole(today, sessions=[session("class", "09:00-10:00", A1=5) for _ in range(held)]) for held in (1, 2))
    published, now = (one, two) if more else (two, one)
    now = now.model_copy(update={"against": differences(now, published)})
    assert now.against is not None
    said = "5 to 10" if more else "10 to 5"
    assert printed(changes(now, now.against)) == [
        "For 1 of 3 groups, 10 people:",
        f"More or fewer go class 09:00-10:00: A1 {said}",
    ]
    # As the goal counts it, and as it is checked again.
    assert changed_minutes(now) == 60
    assert tells_of_itself(now)
    told = published_by(now)
    assert told is not None
    assert sum(held.attending for held in told.sessions) == (5 if more else 10)
