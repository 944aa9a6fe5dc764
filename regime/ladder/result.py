"""What a ladder says: its rungs from the full profile down, each with its plan and with what is dropped on it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from regime.clock import Span, Weekday
from regime.line import Line
from regime.plan import Change, Plan


class Unit(Line):
    """The smallest thing that is kept or dropped."""

    kind: Literal["entitlement", "session", "post"]
    name: str
    """Of the entitlement, the activity or the post."""
    group: str | None = None
    """Whose entitlement it is: kept if the group gets it in full."""
    time: Span | None = None
    """When the session is; none for an activity without fixed times, which is kept if it runs at all."""


class Item(Line):
    """One thing on the list, with everything that belongs to it today."""

    name: str
    units: list[Unit]
    """A unit belongs to the first item that names it."""


class Rung(Line):
    """One number of people of the role (officers, say) in all."""

    officers: int
    by_shift: dict[str, int]
    plan: Plan
    """The day with exactly so many; whoever has more can run it too."""
    band: str | None
    """The band of the plan's figures, or that of a proved rung above if it is worse: with fewer officers no band gets
    better."""
    dropped: list[Unit]
    """What the rung above still had (or, of the first rung, what the full profile has not): what goes first, first."""
    returned: list[Unit] = Field(default_factory=list)
    """What the rung above lacks and this one has: entitlements, and anything if the rung above is not proved."""
    proved: bool
    """Whether it is proved that no day keeps more of the list, in its order, of what the nearest proved rung above
    kept. What an unproved rung lacks may come back below."""


class Threshold(Line):
    """A band with the fewest officers that it holds with: so many on every shift, or more."""

    band: str | None
    meaning: str
    """What the prison says that the band means."""
    officers: int
    by_shift: dict[str, int]
    known: bool
    """Whether the band's end was found: that with fewer officers another band follows, or no day at all."""


class Least(Line):
    """The fewest people that a shift can do with in patrol state, every post of the list stood down."""

    shift: str
    officers: int
    reasons: list[str]
    """Why one fewer is too few, or that it could not be told; none where the shift needs nobody."""


class Ladder(Line):
    """A whole ladder."""

    prison: str
    weekday: Weekday
    role: str
    """Whose number is varied."""
    profile: dict[str, int]
    """Shift -> people at full strength."""
    usual: dict[str, int]
    """Shift -> people once everybody is taken off whom the prison's description takes off."""
    changes: list[Change] = Field(default_factory=list)
    """What was changed in the prison file before."""
    items: list[Item]
    """The list, the most important first."""
    bands: dict[str, str]
    """The prison's bands and what they mean, the best first."""
    rungs: list[Rung]
    least: list[Least]
    """For each shift why it has no fewer on the lowest rung."""
    without: list[int] = Field(default_factory=list)
    """Numbers of officers for which no day was found in time; one may exist."""
    interrupted: bool = False

    @property
    def unproved(self) -> list[int]:
        """The numbers of officers whose rungs are not proved."""
        return [rung.officers for rung in self.rungs if not rung.proved]

    @property
    def thresholds(self) -> list[Threshold]:
        """The bands that occur, the best first, each with its lowest rung."""
        lowest = {rung.band: rung for rung in self.rungs}
        bands = [*self.bands, None]
        return [
            Threshold(
                band=band,
                meaning=self.bands.get(band or "", ""),
                officers=rung.officers,
                by_shift=rung.by_shift,
                known=self._ends(rung),
            )
            for band, rung in sorted(lowest.items(), key=lambda each: bands.index(each[0]))
        ]

    @property
    def finished(self) -> bool:
        """Whether there is a rung for every number that was asked for, down to the fewest possible."""
        return not self.without and not self.interrupted

    def _ends(self, rung: Rung) -> bool:
        """Whether there is a rung for the next number below, or none can be."""
        below = [number for number in (*(r.officers for r in self.rungs), *self.without) if number < rung.officers]
        return max(below) not in self.without if below else not self.interrupted

    def rung_for(self, there: dict[str, int]) -> Rung | None:
        """The highest rung that so many people on each shift can run; none if they are too few for any."""
        return next((r for r in self.rungs if all(there.get(s, 0) >= n for s, n in r.by_shift.items())), None)

    def gone(self, rung: Rung) -> set[Unit]:
        """Everything that is not there on a rung."""
        gone: set[Unit] = set()
        for each in self.rungs[: self.rungs.index(rung) + 1]:
            gone = (gone | set(each.dropped)) - set(each.returned)
        return gone

    def item_of(self, unit: Unit) -> str | None:
        """The name on the list that a unit belongs to."""
        return next((item.name for item in self.items if unit in item.units), None)
