"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass

from regime.problems import Finding


@dataclass(frozen=True)
class Found:
    """A finding with its place, and whether it proves that no day keeps the rules."""

    finding: Finding
    impossible: bool = False
