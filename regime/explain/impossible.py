"""Why no day keeps the rules: what arithmetic shows, the smallest set of lines that clash, and ways out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from regime.checker.wording import wing_called
from regime.errors import Impossible, NoPlanInTime
from regime.explain.before import before
from regime.explain.changing import Edit, edited, value_at
from regime.explain.clash import Asked, TimeUp, impossible, smallest, when_locked_up
from regime.explain.places import Places
from regime.explain.result import NO_WAY_OUT, NOT_PLANNED, STOPPED, Change, Clash, Explanation, Part, Reason, WayOut
from regime.explain.terms import Term, terms
from regime.explain.ways_out import Found, ways_out
from regime.paths import dotted
from regime.problems import Code
from regime.today import Today

FIRST = 20.0
"""Seconds in which the clash is looked for, at most."""

PLANNED = 8.0
"""Seconds for the plan that proves a way out, at most."""

MOST_WAYS_OUT = 3


def reasons(today: Today, places: Places) -> list[Reason]:
    """What arithmetic shows of a day."""
    return [
        Reason.model_validate(
            {
                "code": str(found.finding.code),
                "says": found.finding.what,
                "try": found.finding.advice(),
                "place": places.of(found.finding.at),
                "impossible": found.impossible,
            }
        )
        for found in before(today)
    ]


def why_impossible(
    today: Today,
    places: Places,
    seconds: float,
    workers: int | None = None,
    *,
    ways: int = MOST_WAYS_OUT,
    on_found: Callable[[Explanation], None] = lambda so_far: None,
    stop: threading.Event | None = None,
) -> Explanation:
    """Whether a day is possible; if not why, and at most so many ``ways`` out.

    ``on_found`` is called with what is known so far: as soon as it is proved that the day is impossible, with the
    clash, and with each way out. That is the answer once ``stop`` is set.
    """
    stop = stop or threading.Event()
    ends = time.monotonic() + seconds
    first = time.monotonic() + min(FIRST, seconds)
    known = reasons(today, places)
    try:
        day = impossible(today, first - time.monotonic(), workers or 1, stop)
    except TimeUp:
        return Explanation(status="could not tell", reasons=known, interrupted=stop.is_set())
    if day is None:
        return Explanation(status="possible", reasons=known)
    on_found(Explanation(status="impossible", reasons=known))
    asked = Asked(day, first - time.monotonic(), workers or 1, stop)
    parts, small = smallest(asked, _in_order(terms(day), known))
    clash = Clash(parts=[_part(term, places) for term in parts], smallest=small, when=when_locked_up(today))
    so_far = Explanation(status="impossible", reasons=known, clash=clash)
    on_found(so_far)
    time_up = False
    left = max(0.1, (ends - time.monotonic()) / 2)
    try:
        for found in ways_out(today, parts, left, workers or 1, stop) if ways else ():
            changes = [_change(today, edit, places) for edit in found.edits]
            try:
                way = _proved(today, found, changes, min(PLANNED, ends - time.monotonic()), workers, stop)
            except NoPlanInTime as error:
                if not error.interrupted:
                    so_far = so_far.model_copy(update={"not_planned": [*so_far.not_planned, changes]})
                way = None
            if way is not None:
                so_far = so_far.model_copy(update={"ways_out": [*so_far.ways_out, way]})
                on_found(so_far)
            if len(so_far.ways_out) == ways:
                break
            if time_up := time.monotonic() > ends or stop.is_set():
                break
    except TimeUp:
        time_up = True
    return so_far.model_copy(update={"time_up": time_up and not stop.is_set(), "interrupted": stop.is_set()})


def _in_order(every: Sequence[Term], known: Sequence[Reason]) -> list[Term]:
    """The terms as they are to be left out: breaks first where arithmetic needs none, so that both tell one story."""
    without = any(reason.impossible and reason.code == Code.TOO_FEW_ON_DUTY for reason in known)
    return sorted(every, key=lambda term: "breaks" not in term.at) if without else list(every)


def _part(term: Term, places: Places) -> Part:
    return Part(rule=term.rule, says=term.says, place=places.of(term.at))


def _proved(
    today: Today, found: Found, changes: list[Change], seconds: float, workers: int | None, stop: threading.Event
) -> WayOut | None:
    """The edits as a way out, once a plan of the day with them has been made and checked; none where no day keeps the
    rules with them either. Raises ``NoPlanInTime``."""
    from regime import api

    if seconds <= 0:
        raise NoPlanInTime(0.0)
    prison = edited(today.prison, found.edits)
    try:
        plan = api.plan(
            prison,
            weekday=today.weekday,
            date=today.date,
            time_limit=seconds,
            workers=workers,
            explain=False,
            stop=stop,
        )
    except Impossible:
        return None
    assert plan.figures is not None
    assert plan.proof is not None
    stopped = plan.proof.stopped == "interrupted"
    return WayOut(changes=changes, least=found.least, out_of_cell=plan.figures.out_of_cell, interrupted=stopped)


def _change(today: Today, edit: Edit, places: Places) -> Change:
    was = value_at(today.prison, edit.at)
    if edit.value is None:
        return Change(says=f"leave out {dotted(edit.at)}", place=places.of(edit.at), was=_shown(was), now="")
    says = f"{_named(today, edit.at)}: {_shown(edit.value)} instead of {_shown(was)}"
    if isinstance(edit.value, int) and isinstance(was, int) and not isinstance(edit.value, bool):
        more = edit.value - was
        says += f" ({abs(more)} {'more' if more > 0 else 'fewer'})"
        if edit.at[0] == "wings" and not edit.value:
            says += "; nobody would watch it then"
    return Change(says=says, place=places.of(edit.at), was=_shown(was), now=_shown(edit.value))


def _named(today: Today, at: Sequence[str | int]) -> str:
    """The place in people's words: ``officers on shift late``, ``officers at the post gate``, else as it is written."""
    match list(at):
        case ["staff", shift, "staff", str(role)] if role in today.prison.in_post:
            return f"{role.replace('_', ' ')} on shift {shift} beside those in post"
        case ["staff", shift, "staff", str(role)]:
            return f"{role.replace('_', ' ')} on shift {shift}"
        case ["staff", shift, "breaks", _, "between"]:
            return f"the break of shift {shift} between"
        case ["posts", post, "staff", str(role)]:
            return f"{role.replace('_', ' ')} at the post {post}"
        case ["wings", str(wing), "staffing", "locked"]:
            role = today.wings[wing].staffing.role
            return f"{role.replace('_', ' ')} for {wing_called(wing)} while it is locked up"
        case _:
            return dotted(tuple(at))


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_shown(part)}" for key, part in value.items()) or "none"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_shown, value)) or "none"
    return "none" if value is None else str(value)


