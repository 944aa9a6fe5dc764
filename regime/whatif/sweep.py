"""The run: each point planned from its tighter neighbour's plan, bounds carried from the looser ones.

A day that keeps the rules with fewer people or places keeps them with more (whoever is there more may be spare). So
the tightest point is planned first and its plan is where the next search starts; should that end with a worse plan, the
earlier one is taken, which is this point's plan as well. What no looser point can reach, no tighter one can.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from regime.changes import changed, scenario_settings
from regime.clock import Weekday
from regime.errors import Impossible, NoPlanInTime
from regime.made import fingerprint
from regime.plan import Change, Plan
from regime.prison import Prison
from regime.problems import Code, InputError, Problem
from regime.whatif.axis import axis
from regime.whatif.folder import Folder
from regime.whatif.result import Point, WhatIf, gains, value_of


def what_if(
    prison: Prison,
    *,
    vary: str | None = None,
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
    stop: threading.Event | None = None,
) -> WhatIf:
    """The day at each value of an axis (``vary``, see ``regime.whatif.axis``), or as it is and in each scenario.

    ``time_limit`` (seconds) and the other limits are those of one point (see ``regime.plan``). With ``folder`` every
    plan is kept there at once, and what is there already is not planned again. ``on_point`` is told of each point when
    it is done; ``stop`` ends the run with the points there are. ``made`` are changes that the prison has already, told
    with each point. A point that is impossible, or without a plan in time,
    says so. Raises ``InputError``: changes that cannot be made, or a folder of another run.
    """
    if (vary is None) == (not scenarios):
        what = "nothing to vary" if vary is None else "both an axis and scenarios"
        raise InputError([Problem("what if", 0, 0, Code.WRONG_VALUE, what, "either an axis or scenarios.")])
    about = axis(vary) if vary is not None else None
    asked: list[tuple[str, Mapping[str, JsonValue]]] = (
        [(str(value), {about.path: value}) for value in about.values]
        if about
        else [("as it is", {}), *((name, scenario_settings(prison, [name])) for name in scenarios)]
    )
    # Every change is made before anything is planned: what is wrong with the last point is told at once.
    days = [_named(label, *changed(prison, settings), made) for label, settings in asked]
    looser = about.loosens if about else 0
    order = range(len(days)) if looser >= 0 else range(len(days) - 1, -1, -1)
    kept = Folder(folder, _about(prison, weekday, date, time_limit, gap, seed)) if folder else None
    stop = stop or threading.Event()
    search = _Search(weekday, date, time_limit, gap, seed, workers, kept, stop, never_worse=looser != 0)
    points: dict[int, Point] = {}
    before: Plan | None = None
    for number in order:
        label, as_changed, changes = days[number]
        point = None if stop.is_set() else search.point(label, as_changed, changes, before)
        if point is None:
            break
        before = point.plan or before
        points[number] = point
        if on_point is not None:
            on_point(point)
    done = [points[number] for number in sorted(points)]
    if looser:
        done = _carried(done if looser > 0 else done[::-1])[::looser]
    return WhatIf(
        prison=prison.prison,
        varied=about.path if about else "scenarios",
        points=done,
        gains=gains(done, looser) if about else [],
        interrupted=len(points) < len(days),
    )


def _named(
    label: str, prison: Prison, changes: tuple[Change, ...], made: Sequence[Change]
) -> tuple[str, Prison, tuple[Change, ...]]:
    """A point with its name: where one number is changed by so much, that number first."""
    name = f"{changes[0].new} ({label})" if label[0] in "+-" and len(changes) == 1 else label
    return name, prison, (*made, *changes)


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
    never_worse: bool
    """Whether the plan before is one of each point, too."""

    def point(self, label: str, prison: Prison, changes: tuple[Change, ...], before: Plan | None) -> Point | None:
        """Plan, or say why not; nothing if the run was stopped before there was a plan."""
        plan = self.kept.find(prison) if self.kept else None
        bounds = []
        if plan is None:
            try:
                plan = self._plan(prison, before, self.stop)
                if before is not None and self.never_worse and _worse(plan, before):
                    bounds.append(_bound(plan))
                    plan = self._plan(prison, before, None)
            except (Impossible, NoPlanInTime) as error:
                return None if self.stop.is_set() else Point(label=label, changes=list(changes), failed=str(error))
            plan = plan.model_copy(update={"changes": list(changes)})
            if self.kept and not self.stop.is_set():
                self.kept.keep(prison, plan)
        bounds.append(_bound(plan))
        known = [bound for bound in bounds if bound is not None]
        return Point(label=label, changes=list(changes), plan=plan, bound=min(known, default=None))

    def _plan(self, prison: Prison, start: Plan | None, stop: threading.Event | None) -> Plan:
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
            on_event=None if stop else lambda _: ends.set(),
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
    """Points from tight to loose, each with the best bound of itself and what is looser.

    A bound is about days with no more falling short than in the plan, so it says something of a tighter point only if
    nothing falls short in either.
    """
    carried: list[Point] = []
    least: float | None = None
    for point in reversed(points):
        if point.bound is not None:
            least = point.bound if least is None else min(least, point.bound)
            point = point.model_copy(update={"bound": least})
        carried.append(point)
    return carried[::-1]


def _about(
    prison: Prison, weekday: Weekday | None, date: datetime.date | None, seconds: float, gap: float, seed: int
) -> dict[str, object]:

    return {
        "prison file": fingerprint(prison),
        "version": importlib.metadata.version("regime-planner"),
        "day": f"{weekday or ''}{date or ''}",
        "limits": f"{seconds:g} s, gap {gap:g}, seed {seed}",
    }
