"""Activities with their sessions, who goes, how full they are, and why places stay empty."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.measured import EmptyReason, Figures, PlaceUse
from regime.page.columns import in_a_wider_window
from regime.page.words import bar, labels, percent, room_for
from regime.plan import Plan, Session

LABEL = 22
WITH_GROUPS = 120
"""Columns from which on there is room for the groups in each session."""
WITH_REASONS = 76
"""Columns from which on there is room for bars, and for why places are empty."""
EMPTY = "mostly empty because"

WHY: dict[EmptyReason, tuple[str, str]] = {
    "not run": ("session not run", "not for want of staff; Not run, above, says why"),
    "no staff left": ("too few staff", "too few on duty or spare to run it, to bring people or to look after more"),
    "nobody eligible left": ("nobody left to go", "all who may go are there, or too few may"),
    "roll check": ("roll check", "who may go has to be counted in cell then"),
    "separation": ("separation", "who is left may not meet those who are there"),
    "protected time": ("protected time", "who is left has the open air, a meal or the like then"),
    "elsewhere": ("people elsewhere", "who is left is at another activity"),
    "movement": ("movement", "there is no movement then, or it is full"),
    "left unused": ("left unused", "people and staff were free, and this plan does not use them"),
}
"""Reason for an empty place -> the word for it, and what it means."""


def sessions(plan: Plan, figures: Figures, width: int) -> RenderableType | None:
    """A row for each activity: its sessions with people, places used, and the main reason for empty ones."""
    if not figures.places:
        return None
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("activity", no_wrap=True)
    table.add_column("run", justify="right", no_wrap=True)
    table.add_column("people by session", ratio=1, overflow="fold")
    wide = width >= WITH_REASONS
    table.add_column("places used" if wide else "used", justify="left" if wide else "right", no_wrap=True)
    if wide:
        table.add_column(EMPTY)
    names = [[use.activity] for use in figures.places]
    room = room_for((use.activity for use in figures.places), LABEL, width)
    for use, name in zip(figures.places, labels(names, room), strict=True):
        used, reason = percent(use.used_percent), main_reason(use)
        table.add_row(
            name,
            f"{use.sessions_run} of {use.sessions_offered}",
            _people(plan, use.activity, groups=width >= WITH_GROUPS),
            f"{bar(use.used_percent / 100, 10)} {used:>4}" if wide else used,
            *([WHY[reason][0] if reason else ""] if wide else []),
        )
    told = dict.fromkeys(reason for use in figures.places if wide and (reason := main_reason(use)))
    why = [Text("; ".join(f"{WHY[reason][0]}: {WHY[reason][1]}" for reason in told), style="dim")] if told else []
    return Group(table, *why, *in_a_wider_window([] if wide else [EMPTY]))


def _people(plan: Plan, activity: str, *, groups: bool) -> Text:
    """``08:30-11:45 60`` for each session that runs; the others are named as cut above."""
    running = [s for s in plan.sessions if s.activity == activity and s.runs]
    if groups:
        return Text("\n".join(f"{_told(s)}: {_groups(s)}" if s.people else _told(s) for s in running))
    return Text(", ".join(map(_told, running)))


def _told(session: Session) -> str:
    return f"{session.time} {session.attending}"


def _groups(session: Session) -> str:
    return ", ".join(f"{group} {people}" for group, people in session.people.items() if people)


def main_reason(use: PlaceUse) -> EmptyReason | None:
    """The reason for most of the empty places."""
    reason = max(use.empty_because, key=lambda r: use.empty_because[r], default=None)
    return reason if reason is not None and use.empty_because[reason] > 0 else None
