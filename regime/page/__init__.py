"""The governor's page for a terminal: pure functions from a plan to what rich can print."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.text import Text

from regime.against import felt_changes
from regime.page.breaks import breaks
from regime.page.changes import changes
from regime.page.cuts import UNKNOWN, Files, cuts, sessions_cut
from regime.page.grid import grid
from regime.page.headline import headline
from regime.page.least import who_gets_least
from regime.page.lost import lost
from regime.page.movements import movements
from regime.page.proof import footer, proof
from regime.page.sessions import sessions
from regime.page.staffing import staffing
from regime.page.times import times
from regime.picture import DayPicture
from regime.plan import Plan
from regime.prison import Prison
from regime.today import Today

WIDTH = 100
WIDEST = 160
"""Columns that the page fills at the most, where there are more."""


def page(plan: Plan, width: int = WIDTH, *, prison: Prison | None = None, files: Files = UNKNOWN) -> RenderableType:
    """One day on one page: what a governor asks first at the top, how the day runs below.

    With its ``prison``, movements under escort are shown too, and which sessions there are too few staff for. Commands
    name the ``files``, as far as they are known. Raises ValueError for a plan whose figures have not been worked out.
    """
    if plan.figures is None:
        raise ValueError("the plan has no figures yet")
    width = min(width, WIDEST)
    picture = DayPicture(Today.of(prison, plan.weekday, plan.date), plan) if prison else None
    cut = sessions_cut(plan, picture)
    against = felt_changes(picture) if picture else plan.against
    parts: list[tuple[str, RenderableType | None]] = [
        ("", headline(plan, plan.figures, picture, cut)),
        ("What was cut, and what falls short", cuts(plan, plan.figures, picture, cut, files)),
        ("Changed against the published plan", changes(plan, against, prison) if against else None),
        ("Where the other hours go", lost(plan.figures, width)),
        ("Time out of cell by group", times(plan.figures, width, picture)),
        ("Who gets least", who_gets_least(picture, plan.figures, width) if picture else None),
        ("Unlock", grid(plan, width, picture)),
        ("Sessions", sessions(plan, plan.figures, width)),
        ("Staff", staffing(plan, width)),
        ("Breaks", breaks(plan)),
        ("Movements", movements(plan, prison, width)),
        ("How good it is proved to be", proof(plan)),
        ("", footer(plan)),
    ]
    lines: list[RenderableType] = []
    for title, part in parts:
        if part is None:
            continue
        if lines:
            lines.append("")
        if title:
            lines.append(Text(title, style="bold"))
        lines.append(part)
    return Constrain(Group(*lines), width)
