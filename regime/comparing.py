"""Two days of one prison side by side: the figures, and for whom it gets better or worse."""

from __future__ import annotations

from collections import Counter

from regime.asked import refuse_wrong
from regime.checker import Finding
from regime.clock import Span
from regime.plan import Figures, Line, Plan
from regime.problems import Code, InputError, Problem, quoted
from regime.whatif.result import Gain, Point, gained

OUT_OF_CELL, VALUE, MET = "out of cell, average", "out of cell and work", "entitlements met"
"""What three of the figures are called."""


class Figure(Line):
    """One figure of both days."""

    name: str
    unit: str
    """``minutes``, ``person-hours``, ``per cent``, ``sessions`` or ``hours`` of staff."""
    first: float
    second: float

    @property
    def difference(self) -> float:
        """What the second day has more."""
        return self.second - self.first

    @property
    def difference_shown(self) -> int:
        """What the second day has more of what is shown: both are shown in whole numbers, and the sum must be right."""
        return self._shown(self.second) - self._shown(self.first)

    def _shown(self, value: float) -> int:
        return 99 if self.unit == "per cent" and 99 < value < 100 else round(value)


class GroupChange(Line):
    """One group's day, in minutes."""

    group: str
    size: int
    out_of_cell: int
    """What the second day gives more, on average for each person: both days in whole minutes, as they are shown."""
    guaranteed: int
    """What the second day gives more for certain."""


class SessionChange(Line):
    """A session that runs on one day only."""

    activity: str
    time: Span
    started: bool
    """Whether it runs on the second day; else it is cancelled there."""


class PlanComparison(Line):
    """The second day against the first."""

    first: Plan
    second: Plan
    figures: list[Figure]
    groups: list[GroupChange]
    """Groups of both days, whoever gains most first."""
    sessions: list[SessionChange]
    """Sessions that come or go, in the order of the day."""
    gain: Gain | None = None
    """What the best second day has more of the value than the best first one, as far as it is proved."""
    first_findings: list[Finding] | None = None
    """The rules that the first plan breaks. None: not checked, as ``compare`` does not know the prison; the command
    does."""
    second_findings: list[Finding] | None = None
    first_left_out: list[str] | None = None
    """Groups that the first plan does not name, taken as locked up all day. None: not known, like the findings."""
    second_left_out: list[str] | None = None

    @property
    def points(self) -> tuple[Point, Point]:
        """Both days as points of a what-if run, with what is proved of them."""
        return Point.of("first", self.first), Point.of("second", self.second)


def compare(first: Plan, second: Plan) -> PlanComparison:
    """Two plans with figures, of one prison. Raises ``InputError`` for others."""
    refuse_wrong(first=first, second=second)
    if first.prison != second.prison:
        what = f"the plans are of two prisons: {quoted(first.prison)} and {quoted(second.prison)}"
        raise InputError([Problem("the second plan", 0, 0, Code.WRONG_VALUE, what, "two plans of one prison.")])
    if first.figures is None or second.figures is None:
        what, try_ = "the plans have no figures yet", "evaluate(prison, plan).plan, which has them."
        raise InputError([Problem("the plans", 0, 0, Code.WRONG_VALUE, what, try_)])
    was = {group.group: group for group in first.figures.groups}
    groups = [
        GroupChange(
            group=now.group,
            size=now.size,
            out_of_cell=round(now.out_of_cell) - round(was[now.group].out_of_cell),
            guaranteed=now.guaranteed - was[now.group].guaranteed,
        )
        for now in second.figures.groups
        if now.group in was
    ]
    groups.sort(key=lambda group: -group.out_of_cell)
    found = PlanComparison(
        first=first,
        second=second,
        figures=list(_figures(first.figures, second.figures)),
        groups=groups,
        sessions=_sessions(first, second),
    )
    return found.model_copy(update={"gain": gained(*found.points)})


def _sessions(first: Plan, second: Plan) -> list[SessionChange]:
    was, is_ = (Counter((s.time, s.activity) for s in plan.sessions if s.runs) for plan in (first, second))
    changes = [
        SessionChange(activity=activity, time=time, started=started)
        for started, sessions in ((True, is_ - was), (False, was - is_))
        for time, activity in sessions.elements()
    ]
    return sorted(changes, key=lambda change: (change.time.start, change.time.end, change.activity))


def _figures(first: Figures, second: Figures) -> list[Figure]:
    pairs = zip(_measured(first), _measured(second), strict=True)
    return [Figure(name=name, unit=unit, first=one, second=two) for (name, unit, one), (_, _, two) in pairs]


def _measured(figures: Figures) -> list[tuple[str, str, float]]:
    return [
        (OUT_OF_CELL, "minutes", figures.out_of_cell),
        ("certain, average", "minutes", figures.guaranteed),
        ("certain, worst-off group", "minutes", figures.worst_guaranteed),
        ("open air", "minutes", figures.open_air),
        ("after 17:00", "minutes", figures.evening),
        ("purposeful", "person-hours", figures.purposeful_hours),
        (VALUE, "person-hours", figures.value / 60),
        ("places used", "per cent", figures.places_used_percent or 0.0),
        ("sessions run", "sessions", figures.sessions_run),
        (MET, "per cent", figures.floors_met_percent),
        ("staff spare", "hours", figures.idle_hours),
    ]
