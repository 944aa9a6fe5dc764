"""Two days side by side, to read."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.against import differences, felt
from regime.change_words import first_changes
from regime.checker.wording import listed
from regime.clock import DAYS
from regime.comparing import MET, OUT_OF_CELL, VALUE, Figure, PlanComparison
from regime.page.changes import changes
from regime.page.proof import ALL_CHECKED
from regime.page.whatif import at_most, gain_words, given_up, marks, marks_mean
from regime.page.words import broken_words, count, duration, left_out_words, percent
from regime.picture import DayPicture
from regime.whatif.result import Point

MOST_GROUPS = 8
"""Groups listed of those that gain, and of those that lose, at the most."""

NOT_PROVED = (
    "Which of the two can give more is not proved: a longer search (--time-limit) may change what is said here."
)
NONE_OWED, OTHERS_OWED = "none owed", "not compared"
"""Instead of the share of entitlements met, and of a difference between shares of different ones."""
SHORT = "Where an entitlement is not met in full, nothing is proved of the difference in out of cell and work."


def comparison_page(
    found: PlanComparison, names: tuple[str, str], pictures: tuple[DayPicture, DayPicture]
) -> RenderableType:
    """The figures, for whom it changes, and what is different in the day; ``names`` are what the days are called, and
    ``pictures`` what is seen of them with their prisons."""
    title = Text.assemble((found.first.prison, "bold"), f"  {names[0]} and {names[1]}")
    parts: list[RenderableType] = [title, *_flaws(found, names), Text(f"Regime band  {_band(found)}")]
    if found.first == found.second:
        return Group(*parts, Text("The two are the same plan: nothing differs."))
    parts += _differ(found, names)
    parts += [Text(), _figures(found, names), *_proved(found, names)]
    parts += [*([Text(ALL_CHECKED)] if found.first_findings == found.second_findings == [] else []), Text()]
    parts += [Text("For whom, in these two plans", style="bold"), *_people(found), Text()]
    parts += [
        Text(f"{names[1]} against {names[0]}", style="bold"),
        changes(found.second, felt(differences(found.second, found.first), *pictures)),
    ]
    return Group(*parts)


def _flaws(found: PlanComparison, names: tuple[str, str]) -> Iterator[Text]:
    """Which days break rules, leave out groups, or were not looked for to the end."""
    for name, stopped in zip(names, (found.first_stopped, found.second_stopped), strict=True):
        if stopped:
            yield Text(f"The search for {name} was stopped: a better day may well exist.")
    for name, groups in zip(names, (found.first_left_out, found.second_left_out), strict=True):
        if groups:
            yield Text(f"{name}: {left_out_words(groups)}", style="yellow")
    for name, findings in zip(names, (found.first_findings, found.second_findings), strict=True):
        if findings:
            yield Text(broken_words(name, findings), style="bold red")


def _band(found: PlanComparison) -> str:
    bands = [plan.figures.band or "none" if plan.figures else "none" for plan in (found.first, found.second)]
    return bands[0] if bands[0] == bands[1] else f"{bands[0]}, then {bands[1]}"


def _differ(found: PlanComparison, names: tuple[str, str]) -> Iterator[Text]:
    """What is not the same before anything is planned: the day, the people, and what was changed."""
    days = [DAYS[plan.weekday] for plan in (found.first, found.second)]
    if days[0] != days[1]:
        yield Text(f"Two days of the week  {days[0]}, then {days[1]}")
    people = [plan.figures.population if plan.figures else 0 for plan in (found.first, found.second)]
    if people[0] != people[1]:
        yield Text(f"People held  {people[0]:,}, then {people[1]:,}")
    for name, plan in zip(names, (found.first, found.second), strict=True):
        if made := first_changes(plan.changes):
            yield Text(f"{name}: {made}")
    owed = _owed(found)
    for name, here, there in zip(names, owed, reversed(owed), strict=True):
        if missing := [entitlement for entitlement in there if entitlement not in here]:
            yield Text(
                f"Nobody is owed {listed(missing)} in {name}: neither met nor missed there, nor counted for its band."
            )


def _owed(found: PlanComparison) -> list[list[str]]:
    """The entitlements that somebody is owed on each of the days."""
    return [list(plan.figures.floors_met) if plan.figures else [] for plan in (found.first, found.second)]


def _proved(found: PlanComparison, names: tuple[str, str]) -> Iterator[Text]:
    """What the marks mean, how far apart the best days are as far as is proved, and what that does not tell."""
    yield from map(Text, marks_mean(found.points))
    read = [name for name, plan in zip(names, (found.first, found.second), strict=True) if plan.proof is None]
    if read:
        yield Text(f"Of plans from files nothing is proved here ({', '.join(read)}): regime evaluate does it.")
    if found.gain is not None:
        gain = found.gain.model_copy(update={"before": names[0], "after": names[1]})
        yield Text(f"{gain_words(gain)} of out of cell and work, as far as is proved")
        yield from given_up(found.points)
        if gain.least < 0 < gain.most:
            yield Text(NOT_PROVED, style="bold")
    elif not read:
        short = any(point.short for point in found.points)
        yield Text(SHORT if short else NOT_PROVED, style="bold")


def _figures(found: PlanComparison, names: tuple[str, str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("", no_wrap=True)
    for name in (*names, "difference"):
        table.add_column(Text(name, no_wrap=True, overflow="ellipsis"), justify="right")
    one, two = found.points
    for name, first, second, more in amounts(found):
        if name == OUT_OF_CELL:
            first, second = first + marks(one), second + marks(two)
        table.add_row(name, first, second, more)
        if name == VALUE and (one.at_most_hours is not None or two.at_most_hours is not None):
            table.add_row("  at most, as proved", *(_at_most(point) for point in (one, two)), "")
    return table


def _at_most(point: Point) -> str:
    return f"{most} h" if (most := at_most(point)) else "not known"


def amounts(found: PlanComparison) -> list[tuple[str, str, str, str]]:
    """Name, both amounts and the difference of each figure, in words."""
    rows = []
    owed = _owed(found)
    for figure in found.figures:
        first, second, more = _amount(figure, figure.first), _amount(figure, figure.second), _difference(figure)
        if figure.name == MET and set(owed[0]) != set(owed[1]):
            first, second, more = (first if owed[0] else NONE_OWED, second if owed[1] else NONE_OWED, OTHERS_OWED)
        rows.append((figure.name, first, second, more))
    return rows


def _difference(figure: Figure) -> str:
    """What is shown of the second day less what is shown of the first."""
    more = figure.difference_shown
    if not more:
        return "same"
    return ("+" if more > 0 else "-") + (
        count(abs(more), "point") if figure.unit == "per cent" else _amount(figure, abs(more))
    )


def _amount(figure: Figure, value: float) -> str:
    if figure.unit == "minutes":
        return duration(value)
    if figure.unit == "per cent":
        return percent(value)
    return f"{value:,.0f}{'' if figure.unit == 'sessions' else ' h'}"


def _people(found: PlanComparison) -> list[Text]:
    """Who gains and who loses time out of cell, most first."""
    changed = [group for group in found.groups if group.out_of_cell]
    better = [group for group in changed if group.out_of_cell > 0]
    worse = [group for group in reversed(changed) if group.out_of_cell < 0]
    lines = []
    for title, groups in (("better", better), ("worse", worse)):
        if groups:
            people = sum(group.size for group in groups)
            said = [f"{group.group} {duration(abs(group.out_of_cell))}" for group in groups[:MOST_GROUPS]]
            more = f" and {len(groups) - MOST_GROUPS} more" if len(groups) > MOST_GROUPS else ""
            whom = f"{count(len(groups), 'group')}, {count(people, 'person', 'people')}"
            lines.append(Text(f"{title} for {whom}: {'; '.join(said)}{more}"))
    return lines or [Text("Nobody gets more or less time out of cell.")]
