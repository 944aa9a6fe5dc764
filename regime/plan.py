"""The plan: what people read, print and keep. JSON both ways, with a published schema and a version number."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field, JsonValue

from regime.clock import Span, Weekday
from regime.line import Line, People
from regime.measured import Figures
from regime.spans import common, without

FORMAT: Literal[1] = 1
"""Version of the plan's JSON. It rises when a reader of the old form would be misled."""

SHORTFALL = "shortfall: "
"""What the name of an entitlement's goal begins with."""
CALM = "unlocks and movements"
CHANGES = "changes to the published plan"
GIVES = {"value": "time out of cell and work", "time out of cell": "time out of cell", "purposeful time": "work"}
"""What the goals that people ask for first give more or less of."""


class Stretch(Line):
    """A group unlocked for one thing from one time to another."""

    time: Span
    on_wing: str
    """The on-wing time: association, exercise, lunch..."""


class GroupDay(Line):
    """One group's day. Whenever no stretch says otherwise, the group is locked up."""

    group: str
    wing: str
    size: People
    unlocked: list[Stretch]
    """In order, without overlaps."""


class Session(Line):
    """A session that runs, or a fixed one that does not."""

    activity: str
    time: Span
    runs: bool
    people: dict[str, People] = Field(default_factory=dict)
    """Group -> people attending."""
    staff: dict[str, People] = Field(default_factory=dict)
    """Role -> staff in the session."""

    @property
    def attending(self) -> int:
        """People attending from all groups."""
        return sum(self.people.values())


class Movement(Line):
    """A mass movement on one route."""

    route: str
    time: Span
    out: dict[str, People] = Field(default_factory=dict)
    """Group -> people leaving their wing for a session that starts when the movement ends."""
    back: dict[str, People] = Field(default_factory=dict)
    """Group -> people returning from a session that ended when the movement starts."""


class BreakTaken(Line):
    """People of one shift and role who take one of its breaks together."""

    shift: str
    role: str
    time: Span
    people: People


class Shortfall(Line):
    """An entitlement that one group does not get in full."""

    entitlement: str
    group: str
    floor: People
    given: People
    unit: Literal["minutes", "people"]

    @property
    def short(self) -> int:
        """What is missing: minutes for each person, or people."""
        return self.floor - self.given


class StaffLine(Line):
    """Staff of one role over one period."""

    time: Span
    role: str
    needed: People
    """Asked for in this role by posts, wings, activities and movements."""
    on_duty: People
    """On shift and not on a break."""
    on_break: People
    covered_by_others: People
    """Of those needed, how many people of other roles do."""
    covering: People
    """Of those on duty, how many do another role's work."""

    @property
    def spare(self) -> int:
        """On duty with nothing asked of them."""
        return self.on_duty - (self.needed - self.covered_by_others) - self.covering


class GoalResult(Line):
    """What was reached of one goal, and the best that is possible given the goals before it."""

    goal: str
    """The goal's name; floors carry the entitlement's: ``shortfall: open air``."""
    unit: str
    maximise: bool
    best: float
    """The best that was found for this goal."""
    value: float
    """What this plan has of it: ``best``, or less within the tolerance for the sake of later goals."""
    bound: float
    """No day is better that does as well in every goal before this one as the ``best`` of each, less its tolerance (but
    no worse than the day that the search started from, if one was given). So while an entitlement falls short, the
    bound of the value is about days on which no more does; if it is far from the value then, that shows how little is
    proved, not how much there is to gain."""
    tolerance_percent: int = 0

    @property
    def given_up(self) -> float:
        """How much worse than ``best`` this plan is for the sake of later goals."""
        return self.best - self.value if self.maximise else self.value - self.best

    @property
    def gap(self) -> float:
        """How much better than ``best`` it could be at the most, as a share of ``best`` (0 when proved optimal)."""
        return abs(self.bound - self.best) / max(abs(self.best), 1.0)


