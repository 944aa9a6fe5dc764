"""The answer to a question about a plan: what is asked for is forced, and the day is looked for again."""

from __future__ import annotations

import time
from collections.abc import Iterator

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
"""Ways of having what is asked for that are tried, at most."""


def answer(
    today: Today, plan: Plan, question: Question, places: Places, seconds: float, workers: int | None = None
) -> Answer:
    """Why a plan is as it is: what forcing the other thing costs and whom, which limit stops it, or a free choice.

    Of several wishes (all groups of a wing, then each alone) the first that is possible is the last that is tried.
    """
    if question.plain:
        return Answer(asked=question.asked, plain=question.plain)
    return Answer(asked=question.asked, forced=list(_each(today, plan, question, places, seconds, workers)))


def _each(
    today: Today, plan: Plan, question: Question, places: Places, seconds: float, workers: int | None
) -> Iterator[Forced]:
    ends = time.monotonic() + seconds
    wishes = question.wishes[:MOST_WISHES]
    for number, wish in enumerate(wishes):
        left = (ends - time.monotonic()) / (len(wishes) - number)
        found = _force(today, plan, wish, places, max(0.1, left), workers)
        yield found
        if found.status not in ("impossible", "could not tell"):
            return


def _force(today: Today, plan: Plan, wish: Wish, places: Places, seconds: float, workers: int | None) -> Forced:
    from regime import api

    ends = time.monotonic() + seconds
    forced = _pinned(today, wish)
    try:
        asked = Asked(forced, seconds / 2, workers or 1)
        if not asked.possible(twice=True):
            return Forced(wish=wish.says, status="impossible", clash=_clash(today, forced, asked, places))
        again = api.as_good(forced, plan, max(0.1, ends - time.monotonic()), workers)
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
