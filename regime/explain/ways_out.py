"""The least that would have to give for a day to be possible: a few different ways out, each planned and checked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from regime.explain.changing import Edit, edited
from regime.explain.clash import Asked, TimeUp, locked_up, smallest
from regime.explain.terms import MOST_STAFF, Term, terms
from regime.today import Today

MOST_ROUNDS = 6
"""Lines that one way out changes because of clashes that are left, at most."""


@dataclass(frozen=True)
class Found:
    """Edits that make a day possible, and whether they are proved to be the least of their sort."""

    edits: list[Edit]
    least: bool


def ways_out(
    today: Today, clash: Sequence[Term], seconds: float, workers: int = 1, stop: threading.Event | None = None
) -> Iterator[Found]:
    """Different edits that each make the day possible, as they are found: more staff, fewer posts, wider breaks, or
    what is pinned and what stands against it.

    Raises ``TimeUp`` where time, or ``stop``, ends that before all are tried.
    """
    ends, stop = time.monotonic() + seconds, stop or threading.Event()
    quiet = locked_up(today)

    def left() -> float:
        return max(0.1, ends - time.monotonic())

    seen: list[list[Edit]] = []
    staff = not today.prison.pins
    for found in _of_staff(quiet, left, workers, stop) if staff else _of_terms(today, clash, left(), stop):
        if found and found.edits and found.edits not in seen:
            seen.append(found.edits)
            yield found


def _of_staff(quiet: Today, left: Callable[[], float], workers: int, stop: threading.Event) -> Iterator[Found | None]:
    """More staff, wider breaks, fewer at the posts (with more staff where that is not enough), other shift times."""
    every = terms(quiet)

    def relief(**by: bool) -> Found | None:
        return _relief(quiet, left(), workers, stop, **by)

    def together(some: Callable[[Term], bool]) -> Found | None:
        return _together(Asked(quiet, left(), workers, stop), list(filter(some, every)))

    yield relief(staff=True)
    yield together(lambda term: "breaks" in term.at)
    fewer = relief(posts=True) or relief(staff=True, posts=True)
    yield fewer
    yield together(lambda term: term.at[-1] in ("start", "end"))
    if fewer is None:
        yield together(lambda term: term.at[0] in ("posts", "wings"))


def _relief(
    today: Today, seconds: float, workers: int, stop: threading.Event, *, staff: bool = False, posts: bool = False
) -> Found | None:
    """The fewest people added to shifts, or left out of posts; none where that would not do. Raises ``TimeUp``."""
    import solver
    from regime.formulate import formulate

    problem = formulate(today)
    problem = replace(
        problem,
        crews=tuple(replace(crew, more=MOST_STAFF if staff else 0) for crew in problem.crews),
        posts=tuple(replace(post, spared=post.number if posts else 0) for post in problem.posts),
    )
    try:
        found = solver.relief(problem, seconds, workers, stop)
    except TimeoutError:
        raise TimeUp from None
    if found is None:
        return None
    edits = []
    for c, people in found.added.items():
        crew = problem.crews[c]
        detailed = today.prison.staff[crew.shift].staff.get(crew.role, 0)
        edits.append(Edit(("staff", crew.shift, "staff", crew.role), detailed + people))
    for number, people in found.left_out.items():
        post = problem.posts[number]
        edits.append(Edit(("posts", post.name, "staff", post.role), post.number - people))
    return Found(edits, found.proved)


def _together(asked: Asked, some: Sequence[Term]) -> Found | None:
    """The least of some terms that would have to give, if they alone make the day possible."""
    some = [term for term in some if term.eased]
    steps = [len(term.ways) for term in some]

    def edits() -> list[Edit]:
        return [term.ways[n - 1] for term, n in zip(some, steps, strict=True) if n]

    if not some or not asked.possible(edits()):
        return None
    for number in range(len(some)):
        low, high = 0, steps[number]
        while low < high:
            steps[number] = (low + high) // 2
            low, high = (low, steps[number]) if asked.possible(edits()) else (steps[number] + 1, high)
        steps[number] = low
    return Found(edits(), True)


def _of_terms(today: Today, clash: Sequence[Term], seconds: float, stop: threading.Event) -> Iterator[Found | None]:
    """For each sort of line in a clash the least of it that would have to give, with whatever clashes then."""
    asked = Asked(today, seconds, stop=stop)
    every = terms(today)
    for first in sorted(clash, key=lambda term: (term.rule == "R12 pins", not term.eased)):
        edits: list[Edit] = []
        term: Term | None = first
        for _ in range(MOST_ROUNDS):
            if term is None:
                break
            edits.append(_least(asked, edits, term))
            if asked.possible(edits):
                yield Found(_shrunk(asked, edits), True)
                break
            again = Asked(_with(today, edits), max(0.1, asked.ends - time.monotonic()), stop=stop)
            rest, _ = smallest(again, every)
            term = next((t for t in rest if t.at not in [edit.at for edit in edits]), None)


def _with(today: Today, edits: Sequence[Edit]) -> Today:
    return Today(edited(today.prison, edits), today.weekday, today.date)


def _least(asked: Asked, edits: Sequence[Edit], term: Term) -> Edit:
    """The least of a term that makes the day possible with some edits made; all of it where that is not enough."""
    ways = term.ways
    if not asked.possible([*edits, ways[-1]]):
        return term.lifted
    low, high = 0, len(ways) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if asked.possible([*edits, ways[middle]]) else (middle + 1, high)
    return ways[low]


def _shrunk(asked: Asked, edits: Sequence[Edit]) -> list[Edit]:
    """The edits without those that are not needed."""
    kept = list(edits)
    for edit in edits:
        rest = [other for other in kept if other is not edit]
        if rest and asked.possible(rest):
            kept = rest
    return kept
