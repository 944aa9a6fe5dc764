"""The answer to a question about a plan: what is asked for is forced, and the day is looked for again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

from regime.errors import Impossible, NoPlanInTime
from regime.explain.changing import Edit, edited
from regime.explain.clash import Asked, TimeUp, smallest
from regime.explain.cost import compared
from regime.explain.places import Places
from regime.explain.question import Question, Wish
from regime.explain.result import Answer, Clash, Forced, Part
from regime.explain.terms import terms
from regime.plan import Plan
from regime.prison import Prison
from regime.today import Today

MOST_WISHES = 5
"""Ways of having what is asked for, any of which would do, that are tried at most."""


def answer(
    today: Today,
    plan: Plan,
    question: Question,
    places: Places,
    seconds: float,
    workers: int | None,
    stop: threading.Event,
) -> Answer:
    """Why a plan is as it is: what forcing the other thing costs and whom, which limit stops it, or a free choice.

    Of several wishes of which any would do the first that is possible is the last that is tried. Where none is, and it
    is asked for several groups at once, it is tried for each of them alone.
    """
    force = partial(_force, today, plan, places=places, workers=workers, stop=stop)
    forced = [] if question.plain else list(_each(question, force, seconds))
    return Answer(
        asked=question.asked,
        plain=question.plain,
        not_so=question.not_so,
        not_understood=question.not_understood,
        besides=question.besides,
        forced=forced,
    )


def _each(question: Question, forced: Callable[[Wish, float], Forced], seconds: float) -> Iterator[Forced]:
    ends = time.monotonic() + seconds

    def force(wish: Wish, tries: int) -> Forced:
        return forced(wish, max(0.1, (ends - time.monotonic()) / tries))

    wishes, single = question.wishes[:MOST_WISHES], question.single
    for number, wish in enumerate(wishes):
        found = force(wish, len(wishes) - number + bool(single))
        yield found
        if found.status not in ("impossible", "could not tell"):
            return
    yield from (force(wish, len(single) - number) for number, wish in enumerate(single))


def _force(
    today: Today,
    plan: Plan,
    wish: Wish,
    seconds: float,
    places: Places,
    workers: int | None,
    stop: threading.Event,
) -> Forced:
    from regime import api

    ends = time.monotonic() + seconds
    forced = _pinned(today, wish)
    try:
        if not Asked(forced, seconds / 2, workers or 1, stop).possible(twice=True):
            asked = Asked(forced, ends - time.monotonic(), workers or 1, stop)
            return Forced(wish=wish.says, status="impossible", clash=_clash(today, forced, asked, places))
        again = api.as_good(forced, plan, max(0.1, ends - time.monotonic()), workers, stop)
    except (TimeUp, Impossible, NoPlanInTime):
        return Forced(wish=wish.says, status="could not tell")
    return compared(wish.says, plan, again)


def _pinned(today: Today, wish: Wish) -> Today:
    pins = [*today.prison.pins, *wish.pins]
    prison: Prison = edited(
        today.prison, [Edit(("pins",), [pin.model_dump(mode="json", exclude_none=True) for pin in pins])]
    )
    return Today(prison, today.weekday, today.date)


def _clash(today: Today, forced: Today, asked: Asked, places: Places) -> Clash:
    every = terms(forced)
    wished = [term for term in every if term.at[0] == "pins" and int(term.at[1]) >= len(today.prison.pins)]
    parts, small = smallest(asked, every, wished)
    return Clash(
        parts=[Part(rule=term.rule, says=term.says, place=places.of(term.at)) for term in parts],
        smallest=small,
        when=[],
    )
