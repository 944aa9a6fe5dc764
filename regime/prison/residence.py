"""Where people live: wings (residential units), their groups, their staffing and their yards."""

from __future__ import annotations

from itertools import pairwise

from pydantic import Field, model_validator

from regime.prison.base import Count, Part, People, Positive


class Group(Part):
    """The people who are unlocked together."""

    size: Positive
    """People who live in the group; may exceed certified places (crowding)."""
    unemployed: People = Field(default=0, validate_default=True)
    """How many of them have no work or education (``16``, or ``40%`` of the size, rounded down to whole people, however
    the size is changed): for them the certain time is all there is."""
    tags: list[str] = Field(default_factory=list)
    """What matters about them: ``mains``, ``vulnerable``, ``remand``, ``full time``, ``first night``..."""
    escorted: bool = False
    """Moved only under escort, never in a movement (high-risk people, for example)."""

    @model_validator(mode="before")
    @classmethod
    def _size_alone(cls, value: object) -> object:
        return {"size": value} if isinstance(value, int) and not isinstance(value, bool) else value

    @model_validator(mode="after")
    def _within_size(self) -> Group:
        if not self.unemployed.percent and self.unemployed.number > self.size:
            what = f"{self.unemployed} unemployed people in a group of {self.size}"
            raise ValueError(f"{what}: a percentage, like 40%, follows the size of the group")
        return self

    @property
    def without_work(self) -> int:
        """How many of its people have no work or education."""
        return self.unemployed.of(self.size)


class WingStaffing(Part):
    """Officers that a wing needs: its patrol state, and its step table while somebody is unlocked on it.

    The step table is written in full (``unlocked: {30: 2, 60: 3}`` is two officers for up to 30 people
    unlocked together, three for up to 60 and never more than 60), or as ``at_least`` officers and
    ``one_per`` so many people. Unlock levels are set locally per unit (parliamentary answers PQ 5064 of 2019
    and PQ 1220 of 2020); there is no national ratio.
    """

    role: str = "officers"
    """The role that staffs the landings."""
    locked: Count = 1
    """Patrol state: officers on the wing while everybody is locked up."""
    unlocked: dict[str, Count] | None = None
    """People unlocked together, at most -> officers."""
    at_least: Positive = 2
    """Without a step table: officers whenever somebody is unlocked."""
    one_per: Positive = 30
    """Without a step table: one officer for each begun so many people unlocked."""
    at_most: Positive | None = None
    """Without a step table: people who may be unlocked on the wing together, at most."""

    @model_validator(mode="after")
    def _steps_rise(self) -> WingStaffing:
        if self.unlocked is not None:
            if self.at_most is not None:
                raise ValueError("the last step of the table is the most people: leave at_most out")
            if not self.unlocked:
                raise ValueError("the step table is empty: write people: officers, like {30: 2, 60: 3}")
            for people in self.unlocked:
                if not people.isascii() or not people.isdigit() or int(people) < 1:
                    raise ValueError(f"{people!r} in the step table is not a number of people")
            steps = sorted((int(people), officers) for people, officers in self.unlocked.items())
            if any(b < a for (_, a), (_, b) in pairwise(steps)):
                raise ValueError("the step table asks for fewer officers for more people")
            if steps[0][1] < self.locked:
                raise ValueError("the first step asks for fewer officers than the patrol state")
        elif self.at_least < self.locked:
            raise ValueError("at_least asks for fewer officers than the patrol state (locked)")
        return self

    def steps(self, people: int) -> tuple[tuple[int, int], ...]:
        """The step table as rising (people at most, officers), for a wing where ``people`` live."""
        if self.unlocked is not None:
            return tuple(sorted((int(most), officers) for most, officers in self.unlocked.items()))
        limit = people if self.at_most is None else self.at_most
        steps = [(min(self.at_least * self.one_per, limit), self.at_least)]
        while steps[-1][0] < limit:
            steps.append((min(steps[-1][0] + self.one_per, limit), steps[-1][1] + 1))
        return tuple(steps)


class Wing(Part):
    """A residential unit and the groups that live on it."""

    groups: dict[str, Group]
    """Groups by name; a name alone with a number is a group of that size."""
    staffing: WingStaffing = WingStaffing()
    yard: str | None = None
    """The exercise yard it uses; wings without one have a yard of their own."""
    closed: bool = False
    """A closed wing is not staffed and its groups are not held."""

    @model_validator(mode="after")
    def _has_groups(self) -> Wing:
        if not self.groups and not self.closed:
            raise ValueError("a wing needs at least one group (or closed: true)")
        return self


class Yard(Part):
    """An exercise yard; wings that name the same yard share it."""

    people: Positive
    """People on it together, at most."""
