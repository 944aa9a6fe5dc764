"""What an explanation says: typed results with sentences, the same for the terminal, JSON and other reports."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from regime.clock import Span
from regime.line import Line
from regime.measured import LostHours
from regime.plan import GoalResult, Shortfall


class Place(Line):
    """Where something stands: in the description, and in the file if there is one."""

    at: str
    """``staff.late.officers``."""
    file: str | None = None
    line: int | None = None
    """Counted from 1; none for what only a default says."""
    cell: str | None = None
    """The cell, if the file is a spreadsheet: ``Shifts!C4``."""

    def __str__(self) -> str:
        return self.at if self.file is None else f"{self.at} ({self.spot})"

    @property
    def spot(self) -> str:
        """The file and the line or cell, as short as they are plain; the place in the description without a file."""
        return self.at if self.file is None else f"{Path(self.file).name}:{self.cell or self.line or 1}"


class Reason(Line):
    """What arithmetic on the description alone shows, before any plan is looked for."""

    code: str
    """``RP025`` and so on; codes never change their meaning."""
    says: str
    try_: str = Field(default="", alias="try")
    place: Place
    impossible: bool
    """Whether it proves that no day keeps the rules."""


class Part(Line):
    """One line of the prison that takes part in a clash."""

    rule: str
    """The rule that keeps it: ``R01 staffing``."""
    says: str
    place: Place


MOST_PARTS = 20
"""Lines of a clash that are listed where fewer of them may do: more tell nobody what stops it."""

STOPPED = "You stopped it: this is what is known so far, and the whole search may tell more."
NO_WAY_OUT = "No way out was found in this time: a longer regime explain (--time-limit) may find one."
NOT_PLANNED = "Looked at, but no day with it was planned in its share of the time, so it may be no way out:"


class Clash(Line):
    """Lines that no day can keep together."""

    parts: list[Part]
    smallest: bool
    """Whether it is proved that without any single one of them the others can be kept."""
    when: list[str]
    """The places and times at which they clash, with the numbers."""

    @property
    def tells(self) -> bool:
        """Whether its lines tell what clashes: all of them are needed, or they are not too many to look at."""
        return self.smallest or len(self.parts) <= MOST_PARTS

    @property
    def rules(self) -> list[str]:
        """The rules that take part."""
        return sorted({part.rule for part in self.parts})


class Change(Line):
    """One line of the prison and how it would have to read."""

    says: str
    place: Place
    was: str
    now: str


class WayOut(Line):
    """Changes that make a day possible: planned, checked, and none of them larger than needed."""

    changes: list[Change]
    least: bool
    """Whether it is proved that no single change of these can be smaller while the others stay."""
    out_of_cell: float
    """Average minutes out of cell in the plan that was found for it; a longer search may find a better one."""
    interrupted: bool = False
    """Whether the search for that plan was stopped."""


class Tight(Line):
    """A limit that has no room left at some time of the day."""

    rule: str
    limit: str
    """``officers: nobody is spare``."""
    times: list[Span]
    minutes: int


class Difference(Line):
    """A group that would have less time out of cell, or more."""

    group: str
    minutes: int
    """On average for each of its people."""


class Worse(Line):
    """A goal of which a day found has less than the plan, or more where less is better."""

    had: float
    """What the plan has of it, in the goal's unit."""
    found: GoalResult
    """What the day found has, and what is proved of days that do as well in what comes before."""
    had_parts: dict[str, int] = Field(default_factory=dict)
    """Of unlocks and movements, how many of each the plan has."""
    found_parts: dict[str, int] = Field(default_factory=dict)
    """The same of the day found."""

    @property
    def has_to(self) -> bool:
        """Whether every day that does as well as the plan in what comes before is proved to do worse in this."""
        return self.found.bound < self.had if self.found.maximise else self.found.bound > self.had


