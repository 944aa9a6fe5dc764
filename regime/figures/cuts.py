"""Sessions that do not run: the staff it would take to run each with the fewest people, and what else keeps it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regime.checker.wording import listed, staff
from regime.clock import Span
from regime.figures.absent import Absent, staffed
from regime.figures.offer import sessions_not_run, starts
from regime.figures.staff import Spare
from regime.measured import EmptyReason
from regime.never import Never
from regime.picture import DayPicture
from regime.plan import Session
from regime.spans import within_day
from regime.today import Today

AWAY: dict[EmptyReason, str] = {
    "no staff left": "cannot all be brought or looked after then",
    "movement": "have no movement then",
    "elsewhere": "are at another activity then",
    "protected time": "have the open air, a meal or the like then",
    "roll check": "are counted in their cells then",
}
"""What keeps people from a session in which nobody is -> the same in words."""
SESSION = "the session"


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
    """Of a movable activity, the one for which the fewest staff are missing."""
    asked: tuple[Asked, ...]
    away: EmptyReason | None = None
    """Where the staff are there, what else keeps most from it who may go; ``left unused`` where enough are free to."""
    rank: int | None = None
    """Its place on the prison's list of what it holds on to (``keep``), from 1; none where it is not on it."""
    movable: bool = False
    never: str = ""
    """Why no plan could run it, in a sentence; nothing where one may."""

    @property
    def missing(self) -> tuple[Asked, ...]:
        """What is not there of what it would take."""
        return tuple(asked for asked in self.asked if asked.missing)

    @property
    def words(self) -> str:
        """What it would take, in a sentence."""
        if self.never:
            return self.never
        if self.missing:
            takes = f"In this plan too few are spare: it takes {listed(asked.words for asked in self.missing)}."
            return f"{takes} {self._others}".rstrip()
        asked = listed(asked.words for asked in self.asked) if self.asked else ""
        said = f"The staff are there ({asked})" if asked else "It takes no staff"
        if self.away == "left unused":
            return f"{said}, and people are free to go: this plan does not use it."
        return f"{said}, but too few can go" + (f", mainly because they {AWAY[self.away]}." if self.away else ".")

    @property
    def _others(self) -> str:
        """That one thing alone is missing, and who is idle because of what is; nothing of a session that takes no more
        than what is missing."""
        alone = "no other staff are missing" if len(self.missing) == 1 < len(self.asked) else ""
        there = [asked.words for asked in self.asked if asked.purpose == SESSION and not asked.missing]
        idle = f"idle then: {listed(there)}" if there else ""
        said = "; ".join(filter(None, (alone, idle)))
        return f"{said[:1].upper()}{said[1:]}." if said else ""


def cuts(picture: DayPicture) -> list[Cut]:
    """The sessions on offer today that do not run, in the prison's order (``keep``), then by time."""
    absent = Absent(picture, Spare(picture.today.prison, tuple(picture.plan.staff)))
    never = Never(picture.today)
    found = (_cut(absent, never, each) for each in sessions_not_run(picture))
    return sorted(found, key=lambda cut: cut.rank or math.inf)


def _rank(today: Today, activity: str) -> int | None:
    """The first line of the list that names an activity or its kind."""
    names = (activity, today.activities[activity].kind)
    return next((rank for rank, name in enumerate(today.prison.keep, start=1) if name in names), None)


def _cut(absent: Absent, never: Never, session: Session) -> Cut:
    """What keeps a session from running; of a movable activity, at the time for which the fewest staff are missing."""
    picture = absent.picture
    movable = picture.today.activities[session.activity].length is not None
    rank = _rank(picture.today, session.activity)
    whys = {
        time: never.why(session.activity, time)
        for time in (starts(picture.today, session.activity) if movable else [session.time])
    }
    times = [time for time, why in whys.items() if not why]
    if not times:
        return Cut(session.activity, session.time, (), None, rank, movable, whys[session.time])
    tried = [session.model_copy(update={"time": time}) for time in times]
    ways = [tuple(takes(picture, absent.spare, each)) for each in tried]
    staffed_at = [each for each, way in zip(tried, ways, strict=True) if not any(asked.missing for asked in way)]
    time, asked = min(zip(times, ways, strict=True), key=lambda each: sum(asked.missing for asked in each[1]))
    return Cut(session.activity, time, asked, _away(absent, staffed_at), rank, movable)


def _away(absent: Absent, tried: Sequence[Session]) -> EmptyReason | None:
    """What keeps people from one of some sessions of an activity, at the best of their times."""
    why = max(map(absent.why, tried), key=lambda each: each["left unused"], default=Counter[EmptyReason]())
    if any(why["left unused"] >= max(1, absent.picture.today.activities[each.activity].minimum) for each in tried):
        return "left unused"
    del why["left unused"]
    return max(+why, key=lambda reason: why[reason], default=None)


def takes(picture: DayPicture, spare: Spare, session: Session) -> Iterator[Asked]:
    """Staff of each role for a session with the fewest people, and to bring them."""
    prison, about = picture.today.prison, picture.today.activities[session.activity]
    time = staffed(picture, session.activity, session.time)
    for role, need in about.staff.items():
        if people := need.for_people(max(1, about.minimum)):
            yield Asked(staff(prison, role, people), people, spare.people(role, time), time, SESSION)
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
