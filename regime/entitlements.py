"""What a plan gives each group of the floors it is owed today (R08), and what falls short."""

from __future__ import annotations

from regime.clock import Span
from regime.picture import DayPicture
from regime.plan import Shortfall
from regime.spans import length, without
from regime.today import Floor


def given(picture: DayPicture, floor: Floor) -> int:
    """What a group gets of one floor: minutes for each person, or people attending.

    Minutes of a protected on-wing time count only where nobody of the group has to be elsewhere meanwhile (R07).
    """
    time = floor.terms.time
    if time is None:
        visits = picture.visits[floor.group]
        return sum(people for session, _, people in visits if session.activity in floor.activities)
    if time == "unlocked":
        return length(picture.unlocks[floor.group], floor.terms.between)
    return length(undisturbed(picture, floor.group, time), floor.terms.between)


def undisturbed(picture: DayPicture, group: str, time: str) -> tuple[Span, ...]:
    """When a group has an on-wing time; if it is protected, without the time in which its people are called away."""
    had = picture.runs[group].get(time, ())
    if not picture.today.prison.on_wing[time].protected:
        return had
    return without(had, _calls(picture, group))


def _calls(picture: DayPicture, group: str) -> list[Span]:
    activities = picture.today.activities
    return [away for session, away, _ in picture.visits[group] if not activities[session.activity].excuses]


def shortfalls(picture: DayPicture) -> list[Shortfall]:
    """Every floor that is not met, the most important entitlement first."""
    found = ((floor, given(picture, floor)) for floor in picture.today.floors)
    return [
        Shortfall(entitlement=f.entitlement, group=f.group, floor=f.amount, given=got, unit=f.unit)
        for f, got in found
        if got < f.amount
    ]
