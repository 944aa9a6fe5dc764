"""What one more or one fewer of each thing is worth today: each is planned again from the day as it is."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Sequence

from pydantic import Field, JsonValue

from regime.asked import refuse_wrong
from regime.changes import changed
from regime.clock import Weekday
from regime.errors import Impossible, NoPlanInTime
from regime.line import Line
from regime.plan import Change, Plan
from regime.prison import Prison
from regime.problems import Code, InputError, Problem
from regime.proved import found_little, known, nothing_proved
from regime.today import Today
from regime.whatif.result import value_of
from regime.whatif.things import things


class Worth(Line):
    """What one change is worth, in person-hours of the value a day: not less than ``least``, not more than ``most``."""

    what: str
    path: str
    value: JsonValue
    free: bool = False
    """Whether it costs nothing: the same people at other times."""
    least: float | None = None
    most: float | None = None
    found_little: bool = False
    """Whether a better day with the change may well exist, so that the range is wide (see ``regime.proved``)."""
    failed: str | None = None
    """Why nothing can be said."""


class Worths(Line):
    """Everything that was looked at, what is worth most first."""

    prison: str
    changes: list[Change] = Field(default_factory=list)
    """What was changed in the prison file before."""
    base: Plan
    each: list[Worth]
    interrupted: bool = False
    failed: str | None = None
    """Why nothing at all was looked at."""


def worth(
    prison: Prison,
    *,
    weekday: Weekday | None = None,
    date: datetime.date | None = None,
    time_limit: float = 20.0,
    gap: float = 0.01,
    seed: int = 1,
    workers: int | None = None,
    made: Sequence[Change] = (),
    on_worth: Callable[[Worth, int, int], None] | None = None,
    stop: threading.Event | None = None,
) -> Worths:
    """What more or fewer of each thing would be worth on a day; ``time_limit`` (seconds) is that of each search.

    ``on_worth`` is told of each change, how many were looked at, and of how many.
    ``made`` are changes that the prison has already.
    The interval of a change lies between what the best day found with it has more than the day as it is can have, and
    the other way round. Nothing can be said where an entitlement falls short; where one does in the day as it is,
    nothing else is looked at. Raises ``InputError`` where another goal than the entitlements comes before the value and
    for a day or a limit that is none, and ``Impossible`` and ``NoPlanInTime`` if there is no plan of the day as it is.
    """
    from regime import api

    refuse_wrong(
        prison=prison,
        made=made,
        weekday=weekday,
        date=date,
        time_limit=time_limit,
        gap=gap,
        seed=seed,
        workers=workers,
        on_worth=on_worth,
        stop=stop,
    )
    _refuse_other_goals(prison)
    today = Today.of(prison, weekday, date)
    from solver import Learnt  # not before anything wrong has been told

    stop, learnt = stop or threading.Event(), Learnt()

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
            learnt=learnt,
            stop=stop,
        )

    base = planned(prison, None)
    if (failed := _says_nothing(base)) is not None:
        return Worths(
            prison=prison.prison, changes=list(made), base=base, each=[], interrupted=stop.is_set(), failed=failed
        )
    each: list[Worth] = []
    every = list(things(today, base))
    for thing in every:
        if stop.is_set():
            break
        line = Worth(what=thing.what, path=thing.path, value=thing.value, free=thing.free)
        try:
            after = planned(changed(prison, {thing.path: thing.value})[0], base)
        except (InputError, Impossible, NoPlanInTime) as error:
            line = line.model_copy(update={"failed": str(error).splitlines()[0]})
        else:
            line = _between(line, base, after, thing.looser)
        if not stop.is_set():
            each.append(line)
            if on_worth is not None:
                on_worth(line, len(each), len(every))
    each.sort(key=lambda line: (line.most is None, -(line.most or 0) - (line.least or 0)))
    return Worths(prison=prison.prison, changes=list(made), base=base, each=each, interrupted=len(each) < len(every))


def _refuse_other_goals(prison: Prison) -> None:
    """Refuse an order of goals in which more of the value says nothing: see ``value_of``."""
    first = next((goal.goal for goal in prison.goals_in_order if goal.goal != "shortfalls"), None)
    if first != "value":
        what = "only entitlements may come before the value where it is asked what a change is worth"
        raise InputError([Problem("goals", 0, 0, Code.WRONG_VALUE, what, '--set "goals=[shortfalls, value]".')])


def _says_nothing(base: Plan) -> str | None:
    """Why no change can be compared with the day as it is."""
    if base.shortfalls:
        missed = ", ".join(dict.fromkeys(shortfall.entitlement for shortfall in base.shortfalls))
        return (
            f"Nothing can be said: the day as it is does not meet every entitlement in full ({missed}), and what a "
            "change is worth is only known between days that do. A longer --time-limit may find a day that does."
        )
    return None


def _between(line: Worth, base: Plan, after: Plan, looser: int) -> Worth:
    was, now = value_of(base), value_of(after)
    assert was is not None
    assert now is not None
    if base.shortfalls or after.shortfalls:
        return line.model_copy(update={"failed": "an entitlement is not met in full"})
    if nothing_proved(was, base.figures) or nothing_proved(now, after.figures):
        return line.model_copy(update={"failed": "nothing is proved yet: give it a longer --time-limit"})
    least = (now.best - known(was, base.figures).bound) / 60
    most = (known(now, after.figures).bound - was.best) / 60
    # What allows every day as it is, and more, is never worth less than nothing; what allows fewer never more.
    return line.model_copy(
        update={
            "least": max(least, 0.0) if looser > 0 else least,
            "most": min(most, 0.0) if looser < 0 else most,
            "found_little": found_little(after),
        }
    )
