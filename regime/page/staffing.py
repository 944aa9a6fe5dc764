"""The staff line against its limit: people of each role in use, of those on duty, over the day."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.clock import Span
from regime.page.words import labels, room_for
from regime.plan import Plan, StaffLine

LABEL = 20


def staffing(plan: Plan, width: int) -> RenderableType | None:
    """A row for each role: at the tightest moment of every hour (or two), people in use of those on duty."""
    roles = list(dict.fromkeys(line.role for line in plan.staff))
    if not roles:
        return None
    cells = {role: {hour: _tightest(plan, role, hour) for hour in _bins(plan.hours, 1)} for role in roles}
    widest = max(len(_said(line)) for row in cells.values() for line in row.values())
    called = [role.replace("_", " ") for role in roles]
    room = room_for(called, LABEL, width)
    fitting = (h for h in (1, 2, 3, 4, 6, 8, 12) if len(_bins(plan.hours, h)) * (widest + 1) + room <= width)
    hours = next(fitting, 24)
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("role", no_wrap=True, width=room)
    bins = _bins(plan.hours, hours)
    for each in bins:
        table.add_column(f"{each.start // 60:02d}", justify="right", no_wrap=True)
    for role, name in zip(roles, labels([[name] for name in called], room), strict=True):
        table.add_row(name, *(_cell(_tightest(plan, role, each)) for each in bins))
    every = "hour" if hours == 1 else f"{hours} hours"
    legend = f"in use / on duty at the tightest moment of each {every}; ! nobody is spare"
    return Group(table, Text(legend, style="dim"))


def _bins(hours: Span, length: int) -> list[Span]:
    step = 60 * length
    first = hours.start // 60 * 60
    return [Span.of(at, min(at + step, 24 * 60)) for at in range(first, hours.end, step)]


def _tightest(plan: Plan, role: str, time: Span) -> StaffLine | None:
    lines = [line for line in plan.staff if line.role == role and line.time.overlaps(time)]
    busy = [line for line in lines if _in_use(line)] or lines
    return min(busy, key=lambda line: (line.spare, -line.on_duty), default=None)


def _in_use(line: StaffLine) -> int:
    return line.on_duty - line.spare


def _said(line: StaffLine | None) -> str:
    if line is None or (line.on_duty == 0 and _in_use(line) == 0):
        return "-"
    return f"{_in_use(line)}/{line.on_duty}{'!' if line.spare <= 0 else ''}"


def _cell(line: StaffLine | None) -> Text:
    tight = line is not None and line.on_duty > 0 and line.spare <= 0
    return Text(_said(line), style="yellow" if tight else "default")
