"""Two days of one prison side by side: the figures, and for whom it gets better or worse."""

from __future__ import annotations

from regime.plan import Figures, Line, Plan
from regime.problems import Code, InputError, Problem, quoted


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


class GroupChange(Line):
    """One group's day, in minutes."""

    group: str
    size: int
    out_of_cell: float
    """What the second day gives more, on average for each person."""
    guaranteed: int
    """What the second day gives more for certain."""


class PlanComparison(Line):
    """The second day against the first."""

    first: Plan
    second: Plan
    figures: list[Figure]
    groups: list[GroupChange]
    """Groups of both days, whoever gains most first."""


def compare(first: Plan, second: Plan) -> PlanComparison:
    """Two plans with figures, of one prison. Raises ``InputError`` for others, ValueError without figures."""
    if first.prison != second.prison:
        what = f"the plans are of two prisons: {quoted(first.prison)} and {quoted(second.prison)}"
        raise InputError([Problem("the second plan", 0, 0, Code.WRONG_VALUE, what, "two plans of one prison.")])
    if first.figures is None or second.figures is None:
        raise ValueError("the plans have no figures yet")
    was = {group.group: group for group in first.figures.groups}
    groups = [
        GroupChange(
            group=now.group,
            size=now.size,
            out_of_cell=now.out_of_cell - was[now.group].out_of_cell,
            guaranteed=now.guaranteed - was[now.group].guaranteed,
        )
        for now in second.figures.groups
        if now.group in was
    ]
    groups.sort(key=lambda group: -group.out_of_cell)
    return PlanComparison(
        first=first, second=second, figures=list(_figures(first.figures, second.figures)), groups=groups
    )


def _figures(first: Figures, second: Figures) -> list[Figure]:
    pairs = zip(_measured(first), _measured(second), strict=True)
    return [Figure(name=name, unit=unit, first=one, second=two) for (name, unit, one), (_, _, two) in pairs]


def _measured(figures: Figures) -> list[tuple[str, str, float]]:
    work = (figures.purposeful_hours_off_wing, figures.purposeful_hours_on_wing, figures.purposeful_hours_in_cell)
    offered = sum(use.places_minutes for use in figures.places)
    used = sum(use.person_minutes for use in figures.places)
    return [
        ("out of cell, average", "minutes", figures.out_of_cell),
        ("certain, average", "minutes", figures.guaranteed),
        ("certain, worst-off group", "minutes", figures.worst_guaranteed),
        ("open air", "minutes", figures.open_air),
        ("after 17:00", "minutes", figures.evening),
        ("purposeful", "person-hours", sum(work)),
        ("value", "person-hours", figures.value / 60),
        ("places used", "per cent", 100 * used / offered if offered else 0.0),
        ("sessions run", "sessions", figures.sessions_run),
        ("entitlements met", "per cent", figures.floors_met_percent),
        ("staff spare", "hours", sum(role.idle for role in figures.roles)),
    ]
