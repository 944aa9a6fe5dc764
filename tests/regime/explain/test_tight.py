"""What binds: each sort of limit on a day that can be counted by hand, and its line on the page."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from builders import bare, day
from rich.console import Console

from regime.clock import Span
from regime.completion import complete
from regime.explain.result import Tight
from regime.explain.tight import tight
from regime.page.tight import binding
from regime.plan import Session
from regime.today import Today

GYM = {"kind": "gym", "places": 10, "travel": "free", "sessions": ["09:00-10:00"]}


def found(today: Today, unlocked: Mapping[str, Any], **parts: Any) -> list[tuple[str, str, list[str], int]]:
    plan = complete(today, bare(today, unlocked, **parts))
    return [(each.rule, each.limit, [str(span) for span in each.times], each.minutes) for each in tight(today, plan)]


def gym(people: dict[str, int]) -> list[Session]:
    return [Session.model_validate({"activity": "gym", "time": "09:00-10:00", "runs": True, "people": people})]


def test_a_day_with_room_for_everything_binds_nowhere() -> None:
    assert found(day(), {"A1": {"08:00-09:00": "association"}}) == []


def test_staff_bind_while_nobody_is_spare() -> None:
    # Three officers: A unlocked takes two, B locked one.
    today = day(staff={"day": {"officers": 3}})
    assert found(today, {"A1": {"08:00-09:00": "association", "10:00-10:30": "association"}}) == [
        ("R01 staffing", "officers: nobody is spare", ["08:00-09:00", "10:00-10:30"], 90)
    ]


def test_somebody_who_may_cover_is_spare() -> None:
    roles = {"officers": {"covers": ["osgs"]}, "osgs": {}}
    staff = {"day": {"officers": 3, "osgs": 1}}
    gate = {"gate": {"staff": {"osgs": 1}, "hours": ["08:00-09:00"]}}
    assert found(day(roles=roles, staff=staff, posts=gate), {}) == []
    # One officer fewer, and nobody is left for the gate's work nor for the wings'.
    staff["day"]["officers"] = 2
    assert [(limit, minutes) for _, limit, _, minutes in found(day(roles=roles, staff=staff, posts=gate), {})] == [
        ("officers: nobody is spare", 600),
        ("osgs: nobody is spare", 60),
    ]


def test_a_wing_binds_while_its_table_takes_no_other_group() -> None:
    today = day(wings={"A": {"staffing": {"at_most": 20}}})
    unlocked = {"A2": {"08:00-10:00": "association"}}
    assert found(today, unlocked) == [("R02 wing staffing", "wing A: its table takes 20 people", ["08:00-10:00"], 120)]


def test_a_yard_binds_while_it_takes_no_other_group() -> None:
    exercise = {"kind": "exercise", "where": "yard"}
    yards = {"yards": {"Y": {"people": 35}}, "wings": {"A": {"yard": "Y"}, "B": {"yard": "Y"}}}
    today = day(on_wing={"exercise": exercise}, **yards)
    # B's thirty leave room for five; A1's ten leave room for all but B.
    unlocked = {"B1": {"08:00-09:00": "exercise"}, "A1": {"09:00-10:00": "exercise"}}
    assert found(today, unlocked) == [("R03 places", "exercise at Y: it takes 35 people", ["08:00-09:00"], 60)]


def test_a_full_session_and_a_full_movement_bind() -> None:
    path = {"path": {"minutes": 15, "staff": {}, "people": 10}}
    today = day(activities={"gym": {**GYM, "travel": "path"}}, routes=path)
    assert found(today, {}, sessions=gym({"B1": 10})) == [
        ("R03 places", "gym: all 10 places are taken", ["09:00-10:00"], 60),
        ("R09 movement", "path: a movement takes 10 people", ["08:45-09:00", "10:00-10:15"], 30),
    ]
    assert found(today, {}, sessions=gym({"B1": 9})) == []


def test_a_separation_binds_while_one_side_is_out() -> None:
    today = day(apart={"feud": {"groups": ["A1"], "from": ["A2"], "at": ["wing"]}})
    unlocked = {"A1": {"08:00-09:00": "association"}, "A2": {"10:00-11:00": "association"}}
    assert found(today, unlocked) == [
        ("R05 separation", "feud: only one side is unlocked", ["08:00-09:00", "10:00-11:00"], 120)
    ]


def shown(limits: list[Tight], hours: str = "08:00-12:00", width: int = 100) -> list[str]:
    console = Console(file=StringIO(), width=width)
    console.print(binding(limits, Span.model_validate(hours), width))
    assert isinstance(console.file, StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_the_line_over_the_day() -> None:
    times = [Span.model_validate("08:30-09:15"), Span.model_validate("10:05-10:10")]
    lines = shown([Tight(rule="R01 staffing", limit="officers: nobody is spare", times=times, minutes=50)])
    assert lines[0].endswith("08  09  10  11")
    assert lines[1].startswith("officers: nobody is spare")
    assert lines[1].endswith("50 min ··███···▒·······")


def test_a_long_day_still_fits() -> None:
    limits = [Tight(rule="R01 staffing", limit="x" * 60, times=[Span.model_validate("08:00-09:00")], minutes=60)]
    lines = shown(limits, "06:00-22:00")
    assert max(map(len, lines)) <= 100
    assert lines[0].endswith(" 06  08  10  12  14  16  18  20")
    assert lines[1].endswith(" ····██··························")
    lines = shown(limits, "06:00-22:00", 80)
    assert max(map(len, lines)) <= 80
    assert lines[0].endswith(" 06 09 12 15 18 21")
    assert lines[1].endswith(" ··█·············")


def test_a_narrow_page_shows_every_limit_and_the_whole_day() -> None:
    times = [Span.model_validate("08:00-09:00"), Span.model_validate("19:00-19:30")]
    limits = [
        Tight(rule="R02 wing staffing", limit="wing old side: its table takes 1,200 people", times=times, minutes=90)
    ]
    lines = shown(limits, "08:00-19:30", 60)
    assert max(map(len, lines)) <= 60
    assert lines[1].endswith(" 1 h 30 █··········▒")
    assert " ".join(lines).count("wing old side: its table takes") == 1
    assert "1,200 people" in lines[2]


def test_nothing_binds() -> None:
    assert shown([]) == ["Nothing: every limit has room all day."]
