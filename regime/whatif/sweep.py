"""The run: each point planned from the best plan of a tighter one, bounds carried from the looser ones.

The tightest points are planned first, and each plan is where the next search starts; should that end with a worse plan,
the earlier one is taken, which is this point's plan as well. What no looser point can reach, no tighter one can.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import JsonValue

from regime.changes import changed
from regime.clock import Weekday
from regime.errors import Impossible, NoPlanInTime
from regime.made import fingerprint
from regime.plan import Change, Plan
from regime.prison import Prison
from regime.problems import Code, InputError, Problem
from regime.scenarios import scenario_settings
from regime.whatif.axis import MOST_POINTS, Axis, axis
from regime.whatif.folder import Folder
from regime.whatif.looser import allows
from regime.whatif.result import AS_IT_IS, Point, WhatIf, gains, neighbours, value_of

if TYPE_CHECKING:
    from regime.api import Event


@dataclass(frozen=True)
class Planning:
    """News: the ``number``-th of ``points`` is being planned, and what its search tells, if anything yet."""

    point: str
    number: int
    points: int
    event: Event | None = None


def what_if(
    prison: Prison,
    *,
    vary: str | Sequence[str] | None = None,
    scenarios: Sequence[str] = (),
    weekday: Weekday | None = None,
    date: datetime.date | None = None,
    time_limit: float = 30.0,
    gap: float = 0.01,
    seed: int = 1,
    workers: int | None = None,
    folder: Path | None = None,
    made: Sequence[Change] = (),
    on_point: Callable[[Point], None] | None = None,
    on_news: Callable[[Planning], None] | None = None,
    stop: threading.Event | None = None,
) -> WhatIf:
    """The day at each value of an axis (``vary``, see ``regime.whatif.axis``), at each pair of values of two axes, or
    as it is and in each scenario.

    ``time_limit`` (seconds) and the other limits are those of one point (see ``regime.plan``). With ``folder`` every
    plan is kept there at once, and what is there already is not planned again. ``on_point`` is told of each point when
    it is done, ``on_news`` (from threads of the engine) of each plan and bound; ``stop`` ends the run with the points
    there are. ``made`` are changes that the prison has already, told with each point. A point that is impossible, or
    without a plan in time, says so. Raises ``InputError``: changes that cannot be made, or a folder of another run.
    """
    axes = [axis(text) for text in ([vary] if isinstance(vary, str) else vary or ())]
    _one_question(axes, scenarios)
    # Every change is made before anything is planned: what is wrong with the last point is told at once.
    days = [_day(prison, asked, made) for asked in _asked(prison, axes, scenarios)]
    kept = Folder(folder, _about(prison, weekday, date, time_limit, gap, seed)) if folder else None
    search = _Search(weekday, date, time_limit, gap, seed, workers, kept, stop or threading.Event())
    points: dict[int, Point] = {}
    for number, place in enumerate(_tightest_first(days), start=1):
        day = days[place]
        news = _news(day, number, len(days), on_news)
        point = None if search.stop.is_set() else search.point(day, [*points.values()], news)
        if point is None:
            break
        points[place] = point
        if on_point is not None:
            on_point(point)
    run = WhatIf(
        prison=prison.prison,
        varied=axes[0].path if axes else "scenarios",
        across=axes[1].path if len(axes) > 1 else None,
        points=_carried([points[place] for place in sorted(points)]),
        interrupted=len(points) < len(days),
    )
    return run.model_copy(update={"gains": gains(neighbours(run))})


@dataclass(frozen=True)
class _Asked:
    """One point as it was asked for: its names, and the settings to make."""

    label: str
    across: str | None
    settings: dict[str, JsonValue]


@dataclass(frozen=True)
class _Day:
    """One point before it is planned."""

    label: str
    across: str | None
    prison: Prison
    changes: tuple[Change, ...]

    def point(self, plan: Plan | None = None, bound: float | None = None, failed: str | None = None) -> Point:
        return Point(
            label=self.label, across=self.across, changes=list(self.changes), plan=plan, bound=bound, failed=failed
        )


def _one_question(axes: Sequence[Axis], scenarios: Sequence[str]) -> None:
    """Refuse what is no question, or one of too many points."""

    def refused(what: str, try_: str) -> InputError:
        return InputError([Problem("what if", 0, 0, Code.WRONG_VALUE, what, try_)])

    if bool(axes) == bool(scenarios):
        raise refused("both an axis and scenarios" if axes else "nothing to vary", "either an axis or scenarios.")
    if len(axes) > 2:
        raise refused(f"{len(axes)} axes are too many", "two at the most.")
    if len(axes) == 2 and axes[0].path == axes[1].path:
        raise refused(f"{axes[0].path} is varied twice", "two axes of two paths, or one axis.")
    count = len(scenarios) + 1 if scenarios else len(list(product(*(each.values for each in axes))))
    if count > MOST_POINTS:
        raise refused(f"{count:,} points are too many: {MOST_POINTS} at the most", "shorter ranges, or larger steps.")


def _asked(prison: Prison, axes: Sequence[Axis], scenarios: Sequence[str]) -> Iterator[_Asked]:
    if scenarios:
        yield _Asked(AS_IT_IS, None, {})
        for name in scenarios:
            yield _Asked(name, None, scenario_settings(prison, [name]))
    for values in product(*(each.values for each in axes)) if axes else ():
        label, *across = map(str, values)
        settings = {each.path: value for each, value in zip(axes, values, strict=True)}
        yield _Asked(label, across[0] if across else None, settings)


def _day(prison: Prison, asked: _Asked, made: Sequence[Change]) -> _Day:
    """The changes of a point made; where one number is changed by so much, that number stands first in its name."""
    as_changed, changes = changed(prison, asked.settings)
    names = [asked.label] if asked.across is None else [asked.label, asked.across]
    if len(changes) == len(names):
        names = [f"{c.new} ({name})" if name[0] in "+-" else name for name, c in zip(names, changes, strict=True)]
    return _Day(names[0], names[1] if asked.across else None, as_changed, (*made, *changes))


def _tightest_first(days: Sequence[_Day]) -> list[int]:
    """The places of the points, each after all that are tighter, and otherwise in the order that was asked for."""
    tighter = [sum(allows(day.changes, other.changes) for other in days) for day in days]
    return sorted(range(len(days)), key=lambda place: tighter[place])


def _news(
    day: _Day, number: int, points: int, on_news: Callable[[Planning], None] | None
) -> Callable[[Event | None], None]:
    name = day.point().name

    def news(event: Event | None) -> None:
        if on_news is not None:
            on_news(Planning(name, number, points, event))

    return news


@dataclass(frozen=True)
class _Search:
    """How points are planned."""

    weekday: Weekday | None
    date: datetime.date | None
    seconds: float
    gap: float
    seed: int
    workers: int | None
    kept: Folder | None
    stop: threading.Event

    def point(self, day: _Day, done: Sequence[Point], news: Callable[[Event | None], None]) -> Point | None:
        """Plan, or say why not; nothing if the run was stopped before there was a plan."""
        news(None)
        plan = self.kept.find(day.prison) if self.kept else None
        bounds = []
        if plan is None:
            tighter = [point.plan for point in done if point.plan and allows(day.changes, point.changes)]
            best = tighter[0] if tighter else None
            for other in tighter[1:]:
                best = best if best is None or _worse(other, best) else other
            start = best or next((point.plan for point in reversed(done) if point.plan), None)
            try:
                plan = self._plan(day.prison, start, news, self.stop)
                if best is not None and _worse(plan, best):
                    bounds.append(_bound(plan))
                    plan = self._plan(day.prison, best, news, None)
            except (Impossible, NoPlanInTime) as error:
                return None if self.stop.is_set() else day.point(failed=str(error))
            plan = plan.model_copy(update={"changes": list(day.changes)})
            if self.kept and not self.stop.is_set():
                self.kept.keep(day.prison, plan)
        bounds.append(_bound(plan))
        return day.point(plan, min((bound for bound in bounds if bound is not None), default=None))

    def _plan(
        self, prison: Prison, start: Plan | None, news: Callable[[Event], None], stop: threading.Event | None
    ) -> Plan:
        """The best day; without ``stop`` the day that the search starts from."""
        from regime import api

        ends = stop or threading.Event()
        return api.plan(
            prison,
            weekday=self.weekday,
            date=self.date,
            time_limit=self.seconds,
            gap=self.gap,
            seed=self.seed,
            workers=self.workers,
            start=start,
            on_event=news if stop else lambda _: ends.set(),
            stop=ends,
        )


def _bound(plan: Plan) -> float | None:
    goal = value_of(plan)
    return goal.bound if goal and not plan.shortfalls else None


def _worse(plan: Plan, before: Plan) -> bool:
    """Whether a plan is worse than another by entitlements, in their order, and then by the value."""
    assert plan.proof is not None
    assert before.proof is not None
    for new, old in zip(plan.proof.goals, before.proof.goals, strict=True):
        better = new.value - old.value if new.maximise else old.value - new.value
        if better or new.goal == "value":
            return better < 0
    return False


def _carried(points: list[Point]) -> list[Point]:
    """The points, each with the best bound of itself and of those that allow more.

    A bound is about days with no more falling short than in the plan, so it says something of a tighter point only if
    nothing falls short in either.
    """

    def best(point: Point) -> float | None:
        looser = [other.bound for other in points if other.bound is not None and allows(other.changes, point.changes)]
        return min(looser) if looser and point.bound is not None else None

    return [point.model_copy(update={"bound": best(point)}) for point in points]


def _about(
    prison: Prison, weekday: Weekday | None, date: datetime.date | None, seconds: float, gap: float, seed: int
) -> dict[str, object]:
    return {
        "prison file": fingerprint(prison),
        "version": importlib.metadata.version("regime-planner"),
        "day": f"{weekday or ''}{date or ''}",
        "limits": f"{seconds:g} s, gap {gap:g}, seed {seed}",
    }
