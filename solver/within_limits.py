"""A day brought within its limits: parts of it solved again around the hours at which too much is asked for."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from solver.day_model import DayModel
from solver.improve import Improver
from solver.lenient import SETTLED, Lenient
from solver.linear import Rows, Sum
from solver.portfolio import Effort, whole
from solver.solution import Solution, extract
from solver.start import decisions

VAIN = 8
"""Neighbourhoods by which a day lacks no less, after which people get less of what they are owed; and after as many
again it is left as it is."""

AIMED = 0.3
"""How often these are brief ones from then on, and while what is asked for becomes dearer."""

SECONDS = 0.5
"""Time for one of these neighbourhoods, at most: whoever has not found the day waits for it to end."""

DEARER = (1_500, 2_500, 4_000, 8_000)
"""What a minute of staff who are not on duty costs, one price after the other, in hundredths of a minute out of cell: a
few times what it brings, to begin with, so that the day does without them where that costs it least."""

EACH = 1.0
"""Seconds for each of these prices, at most."""

PATIENCE = 7.0
"""Seconds left from which there is time for that."""

PLACE = 15
"""Minutes of staff that a place costs, or whatever else but staff there is too little of."""


def within_limits(day: Lenient, effort: Effort, seed: int, over: Callable[[], bool]) -> list[int] | None:
    """The day with no more than there is, unless that does not turn up or it is ``over`` before.

    Several cores may work on one day at once.
    """
    if effort.left > PATIENCE and not whole(day.day):  # a small day is improved as a whole afterwards
        _dearer(day, effort, seed, over)
    improver, vain, lacks, insisted = Improver(day.incumbent, day.day, seed), 0, math.inf, False
    while (found := day.found) is None:
        if over() or (vain == VAIN and insisted):
            return None
        if vain == VAIN:
            day.insist()
            improver.aimed = AIMED
            vain, insisted = 0, True
        before, lacks = lacks, day.lacks
        vain = 0 if lacks < before else vain + 1
        _step(improver, effort)
    return found


def _dearer(day: Lenient, effort: Effort, seed: int, over: Callable[[], bool]) -> None:
    """Improve a day while what it asks for too much becomes dearer and dearer, until it asks for none of that."""
    improver = Improver(day.incumbent, day.day, seed)
    improver.aimed = AIMED
    for price in DEARER:
        day.ask(price)
        ends, vain = effort.left - EACH, 0
        while day.found is None and vain < VAIN and effort.left > ends and not over():
            vain = 0 if _step(improver, effort) else vain + 1
    day.ask(SETTLED)


def _step(improver: Improver, effort: Effort) -> bool:
    """Solve one neighbourhood again; whether the day got better."""
    spent = improver.spent
    better = improver.step(max(0.01, min(SECONDS, effort.left)), effort.reproducible)
    effort.spent += improver.spent - spent
    return better


def near(day: DayModel, objective: Sum, known: Solution, effort: Effort) -> Solution | None:
    """A day near a ``known`` one that asks for more staff than there are, or more places, or whatever else has become
    less; none if that does not turn up, or more is other than it was."""
    decided = _fitting(day, known)
    lenient = Lenient(day, objective, _wanting(day.rows, decided))
    stated, spent = lenient.state(decided, effort.left, effort.reproducible)
    effort.spent += spent
    if not stated:
        return None
    ended = threading.Event()

    def over() -> bool:
        return ended.is_set() or effort.stop.is_set() or effort.left <= 0

    def work(core: int) -> list[int] | None:
        found = within_limits(lenient, effort, effort.seed * 1000 + core, over)
        ended.set()
        return found

    cores = 1 if effort.reproducible else effort.workers
    with ThreadPoolExecutor(cores) as pool:
        found = next(filter(None, pool.map(work, range(cores))), None)
    return extract(day, found) if found else None


def _fitting(day: DayModel, known: Solution) -> dict[int, int]:
    """What is decided on the known day, but for people above the places there are, who stay at home."""
    rows, left = day.rows, [session.places for session in day.problem.sessions]
    decided = {v: max(rows.lower[v], min(rows.upper[v], value)) for v, value in decisions(day, known).items()}
    for (s, _), people in day.people.items():
        decided[people] = min(decided[people], left[s])
        left[s] -= decided[people]
    return decided


def _wanting(rows: Rows, decided: Mapping[int, int]) -> dict[int, int]:
    """Rows that cannot hold with what is decided, since it asks for too much."""
    fixed = rows.copy()
    for variable, value in decided.items():
        fixed.fix(variable, value)
    limits = ((row, terms, high) for row, (terms, _, high) in enumerate(rows.rows) if high is not None)
    return {row: PLACE for row, terms, high in limits if fixed.reach(terms, False) > high}
