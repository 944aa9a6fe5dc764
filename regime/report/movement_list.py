"""Movement lists: for each place and each part of the day, who comes from which wing, and when."""

from __future__ import annotations

from dataclasses import dataclass

from regime.picture import DayPicture
from regime.report.attendance import Attendance, attendances
from regime.report.slots import SLOTS, Slot, slot_of


@dataclass(frozen=True)
class MovementList:
    """One sheet: a place off the wings in one slot. A session belongs to the slot in which it starts."""

    place: str
    slot: Slot
    sessions: tuple[Attendance, ...]
    """In order of time, cancelled ones that have a time among them."""

    @property
    def going(self) -> int:
        """People going there, those who go to two sessions counted for each."""
        return sum(session.people for session in self.sessions)


def movement_lists(picture: DayPicture) -> list[MovementList]:
    """A list for each slot and each place that has a session in it."""
    found: dict[tuple[Slot, str], list[Attendance]] = {}
    for session in attendances(picture):
        if session.timed and picture.today.activities[session.activity].where == "off-wing":
            found.setdefault((slot_of(session.time), session.place), []).append(session)
    return [
        MovementList(place, slot, tuple(sessions))
        for slot in SLOTS
        for (when, place), sessions in found.items()
        if when == slot
    ]
