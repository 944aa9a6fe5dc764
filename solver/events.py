"""What the search tells while it runs, the limits it is given, and what ends it."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """When to stop: wall-clock seconds, and the gap (see ``gap``) that is good enough for each goal."""

    seconds: float = 60.0
    gap: float = 0.005
    seed: int = 1
    workers: int = field(default_factory=lambda: max(1, min(64, os.cpu_count() or 1)))
    reproducible: bool = False
    """Same plan twice: the search is counted in deterministic time, not in seconds."""


class Ended(threading.Event):
    """The end of one search: set by itself, or by the ``stop`` of all."""

    def __init__(self, stop: threading.Event) -> None:
        super().__init__()
        self.stop = stop

    def is_set(self) -> bool:
        """Whether either is set."""
        return super().is_set() or self.stop.is_set()


@dataclass(frozen=True)
class Event:
    """A new best value or bound of the goal that is being improved (``phase``), ``seconds`` after the start."""

    seconds: float
    phase: str
    value: float | None = None
    bound: float | None = None
    gap: float | None = None


def gap(value: float, bound: float) -> float:
    """How much better than ``value`` it could be at the most, as a share of ``value`` (of 1, if that is nought)."""
    return abs(bound - value) / max(abs(value), 1.0)
