"""What is different from a published plan: unlocks by group, and sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from regime.clock import Span
from regime.page.words import names
from regime.plan import Plan
from regime.spans import joined, without


def changes(plan: Plan, published: Plan) -> RenderableType:
    """A line for each group (or groups alike) whose unlocks change, and what starts or is cancelled."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for groups, said in unlock_changes(plan, published):
        table.add_row(names(groups, 30), said)
    for title, said in session_changes(plan, published):
        table.add_row(Text(title, style="yellow"), said)
    if not table.row_count:
        return Text("Nothing: unlocks and sessions are as published.", style="green")
    return table


def unlock_changes(plan: Plan, published: Plan) -> list[tuple[list[str], str]]:
    """Groups alike, and what changes in their unlocks."""
    return [(groups, said) for said, groups in _unlocks(plan, published).items()]


def session_changes(plan: Plan, published: Plan) -> list[tuple[str, str]]:
    """``Started`` and ``Cancelled``, with the sessions."""
    started, cancelled = _running(plan) - _running(published), _running(published) - _running(plan)
    both = (("Started", started), ("Cancelled", cancelled))
    return [(title, "; ".join(_by_activity(sessions))) for title, sessions in both if sessions]


def _unlocks(plan: Plan, published: Plan) -> dict[str, list[str]]:
    """What changes -> the groups for which it does."""
    before, now = _unlocked(published), _unlocked(plan)
    found: dict[str, list[str]] = {}
    for group in dict.fromkeys([*now, *before]):
        was, is_ = before.get(group, ()), now.get(group, ())
        parts = [("also unlocked", without(is_, was)), ("no longer", without(was, is_))]
        said = "; ".join(f"{what} {', '.join(map(str, spans))}" for what, spans in parts if spans)
        if said:
            found.setdefault(said, []).append(group)
    return found


def _unlocked(plan: Plan) -> dict[str, tuple[Span, ...]]:
    return {day.group: joined(stretch.time for stretch in day.unlocked) for day in plan.groups}


def _running(plan: Plan) -> Counter[tuple[str, Span]]:
    return Counter((session.activity, session.time) for session in plan.sessions if session.runs)


def _by_activity(sessions: Iterable[tuple[str, Span]]) -> Iterator[str]:
    times: dict[str, list[str]] = {}
    for activity, time in sessions:
        times.setdefault(activity, []).append(str(time))
    for activity, spans in times.items():
        yield f"{activity} {', '.join(spans)}"
