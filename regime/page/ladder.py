"""A regime ladder to read: the numbers for each band, what each number gives, and what is dropped in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.change_words import changes_words
from regime.ladder.result import Ladder, Least, Rung, Threshold, Unit
from regime.measured import Figures
from regime.page.columns import Column, bars, fitting, in_a_wider_window, side_by_side
from regime.page.headline import day_words
from regime.page.proof import ALL_CHECKED
from regime.page.whatif import HOURS, WIDTH, marks, marks_mean, without_work
from regime.page.words import count, duration, fit, percent
from regime.plan import Plan
from regime.whatif.result import Point

BAR = 15

UNPROVED = "‡"
"""Marks a rung of which it is not proved that no day keeps more of the list."""

RULE = (
    "What goes: only what cannot be kept beside everything before it on the prison's list (keep), the least important "
    "first; what is not on the list goes before that. What is gone stays gone further down, but for entitlements "
    f"and what a rung marked {UNPROVED} lacks."
)

BANDS = (
    "Bands are those of days that hold on to the list first: with the same staff, a day that goes for the prison's "
    "goals alone (regime plan, regime whatif) may be in another, and so may a day with other numbers on the shifts."
)

_MEANS = {
    "no work": "certain time of the unemployed",
    "worst": "of the worst-off group",
    "work h": "purposeful person-hours",
    "met": "entitlements met in full",
    "kept": "of the list",
}


def ladder_page(found: Ladder, width: int = WIDTH) -> RenderableType:
    """Thresholds, rungs, what is dropped, and why no shift can do with fewer."""
    role = found.role.replace("_", " ")
    span = span_words(found)
    parts: list[RenderableType] = [
        Text.assemble((found.prison, "bold"), f"  regime ladder, {day_words(found.rungs[0].plan)}"),
        *(Text(sentence, style="bold red") for sentence in (*unproved_words(found), *_options(found))),
        Text(f"{span[:1].upper()}{span[1:]}"),
        *(Text(f"Changed: {words}") for words in changes_words(found.changes)),
        Text(),
        Text(f"Thresholds: the band holds with so many {role} on every shift, or more", style="bold"),
        _thresholds(found),
        Text(),
        Text(f"What each number of {role} gives", style="bold"),
        *_rungs(found, width),
        Text(),
        Text("What is dropped, and in which order", style="bold"),
        _dropped(found),
        Text(RULE, style="dim"),
        Text(BANDS, style="dim"),
        *(Text(note, style="dim") for note in notes(found)),
        Text(ALL_CHECKED),
    ]
    if any(least.reasons for least in found.least):
        parts += [Text(), Text("Why no shift can do with fewer, everybody locked up", style="bold"), _least(found)]
    return Group(*parts)


def span_words(found: Ladder) -> str:
    """``officers from 120 (the full profile) down to 45 (the fewest possible)``."""
    full, last = sum(found.profile.values()), found.rungs[-1]
    whose = found.role.replace("_", " ") + (f" on {next(iter(found.profile))}" if len(found.profile) == 1 else "")
    fewest = last.officers == sum(least.officers for least in found.least)
    ends = "the fewest possible" if fewest else "so far"
    return f"{whose} from {full} (the full profile) down to {last.officers} ({ends})"


def unproved_words(found: Ladder) -> list[str]:
    """What to know before anything else where rungs are missing or not proved, and what to do; else nothing. In words
    for readers of a document, too."""
    said = []
    if found.interrupted:
        said.append(
            f"STOPPED: nothing is known of fewer than {found.rungs[-1].officers}, nor where the last band ends and "
            "what goes below it. Do not sign this plan."
        )
    if found.without:
        said.append(f"NOT FOUND: {_without(found)} Where a band ends above it is not known. Do not sign this plan.")
    if found.unproved:
        numbers = ", ".join(map(str, found.unproved))
        said.append(
            f"NOT PROVED: the search ran out of time with {numbers}. Other days may keep more of the list there, so "
            "what goes, the bands and the thresholds may be wrong. Do not sign this plan."
        )
    if found.without or found.unproved:
        said.append("Make it again, with more time for each number.")
    elif found.interrupted:
        said.append("Let it run to its end.")
    return said


def _options(found: Ladder) -> Iterator[str]:
    """How that is done, for who has a command line."""
    if found.without or found.unproved:
        yield "More time: a higher --time-limit, with --folder (a new one) so that a run that was stopped goes on."
    elif found.interrupted:
        yield "With --folder a run that was stopped goes on."


def _without(found: Ladder) -> str:
    return f"no day was found in time with {', '.join(map(str, found.without))}; one may exist."


def notes(found: Ladder) -> Iterator[str]:
    """What a reader has to know beside the tables."""
    if any(not rung.proved for rung in found.rungs):
        yield f"{UNPROVED} It is not proved that no day keeps more of the list: a longer search may."
    for rung in found.rungs:
        met = [unit for unit in rung.returned if unit.kind == "entitlement"]
        if met:
            back = "; ".join(f"{name} for {whom(found, list(same))}" for name, same in groupby(met, by_name))
            yield f"With {rung.officers}, met again though the rung above falls short: {back}."
        runs = [unit for unit in rung.returned if unit.kind != "entitlement"]
        if runs:
            back = "; ".join(f"{unit.name} {unit.time or ''}".strip() for unit in runs)
            yield f"With {rung.officers}, there again, because a rung above that is not proved lacks it: {back}."
    if found.without:
        yield f"N{_without(found)[1:]} A longer search may find one."
    if found.interrupted:
        yield "You stopped the run: these are the rungs so far."


def by_name(unit: Unit) -> str:
    """What belongs together in a sentence."""
    return unit.name


def unit_words(found: Ladder, units: Sequence[Unit]) -> list[tuple[str | None, str]]:
    """What goes with some units, by the items of the list (none: not on the list) that they belong to, in order."""
    said = []
    for item, together in groupby(units, key=found.item_of):
        parts = (_words(found, item, list(same)) for _, same in groupby(together, key=lambda u: (u.kind, u.name)))
        said.append((item, "; ".join(parts)))
    return said


def _words(found: Ladder, item: str | None, units: list[Unit]) -> str:
    kind, name = units[0].kind, units[0].name
    start = "" if name == item else f"{name} "
    if kind == "post":
        return f"{start or 'the post '}is stood down"
    if kind == "entitlement":
        return f"{start}not in full for {whom(found, units)}"
    times = sorted((unit.time for unit in units if unit.time), key=lambda time: time.start)
    return f"{start}{', '.join(map(str, times)) or 'does not run'}"


def whom(found: Ladder, units: Sequence[Unit]) -> str:
    """The group of an entitlement, or how many groups and people."""
    sizes = {group.group: group.size for group in found.rungs[0].plan.groups}
    groups = [unit.group or "" for unit in units]
    people = count(sum(sizes[group] for group in groups), "person", "people")
    return groups[0] if len(groups) == 1 else f"{count(len(groups), 'group')}, {people}"


def _thresholds(found: Ladder) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("band", no_wrap=True)
    table.add_column("in all", justify="right")
    for shift in found.profile:
        table.add_column(fit(shift, 14), justify="right", max_width=9)
    for threshold in found.thresholds:
        numbers = [str(threshold.by_shift[shift]) if threshold.known else "?" for shift in found.profile]
        table.add_row(threshold.band or "none", in_all(threshold), *numbers)
    for said, by_shift in (("full profile", found.profile), ("usually there", found.usual)):
        table.add_row(said, str(sum(by_shift.values())), *map(str, by_shift.values()), style="dim")
    return table


def in_all(threshold: Threshold) -> str:
    """The officers with whom a band holds, as far as they are known."""
    return str(threshold.officers) if threshold.known else "not known"


_RUNG: dict[str, Callable[[Figures], str]] = {
    "no work": without_work,
    "worst": lambda figures: duration(figures.worst_guaranteed),
    "work h": lambda figures: f"{figures.purposeful_hours:,.0f}",
    "sessions": lambda figures: f"{figures.sessions_run}/{figures.sessions_offered}",
    "met": lambda figures: percent(figures.floors_met_percent),
}
_FIRST_TO_GO = ("sessions", "work h", "no work", "worst", "met")
"""Columns that leave where the page is narrow."""


def _rungs(found: Ladder, width: int) -> Iterator[RenderableType]:
    figures = [figures_of(rung.plan) for rung in found.rungs]
    points = [point(rung) for rung in found.rungs]
    both = list(zip(figures, points, strict=True))
    columns = fitting(
        [
            Column("all", [str(rung.officers) for rung in found.rungs]),
            Column("band", [rung.band or "none" for rung in found.rungs], left=True),
            Column("out of cell", [duration(f.out_of_cell) + marks(p) for f, p in both], left=True),
            *(Column(title, [*map(shown, figures)]) for title, shown in _RUNG.items()),
            Column("kept", [_kept(found, rung) for rung in found.rungs]),
        ],
        width,
        _FIRST_TO_GO,
    )
    room = width + 1 - sum(column.width for column in columns)
    if drawn := bars([each.out_of_cell / 60 / HOURS for each in figures], f"{HOURS} h", room, BAR):
        columns.insert(3, drawn)
    usual = found.rung_for(found.usual)
    yield side_by_side(columns, ["bold" if rung == usual else "" for rung in found.rungs])
    means = [f"{column.title}: {_MEANS[column.title]}" for column in columns if column.title in _MEANS]
    yield Text("; ".join(["bold: the rung for those usually there", *means]), style="dim")
    said = [column.title for column in columns]
    yield from in_a_wider_window(title for title in _RUNG if title not in said)
    yield from map(Text, marks_mean(points))


def point(rung: Rung) -> Point:
    """A rung as a point of a what-if run. It has no bound: its search was only about days that keep what it keeps."""
    return Point(label=str(rung.officers), changes=[], plan=rung.plan)


def _kept(found: Ladder, rung: Rung) -> str:
    gone = found.gone(rung)
    listed = [unit for item in found.items for unit in item.units]
    kept = sum(unit not in gone for unit in listed)
    return (percent(100 * kept / len(listed)) if listed else "-") + ("" if rung.proved else UNPROVED)


def figures_of(plan: Plan) -> Figures:
    """The figures that every plan of a ladder has."""
    assert plan.figures is not None, "a plan of a ladder has its figures"
    return plan.figures


def _dropped(found: Ladder) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(max_width=20)
    table.add_column()
    for rung in found.rungs:
        for number, (item, what) in enumerate(unit_words(found, rung.dropped)):
            table.add_row("" if number else str(rung.officers), item or "not on the list", what)
    return table if table.row_count else Text(f"Nothing: all of it is kept down to {found.rungs[-1].officers}.")


def _least(found: Ladder) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=24)
    table.add_column()
    for shifts, reasons in least_words(found.least):
        table.add_row(shifts, reasons)
    return table


def least_words(least: Sequence[Least]) -> list[tuple[str, str]]:
    """``early 6, main 14`` and why one fewer is too few, shifts with the same reasons together."""
    same: dict[str, list[str]] = {}
    for each in least:
        same.setdefault("\n".join(each.reasons), []).append(f"{each.shift} {each.officers}")
    return [(", ".join(shifts), reasons or "Nobody is needed.") for reasons, shifts in same.items()]
