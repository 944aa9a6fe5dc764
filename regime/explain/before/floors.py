"""Entitlements that fall short whatever the plan: more is owed than there are places, or room on a yard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from regime.checker.wording import people, times
from regime.explain.before.found import Found
from regime.figures.offer import in_a_row, starts
from regime.problems import Code, Finding
from regime.spans import common, without
from regime.today import Floor, Today


def find(today: Today) -> Iterator[Found]:
    """What all groups together are owed, against all there is."""
    owed: dict[str, list[Floor]] = defaultdict(list)
    for floor in today.floors:
        owed[floor.entitlement].append(floor)
    for name, floors in owed.items():
        if floors[0].unit == "people":
            yield from _places(today, name, floors)
        elif floors[0].terms.time in today.prison.on_wing:
            yield from _room(today, name, floors)


def _places(today: Today, name: str, floors: list[Floor]) -> Iterator[Found]:
    wanted = sum(floor.amount for floor in floors)
    places = 0
    for activity in floors[0].activities:
        about = today.activities[activity]
        fixed = today.fixed_sessions(activity)
        runs = len(fixed) if fixed else len(in_a_row(starts(today, activity))[: about.at_most or 1])
        places += about.places * runs
    if places < wanted:
        what = f"{name} is owed to {people(wanted)} today, and the day has {times(places, 'place')} at most"
        at = ("entitlements", name)
        yield Found(Finding(at, Code.TOO_FEW_PLACES, what, "more places or sessions, or fewer people.", "warning"))


def _room(today: Today, name: str, floors: list[Floor]) -> Iterator[Found]:
    """Person-minutes owed in each place of an on-wing time, against what it takes in its windows."""
    time = today.prison.on_wing[str(floors[0].terms.time)]
    between = floors[0].terms.between
    hours = without(today.windows(time), today.roll_checks)
    usable = sum(span.minutes for span in (common(hours, [between]) if between else hours))
    wanted: dict[str, int] = defaultdict(int)
    for floor in floors:
        wanted[today.place_of(time, today.wing_of[floor.group])] += floor.amount * today.groups[floor.group].size
    for place, owed in wanted.items():
        limit = today.place_limit(time, place)
        if limit is not None and limit * usable < owed:
            what = (
                f"{name}: {owed:,} person-minutes of {floors[0].terms.time} are owed at {place}, "
                f"which takes {people(limit)} for {usable} minutes: {limit * usable:,}"
            )
            at = ("entitlements", name)
            yield Found(Finding(at, Code.TOO_LITTLE_YARD, what, "more people at once, or longer windows.", "warning"))
