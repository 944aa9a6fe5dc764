"""The sessions of the day with their people: who comes from where, when they leave their wing and are back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regime.clock import Span
from regime.figures.offer import sessions_not_run
from regime.picture import DayPicture
from regime.plan import Session
from regime.spans import within_day

IN_CELL, ON_WING = "In cell", "On wing"


@dataclass(frozen=True)
class Coming:
    """People of one group who come to a session."""

    wing: str
    group: str
    people: int
    by: str
    """The movement route, ``escort``, or ``free`` where nobody is needed to bring them."""
    away: Span
    """From leaving the wing to being back."""


@dataclass(frozen=True)
class Attendance:
    """A session that runs, or one on offer that is cancelled."""

    activity: str
    place: str
    """The room, the activity itself where it has none of its own, ``On wing`` or ``In cell``."""
    time: Span
    timed: bool
    """Whether it has a time of its own: of a movable activity a cancelled session has none."""
    runs: bool
    places: int
    staff: dict[str, int]
    """Role -> people."""
    staffed: Span
    """From when to when its staff are needed."""
    coming: tuple[Coming, ...]

    @property
    def people(self) -> int:
        """All who come."""
        return sum(each.people for each in self.coming)


def place_of(picture: DayPicture, activity: str) -> str:
    """Where an activity happens, as the lists call it."""
    about = picture.today.activities[activity]
    if about.where == "in-cell":
        return IN_CELL
    return about.room or (activity if about.where == "off-wing" else ON_WING)


def attendances(picture: DayPicture) -> list[Attendance]:
    """Every session of today, cancelled ones among them, in order of time; those without a time come last."""
    every = [_attendance(picture, session) for session in [*picture.running, *sessions_not_run(picture)]]
    return sorted(every, key=lambda s: (not s.timed, s.time.start, s.time.end, s.activity))


def _attendance(picture: DayPicture, session: Session) -> Attendance:
    about = picture.today.activities[session.activity]
    staffed = within_day(session.time.start - about.staff_before, session.time.end + about.staff_after)
    assert staffed is not None, "a session lies inside the day"
    return Attendance(
        activity=session.activity,
        place=place_of(picture, session.activity),
        time=session.time,
        timed=session.runs or about.length is None,
        runs=session.runs,
        places=about.places,
        staff=dict(session.staff),
        staffed=staffed,
        coming=tuple(_coming(picture, session)) if session.runs else (),
    )


def _coming(picture: DayPicture, session: Session) -> Iterator[Coming]:
    for group in picture.today.groups:
        if people := session.people.get(group, 0):
            travel = picture.travel(group, session.activity)
            away = picture.span_away(session, group)
            yield Coming(picture.today.wing_of[group], group, people, travel.route or travel.by, away)
