"""The movements of the day with the people in each, and those who go under escort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table

from regime.clock import Span
from regime.page.columns import in_a_wider_window
from regime.page.words import NARROW, labels, names, room_for
from regime.picture import DayPicture
from regime.plan import Plan
from regime.prison import Prison
from regime.spans import within_day
from regime.today import Today

ROUTE = 20
GROUPS = 12
"""The fewest columns that say something of the groups."""
FIGURES = len("08:00-08:15  " + "  " + " 120  " + "back  ")
ESCORTED = "under escort"


@dataclass
class _Way:
    """Group -> people who walk at one time on one route."""

    out: Counter[str] = field(default_factory=Counter)
    back: Counter[str] = field(default_factory=Counter)


def movements(plan: Plan, prison: Prison | None, width: int) -> RenderableType | None:
    """A row for each movement: time, route, people out and back, and from which groups.

    Only the prison tells who goes under escort.
    """
    ways = {(move.time, move.route): _Way(Counter(move.out), Counter(move.back)) for move in plan.movements}
    if prison is not None:
        for time, group, people, out in _escorted(DayPicture(Today.of(prison, plan.weekday, plan.date), plan)):
            way = ways.setdefault((time, ESCORTED), _Way())
            (way.out if out else way.back)[group] += people
    if not ways:
        return None
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("time", no_wrap=True)
    table.add_column("route", no_wrap=True)
    table.add_column("out", justify="right", no_wrap=True)
    table.add_column("back", justify="right", no_wrap=True)
    routes = list(dict.fromkeys(route for _, route in ways))
    route_room = min(room_for(routes, ROUTE, max(width, NARROW)), width - FIGURES)
    called = dict(zip(routes, labels([[route] for route in routes], route_room), strict=True))
    room = width - max(map(cell_len, called.values())) - FIGURES
    if room >= GROUPS:
        table.add_column("groups", no_wrap=True)
    for (time, route), way in sorted(ways.items(), key=lambda item: (item[0][0].start, item[0][1])):
        walking = [str(way.out.total() or ""), str(way.back.total() or "")]
        groups = [names(list(dict.fromkeys([*way.out, *way.back])), room)] if room >= GROUPS else []
        table.add_row(str(time), called[route], *walking, *groups)
    return Group(table, *in_a_wider_window([] if room >= GROUPS else ["groups"]))


def _escorted(picture: DayPicture) -> Iterator[tuple[Span, str, int, bool]]:
    """Time, group, people, and whether they go out: each way under escort."""
    for group, visits in picture.visits.items():
        for session, away, people in visits:
            if picture.travel(group, session.activity).by == "escort":
                for start, end, out in ((away.start, session.time.start, True), (session.time.end, away.end, False)):
                    time = within_day(start, end)
                    if time is not None:
                        yield time, group, people, out
