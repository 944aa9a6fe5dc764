"""The run: each point planned from the plan of a looser one, and bounds carried on with it.

The loosest points are planned first, where a good day is soon found, and each plan is where the next search starts:
bringing a good day within one officer less costs little, making more of one officer more takes long. What no looser
point can reach, no tighter one can. In the end the plan of a tighter point is taken wherever it is the better one: it
is a looser point's plan as well.

Each point has all cores to itself. Side by side on one core each, two points of HMP Hull missed 84 and 62 entitlements
in the 50 seconds in which they missed 2 and 1 one after the other.
"""

from __future__ import annotations

import datetime
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regime.asked import refuse_wrong, several
from regime.clock import Weekday
from regime.plan import Change, Plan
from regime.prison import Prison
from regime.problems import of_each
from regime.scenarios import asked_for
from regime.whatif.axis import axis
from regime.whatif.folder import Folder, about
from regime.whatif.looser import allows
from regime.whatif.points import Day, days, loosest_first
from regime.whatif.result import Point, WhatIf, gains, neighbours
from regime.whatif.search import Search

if TYPE_CHECKING:
    from regime.api import Event


@dataclass(frozen=True)
class Planning:
    """News: the ``number``-th of ``points`` is being planned, and what its search tells, if anything yet."""

    point: str
    number: int
    points: int
    to_plan: int
    """Points that are to be planned still, this one with them: those that are kept in a folder are not."""
    event: Event | None = None


def what_if(
    prison: Prison,
    *,
    vary: str | Sequence[str] | None = None,
    scenarios: str | Sequence[str] = (),
    weekday: Weekday | None = None,
    date: datetime.date | None = None,
    time_limit: float = 30.0,
    gap: float = 0.01,
    seed: int = 1,
    workers: int | None = None,
    folder: str | os.PathLike[str] | None = None,
    made: Sequence[Change] = (),
    on_point: Callable[[Point, int], None] | None = None,
    on_news: Callable[[Planning], None] | None = None,
    stop: threading.Event | None = None,
) -> WhatIf:
    """The day at each value of an axis (``vary``, see ``regime.whatif.axis``), at each pair of values of two axes, or
    as it is and in each scenario (a sequence, or names with commas between).

    ``time_limit`` (seconds) and the other limits are those of one point (see ``regime.plan``); the first one, which
    starts from nothing, has three times that, to come to a third of the ``gap``. With ``folder`` every plan is kept
    there at once, and what is there already is not planned again, but for a point that was stopped: its search goes on
    from its plan. ``on_point`` is told of each point when it is done, and how many are to be planned still, ``on_news``
    (from threads of the engine) of each plan and bound; ``stop`` ends the run with the points there are. ``made`` are
    changes that the prison has already, told with each point. A point that is impossible, or without a plan in time,
    says so, and so does a scenario that cannot be used in this prison, as long as another one can. Raises
    ``InputError``: changes that cannot be made, a folder of another run, a day or a limit that is none; and ``NotKept``
    where nothing, or a plan, cannot be written into the folder.
    """
    refuse_wrong(
        prison=prison,
        vary=vary,
        scenarios=scenarios,
        folder=folder,
        made=made,
        weekday=weekday,
        date=date,
        time_limit=time_limit,
        gap=gap,
        seed=seed,
        workers=workers,
        on_point=on_point,
        on_news=on_news,
        stop=stop,
    )
    axes = of_each(axis, several(vary or ()))
    asked = days(prison, axes, asked_for(scenarios) if isinstance(scenarios, str) else scenarios, made)
    described = about(prison, f"{weekday or ''}{date or ''}", time_limit, gap, seed)
    kept = Folder(Path(folder), described) if folder else None
    from solver import Learnt  # not before anything wrong has been told

    search = Search(weekday, date, time_limit, gap, seed, workers, kept, stop or threading.Event(), Learnt())
    points: dict[int, Point] = {}
    in_order = loosest_first(asked)
    there = [search.taken_up(day) for day in asked]  # all of it now: a damaged file is no news after minutes
    to_plan = [place for place in in_order if asked[place].left_out is None and there[place].plan is None]
    for number, place in enumerate(in_order, start=1):
        day = asked[place]
        news = _news(day, number, len(asked), len(to_plan), on_news)
        point = None if search.stop.is_set() else search.point(day, there[place], _from(day, points.values()), news)
        if point is None:
            break
        points[place] = point
        to_plan = [each for each in to_plan if each != place]
        if on_point is not None:
            on_point(point, len(to_plan))
    for place in reversed([place for place in in_order if place in points]):
        day = asked[place]
        tighter = [point for point in points.values() if allows(day.changes, point.changes)]
        points[place] = search.raised(day, points[place], tighter)
    run = WhatIf(
        prison=prison.prison,
        varied=axes[0].path if axes else "scenarios",
        across=axes[1].path if len(axes) > 1 else None,
        points=_carried([points[place] for place in sorted(points)]),
        changes=list(made),
        interrupted=search.stop.is_set(),
    )
    return run.model_copy(update={"gains": gains(neighbours(run))})


def _from(day: Day, done: Iterable[Point]) -> Plan | None:
    """The plan from which a point is looked for: of those that allow more, or of all there are, the one of the day that
    differs in fewest lines, the last of several. The day as it is may be a good one, the last scenario far from it."""
    planned = [point for point in done if point.plan]
    looser = [point for point in planned if allows(point.changes, day.changes)]

    def differs(point: Point) -> int:
        return sum(change not in point.changes for change in day.changes) + sum(
            change not in day.changes for change in point.changes
        )

    nearest = min(reversed(looser or planned), key=differs, default=None)
    return nearest.plan if nearest else None


def _news(
    day: Day, number: int, points: int, to_plan: int, on_news: Callable[[Planning], None] | None
) -> Callable[[Event | None], None]:
    name = day.point().name

    def news(event: Event | None) -> None:
        if on_news is not None:
            on_news(Planning(name, number, points, to_plan, event))

    return news


def _carried(points: list[Point]) -> list[Point]:
    """The points, each with the best bound of itself and of those that allow more.

    A bound is about days with no more falling short than in the plan, so it says something of a tighter point only if
    nothing falls short in either.
    """

    def carried(point: Point) -> Point:
        if point.bound_hours is None:
            return point
        looser = {
            other.name: other.bound_hours
            for other in (point, *points)
            if other.bound_hours is not None and allows(other.changes, point.changes)
        }
        name = min(looser, key=lambda name: looser[name])
        origin = None if name == point.name else name
        return point.model_copy(update={"bound_hours": looser[name], "bound_from": origin})

    return [carried(point) for point in points]
