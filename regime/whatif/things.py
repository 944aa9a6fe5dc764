"""What there could be more or fewer of on a day: staff, breaks, places, sessions, movements and hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from regime.clock import Span, clock
from regime.laying import written_over
from regime.paths import in_path
from regime.plan import Plan
from regime.prison import Activity
from regime.today import Crew, Today

MORE_PLACES = 10
MORE_IN_POST = 10
MORE_MINUTES = 30
GYM_MINUTES = 60
FULL = 99.5
"""Per cent of its places used above which an activity counts as full."""


@dataclass(frozen=True)
class Thing:
    """One change: a path and what it becomes."""

    what: str
    path: str
    value: JsonValue
    looser: int = 1
    """1 if every day of before is still allowed, -1 if every day allowed now was so before, else 0."""
    free: bool = False
    """Whether it costs nothing: the same people at other times."""


def things(today: Today, base: Plan) -> Iterator[Thing]:
    """Everything that is looked at, given the day as it is and its plan."""
    for crew in today.crews:
        if crew.people:
            yield from _crew(today, crew)
    for role, about in today.prison.in_post.items():
        if about.people:
            what = f"{MORE_IN_POST} more {role.replace('_', ' ')} in post"
            yield Thing(what, f"in_post.{in_path(role)}.people", f"+{MORE_IN_POST}")
    yield from _breaks(today)
    yield from _places(today, base)
    yield from _gym(today)
    yield from _movements(today)
    at = f"day.patterns.{in_path(today.pattern)}" if today.pattern and _own_lock_up(today) else "day"
    # The prison must be staffed for longer, so that not every day of before is possible.
    yield Thing("lock-up half an hour later", f"{at}.lock_up", f"+{MORE_MINUTES}", looser=0)


def _crew(today: Today, crew: Crew) -> Iterator[Thing]:
    label = today.prison.roles[crew.role].label or crew.role
    shift = f"staff.{in_path(crew.shift)}"
    if crew.role in today.prison.in_post:
        # Beside those in post who come to the shift.
        own = today.prison.staff[crew.shift].staff
        more: JsonValue = {**own, crew.role: own.get(crew.role, 0) + 1}
        yield Thing(f"one more {label} on {crew.shift}", f"{shift}.staff", more)
    else:
        yield Thing(f"one more {label} on {crew.shift}", f"{shift}.{in_path(crew.role)}", "+1")
    yield Thing(f"one {label} fewer on {crew.shift}", f"{shift}.less.absent.{in_path(crew.role)}", "+1", looser=-1)


def _breaks(today: Today) -> Iterator[Thing]:
    for name in dict.fromkeys(crew.shift for crew in today.crews):
        shift = today.prison.staff[name]
        for number, rest in enumerate(shift.breaks, start=1):
            path, window = f"staff.{in_path(name)}.breaks[{number}].between", rest.between
            which = f" ({window})" if len(shift.breaks) > 1 else ""
            others = [other.between for other in shift.breaks if other is not rest]
            for says, wider in (
                ("half an hour later at the latest", (window.start, window.end + MORE_MINUTES)),
                ("half an hour earlier at the earliest", (window.start - MORE_MINUTES, window.end)),
            ):
                inside = shift.start <= wider[0] and wider[1] <= shift.end
                if inside and not any(Span.of(*wider).overlaps(other) for other in others):
                    value = f"{clock(wider[0])}-{clock(wider[1])}"
                    yield Thing(f"breaks of {name}{which} {says}", path, value, free=True)


def _places(today: Today, base: Plan) -> Iterator[Thing]:
    """More places where all are taken, and a table more for visits."""
    used = {use.activity: use.used_percent for use in base.figures.places} if base.figures else {}
    for name, activity in today.activities.items():
        if activity.kind == "visits":
            yield Thing(f"a table more in {name}", f"activities.{in_path(name)}.places", "+1")
        elif used.get(name, 0) > FULL:
            yield Thing(f"{MORE_PLACES} more places in {name}", f"activities.{in_path(name)}.places", f"+{MORE_PLACES}")


def _gym(today: Today) -> Iterator[Thing]:
    """An hour of each gym that may be laid anywhere in the day."""
    for name, activity in today.activities.items():
        if activity.kind == "gym":
            path = f"activities.{in_path(f'{name}, one hour more')}"
            yield Thing(f"an hour more in {name}", path, _hour(today, activity))


def _hour(today: Today, activity: Activity) -> JsonValue:
    about = activity.model_dump(mode="json")
    about |= {"sessions": [], "length": GYM_MINUTES, "between": [str(today.hours)], "at_most": 1, "days": None}
    kind = today.prison.kinds.get(activity.kind)
    return written_over(kind, {key: value for key, value in about.items() if value is not None})


def _movements(today: Today) -> Iterator[Thing]:
    for name, route in today.routes.items():
        if route.people is not None:
            path = f"routes.{in_path(name)}.people"
            yield Thing(f"{MORE_PLACES} more people in a movement on {name}", path, f"+{MORE_PLACES}")
        if route.at_most is not None:
            yield Thing(f"a movement more on {name}", f"routes.{in_path(name)}.at_most", "+1")


def _own_lock_up(today: Today) -> bool:
    return today.prison.day.patterns[today.pattern].lock_up is not None if today.pattern else False
