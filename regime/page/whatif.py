"""A what-if run to read: a line for each point, or a table for each figure of a grid, and what lies between them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from regime.change_words import changes_words, first_changes
from regime.checker.wording import wing_called
from regime.measured import Figures
from regime.page.columns import Column, bars, blocks, fitting, in_a_wider_window, side_by_side
from regime.page.proof import ALL_CHECKED
from regime.page.words import count, duration, fit, interval, percent
from regime.whatif.result import Gain, Point, WhatIf
from regime.whatif.suffers import suffers_first

WIDTH = 100
HOURS = 10
"""Hours out of cell that fill a bar: what inspectors expect."""
BAR = 12
LABEL = 20

FOUND_LITTLE = "* the search found little in the time given: a better day may well exist; give it longer"
NO_BOUND = "at most is empty where an entitlement is not met in full, or nothing is proved of the value yet"


def _amount(person_hours: float | None) -> str:
    return "" if person_hours is None else f"{person_hours:,.0f}"


def at_most(point: Point) -> str:
    """What is proved that no day has more of, in whole person-hours that hold; nothing where nothing is proved."""
    return "" if point.at_most_hours is None else f"{math.ceil(point.at_most_hours):,}"


def marks(point: Point) -> str:
    """What stands beside a point's time out of cell."""
    return ("*" if point.found_little else "") + ("†" if point.short else "")


def marks_mean(points: Sequence[Point]) -> Iterator[str]:
    """What the marks that occur stand for."""
    if any(point.found_little for point in points):
        yield FOUND_LITTLE
    if any(point.short for point in points):
        yield "† an entitlement is not met in full"


def _out_of_cell(point: Point, figures: Figures) -> str:
    return duration(figures.out_of_cell) + marks(point)


def without_work(figures: Figures) -> str:
    return duration(figures.guaranteed if figures.unemployed_guaranteed is None else figures.unemployed_guaranteed)


_SHOWN: dict[str, Callable[[Point, Figures], str]] = {
    "band": lambda point, figures: figures.band or "none",
    "out of cell": _out_of_cell,
    "no work": lambda point, figures: without_work(figures),
    "worst": lambda point, figures: duration(figures.worst_guaranteed),
    "work h": lambda point, figures: f"{figures.purposeful_hours:,.0f}",
    "places": lambda point, figures: (
        "-" if figures.places_used_percent is None else percent(figures.places_used_percent)
    ),
    "run": lambda point, figures: f"{figures.sessions_run}/{figures.sessions_offered}",
    "spare h": lambda point, figures: f"{figures.idle_hours:,.0f}",
    "value": lambda point, figures: _amount(point.value_hours),
    "at most": lambda point, figures: at_most(point),
}
_MEANS = {
    "band": "of a day that goes for the prison's goals (those of regime ladder hold on to its list first, and may be "
    "in another)",
    "no work": "certain time of the unemployed",
    "worst": "certain time of the worst-off group",
    "work h": "purposeful person-hours",
    "places": "used of those offered",
    "run": "sessions",
    "spare h": "staff with nothing asked of them",
    "value": "person-hours out of cell and, by weight, at work",
    "at most": "no day has more of them",
}
_FIRST_TO_GO = ("spare h", "places", "run", "no work", "work h", "worst", "band")
"""Columns that leave where the page is narrow."""


def what_if_page(run: WhatIf, width: int = WIDTH) -> RenderableType:
    """The table, the intervals, and what the columns mean."""
    title = Text.assemble((run.prison, "bold"), f"  what if: {run.varied}")
    changed = [Text(f"Changed: {words}") for words in changes_words(run.changes)]
    if run.across is not None:
        title.append(f" (down) and {run.across} (across)")
        return Group(title, *changed, Text(), *_grid(run, width), *_endings(run), *_checked(run))
    said = [*_notes(run), *_endings(run), *_gains(run), *_checked(run)]
    return Group(title, *changed, Text(), *_table(run, width), *said)


def _table(run: WhatIf, width: int) -> Iterator[RenderableType]:
    scenarios = run.varied == "scenarios"
    names = Column("scenario" if scenarios else "varied", [fit(p.label, LABEL) for p in run.points], left=True)
    figures = [
        Column(title, [_shown(point, shown, title == "band") for point in run.points], title in ("band", "out of cell"))
        for title, shown in _SHOWN.items()
    ]
    kept = fitting([names, *figures], width, _FIRST_TO_GO)
    said = [column.title for column in kept]
    # The names of scenarios take the room of the bars.
    room = 0 if scenarios else width + 1 - sum(column.width for column in kept)
    shares = [point.figures.out_of_cell / 60 / HOURS if point.figures else None for point in run.points]
    if drawn := bars(shares, f"{HOURS} h", room, BAR):
        kept.insert(said.index("out of cell") + 1, drawn)
    yield side_by_side(kept)
    yield Text("; ".join(f"{title}: {means}" for title, means in _MEANS.items() if title in said), style="dim")
    if any(point.plan and point.at_most_hours is None for point in run.points):
        yield Text(NO_BOUND, style="dim")
    yield from in_a_wider_window(title for title in _SHOWN if title not in said)


