"""On prisons small enough to try every plan, the engine's proved best is the best there is."""

from __future__ import annotations

from typing import Any

import pytest
from brute_force import Best, TooMany, best
from hypothesis import assume, given, settings
from tiny_prisons import tiny_prisons

from regime.api import plan
from regime.errors import Impossible
from regime.prison import Prison
from regime.today import Today
from tests.unhurried import UNHURRIED

EXAMPLES = 25

BASE: dict[str, Any] = {
    "prison": "HMP Tiny",
    "roles": {"officers": {}},
    "on_wing": {"association": {"kind": "association"}},
    "goals": ["shortfalls", "value"],
}


def day(unlock: str, lock_up: str, step: int = 60, shortest: int = 60, gap: int = 60, **more: Any) -> dict[str, Any]:
    unlocks = {"shortest": shortest, "shortest_gap": gap, **more.pop("unlocks", {})}
    return {"unlock": unlock, "lock_up": lock_up, "step": step, "unlocks": unlocks, **more}


def officers(number: int, **more: Any) -> dict[str, Any]:
    return {"day": {"start": "06:00", "end": "20:00", "officers": number, **more}}


def wing(staffing: dict[str, Any] | None = None, /, **groups: Any) -> dict[str, Any]:
    return {"groups": groups, "staffing": staffing or {"locked": 1, "unlocked": {"3": 2, "6": 3}}}


EXERCISE = {"kind": "exercise", "where": "yard", "outdoor": True, "protected": True}

