"""Two days side by side, to read."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.comparing import Figure, PlanComparison
from regime.page.changes import changes
from regime.page.words import count, duration, percent

MOST_GROUPS = 8
"""Groups listed of those that gain, and of those that lose, at the most."""


def comparison_page(found: PlanComparison, names: tuple[str, str]) -> RenderableType:
    """The figures, for whom it changes, and what is different in the day; ``names`` are what the days are called."""
    title = Text.assemble((found.first.prison, "bold"), f"  {names[0]} and {names[1]}")
    parts: list[RenderableType] = [title, Text(f"Regime band  {_band(found)}"), Text(), _figures(found, names), Text()]
    parts += [Text("For whom", style="bold"), *_people(found), Text()]
    parts += [Text(f"{names[1]} against {names[0]}", style="bold"), changes(found.second, found.first)]
    return Group(*parts)


def _band(found: PlanComparison) -> str:
    bands = [plan.figures.band or "none" if plan.figures else "none" for plan in (found.first, found.second)]
    return bands[0] if bands[0] == bands[1] else f"{bands[0]}, then {bands[1]}"


def _figures(found: PlanComparison, names: tuple[str, str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("")
    for name in (*names, "difference"):
        table.add_column(name, justify="right", max_width=24)
    for row in amounts(found):
        table.add_row(*row)
    return table


def amounts(found: PlanComparison) -> list[tuple[str, str, str, str]]:
    """Name, both amounts and the difference of each figure, in words."""
    rows = []
    for figure in found.figures:
        rows.append((figure.name, _amount(figure, figure.first), _amount(figure, figure.second), _difference(figure)))
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
    changed = [group for group in found.groups if round(group.out_of_cell)]
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
