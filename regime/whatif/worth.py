"""What one more or one fewer of each thing is worth today: each is planned again from the day as it is."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from regime.changes import changed
from regime.clock import Weekday, clock
from regime.errors import Impossible, NoPlanInTime
from regime.plan import Line, Plan
from regime.prison import Prison
from regime.problems import InputError
from regime.today import Today
from regime.whatif.result import value_of

MORE_PLACES = 10
MORE_MINUTES = 30
FULL = 99.5
"""Per cent of its places used above which an activity counts as full."""


class Worth(Line):
    """What one change is worth, in person-hours of the value a day: not less than ``least``, not more than ``most``."""

    what: str
    path: str
    value: JsonValue
    free: bool = False
    """Whether it costs nothing: the same people at other times."""
    least: float | None = None
    most: float | None = None
    failed: str | None = None
    """Why nothing can be said."""


class Worths(Line):
    """Everything that was looked at, what is worth most first."""

    prison: str
    base: Plan
    each: list[Worth]
    interrupted: bool = False


@dataclass(frozen=True)
class _Thing:
    what: str
    path: str
    value: JsonValue
    free: bool = False
    looser: bool = True


def worth(
    prison: Prison,
    *,
    weekday: Weekday | None = None,
    date: datetime.date | None = None,
    time_limit: float = 20.0,
    gap: float = 0.01,
    seed: int = 1,
    workers: int | None = None,
    on_worth: Callable[[Worth], None] | None = None,
    stop: threading.Event | None = None,
) -> Worths:
    """What more or fewer of each thing would be worth on a day; ``time_limit`` (seconds) is that of each search.

    The interval of a change lies between what its plan has more than the day as it is can have, and the other way
    round. Nothing can be said where an entitlement falls short. Raises ``Impossible`` and ``NoPlanInTime`` if there is
    no plan of the day as it is.
    """
    from regime import api

    today = Today.of(prison, weekday, date)
    stop = stop or threading.Event()

    def planned(about: Prison, start: Plan | None) -> Plan:
        return api.plan(
            about,
            weekday=today.weekday,
            date=today.date,
            time_limit=time_limit,
            gap=gap,
            seed=seed,
            workers=workers,
            start=start,
            stop=stop,
        )

    base = planned(prison, None)
    each: list[Worth] = []
    things = list(_things(today, base))
    for thing in things:
        if stop.is_set():
            break
        line = Worth(what=thing.what, path=thing.path, value=thing.value, free=thing.free)
        try:
            after = planned(changed(prison, {thing.path: thing.value})[0], base)
        except (InputError, Impossible, NoPlanInTime) as error:
            line = line.model_copy(update={"failed": str(error).splitlines()[0]})
        else:
            line = _between(line, base, after, looser=thing.looser)
        if not stop.is_set():
            each.append(line)
            if on_worth is not None:
                on_worth(line)
    each.sort(key=lambda line: (line.most is None, -(line.most or 0) - (line.least or 0)))
    return Worths(prison=prison.prison, base=base, each=each, interrupted=len(each) < len(things))


def _between(line: Worth, base: Plan, after: Plan, *, looser: bool) -> Worth:
    was, now = value_of(base), value_of(after)
    if was is None or now is None or base.shortfalls or after.shortfalls:
        return line.model_copy(update={"failed": "an entitlement is not met in full"})
    least, most = (now.value - was.bound) / 60, (now.bound - was.value) / 60
    # Whoever is there more may be spare: a looser day is never worth less, a tighter one never more.
    return line.model_copy(
        update={"least": max(least, 0.0) if looser else least, "most": most if looser else min(most, 0.0)}
    )


def _things(today: Today, base: Plan) -> Iterator[_Thing]:
    prison = today.prison
    for crew in today.crews:
        if crew.people:
            label = prison.roles[crew.role].label or crew.role
            path = f"{_step('staff')}.{_step(crew.shift)}.{_step(crew.role)}"
            yield _Thing(f"one more {label} on {crew.shift}", path, "+1")
            yield _Thing(f"one {label} fewer on {crew.shift}", path, "-1", looser=False)
    for name in dict.fromkeys(crew.shift for crew in today.crews):
        for number, rest in enumerate(prison.staff[name].breaks):
            wider = f"{clock(rest.between.start)}-{clock(min(24 * 60, rest.between.end + MORE_MINUTES))}"
            path = f"staff.{_step(name)}.breaks.{number}.between"
            yield _Thing(f"breaks of {name} half an hour later at the latest", path, wider, free=True)
    full = [use.activity for use in base.figures.places if use.used_percent > FULL] if base.figures else []
    for name in full:
        yield _Thing(f"{MORE_PLACES} more places in {name}", f"activities.{_step(name)}.places", f"+{MORE_PLACES}")
    for name, route in today.routes.items():
        if route.people is not None:
            what = f"{MORE_PLACES} more people in a movement on {name}"
            yield _Thing(what, f"routes.{_step(name)}.people", f"+{MORE_PLACES}")


def _step(name: str) -> str:
    return f'"{name}"' if "." in name else name
