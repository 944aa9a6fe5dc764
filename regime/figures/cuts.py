"""Sessions that do not run, and the staff that it would take to run each with the fewest people it may have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regime.checker.wording import listed, staff
from regime.clock import Span
from regime.figures.absent import staffed
from regime.figures.offer import sessions_not_run, starts
from regime.figures.staff import Spare
from regime.picture import DayPicture
from regime.plan import Session
from regime.spans import within_day


@dataclass(frozen=True)
class Asked:
    """Staff of one role for one part of it."""

    staff: str
    """Whom it takes: ``8 officers``."""
    people: int
    spare: int
    """The fewest who are spare at any time of it and may do this work."""
    time: Span
    purpose: str
    """``the session``, ``the movement on new side``, ``the escort``."""

    @property
    def missing(self) -> int:
        """How many more it would take."""
        return max(0, self.people - self.spare)

    @property
    def words(self) -> str:
        """``2 officers for the movement on new side 08:15-08:30 (0 spare)``."""
        return f"{self.staff} for {self.purpose} {self.time} ({self.spare} spare)"


@dataclass(frozen=True)
class Cut:
    """A session that does not run."""

    activity: str
    time: Span
    asked: tuple[Asked, ...]

    @property
    def missing(self) -> tuple[Asked, ...]:
        """What is not there."""
        return tuple(asked for asked in self.asked if asked.missing)

    @property
    def words(self) -> str:
        """What it would take, in a sentence."""
        if not self.asked:
            return "It takes no staff: this plan does not run it."
        if not self.missing:
            said = listed(asked.words for asked in self.asked)
            return f"The staff are there ({said}): this plan does not run it."
        return f"Too few are spare: it takes {listed(asked.words for asked in self.missing)}."


def cuts(picture: DayPicture) -> list[Cut]:
    """The sessions on offer today that do not run, in order of time."""
    spare = Spare(picture.today.prison, tuple(picture.plan.staff))
    return [Cut(each.activity, each.time, _takes(picture, spare, each)) for each in sessions_not_run(picture)]


def _takes(picture: DayPicture, spare: Spare, session: Session) -> tuple[Asked, ...]:
    """What a session would take; of a movable activity, at the time for which the fewest staff are missing."""
    movable = picture.today.activities[session.activity].length is not None
    times = starts(picture.today, session.activity) if movable else [session.time]
    ways = [tuple(_asked(picture, spare, session.model_copy(update={"time": time}))) for time in times]
    return min(ways, key=lambda way: sum(asked.missing for asked in way))


def _asked(picture: DayPicture, spare: Spare, session: Session) -> Iterator[Asked]:
    """Staff of each role for a session with the fewest people, and to bring them."""
    prison, about = picture.today.prison, picture.today.activities[session.activity]
    time = staffed(picture, session.activity, session.time)
    for role, need in about.staff.items():
        if people := need.for_people(max(1, about.minimum)):
            yield Asked(staff(prison, role, people), people, spare.people(role, time), time, "the session")
    yield from _bringing(picture, spare, session)


def _bringing(picture: DayPicture, spare: Spare, session: Session) -> Iterator[Asked]:
    """Staff to bring people there and back: of the routes, the one that takes the fewest more."""
    prison, start, end = picture.today.prison, session.time.start, session.time.end
    travels = {picture.travel(group, session.activity) for group in picture.today.limits[session.activity]}
    ways: list[list[Asked]] = []
    for travel in travels:
        if travel.by == "free":
            return
        spans = [within_day(start - travel.minutes, start), within_day(end, end + travel.minutes)]
        if travel.by == "escort" and prison.escort is not None:
            fewest = max(1, picture.today.activities[session.activity].minimum)
            parties = -(-fewest // prison.escort.per)
            purpose, takes = "the escort", {role: n * parties for role, n in prison.escort.staff.items()}
        else:
            assert travel.route is not None, "who takes no route is escorted or goes freely"
            walked = {move.time for move in picture.plan.movements if move.route == travel.route}
            spans = [span for span in spans if span not in walked]
            purpose, takes = f"the movement on {travel.route}", picture.today.routes[travel.route].staff
        ways.append(
            [
                Asked(staff(prison, role, people), people, spare.people(role, span), span, purpose)
                for span in spans
                if span is not None
                for role, people in takes.items()
            ]
        )
    yield from min(ways, key=lambda way: (sum(asked.missing for asked in way), len(way)), default=[])
