"""Who is on duty: roles, shifts with their breaks, and the posts that come first."""

from __future__ import annotations

import re
from typing import Any

from pydantic import Field, model_validator

from regime.clock import Clock, Span
from regime.prison.base import Days, FixedStaff, Part, Positive

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

    A shift that ends at or before its start runs over midnight.
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


class Post(Part):
    """A post that is staffed before anything else: gate, control room, first response..."""

    staff: FixedStaff
    hours: list[Span] | None = None
    """When it is staffed; all the planned day when left out."""
    days: Days = None
