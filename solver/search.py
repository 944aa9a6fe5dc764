"""The search: goal after goal, each with a value and a proven bound, until everything is proved or time is up.

The start is a known day or one on which everybody stays locked up, improved for all goals at once. Then every goal in
turn is improved and becomes a row of the model (within its tolerance); the plan found so far is where the next one
starts.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import takewhile
from typing import Literal

from solver.bent import bent
from solver.events import Ended, Event, Limits, gap
from solver.fairness import by_average, by_itself, lacking
from solver.first_plan import FirstPlan
from solver.goals import Stage, expression, settle, stages
from solver.guides import FIRST, changes_first, guide, owed, staying_near, toward
from solver.learnt import Learnt
from solver.linear import Rows, Sum
from solver.outcome import Outcome, Reached
from solver.portfolio import Effort, Portfolio, whole
from solver.problem import Problem, minutes
from solver.relaxation import Relaxed, bound
from solver.rules import posted
from solver.run import Run, run, stoppable
from solver.solution import Solution, extract
from solver.start import starts
from solver.unmet import unmet
from solver.within_limits import near

FINISH = 0.04
"""Share of the time kept for ending what runs, and for checking and measuring the plan, so that the limit is kept."""

BENDING = 0.6
"""Share of the time in which a known day is bent to what is pinned."""

NEARING = 0.8
"""The same in which it is brought within what there is, where staff or places have become fewer."""

FIRST_PLAN = 0.95
"""Share of the time in which a first plan is looked for that meets every entitlement."""

SHARES = {
    "shortfall": 0.4,
    "value": 0.7,
    "out-of-cell": 0.7,
    "purposeful": 0.7,
    "fairness": 0.5,
    "changes": 0.5,
    "calm": 1.0,
}
"""Share of the time left that the stages of one goal may use, by kind (all entitlements together)."""

KNOWN = 0.9
"""The same for what is counted in person-hours where the day that the search starts from is known: of the later goals
it has what it had."""

LAST = 0.9
"""The same for the last stage; the rest is for giving back what it does not need of the earlier ones."""


def solve(
    problem: Problem,
    limits: Limits,
    on_event: Callable[[Event], None] | None = None,
    stop: threading.Event | None = None,
    known: Solution | None = None,
    enough: Callable[[str], float] | None = None,
    learnt: Learnt | None = None,
) -> Outcome:
    """The best plan found for ``problem`` within ``limits``, with a proven bound for each goal.

    ``on_event`` is called from the search's threads; setting ``stop`` ends the search and keeps the best so far, Ctrl-C
    ends it soon and keeps nothing.
    The search starts from the ``known`` day as far as that keeps the rules; of its breaks nothing is kept. With
    ``enough`` no goal is improved beyond what that says of its name, in its unit: more is left to later goals. A search
    from a known day begins with what searches of other days have ``learnt``, and adds to it.
    """
    ended = Ended(stop or threading.Event())
    search = _Search(problem, limits, on_event, ended, enough, learnt or Learnt())
    return stoppable(lambda: search.run(known), ended.set, ended)


class _Search:
    def __init__(
        self,
        problem: Problem,
        limits: Limits,
        on_event: Callable[[Event], None] | None,
        stop: threading.Event,
        enough: Callable[[str], float] | None,
        learnt: Learnt,
    ) -> None:
        self.limits, self.learnt = limits, learnt
        self.tell = on_event or (lambda event: None)
        self.stop = stop
        self.begun = time.monotonic()
        self.spent = 0.0
        self.day = posted(problem)
        self.targets = {stage: expression(self.day, stage) for stage in stages(problem)}
        self.enough = {s: round(enough(s.name) * s.scale) for s in self.targets} if enough else {}
        self.floors = [stage for stage in self.targets if stage.goal.kind == "shortfall"]
        self.owed = owed(self.targets)
        self.guide = guide(self.targets)
        self.relaxed: Relaxed | None = None
        """What the relaxation said last."""
        self.multipliers: list[float] = []
        """Of the rows that there are before any goal is held, from the relaxation of the first plan."""
        self.values: list[int] | None = None
        self.afresh = True
        """Whether the search starts with everybody locked up."""
        self.had: dict[Stage, int] = {}
        """What the day that the search starts from has of each goal, if one is known."""
        self.best: dict[Stage, int] = {}
        reach = {stage: self.day.rows.reach(target, stage.maximise) for stage, target in self.targets.items()}
        self.bounds: dict[Stage, float] = {s: most if s.maximise else max(0, most) for s, most in reach.items()}

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.begun

    @property
    def left(self) -> float:
        """Seconds left to search; deterministic ones in a reproducible search."""
        if self.limits.reproducible:
            return max(0.0, self.limits.seconds - self.spent)
        return max(0.0, self.limits.seconds * (1 - FINISH) - self.elapsed)

    def run(self, known: Solution | None) -> Outcome:
        """A first plan, then goal after goal."""
        feasible = self.stop.is_set() or self._start(known)
        if self.values is not None:
            if not self.afresh:
                if self.day.problem.published is None:  # to which the day is to stay near, but as good as any
                    self.had = {stage: self._measure(stage) for stage in self.targets}
                self._news("first plan", 100, self.guide.value(self.values), self.day.rows.reach(self.guide, True))
            if not self.stop.is_set():
                self._first_plan()
            for position, stage in enumerate(self.targets):
                if not self.stop.is_set():
                    self._improve(stage, self._budget(list(self.targets)[position:]))
            if not self.enough:
                self._give_back()
        return self._outcome(feasible)

    def _start(self, known: Solution | None) -> bool:
        """A day that keeps the rules; false if none is possible at all."""
        for start in starts(
            self.day,
            known,
            partial(self._within, BENDING, partial(bent, self.day.problem)),
            partial(self._within, NEARING, partial(near, self.day, staying_near(self.targets))),
        ):
            if self.stop.is_set():
                return True
            limits, seconds = self.limits, max(self.left * start.share, 0.01)
            how = Run(seconds, limits.workers, limits.seed, limits.reproducible, first=not start.hints)
            answer = run(start.rows, self.guide if start.hints else None, True, start.hints, how, self.stop)
            self.spent += answer.spent
            if answer.values is not None:
                self.values = answer.values
                self.afresh = not any(answer.values[v] for row in self.day.unlocked for v in row)
                self._settle()
                return True
        return not answer.infeasible

    def _settle(self) -> None:
        """Give what only counts for goals the values that follow from the plan."""
        for stage in self.targets:
            settle(self.day, stage, self.values or [])

    def _within(
        self, share: float, find: Callable[[Solution, Effort], Solution | None], known: Solution
    ) -> Solution | None:
        """What is found from a known day in a share of the time."""
        effort = self._effort(self.left * share)
        found = find(known, effort)
        self.spent += effort.spent
        return found

    def _budget(self, ahead: list[Stage]) -> float:
        kind = ahead[0].goal.kind
        if self.had and ahead[0].scale > 1:
            return self.left * KNOWN
        alike = sum(1 for stage in ahead if stage.goal.kind == kind) if kind == "shortfall" else 1
        return self.left * (LAST if len(ahead) == 1 else SHARES[kind] / alike)

    def _first_plan(self) -> None:
        """Improve all goals at once until every entitlement is met, as far as places allow.

        Meeting the entitlements alone would be quicker, but leaves a day that is hard to improve afterwards.
        """
        if self.guide.terms and not (self.enough and all(self._suffices(s, self._measure(s)) for s in self.floors)):
            for stage in self.floors:
                self._bound_by_places(stage)
            published = changes_first(self.targets)
            if published and self._best_possible(self.values or []):
                return
            known, missing = self.values, self._missing()
            effort = self._effort(self.left * FIRST_PLAN, self.limits.gap)
            news = partial(self._news, "first plan", 100)
            objective = staying_near(self.targets) if published else self.guide
            portfolio = FirstPlan(self.day, objective, True, self.values or [], effort, news)
            portfolio.relaxed = None if self.afresh else self.learnt.of(self.day.rows)
            portfolio.find(self.owed, self._best_possible, self.afresh)
            self.multipliers = portfolio.multipliers
            self._keep(portfolio)
            if self._missing() > missing:  # less in all, but more of what comes first
                self.values = known

    def _met(self) -> bool:
        """Whether every entitlement is met: then the first plan's relaxation bounds as well as any later one."""
        return not any(self._missing())

    def _missing(self) -> list[int]:
        """What is missing of each entitlement, the most important first."""
        return [self._measure(stage) for stage in self.floors]

    def _best_possible(self, values: list[int]) -> bool:
        """Whether no more of any entitlement can be met than on this day."""
        return all(self.targets[stage].value(values) == self.bounds[stage] for stage in self.floors)

    def _bound_by_places(self, stage: Stage) -> None:
        """Bound an entitlement to occasions by the places there are."""
        if stage.unit == "people":
            least = unmet(self.day, self.targets[stage], self.limits.reproducible)
            self.bounds[stage] = max(self.bounds[stage], least)

    def _needed(self, stage: Stage, value: int) -> int:
        """What a later search has to leave of a goal of which the plan has a value: no more of it than is enough."""
        return (min if stage.maximise else max)(value, self.enough.get(stage, value))

    def _suffices(self, stage: Stage, value: int) -> bool:
        """Whether a value of a goal is enough, if any is."""
        return self._needed(stage, value) == self.enough.get(stage)

    def _open(self, stage: Stage, value: int) -> bool:
        """Whether more of a goal is possible, and wanted, and there is time for it."""
        return value != self.bounds[stage] and not self._suffices(stage, value) and self.left > 0

    def _improve(self, stage: Stage, seconds: float) -> None:
        """Improve one goal, and hold what was reached."""
        self._settle()
        target = self.targets[stage]
        value = self._measure(stage)
        self.bounds[stage] = self._implied(stage)
        if value != self.bounds[stage]:
            self._bound_by_places(stage)
        fair = stage.goal.kind == "fairness"
        if fair and self._open(stage, value):
            self._by_itself(stage, seconds)
            seconds /= 2 if whole(self.day) else 1
        if self._open(stage, value) and (whole(self.day) or not fair):
            portfolio = self._portfolio(stage, seconds, toward(self.targets, stage))
            portfolio.bound = self.bounds[stage]
            portfolio.enough = lambda: self._suffices(stage, target.value(portfolio.values))
            counting = stage.scale > 1
            portfolio.prove(counting and bool(self.multipliers) and self._met(), by_cases=counting)
            self._keep(portfolio)
            if stage.scale > 1 and self.relaxed is not None:
                self.learnt.keep(self.day.rows, self.relaxed)
            value = self._measure(stage)
            self.bounds[stage] = (min if stage.maximise else max)(self.bounds[stage], portfolio.bound)
        if fair and len(self.day.problem.groups) > 1:
            value = self._raise(stage, seconds)
        self.best[stage] = value
        self._hold(stage, self._needed(stage, value), 0 if self.enough else stage.goal.tolerance)

    def _by_itself(self, stage: Stage, seconds: float) -> None:
        """Bound fairness by what the wing of the worst-off group could have by itself."""
        guaranteed = self._guaranteed()
        wing = self.day.problem.groups[guaranteed.index(min(guaranteed))].wing
        how = Run(seconds, self.limits.workers, self.limits.seed, self.limits.reproducible)
        answer = by_itself(self.day, wing, self.targets[stage], how, self.stop)
        self.spent += answer.spent
        if answer.bound is not None:
            self.bounds[stage] = min(self.bounds[stage], answer.bound)

    def _raise(self, stage: Stage, seconds: float) -> int:
        """Give the worst-off more, a little at a time and more if that went well; what is reached of the stage."""
        reached, ends = self._measure(stage), self.left - seconds
        step = shortest = min(minutes(slot) for slot in self.day.problem.slots)
        while self._open(stage, reached) and self.left > ends and not self.stop.is_set():
            before, guaranteed = self.values or [], sorted(self._guaranteed())
            better_off = self.bounds[stage] - sum(guaranteed[: stage.level - 1])
            day, values, lack = lacking(self.day, before, int(min(guaranteed[stage.level - 1] + step, better_off)))
            effort = self._effort((self.left - ends) / (1 if step == shortest else 2))
            guided = staying_near(self.targets).plus(lack, -FIRST)
            portfolio = Portfolio(day, lack, False, values, effort, lambda value, bound: None, guided)
            portfolio.bend(lack, lack)
            self.values, self.spent = list(portfolio.values), self.spent + effort.spent
            if self._measure(stage) > reached:
                reached, step = self._measure(stage), 2 * step
                self._news(stage.name, stage.scale, reached, self.bounds[stage])
                continue
            self.values = before
            if step == shortest:
                break
            step = shortest
        return reached

    def _guaranteed(self) -> list[int]:
        return [group.value(self.values or []) for group in self.day.guaranteed]

    def _hold(self, stage: Stage, value: int, tolerance: int) -> None:
        """Let no later search have less of a goal than ``value``, but for some per cent of what is above the known day:
        whoever starts from a day looks for one that is no worse in anything."""
        target, had = self.targets[stage], self.had.get(stage)
        if stage.maximise:
            limit = -(-value * (100 - tolerance) // 100)
            self.day.rows.at_least(target, limit if had is None else max(limit, min(value, had)))
        else:
            limit = value * (100 + tolerance) // 100
            limit = limit if had is None else min(limit, max(value, had))
            self.day.rows.at_most(target, limit)
            if stage.goal.kind == "shortfall":
                for variable, weight in target.terms.items():
                    self.day.rows.upper[variable] = min(self.day.rows.upper[variable], limit // weight)

    def _give_back(self) -> None:
        """Give back what later goals took of an earlier one's tolerance and do not need for what they reached."""
        for stage in [stage for stage, best in self.best.items() if self._measure(stage) != best]:
            if self.left <= 0 or self.stop.is_set():
                return
            for held in self.targets:
                self._hold(held, self._measure(held), 0)
            portfolio = self._portfolio(stage, self.left)
            portfolio.bound = self.bounds[stage]
            portfolio.prove(relaxed=True)
            self._keep(portfolio)

    def _implied(self, stage: Stage) -> float:
        """The bound of a stage, with what the multipliers of the first plan's relaxation say, given what is held; of
        fairness with what the bounds of earlier goals say."""
        rows = self.day.rows
        if stage.goal.kind == "fairness":
            earlier = takewhile(lambda other: other != stage, self.targets)
            counted = [(self.targets[other], self.bounds[other]) for other in earlier if other.scale > 1]
            return min([self.bounds[stage], *(by_average(self.day, stage.level, *each) for each in counted)])
        if stage.scale == 1 or not self.multipliers:
            return self.bounds[stage]
        before = Rows(rows.lower, rows.upper, rows.scopes, rows.rows[: len(self.multipliers)])
        return min(self.bounds[stage], bound(before, self.targets[stage], stage.maximise, self.multipliers))

    def _reached(self, stage: Stage) -> Reached:
        value, limit = self._measure(stage), self._implied(stage)
        best = (max if stage.maximise else min)(value, self.best.get(stage, value))
        if (limit < best) if stage.maximise else (limit > best):
            raise RuntimeError(f"{stage.name}: a bound of {limit} for a plan that has {best}")
        return Reached(stage, best / stage.scale, value / stage.scale, limit / stage.scale)

    def _measure(self, stage: Stage) -> int:
        """What the plan has of a goal."""
        values = self.values or []
        settle(self.day, stage, values)
        return self.targets[stage].value(values)

    def _portfolio(self, stage: Stage, seconds: float, guide: Sum | None = None) -> Portfolio:
        effort, news = self._effort(seconds, self.limits.gap), partial(self._news, stage.name, stage.scale)
        target = self.targets[stage]
        portfolio = Portfolio(self.day, target, stage.maximise, self.values or [], effort, news, guide)
        portfolio.relaxed = self.relaxed
        return portfolio

    def _effort(self, seconds: float, enough: float = 0.0) -> Effort:
        limits = self.limits
        return Effort(seconds, limits.workers, limits.seed, limits.reproducible, enough, self.stop)

    def _news(self, phase: str, scale: int, value: float, bound: float) -> None:
        self.tell(Event(self.elapsed, phase, value / scale, bound / scale, gap(value, bound)))

    def _keep(self, portfolio: Portfolio) -> None:
        self.values = list(portfolio.values)
        self.relaxed = portfolio.relaxed
        self.spent += portfolio.effort.spent

    def _outcome(self, feasible: bool) -> Outcome:
        reached = tuple(self._reached(stage) for stage in self.targets) if self.values else ()
        proved = self.values is not None and all(r.gap == 0.0 for r in reached)
        stopped: Literal["proved", "gap", "time", "interrupted"] = "time"
        if proved or not feasible:
            stopped = "proved"
        elif self.stop.is_set():
            stopped = "interrupted"
        elif self.values is not None and all(r.gap <= self.limits.gap for r in reached):
            stopped = "gap"
        status: Literal["optimal", "feasible", "infeasible", "unknown"] = "optimal" if proved else "feasible"
        if self.values is None:
            status = "unknown" if feasible else "infeasible"
        solution = extract(self.day, self.values) if self.values else None
        return Outcome(status, solution, reached, stopped, self.elapsed)
