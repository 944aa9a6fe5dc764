"""Activities with their sessions, how full they are, and why places stay empty."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from regime.page.words import bar, fit, percent
from regime.plan import Figures, PlaceUse, Plan


def sessions(plan: Plan, figures: Figures) -> RenderableType | None:
    """A row for each activity: its sessions with people, places used, and the main reason for empty ones."""
    if not figures.places:
        return None
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("activity", no_wrap=True)
    table.add_column("run", justify="right", no_wrap=True)
    table.add_column("people by session", ratio=1)
    table.add_column("places used", no_wrap=True)
    table.add_column("mostly empty because")
    for use in figures.places:
        table.add_row(
            fit(use.activity, 22),
            f"{use.sessions_run} of {use.sessions_offered}",
            _people(plan, use.activity),
            f"{bar(use.used_percent / 100, 10)} {percent(use.used_percent):>4}",
            _reason(use),
        )
    return table


def _people(plan: Plan, activity: str) -> Text:
    """``08:30-11:45 60`` for each session that runs; the others are named as cut above."""
    running = [s for s in plan.sessions if s.activity == activity and s.runs]
    # Spaces inside one session do not break, so that its time and people stay on one line.
    return Text(", ".join(f"{s.time}\u00a0{s.attending}" for s in running), style="default" if running else "dim")


def _reason(use: PlaceUse) -> str:
    if not use.empty_because:
        return ""
    reason = max(use.empty_because, key=lambda r: use.empty_because[r])
    return reason if use.empty_because[reason] > 0 else ""
