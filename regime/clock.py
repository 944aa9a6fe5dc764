"""Wall-clock times of one prison day, written ``08:30`` and counted in minutes after midnight."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, model_serializer, model_validator
from pydantic.json_schema import WithJsonSchema

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

DAYS: dict[str, str] = dict(
    zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)
"""What the days of the week are called."""

DASH = r"[-\u2010-\u2015\u2212]"
"""What stands between two times: a hyphen, or a dash in its place in what was copied from a document."""
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")


def minutes(text: object) -> int:
    """Minutes after midnight of a 24-hour time such as ``08:30``; ``24:00`` is the end of the day."""
    match = _CLOCK.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise ValueError(f"{text!r} is not a time of day: write it like 08:30")
    value = int(match[1]) * 60 + int(match[2])
    if value > 24 * 60:
        raise ValueError(f"{text!r} is after the end of the day, 24:00")
    return value


def clock(value: int) -> str:
    """The 24-hour time of ``value`` minutes after midnight."""
    return f"{value // 60:02d}:{value % 60:02d}"


Clock = Annotated[
    int,
    BeforeValidator(minutes),
    PlainSerializer(clock, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^([01]?\d|2[0-4]):[0-5]\d$", "examples": ["08:30"]}),
]


def calendar_date(value: object) -> datetime.date:
    """The date written ``2026-11-23``; a bare number is no date."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is not in the calendar") from None
    raise ValueError(f"{value!r} is not a date: write it like 2026-11-23")


def another_weekday(date: datetime.date, weekday: Weekday) -> tuple[str, str] | None:
    """That a date is of another day of the week, and what to give instead; nothing where it is of this one."""
    of = WEEKDAYS[date.weekday()]
    if of == weekday:
        return None
    return f"{date} is a {DAYS[of]}, not a {DAYS[weekday]}", "either the date or the weekday."


Date = Annotated[datetime.date, BeforeValidator(calendar_date)]


class Span(BaseModel):
    """From one time to a later one of the same day, written ``08:30-11:45``; the end is not included."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"examples": ["08:30-11:45"]},
    )

    start: Clock
    end: Clock

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, Span):
            return value
        if not isinstance(value, str):
            raise ValueError("expected a span of time like 08:30-11:45")
        start, _, end = re.sub(DASH, "-", value, count=1).partition("-")
        if not start.strip() or not end.strip():
            raise ValueError(f"{value!r} is not a span of time: write it like 08:30-11:45")
        return {"start": start, "end": end}

    @model_validator(mode="after")
    def _forwards(self) -> Span:
        if self.end <= self.start:
            raise ValueError(f"{self} ends before it starts")
        return self

    @classmethod
    def of(cls, start: int, end: int) -> Span:
        """The span between two times in minutes after midnight."""
        return cls.model_validate(f"{clock(start)}-{clock(end)}")

    @model_serializer
    def _write(self) -> str:
        return str(self)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": rf"^\s*([01]?\d|2[0-4]):[0-5]\d\s*{DASH}\s*([01]?\d|2[0-4]):[0-5]\d\s*$",
            "examples": ["08:30-11:45"],
        }

    def __str__(self) -> str:
        return f"{clock(self.start)}-{clock(self.end)}"

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share any time (touching ends do not)."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