PRISONS: dict[str, dict[str, Any]] = {
    "two wings share too few officers, who also have lunch": {
        "day": day("08:00", "11:00"),
        "wings": {"A": wing(A1=3, A2=2), "B": wing(B1=3)},
        "staff": officers(5, breaks=[{"minutes": 60, "between": "08:00-10:00"}]),
        "posts": {"gate": {"staff": {"officers": 1}, "hours": ["09:00-10:00"]}},
        "entitlements": {"an hour": {"time": "unlocked", "minutes": 60}},
    },
    "exercise, protected, on one yard, against a workshop reached by a movement": {
        "day": day("08:00", "12:00"),
        "wings": {"A": {**wing(A1=2), "yard": "Y"}, "B": {**wing(B1=3), "yard": "Y"}},
        "yards": {"Y": {"people": 4}},
        "staff": officers(6),
        "on_wing": {
            "association": {"kind": "association"},
            "exercise": {**EXERCISE, "periods": 1, "windows": ["08:00-11:00"], "staff": {"officers": 1}},
        },
        "routes": {"main": {"minutes": 30, "staff": {"officers": 2}, "people": 2}},
        "activities": {
            "workshop": {"kind": "workshop", "places": 3, "sessions": ["08:30-10:30"], "staff": {"officers": "1 per 2"}}
        },
        "entitlements": {"air": {"time": "exercise", "minutes": 60}},
    },
    "kept apart on the wing, in the room and on the way": {
        "day": day("08:00", "11:00"),
        "wings": {"A": wing(A1=2, A2=2), "B": wing(B1=1)},
        "staff": officers(9),
        "apart": {
            "wing": {"groups": ["A1"], "from": ["A2"], "at": ["wing"]},
            "room": {"groups": ["A1"], "from": ["B1"], "at": ["room"]},
            "way": {"groups": ["A2"], "from": ["B1"], "at": ["movement"]},
        },
        "routes": {"main": {"minutes": 30, "staff": {"officers": 1}}},
        "activities": {"class": {"kind": "education", "places": 3, "sessions": ["09:00-10:00"], "weight": 2}},
        "entitlements": {"out": {"time": "unlocked", "minutes": 120, "for": ["A"]}},
    },
    "escorts to a clinic, and a kitchen that stays through the roll check": {
        "day": day("08:00", "12:00", roll_checks={"noon": "10:00-10:30"}),
        "wings": {"A": wing(A1=2, A2={"size": 2, "escorted": True})},
        "staff": officers(5),
        "escort": {"per": 1, "minutes": 30, "staff": {"officers": 1}},
        "routes": {"main": {"minutes": 30, "staff": {"officers": 1}, "at_most": 2}},
        "activities": {
            "kitchen": {"kind": "workshop", "places": 2, "sessions": ["09:00-11:00"], "settled_at_roll_check": True},
            "clinic": {"kind": "clinic", "places": 2, "sessions": ["08:30-09:00"], "for": ["A2"], "purposeful": False},
        },
        "entitlements": {"seen": {"activity": "clinic", "people": 2, "for": ["A2"]}},
    },
    "a movable gym, once each, with a least number": {
        "day": day("08:00", "11:00"),
        "wings": {"A": wing(A1=3), "B": wing(B1=2)},
        "roles": {"officers": {}, "instructors": {}},
        "staff": officers(5, instructors=1),
        "activities": {
            "gym": {
                "kind": "gym",
                "places": 2,
                "minimum": 2,
                "length": 60,
                "between": ["08:00-11:00"],
                "at_most": 2,
                "per_person": 1,
                "for": {"A1": 1, "B1": 2},
                "staff": {"instructors": 1},
            }
        },
        "entitlements": {"gym": {"activity": "gym", "people": 1}, "out": {"time": "unlocked", "minutes": 60}},
    },
    "pinned": {
        "day": day("08:00", "12:00"),
        "wings": {"A": wing(A1=2, A2=3)},
        "staff": officers(4),
        "on_wing": {
            "association": {"kind": "association"},
            "domestic": {"kind": "domestic", "shortest": 60, "longest": 120, "staff": {"officers": 1}},
        },
        "activities": {
            "class": {
                "kind": "education",
                "places": 2,
                "sessions": ["08:00-09:00", "10:00-11:00"],
                "travel": "free",
                "staff": {"officers": 1},
            },
        },
        "pins": [
            {"group": "A1", "unlocked": "09:00-10:00", "on_wing": "domestic"},
            {"group": "A2", "locked": "08:00-09:00"},
            {"activity": "class", "session": "10:00-11:00"},
        ],
    },
    "three roles, some of whom cover others": {
        "day": day("08:00", "11:00"),
        "wings": {"A": wing(A1=2), "B": wing({"role": "support", "locked": 1, "unlocked": {"3": 2}}, B1=3)},
        "roles": {"officers": {"covers": ["support"]}, "support": {}, "senior": {"covers": ["officers"]}},
        "staff": {
            "day": {"start": "08:00", "end": "11:00", "officers": 3, "support": 1, "senior": 1},
            "late": {"start": "10:00", "end": "12:00", "support": 1},
        },
        "posts": {"control": {"staff": {"senior": 1}, "hours": ["09:00-10:00"]}},
        "activities": {
            "chapel": {
                "kind": "worship",
                "places": 2,
                "sessions": ["08:00-09:00"],
                "travel": "free",
                "staff": {"officers": 1},
                "staff_after": 60,
                "room": "hall",
            },
            "choir": {"kind": "worship", "places": 1, "sessions": ["08:00-10:00"], "travel": "free", "room": "hall"},
        },
    },
    "no on-wing time is free of limits": {
        "day": day("08:00", "12:00", shortest=60, unlocks={"at_most": 2}),
        "wings": {"A": wing(A1=2), "B": wing(B1=2)},
        "staff": officers(5),
        "on_wing": {
            "association": {"kind": "association", "most": 120, "people": 3},
            "exercise": {**EXERCISE, "windows": ["09:00-12:00"], "shortest": 60, "longest": 60, "periods": 2},
        },
        "activities": {
            "cells": {"kind": "in-cell", "where": "in-cell", "places": 2, "sessions": ["09:00-10:00"], "weight": 0.5},
        },
        "entitlements": {"air": {"time": "exercise", "minutes": 60}},
    },
    "on-wing work for people of locked groups, and steps that end early": {
        "day": day("08:00", "11:00"),
        "wings": {"A": wing({"locked": 0, "unlocked": {"2": 1, "4": 3}}, A1=3, A2=2)},
        "staff": officers(2),
        "activities": {
            "cleaning": {
                "kind": "wing-work",
                "where": "on-wing",
                "places": 2,
                "sessions": ["08:00-09:00", "09:00-11:00"],
                "for": {"A1": 2, "A2": 1},
            },
        },
        "apart": {"never": {"groups": ["A1"], "from": ["A2"], "at": ["room"]}},
    },
    "two floors of one on-wing time, counted inside spans": {
        "day": day("08:00", "11:00", step=30, shortest=30, gap=30),
        "wings": {"A": wing(A1=2)},
        "staff": officers(4),
        "on_wing": {
            "association": {"kind": "association"},
            "medication": {"kind": "medication", "protected": True, "shortest": 30, "periods": 2},
        },
        "activities": {"class": {"kind": "education", "places": 2, "sessions": ["08:30-09:30"], "travel": "free"}},
        "entitlements": {
            "morning": {"time": "medication", "minutes": 60, "between": "08:15-09:15"},
            "late": {"time": "medication", "minutes": 30, "between": "10:00-11:00"},
        },
    },
    "the only on-wing time is on a yard where two may not meet": {
        "day": day("08:00", "10:00"),
        "wings": {"A": wing(A1=2, A2=2)},
        "staff": officers(4),
        "on_wing": {"exercise": {"kind": "exercise", "where": "yard"}},
        "apart": {"yard": {"groups": ["A"], "at": ["yard"]}},
    },
    "one of two sessions at the same time is pinned, which staff have to do": {
        "day": day("08:00", "10:00"),
        "wings": {"A": wing(A1=3)},
        "staff": officers(2),
        "activities": {
            "class": {
                "kind": "education",
                "places": 1,
                "sessions": ["08:00-09:00", "08:00-09:00"],
                "travel": "free",
                "staff": {"officers": 1},
            }
        },
        "pins": [{"activity": "class", "session": "08:00-09:00"}],
    },
    "a pinned session that may not start then": {
        "day": day("08:00", "10:00"),
        "wings": {"A": wing(A1=2)},
        "staff": officers(4),
        "activities": {"gym": {"kind": "gym", "places": 2, "length": 30, "between": ["08:00-10:00"], "travel": "free"}},
        "pins": [{"activity": "gym", "session": "08:30-09:00"}],
    },
    "a session pinned to run and to be cancelled": {
        "day": day("08:00", "10:00"),
        "wings": {"A": wing(A1=2)},
        "staff": officers(4),
        "activities": {"gym": {"kind": "gym", "places": 2, "sessions": ["08:00-09:00"], "travel": "free"}},
        "pins": [{"activity": "gym", "session": "08:00-09:00"}, {"activity": "gym", "cancelled": True}],
    },
    "pinned to be unlocked after lock-up": {
        "day": day("08:00", "10:00"),
        "wings": {"A": wing(A1=2)},
        "staff": officers(4),
        "pins": [{"group": "A1", "unlocked": "09:00-11:00"}],
    },
    "CP-SAT's bound of the value is not a whole number": {
        "day": day("08:00", "11:00", shortest=30, gap=30, unlocks={"at_most": 1}),
        "wings": {"A": wing({"locked": 1, "unlocked": {"2": 1, "3": 2, "6": 3}}, A1=3, A2=2)},
        "roles": {"officers": {}, "support": {}},
        "staff": {
            "day": {"start": "07:00", "end": "19:00", "officers": 4},
            "early": {
                "start": "07:00",
                "end": "10:00",
                "officers": 1,
                "breaks": [{"minutes": 30, "between": "08:00-09:00"}],
            },
        },
        "on_wing": {
            "association": {"kind": "association", "most": 90},
            "exercise": {**EXERCISE, "most": 60, "people": 3, "staff": {"support": "1 per 2"}},
        },
    },
    "more posts than people": {
        "day": day("08:00", "10:00"),
        "wings": {"A": wing(A1=2)},
        "staff": officers(2),
        "posts": {"gate": {"staff": {"officers": 2}}},
    },
    "pins that contradict each other": {
        "day": day("08:00", "10:00"),
        "wings": {"A": wing(A1=2)},
        "staff": officers(4),
        "pins": [{"group": "A1", "unlocked": "08:00-09:00"}, {"group": "A1", "locked": "08:00-09:00"}],
    },
}