def _shown(point: Point | None, shown: Callable[[Point, Figures], str], first: bool = True) -> str:
    """A cell; the first of a point without a plan says so."""
    if point is None or point.figures is None:
        return point.no_plan if point and first else ""
    return shown(point, point.figures)


_GRID: dict[str, Callable[[Point, Figures], str]] = {
    "Regime band": _SHOWN["band"],
    "Out of cell, average": _out_of_cell,
    "Certain, worst-off group": _SHOWN["worst"],
    "Purposeful person-hours": _SHOWN["work h"],
    "Value in person-hours, and at most": lambda point, figures: "-".join(
        filter(None, (_amount(point.value_hours), at_most(point)))
    ),
}


def _grid(run: WhatIf, width: int) -> Iterator[RenderableType]:
    """A table for each figure: the first axis down, the second across."""
    rows = list(dict.fromkeys(point.label for point in run.points))
    points = {(point.label, str(point.across)): point for point in run.points}
    names = Column("", [fit(row, 14) for row in rows], left=True)
    for title, shown in _GRID.items():
        yield Text(title, style="bold")
        columns = [
            Column(f" {fit(across, 12)}", [_shown(points.get((row, across)), shown) for row in rows])
            for across in dict.fromkeys(across for _, across in points)
        ]
        for block in blocks([names, *columns], width):
            yield side_by_side(block)
        yield Text()
    yield Text(f"band: {_MEANS['band']}", style="dim")


def _worst_off(figures: Figures) -> str:
    """The group with the least certain time, or how many share it."""
    alike = sum(group.guaranteed == figures.worst_guaranteed for group in figures.groups)
    if alike == len(figures.groups) > 1:
        return "all groups alike"
    return f"{figures.worst_off} and {count(alike - 1, 'more group')}" if alike > 1 else figures.worst_off


def _notes(run: WhatIf) -> Iterator[Text]:
    known = [(_worst_off(p.figures) + ("*" if p.found_little else ""), p.label) for p in run.points if p.figures]
    if run.varied != "scenarios" and known:
        ranges = []
        for group, same in groupby(known, key=lambda each: each[0]):
            labels = [label for _, label in same]
            ranges.append(f"{group} at {labels[0]}" + (f" to {labels[-1]}" if len(labels) > 1 else ""))
        yield Text(f"Least certain time in these plans, by group: {'; '.join(ranges)}")
        if suffers := suffers_first(run):
            whose, less = wing_called(suffers.wing), f"{duration(suffers.lost)} a person less at {suffers.point}"
            yield Text(f"First to lose time out of cell in these plans, on average by wing: {whose}, {less}")
        yield Text("Other days that are as good may put it on others.", style="dim")
    if run.varied == "scenarios":
        for point in run.points:
            own = [change for change in point.changes if change not in run.changes]
            if made := first_changes(own):
                yield Text(f"{point.label}: {made}")


def _endings(run: WhatIf) -> Iterator[Text]:
    for mean in marks_mean(run.points):
        yield Text(mean)
    for why in dict.fromkeys(point.failed for point in run.points if point.failed):
        yield Text(f"{'; '.join(point.name for point in run.points if point.failed == why)}: {why}")
    if run.interrupted:
        yield Text("You stopped the run: these are the points so far, the one under way as far as its search came.")


def _checked(run: WhatIf) -> Iterator[Text]:
    if any(point.plan for point in run.points):
        yield Text(ALL_CHECKED)


def _gains(run: WhatIf) -> Iterator[Text]:
    for gain in run.gains:
        yield Text(gain_words(gain))
    if run.gains:
        yield from given_up(run.points)


def given_up(points: Sequence[Point]) -> Iterator[Text]:
    """Why ranges are not the differences of the values of plans, where they are not."""
    given = [point.best_hours - point.value_hours for point in points if point.best_hours and point.value_hours]
    if most := math.ceil(round(max(given, default=0.0), 6)):
        yield Text(
            "(The ranges are not the differences of the values shown, but of the most that was found, before rounding: "
            f"of it plans gave up to {count(most, 'person-hour')} for later goals.)",
            style="dim",
        )


def gain_words(gain: Gain) -> str:
    """``as it is to stage 3: from -40 to +12 person-hours a day``."""
    return f"{gain.before} to {gain.after}: {interval(gain.least, gain.most)} person-hours a day"
