"""What was cut, gathered for the governor's page: a figure, the sessions and the shortfalls that are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from regime.figures.cuts import Cut
from regime.page.headline import Answer
from regime.page.words import count
from regime.plan import Plan, Shortfall


def alike(cut: Sequence[Cut]) -> dict[str, list[Cut]]:
    """What it would take -> the sessions that would take it, those at the same time together."""
    found: dict[str, list[Cut]] = {}
    for each in sorted(cut, key=lambda c: (not c.missing, c.time.start)):
        found.setdefault(each.words, []).append(each)
    return found


def cut_answer(plan: Plan, cut: Sequence[Cut]) -> Answer:
    """How much was cut, in a figure and a sentence."""
    groups = Counter(short.entitlement for short in plan.shortfalls)
    short = [f"{entitlement} short for {count(n, 'group')}" for entitlement, n in groups.items()]
    said = ", ".join(short) or "every entitlement is met"
    if not cut:
        return Answer("Cut", "No session" if short else "Nothing", f"; {said}")
    wanting = sum(1 for each in cut if each.missing)
    why = f"{wanting} of them for want of staff" if wanting else "none of them for want of staff"
    return Answer("Cut", count(len(cut), "session"), f"; {why}; {said}")


def shortfalls_alike(plan: Plan) -> list[tuple[Shortfall, list[str]]]:
    """What falls short by how much, each once with all its groups."""
    found: dict[tuple[str, int, int], tuple[Shortfall, list[str]]] = {}
    for short in plan.shortfalls:
        found.setdefault((short.entitlement, short.floor, short.given), (short, []))[1].append(short.group)
    return list(found.values())
