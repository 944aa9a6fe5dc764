"""What the checker says: one rule broken in one place for one stretch of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict

from regime.clock import Span
from regime.spans import joined

Rule = Literal["R00", "R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11", "R12"]

Unit = Literal["minutes", "people", "staff", "sessions", "unlocks", "periods", "movements", "activities"]

Same = TypeVar("Same", bound=Hashable)


class Finding(BaseModel):
    """One thing in a plan that breaks a rule."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    rule: Rule
    """``R01`` to ``R12``; ``R00`` where the plan and the prison do not speak of the same things."""
    title: str
    """The rule's name: staffing, places, separation..."""
    sentence: Annotated[str, AfterValidator(lambda text: text[:1].upper() + text[1:])]
    """What is wrong, in plain English."""
    span: Span | None = None
    """When, if it is about a time of the day."""
    measured: int | None = None
    """What the plan has."""
    limit: int | None = None
    """What the rule allows or asks for, in the same unit."""
    unit: Unit | None = None


def together(found: Iterable[tuple[Same, Span]]) -> Iterator[tuple[Same, Span]]:
    """The same thing found in touching periods, told once over all of them, in order of time."""
    spans: dict[Same, list[Span]] = defaultdict(list)
    for what, span in found:
        spans[what].append(span)
    whole = [(what, span) for what, parts in spans.items() for span in joined(parts)]
    yield from sorted(whole, key=lambda each: each[1].start)
