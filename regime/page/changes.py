"""What is different from a published plan: unlocks and on-wing times by group, and sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from regime.comparing import SessionChange, changed_sessions
from regime.page.words import names
from regime.plan import Plan
from regime.spans import without

NOTHING = "Nothing: unlocks and sessions are the same, and no on-wing time is gone or new."


def changes(plan: Plan, published: Plan) -> RenderableType:
    """A line for each group (or groups alike) with other unlocks or on-wing times, and what moves, starts or is
    cancelled."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for groups, said in unlock_changes(plan, published):
        table.add_row(names(groups, 30), said)
    for title, said in session_changes(plan, published):
        table.add_row(Text(title, style="yellow"), said)
    if not table.row_count:
        return Text(NOTHING, style="green")
    return table


def unlock_changes(plan: Plan, published: Plan) -> list[tuple[list[str], str]]:
    """Groups alike, and what changes in their unlocks and on-wing times."""
    return [(groups, said) for said, groups in _unlocks(plan, published).items()]


def session_changes(plan: Plan, published: Plan) -> list[tuple[str, str]]:
    """``Moved``, ``Started`` and ``Cancelled``, with the sessions."""
    titled: dict[str, list[SessionChange]] = {"Moved": [], "Started": [], "Cancelled": []}
    for change in changed_sessions(published, plan):
        titled["Moved" if change.was else "Started" if change.started else "Cancelled"].append(change)
    return [(title, "; ".join(_by_activity(sessions))) for title, sessions in titled.items() if sessions]


def _unlocks(plan: Plan, published: Plan) -> dict[str, list[str]]:
    """What changes -> the groups for which it does."""
    before, now = ({day.group: day.unlocked for day in each.groups} for each in (published, plan))
    found: dict[str, list[str]] = {}
    for group in dict.fromkeys([*now, *before]):
        was, is_ = before.get(group, ()), now.get(group, ())
        then, today = ([stretch.time for stretch in each] for each in (was, is_))
        had, has = (dict.fromkeys(stretch.on_wing for stretch in each) for each in (was, is_))
        parts = [
            ("also unlocked", without(today, then)),
            ("no longer", without(then, today)),
            ("now without", [time for time in had if time not in has]),
            ("now with", [time for time in has if time not in had]),
        ]
        said = "; ".join(f"{what} {', '.join(map(str, which))}" for what, which in parts if which)
        if said:
            found.setdefault(said, []).append(group)
    return found


def _by_activity(sessions: Iterable[SessionChange]) -> Iterator[str]:
    times: dict[str, list[str]] = {}
    for each in sessions:
        times.setdefault(each.activity, []).append(f"{each.was} to {each.time}" if each.was else str(each.time))
    for activity, spans in times.items():
        yield f"{activity} {', '.join(spans)}"
