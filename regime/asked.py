"""What may be asked for: of which prison, what and how. Whatever else is given is refused before any work.

Where a list of texts is taken, a single text stands for a list of it: ``several``.
"""

from __future__ import annotations

import datetime
import os
import reprlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue, TypeAdapter, ValidationError

from regime.clock import WEEKDAYS, Weekday, another_weekday
from regime.ladder.result import Ladder
from regime.plan import Change, Plan
from regime.prison import Prison
from regime.problems import Code, InputError, Problem, quoted
from regime.whatif.result import WhatIf

LONGEST = 1_000_000
"""Seconds that a search may take: eleven days."""
MOST_WORKERS = 256
"""Processor cores for one search, above what the machines have that a day is planned on. Each takes memory."""
LARGEST_SEED = 999_999_999
SETTINGS = TypeAdapter(dict[str, JsonValue])


@dataclass(frozen=True)
class Limit:
    """What one argument has to be."""

    holds: Callable[[Any], bool]
    must_be: str
    like: str


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _all(sort: type, values: object) -> bool:
    return isinstance(values, Sequence) and all(isinstance(value, sort) for value in values)


def _by_name(value: object) -> bool:
    return isinstance(value, Mapping) and len(value) > 0 and _all(str, [*value]) and _all(Plan, [*value.values()])


def _settings(value: object) -> bool:
    try:
        SETTINGS.validate_python(value)
    except ValidationError:
        return False
    return True


def _learnt(value: object) -> bool:
    from solver import Learnt  # imported by whoever has one

    return isinstance(value, Learnt)


def _texts(like: str) -> Limit:
    return Limit(lambda value: _all(str, value), "a text, or a list of texts", like)


def _path(value: object) -> bool:
    return isinstance(value, (str, os.PathLike))


def _a(sort: type, must_be: str, like: str) -> Limit:
    return Limit(lambda value: isinstance(value, sort), must_be, like)


TIME_LIMIT = Limit(lambda value: _number(value) and 0 < value <= LONGEST, f"seconds above 0, {LONGEST:,} at most", "60")
GAP = Limit(lambda value: _number(value) and 0 <= value <= 1, "a share from 0 to 1", "0.005 for 0.5%")
SEED = Limit(
    lambda value: _whole(value) and 0 <= value <= LARGEST_SEED, f"a whole number from 0 to {LARGEST_SEED:,}", "1"
)
WORKERS = Limit(
    lambda value: _whole(value) and 1 <= value <= MOST_WORKERS, f"a whole number from 1 to {MOST_WORKERS}", "2"
)
WEEKDAY = Limit(lambda value: value in WEEKDAYS, f"one of {', '.join(WEEKDAYS)}", '"fri"')
DATE = Limit(
    lambda value: isinstance(value, datetime.date) and not isinstance(value, datetime.datetime),
    "a date without a time",
    "datetime.date(2026, 11, 23)",
)
PRISON = _a(Prison, "a prison that was loaded", 'load("prison.yaml")')
PLAN = _a(Plan, "a plan", "plan(prison)")
PLANS = Limit(_by_name, "one plan or more by name", '{"monday": plan(prison)}')
TEXT = Limit(lambda value: isinstance(value, str) and value != "", "a name", '"officers"')
CHANGES = Limit(lambda value: _all(Change, value), "changes, as a plan lists those it was made with", "plan.changes")
STEP = Limit(lambda value: _whole(value) and value >= 1, "a whole number, 1 or more", "2")
FILE = Limit(_path, "the name of a file", '"prison.yaml"')
FOLDER = Limit(lambda value: _path(value) and os.fspath(value) != "", "the name of a folder", '"what-if"')
YES_OR_NO = _a(bool, "True or False", "True")
RUN = _a(WhatIf, "a what-if run", "what_if(prison, vary=...)")
LADDER = _a(Ladder, "a ladder", "ladder(prison)")
NEWS = Limit(callable, "something that can be called", "print")
STOP = _a(threading.Event, "an event that can be set", "threading.Event()")
LIMITS = {
    "path": FILE,
    "prison": PRISON,
    "plan": PLAN,
    "plan_to_evaluate": PLAN,
    "first": PLAN,
    "second": PLAN,
    "plans": PLANS,
    "against": PLAN,
    "start": PLAN,
    "learnt": Limit(_learnt, "what searches have learnt", "solver.Learnt()"),
    "weekday": WEEKDAY,
    "date": DATE,
    "time_limit": TIME_LIMIT,
    "gap": GAP,
    "seed": SEED,
    "workers": WORKERS,
    "role": TEXT,
    "shifts": _texts('["early", "late"]'),
    "step": STEP,
    "vary": _texts('"staff.early.officers=-2..+2"'),
    "scenarios": _texts('"gym closed"'),
    "why": _texts('"gym empty at 15:15"'),
    "documents": _texts('["wings", "staff"]'),
    "made": CHANGES,
    "settings": Limit(_settings, "values by path, as they are in the file", '{"staff.early.officers": "+2"}'),
    "folder": FOLDER,
    "run": RUN,
    "found": LADDER,
    "reproducible": YES_OR_NO,
    "compare": YES_OR_NO,
    "explain": YES_OR_NO,
    "on_event": NEWS,
    "on_point": NEWS,
    "on_news": NEWS,
    "on_worth": NEWS,
    "on_rung": NEWS,
    "on_found": NEWS,
    "stop": STOP,
}
LEFT_OUT = (
    "plan", "against", "start", "learnt", "weekday", "date", "workers", "role", "step", "vary", "documents", "folder",
    "run", "on_event", "on_point", "on_news", "on_worth", "on_rung", "stop",
)  # fmt: skip
"""What need not be given."""


def refuse_wrong(**given: object) -> None:
    """Raise ``InputError`` with everything that is wrong of the ``LIMITS`` that are given."""
    asked: dict[str, Any] = {name: value for name, value in given.items() if value is not None or name not in LEFT_OUT}
    problems = [_wrong(name, value) for name, value in asked.items() if not LIMITS[name].holds(value)]
    date, weekday = asked.get("date"), asked.get("weekday")
    if not problems and date is not None and weekday is not None and (told := another_weekday(date, weekday)):
        problems.append(Problem("date", 0, 0, Code.WRONG_VALUE, *told))
    if problems:
        raise InputError(problems)


def refuse_another(prison: Prison, what: str, of: str) -> None:
    """Raise ``InputError`` where something is of another prison than the one that is given with it."""
    if of != prison.prison:
        said = f"{what} is of {quoted(of)}, and the prison is {quoted(prison.prison)}"
        raise InputError([Problem(what, 0, 0, Code.WRONG_VALUE, said, "both of one prison.")])


def refuse_another_day(weekday: Weekday, what: str, of: Weekday) -> None:
    """Raise ``InputError`` where a published plan is of another day of the week than the one that is planned."""
    if of != weekday:
        said = f"it is of another day of the week: {quoted(of)}, and {quoted(weekday)} is to be planned"
        try_ = f"a published plan of {weekday}, or {of} as the day that is planned (--weekday {of})."
        raise InputError([Problem(what, 0, 0, Code.WRONG_VALUE, said, try_)])


def several(texts: str | Sequence[str]) -> list[str]:
    """A list of texts; one text alone is not read letter by letter."""
    return [texts] if isinstance(texts, str) else list(texts)


def _wrong(name: str, value: object) -> Problem:
    what = f"{name} is {reprlib.repr(value)}, but must be {LIMITS[name].must_be}"
    return Problem(name, 0, 0, Code.WRONG_VALUE, what, f"{LIMITS[name].like}.")
