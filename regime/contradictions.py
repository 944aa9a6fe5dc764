"""Where a plan contradicts itself, whatever the prison: nobody can be told that, or keep near to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from regime.clock import another_weekday
from regime.plan import Plan
from regime.problems import Code, InputError, Problem, quoted, shortened, visible

_Told = tuple[Code, str, str]
"""What is wrong, and what to try."""


def refuse_contradicting(plan: Plan, name: str) -> None:
    """Raise ``InputError`` with everything in which a plan contradicts itself; ``name`` stands for its file."""
    if told := [*_another_day(plan), *_listed_again(plan), *_at_once(plan), *_too_many(plan)]:
        raise InputError(Problem(visible(name), 0, 0, *each) for each in told)


def _another_day(plan: Plan) -> Iterator[_Told]:
    if plan.date is not None and (told := another_weekday(plan.date, plan.weekday)):
        yield Code.WRONG_VALUE, *told


def _listed_again(plan: Plan) -> Iterator[_Told]:
    for group, listed in Counter(day.group for day in plan.groups).items():
        if listed > 1:
            yield Code.DUPLICATE, f"the group {quoted(group)} is listed {listed} times", "one of them."


def _at_once(plan: Plan) -> Iterator[_Told]:
    for day in plan.groups:
        for one, other in pairwise(sorted(day.unlocked, key=lambda stretch: stretch.time.start)):
            if one.time.overlaps(other.time):
                has, beside = (f"{shortened(stretch.on_wing)} {stretch.time}" for stretch in (other, one))
                what = f"the group {quoted(day.group)} has {has} while it has {beside}"
                yield Code.WRONG_VALUE, what, "times that do not overlap."


def _too_many(plan: Plan) -> Iterator[_Told]:
    sizes = {day.group: day.size for day in plan.groups}
    for session in plan.sessions:
        for group, there in session.people.items():
            if there > sizes.get(group, there):
                held = f"{shortened(session.activity)} {session.time}"
                what = f"{there} of the group {quoted(group)} go to {held}, and it has {sizes[group]} people"
                yield Code.WRONG_VALUE, what, f"{sizes[group]} at the most."
