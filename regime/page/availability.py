"""The account of staff to read: from those in post to those on duty, and shift by shift."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.availability import Availability, RoleAccount, ShiftStaff
from regime.clock import DAYS


def availability_page(found: Availability) -> RenderableType:
    """A column that adds up for each role with staff in post, then a line for each shift and role."""
    title = Text.assemble((found.prison, "bold"), f"  {found.date or DAYS[found.weekday]}: who is on duty")
    in_post = [role for role in found.roles if role.in_post is not None]
    parts: list[RenderableType] = [title, Text()]
    for role in in_post:
        parts += [_account(role), Text()]
    return Group(*parts, _shifts(found, bool(in_post)), Text(), *_totals(found))


def _account(role: RoleAccount) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(_called(role.role))
    table.add_column("", justify="right")
    table.add_column("people", justify="right")
    table.add_row("in post", "", f"{role.in_post}")
    for away in role.away:
        if away.percent == 0:
            continue  # a usual cause that the prison has none of
        table.add_row(away.cause, "" if away.percent is None else f"{away.percent}%", f"{-away.people}")
        if away is role.away[0] and away.cause == "rest days":
            table.add_row("listed for the day", "", f"{(role.in_post or 0) - away.people}", style="bold")
    table.add_row("left for the shifts", "", f"{role.left}", style="bold")
    return table


def _shifts(found: Availability, in_post: bool) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in ("shift", "hours", "role"):
        table.add_column(name)
    for name in (["in post"] if in_post else []) + ["detailed"]:
        table.add_column(name, justify="right")
    table.add_column("less")
    table.add_column("on duty", justify="right")
    lines = [(shift, role.role) for role in found.roles for shift in role.shifts]
    lines.sort(key=lambda line: line[0].hours[0].start)
    before = ""
    for name in dict.fromkeys(shift.shift for shift, _ in lines):
        for shift, role in lines:
            if shift.shift == name:
                table.add_row(*_cells(shift, role, in_post, first=name != before))
                before = name
    return table


def _cells(shift: ShiftStaff, role: str, in_post: bool, *, first: bool) -> Iterator[str]:
    yield shift.shift if first else ""
    yield ", ".join(map(str, shift.hours)) if first else ""
    yield _called(role)
    if in_post:
        yield f"{shift.from_post}" if shift.from_post else ""
    yield f"{shift.named}" if shift.named else ""
    yield ", ".join(f"{people} {cause}" for cause, people in shift.less.items())
    yield f"{shift.on_duty}"


def _totals(found: Availability) -> Iterator[Text]:
    said = [f"{_called(role.role)} {role.on_duty}" for role in found.roles]
    yield Text(f"On duty in all: {', '.join(said)}.")
    for role in found.roles:
        if role.in_post and role.on_duty:
            each = f"{role.in_post / role.on_duty:.1f}"
            yield Text(f"It takes {each} {_called(role.role)} in post to have one on duty by day.", style="dim")


def _called(role: str) -> str:
    return role.replace("_", " ")
