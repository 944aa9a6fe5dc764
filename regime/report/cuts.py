"""What was cut, gathered for the governor's page: a figure, and the shortfalls that are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from regime.figures.cuts import Cut
from regime.page.cuts import PLAN_AGAIN, but_for
from regime.page.headline import Answer
from regime.page.words import count
from regime.picture import DayPicture
from regime.plan import Shortfall
from regime.proved import avoidable
from regime.shortfalls import uncounted


def cut_answer(picture: DayPicture, cut: Sequence[Cut]) -> Answer:
    """How much was cut, in a figure and a sentence."""
    plan = picture.plan
    groups = Counter(short.entitlement for short in plan.shortfalls)
    short = [f"{entitlement} short for {count(n, 'group')}" for entitlement, n in groups.items()]
    unproved = avoidable(plan)
    of = "" if len(unproved) == len(groups) else f"{', '.join(unproved)} "
    said = ", ".join(short) or f"every entitlement is met{but_for(picture)}"
    said += f"; {of}{PLAN_AGAIN}" if unproved else ""
    if not cut:
        return Answer("Cut", "No session" if short else "Nothing", f"; {said}")
    wanting = sum(1 for each in cut if each.missing)
    never = sum(1 for each in cut if each.never)
    why = [f"too few staff are spare for {_of(wanting, len(cut))}"] if wanting else []
    why += [f"no plan could run {_of(never, len(cut))}"] if never else []
    return Answer("Cut", count(len(cut), "session"), f"; {', '.join(why) or 'not for want of staff'}; {said}")


def _of(some: int, of: int) -> str:
    """Some of the sessions that are cut: ``it``, ``them``, ``2 of them``."""
    return f"{some} of them" if some < of else "it" if of == 1 else "them"


def shortfalls_alike(picture: DayPicture) -> list[tuple[Shortfall, int, list[str]]]:
    """What falls short by how much, with the minutes of it that are planned and do not count; each once with all its
    groups."""
    found: dict[tuple[str, int, int, int], tuple[Shortfall, int, list[str]]] = {}
    for short in picture.plan.shortfalls:
        more = uncounted(picture, short)
        found.setdefault((short.entitlement, short.floor, short.given, more), (short, more, []))[2].append(short.group)
    return list(found.values())
