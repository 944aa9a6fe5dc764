"""The days that are measured: every example, and seeded days of four sizes, from a small prison to the largest.

A seeded day has the rules of the examples and invented numbers. Its name is size, seed and staffing: ``M-1-0.8``.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from regime import load
from regime.prison import Prison

_FOLDER = Path(__file__).parents[2] / "examples"

EXAMPLES = sorted(file.stem for file in _FOLDER.glob("*.yaml") if ".timetable" not in file.name)

SIZES = {"S": (250, 4, 10), "M": (800, 8, 30), "L": (1600, 18, 60), "XL": (2100, 36, 100)}
"""Size -> people, wings, groups."""


def day_name(name: str) -> str:
    """The one spelling of a day's name (``S-1-1`` is ``S-1-1.0``). Raises ValueError if there is no such day."""
    if name in EXAMPLES:
        return name
    size, seed, staffing = name.split("-")
    if size not in SIZES:
        raise ValueError(name)
    return f"{size}-{int(seed)}-{float(staffing)}"


def named(name: str) -> Prison:
    """An example, or a seeded day."""
    if name in EXAMPLES:
        return load(_FOLDER / f"{name}.yaml")
    size, seed, staffing = name.split("-")
    return day(size, int(seed), float(staffing))


def kind(name: str) -> str:
    """What days are summed up under: an example by itself, seeded days of one size and staffing together."""
    if name in EXAMPLES:
        return name
    size, _, staffing = name.split("-")
    return f"{size} at {float(staffing):.0%}"


def order(name: str) -> tuple[int, float]:
    """A key that puts the examples first, then the seeded days by size and staffing."""
    if name in EXAMPLES:
        return -1, 0.0
    size, _, staffing = name.split("-")
    return list(SIZES).index(size), float(staffing)


