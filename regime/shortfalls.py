"""What each group is given of its entitlements, and what it falls short."""

from __future__ import annotations

from regime.clock import Span
from regime.picture import DayPicture
from regime.plan import Plan, Shortfall
from regime.spans import common, length, without
from regime.today import Floor, Today


def conflicts(picture: DayPicture, group: str, on_wing: str) -> tuple[Span, ...]:
    """When a group has an on-wing time while some of its people are away in something that does not excuse them."""
    away = (span for s, span, _ in picture.visits[group] if not picture.today.activities[s.activity].excuses)
    return common(picture.runs[group].get(on_wing, ()), away)


def clean(picture: DayPicture, group: str, on_wing: str) -> tuple[Span, ...]:
    """When a group has an on-wing time and nobody has to choose between it and something else."""
    return without(picture.runs[group].get(on_wing, ()), conflicts(picture, group, on_wing))


def given(picture: DayPicture, floor: Floor) -> int:
    """What a group gets of an entitlement: minutes for each person, or people attending."""
    time = floor.terms.time
    if time is None:
        attended = (people for s, _, people in picture.visits[floor.group] if s.activity in floor.activities)
        return sum(attended)
    if time == "unlocked":
        return length(picture.unlocks[floor.group], floor.terms.between)
    about = picture.today.prison.on_wing[time]
    if about.protected:
        periods = _counting(picture, floor, time)
        counted = sorted((length([span], floor.terms.between) for span in periods), reverse=True)
        return sum(counted[: about.periods])
    return length(picture.runs[floor.group].get(time, ()), floor.terms.between)


def _counting(picture: DayPicture, floor: Floor, time: str) -> list[Span]:
    """The periods of a floor's protected time that count: of those in which everybody can have it (R07), each that is
    long enough for one of its kind, or for the whole floor."""
    enough = min(picture.today.prison.on_wing[time].shortest or 0, floor.amount)
    return [span for span in clean(picture, floor.group, time) if span.minutes >= enough]


def uncounted(picture: DayPicture, short: Shortfall) -> int:
    """Minutes that a group has of what it falls short of, and that do not count: too short a period, or some away."""
    for floor in picture.today.floors:
        time = floor.terms.time or "unlocked"
        protected = time != "unlocked" and picture.today.prison.on_wing[time].protected
        if protected and (floor.entitlement, floor.group) == (short.entitlement, short.group):
            has = length(picture.runs[floor.group].get(time, ()), floor.terms.between)
            return has - length(_counting(picture, floor, time), floor.terms.between)
    return 0


def shortfalls(today: Today, plan: Plan) -> list[Shortfall]:
    """Every entitlement that a group does not get in full, the most important first."""
    picture = DayPicture(today, plan)
    amounts = ((floor, given(picture, floor)) for floor in today.floors)
    return [
        Shortfall(entitlement=f.entitlement, group=f.group, floor=f.amount, given=amount, unit=f.unit)
        for f, amount in amounts
        if amount < f.amount
    ]
