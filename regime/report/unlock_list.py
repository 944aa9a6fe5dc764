"""Unlock lists: for each wing and each part of the day, who is unlocked, for what, and who leaves the wing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regime.clock import Span
from regime.picture import DayPicture
from regime.report.attendance import ON_WING, place_of
from regime.report.slots import SLOTS, Slot, slot_of
from regime.spans import without


@dataclass(frozen=True)
class Event:
    """What some people of a group are unlocked for, or have to do in their cells."""

    what: str
    """The on-wing time or the activity."""
    time: Span
    unlocked: Span
    """From the unlocking to the locking up for it: the way there and back is included."""
    people: int
    """Who go to it; of an on-wing time, the most who are out on the wing at once."""
    place: str
    """``On wing``, ``In cell`` or where they go."""
    leaving: bool
    """Whether they leave the wing."""
    whole_group: bool
    """An on-wing time: everybody who is not away is unlocked."""


@dataclass(frozen=True)
class GroupUnlock:
    """One group in one slot. Who goes to two sessions is taken to do so only where the group is too small otherwise."""

    group: str
    size: int
    events: tuple[Event, ...]
    """In order of time, then of name."""

    @property
    def leaving(self) -> int:
        """People leaving the wing, counted for each session that they leave for."""
        return sum(event.people for event in self.events if event.leaving)

    @property
    def to_unlock(self) -> int:
        """People whose door is opened at all."""
        if any(event.whole_group for event in self.events):
            return self.size
        return min(self.size, sum(event.people for event in self.events if event.leaving or event.place == ON_WING))

    @property
    def staying(self) -> int:
        """People to unlock who stay on the wing."""
        return self.to_unlock - min(self.size, self.leaving)


@dataclass(frozen=True)
class UnlockList:
    """One sheet: a wing in one slot. A session belongs to the slot in which it starts, an on-wing time to each that it
    lies in."""

    wing: str
    slot: Slot
    groups: tuple[GroupUnlock, ...]
    """Every group of the wing, those with nothing to be unlocked for among them."""

    @property
    def to_unlock(self) -> int:
        """People whose door is opened at all."""
        return sum(group.to_unlock for group in self.groups)

    @property
    def leaving(self) -> int:
        """People leaving the wing, counted for each session that they leave for."""
        return sum(group.leaving for group in self.groups)

    @property
    def staying(self) -> int:
        """People to unlock who stay on the wing."""
        return sum(group.staying for group in self.groups)


def unlock_lists(picture: DayPicture) -> list[UnlockList]:
    """A list for each slot in which anybody has anything, and each wing."""
    found: list[UnlockList] = []
    for slot in SLOTS:
        lists = [
            UnlockList(wing, slot, tuple(_group(picture, group, slot) for group in about.groups))
            for wing, about in picture.today.wings.items()
        ]
        if any(group.events for each in lists for group in each.groups):
            found += lists
    return found


def _group(picture: DayPicture, group: str, slot: Slot) -> GroupUnlock:
    events = [*_on_wing(picture, group, slot), *_sessions(picture, group, slot)]
    events.sort(key=lambda event: (event.time.start, event.what))
    return GroupUnlock(group, picture.today.groups[group].size, tuple(events))


def _on_wing(picture: DayPicture, group: str, slot: Slot) -> Iterator[Event]:
    size = picture.today.groups[group].size
    away = picture.all_away(group)
    for what, times in picture.runs[group].items():
        for time in without(times, away):  # while all of them are away, nobody is unlocked for it
            if time.overlaps(SLOTS[slot]):
                out = (picture.on_wing(group, p) for p, span in enumerate(picture.periods) if time.contains(span))
                yield Event(what, time, time, max(out, default=size), ON_WING, leaving=False, whole_group=True)


def _sessions(picture: DayPicture, group: str, slot: Slot) -> Iterator[Event]:
    for session, away, people in picture.visits[group]:
        if slot_of(session.time) == slot:
            leaving = picture.today.activities[session.activity].where == "off-wing"
            place = place_of(picture, session.activity)
            yield Event(session.activity, session.time, away, people, place, leaving=leaving, whole_group=False)
