"""The shape of the day: unlock hours, on-wing time, roll checks, entitlements, goals and pins."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from regime.clock import Clock, Span, Weekday
from regime.prison.base import Days, Part, People, Percent, Positive, Staff, Timed


class DayPattern(Part):
    """Days of the week that share their hours: weekday, Friday, weekend..."""

    days: list[Weekday] = Field(min_length=1)
    unlock: Clock | None = None
    lock_up: Clock | None = None


class UnlockShape(Part):
    """What an unlock must look like, so that the landing can work with it."""

    shortest: Positive = 30
    """Minutes that a group stays unlocked, at least."""
    shortest_gap: Positive = 30
    """Minutes that it stays locked between two unlocks, at least."""
    at_most: Positive = 4
    """Unlocks a day, at most."""


class RollCheck(Timed):
    """A count: everybody is locked up or settled, and nobody moves."""


class Day(Part):
    """The unlock hours and the step on which decisions fall."""

    unlock: Clock
    """Nobody is unlocked before."""
    lock_up: Clock
    """Everybody is locked up from then on."""
    step: Literal[5, 10, 15, 20, 30, 60] = 15
    """Minutes of the grid on which unlocking, locking and movable sessions start."""
    patterns: dict[str, DayPattern] = Field(default_factory=dict)
    """Day patterns by name; every day of the week belongs to at most one."""
    unlocks: UnlockShape = UnlockShape()
    roll_checks: dict[str, RollCheck] = Field(default_factory=dict)

    @field_validator("lock_up")
    @classmethod
    def _after_unlock(cls, lock_up: int, info: ValidationInfo) -> int:
        # Told whatever else is wrong with the day.
        if lock_up <= info.data.get("unlock", -1):
            raise ValueError("lock-up is not after unlock")
        return lock_up

    @model_validator(mode="after")
    def _in_order(self) -> Day:
        for name, pattern in self.patterns.items():
            unlock = pattern.unlock if pattern.unlock is not None else self.unlock
            lock_up = pattern.lock_up if pattern.lock_up is not None else self.lock_up
            if lock_up <= unlock:
                raise ValueError(f"{name}: lock-up is not after unlock")
        seen: dict[str, str] = {}
        for name, pattern in self.patterns.items():
            for weekday in pattern.days:
                if weekday in seen:
                    raise ValueError(f"{weekday} is in both {seen[weekday]} and {name}")
                seen[weekday] = name
        return self


class OnWingTime(Part):
    """What a group may be unlocked for: association, domestic, exercise, a meal, medication."""

    kind: Literal["association", "domestic", "exercise", "meal", "medication"]
    windows: list[Span] | None = None
    """When it may happen; any time between unlock and lock-up when left out."""
    shortest: Positive | None = None
    """Minutes of one period, at least."""
    longest: Positive | None = None
    """Minutes of one period, at most."""
    periods: Positive | None = None
    """Periods a day, at most."""
    most: Positive | None = None
    """Minutes a day, at most."""
    where: Literal["wing", "yard"] = "wing"
    """Whether it happens on the wing or on the wing's yard."""
    people: Positive | None = None
    """People of whole groups that may have it together in one place (wing or yard), at most."""
    staff: Staff = Field(default_factory=dict)
    """Staff for each place (wing or yard) where it happens, beside the wing's own step table."""
    protected: bool = False
    """Whether nobody of the group may be away meanwhile, so that nobody has to choose (R07)."""
    outdoor: bool = False

    @model_validator(mode="after")
    def _lengths(self) -> OnWingTime:
        if self.shortest and self.longest and self.shortest > self.longest:
            raise ValueError(f"shortest ({self.shortest}) is longer than longest ({self.longest})")
        return self


class Entitlement(Part):
    """The daily floor of each person: minutes of something, or occasions at something."""

    time: str | None = None
    """An on-wing time (``exercise``), or ``unlocked`` for any unlocked minute."""
    minutes: Positive | None = None
    """Minutes a day for each person (floors of ``time``)."""
    between: Span | None = None
    """Only time inside this span counts."""
    activity: str | None = None
    """An activity or a kind of activity (floors of occasions)."""
    people: People | None = None
    """People of each group who attend ``activity`` in the day."""
    eligible: list[str] = Field(default_factory=lambda: ["all"], alias="for")
    """Whose floor it is: group, wing or tag names, or ``all``."""
    days: Days = None
    source: str | None = None
    """Where the floor comes from."""

    @model_validator(mode="after")
    def _one_sort(self) -> Entitlement:
        of_time = self.time is not None and self.minutes is not None
        of_occasions = self.activity is not None and self.people is not None
        given = [self.time, self.minutes, self.activity, self.people]
        if not (of_time or of_occasions) or sum(part is not None for part in given) != 2:
            raise ValueError("give either time and minutes, or activity and people")
        if of_occasions and self.between is not None:
            raise ValueError("between goes with time and minutes")
        return self


GoalName = Literal["shortfalls", "value", "out-of-cell", "purposeful", "fairness", "changes", "calm"]


class Goal(Part):
    """One goal in the order: improved as far as it goes, then kept within ``tolerance``."""

    goal: GoalName
    tolerance: Percent = 0
    """How much of it may be given up for the goals after it."""

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, value: object) -> object:
        return {"goal": value} if isinstance(value, str) else value


class Pin(Part):
    """Something that the plan must keep: exactly one of a group's time, its floor, or an activity's sessions."""

    group: str | None = None
    unlocked: Span | None = None
    locked: Span | None = None
    on_wing: str | None = None
    """With ``group`` and ``unlocked``: what the group is unlocked for."""
    entitlement: str | None = None
    """With ``group``: the entitlement that it gets in full."""
    activity: str | None = None
    session: Span | None = None
    """The session that must run (or be cancelled); with ``cancelled`` alone, every session."""
    cancelled: bool = False
    people: Positive | None = None
    """With ``activity``: at least so many people attend it (``session``, if given, else all its sessions together)."""
    of: list[str] | None = None
    """With ``people``: only people of these groups, wings or tags count."""
    at: Clock | None = None
    """With ``people``: only sessions that are under way at this time count."""

    @model_validator(mode="after")
    def _one_sort(self) -> Pin:
        of_group = self.group is not None and sum(x is not None for x in (self.unlocked, self.locked)) == 1
        of_floor = self.group is not None and self.entitlement is not None
        counted = self.activity is not None and self.people is not None and not self.cancelled
        of_session = self.activity is not None and (self.session is not None or self.cancelled)
        mixed = (
            (self.group is not None and self.activity is not None)
            or (self.group is None and (self.unlocked or self.locked or self.on_wing or self.entitlement))
            or (self.activity is None and (self.session or self.cancelled or self.people))
            or (self.on_wing and self.unlocked is None)
            or (self.people is None and (self.of is not None or self.at is not None))
            or (self.cancelled and self.people is not None)
        )
        if sum((of_group, of_floor, counted or of_session)) != 1 or mixed:
            raise ValueError(
                "pin either a group (unlocked: 09:00-10:00, or locked:, or entitlement: lunch) "
                "or an activity (session: 14:00-15:00, or cancelled: true, or people: 5)"
            )
        return self

    def means(self, session: Span) -> bool:
        """Whether people in a session of the activity at that time count."""
        return self.session in (None, session) and (self.at is None or session.start <= self.at < session.end)
