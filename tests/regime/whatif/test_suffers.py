"""Which wing suffers first, of runs written by hand."""

from __future__ import annotations

import io
from typing import Any

import pytest
from builders import PROOF, SMALL, merged, whole
from rich.console import Console

from regime.figures import figures
from regime.page.whatif import what_if_page
from regime.plan import Change, GoalResult
from regime.prison import Prison
from regime.today import Today
from regime.whatif.result import Point, WhatIf
from regime.whatif.suffers import Suffers, suffers_first

TODAY = Today.of(Prison.model_validate(merged(SMALL, {"goals": ["value"]})), "mon")


def point(officers: int, until: dict[str, str], path: str = "staff.day.officers") -> Point:
    plan = whole(TODAY, {group: {f"09:00-{end}": "association"} for group, end in until.items()})
    changes = [Change(path=path, old=20, new=officers)]
    return Point(label=str(officers), changes=changes, plan=plan.model_copy(update={"figures": figures(TODAY, plan)}))


def run(*points: Point) -> WhatIf:
    return WhatIf(prison="HMP Small", varied="staff.day.officers", points=list(points))


AS_IT_IS = point(20, {"A1": "12:00", "A2": "12:00", "B1": "12:00"})
MORE = point(22, {"A1": "14:00", "A2": "14:00", "B1": "14:00"})
ONE_FEWER = point(19, {"A1": "12:00", "A2": "11:50", "B1": "12:00"})
TWO_FEWER = point(18, {"A1": "11:00", "A2": "12:00", "B1": "11:30"})
FEWEST = point(10, {"A1": "09:30", "A2": "09:30", "B1": "11:30"})


@pytest.mark.parametrize("order", [1, -1])
def test_the_first_loss_that_is_noticed_counts(order: int) -> None:
    # Ten minutes for two thirds of wing A are not; at 18 wing B loses 30, and wing A 20 on average.
    points = [FEWEST, TWO_FEWER, ONE_FEWER, AS_IT_IS, MORE][::order]
    assert suffers_first(run(*points)) == Suffers("B", "18", 30.0)
    console = Console(file=io.StringIO(), width=100)
    console.print(what_if_page(run(*points)))
    assert isinstance(console.file, io.StringIO)
    told = "First to lose time out of cell in these plans, on average by wing: wing B, 30 min a person less at 18 Other"
    assert told in " ".join(console.file.getvalue().split())


@pytest.mark.parametrize(
    "points",
    [
        (),
        (AS_IT_IS, MORE),
        (MORE, TWO_FEWER),  # the day as it is was not looked at
        (AS_IT_IS, ONE_FEWER),
        (AS_IT_IS, Point(label="10", changes=FEWEST.changes, failed="no plan")),
        (AS_IT_IS, point(18, {"A1": "09:30"}, path="day.lock_up")),  # not known to be tighter
    ],
)
def test_where_nothing_follows_nobody_is_named(points: Any) -> None:
    assert suffers_first(run(*points)) is None


def test_what_is_changed_at_every_point_is_the_day_as_it_is() -> None:
    given = Change(path="activities.gym", old={}, new=None)
    points = [p.model_copy(update={"changes": [given, *p.changes]}) for p in (AS_IT_IS, TWO_FEWER)]
    assert suffers_first(run(*points)) == Suffers("B", "18", 30.0)


def weak(point: Point) -> Point:
    """The same, had next to nothing been proved of it."""
    assert point.plan is not None
    goal = GoalResult(goal="value", unit="person-minutes", maximise=True, best=9000, value=9000, bound=12000)
    plan = point.plan.model_copy(update={"proof": PROOF.model_copy(update={"goals": [goal], "stopped": "time"})})
    return point.model_copy(update={"plan": plan})


@pytest.mark.parametrize("place", [0, 1, 2])
def test_points_of_which_little_was_found_tell_nothing_of_who_suffers(place: int) -> None:
    points = [AS_IT_IS, ONE_FEWER, TWO_FEWER, FEWEST]
    points[place] = weak(points[place])
    assert suffers_first(run(*points)) is None
    # A weak point beyond the first loss changes nothing.
    assert suffers_first(run(AS_IT_IS, ONE_FEWER, TWO_FEWER, weak(FEWEST))) == Suffers("B", "18", 30.0)