class Proof(Line):
    """How the plan was found and how close it is proved to be to the best."""

    status: Literal["optimal", "feasible"]
    """``optimal``: every goal is proved; ``feasible``: better plans are possible within the bounds."""
    goals: list[GoalResult]
    stopped: Literal["proved", "gap", "time", "interrupted"]
    """Why the search ended: everything proved, the gap target reached, the time limit, Ctrl-C."""
    seconds: float
    seed: int
    workers: int
    time_limit: float
    gap_target: float
    reproducible: bool


class Made(Line):
    """From what and with what the plan was made."""

    input_hash: str
    """SHA-256 of the prison as planned, defaults and all."""
    versions: dict[str, str]


class Change(Line):
    """A line of the prison that was changed for a plan; ``None`` stands for no such line."""

    path: str
    old: JsonValue
    new: JsonValue


class OtherHours(Line):
    """An on-wing time that a group has at other hours than in a published plan."""

    on_wing: str
    was: list[Span]
    """All its hours in the published plan; none: it is new."""
    now: list[Span]
    """All its hours in this plan; none: it is gone."""


class OtherDay(Line):
    """A group with other unlocks or on-wing times than in a published plan."""

    group: str
    wing: str
    times: list[OtherHours]

    @property
    def also_unlocked(self) -> tuple[Span, ...]:
        """When it is unlocked and was not to be."""
        return without(self._hours("now"), self._hours("was"))

    @property
    def no_longer(self) -> tuple[Span, ...]:
        """When it was to be unlocked and is not."""
        return without(self._hours("was"), self._hours("now"))

    @property
    def became(self) -> dict[tuple[str | None, str | None], tuple[Span, ...]]:
        """What it was to do and what it does instead, none while it is locked up -> when."""
        before = [(None, self.also_unlocked), *((time.on_wing, time.was) for time in self.times)]
        after = [(None, self.no_longer), *((time.on_wing, time.now) for time in self.times)]
        pairs = {(was, now): common(had, has) for was, had in before for now, has in after if was != now}
        return {pair: spans for pair, spans in pairs.items() if spans}

    def _hours(self, day: Literal["was", "now"]) -> list[Span]:
        return [span for time in self.times for span in getattr(time, day)]


class OtherSession(Line):
    """A session that moves, starts, is cancelled or has other people than in a published plan."""

    activity: str
    was: Span | None
    """When it runs in the published plan; none: it does not."""
    now: Span | None
    """When it runs in this plan; none: it is cancelled."""
    people_were: dict[str, People]
    """Group -> people who were to go there."""
    people: dict[str, People]
    """Group -> people attending."""

    @property
    def concerns(self) -> list[str]:
        """Groups whose people go at another time, or of which more or fewer go."""
        going = {
            group: (self.people_were.get(group, 0), self.people.get(group, 0))
            for group in [*self.people_were, *self.people]
        }
        return [group for group, (had, has) in going.items() if had != has or (has and self.was != self.now)]


class Against(Line):
    """What a plan tells people otherwise than a published one."""

    groups: list[OtherDay]
    """In the order of the plan."""
    sessions: list[OtherSession]
    """In the order of the day."""


class Plan(Line):
    """One day of one prison."""

    regime_plan: Literal[1] = FORMAT
    prison: str
    date: datetime.date | None = None
    weekday: Weekday
    pattern: str | None = None
    title: str | None = None
    """What the plan is, if it has a name of its own."""
    hours: Span
    """Unlock to lock-up."""
    groups: list[GroupDay]
    sessions: list[Session]
    movements: list[Movement]
    breaks: list[BreakTaken]
    shortfalls: list[Shortfall]
    staff: list[StaffLine]
    changes: list[Change] = Field(default_factory=list)
    """What was changed in the prison file for this plan."""
    against: Against | None = None
    """What is other than in the published plan that it was to stay close to; none where there was no such plan, and in
    plans saved before it was told."""
    figures: Figures | None = None
    proof: Proof | None = None
    """Left out in plans made by hand."""
    made: Made | None = None

    @property
    def stopped(self) -> bool:
        """Whether the search for it was stopped before its time, as far as its proof tells."""
        return self.proof is not None and self.proof.stopped == "interrupted"
