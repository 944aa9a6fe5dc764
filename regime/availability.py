"""Who is on duty: from staff in post, less everybody who is not there, by cause, to the people of each shift."""

from __future__ import annotations

import datetime

from regime.asked import refuse_wrong
from regime.clock import Span, Weekday
from regime.line import Line, People
from regime.prison import Prison
from regime.today import Crew, Today


class Away(Line):
    """People of a role who are not there, and why."""

    cause: str
    people: People
    percent: int | None = None
    """Of those listed (of those in post for rest days), where the file gives a percentage."""


class ShiftStaff(Line):
    """People of a role on one shift: ``from_post + named - less = on_duty``."""

    shift: str
    hours: list[Span]
    from_post: People
    """Their share of those in post who are left for the day."""
    named: People
    """Those whom the shift names itself."""
    less: dict[str, People]
    """Cause -> people taken off this shift."""
    on_duty: People


class RoleAccount(Line):
    """One role: ``in_post - away = left = sum of from_post``, where the file starts from staff in post."""

    role: str
    in_post: People | None = None
    away: list[Away]
    left: People | None = None
    shifts: list[ShiftStaff]

    @property
    def on_duty(self) -> int:
        """People on all of the day's shifts together."""
        return sum(shift.on_duty for shift in self.shifts)


class Availability(Line):
    """The account of one day."""

    prison: str
    weekday: Weekday
    date: datetime.date | None
    roles: list[RoleAccount]


def availability(prison: Prison, *, weekday: Weekday | None = None, date: datetime.date | None = None) -> Availability:
    """Every role with anybody in post or on a shift on a day, in the prison's order of roles.

    The day is ``weekday`` or ``date``; without either the prison's own, else a Monday. Raises ``InputError`` for a day
    that is none.
    """
    refuse_wrong(prison=prison, weekday=weekday, date=date)
    today = Today.of(prison, weekday, date)
    crews = today.crews
    roles = [role for role in today.prison.roles if role in today.prison.in_post or any(c.role == role for c in crews)]
    accounts = [_account(today, role, [crew for crew in crews if crew.role == role]) for role in roles]
    return Availability(prison=today.prison.prison, weekday=today.weekday, date=today.date, roles=accounts)


def _account(today: Today, role: str, crews: list[Crew]) -> RoleAccount:
    shifts = [_shift(today, crew) for crew in crews]
    about = today.prison.in_post.get(role)
    if about is None:
        return RoleAccount(role=role, away=[], shifts=shifts)
    away = [Away(cause=taken.cause, people=taken.people, percent=taken.percent) for taken in about.taken()]
    return RoleAccount(role=role, in_post=about.people, away=away, left=about.left, shifts=shifts)


def _shift(today: Today, crew: Crew) -> ShiftStaff:
    about = today.prison.staff[crew.shift]
    named = about.staff.get(crew.role, 0)
    less = {cause: roles[crew.role] for cause, roles in about.less.items() if roles.get(crew.role)}
    return ShiftStaff(
        shift=crew.shift,
        hours=list(crew.hours),
        from_post=crew.people - named + sum(less.values()),
        named=named,
        less=less,
        on_duty=crew.people,
    )
