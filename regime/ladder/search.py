"""One rung after the other: what can be kept with the officers there are, the day for it, and what that means."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import JsonValue

from regime.changes import as_planned, changed
from regime.errors import NoPlanInTime
from regime.ladder.profile import Profile
from regime.ladder.result import Item, Rung, Unit
from regime.ladder.units import items, pin, post_path, standing, units
from regime.line import Line
from regime.plan import Change, Plan
from regime.prison import Prison
from regime.today import Today
from regime.whatif.search import worse

if TYPE_CHECKING:
    from regime.api import Event
    from solver import Learnt

LISTED = 0.5
"""Share of a rung's time in which it is found out what of the list can be kept, at most."""


@dataclass(frozen=True)
class Limits:
    """The limits of one rung (see ``regime.plan``)."""

    seconds: float
    gap: float
    seed: int
    workers: int | None

    @property
    def cores(self) -> int:
        """Processor cores to use."""
        from solver import Limits

        return self.workers or Limits().workers


class Found(Line):
    """A rung as it was found."""

    there: dict[str, int]
    """People by shift."""
    plan: Plan
    """Its changes are those of the rung alone."""
    proved: bool


@dataclass(frozen=True)
class Search:
    """The rungs of one day."""

    today: Today
    profile: Profile
    made: tuple[Change, ...]
    limits: Limits
    stop: threading.Event
    learnt: Learnt
    """What the searches of all rungs learn."""

    @cached_property
    def items(self) -> list[Item]:
        """The list."""
        return items(self.today)

    @cached_property
    def units(self) -> list[Unit]:
        """Everything that can be kept or dropped, the most important first."""
        return units(self.today)

    def in_patrol_state(self, there: Mapping[str, int]) -> Today:
        """The day with so many people on each shift, and every post of the list stood down."""
        posts = [unit for item in self.items for unit in item.units if unit.kind == "post"]
        return self._on(self._changed(there, posts)[0])

    def planned(self, there: dict[str, int], rungs: Sequence[Found], told: Callable[[Event], None]) -> Found | None:
        """The rung with so many people on each shift, below others; none if it was not found in time.

        Only what a proved rung lacks is gone: what the others lack may come back. ``told`` is told what the search
        for its day tells.
        """
        from regime.ladder.kept import most_kept

        begun = time.monotonic()
        limits, start = self.limits, rungs[-1].plan if rungs else None
        proved = next((rung.plan for rung in reversed(rungs) if rung.proved), None)
        gone = self._gone(proved) if proved else []
        prison, changes = self._changed(there, gone)
        order = [
            item.model_copy(update={"units": [unit for unit in item.units if unit not in gone]}) for item in self.items
        ]
        seconds = limits.seconds * LISTED
        kept = most_kept(self._on(prison), order, start, seconds, limits.cores, limits.seed, self.stop)
        if kept is not None:
            stays = [unit for unit in self.units if unit in kept.units]
            goes = [u for item in order for u in item.units if u.kind != "entitlement" and u not in kept.units]
            prison, changes = self._changed(there, [*gone, *goes], stays)
            start = kept.day
        elif start is not None:
            # Nothing was found out in time: the rung does without what the one above lacks, and is not proved.
            prison, changes = self._changed(there, self._gone(start))
        try:
            plan = self._plan(prison, limits.seconds - (time.monotonic() - begun), start, told)
        except NoPlanInTime:
            return None
        plan = plan.model_copy(update={"changes": list(changes)})
        return Found(there=there, plan=plan, proved=kept is not None and kept.proved)

    def carry_up(self, rungs: list[Found]) -> None:
        """Where a rung keeps the same of the list and has the better day, the rung above has it too.

        So it is where it keeps more of the list than a rung above that is not proved. ``stop`` leaves the other rungs.
        """
        listed = [unit for item in self.items for unit in item.units]
        for number in range(len(rungs) - 2, -1, -1):
            if self.stop.is_set():
                return
            above, below = rungs[number], rungs[number + 1]
            had, has = standing(listed, above.plan), standing(listed, below.plan)
            more = not above.proved and self._counted(has) > self._counted(had)
            if more:
                stays = [unit for unit in self.units if unit in has]
                prison, changes = self._changed(above.there, self._gone(below.plan), stays)
            elif had == has and worse(above.plan, below.plan):
                prison, changes = as_planned(self.today.prison, above.plan), tuple(above.plan.changes)
            else:
                continue
            try:
                plan = self._plan(prison, self.limits.seconds, below.plan)
            except NoPlanInTime:
                continue
            if more or worse(above.plan, plan):
                rungs[number] = above.model_copy(update={"plan": plan.model_copy(update={"changes": list(changes)})})

    def told(self, rungs: Sequence[Found]) -> list[Rung]:
        """The rungs as people read them: what each has dropped, what has come back, and its band."""
        bands = [*self.today.prison.bands, None]
        told: list[Rung] = []
        before, worst = set(self.units), 0
        for done in rungs:
            assert done.plan.figures is not None, "a plan that was made has its figures"
            now = standing(self.units, done.plan)
            place = max(worst, bands.index(done.plan.figures.band))
            worst = place if done.proved else worst
            told.append(
                Rung(
                    officers=sum(done.there.values()),
                    by_shift=done.there,
                    plan=done.plan.model_copy(update={"changes": [*self.made, *done.plan.changes]}),
                    band=bands[place],
                    dropped=[unit for unit in reversed(self.units) if unit in before - now],
                    returned=[unit for unit in self.units if unit in now - before],
                    proved=done.proved,
                )
            )
            before = now
        return told

    def _counted(self, kept: set[Unit]) -> list[int]:
        """How much is kept of each item of the list."""
        return [len(kept.intersection(item.units)) for item in self.items]

    def _gone(self, plan: Plan) -> list[Unit]:
        """What a plan does not have any more, but for entitlements, which may come back."""
        stands = standing(self.units, plan)
        return [unit for unit in self.units if unit.kind != "entitlement" and unit not in stands]

    def _changed(
        self, there: Mapping[str, int], gone: Sequence[Unit], kept: Sequence[Unit] = ()
    ) -> tuple[Prison, tuple[Change, ...]]:
        """The prison with so many people, without what is gone and with what is kept pinned."""
        prison = self.today.prison
        settings = self.profile.settings(prison, there)
        settings |= {post_path(unit): None for unit in gone if unit.kind == "post"}
        pins: list[JsonValue] = [each.model_dump(mode="json", exclude_none=True) for each in prison.pins]
        pins += [pin(unit, kept=False) for unit in gone if unit.kind == "session"]
        pins += [pin(unit, kept=True) for unit in kept if unit.kind != "post"]
        return changed(prison, {**settings, "pins": pins})

    def _on(self, prison: Prison) -> Today:
        return Today(prison, self.today.weekday, self.today.date)

    def _plan(
        self, prison: Prison, seconds: float, start: Plan | None, told: Callable[[Event], None] | None = None
    ) -> Plan:
        """The best day; with nobody to tell, the day that the search starts from."""
        from regime import api
        from solver import Ended

        stop = self.stop if told else Ended(self.stop)
        return api.plan(
            prison,
            weekday=self.today.weekday,
            date=self.today.date,
            time_limit=max(seconds, 1.0),
            gap=self.limits.gap,
            seed=self.limits.seed,
            workers=self.limits.workers,
            start=start,
            learnt=self.learnt,
            on_event=told or (lambda _: stop.set()),
            stop=stop,
        )
