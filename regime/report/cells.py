"""A group's day cut into cells: from one time to another it is locked up or unlocked for something, some are away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from regime.clock import Span
from regime.page.words import count
from regime.picture import DayPicture

Away = tuple[tuple[str, int], ...]
"""Activities and people of the group who are away for them, travel included."""
State = tuple[str | None, Away, bool]
"""What a group is unlocked for, who is away, and whether all are."""


@dataclass(frozen=True)
class Cell:
    """A time in which nothing changes for a group."""

    group: str
    size: int
    time: Span
    on_wing: str | None
    """What it is unlocked for; none while it is locked up."""
    away: Away
    all_away: bool
    """Whether nobody of the group is in a cell or out on the wing."""
    before: State | None = None
    """The same of the day that this one is compared with, where it differs."""

    @property
    def people_away(self) -> int:
        """People of the group at activities or on their way."""
        return sum(people for _, people in self.away)

    @property
    def sentence(self) -> str:
        """The cell in words."""
        people = count(self.size, "person", "people")
        said = f"{self.group} ({people}), {self.time}: {self._words(self.on_wing, self.away, self.all_away)}"
        return f"{said} Changed: it was {self._words(*self.before)}" if self.before else said

    def _words(self, on_wing: str | None, away: Away, all_away: bool) -> str:
        where = "at activities or on the way: " + ", ".join(f"{activity} {people}" for activity, people in away)
        if all_away:
            return f"all {where}."
        said = "locked up" if on_wing is None else f"unlocked for {on_wing}"
        return f"{said}; {sum(people for _, people in away)} of {self.size} {where}." if away else f"{said}."


def cells(picture: DayPicture, group: str, against: DayPicture | None = None) -> Iterator[Cell]:
    """The cells of a group between unlock and lock-up, in order.

    With a day to compare ``against``, they are cut where that one changes too.
    """
    hours, size = picture.today.hours, picture.today.groups[group].size
    pictures = [picture, *([against] if against and group in against.today.groups else [])]
    cuts = {hours.start, hours.end}.union(*(_changes(each, group) for each in pictures))
    inside = [time for time in sorted(cuts) if hours.start <= time <= hours.end]
    away = [each.all_away(group) for each in pictures]
    for start, end in pairwise(inside):
        now, *was = [_state(each, group, start, all_away) for each, all_away in zip(pictures, away, strict=True)]
        before = was[0] if was and was[0] != now else None
        yield Cell(group, size, Span.of(start, end), *now, before)


def _changes(picture: DayPicture, group: str) -> set[int]:
    spans = [*(s.time for s in picture.stretches[group]), *(away for _, away, _ in picture.visits[group])]
    return {time for span in spans for time in (span.start, span.end)}


def _state(picture: DayPicture, group: str, time: int, all_away: Sequence[Span]) -> State:
    unlocked = next((s.on_wing for s in picture.stretches[group] if s.time.start <= time < s.time.end), None)
    # Some may be on their way back from one session of an activity while others go to the next.
    away: Counter[str] = Counter()
    for session, span, people in picture.visits[group]:
        if span.start <= time < span.end:
            away[session.activity] += people
    return unlocked, tuple(sorted(away.items())), any(span.start <= time < span.end for span in all_away)
