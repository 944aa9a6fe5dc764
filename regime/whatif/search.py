"""One point's search: from the plan of a looser point, and in the end never worse than any tighter point's."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from regime.asked import LONGEST
from regime.clock import Weekday
from regime.errors import Impossible, NoPlanInTime
from regime.made import fingerprint
from regime.plan import CALM, Plan
from regime.plan_file import plan_of_json
from regime.prison import Prison
from regime.today import Today
from regime.whatif.again import taken_up
from regime.whatif.folder import Folder
from regime.whatif.points import Day
from regime.whatif.result import Point, value_of

if TYPE_CHECKING:
    from regime.api import Event
    from solver import Learnt


AFRESH = 3
"""How many times as long a point may take that starts from nothing, and by how many times nearer to its bound it is to
come. The others only improve on its plan: what that lacks they all lack."""


class TakenUp(NamedTuple):
    """What earlier runs have kept of a point."""

    plan: Plan | None = None
    begun: Plan | None = None
    """That of a search that was stopped, where there is no other."""


@dataclass(frozen=True)
class Search:
    """How points are planned."""

    weekday: Weekday | None
    date: datetime.date | None
    seconds: float
    gap: float
    seed: int
    workers: int | None
    kept: Folder | None
    stop: threading.Event
    learnt: Learnt
    """What the searches of all points learn."""

    def taken_up(self, day: Day) -> TakenUp:
        """What earlier runs have kept of a point. Raises ``InputError`` where it cannot be used."""
        if day.left_out is not None:
            return TakenUp()
        plan = self._kept(day, _key(day))
        return TakenUp(plan, None if plan else self._kept(day, _begun(day)))

    def point(self, day: Day, kept: TakenUp, start: Plan | None, news: Callable[[Event | None], None]) -> Point | None:
        """Plan, or say why not; nothing if the run was stopped before there was a plan."""
        if day.left_out is not None:
            return day.point()
        plan = kept.plan
        if plan is None:
            news(None)
            times = 1 if start else AFRESH
            try:
                plan = self._plan(day.prison, kept.begun or start, times, news, self.stop)
            except (Impossible, NoPlanInTime) as error:
                return None if self.stop.is_set() else day.point(by=error)
            if self.kept:
                ended = plan.proof is not None and plan.proof.stopped != "interrupted"
                self.kept.keep(_key(day) if ended else _begun(day), plan.model_dump_json(indent=2))
        return day.point().with_plan(plan)

    def raised(self, day: Day, point: Point, tighter: Sequence[Point]) -> Point:
        """The point with the best of the plans of ``tighter`` points, where its own is worse or it has none."""
        plans = {other.name: other.plan for other in tighter if other.plan}
        if day.left_out is not None or not plans:
            return point
        name, best = next(iter(plans.items()))
        for other, plan in plans.items():
            name, best = (name, best) if worse(plan, best) else (other, plan)
        if point.plan and not worse(point.plan, best):
            return point
        plan = self._plan(day.prison, best, 1, lambda event: None, None)
        plan = _proved(plan, point.plan) if point.plan else plan
        return point.with_plan(plan, plan_from=name)

    def _kept(self, day: Day, key: str) -> Plan | None:
        """The plan of a point that an earlier run has kept. Raises ``InputError`` where it cannot be used."""
        found = self.kept.find(key) if self.kept else None
        if found is None:
            return None
        return taken_up(Today.of(day.prison, self.weekday, self.date), plan_of_json(*found), found[1])

    def _plan(
        self,
        prison: Prison,
        start: Plan | None,
        times: int,
        news: Callable[[Event], None],
        stop: threading.Event | None,
    ) -> Plan:
        """The best day; without ``stop`` the day that the search starts from."""
        from regime import api
        from solver import Ended

        ends = stop or Ended(threading.Event())
        return api.plan(
            prison,
            weekday=self.weekday,
            date=self.date,
            time_limit=min(LONGEST, times * self.seconds),
            gap=self.gap / times,
            seed=self.seed,
            workers=self.workers,
            start=start,
            learnt=self.learnt,
            on_event=news if stop else lambda _: ends.set(),
            stop=ends,
        )


def _key(day: Day) -> str:
    """What a point's plan is kept under."""
    return fingerprint(day.prison)[:16]


def _begun(day: Day) -> str:
    """What a point's plan is kept under whose search was stopped: the next run starts from it."""
    return f"begun-{_key(day)}"


def _proved(plan: Plan, other: Plan) -> Plan:
    """A plan with what the search says that found another one of the same day: why it ended, and its bound of the
    value, where nothing falls short in either."""
    if plan.proof is None or other.proof is None:
        return plan
    goal, goals = value_of(other), plan.proof.goals
    if goal is not None and not plan.shortfalls and not other.shortfalls:
        goals = [
            mine.model_copy(update={"bound": min(mine.bound, goal.bound)}) if mine.goal == goal.goal else mine
            for mine in goals
        ]
    # To take a plan over, a search is stopped as soon as it has it: nobody pressed Ctrl-C.
    stopped = other.proof.stopped if plan.proof.status == other.proof.status else plan.proof.stopped
    return plan.model_copy(update={"proof": plan.proof.model_copy(update={"goals": goals, "stopped": stopped})})


def worse(plan: Plan, before: Plan) -> bool:
    """Whether a plan is worse than another of the same day, goal by goal in their order.

    Of two plans that differ in a goal by no more than its tolerance, the next goal decides; but whatever has less of a
    goal is worse, so that no figure that was reached is lost. More unlocks and movements are no loss where
    more was reached of anything.
    """
    assert plan.proof is not None
    assert before.proof is not None
    gained = False
    for new, old in zip(plan.proof.goals, before.proof.goals, strict=True):
        better = new.value - old.value if new.maximise else old.value - new.value
        if better < 0:
            return not (gained and new.goal == CALM)
        gained = gained or better > 0
        if better > abs(new.best) * new.tolerance_percent / 100:
            return False
    return False
