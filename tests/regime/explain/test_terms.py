"""What every line of a prison that could give way is called, and that it can be lifted."""

from __future__ import annotations

from typing import Any

from broken_prisons import prison

from regime.explain.changing import edited
from regime.explain.terms import terms
from regime.paths import dotted
from regime.prison import Prison
from regime.today import Today

EVERYTHING: dict[str, Any] = {
    "day": {"roll_checks": {"noon": "12:00-12:30"}},
    "wings": {"A": {"yard": "Y"}},
    "yards": {"Y": {"people": 40}},
    "staff": {"day": {"start": "09:00", "end": "17:00", "breaks": [{"minutes": 30, "between": "12:00-13:00"}]}},
    "posts": {"gate": {"staff": {"officers": 1}, "hours": ["09:00-10:00"]}},
    "on_wing": {
        "lunch": {
            "kind": "meal",
            "windows": ["12:00-13:00"],
            "shortest": 15,
            "longest": 30,
            "periods": 1,
            "most": 30,
            "people": 25,
            "protected": True,
            "staff": {"officers": 1},
        }
    },
    "activities": {
        "gym": {
            "kind": "gym",
            "places": 10,
            "minimum": 4,
            "length": 60,
            "between": ["09:00-12:00"],
            "per_person": 1,
            "room": "hall",
            "staff": {"officers": "1 per 5"},
        }
    },
    "routes": {
        "path": {"minutes": 15, "staff": {"officers": 2}, "people": 20, "at_most": 6, "windows": ["09:00-12:00"]}
    },
    "escort": {"per": 4, "minutes": 10, "staff": {"officers": 1}},
    "apart": {"feud": {"groups": ["A1"], "from": ["A2"]}},
    "entitlements": {"out": {"time": "unlocked", "minutes": 60}},
}
PINS: list[dict[str, Any]] = [
    {"group": "A1", "unlocked": "09:00-10:00", "on_wing": "lunch"},
    {"group": "A1", "locked": "14:00-15:00"},
    {"group": "A1", "entitlement": "out"},
    {"activity": "gym", "session": "09:00-10:00"},
    {"activity": "gym", "cancelled": True},
    {"activity": "gym", "people": 5, "of": ["A1", "B"], "at": "09:30"},
]

SAID = {
    "day.unlocks.shortest": "R06 an unlock lasts at least 30 minutes",
    "day.unlocks.shortest_gap": "R06 a group stays locked at least 30 minutes between two unlocks",
    "day.unlocks.at_most": "R06 a group is unlocked at most 4 times a day",
    "day.roll_checks.noon": "R10 everybody is counted 12:00-12:30 (noon)",
    "apart.feud": "R05 A1 and A2 are kept apart (feud)",
    "on_wing.lunch.windows": "R06 lunch happens only 12:00-13:00",
    "on_wing.lunch.shortest": "R06 lunch lasts at least 15 minutes",
    "on_wing.lunch.longest": "R06 lunch lasts at most 30 minutes",
    "on_wing.lunch.periods": "R06 lunch happens in at most 1 period a day",
    "on_wing.lunch.most": "R06 lunch has at most 30 minutes a day",
    "on_wing.lunch.people": "R03 lunch takes 25 people in one place",
    "on_wing.lunch.protected": "R07 nobody is away while the group has lunch",
    "on_wing.lunch.staff": "R01 lunch needs 1 officer in each place",
    "yards.Y.people": "R03 yard Y takes 40 people",
    "activities.gym.minimum": "R03 gym runs only with 4 people or more",
    "activities.gym.places": "R03 gym has 10 places",
    "activities.gym.at_most": "R03 gym has 1 session a day at most",
    "activities.gym.per_person": "R03 nobody attends more than 1 session of gym a day",
    "activities.gym.staff": "R01 a session of gym needs 1 officer for each 5 people",
    "activities.gym.room": "R11 gym is held in the room hall",
    "activities.gym.settled_at_roll_check": "R10 nobody stays in gym through a roll check",
    "routes.path.staff": "R01 a movement on path needs 2 officers",
    "routes.path.people": "R09 a movement on path takes 20 people",
    "routes.path.at_most": "R09 path has 6 movements a day at most",
    "routes.path.windows": "R09 movements on path run only 09:00-12:00",
    "escort.staff": "R01 an escort is 1 officer for each 4 people",
    "wings.A.staffing.locked": "R02 wing A needs 1 officer while it is locked up",
    "wings.B.staffing.locked": "R02 wing B needs 1 officer while it is locked up",
    "posts.gate.staff.officers": "R01 the post gate needs 1 officer 09:00-10:00",
    "staff.day.officers": "R01 shift day has 20 officers 09:00-17:00",
    "staff.day.start": "R01 shift day starts at 09:00",
    "staff.day.end": "R01 shift day ends at 17:00",
    "staff.day.breaks[1]": "R01 everybody on shift day has a break of 30 minutes between 12:00-13:00",
}
SAID_OF_PINS = {
    "wings.A.staffing": "R02 wing A needs 1 officer while it is locked up, and unlocked 2 up to 30 people",
    "wings.B.staffing": "R02 wing B needs 1 officer while it is locked up, and unlocked 2 up to 30 people",
    "pins[1]": "R12 A1 is pinned to be unlocked for lunch 09:00-10:00",
    "pins[2]": "R12 A1 is pinned to be locked up 14:00-15:00",
    "pins[3]": "R12 A1 is pinned to have out in full",
    "pins[4]": "R12 gym 09:00-10:00 is pinned to run",
    "pins[5]": "R12 gym is pinned to be cancelled",
    "pins[6]": "R12 gym at 09:30 is pinned to have 5 people of A1 and B",
}


def today(**more: Any) -> Today:
    return Today.of(Prison.model_validate(prison({**EVERYTHING, **more})), "mon")


def test_every_line_is_named_in_peoples_words() -> None:
    assert {dotted(term.at): f"{term.rule[:3]} {term.says}" for term in terms(today())} == SAID


def test_pins_and_wings_with_pins_are_named_too() -> None:
    said = {dotted(term.at): f"{term.rule[:3]} {term.says}" for term in terms(today(pins=PINS))}
    assert {at: what for at, what in said.items() if at in SAID_OF_PINS} == SAID_OF_PINS
    assert set(said) - set(SAID_OF_PINS) == {at for at in SAID if not at.startswith("wings")}


def test_every_line_can_be_lifted_and_eased_and_is_a_prison_still() -> None:
    for day in (today(), today(pins=PINS)):
        for term in terms(day):
            lifted = edited(day.prison, [term.lifted])
            assert lifted != day.prison, term.at
            for edit in (term.ways[0], term.ways[-1]):
                assert edited(day.prison, [edit]) != day.prison, term.at
        assert edited(day.prison, [term.lifted for term in terms(day)]).pins == []
