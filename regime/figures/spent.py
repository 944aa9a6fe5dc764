"""What the people of a group do with their time out of cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from regime.picture import DayPicture


@dataclass(frozen=True)
class Spent:
    """Average minutes for each person of one group; together its time out of cell."""

    activities: float
    """In activities on the wing and off it, on the way included."""
    association: float
    other: float
    """Meals, medication, exercise and domestic time."""


def spent(picture: DayPicture, group: str) -> Spent:
    """Minutes x people away in sessions that are not in cell, and on the wing by what it is unlocked for, / size."""
    today, minutes = picture.today, Counter[str]()
    for number, period in enumerate(picture.periods):
        if label := picture.label(group, number):
            minutes[today.prison.on_wing[label].kind] += picture.on_wing(group, number) * period.minutes
    away = sum(
        people * span.minutes
        for session, span, people in picture.visits[group]
        if today.activities[session.activity].where != "in-cell"
    )
    size, association = today.groups[group].size, minutes.pop("association", 0)
    return Spent(away / size, association / size, sum(minutes.values()) / size)
