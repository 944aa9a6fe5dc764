"""How findings name times, amounts and staff."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from regime.clock import Span, clock
from regime.plan import Session
from regime.prison import Prison

_SAYS_WHAT_IT_IS = re.compile(r"\b(wing|house|houseblock|unit)s?\b", re.IGNORECASE)


def wing_called(name: str) -> str:
    """``wing A``; ``St John's wing`` and ``Unit 4`` as they are."""
    return name if _SAYS_WHAT_IT_IS.search(name) else f"wing {name}"


def from_to(span: Span) -> str:
    """``from 12:30 to 13:15``."""
    return f"from {clock(span.start)} to {clock(span.end)}"


def people(number: int) -> str:
    """``1 person``, ``12 people``."""
    return f"{number} {'person' if number == 1 else 'people'}"


def for_each(number: int) -> str:
    """``for each person``, ``for each 4 people``."""
    return "for each person" if number == 1 else f"for each {people(number)}"


def minutes(number: int) -> str:
    """``1 minute``, ``30 minutes``."""
    return f"{number} {'minute' if number == 1 else 'minutes'}"


def owed(number: int, unit: str) -> str:
    """What is owed of an entitlement, in ``minutes`` or ``people``: ``60 minutes``, ``1 person``."""
    return minutes(number) if unit == "minutes" else people(number)


def times(number: int, thing: str, things: str | None = None) -> str:
    """``1 session``, ``2 sessions``, ``3 activities``."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def staff(prison: Prison, role: str, number: int) -> str:
    """``1 officer``, ``12 officers``: roles are named in the plural, their label is for one."""
    several = role.replace("_", " ")
    one = prison.roles[role].label if role in prison.roles else None
    return f"{number} {(one or several.removesuffix('s')) if number == 1 else several}"


def together(prison: Prison, roles: Iterable[str], number: float) -> str:
    """``6 officers and osgs``: so many people, of all these roles together."""
    each = 1 if number == 1 else 2
    return f"{number:g} {listed(staff(prison, role, each).removeprefix(f'{each} ') for role in roles)}"


def team(prison: Prison, numbers: Mapping[str, int]) -> str:
    """``12 officers, 1 nurse and 2 teachers``."""
    return listed(staff(prison, role, number) for role, number in numbers.items())


def listed(parts: Iterable[str]) -> str:
    """``a, b and c``."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def named(session: Session) -> str:
    """``gym 09:00-10:00``."""
    return f"{session.activity} {session.time}"
