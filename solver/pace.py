"""How a dive fares for time: how long its steps take, and so what each may take, and whether it will end in time.

All times are seconds, or deterministic ones.
"""

from __future__ import annotations

LONGEST = 2.0
"""Time for one wing, at most."""

SHORTEST = 0.6
"""The same where time is short: with less most wings are not decided at all, and a day without one is worth little."""

SHARE = 1.5
"""A wing may take so many times what there is for each that is left."""

CAREFUL = 1.3
"""A dive goes on after its first wings if there is so many times the time that it seems to need."""

PATIENT = 1.6
"""Time is short with less than so many times what a dive seems to need."""

SETTLING = {"plenty": 4.0, "scarce": 9.0}
"""Time that is kept for what comes after the wings, in times of what a wing takes. Where staff are scarce their day
asks for many who are not on duty, and that takes long to put right."""

GUESSED = {"relaxing": 0.4, "deciding": 1.6}
"""What relaxing again, and deciding all wings, takes, until it is known: in times of the first relaxation."""


class Pace:
    """Of a dive through some ``wings`` on some ``cores``, after a first relaxation that ``took`` so long.

    ``scarce`` if staff are.
    """

    def __init__(self, wings: int, cores: int, took: float, scarce: bool) -> None:
        self.left, self.cores = wings, cores
        self.settling = SETTLING["scarce" if scarce else "plenty"]
        self.relaxing = GUESSED["relaxing"] * took
        """What relaxing took the last time."""
        self.deciding = [GUESSED["deciding"] * took / wings]
        """What each wing took that is decided, after a guess."""

    def decided(self, seconds: float) -> None:
        """Another wing is, and took so long."""
        self.left -= 1
        self.deciding.append(seconds)

    def promising(self, seconds: float) -> bool:
        """Whether the dive will end within so much time, as far as the first wing of each core tells; later: yes."""
        return len(self.deciding) > 1 + self.cores or seconds > CAREFUL * self.needed

    def short(self, seconds: float) -> bool:
        """Whether so much time is little for what is left."""
        return seconds < PATIENT * self.needed

    @property
    def needed(self) -> float:
        """What all that is left will take."""
        return self._after + self.left * self._average / self.cores

    def longest(self, seconds: float) -> float:
        """What the next wing may take, with so much time for all that is left."""
        each = (seconds - self._after) / max(1, -(-self.left // self.cores))
        return min(LONGEST, max(SHORTEST, SHARE * each))

    @property
    def _average(self) -> float:
        return sum(self.deciding) / len(self.deciding)

    @property
    def _after(self) -> float:
        """What is kept for what comes after the wings."""
        return self.relaxing + self.settling * self._average