class Forced(Line):
    """What happens if what is asked for is forced: a day as good as the plan in every goal is looked for, from the plan
    bent to it. What the plan's later goals have of earlier ones is so left to them, and is no gain of what is asked."""

    wish: str
    """What was forced: ``A1 unlocked 14:00-14:15``."""
    status: Literal["free choice", "costs", "may cost", "impossible", "could not tell"]
    """``free choice``: a day with it was found that misses no more, has as much value and is as good in every other
    goal. ``costs``: every day with it misses more than the plan, has less value, or is worse in another goal if it does
    as well in those before. ``may cost``: the day found does or is, and it is not proved that every day with it is.
    ``could not tell``: none was found in time, or only one with so much less value that it says nothing of the best."""
    least: float | None = None
    """Person-hours of value (time out of cell and work) that every day with it which misses no more than the plan has
    less than the plan: ``least`` or more. Below zero it is not proved that any are lost. None where nothing is known:
    no day was found, or other goals than entitlements come before the value."""
    most: float | None = None
    """Person-hours of value that the day found has less than the plan: the best day with it loses no more. Below zero
    that day has more: a longer search for the plan, or the first, may find as much."""
    tolerance_percent: int = 0
    """How much of the value the prison lets the goals after it take."""
    allowed: float | None = None
    """Person-hours that they may take of the plan's value in all, less what they took already: a cost up to that is one
    that the prison would pay for them. None where they may take none."""
    room: float | None = None
    """Share of its value by which a day may be better than the plan, as far as is proved. None: nothing is proved."""
    found_room: float | None = None
    """Share by which a day with what is asked for may be better than the day found."""
    worse: list[Worse] = Field(default_factory=list)
    """Goals, entitlements and the value apart, in which the day found is worse than the plan: fairness, calm..."""
    short: list[Shortfall] = Field(default_factory=list)
    """What falls short, or shorter, in the day found that did not before: of others instead, unless it misses more."""
    misses_more: bool = False
    """Whether the day found misses more of an entitlement, of all groups together, than the plan does."""
    has_to_miss: bool = False
    """Whether it is proved that every day with it misses more than the plan."""
    misses_less: bool = False
    """Whether the day found misses less of an entitlement than the plan does; it may have less value for that."""
    losses: list[Difference] = Field(default_factory=list)
    """Groups that have less time out of cell in the day found, whoever loses most first."""
    gains: list[Difference] = Field(default_factory=list)
    """Groups that have more, whoever gains most first."""
    cancelled: list[str] = Field(default_factory=list)
    """Sessions that run in the plan and not in the day found."""
    started: list[str] = Field(default_factory=list)
    """Sessions that run in the day found and not in the plan."""
    clash: Clash | None = None
    """The limits that stop it, where it is impossible."""


class Answer(Line):
    """The answer to a question about a plan."""

    asked: str
    plain: str = ""
    """The answer where the description or the plan gives it at once."""
    not_so: bool = False
    """Whether the plan is not as the question takes it to be; ``plain`` says how it is."""
    not_understood: bool = False
    """Whether the question, one of several, means nothing in the plan; ``plain`` says why, and what to try."""
    besides: str = ""
    """What else is so in the plan: of whom it is not so, where it is so of others, or that too few are spare for it."""
    forced: list[Forced] = Field(default_factory=list)
    """What happens if it is forced: for all together, and where that is impossible or could not be told for each."""


class Explanation(Line):
    """Whether a day is possible, why not, and what would have to give."""

    status: Literal["possible", "impossible", "could not tell"]
    """``impossible`` is said only once two different searches have proved it."""
    reasons: list[Reason]
    """What arithmetic shows: why the day is impossible, or what it can never give."""
    interrupted: bool = False
    """Whether it was stopped before everything was looked at: what is known by then is here."""
    clash: Clash | None = None
    ways_out: list[WayOut] = Field(default_factory=list)
    not_planned: list[list[Change]] = Field(default_factory=list)
    """The changes of each that was looked at, but of which no day was planned in its share of the time: it may be no
    way out."""
    time_up: bool = False
    """Whether the time was up before all ways out were tried: there may be more, or one where there is none here."""
    of_plan: Span | None = None
    """The unlock hours of the plan that is explained, if one is."""
    planned: bool = True
    """Of a plan: whether the planner made it, going by its file. A day made by hand may gain much from any search."""
    population: int = 0
    """Of a plan: people held."""
    answers: list[Answer] = Field(default_factory=list)
    """To questions about a plan, in the order in which they were asked."""
    tight: list[Tight] = Field(default_factory=list)
    """Of a plan: the limits that have no room left, and when."""
    lost: list[LostHours] = Field(default_factory=list)
    """Of a plan: why people are not out of cell, group by group."""

    @property
    def proved_once(self) -> bool:
        """Whether arithmetic proves that no day keeps the rules, and it could not be told in another way."""
        return self.status == "could not tell" and any(reason.impossible for reason in self.reasons)
