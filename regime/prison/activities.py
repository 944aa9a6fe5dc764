"""What people can do: activities in cell, on the wing and off it, and how they get there."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from regime.clock import Span
from regime.prison.base import Count, Days, FixedStaff, Part, People, Percent, Positive, Staff, Timed, Weight

Where = Literal["in-cell", "on-wing", "off-wing"]
Place = Literal["wing", "room", "yard", "movement"]
PLACES: tuple[Place, ...] = ("wing", "room", "yard", "movement")


class SessionTime(Timed):
    """One fixed session of an activity."""


class Activity(Part):
    """An activity with places, sessions and staff. Defaults come from its ``kind`` in the packs."""

    kind: str
    """What sort of activity it is: workshop, education, gym, library, worship, programme, key-work, clinic,
    wing-work, visits, video-calls, in-cell... (the ``kinds`` of the packs)."""
    places: Positive
    """People who can attend one session (tables, in a visits hall)."""
    minimum: Count = 1
    """A session that runs has at least so many people."""
    sessions: list[SessionTime] = Field(default_factory=list)
    """Fixed sessions. Each one runs or is cancelled."""
    length: Positive | None = None
    """For a movable activity: minutes of one session."""
    between: list[Span] = Field(default_factory=list)
    """For a movable activity: each session lies inside one of these windows."""
    at_most: Positive | None = None
    """Sessions a day, at most (movable activities; 1 when left out)."""
    per_person: Positive | None = None
    """Sessions a day that one person attends, at most; so many times its limit come from a group in a day."""
    eligible: list[str] | dict[str, People] = Field(default_factory=lambda: ["all"], alias="for")
    """Who may go: group, wing or tag names, or ``all``; with the most people of each group if written as a
    mapping. Lines are read from top to bottom and later ones win; 0 shuts a group out."""
    where: Where = "off-wing"
    room: str | None = None
    """Activities that name the same room never run at the same time."""
    staff: Staff = Field(default_factory=dict)
    """Staff by role while a session runs: a number, or ``1 per 10`` attending."""
    staff_before: Count = 0
    """Minutes that its staff are needed before a session."""
    staff_after: Count = 0
    """Minutes that its staff are needed after a session."""
    travel: str | None = None
    """How people reach an off-wing session: the name of a movement route, ``escort`` or ``free`` (nobody needed).
    When left out: the first route that serves the group, else the escort, else free."""
    purposeful: bool = True
    weight: Weight = Field(default_factory=lambda: Decimal(1))
    """What one person-minute in a session adds to the value, beside being out of cell. Only if purposeful."""
    outdoor: bool = False
    """Whether time there is time in the open air."""
    excuses: bool = False
    """Whether people may be there while their group has protected time (court, hospital, clinics, servery)."""
    settled_at_roll_check: bool = False
    """Whether people may stay in a session through a roll check, counted where they are."""
    attendance: Percent = 100
    """Usual attendance, for the expected figures only."""
    tier: str | None = None
    """Tier of the national activities service: TIER_1, TIER_2 or FOUNDATION."""
    days: Days = None

    @model_validator(mode="after")
    def _fixed_or_movable(self) -> Activity:
        if self.sessions and (self.length is not None or self.between):
            raise ValueError("give either fixed sessions, or a length and the windows (between), not both")
        if not self.sessions and (self.length is None or not self.between):
            raise ValueError(
                "give fixed sessions (like [08:30-11:45]), or a length and the windows it may start in (between)"
            )
        if self.length is not None and all(span.minutes < self.length for span in self.between):
            raise ValueError(f"a session of {self.length} minutes fits none of its windows")
        if self.minimum > self.places:
            raise ValueError(f"needs at least {self.minimum} people and has places for {self.places}")
        if self.where != "off-wing" and self.travel is not None:
            raise ValueError("only off-wing activities are travelled to")
        return self


class Route(Part):
    """A mass movement: route posts for some minutes, so many people at most."""

    minutes: Positive
    """How long a movement takes. It ends when the session starts, or starts when the session ends."""
    staff: FixedStaff
    """Route posts while a movement runs."""
    people: Positive | None = None
    """People in one movement, both ways together, at most."""
    windows: list[Span] | None = None
    """When movements may run; any time between unlock and lock-up when left out."""
    at_most: Positive | None = None
    """Movements a day, at most."""
    eligible: list[str] = Field(default_factory=lambda: ["all"], alias="for")
    """Whom it serves: group, wing or tag names, or ``all``."""
    days: Days = None


class Escort(Part):
    """Escorted moves: ``staff`` for each begun ``per`` people, on the way there and again on the way back."""

    per: Positive
    minutes: Positive
    staff: FixedStaff


class Apart(Part):
    """Groups that may never be together."""

    groups: list[str] = Field(min_length=1)
    """Group, wing or tag names. Without ``from`` every two groups that it names are kept apart."""
    others: list[str] | None = Field(default=None, alias="from")
    """Keep those of ``groups`` apart from these; groups on the same side may mix."""
    at: list[Place] = Field(default_factory=lambda: list(PLACES), min_length=1)
    """Where they may not be together."""
