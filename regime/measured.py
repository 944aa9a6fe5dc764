"""What is measured of a plan: the figures that people compare, by fixed definitions.

`regime.figures` computes them, from the plan and the prison alone.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from regime.clock import Clock
from regime.line import Line, People


def _as_named_now(because: Any) -> Any:
    """Plans saved before call what is left unused a free choice."""
    if not isinstance(because, dict):
        return because
    return {"left unused" if cause == "free choice" else cause: amount for cause, amount in because.items()}


_NAMED_NOW = BeforeValidator(_as_named_now)


class Average(Line):
    """Minutes a day for one group."""

    group: str
    wing: str
    size: People
    unemployed: People
    out_of_cell: float
    """Average minutes out of cell for each person, with activities on the wing and off it."""
    guaranteed: People
    """Minutes for which the group is unlocked: what a person without any activity gets, *certain* time on pages."""
    unlocked_in_cell: float | None = None
    """Of those, average minutes at in-cell activities. Whoever is at one stays in the cell, so that ``out_of_cell`` can
    lie below ``guaranteed``. None in plans saved before it was told."""
    purposeful: float
    open_air: float
    evening: float
    """Out of cell after 17:00."""
    ceiling: float
    """The most minutes out of cell that the day's fixed times allow, with unlimited staff."""
    unlocks: People


class Shares(Line):
    """Per cent of people, by their group's figure."""

    under_2h: float
    at_10h: float


class RollCount(Line):
    """A virtual roll check: per cent of people, adding up to 100."""

    at: Clock
    locked: float
    off_wing: float
    wing_work: float
    """In on-wing activities."""
    otherwise_out: float


EmptyReason = Literal[
    "not run",
    "no staff left",
    "nobody eligible left",
    "roll check",
    "separation",
    "protected time",
    "elsewhere",
    "movement",
    "left unused",
]
"""Why a place stays empty; `regime.figures.places` says how each empty place is given its reason."""


class PlaceUse(Line):
    """How one activity's places are used."""

    activity: str
    kind: str
    sessions_offered: People
    sessions_run: People
    person_minutes: People
    """Attended."""
    places_minutes: People
    """Offered: places x minutes of every session that could have run."""
    expected_person_minutes: float
    """After usual attendance; never mixed with the planned."""
    empty_because: Annotated[dict[EmptyReason, int], _NAMED_NOW]
    """Reason -> empty place-minutes, only reasons that occur. They add up to places_minutes - person_minutes
    (unless a session breaks R03 with more people than places: it has no empty place)."""

    @property
    def used_percent(self) -> float:
        """Per cent of the places offered that are attended."""
        return 100 * self.person_minutes / self.places_minutes if self.places_minutes else 0.0


LostCause = Literal[
    "fixed times",
    "staff",
    "movement",
    "separation",
    "places",
    "protected time",
    "rule",
    "in-cell work",
    "left unused",
]
"""Why somebody is not out of cell; `regime.figures.lost` says how each minute is given its cause."""


class LostHours(Line):
    """The day of one group that is not spent out of cell."""

    group: str
    because: Annotated[dict[LostCause, int], _NAMED_NOW]
    """Cause -> person-minutes, only causes that occur. They add up to 24 h for each person less the time out of cell;
    without ``fixed times`` to the group's ceiling less the time out of cell."""


class RoleHours(Line):
    """One role over the day, in hours."""

    role: str
    on_duty: float
    needed: float
    idle: float
    covering: float
    """Spent doing another role's work."""
    lost: dict[str, float]
    """Cause -> hours taken off today's shifts: leave, training, sick, escorts..."""


class Figures(Line):
    """Everything that people compare, by fixed definitions."""

    population: People
    out_of_cell: float
    """Average minutes out of cell for each person."""
    guaranteed: float
    """Average guaranteed minutes."""
    worst_guaranteed: People
    """Guaranteed minutes of the worst-off group."""
    unemployed_guaranteed: float | None
    """Average guaranteed minutes of people without work or education; none where nobody is."""
    open_air: float
    """Average minutes in the open air for each person."""
    evening: float
    """Average minutes out of cell after 17:00 for each person."""
    expected_out_of_cell: float
    """Average minutes out of cell after usual attendance: who does not attend is out only while the group is
    unlocked."""
    by_average: Shares
    by_guaranteed: Shares
    groups: list[Average]
    purposeful_hours_off_wing: float
    purposeful_hours_on_wing: float
    purposeful_hours_in_cell: float
    expected_purposeful_hours: float
    industry_hours: float
    """Planned person-hours in workshops."""
    expected_industry_hours: float
    industry_hours_full_timetable: float
    """Person-hours if every workshop session ran full."""
    sessions_offered: People
    """Sessions that could run; of each activity no fewer than before the prison was changed for the run."""
    sessions_run: People
    roll: list[RollCount]
    places: list[PlaceUse]
    roles: list[RoleHours]
    core_day_ceiling: float
    """The best average minutes out of cell that the day's fixed times allow with unlimited staff."""
    floors_met_percent: float
    """Per cent of the entitlements owed (by group) that are met; 100 where none is."""
    floors_met: dict[str, float]
    """Entitlement -> per cent of the people who are owed it whose group gets it in full."""
    staff_on_duty_percent: float
    """Per cent of the staff detailed to today's shifts who are really there; of each role no fewer are detailed than
    before the prison was changed for the run."""
    band: str | None
    lost: list[LostHours] | None = None
    """The account of the time not spent out of cell, group by group; none in plans saved before there was one."""
    value: float
    """Person-minutes out of cell plus weighted purposeful person-minutes: the second goal."""
    value_ceiling: float | None = None
    """The most of it that the day's fixed times allow: everybody out of cell up to the core-day ceiling, and every
    purposeful session full. None in plans saved before it was told."""

    @property
    def purposeful_hours(self) -> float:
        """Purposeful person-hours off the wing, on it and in the cell."""
        return self.purposeful_hours_off_wing + self.purposeful_hours_on_wing + self.purposeful_hours_in_cell

    @property
    def places_used_percent(self) -> float | None:
        """Per cent of all places offered that are attended; none where none is offered."""
        offered = sum(use.places_minutes for use in self.places)
        return 100 * sum(use.person_minutes for use in self.places) / offered if offered else None

    @property
    def idle_hours(self) -> float:
        """Hours of staff with nothing asked of them."""
        return sum(role.idle for role in self.roles)

    @property
    def worst_off(self) -> str:
        """The group with the least guaranteed time, the first of several."""
        return min(self.groups, key=lambda group: group.guaranteed).group
