"""Activity sheets: for each activity its day, who comes, with how many staff, and why a session is cancelled."""

from __future__ import annotations

from dataclasses import dataclass

from regime.clock import Span
from regime.figures.cuts import Cut, cuts
from regime.picture import DayPicture
from regime.report.attendance import Attendance, attendances, place_of


@dataclass(frozen=True)
class ActivitySheet:
    """One activity of today."""

    activity: str
    kind: str
    place: str
    places: int
    sessions: tuple[Attendance, ...]
    """In order of time, cancelled ones among them, and those without a time at the end."""
    cuts: dict[Span, Cut]
    """What each cancelled session would take."""


def activity_sheets(picture: DayPicture) -> list[ActivitySheet]:
    """A sheet for each activity that has a session today, cancelled or not."""
    every, cut = attendances(picture), cuts(picture)
    return [
        ActivitySheet(
            activity=name,
            kind=about.kind,
            place=place_of(picture, name),
            places=about.places,
            sessions=sessions,
            cuts=dict(
                zip(
                    (session.time for session in sessions if not session.runs),
                    (each for each in cut if each.activity == name),
                    strict=True,
                )
            ),
        )
        for name, about in picture.today.activities.items()
        if (sessions := tuple(session for session in every if session.activity == name))
    ]
