"""On prisons small enough to try every plan, each rung keeps what no plan keeps more of, and its day is the best."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

import pytest
from brute_force import Best, TooMany, best, most
from hypothesis import assume, given, settings
from tiny_prisons import tiny_prisons

from regime.changes import as_planned, changed
from regime.errors import Impossible
from regime.ladder.descent import ladder
from regime.ladder.result import Item, Ladder, Unit
from regime.ladder.units import pin, post_path, standing, units
from regime.plan import Plan
from regime.prison import Prison
from regime.problems import InputError
from regime.today import Today
from tests.unhurried import UNHURRIED

EXAMPLES = 8
LIMIT = 3000

BASE: dict[str, Any] = {
    "prison": "HMP Tiny",
    "roles": {"officers": {}},
    "day": {"unlock": "08:00", "lock_up": "11:00", "step": 60, "unlocks": {"shortest": 60, "shortest_gap": 60}},
    "on_wing": {"association": {"kind": "association"}},
    "goals": ["shortfalls", "value"],
}


def officers(number: int) -> dict[str, Any]:
    return {"day": {"start": "06:00", "end": "20:00", "officers": number}}


def activity(kind: str, session: str, staff: int, weight: float = 1) -> dict[str, Any]:
    about = {"kind": kind, "places": 2, "sessions": [session], "travel": "free", "weight": weight}
    return {**about, "staff": {"officers": staff}}


def wing(**groups: int) -> dict[str, Any]:
    return {"groups": groups, "staffing": {"locked": 1, "unlocked": {"2": 2, "4": 3}}}


PRISONS: dict[str, dict[str, Any]] = {
    "the gym is worth more, the workshop is first on the list": {
        "wings": {"A": wing(A1=2)},
        "staff": officers(5),
        "activities": {
            "workshop": activity("workshop", "09:00-10:00", 2, 0.01),
            "gym": activity("gym", "09:00-10:00", 1, 9),
        },
        "keep": ["workshop", "gym"],
    },
    "what is not on the list goes before what is, however much it is worth": {
        "day": {**BASE["day"], "lock_up": "10:00"},
        "wings": {"A": wing(A1=2), "B": wing(B1=2)},
        "staff": officers(7),
        "activities": {
            "choir": activity("choir", "08:00-09:00", 2, 9),
            "library": activity("library", "08:00-09:00", 1, 0.01),
        },
        "keep": ["library"],
    },
    "a post is stood down rather than a visit missed": {
        "wings": {"A": wing(A1=2)},
        "staff": officers(5),
        "posts": {"gate": {"staff": {"officers": 1}}, "searching": {"staff": {"officers": 2}}},
        "activities": {"visits": activity("visits", "09:00-10:00", 1)},
        "entitlements": {"visits": {"activity": "visits", "people": 1}},
        "keep": ["visits", "searching"],
    },
    "entitlements of two wings on one yard, and a movable session": {
        "day": {**BASE["day"], "lock_up": "10:00"},
        "wings": {"A": {**wing(A1=2), "yard": "Y"}, "B": {**wing(B1=2), "yard": "Y"}},
        "yards": {"Y": {"people": 2}},
        "staff": officers(6),
        "on_wing": {
            "association": {"kind": "association"},
            "exercise": {"kind": "exercise", "where": "yard", "protected": True, "staff": {"officers": 1}},
        },
        "activities": {
            "key work": {
                "kind": "key-work", "where": "on-wing", "places": 1, "length": 60, "between": ["08:00-10:00"],
                "at_most": 2, "staff": {"officers": 1},
            },
        },
        "entitlements": {"air": {"time": "exercise", "minutes": 60}, "out": {"time": "unlocked", "minutes": 60}},
        "keep": ["air", "key-work", "out"],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", PRISONS)
def test_no_plan_keeps_more_of_the_list_than_a_rung_of(name: str) -> None:
    agrees(Prison.model_validate({**BASE, **PRISONS[name]}), LIMIT)


@settings(UNHURRIED, max_examples=EXAMPLES)
@given(about=tiny_prisons())
def test_no_plan_keeps_more_of_the_list_than_a_rung_of_a_prison_drawn_at_random(about: dict[str, Any]) -> None:
    names = {"unlocked", *about["on_wing"]}
    assume(all(terms.get("time", "unlocked") in names for terms in about["entitlements"].values()))
    keep = [*reversed(about["entitlements"]), *about["activities"], *about["posts"]]
    try:
        agrees(Prison.model_validate({**about, "keep": keep}), 400)
    except (TooMany, Impossible, InputError):
        assume(False)


def agrees(prison: Prison, limit: int) -> None:
    """Every rung against every plan there is, and one rung after the other."""
    found = ladder(prison, step=1, time_limit=60, gap=0, workers=2)
    today = Today.of(prison, found.weekday)
    every = units(today)
    gone: set[Unit] = set()
    for rung in found.rungs:
        assert rung.proved
        stands = standing(every, rung.plan)
        assert stands.isdisjoint(gone)
        order = [[unit for unit in item.units if unit not in gone] for item in found.items]
        kept = tuple(len(stands.intersection(item)) for item in order)
        assert kept == most_kept(found, rung.by_shift, prison, gone, limit)
        planned = as_planned(prison, rung.plan)
        expected = best(Today.of(planned, found.weekday), most=limit)
        assert rung.plan.proof is not None
        assert rung.plan.proof.status == "optimal"
        *short, value = (goal.value for goal in rung.plan.proof.goals)
        assert Best(tuple(map(round, short)), value) == expected
        gone = {unit for unit in every if unit.kind != "entitlement"} - stands


def most_kept(
    found: Ladder, there: dict[str, int], prison: Prison, gone: set[Unit], limit: int
) -> tuple[int, ...] | None:
    """Units of each item that the plan has that keeps most of the list, of all plans with so many officers."""
    profile = {f"staff.{s}.less.away.{found.role}": found.profile[s] - n for s, n in there.items()}
    posts = [unit for item in found.items for unit in item.units if unit.kind == "post" and unit not in gone]
    pins = [*prison.model_dump(mode="json")["pins"], *(pin(u, kept=False) for u in gone if u.kind == "session")]
    pins = [{key: value for key, value in each.items() if value is not None} for each in pins]
    lost = [unit for unit in gone if unit.kind == "post"]
    counts = []
    for down in chain.from_iterable(combinations(posts, n) for n in range(len(posts) + 1)):
        away = {post_path(unit): None for unit in (*lost, *down)}
        day = Today.of(changed(prison, {**profile, **away, "pins": pins})[0], found.weekday)

        def worth(plan: Plan, down: tuple[Unit, ...] = down) -> tuple[int, ...]:
            return counted(found.items, plan, gone.union(down))

        counts.append(most(day, worth, limit))
    return max((count for count in counts if count is not None), default=None)


def counted(items: list[Item], plan: Plan, gone: set[Unit]) -> tuple[int, ...]:
    stands = standing([unit for item in items for unit in item.units], plan) - gone
    return tuple(len(stands.intersection(item.units)) for item in items)
