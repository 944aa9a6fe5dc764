"""What is on the list today, what of it a plan has, and how it is pinned."""

from __future__ import annotations

from typing import Any

import pytest
from builders import bare, day, session

from regime.changes import changed
from regime.data_folder import data_folder
from regime.ladder.result import Unit
from regime.ladder.units import items, pin, standing, units
from regime.load import load_text
from regime.plan import Change, Shortfall
from regime.prison import Pin
from regime.problems import InputError
from regime.today import Today

TINY = (data_folder("examples") / "tiny.yaml").read_text(encoding="utf-8")

ABOUT: dict[str, Any] = {
    "posts": {"gate": {"staff": {"officers": 1}}, "searching": {"staff": {"officers": 2}}},
    "activities": {
        "textiles": {"kind": "workshop", "places": 9, "sessions": ["09:00-10:00", "14:00-15:00"], "travel": "free"},
        "woodwork": {"kind": "workshop", "places": 9, "sessions": ["09:00-10:00"], "travel": "free"},
        "gym": {"kind": "gym", "places": 9, "length": 60, "between": ["09:00-16:00"], "at_most": 2, "travel": "free"},
    },
    "entitlements": {"gym": {"activity": "gym", "people": 1, "for": ["A"]}, "out": {"time": "unlocked", "minutes": 60}},
}


def today(**more: Any) -> Today:
    return day(**ABOUT, **more)


def named(every: list[Unit]) -> list[tuple[str, str]]:
    return [(unit.name, str(unit.time or unit.group or "")) for unit in every]


def test_a_name_stands_for_all_that_has_it_and_nothing_is_in_the_list_twice() -> None:
    found = items(today(keep=["woodwork", "gym", "searching", "workshop"]))
    assert [(item.name, named(item.units)) for item in found] == [
        ("woodwork", [("woodwork", "09:00-10:00")]),
        ("gym", [("gym", "A1"), ("gym", "A2"), ("gym", "")]),  # two groups' entitlement, and the activity
        ("searching", [("searching", "")]),
        ("workshop", [("textiles", "09:00-10:00"), ("textiles", "14:00-15:00")]),
    ]


def test_what_is_not_on_the_list_comes_last_and_other_posts_never_go() -> None:
    found = units(today(keep=["workshop"]))
    assert [name for name, _ in named(found)] == ["textiles", "textiles", "woodwork", "gym", "gym", *["out"] * 3, "gym"]


def test_what_a_plan_has() -> None:
    about = today(keep=["workshop", "out", "searching", "gym"])
    plan = bare(
        about,
        sessions=[session("textiles", "09:00-10:00", A1=2), session("textiles", "14:00-15:00", runs=False)],
        shortfalls=[Shortfall(entitlement="out", group="A2", floor=60, given=0, unit="minutes")],
        changes=[Change(path="posts.searching", old={"staff": {}}, new=None)],
    )
    every = units(about)
    gone = [unit for unit in every if unit not in standing(every, plan)]
    assert named(gone) == [
        ("textiles", "14:00-15:00"),
        ("woodwork", "09:00-10:00"),
        ("out", "A2"),
        ("searching", ""),
        ("gym", ""),
    ]


def test_pins_are_pins() -> None:
    for unit in units(today(keep=["workshop", "gym", "out"])):
        for kept in (True, False) if unit.kind == "session" else (True,):
            Pin.model_validate(pin(unit, kept=kept))
    assert pin(Unit(kind="session", name="gym"), kept=False) == {"activity": "gym", "cancelled": True}


@pytest.mark.parametrize(
    ("keep", "said"),
    [
        ("[workshp]", ['there is no entitlement, activity or post "workshp"', '"workshop"']),
        ("[workshop, gate, workshop]", ['"workshop" is in the list twice', "one place in the order"]),
    ],
)
def test_a_list_with_mistakes_is_refused(keep: str, said: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        load_text(f"{TINY}\nkeep: {keep}\n")
    assert all(part in str(refused.value) for part in said)


def test_the_default_list_fits_a_prison_that_has_little_of_it() -> None:
    prison = load_text(TINY)
    assert prison.keep[:2] == ["lunch", "tea"]
    assert [item.name for item in items(Today.of(prison))] == [
        *("lunch", "tea", "open air", "domestic", "two hours out", "workshop"),
    ]
    closed, _ = changed(prison, {"activities.workshop": None})
    assert "workshop" not in [item.name for item in items(Today.of(closed))]
