"""Purposeful hours, the hours of industry, and the value of a plan with its ceiling."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from regime.figures.offer import offer
from regime.picture import DayPicture
from regime.prison.activities import Where

INDUSTRY = "workshop"
"""The kind of activity whose hours are the hours worked in industry."""


@dataclass(frozen=True)
class Hours:
    """Person-hours, planned and after usual attendance."""

    planned: float
    expected: float


def purposeful_hours(picture: DayPicture, where: Where) -> Hours:
    """Person-hours in purposeful sessions in cell, on or off the wing: people x length of the session, no travel.

    ``expected`` counts each session at its activity's usual attendance.
    """
    about = picture.today.activities
    return _hours(picture, [a for a in about if about[a].purposeful and about[a].where == where])


def industry_hours(picture: DayPicture) -> Hours:
    """Person-hours in workshops: people x length of the session."""
    return _hours(picture, _workshops(picture))


def industry_hours_full(picture: DayPicture) -> float:
    """Person-hours if every workshop session on offer today ran full: places x length of the session."""
    about = picture.today.activities
    return sum(about[a].places * span.minutes for a in _workshops(picture) for span in offer(picture, a).all) / 60


def _workshops(picture: DayPicture) -> list[str]:
    return [a for a, about in picture.today.activities.items() if about.kind == INDUSTRY]


def _hours(picture: DayPicture, activities: list[str]) -> Hours:
    about = picture.today.activities
    attended = [(s.attending * s.time.minutes, s.activity) for s in picture.running if s.activity in activities]
    planned = sum(minutes for minutes, _ in attended)
    expected = sum(minutes * about[activity].attendance for minutes, activity in attended) / 100
    return Hours(planned / 60, expected / 60)


def value(picture: DayPicture, person_minutes_out: int) -> float:
    """Person-minutes out of cell + weight x people x length of each session of a purposeful activity."""
    about = picture.today.activities
    sessions = (s for s in picture.running if about[s.activity].purposeful)
    weighted = sum((about[s.activity].weight * s.attending * s.time.minutes for s in sessions), start=Decimal(0))
    return float(person_minutes_out + weighted)


def value_ceiling(picture: DayPicture, ceiling: float) -> float:
    """Person-minutes out of cell by the core-day ceiling + weight x people x length of each purposeful session on
    offer, with as many people as have places and may go. No plan that keeps the rules has more value."""
    today = picture.today
    full = (
        about.weight * min(about.places, sum(today.limits[a].values())) * span.minutes
        for a, about in today.activities.items()
        if about.purposeful
        for span in offer(picture, a).all
    )
    return ceiling + float(sum(full, start=Decimal(0)))
