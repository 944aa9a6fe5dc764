"""Time by group: out of cell, guaranteed, purposeful, in the open air, in the evening.

Everything is counted in whole person-minutes; averages divide them by people once, at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regime.clock import Span
from regime.measured import Average, Shares
from regime.picture import DayPicture
from regime.spans import DAY, length

EVENING = Span.of(17 * 60, DAY)
"""The evening of the inspectorate's expectations: after 17:00."""


@dataclass(frozen=True)
class GroupDay:
    """One group's day in person-minutes."""

    group: str
    size: int
    unlocked: int
    """Minutes for which the group is unlocked, for each person."""
    unlocked_in_cell: int
    out: int
    evening: int
    open_air: int
    purposeful: int
    expected_out: float


def group_day(picture: DayPicture, group: str) -> GroupDay:
    """One group's person-minutes.

    ``out``: minutes x (people unlocked on the wing + people away in on-wing and off-wing sessions, travel included).
    ``unlocked_in_cell``: minutes of the unlocks x people in in-cell sessions, who are in their cell and not ``out``.
    ``evening``: the part of it after 17:00.
    ``open_air``: minutes x people on the wing while the group has an outdoor on-wing time, and of people attending
    outdoor activities (without travel).
    ``purposeful``: minutes x people attending purposeful sessions, in cell too (without travel).
    ``expected_out``: ``out`` after usual attendance. Somebody who does not attend is out only while the group is
    unlocked, so that is what each absence leaves of its time away (or adds, if it is from a session in cell).
    """
    about = picture.today.activities
    out, evening, open_air = _on_the_wing(picture, group)
    purposeful = absent = in_cell = 0
    unlocks = picture.unlocks[group]
    for session, away, people in picture.visits[group]:
        activity = about[session.activity]
        attended = people * session.time.minutes
        purposeful += attended if activity.purposeful else 0
        open_air += attended if activity.outdoor else 0
        outside = people * away.minutes if activity.where != "in-cell" else 0
        out += outside
        evening += people * length([away], EVENING) if outside else 0
        in_cell += people * length(unlocks, away) if activity.where == "in-cell" else 0
        absent += (people * length(unlocks, away) - outside) * (100 - activity.attendance)
    return GroupDay(
        group=group,
        size=picture.today.groups[group].size,
        unlocked=length(unlocks),
        unlocked_in_cell=in_cell,
        out=out,
        evening=evening,
        open_air=open_air,
        purposeful=purposeful,
        expected_out=out + absent / 100,
    )


def _on_the_wing(picture: DayPicture, group: str) -> tuple[int, int, int]:
    """Person-minutes unlocked on the wing: all, those after 17:00, those in the open air."""
    on_wing = picture.today.prison.on_wing
    out = evening = open_air = 0
    for number, period in enumerate(picture.periods):
        label = picture.label(group, number)
        if label is None:
            continue
        people = picture.on_wing(group, number)
        out += people * period.minutes
        evening += people * length([period], EVENING)
        open_air += people * period.minutes if on_wing[label].outdoor else 0
    return out, evening, open_air


def average(picture: DayPicture, day: GroupDay, ceiling: float) -> Average:
    """Minutes for each person of one group: its person-minutes / its size."""
    about = picture.today.groups[day.group]
    return Average(
        group=day.group,
        wing=picture.today.wing_of[day.group],
        size=day.size,
        unemployed=about.without_work,
        out_of_cell=day.out / day.size,
        guaranteed=day.unlocked,
        unlocked_in_cell=day.unlocked_in_cell / day.size,
        purposeful=day.purposeful / day.size,
        open_air=day.open_air / day.size,
        evening=day.evening / day.size,
        ceiling=ceiling,
        unlocks=len(picture.unlocks[day.group]),
    )


def shares_by_average(days: Sequence[GroupDay]) -> Shares:
    """Per cent of people whose group is out less than 2 h, and 10 h or more, on average."""
    return _shares([(day.out, day.size) for day in days])


def shares_by_guaranteed(days: Sequence[GroupDay]) -> Shares:
    """Per cent of people whose group is unlocked less than 2 h, and 10 h or more."""
    return _shares([(day.unlocked * day.size, day.size) for day in days])


def _shares(groups: Sequence[tuple[int, int]]) -> Shares:
    # Compared as whole numbers: an average of exactly ten hours is at ten hours.
    people = sum(size for _, size in groups)
    under = sum(size for minutes, size in groups if minutes < 2 * 60 * size)
    at = sum(size for minutes, size in groups if minutes >= 10 * 60 * size)
    return Shares(under_2h=100 * under / people, at_10h=100 * at / people)


def mean(days: Sequence[GroupDay], person_minutes: Sequence[float]) -> float:
    """Average minutes for each person of several groups: the sum of their person-minutes / the sum of their sizes."""
    return sum(person_minutes) / sum(day.size for day in days)


def unemployed_guaranteed(picture: DayPicture, days: Sequence[GroupDay]) -> float | None:
    """Average guaranteed minutes of people without work or education: sum of minutes x unemployed / unemployed."""
    unemployed = {day.group: picture.today.groups[day.group].without_work for day in days}
    people = sum(unemployed.values())
    return sum(day.unlocked * unemployed[day.group] for day in days) / people if people else None
