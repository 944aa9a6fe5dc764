"""A prison of two wings and one day of it, small enough to add up by hand."""

from __future__ import annotations

from typing import Any

from regime.clock import Span

PRISON: dict[str, Any] = {
    "prison": "HMP Small",
    "day": {"unlock": "08:00", "lock_up": "19:00", "roll_checks": {"lunch": "12:00-12:30"}},
    "wings": {
        "A": {"groups": {"A1": {"size": 20, "unemployed": 5}, "A2": {"size": 10, "unemployed": 10}}},
        "B": {"groups": {"B1": {"size": 30}}},
    },
    "roles": {"officers": {}, "instructors": {}, "seniors": {"covers": ["officers"]}},
    "staff": {"main": {"start": "08:00", "end": "19:00", "officers": 10, "instructors": 2, "seniors": 1}},
    "on_wing": {
        "association": {"kind": "association"},
        "exercise": {"kind": "exercise", "where": "yard", "outdoor": True, "protected": True},
    },
    "activities": {
        "workshop": {
            "kind": "workshop",
            "places": 15,
            "sessions": ["09:00-11:00", "14:00-16:00"],
            "for": {"A1": 12, "A2": 5},
            "staff": {"instructors": 1},
            "attendance": "80%",
        },
        "cleaning": {
            "kind": "wing-work",
            "where": "on-wing",
            "places": 4,
            "sessions": ["13:00-14:00"],
            "for": ["B1"],
            "weight": 0.5,
        },
        "learning": {
            "kind": "in-cell",
            "where": "in-cell",
            "places": 10,
            "sessions": ["14:00-15:00"],
            "for": ["B1"],
            "weight": 0.25,
        },
        "gardens": {
            "kind": "prison-job",
            "places": 6,
            "sessions": ["16:30-18:30"],
            "for": ["B1"],
            "travel": "free",
            "outdoor": True,
            "purposeful": False,
        },
    },
    "routes": {"walkway": {"minutes": 10, "staff": {"officers": 1}}},
    "entitlements": {
        "open air": {"time": "exercise", "minutes": 60},
        "two hours": {"time": "unlocked", "minutes": 120},
        "work": {"activity": "workshop", "people": 5, "for": ["A2"]},
    },
    "counted_at": ["15:00", "10:00"],
}

UNLOCKED = {
    "A1": [("08:00-12:00", "association"), ("14:00-15:00", "exercise")],
    "B1": [("17:00-18:00", "association")],
}
SESSIONS = [
    ("workshop", "09:00-11:00", {"A1": 10, "A2": 5}),
    ("cleaning", "13:00-14:00", {"B1": 4}),
    ("learning", "14:00-15:00", {"B1": 8}),
    ("gardens", "16:30-18:30", {"B1": 6}),
]


def span(text: str) -> Span:
    """The span written as text."""
    return Span.model_validate(text)