def sentences(explained: Explanation) -> Iterator[str]:
    """The explanation line by line, as people read it."""
    plain = any(reason.impossible for reason in explained.reasons)
    if explained.status == "could not tell" and not plain:
        in_time = "" if explained.interrupted else " in time"
        yield f"It could not be told{in_time} what stands in the way, nor proved in a second way that anything does."
    yield from (f"{reason.says[:1].upper()}{reason.says[1:]}." for reason in explained.reasons if reason.impossible)
    clash = explained.clash
    if clash is not None:
        if not plain:
            yield from clash.when
        if clash.tells:
            yield "These cannot hold together" + (
                "; without any one of them the others could:" if clash.smallest else " (fewer of them may do):"
            )
            yield from (f"  {part.rule:<18} {part.says}  {part.place}" for part in clash.parts)
    if explained.ways_out:
        yield "Ways out, each planned and checked:"
    for letter, way in zip("ABCDEFGH", explained.ways_out, strict=False):
        for number, change in enumerate(way.changes):
            yield f"  {letter if not number else ' '}  {change.says}  {change.place}"
    for changes in explained.not_planned:
        yield NOT_PLANNED
        yield from (f"     {change.says}  {change.place}" for change in changes)
    if explained.time_up and not explained.ways_out:
        yield NO_WAY_OUT
    if explained.interrupted:
        yield STOPPED
    elif explained.proved_once:
        yield "That could not be proved in a second way in time: give it longer (--time-limit)."
