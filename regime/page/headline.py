"""What a governor asks first: the band, time out of cell, guaranteed time, and what the day itself allows."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.clock import clock
from regime.page.proof import verdict
from regime.page.words import DAYS, change_words, duration, percent
from regime.plan import Figures, Plan, Shares

EXPECTED = 10 * 60
"""Minutes out of cell on a weekday that inspectors expect (HMIP Expectations, men's prisons)."""
LEAST = 2 * 60
"""Below two hours is the line to solitary confinement (Mandela Rules, rule 44)."""


def headline(plan: Plan, figures: Figures) -> RenderableType:
    """The title line and the answers."""
    answers = Table.grid(padding=(0, 2, 0, 0))
    answers.add_column(style="dim", no_wrap=True)
    answers.add_column()
    for question, answer in [
        ("Regime band", _band(figures)),
        ("Out of cell", _out_of_cell(plan, figures)),
        ("Guaranteed", _guaranteed(figures)),
        ("Day allows", _ceiling(figures)),
        ("Open air", _open_air(figures)),
        ("Purposeful", _purposeful(figures)),
        ("Locked up", _locked_up(figures)),
        ("Proved", _proved(plan)),
        ("Changed", _changed(plan)),
    ]:
        if answer is not None:
            answers.add_row(question, answer)
    return Group(_title(plan), answers)


def _changed(plan: Plan) -> str | None:
    return "; ".join(map(change_words, plan.changes)) or None


def _proved(plan: Plan) -> str | None:
    said = verdict(plan, short=True)
    return f"{said} (see the end)" if said else None


def _title(plan: Plan) -> Text:
    day = DAYS[plan.weekday]
    if plan.date is not None:
        day += f" {plan.date.day} {plan.date:%B %Y}"
    if plan.pattern and plan.pattern.lower() != DAYS[plan.weekday].lower():
        day += f" ({plan.pattern})"
    title = Text.assemble((plan.prison, "bold"), f"  {day}, {plan.hours}")
    return title.append(f"  {plan.title}") if plan.title else title


def _band(figures: Figures) -> Text:
    return Text(figures.band or "none", style="bold").append(
        f"; {figures.sessions_run} of {figures.sessions_offered} sessions run, "
        f"{percent(figures.staff_on_duty_percent)} of the staff detailed are there",
        style="not bold",
    )


def _time(minutes: float) -> Text:
    style = "bold red" if minutes < LEAST else "bold green" if minutes >= EXPECTED else "bold yellow"
    return Text.assemble((duration(minutes), style))


def _shares(shares: Shares) -> str:
    return f"{percent(shares.under_2h)} of people under 2 h, {percent(shares.at_10h)} at 10 h"


def _out_of_cell(plan: Plan, figures: Figures) -> Text:
    expected = "" if plan.weekday in ("sat", "sun") else " (inspectors expect 10 h)"
    return _time(figures.out_of_cell).append(f" on average{expected}; {_shares(figures.by_average)}")


def _guaranteed(figures: Figures) -> Text:
    """What people with no activity at all get: the figure that inspectors look for among the unemployed."""
    worst = f"worst-off group {duration(figures.worst_guaranteed)}; {_shares(figures.by_guaranteed)}"
    if figures.unemployed_guaranteed is None:
        return _time(figures.guaranteed).append(f" without any activity; {worst}")
    return _time(figures.unemployed_guaranteed).append(f" for the unemployed; {worst}")


def _ceiling(figures: Figures) -> Text:
    """What the fixed times alone cost, said before staffing is blamed."""
    ceiling = Text.assemble((duration(figures.core_day_ceiling), "bold"))
    if figures.core_day_ceiling < EXPECTED:
        return ceiling.append(" at the most, with any number of staff: its fixed times rule out 10 h")
    return ceiling.append(" at the most, with any number of staff")


def _open_air(figures: Figures) -> Text:
    evening = f"{duration(figures.evening)} out of cell after 17:00"
    return Text.assemble((duration(figures.open_air), "bold"), f" on average; {evening}")


def _purposeful(figures: Figures) -> Text:
    off, on = figures.purposeful_hours_off_wing, figures.purposeful_hours_on_wing
    in_cell = figures.purposeful_hours_in_cell
    where = f" {off:,.0f} off wing, {on:,.0f} on wing, {in_cell:,.0f} in cell"
    usual = f"{figures.expected_purposeful_hours:,.0f} at usual attendance"
    return Text.assemble((f"{off + on + in_cell:,.0f} person-hours", "bold"), f":{where}; {usual}")


def _locked_up(figures: Figures) -> Text | None:
    """The virtual roll checks."""
    if not figures.roll:
        return None
    counted = (
        f"{percent(check.locked)} at {clock(check.at)} ({percent(check.off_wing)} in off-wing activity)"
        for check in figures.roll
    )
    return Text(", ".join(counted))
