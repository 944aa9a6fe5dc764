"""Models of a few slots, and the question whether a day with something of it decided is possible."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

from solver.day_model import DayModel
from solver.linear import Rows, Sum
from solver.problem import Goal, Group, Problem, Shape, Span, Wing
from solver.run import Run, run


def problem(slots: Sequence[Span], **parts: Any) -> Problem:
    """A problem with one wing of one group of two people, no staff and no rules, but for ``parts``."""
    nothing: dict[str, Any] = {
        "planned": (slots[0][0], slots[-1][1]),
        "wings": (Wing("A", "officers", 0, ((100, 0),)),),
        "groups": (Group("A1", 0, 2),),
        "times": (),
        "activities": (),
        "sessions": (),
        "routes": (),
        "escort": None,
        "crews": (),
        "posts": (),
        "covers": {},
        "floors": (),
        "entitlements": (),
        "goals": (Goal("value"),),
        "shape": Shape(0, 0, 99),
        "locked_slots": frozenset(),
        "apart_wing": frozenset(),
        "apart_room": frozenset(),
        "apart_yard": frozenset(),
        "apart_movement": frozenset(),
    }
    return Problem(slots=tuple(slots), **{**nothing, **parts})


def least(day: DayModel, target: Sum | None, fixed: Mapping[int, int], also: Sequence[Sum] = ()) -> int | None:
    """The least value of ``target`` with variables held at ``fixed`` and ``also`` at nought; none if impossible."""
    rows = Rows(list(day.rows.lower), list(day.rows.upper), day.rows.scopes, list(day.rows.rows))
    for variable, value in fixed.items():
        rows.fix(variable, value)
    for terms in also:
        rows.equal(terms, 0)
    answer = run(rows, target, False, None, Run(60, 1, 1), threading.Event())
    if answer.infeasible:
        return None
    assert answer.values is not None
    assert answer.optimal
    return target.value(answer.values) if target is not None else 0


def possible(day: DayModel, fixed: Mapping[int, int], also: Sequence[Sum] = ()) -> bool:
    """Whether a day with variables held at ``fixed`` keeps every row."""
    return least(day, None, fixed, also) is not None
