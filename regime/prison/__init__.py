"""A prison as people describe it: one pydantic model, in governors' words, one file per subject."""

from __future__ import annotations

from pydantic import Field, JsonValue, field_validator
from pydantic.json_schema import SkipJsonSchema

from regime.clock import Clock, Date, Weekday
from regime.prison.activities import PLACES, Activity, Apart, Escort, Place, Route, SessionTime
from regime.prison.base import Need, Part, Share
from regime.prison.regime_day import (
    Day,
    DayPattern,
    Entitlement,
    Goal,
    GoalName,
    OnWingTime,
    Pin,
    RollCheck,
    UnlockShape,
)
from regime.prison.residence import Group, Wing, WingStaffing, Yard
from regime.prison.staff import Break, InPost, Post, Role, Shift, Taken
from regime.prison.words import Words

__all__ = [
    "PLACES",
    "Activity",
    "Apart",
    "Band",
    "Break",
    "Day",
    "DayPattern",
    "Entitlement",
    "Escort",
    "Goal",
    "GoalName",
    "Group",
    "InPost",
    "Need",
    "OnWingTime",
    "Pin",
    "Place",
    "Post",
    "Prison",
    "Role",
    "RollCheck",
    "Route",
    "Scenario",
    "SessionTime",
    "Share",
    "Shift",
    "Taken",
    "UnlockShape",
    "Wing",
    "WingStaffing",
    "Words",
    "Yard",
]


DEFAULTS = ("kinds", "wing_defaults", "in_post_defaults")
"""Sections of the file on which parts of others stand."""

NO_DAY = frozenset({*DEFAULTS, "unchanged"})
"""Fields of a prison that say nothing of its day: two prisons that differ in them alone are described alike."""


class Band(Part):
    """One band of the regime management plan: the first whose conditions all hold is the day's band."""

    conditions: dict[str, str] = Field(default_factory=dict)
    """Figure -> comparison, for example ``{sessions_run_percent: ">= 95"}``; none: always holds."""
    meaning: str
    """What the band means, in plain words."""


class Scenario(Part):
    """Changes to the prison under one name: ``{about: the gym is closed, changes: {activities.gym: null}}``."""

    about: str | None = None
    changes: dict[str, JsonValue] = Field(min_length=1)
    """Dotted path -> new value; ``+2``, ``-3``, ``+10%`` change what is there, nothing (``null``) takes it away."""

    @field_validator("changes")
    @classmethod
    def _fewer(cls, changes: dict[str, JsonValue]) -> dict[str, JsonValue]:
        """YAML reads ``-3`` as a number, which nothing in a prison can be: it is so many fewer, as ``+3`` is more."""
        return {path: str(new) if isinstance(new, int) and new < 0 else new for path, new in changes.items()}


class Prison(Part):
    """Everything that is known about one prison and its day."""

    prison: str = Field(min_length=1, max_length=200)
    """The prison's name."""
    code: str | None = Field(default=None, pattern="^[A-Z]{3}$")
    """Its three-letter code in the national services."""
    about: str | None = None
    """Anything worth knowing: sources, assumptions."""
    date: Date | None = None
    """The date that is planned, if it is one day and not a pattern."""
    weekday: Weekday | None = None
    """The day of the week that is planned when no date is given."""
    day: Day
    wings: dict[str, Wing] = Field(min_length=1)
    yards: dict[str, Yard] = Field(default_factory=dict)
    roles: dict[str, Role] = Field(default_factory=dict)
    staff: dict[str, Shift] = Field(default_factory=dict)
    """Shifts by name."""
    in_post: dict[str, InPost] = Field(default_factory=dict)
    """Role -> its staff in post, shared among the shifts; whoever a shift names itself comes on top."""
    posts: dict[str, Post] = Field(default_factory=dict)
    on_wing: dict[str, OnWingTime] = Field(default_factory=dict)
    """What a group may be unlocked for, by name."""
    activities: dict[str, Activity] = Field(default_factory=dict)
    routes: dict[str, Route] = Field(default_factory=dict)
    """Mass movements by name; the first one that serves a group is the one it uses."""
    escort: Escort | None = None
    apart: dict[str, Apart] = Field(default_factory=dict)
    """Separations by name."""
    entitlements: dict[str, Entitlement] = Field(default_factory=dict)
    """Floors of each person, the most important first."""
    priorities: list[str] | None = None
    """The entitlements in another order, the most important first; those not named follow."""
    keep: list[str] = Field(default_factory=list)
    """What is held on to as staff fall, the most important first: names of entitlements, activities, kinds of activity,
    and posts that may be stood down. What is not named gives way first; posts that are not named always stay."""
    goals: list[Goal] | str = "balanced"
    """The order of the goals: a name from ``goal_orders`` or a list."""
    goal_orders: dict[str, list[Goal]] = Field(default_factory=dict)
    bands: dict[str, Band] = Field(default_factory=dict)
    """Regime bands, the best first."""
    counted_at: list[Clock] = Field(default_factory=list)
    """Times of the virtual roll checks, like 10:00."""
    pins: list[Pin] = Field(default_factory=list)
    scenarios: dict[str, Scenario] = Field(default_factory=dict)
    """Changes to ask "what if" about, by name."""
    languages: dict[str, Words] = Field(default_factory=dict)
    """The languages of the notices, each group's in all of them."""
    kinds: dict[str, JsonValue] = Field(default_factory=dict)
    """What the file and its packs lay under each activity of a kind: those that are added later stand on it, too."""
    wing_defaults: dict[str, JsonValue] = Field(default_factory=dict)
    """The same for each wing."""
    in_post_defaults: dict[str, JsonValue] = Field(default_factory=dict)
    """The same for staff in post of any role."""
    unchanged: SkipJsonSchema[Prison | None] = None
    """The prison before it was changed for a run (`regime.changes`). No file says so."""

    def __eq__(self, other: object) -> bool:
        """Whether another prison is described alike, whatever they were before and stand on."""
        fields = Prison.model_fields.keys() - NO_DAY
        return isinstance(other, Prison) and all(getattr(self, name) == getattr(other, name) for name in fields)

    @property
    def before(self) -> Prison:
        """The prison before it was changed for a run: its full regime is what a band is about."""
        return self.unchanged or self

    def changed_from(self, before: Prison) -> Prison:
        """The same prison, known to be ``before`` with changes."""
        same = {name: getattr(before, name) for name in NO_DAY}
        return self.model_copy(update={**same, "unchanged": before.before})

    @property
    def goals_in_order(self) -> list[Goal]:
        """The goals, the first that counts first."""
        return self.goal_orders[self.goals] if isinstance(self.goals, str) else self.goals

    @field_validator("wings")
    @classmethod
    def _somebody_lives_here(cls, wings: dict[str, Wing]) -> dict[str, Wing]:
        if all(wing.closed for wing in wings.values()):
            raise ValueError("every wing is closed, so there is nobody to plan for")
        return wings
