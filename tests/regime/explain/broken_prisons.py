"""Prisons that are each impossible for one known reason: what is changed about the small one, and what clashes."""

from __future__ import annotations

from typing import Any

from builders import SMALL, merged

A1_AT_NINE = {"group": "A1", "unlocked": "09:00-10:00"}
A2_AT_NINE = {"group": "A2", "unlocked": "09:00-10:00"}
B1_AT_NINE = {"group": "B1", "unlocked": "09:00-10:00"}
WORKSHOP = {"kind": "workshop", "places": 40, "travel": "free"}
EXERCISE = {"kind": "exercise", "where": "yard", "shortest": 30}
DAY = ("staff", "day", "staff", "officers")
NOTHING_FREE = {"staff": {"day": {"officers": 2}}}


def prison(changes: dict[str, Any]) -> dict[str, Any]:
    """The small prison with ``changes`` to it."""
    return merged({**SMALL, "goals": ["shortfalls", "value"]}, changes)


Clash = set[tuple[str | int, ...]]

BROKEN: dict[str, tuple[dict[str, Any], Clash]] = {
    # R01, R02: posts, patrols, breaks and people
    "a post above staff": (
        {"staff": {"day": {"officers": 4}}, "posts": {"gate": {"staff": {"officers": 5}}}},
        {DAY, ("posts", "gate", "staff", "officers")},
    ),
    "patrols above staff": (
        {"staff": {"day": {"officers": 1}}},
        {DAY, ("wings", "A", "staffing", "locked"), ("wings", "B", "staffing", "locked")},
    ),
    "a post and a patrol": (
        {"staff": {"day": {"officers": 3}}, "posts": {"gate": {"staff": {"officers": 3}, "hours": ["09:00-10:00"]}},
         "wings": {"B": {"closed": True}}},
        {DAY, ("posts", "gate", "staff", "officers"), ("wings", "A", "staffing", "locked")},
    ),
    "a late start": (
        {"staff": {"day": {"start": "09:00"}}, "wings": {"B": {"closed": True}}},
        {("staff", "day", "start"), ("wings", "A", "staffing", "locked")},
    ),
    "a break with nobody left": (
        {"staff": {"day": {"breaks": [{"minutes": 60, "between": "12:00-13:00"}]}}, "wings": {"B": {"closed": True}}},
        {("staff", "day", "breaks", 0), ("wings", "A", "staffing", "locked")},
    ),
    "a break in turns that is too short for all": (
        {"staff": {"day": {"officers": 4, "breaks": [{"minutes": 60, "between": "12:00-14:00"}]}},
         "posts": {"gate": {"staff": {"officers": 1}}}},
        {DAY, ("staff", "day", "breaks", 0), ("posts", "gate", "staff", "officers"),
         ("wings", "A", "staffing", "locked"), ("wings", "B", "staffing", "locked")},
    ),
    "a post in a role that nobody has": (
        {"roles": {"nurses": {}}, "posts": {"healthcare": {"staff": {"nurses": 1}}}},
        {("posts", "healthcare", "staff", "nurses")},
    ),
    "covering that is not enough": (
        {"roles": {"officers": {"covers": ["osgs"]}, "osgs": {}}, "staff": {"day": {"officers": 3, "osgs": 1}},
         "posts": {"gate": {"staff": {"osgs": 3}}}},
        {DAY, ("staff", "day", "staff", "osgs"), ("posts", "gate", "staff", "osgs"),
         ("wings", "A", "staffing", "locked"), ("wings", "B", "staffing", "locked")},
    ),
    "two shifts of which one has its break": (
        {"staff": {"day": {"officers": 5, "breaks": [{"minutes": 30, "between": "12:00-12:30"}]},
                   "late": {"start": "12:00", "end": "19:00", "officers": 2}},
         "posts": {"gate": {"staff": {"officers": 1}, "hours": ["12:00-13:00"]}}},
        {("staff", "late", "staff", "officers"), ("staff", "day", "breaks", 0), ("posts", "gate", "staff", "officers"),
         ("wings", "A", "staffing", "locked"), ("wings", "B", "staffing", "locked")},
    ),
    # R02 with a pin: the step table
    "an unlock without officers": (
        {**NOTHING_FREE, "pins": [A1_AT_NINE]},
        {DAY, ("pins", 0), ("wings", "A", "staffing"), ("wings", "B", "staffing")},
    ),
    "an unlock that the post takes the officers of": (
        {"staff": {"day": {"officers": 4}}, "posts": {"gate": {"staff": {"officers": 2}}}, "pins": [A1_AT_NINE]},
        {DAY, ("pins", 0), ("posts", "gate", "staff", "officers"), ("wings", "A", "staffing"),
         ("wings", "B", "staffing")},
    ),
    # R03 places
    "two groups in a place for one": (
        {"on_wing": {"meal": {"kind": "meal", "people": 25}},
         "pins": [{**A1_AT_NINE, "on_wing": "meal"}, {**A2_AT_NINE, "on_wing": "meal"}]},
        {("pins", 0), ("pins", 1), ("on_wing", "meal", "people")},
    ),
    "two groups on a yard for one": (
        {"yards": {"Y": {"people": 30}}, "wings": {"A": {"yard": "Y"}, "B": {"yard": "Y"}},
         "on_wing": {"exercise": EXERCISE},
         "pins": [{**A1_AT_NINE, "on_wing": "exercise"}, {**B1_AT_NINE, "on_wing": "exercise"}]},
        {("pins", 0), ("pins", 1), ("yards", "Y", "people")},
    ),
    "more people than places": (
        {"activities": {"workshop": {**WORKSHOP, "places": 5, "sessions": ["09:00-11:00"]}},
         "pins": [{"activity": "workshop", "people": 6}]},
        {("pins", 0), ("activities", "workshop", "places")},
    ),
    "a second session of a movable activity": (
        {"activities": {"gym": {"kind": "gym", "places": 10, "length": 60, "between": ["09:00-12:00"],
                                "travel": "free"}},
         "pins": [{"activity": "gym", "session": "09:00-10:00"}, {"activity": "gym", "session": "10:00-11:00"}]},
        {("pins", 0), ("pins", 1), ("activities", "gym", "at_most")},
    ),
    "one visit each": (
        {"activities": {"gym": {"kind": "gym", "places": 40, "sessions": ["09:00-10:00", "10:00-11:00"],
                                "per_person": 1, "travel": "free", "for": ["A1"]}},
         "pins": [{"activity": "gym", "people": 11}]},
        {("pins", 0), ("activities", "gym", "per_person")},
    ),
    # R04: people are in one place, so that two pins clash by themselves
    "two sessions that need the same people": (
        {"activities": {
            "workshop": {**WORKSHOP, "minimum": 8, "sessions": ["09:00-11:00"], "for": ["A1"]},
            "class": {**WORKSHOP, "minimum": 8, "sessions": ["09:00-11:00"], "for": ["A1"]}},
         "pins": [{"activity": "workshop", "session": "09:00-11:00"}, {"activity": "class", "session": "09:00-11:00"}]},
        {("pins", 0), ("pins", 1), ("activities", "workshop", "minimum"), ("activities", "class", "minimum")},
    ),
    # R05 separation
    "two groups apart": (
        {"apart": {"feud": {"groups": ["A1"], "from": ["A2"], "at": ["wing"]}}, "pins": [A1_AT_NINE, A2_AT_NINE]},
        {("pins", 0), ("pins", 1), ("apart", "feud")},
    ),
    "two groups apart in a room": (
        {"apart": {"feud": {"groups": ["A1"], "from": ["A2"], "at": ["room"]}},
         "activities": {"workshop": {**WORKSHOP, "sessions": ["09:00-11:00"]}},
         "pins": [{"activity": "workshop", "people": 1, "of": ["A1"]},
                  {"activity": "workshop", "people": 1, "of": ["A2"]}]},
        {("pins", 0), ("pins", 1), ("apart", "feud")},
    ),
    # R06 unlock shape
    "an unlock that is too short": (
        {"pins": [{"group": "A1", "unlocked": "09:00-09:15"}, {"group": "A1", "locked": "08:00-09:00"},
                  {"group": "A1", "locked": "09:15-18:00"}]},
        {("pins", 0), ("pins", 1), ("pins", 2), ("day", "unlocks", "shortest")},
    ),
    "a gap that is too short": (
        {"pins": [A1_AT_NINE, {"group": "A1", "locked": "10:00-10:15"}, {"group": "A1", "unlocked": "10:15-11:00"}]},
        {("pins", 0), ("pins", 1), ("pins", 2), ("day", "unlocks", "shortest_gap")},
    ),
    "too many unlocks": (
        {"day": {"unlocks": {"at_most": 1}},
         "pins": [A1_AT_NINE, {"group": "A1", "locked": "11:00-12:00"}, {"group": "A1", "unlocked": "13:00-14:00"}]},
        {("pins", 0), ("pins", 1), ("pins", 2), ("day", "unlocks", "at_most")},
    ),
    "a meal outside its window": (
        {"on_wing": {"lunch": {"kind": "meal", "windows": ["12:00-13:00"]}},
         "pins": [{**A1_AT_NINE, "on_wing": "lunch"}]},
        {("pins", 0), ("on_wing", "lunch", "windows")},
    ),
    "a meal that is too long": (
        {"on_wing": {"lunch": {"kind": "meal", "longest": 30}}, "pins": [{**A1_AT_NINE, "on_wing": "lunch"}]},
        {("pins", 0), ("on_wing", "lunch", "longest")},
    ),
    # R07 protected time
    "work during protected time": (
        {"on_wing": {"exercise": {**EXERCISE, "protected": True}},
         "activities": {"workshop": {**WORKSHOP, "sessions": ["09:00-10:00"]}},
         "pins": [{**A1_AT_NINE, "on_wing": "exercise"}, {"activity": "workshop", "people": 1, "of": ["A1"]}]},
        {("pins", 0), ("pins", 1), ("on_wing", "exercise", "protected")},
    ),
    # R08 entitlements, pinned to be met
    "a floor without officers": (
        {**NOTHING_FREE, "entitlements": {"out": {"time": "unlocked", "minutes": 60}},
         "pins": [{"group": "A1", "entitlement": "out"}]},
        {DAY, ("pins", 0), ("wings", "A", "staffing"), ("wings", "B", "staffing")},
    ),
    "a floor longer than its window": (
        {"on_wing": {"exercise": {**EXERCISE, "windows": ["09:00-09:45"]}},
         "entitlements": {"air": {"time": "exercise", "minutes": 60}},
         "pins": [{"group": "A1", "entitlement": "air"}]},
        {("pins", 0), ("on_wing", "exercise", "windows")},
    ),
    "a floor of places": (
        {"activities": {"visits": {"kind": "visits", "places": 3, "sessions": ["14:00-15:00"], "travel": "free"}},
         "entitlements": {"visits": {"activity": "visits", "people": "50%"}},
         "pins": [{"group": "A1", "entitlement": "visits"}]},
        {("pins", 0), ("activities", "visits", "places")},
    ),
    # R09 movement
    "a movement that is too small": (
        {"activities": {"workshop": {"kind": "workshop", "places": 40, "sessions": ["09:00-11:00"]}},
         "routes": {"path": {"minutes": 15, "staff": {}, "people": 5}},
         "pins": [{"activity": "workshop", "people": 6}]},
        {("pins", 0), ("routes", "path", "people")},
    ),
    "one movement too many": (
        {"activities": {"workshop": {"kind": "workshop", "places": 40, "sessions": ["09:00-11:00"]}},
         "routes": {"path": {"minutes": 15, "staff": {}, "at_most": 1}},
         "pins": [{"activity": "workshop", "session": "09:00-11:00"}]},
        {("pins", 0), ("routes", "path", "at_most")},
    ),
    "a movement without officers": (
        {**NOTHING_FREE,
         "activities": {"workshop": {"kind": "workshop", "places": 40, "sessions": ["09:00-11:00"]}},
         "routes": {"path": {"minutes": 15, "staff": {"officers": 1}}},
         "pins": [{"activity": "workshop", "session": "09:00-11:00"}]},
        {DAY, ("pins", 0), ("routes", "path", "staff"), ("wings", "A", "staffing", "locked"),
         ("wings", "B", "staffing", "locked")},
    ),
    # R10 roll checks
    "an unlock during a count": (
        {"day": {"roll_checks": {"noon": "12:00-12:30"}}, "pins": [{"group": "A1", "unlocked": "11:30-12:30"}]},
        {("pins", 0), ("day", "roll_checks", "noon")},
    ),
    # R11 rooms
    "two things in one room": (
        {"activities": {
            "class": {**WORKSHOP, "room": "hall", "sessions": ["09:00-11:00"]},
            "choir": {**WORKSHOP, "room": "hall", "sessions": ["10:00-12:00"]}},
         "pins": [{"activity": "class", "session": "09:00-11:00"}, {"activity": "choir", "session": "10:00-12:00"}]},
        {("pins", 0), ("pins", 1)},
    ),
    # R12: pins that contradict each other
    "two pins on one group": (
        {"pins": [A1_AT_NINE, {"group": "A1", "locked": "09:30-10:30"}]},
        {("pins", 0), ("pins", 1)},
    ),
    "a session pinned and cancelled": (
        {"activities": {"workshop": {**WORKSHOP, "sessions": ["09:00-11:00"]}},
         "pins": [{"activity": "workshop", "session": "09:00-11:00"}, {"activity": "workshop", "cancelled": True}]},
        {("pins", 0), ("pins", 1)},
    ),
}  # fmt: skip
"""Name -> changes to the small prison, and the places of the lines that clash. Where two lines each bring the same
way out (either room), the lines that are in every clash."""