def day(size: str, seed: int, staffing: float = 1.0) -> Prison:
    """A seeded prison; ``staffing`` scales the officers on duty above the posts (1.0: about a normal day)."""
    people, wings, groups = SIZES[size]
    rng = random.Random(f"{size} {seed}")
    residence = _wings(rng, people, wings, groups)
    posts = {"gate": {"staff": {"osgs": 3}}, "control": {"staff": {"officers": 2}}}
    posts["response"] = {"staff": {"officers": 2 + people // 500}}
    return Prison.model_validate(
        {
            "prison": f"{size} {seed} at {staffing:.0%}",
            "day": {
                "unlock": "07:45",
                "lock_up": "19:15",
                "unlocks": {"shortest": 30, "shortest_gap": 30, "at_most": 4},
                "roll_checks": {"lunch": "12:30-12:45"},
            },
            "wings": residence,
            "yards": {f"yard {w % max(2, wings // 2)}": {"people": 160} for w in range(wings)},
            "roles": {
                **{role: {} for role in ("osgs", "instructors", "teachers", "pe_instructors")},
                "officers": {"covers": ["osgs"]},
                "supervising_officers": {"covers": ["officers", "osgs"]},
            },
            "staff": _staff(people, wings, staffing),
            "posts": posts,
            "on_wing": _on_wing(rng),
            "activities": _activities(rng, people, residence),
            "routes": {"main": {"minutes": 15, "staff": {"officers": 4 + people // 250}}},
            "apart": {"mains and vulnerable": {"groups": ["mains"], "from": ["vulnerable"]}},
            "entitlements": {
                "lunch": {"time": "lunch", "minutes": 30},
                "open air": {"time": "exercise", "minutes": 60},
                "domestic": {"time": "domestic", "minutes": 30},
            },
            "goals": ["shortfalls", {"goal": "value", "tolerance": "1%"}, "fairness", "calm"],
        }
    )


def _wings(rng: random.Random, people: int, wings: int, groups: int) -> dict[str, Any]:
    shares = [rng.uniform(0.8, 1.2) for _ in range(groups)]
    sizes = [max(5, round(people * share / sum(shares))) for share in shares]
    found: dict[str, Any] = {}
    for w in range(wings):
        tag = "vulnerable" if w % 3 == 2 else "mains"
        own = sizes[w * groups // wings : (w + 1) * groups // wings]
        found[f"W{w + 1}"] = {
            "groups": {
                f"W{w + 1}-{n + 1}": {"size": size, "tags": [tag], "unemployed": round(size * rng.uniform(0.1, 0.5))}
                for n, size in enumerate(own)
            },
            "staffing": {"locked": 1, "at_least": 2, "one_per": rng.choice([25, 30, 35])},
            "yard": f"yard {w % max(2, wings // 2)}",
        }
    return found


def _staff(people: int, wings: int, staffing: float) -> dict[str, Any]:
    landings = people / 30
    route = 4 + people // 250
    normal = round((wings + (landings - wings) * 0.75 + route + people / 80 + 4 + people // 500) * 1.0)
    base = wings + 4 + people // 500
    officers = round(base + (normal - base) * staffing)
    early, main = round(officers * 0.5), officers - round(officers * 0.5)
    lunch = [{"minutes": 60, "between": "11:30-14:00"}]
    return {
        "early": {"start": "07:30", "end": "13:00", "officers": early},
        "main": {"start": "07:30", "end": "17:30", "officers": main, "breaks": lunch},
        "late": {
            "start": "12:30",
            "end": "20:30",
            "officers": round(officers * 0.55),
            "breaks": [{"minutes": 30, "between": "16:00-18:30"}],
        },
        "senior": {"start": "07:30", "end": "20:30", "supervising_officers": 2 + people // 400, "breaks": lunch},
        "support": {"start": "07:00", "end": "20:30", "osgs": 5, "breaks": lunch},
        "civilian": {
            "start": "08:00",
            "end": "17:00",
            "instructors": 2 + people // 40,
            "teachers": 1 + people // 80,
            "pe_instructors": 2 + people // 500,
            "breaks": [{"minutes": 30, "between": "11:30-13:45"}],
        },
    }


def _on_wing(rng: random.Random) -> dict[str, Any]:
    return {
        "association": {"kind": "association"},
        "domestic": {"kind": "domestic", "shortest": 30, "protected": True},
        "exercise": {
            "kind": "exercise",
            "windows": ["08:30-11:45", "13:45-16:45"],
            "shortest": 30,
            "longest": 60,
            "periods": 2,
            "where": "yard",
            "protected": True,
            "outdoor": True,
            "staff": {"officers": 2},
        },
        "lunch": {"kind": "meal", "windows": ["11:30-12:30"], "shortest": 30, "longest": 30, "protected": True},
    }


def _activities(rng: random.Random, people: int, residence: dict[str, Any]) -> dict[str, Any]:
    halves = ["08:30-11:30", "13:45-16:30"]
    found: dict[str, Any] = {}
    for n in range(max(2, people // 80)):
        found[f"workshop {n + 1}"] = {
            "kind": "workshop",
            "places": rng.choice([12, 15, 20, 30]),
            "minimum": 4,
            "sessions": halves,
            "for": {("mains" if n % 3 else "vulnerable"): "30%"},
            "staff": {"instructors": "1 per 12"},
        }
    for n in range(max(2, people // 130)):
        found[f"class {n + 1}"] = {
            "kind": "education",
            "places": 12,
            "minimum": 4,
            "sessions": halves,
            "for": {"all": "20%"},
            "staff": {"teachers": 1},
        }
    for n in range(1 + people // 900):
        found[f"gym {n + 1}"] = {
            "kind": "gym",
            "places": 40,
            "minimum": 8,
            "length": 60,
            "between": ["08:30-11:45", "13:45-16:45"],
            "at_most": 5,
            "per_person": 1,
            "for": {"all": "60%"},
            "staff": {"pe_instructors": "1 per 20"},
            "weight": 0.5,
        }
    found["library"] = {
        "kind": "library",
        "places": 20,
        "minimum": 5,
        "length": 30,
        "between": ["09:00-11:30", "14:00-16:30"],
        "at_most": 8,
        "per_person": 1,
        "for": {"all": "30%"},
        "staff": {"officers": 1},
        "weight": 0.5,
    }
    found["visits"] = {
        "kind": "visits",
        "places": 25,
        "minimum": 5,
        "sessions": ["14:00-16:00"],
        "for": {"all": "10%"},
        "staff": {"officers": "1 per 10", "supervising_officers": 1},
        "staff_before": 15,
        "staff_after": 15,
        "weight": 1,
    }
    for wing in residence:
        found[f"wing work {wing}"] = {
            "kind": "wing-work",
            "places": 8,
            "minimum": 1,
            "sessions": ["09:00-11:00", "14:00-16:00"],
            "for": {wing: "10%"},
            "where": "on-wing",
            "weight": 0.5,
        }
    return found
