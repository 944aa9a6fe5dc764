"""What was cut and what falls short, said near the top and in plain words."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.page.words import count, percent
from regime.plan import Figures, Plan, Shortfall


def cuts(plan: Plan, figures: Figures) -> RenderableType:
    """A line for each entitlement that falls short, and the sessions that do not run by what stood in the way."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for said in _short(plan):
        table.add_row(Text("Short", style="red"), said)
    for staffed, said in _not_run(plan, figures):
        table.add_row(Text("Not run" if staffed else "No staff left", style="yellow"), said)
    if not table.row_count:
        return Text("Nothing: every session runs and every entitlement is met.", style="green")
    return Group(table, Text(f"{percent(figures.floors_met_percent)} of entitlements are met."))


def _short(plan: Plan) -> list[str]:
    sizes = {day.group: day.size for day in plan.groups}
    by_entitlement: dict[str, list[Shortfall]] = {}
    for shortfall in plan.shortfalls:
        by_entitlement.setdefault(shortfall.entitlement, []).append(shortfall)
    lines = []
    for entitlement, short in by_entitlement.items():
        worst = max(short, key=lambda s: s.short)
        unit = "min" if worst.unit == "minutes" else "people"
        people = sum(sizes.get(s.group, 0) for s in short)
        lines.append(
            f"{entitlement}: {count(len(short), 'group')} of {count(people, 'person', 'people')}, "
            f"worst {worst.group} with {worst.given} of {worst.floor} {unit}"
        )
    return lines


def _not_run(plan: Plan, figures: Figures) -> list[tuple[bool, str]]:
    """Activities with sessions that do not run, those that nobody was left to staff first."""
    unstaffed = {use.activity for use in figures.places if use.empty_because.get("no staff left")}
    missed: dict[bool, dict[str, list[str]]] = {False: {}, True: {}}
    for session in plan.sessions:
        if not session.runs:
            by_activity = missed[session.activity not in unstaffed]
            by_activity.setdefault(session.activity, []).append(str(session.time))
    return [
        (staffed, "; ".join(f"{activity} {', '.join(times)}" for activity, times in by_activity.items()))
        for staffed, by_activity in missed.items()
        if by_activity
    ]
