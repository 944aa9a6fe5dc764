"""Two days of one prison side by side: the figures, and for whom it gets better or worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from regime.asked import refuse_wrong
from regime.checker import Finding
from regime.clock import Span
from regime.line import Line
from regime.measured import Figures
from regime.plan import Plan
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
    """A session that runs on one day only, or at another time on each."""

    activity: str
    time: Span
    started: bool
    """Whether it runs at that time on the second day; else it is cancelled there."""
    was: Span | None = None
    """When it runs on the first day, if it moved."""


class PlanComparison(Line):
    """The second day against the first."""

    first: Plan
    second: Plan
    figures: list[Figure]
    groups: list[GroupChange]
    """Groups of both days, whoever gains most first."""
    sessions: list[SessionChange]
    """Sessions that come, go or move, in the order of the day."""
    gain: Gain | None = None
    """What the best second day has more of the value than the best first one, as far as it is proved."""
    first_findings: list[Finding] | None = None
    """The rules that the first plan breaks. None: not checked, as ``compare`` does not know the prison; the command
    does."""
    second_findings: list[Finding] | None = None
    first_left_out: list[str] | None = None
    """Groups that the first plan does not name, taken as locked up all day. None: not known, like the findings."""
    second_left_out: list[str] | None = None
    first_stopped: bool = False
    """Whether the search for the first plan was stopped before its time; of one from a file, as that says."""
    second_stopped: bool = False

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
        sessions=changed_sessions(first, second),
        first_stopped=first.stopped,
        second_stopped=second.stopped,
    )
    return found.model_copy(update={"gain": gained(*found.points)})


def changed_sessions(first: Plan, second: Plan) -> list[SessionChange]:
    """What starts on the second day, is cancelled there, or runs at another time than on the first one."""
    was, is_ = (Counter(_Held(s.activity, s.time) for s in plan.sessions if s.runs) for plan in (first, second))
    gone, new = was - is_, is_ - was
    moved = list(_moved(first, second, gone, new))
    gone.subtract(old for old, _ in moved)
    new.subtract(now for _, now in moved)
    changes = [SessionChange(activity=now.activity, time=now.time, started=True, was=old.time) for old, now in moved]
    changes += [SessionChange(activity=each.activity, time=each.time, started=True) for each in new.elements()]
    changes += [SessionChange(activity=each.activity, time=each.time, started=False) for each in gone.elements()]
    return sorted(changes, key=lambda change: (change.time.start, change.time.end, change.activity))


class _Held(NamedTuple):
    """What tells sessions of a day apart."""

    activity: str
    time: Span


def _moved(first: Plan, second: Plan, gone: Counter[_Held], new: Counter[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Sessions of the first day that run at another time on the second one, and those: the nearest are the same one.
    A session that is on offer at its time on both days is none of them: it is cancelled, or started."""
    cancelled = [{(s.activity, s.time) for s in plan.sessions if not s.runs} for plan in (first, second)]
    left = [old for old in gone.elements() if old not in cancelled[1]]
    come = [now for now in new.elements() if now not in cancelled[0]]
    while pairs := [(old, now) for old in left for now in come if old.activity == now.activity]:
        old, now = min(pairs, key=lambda pair: abs(pair[0].time.start - pair[1].time.start))
        left.remove(old)
        come.remove(now)
        yield old, now


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
