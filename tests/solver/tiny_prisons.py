"""Prisons of one to three groups and a few hours, drawn at random, in which every rule may bind."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from regime.clock import clock


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def without_none(about: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in about.items() if value is not None}


@st.composite
def tiny_prisons(draw: st.DrawFn) -> dict[str, Any]:
    step = draw(st.sampled_from([30, 60]))
    first = 8 * 60
    grid = [first + step * n for n in range(draw(st.integers(2, 4)) + 1)]
    last = grid[-1]
    homes = draw(st.sampled_from([["A1"], ["A1", "A2"], ["A1", "B1"], ["A1", "A2", "B1"]]))
    spans = st.tuples(st.integers(0, len(grid) - 2), st.integers(1, 3)).map(
        lambda pair: f"{clock(grid[pair[0]])}-{clock(grid[min(pair[0] + pair[1], len(grid) - 1)])}"
    )
    groups = st.lists(st.sampled_from(homes), min_size=1, max_size=2, unique=True)
    return without_none(
        {
            "prison": "HMP Drawn",
            "day": {
                "unlock": clock(first),
                "lock_up": clock(last),
                "step": step,
                "unlocks": {
                    "shortest": draw(st.sampled_from([30, 60, 90])),
                    "shortest_gap": draw(st.sampled_from([30, 60, 90])),
                    "at_most": draw(st.integers(1, 2)),
                },
                "roll_checks": {"noon": draw(spans)} if draw(st.integers(0, 4)) == 0 else {},
            },
            "wings": draw(_wings(homes)),
            "yards": {"Y": {"people": draw(st.integers(3, 5))}},
            "roles": {"officers": {"covers": draw(st.sampled_from([[], ["support"]]))}, "support": {}},
            "staff": draw(_staff(step)),
            "posts": {"gate": {"staff": {"officers": 1}, "hours": [draw(spans)]}} if draw(st.booleans()) else {},
            "on_wing": draw(_on_wing(spans)),
            "activities": draw(_activities(spans, homes, first, last)),
            "routes": {"main": draw(_routes(spans))} if draw(st.booleans()) else {},
            "escort": draw(maybe(st.just({"per": 2, "minutes": 30, "staff": {"officers": 1}}))),
            "apart": {
                name: {"groups": draw(groups), "from": draw(groups), "at": [name]}
                for name in draw(st.sets(st.sampled_from(["wing", "room", "yard", "movement"]), max_size=2))
            },
            "entitlements": draw(_entitlements(spans, groups)),
            "pins": draw(st.lists(_pins(spans, homes), max_size=1)),
            "goals": ["shortfalls", "value"],
        }
    )


@st.composite
def _wings(draw: st.DrawFn, homes: list[str]) -> dict[str, Any]:
    wings: dict[str, Any] = {}
    for home in homes:
        size = draw(st.integers(1, 3))
        about = wings.setdefault(home[0], {"groups": {}})
        about["groups"][home] = {"size": size, "escorted": draw(st.integers(0, 5)) == 0}
    for about in wings.values():
        locked = draw(st.integers(0, 1))
        officers = draw(st.integers(locked, 2))
        about["staffing"] = {"locked": locked, "unlocked": {"2": officers, "3": officers + 1, "6": officers + 2}}
        if draw(st.booleans()):
            about["yard"] = "Y"
    return wings


@st.composite
def _staff(draw: st.DrawFn, step: int) -> dict[str, Any]:
    day = {"start": "07:00", "end": "19:00", "officers": draw(st.integers(1, 6)), "support": draw(st.integers(0, 1))}
    rest = draw(maybe(st.sampled_from(["08:00-09:00", "08:30-10:00"])))
    if rest is None:
        return {"day": day}
    early = {"start": "07:00", "end": "10:00", "officers": draw(st.integers(1, 2))}
    return {"day": day, "early": {**early, "breaks": [{"minutes": 30, "between": rest}]}}


@st.composite
def _on_wing(draw: st.DrawFn, spans: st.SearchStrategy[str]) -> dict[str, Any]:
    limits = draw(st.sampled_from([{}, {}, {"most": 90}, {"people": 4}, {"where": "yard"}]))
    times: dict[str, Any] = {"association": {"kind": "association", **limits}}
    if draw(st.booleans()):
        times["exercise"] = without_none(
            {
                "kind": "exercise",
                "windows": draw(maybe(st.lists(spans, min_size=1, max_size=2))),
                "shortest": draw(st.sampled_from([None, 30, 60])),
                "longest": draw(st.sampled_from([None, 60, 90])),
                "periods": draw(st.sampled_from([None, 1, 2])),
                "most": draw(st.sampled_from([None, 60])),
                "where": draw(st.sampled_from(["wing", "yard"])),
                "people": draw(st.sampled_from([None, 3, 4])),
                "protected": draw(st.booleans()),
                "staff": draw(st.sampled_from([{}, {"officers": 1}, {"support": "1 per 2"}])),
            }
        )
    return times


@st.composite
def _activities(
    draw: st.DrawFn, spans: st.SearchStrategy[str], homes: list[str], first: int, last: int
) -> dict[str, Any]:
    activities: dict[str, Any] = {}
    for name in ("class", "gym")[: draw(st.sampled_from([0, 1, 1, 2]))]:
        where = draw(st.sampled_from(["off-wing", "off-wing", "on-wing", "in-cell"]))
        places = draw(st.integers(1, 3))
        about = {
            "kind": "education",
            "places": places,
            "minimum": draw(st.integers(1, places)),
            "where": where,
            "for": draw(st.dictionaries(st.sampled_from(homes), st.integers(1, 2), min_size=1)),
            "travel": "free" if where == "off-wing" and draw(st.booleans()) else None,
            "room": draw(st.sampled_from([None, "hall"])),
            "staff": draw(st.sampled_from([{}, {"officers": 1}, {"support": 1}, {"officers": "1 per 2"}])),
            "staff_before": draw(st.sampled_from([0, 30])),
            "weight": draw(st.sampled_from([0, 1, 2.5])),
            "excuses": draw(st.booleans()),
            "settled_at_roll_check": draw(st.booleans()),
            "per_person": draw(st.sampled_from([None, 1])),
        }
        if draw(st.booleans()):
            about["sessions"] = draw(st.lists(spans, min_size=1, max_size=2))
        else:
            about |= {"length": draw(st.sampled_from([30, 60])), "between": [f"{clock(first)}-{clock(last)}"]}
        activities[name] = without_none(about)
    return activities


@st.composite
def _routes(draw: st.DrawFn, spans: st.SearchStrategy[str]) -> dict[str, Any]:
    return without_none(
        {
            "minutes": 30,
            "staff": {"officers": draw(st.integers(0, 1))},
            "people": draw(st.sampled_from([None, 2, 3])),
            "at_most": draw(st.sampled_from([None, 2])),
        }
    )


@st.composite
def _entitlements(
    draw: st.DrawFn, spans: st.SearchStrategy[str], groups: st.SearchStrategy[list[str]]
) -> dict[str, Any]:
    of_time = st.fixed_dictionaries(
        {"time": st.sampled_from(["unlocked", "exercise", "exercise"]), "minutes": st.sampled_from([30, 60])},
        optional={"between": spans, "for": groups},
    )
    of_occasions = st.just({"activity": "education", "people": 1})
    found = draw(st.lists(st.one_of(of_time, of_time, of_occasions), max_size=2))
    return {f"floor {number}": terms for number, terms in enumerate(found)}


@st.composite
def _pins(draw: st.DrawFn, spans: st.SearchStrategy[str], homes: list[str]) -> dict[str, Any]:
    if draw(st.booleans()):
        return {"group": draw(st.sampled_from(homes)), draw(st.sampled_from(["locked", "unlocked"])): draw(spans)}
    if draw(st.integers(0, 3)) == 0:
        return {"group": draw(st.sampled_from(homes)), "entitlement": "floor 0"}
    counted = {"people": draw(st.integers(1, 3)), "of": [draw(st.sampled_from(homes))]}
    of_session = [{"cancelled": True}, {"session": draw(spans)}, counted, {**counted, "at": "09:00"}]
    return {"activity": "class", **draw(st.sampled_from(of_session))}
