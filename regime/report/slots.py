"""The sessions of the day as officers call them: AM, PM and ED."""

from __future__ import annotations

from typing import Literal

from regime.clock import Span
from regime.spans import DAY

Slot = Literal["AM", "PM", "ED"]

SLOTS: dict[Slot, Span] = {"AM": Span.of(0, 12 * 60), "PM": Span.of(12 * 60, 17 * 60), "ED": Span.of(17 * 60, DAY)}
"""Slot -> its time: before 12:00, before 17:00, from 17:00 on, as NOMIS has it (ministryofjustice/prison-api,
``CalcDateRanges``)."""

SLOT_NAMES: dict[Slot, str] = {"AM": "Morning (AM)", "PM": "Afternoon (PM)", "ED": "Evening (ED)"}


def slot_of(time: Span) -> Slot:
    """The slot in which something starts."""
    return next(slot for slot, span in SLOTS.items() if span.start <= time.start < span.end)
