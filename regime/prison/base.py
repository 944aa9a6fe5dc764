"""What every part of a prison description has in common: strict fields and governors' amounts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator
from pydantic.json_schema import WithJsonSchema

from regime.clock import Span, Weekday


class Part(BaseModel):
    """A part of the description: unknown keys are refused and values do not change once read.

    A number where a name is expected is that name as text, so that ``for: [1]`` finds wing ``1:``.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        coerce_numbers_to_str=True,
        serialize_by_alias=True,
    )


Count = Annotated[int, Field(strict=True, ge=0)]
"""A number of people, staff or times: a whole number, 0 or more."""

Positive = Annotated[int, Field(strict=True, ge=1)]

Days = list[Weekday | str] | None
"""Days of the week or names of day patterns on which something applies; every day when left out."""


class Timed(Part):
    """Something at a time on some days; the time alone stands for every day."""

    time: Span
    days: Days = None

    @model_validator(mode="before")
    @classmethod
    def _span_alone(cls, value: object) -> object:
        return {"time": value} if isinstance(value, str) else value


class Share(BaseModel):
    """So many people, or a percentage of a group (rounded down to whole people)."""

    model_config = ConfigDict(frozen=True)

    number: int
    percent: bool = False

    def of(self, size: int) -> int:
        """How many of ``size`` people, never more than all of them."""
        return min(size, size * self.number // 100 if self.percent else self.number)

    def __str__(self) -> str:
        return f"{self.number}%" if self.percent else str(self.number)


def share(value: Any) -> Share:
    """``20``, or ``40%``. Raises ValueError for anything else."""
    if isinstance(value, Share):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return Share(number=value)
    match = re.fullmatch(r"(\d{1,3})\s*%", value) if isinstance(value, str) else None
    if match and int(match[1]) <= 100:
        return Share(number=int(match[1]), percent=True)
    raise ValueError(f"{value!r} is not a number of people: write 20, or 40%")


People = Annotated[
    Share,
    BeforeValidator(share),
    PlainSerializer(lambda share: str(share) if share.percent else share.number),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d{1,3}\s*%$"}]}),
]

Percent = Annotated[
    int,
    BeforeValidator(lambda value: _percent(value)),
    PlainSerializer(lambda percent: f"{percent}%"),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,3}\s*%$", "examples": ["80%"]}),
]
"""A whole percentage written ``80%``, from 0% to 100%."""


def _percent(value: Any) -> int:
    match = re.fullmatch(r"(\d{1,3})\s*%", value) if isinstance(value, str) else None
    if match is None or int(match[1]) > 100:
        raise ValueError(f"{value!r} is not a percentage: write it like 80%")
    return int(match[1])


class Need(BaseModel):
    """Staff of one role: ``fixed`` in all, or ``fixed`` for each begun ``per`` people."""

    model_config = ConfigDict(frozen=True)

    fixed: int
    per: int | None = None

    def for_people(self, people: int) -> int:
        """Staff needed while ``people`` attend."""
        return self.fixed if self.per is None else self.fixed * -(-people // self.per)

    def __str__(self) -> str:
        return str(self.fixed) if self.per is None else f"{self.fixed} per {self.per}"


def _need(value: Any) -> Any:
    if isinstance(value, Need):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return Need(fixed=value)
    match = re.fullmatch(r"(\d{1,4})\s+per\s+([1-9]\d{0,4})", value) if isinstance(value, str) else None
    if match:
        return Need(fixed=int(match[1]), per=int(match[2]))
    raise ValueError(f"{value!r} is not a number of staff: write 2, or 1 per 10 (for each begun ten people)")


StaffNeed = Annotated[
    Need,
    BeforeValidator(_need),
    PlainSerializer(lambda need: need.fixed if need.per is None else str(need)),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d+\s+per\s+\d+$"}]}),
]

Staff = dict[str, StaffNeed]
"""Staff by role, for example ``{officers: 1 per 10, supervising_officers: 1}``."""

FixedStaff = dict[str, Count]
"""Staff by role, numbers only."""


def _weight(value: Any) -> Any:
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        weight = Decimal(str(value))
        if weight.is_finite() and 0 <= weight <= 100 and weight * 100 % 1 == 0:
            return weight
    raise ValueError(f"{value!r} is not a weight: write a number from 0 to 100 with at most two decimals, like 0.5")


Weight = Annotated[
    Decimal,
    BeforeValidator(_weight),
    PlainSerializer(float, return_type=float),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]
"""What one purposeful person-minute adds to a minute out of cell (hundredths)."""
