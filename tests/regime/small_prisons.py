"""Prisons of two to four wings with everything a prison may have, drawn at random."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from regime.clock import clock

GOALS = ["shortfalls", {"goal": "value", "tolerance": "1%"}, {"goal": "fairness", "tolerance": "2%"}, "calm"]
TAGS = ["mains", "vulnerable", "remand"]


@st.composite
def small_prisons(
    draw: st.DrawFn, wings: int = 4, hours: int = 10, step: int = 30, goals: list[Any] | None = None
) -> dict[str, Any]:
    """A day of ``hours`` from 08:00 on at most ``wings`` wings of one or two groups."""
    residence = draw(_wings(wings))
    groups = [group for wing in residence.values() for group in wing["groups"]]
    people = sum(group["size"] for wing in residence.values() for group in wing["groups"].values())
    last = 8 * 60 + 60 * hours
    checks = (
        {"midday": f"{clock(8 * 60 + 30 * hours)}-{clock(8 * 60 + 30 * hours + 30)}"} if draw(st.booleans()) else {}
    )
    spans = st.tuples(st.integers(0, hours - 1), st.integers(1, 3)).map(
        lambda s: f"{clock(480 + 60 * s[0])}-{clock(min(last, 480 + 60 * (s[0] + s[1])))}"
    )
    return {
        "prison": "HMP Drawn",
        "day": {
            "unlock": "08:00",
            "lock_up": clock(last),
            "step": step,
            "unlocks": {
                "shortest": draw(st.sampled_from([30, 60])),
                "shortest_gap": draw(st.sampled_from([30, 60])),
                "at_most": draw(st.integers(2, 4)),
            },
            "roll_checks": checks,
        },
        "wings": residence,
        "yards": {"Y": {"people": draw(st.sampled_from([40, 60]))}},
        "roles": {"officers": {"covers": ["support"]}, "support": {}, "instructors": {}},
        "staff": draw(_staff(people, last)),
        "posts": {"gate": {"staff": {"support": 1}, "hours": ["08:00-10:00"]}, "control": {"staff": {"officers": 1}}},
        "on_wing": draw(_on_wing(spans)),
        "activities": draw(_activities(spans, groups, last)),
        "routes": {"main": {"minutes": 15, "staff": {"officers": 1}, "people": draw(st.sampled_from([20, 60]))}},
        "escort": {"per": 4, "minutes": 15, "staff": {"officers": 1}},
        "apart": {
            f"rule {n}": {
                "groups": ["vulnerable"],
                "from": [draw(st.sampled_from(["mains", "remand"]))],
                "at": draw(st.lists(st.sampled_from(["wing", "room", "yard", "movement"]), min_size=1, unique=True)),
            }
            for n in range(draw(st.integers(0, 2)))
        },
        "entitlements": draw(_entitlements(spans, groups)),
        "goals": goals or GOALS,
    }


@st.composite
def _wings(draw: st.DrawFn, most: int) -> dict[str, Any]:
    wings: dict[str, Any] = {}
    for name in "ABCD"[: draw(st.integers(2, most))]:
        groups = {
            f"{name}{n}": {
                "size": draw(st.integers(5, 30)),
                "tags": [draw(st.sampled_from(TAGS))],
                "escorted": draw(st.integers(0, 6)) == 0,
            }
            for n in range(1, 1 + draw(st.integers(1, 2)))
        }
        table = draw(st.sampled_from([{}, {"at_most": 40}, {"unlocked": {"15": 1, "30": 2, "60": 4}}]))
        yard = {"yard": "Y"} if draw(st.booleans()) else {}
        wings[f"wing {name}"] = {"groups": groups, "staffing": table, **yard}
    return wings


@st.composite
def _staff(draw: st.DrawFn, people: int, last: int) -> dict[str, Any]:
    early = {"start": "07:00", "end": "13:00", "officers": draw(st.integers(2, 6)), "instructors": 1}
    all_day = {"start": "07:30", "end": clock(last + 30), "officers": 4 + people // draw(st.sampled_from([12, 25]))}
    rest = {"minutes": 30, "between": draw(st.sampled_from(["11:00-12:00", "09:30-12:00"]))}
    return {"early": early, "day": {**all_day, "support": 1, "instructors": 1, "breaks": [rest]}}


@st.composite
def _on_wing(draw: st.DrawFn, spans: st.SearchStrategy[str]) -> dict[str, Any]:
    return {
        "association": {"kind": "association", **draw(st.sampled_from([{}, {}, {"most": 240}]))},
        "exercise": {
            "kind": "exercise",
            "where": "yard",
            "protected": draw(st.booleans()),
            "outdoor": True,
            "shortest": 30,
            "periods": draw(st.integers(1, 2)),
            "staff": {"officers": 1},
        },
        "lunch": {"kind": "meal", "windows": [draw(spans)], "shortest": 30, "longest": 60, "protected": True},
    }


@st.composite
def _activities(draw: st.DrawFn, spans: st.SearchStrategy[str], groups: list[str], last: int) -> dict[str, Any]:
    some = st.lists(st.sampled_from([*groups, *TAGS]), min_size=1, max_size=3, unique=True)
    found: dict[str, Any] = {
        "workshop": {
            "kind": "workshop",
            "places": draw(st.integers(5, 40)),
            "minimum": draw(st.sampled_from([1, 4])),
            "sessions": draw(st.lists(spans, min_size=1, max_size=2, unique=True)),
            "staff": {"instructors": 1, "officers": "1 per 20"},
            "weight": draw(st.sampled_from([0.5, 1, 2.25])),
            "settled_at_roll_check": draw(st.booleans()),
        },
        "gym": {
            "kind": "gym", "places": 12, "length": 60, "between": [f"08:00-{clock(last)}"],
            "at_most": draw(st.integers(1, 3)), "per_person": 1, "room": "hall", "staff": {"instructors": 1},
        },
        "worship": {"kind": "worship", "places": 30, "sessions": [draw(spans)], "for": ["all"], "room": "hall"},
        "clinic": {
            "kind": "clinic", "places": 6, "sessions": [draw(spans)], "travel": "escort", "excuses": True,
            "purposeful": False, "for": draw(some),
        },
        "cleaning": {
            "kind": "wing-work", "places": 8, "where": "on-wing", "sessions": [draw(spans)],
            "for": {draw(st.sampled_from(groups)): 3, draw(st.sampled_from(groups)): "20%"},
        },
        "cell work": {"kind": "in-cell", "places": 20, "where": "in-cell", "sessions": [draw(spans)], "weight": 0.25},
    }  # fmt: skip
    chosen = draw(st.sets(st.sampled_from(sorted(found)), min_size=1, max_size=4))
    return {name: about for name, about in found.items() if name in chosen}


@st.composite
def _entitlements(draw: st.DrawFn, spans: st.SearchStrategy[str], groups: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "open air": {"time": "exercise", "minutes": draw(st.sampled_from([30, 60]))},
        "lunch": {"time": "lunch", "minutes": 30},
        "out of cell": {"time": "unlocked", "minutes": draw(st.sampled_from([90, 120]))},
        "early air": {
            "time": "exercise",
            "minutes": 30,
            "between": draw(spans),
            "for": [draw(st.sampled_from(groups))],
        },
        "gym": {"activity": "gym", "people": "10%"},
    }
    chosen = draw(st.sets(st.sampled_from(sorted(found)), max_size=4))
    return {name: terms for name, terms in found.items() if name in chosen}
