"""The smallest set of terms that no day can keep together, found by leaving terms out one after the other."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence

from regime.checker import check
from regime.completion import complete
from regime.explain.before import proved_impossible
from regime.explain.changing import Edit, edited
from regime.explain.terms import Term
from regime.plan import Plan
from regime.today import Today


class TimeUp(Exception):  # noqa: N818 - it names what happened
    """The time for an explanation is up, or it was stopped."""


class Asked:
    """The engine, asked within one time box, and until it is stopped, whether days are possible."""

    def __init__(self, today: Today, seconds: float, workers: int = 1, stop: threading.Event | None = None) -> None:
        self.today = today
        self.ends = time.monotonic() + seconds
        self.workers = workers
        self.stop = stop or threading.Event()

    def possible(self, edits: Iterable[Edit] = (), *, twice: bool = False) -> bool:
        """Whether a day exists with some edits made. Raises ``TimeUp``."""
        from regime.formulate import formulate
        from solver import possible

        if (left := self.ends - time.monotonic()) <= 0 or self.stop.is_set():
            raise TimeUp
        prison = edited(self.today.prison, edits)
        problem = formulate(Today(prison, self.today.weekday, self.today.date))
        answer = possible(problem, left, workers=self.workers, twice=twice, stop=self.stop)
        if answer is None:
            raise TimeUp
        return answer


def locked_up(today: Today) -> Today:
    """The same day with everybody locked up and nothing on: as possible as the day itself, if nothing is pinned.

    Posts and patrols need people, breaks have to be taken; everything else can be left undone. Where something is
    pinned, the day itself.
    """
    if today.prison.pins:
        return today
    hours = {name: [str(span) for span in spans] for name, (_, spans) in today.posts.items()}
    nothing = [Edit((part,), {}) for part in ("activities", "routes", "on_wing", "entitlements", "apart")]
    posts = [Edit(("posts", name, "hours"), spans) for name, spans in hours.items()]
    wings = [Edit(("wings", name, "groups"), {next(iter(wing.groups)): 1}) for name, wing in today.wings.items()]
    quiet = edited(today.prison, [*nothing, *posts, *wings, Edit(("escort",), None)])
    return Today(quiet, today.weekday, today.date)


def smallest(asked: Asked, every: Sequence[Term], given: Sequence[Term] = ()) -> tuple[list[Term], bool]:
    """A set of terms that clash, and whether it is proved to be smallest: none of it can be left out.

    ``given`` stay whatever happens. Terms are left out in their order, many at once as long as the rest still clashes
    (deletion filtering, with blocks that halve where they are needed); with something given, first those of all rules
    but one.
    """
    needed: list[Term] = []
    waiting = [term for term in every if term not in given]
    block = max(1, len(waiting) // 2)
    try:
        for rule in dict.fromkeys(term.rule for term in waiting if given):
            of_it = [term for term in waiting if term.rule == rule]
            if not asked.possible(term.lifted for term in every if term not in (*given, *of_it)):
                waiting = of_it
                break
        while waiting:
            block = min(block, len(waiting))
            tried, rest = waiting[:block], waiting[block:]
            kept = [*given, *needed, *rest]
            if not asked.possible(term.lifted for term in every if term not in kept):
                waiting, block = rest, 2 * block
            elif block == 1:
                needed.append(tried[0])
                waiting = rest
            else:
                block //= 2
        alone = [term.lifted for term in every if term not in (*given, *needed)]
        confirmed = not asked.possible(alone, twice=True) and all(
            asked.possible([*alone, term.lifted]) for term in needed
        )
    except TimeUp:
        return [*needed, *waiting], False
    return needed, confirmed


def when_locked_up(today: Today) -> list[str]:
    """The times at which posts, patrols and breaks cannot be covered even with everybody locked up, with the numbers.

    Breaks are laid as well as can be found; where it is the breaks that cannot be covered, another way of laying
    them would fall short at another time.
    """
    nothing = Plan(
        prison=today.prison.prison,
        weekday=today.weekday,
        hours=today.hours,
        groups=[],
        sessions=[],
        movements=[],
        breaks=[],
        shortfalls=[],
        staff=[],
    )
    findings = check(today, complete(today, nothing))
    return [finding.sentence for finding in findings if finding.rule == "R01"]


def impossible(today: Today, seconds: float, workers: int = 1, stop: threading.Event | None = None) -> Today | None:
    """An impossible day as simple as it can be looked at, or none if the day is possible.

    Raises ``TimeUp`` if it could not be told, twice and in different ways, whether it is.
    """
    ends = time.monotonic() + seconds
    quiet = locked_up(today)
    for day in (quiet,) if quiet is today else (quiet, today):
        if not Asked(day, ends - time.monotonic(), workers, stop).possible(twice=True):
            return day
    return None


def is_possible(today: Today, seconds: float, workers: int, stop: threading.Event) -> bool | None:
    """Whether a day is possible; none where that could not be told in time. Raises ``TimeUp`` once ``stop`` is set."""
    try:
        return not proved_impossible(today) and Asked(locked_up(today), seconds, workers, stop).possible(twice=True)
    except TimeUp:
        if stop.is_set():
            raise
        return None
