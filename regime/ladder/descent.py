"""The run: rung after rung from the full profile down, each kept to what the proved rungs above have dropped."""

from __future__ import annotations

import datetime
import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from regime.asked import refuse_wrong, several
from regime.changes import as_planned
from regime.clock import Weekday
from regime.errors import NoPlanInTime
from regime.explain.clash import TimeUp
from regime.ladder.profile import Profile
from regime.ladder.result import Ladder, Rung
from regime.ladder.search import Found, Limits, Search
from regime.ladder.way_down import Way, way_down
from regime.plan import Change
from regime.plan_file import json_of
from regime.prison import Prison
from regime.today import Today
from regime.whatif.again import AGAIN, refused, taken_up
from regime.whatif.folder import Folder, about
from regime.whatif.sweep import Planning

if TYPE_CHECKING:
    from regime.api import Event

RUNGS = 10
"""Steps from the full profile to the bottom, at most, where it is not said how large they are."""


def ladder(
    prison: Prison,
    *,
    role: str | None = None,
    shifts: str | Sequence[str] = (),
    step: int | None = None,
    weekday: Weekday | None = None,
    date: datetime.date | None = None,
    time_limit: float = 60.0,
    gap: float = 0.01,
    seed: int = 1,
    workers: int | None = None,
    folder: str | os.PathLike[str] | None = None,
    made: Sequence[Change] = (),
    on_rung: Callable[[Rung, int], None] | None = None,
    on_news: Callable[[Planning], None] | None = None,
    stop: threading.Event | None = None,
) -> Ladder:
    """The regime management plan of a day: what runs and what is dropped at each number of officers.

    See ``regime.ladder`` for the rule. Varied are the people of ``role`` (of the one that staffs most landings) on all
    their shifts in proportion, or on some ``shifts`` alone while the others stay as they are; ``step`` of them from one
    rung to the next (so that there are about ten rungs). The lowest rung is the fewest with whom a day is possible.

    ``time_limit`` (seconds) and the other limits are those of one rung (see ``regime.plan``). With ``folder`` each rung
    is kept there at once, and what is there already is not looked for again. ``on_rung`` is told of each rung when it
    is done, and how many are to be planned still, ``on_news`` of what is under way; ``stop`` ends the run with the
    rungs there are. ``made`` are changes that the prison has already.

    Raises ``InputError`` (nobody to vary, a folder of another run, or a day or a limit that is none), ``Impossible``
    (no day even with the full profile), ``NoPlanInTime`` (stopped, or out of time, before the first rung was found)
    and ``NotKept`` (nothing, or a rung, cannot be written into the folder).
    """
    refuse_wrong(
        prison=prison,
        role=role,
        shifts=shifts,
        step=step,
        folder=folder,
        made=made,
        weekday=weekday,
        date=date,
        time_limit=time_limit,
        gap=gap,
        seed=seed,
        workers=workers,
        on_rung=on_rung,
        on_news=on_news,
        stop=stop,
    )
    begun = time.monotonic()
    today = Today.of(prison, weekday, date)
    profile = Profile.of(today, role, several(shifts))
    stop = stop or threading.Event()
    from solver import Learnt  # not before anything wrong has been told

    search = Search(today, profile, tuple(made), Limits(time_limit, gap, seed, workers), stop, Learnt())
    try:
        way = way_down(profile, search.in_patrol_state, search.limits.cores, stop)
    except TimeUp:
        raise NoPlanInTime(time.monotonic() - begun, interrupted=True) from None
    numbers = _numbers(way, step)
    kept = Folder(Path(folder), _about(today, profile, numbers, search.limits), "ladder.json") if folder else None
    # All of it now: a damaged file is no news after minutes.
    taken = {number: up for number in numbers if (up := _taken_up(search.today, way.at(number), kept, _key(number)))}
    to_plan = [number for number in numbers if number not in taken]
    rungs: list[Found] = []
    without: list[int] = []
    for place, number in enumerate(numbers, start=1):

        def told(event: Event | None, place: int = place, number: int = number) -> None:
            if on_news is not None:
                left = sum(each <= number for each in to_plan)
                on_news(Planning(str(number), place, len(numbers), left, event))

        found = taken.get(number) or _found(search, number, way.at(number), rungs, kept, told)
        if found is not None:
            rungs.append(found)
            if on_rung is not None:
                on_rung(search.told(rungs)[-1], sum(each < number for each in to_plan))
        elif stop.is_set():
            break
        else:
            without.append(number)
    if not rungs:
        raise NoPlanInTime(time.monotonic() - begun, interrupted=stop.is_set())
    search.carry_up(rungs)
    return Ladder(
        prison=prison.prison,
        weekday=today.weekday,
        role=profile.role,
        profile=profile.full,
        usual=profile.usual,
        changes=list(made),
        items=search.items,
        bands={name: band.meaning for name, band in prison.bands.items()},
        rungs=search.told(rungs),
        least=list(way.least),
        without=without,
        interrupted=len(rungs) + len(without) < len(numbers),
    )


def _numbers(way: Way, step: int | None) -> list[int]:
    step = step or max(1, -(-len(way.taken) // RUNGS))
    return [*range(way.full, way.lowest, -step), way.lowest]


def _found(
    search: Search,
    officers: int,
    there: dict[str, int],
    rungs: Sequence[Found],
    folder: Folder | None,
    told: Callable[[Event | None], None],
) -> Found | None:
    """The rung with so many people as it is planned, and kept; none if it was not found, or not to the end."""
    told(None)
    found = search.planned(there, rungs, told)
    if found is None or search.stop.is_set():
        return None
    if folder:
        folder.keep(_key(officers), found.model_dump_json(indent=2))
    return found


def _key(officers: int) -> str:
    """What a rung is kept under."""
    return f"rung-{officers}"


def _taken_up(today: Today, there: dict[str, int], folder: Folder | None, key: str) -> Found | None:
    """The rung that an earlier run has kept, if any. Raises ``InputError`` where it cannot be used."""
    if folder is None or (kept := folder.find(key)) is None:
        return None
    text, name = kept
    try:
        found = Found.model_validate(json_of(text, name, AGAIN))
    except ValidationError:
        raise refused(name, "this is no rung of a ladder") from None
    if found.there != there:
        raise refused(name, "this rung is for other numbers of officers")
    day = Today(as_planned(today.prison, found.plan), today.weekday, today.date)
    return found.model_copy(update={"plan": taken_up(day, found.plan, name)})


def _about(today: Today, profile: Profile, numbers: Sequence[int], limits: Limits) -> dict[str, object]:
    """What a folder holds results of."""
    day = f"{today.weekday} {today.date or ''}".strip()
    varied = {"shifts": f"{profile.role}: {', '.join(profile.varied)}", "rungs": list(numbers)}
    return about(today.prison, day, limits.seconds, limits.gap, limits.seed, **varied)