def engine(today: Today) -> Best | None:
    """What the engine proves to be best; none if it says that no day is possible."""
    try:
        found = plan(today.prison, weekday=today.weekday, gap=0, time_limit=60, workers=2)
    except Impossible:
        return None
    assert found.proof is not None
    assert found.figures is not None
    assert found.proof.status == "optimal"
    goals = found.proof.goals
    assert goals[-1].value == found.figures.value
    return Best(tuple(round(goal.value) for goal in goals[:-1]), goals[-1].value)


@pytest.mark.parametrize("name", PRISONS)
def test_nothing_beats_the_engine_on(name: str) -> None:
    today = Today.of(Prison.model_validate({**BASE, **PRISONS[name]}), "mon")
    assert engine(today) == best(today)


@settings(UNHURRIED, max_examples=EXAMPLES)
@given(about=tiny_prisons())
def test_nothing_beats_the_engine_on_a_prison_drawn_at_random(about: dict[str, Any]) -> None:
    names = {"unlocked", *about["on_wing"]}
    assume(all(terms.get("time", "unlocked") in names for terms in about["entitlements"].values()))
    today = Today.of(Prison.model_validate(about), "mon")
    try:
        expected = best(today, most=1500)
    except TooMany:
        assume(False)
    assert engine(today) == expected
