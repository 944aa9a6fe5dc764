"""Who is on duty: roles, shifts with their breaks, and the posts that come first."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pydantic import Field, model_validator

from regime.clock import Clock, Span
from regime.prison.base import Count, Days, FixedStaff, Part, People, Percent, Positive

_BREAK = re.compile(r"(\d{1,4}) between (.+)")


class Role(Part):
    """A kind of staff."""

    covers: list[str] = Field(default_factory=list)
    """Roles whose work this role may do as well."""
    label: str | None = None
    """How people call one of them (``officer``); the role's own name when left out."""


class Break(Part):
    """A break that every member of the shift takes; the plan decides when, inside its window.

    ``60 between 12:30-13:30`` is short for ``{minutes: 60, between: 12:30-13:30}``.
    """

    minutes: Positive
    between: Span
    """The break starts and ends inside this window."""

    @model_validator(mode="before")
    @classmethod
    def _in_words(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        words = _BREAK.fullmatch(value)
        if words is None:
            raise ValueError(f"{value!r} is not a break: write it like 60 between 12:30-13:30")
        return {"minutes": int(words[1]), "between": words[2]}

    @model_validator(mode="after")
    def _fits(self) -> Break:
        if self.minutes > self.between.minutes:
            raise ValueError(f"a break of {self.minutes} minutes does not fit between {self.between}")
        return self


class Shift(Part):
    """Staff detailed to one shift, by role: ``{start: 07:00, end: 12:30, officers: 30}``.

    A shift that ends before its start runs over midnight.
    """

    start: Clock
    end: Clock
    breaks: list[Break] = Field(default_factory=list)
    days: Days = None
    staff: FixedStaff = Field(default_factory=dict)
    """Staff detailed, by role. Roles may also be written beside start and end: ``officers: 30``."""
    less: dict[str, FixedStaff] = Field(default_factory=dict)
    """Staff taken off the shift by cause (leave, training, sick, escorts, bed watch), by role."""

    @model_validator(mode="before")
    @classmethod
    def _gather_roles(cls, value: Any) -> Any:
        # Roles stand beside start and end, as people write a detail sheet; an unknown role is reported
        # by the checks on names, which know the roles of this prison.
        if not isinstance(value, dict):
            return value
        own = {key: part for key, part in value.items() if key in cls.model_fields}
        roles = {key: part for key, part in value.items() if key not in cls.model_fields}
        detailed = own.get("staff", {})
        if roles and isinstance(detailed, dict):
            twice = next((role for role in roles if role in detailed), None)
            if twice is not None:
                raise ValueError(f"{twice!r} is given twice: beside start and end, and under staff")
            own["staff"] = {**detailed, **roles}
        return own

    def on_duty(self, role: str) -> int:
        """Staff of ``role`` that are really there: detailed less every deduction."""
        return self.staff.get(role, 0) - sum(cause.get(role, 0) for cause in self.less.values())


@dataclass(frozen=True)
class Taken:
    """People who are not there, and why."""

    cause: str
    people: int
    percent: int | None
    """Of those listed (of those in post for rest days), if it is written as a percentage."""


class InPost(Part):
    """Staff in post of one role, and how many of them come to the shifts of one day.

    ``{people: 320, less: {sick: 7%, escorts: 6}, shifts: {early: 19, main: 50, late: 31}}``
    """

    people: Count
    """Staff in post, in full-time equivalents."""
    rest_days: Percent = 0
    """Those in post whose rest day it is, on average; everybody else is listed for the day."""
    less: dict[str, People] = Field(default_factory=dict)
    """Staff taken off those listed by cause (leave, training, sick, escorts, bed watch, nights): a percentage of those
    listed, or so many people."""
    shifts: dict[str, Positive] = Field(min_length=1)
    """Shift -> staff that its profile asks for. Those who are there are shared among the day's shifts in proportion."""

    def taken(self) -> tuple[Taken, ...]:
        """Who is taken off those in post: rest days, then the percentages, then the numbers, as they are written.

        People are whole: what is left after each percentage is rounded, so that one more in post, or one per cent less
        of a cause, never leaves fewer people.
        """
        listed = _rounded(self.people * (100 - self.rest_days), 100)
        taken = [Taken("rest days", self.people - listed, self.rest_days)] if self.rest_days else []
        off, left = 0, listed
        for cause, share in self.less.items():
            if share.percent:
                off += share.number
                after = _rounded(listed * max(0, 100 - off), 100)
                taken.append(Taken(cause, left - after, share.number))
                left = after
        numbers = [Taken(cause, share.number, None) for cause, share in self.less.items() if not share.percent]
        return (*taken, *numbers)

    @property
    def left(self) -> int:
        """Staff left for the day's shifts; below zero where more are taken off than there are."""
        return self.people - sum(taken.people for taken in self.taken())

    def on(self, shifts: Collection[str]) -> dict[str, int]:
        """Shift -> those of its people who are there, when these are the day's shifts.

        The method of Sainte-Lague: people go one by one to the shift with the most of its profile per person to come.
        Unlike largest remainders it never takes somebody off a shift because there is one person more.
        """
        there = {shift: 0 for shift in self.shifts if shift in shifts}
        for _ in range(max(0, self.left) if there else 0):
            there[max(there, key=lambda shift: self.shifts[shift] / (2 * there[shift] + 1))] += 1
        return there


def _rounded(number: int, by: int) -> int:
    return (2 * number + by) // (2 * by)


class Post(Part):
    """A post that is staffed before anything else: gate, control room, first response..."""

    staff: FixedStaff
    hours: list[Span] | None = None
    """When it is staffed; all the planned day when left out."""
    days: Days = None
