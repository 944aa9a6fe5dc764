"""What was cut and what falls short, said near the top and in plain words."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from regime.clock import Span
from regime.page.words import count, names, percent
from regime.plan import Figures, Plan, Session, Shortfall


def cuts(plan: Plan, figures: Figures) -> RenderableType:
    """A line for each entitlement that falls short and for each activity with sessions that do not run."""
    lines = [*_short(plan), *_not_run(plan)]
    met = f"{percent(figures.floors_met_percent)} of entitlements are met"
    if not lines:
        return Text("Nothing: every session runs and every entitlement is met.", style="green")
    return Text("\n").join([*lines, Text(met + ".")])


def _short(plan: Plan) -> list[Text]:
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
            Text("Short    ", style="red").append(
                f"{entitlement}: {count(len(short), 'group')} of {count(people, 'person', 'people')}, "
                f"worst {worst.group} with {worst.given} of {worst.floor} {unit}",
                style="default",
            )
        )
    return lines


def _not_run(plan: Plan) -> list[Text]:
    by_activity: dict[str, list[Session]] = {}
    for session in plan.sessions:
        if not session.runs:
            by_activity.setdefault(session.activity, []).append(session)
    lines = []
    for activity, missed in by_activity.items():
        times = names([str(session.time) for session in missed], 40)
        lines.append(
            Text("Not run  ", style="yellow").append(
                f"{activity} {times}{_nobody_spare(plan, missed)}", style="default"
            )
        )
    return lines


def _nobody_spare(plan: Plan, missed: list[Session]) -> str:
    """The roles of whom nobody was spare at some time in every one of the sessions."""
    used_up = [_used_up(plan, session.time) for session in missed]
    roles = [role for role in used_up[0] if all(role in other for other in used_up)]
    return f": nobody spare then of {names(roles, 40)}" if roles else ""


def _used_up(plan: Plan, time: Span) -> list[str]:
    roles = (line.role for line in plan.staff if line.on_duty and line.spare <= 0 and line.time.overlaps(time))
    return list(dict.fromkeys(roles))
