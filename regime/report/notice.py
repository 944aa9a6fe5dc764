"""The notice of a group: its day from unlock to lock-up, one line for each thing that happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from regime.clock import Span
from regime.picture import DayPicture
from regime.plan import Shortfall
from regime.report.attendance import place_of
from regime.shortfalls import uncounted
from regime.spans import common, length, without


@dataclass(frozen=True)
class NoticeLine:
    """Everybody is unlocked, locked up or away, or some go to an activity."""

    what: Literal["unlocked", "locked up", "all away", "activity"]
    time: Span
    name: str = ""
    """The on-wing time or the activity."""
    place: str = ""
    away: Span | None = None
    """Of an activity: from when people have to be ready to when they are back."""
    roll_checks: tuple[Span, ...] = ()
    """While locked up or all away."""

    @property
    def order(self) -> tuple[int, bool, int, int, int]:
        """Where it stands among the lines; those of activities at the same time stand together."""
        from_to = self.away or self.time
        return from_to.start, self.what == "activity", from_to.end, self.time.start, self.time.end


@dataclass(frozen=True)
class Notice:
    """One group's day."""

    wing: str
    group: str
    hours: Span
    lines: tuple[NoticeLine, ...]
    """In order of time, what goes for everybody before what goes for some."""
    unlocked: int
    """Minutes for which the group is unlocked and not all of it are away: those of the lines."""
    open_air: int
    """Minutes of that in the open air."""
    open_while_away: int
    """Minutes for which it is unlocked and all of it are away: with the others, what is certain for somebody without
    any activity."""
    short: tuple[Shortfall, ...]
    """What the group is owed and does not get in full."""
    uncounted: dict[str, int]
    """Entitlement that falls short -> minutes of it that are planned and do not count."""
    cancelled: tuple[tuple[str, Span], ...]
    """Sessions that its people might have gone to."""


def notices(picture: DayPicture) -> list[Notice]:
    """A notice for each group, wing after wing."""
    return [_notice(picture, wing, group) for group, wing in picture.today.wing_of.items()]


def _notice(picture: DayPicture, wing: str, group: str) -> Notice:
    lines = [*_everybody(picture, group), *_some(picture, group)]
    unlocked = [line for line in lines if line.what == "unlocked"]
    outdoor = [line for line in unlocked if picture.today.prison.on_wing[line.name].outdoor]
    short = tuple(short for short in picture.plan.shortfalls if short.group == group)
    return Notice(
        wing=wing,
        group=group,
        hours=picture.today.hours,
        lines=tuple(sorted(lines, key=lambda line: line.order)),
        unlocked=sum(line.time.minutes for line in unlocked),
        open_air=sum(line.time.minutes for line in outdoor),
        open_while_away=length(common(picture.unlocks[group], picture.all_away(group))),
        short=short,
        uncounted={each.entitlement: uncounted(picture, each) for each in short},
        cancelled=tuple(
            (session.activity, session.time)
            for session in picture.plan.sessions
            if not session.runs and group in picture.today.limits.get(session.activity, {})
        ),
    )


def _everybody(picture: DayPicture, group: str) -> Iterator[NoticeLine]:
    away = picture.all_away(group)
    for stretch in picture.stretches[group]:
        for time in without([stretch.time], away):
            yield NoticeLine("unlocked", time, stretch.on_wing)
    locked = without([picture.today.hours], [*picture.unlocks[group], *away])
    for time in locked + away:
        checks = tuple(check for check in picture.today.roll_checks if check.overlaps(time))
        yield NoticeLine("all away" if time in away else "locked up", time, roll_checks=checks)


def _some(picture: DayPicture, group: str) -> Iterator[NoticeLine]:
    for session, away, _ in picture.visits[group]:
        yield NoticeLine("activity", session.time, session.activity, place_of(picture, session.activity), away)
