"""Arithmetic on one day of a prison before any plan is looked for; one file for each subject.

What is found is plain without an engine: it names the line, the times and the numbers. Most of it spoils a day
rather than making it impossible, because an entitlement may fall short and a session may be left out.
"""

from __future__ import annotations

from regime.explain.before import core_day, duty, floors, sessions, wings
from regime.explain.before.found import Found
from regime.today import Today

__all__ = ["Found", "before", "proved_impossible"]

SPOILED = (wings, sessions, floors, core_day)
"""Checks of what a possible day can never give."""


def before(today: Today) -> list[Found]:
    """Everything that arithmetic shows of a day: what proves that it is impossible, else what spoils it."""
    return list(duty.find(today)) or [each for check in SPOILED for each in check.find(today)]


def proved_impossible(today: Today) -> bool:
    """Whether arithmetic alone proves that no day keeps the rules."""
    return any(each.impossible for each in duty.find(today))
