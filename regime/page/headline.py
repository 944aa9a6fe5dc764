"""What a governor asks first: the band, time out of cell, certain time, and what the day itself allows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.change_words import changes_words
from regime.clock import DAYS, clock
from regime.figures.cuts import Cut
from regime.measured import Average, Figures, Shares
from regime.page.cuts import high_up, taken_away
from regime.page.proof import verdict, worst_off_proved
from regime.page.words import adding_up, count, duration, names, percent
from regime.picture import DayPicture
from regime.plan import CHANGES, GIVES, Plan
from regime.proved import far_from_best

EXPECTED = 10 * 60
"""Minutes out of cell on a weekday that inspectors expect (HMIP Expectations, men's prisons)."""
LEAST = 2 * 60
"""Below two hours is the line to solitary confinement (Mandela Rules, rule 44)."""
LONG = 60
"""Minutes for each person of a group that are worth a line."""
NAMES = 32
"""Columns for the names of groups in an answer."""
WHY_FAR = {
    "time": "the search had not long enough. A longer --time-limit, or less else to do for the computer,",
    "interrupted": "the search was stopped. Letting it run to its end",
    "gap": "it is no closer to its bound than was asked. A smaller --gap",
}
"""Why a day may be far from the best, and what to do, by what ended the search."""
IN_CELL = "in-cell work during an unlock is time in the cell; what is certain and entitlements count the whole unlock"


@dataclass(frozen=True)
class Answer:
    """What is answered to one question: a figure to read first, if there is one, and the rest of the sentence."""

    question: str
    figure: str
    words: str
    colour: str = ""
    """Where the figure is good, middling or bad; never without the words that say so."""


def headline(
    plan: Plan, figures: Figures, picture: DayPicture | None = None, cut: Sequence[Cut] = ()
) -> RenderableType:
    """The title line and the answers; for ``picture`` and ``cut`` see ``answers``."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    said = verdict(plan)
    proved = [Answer("Proved", "", f"{said} (see the end)")] if said else []
    for answer in [*unfinished(plan, figures), *answers(plan, figures, picture, cut), *proved]:
        style = f"bold {answer.colour}".strip()
        table.add_row(answer.question, Text.assemble((answer.figure, style), answer.words))
    title = Text.assemble((plan.prison, "bold"), f"  {day_words(plan)}")
    return Group(title.append(f"  {plan.title}") if plan.title else title, table)


def answers(plan: Plan, figures: Figures, picture: DayPicture | None = None, cut: Sequence[Cut] = ()) -> list[Answer]:
    """What is asked first, and what is answered.

    With a ``picture`` of the plan, what its band means, and what is ``cut`` though it is high on the prison's list.
    """
    changes = changes_words(plan.changes)
    return [
        Answer("Regime band", figures.band or "none", _running(figures, picture, cut)),
        _out_of_cell(plan, figures),
        _certain(plan, figures),
        Answer("Day allows", duration(figures.core_day_ceiling), _ceiling(figures)),
        *_left_unused(plan, figures),
        Answer(
            "Open air", duration(figures.open_air), f" on average; {duration(figures.evening)} out of cell after 17:00"
        ),
        _purposeful(figures, picture),
        *([Answer("Locked up", "", _locked_up(figures))] if figures.roll else []),
        *([Answer("Changed", "", "; ".join(changes) + _on_duty(picture))] if changes else []),
    ]


def unfinished(plan: Plan, figures: Figures) -> list[Answer]:
    """What is said first of a day that is not to be used yet, or not to be taken for the best; nothing of others."""
    if plan.proof is None or plan.proof.stopped == "proved":
        return []
    if not figures.out_of_cell:
        words = ": nobody is out of cell. The search ended before it found more: give it longer (--time-limit)"
        return [Answer("Unfinished", "Not yet a useful plan", words, "red")]
    if goal := far_from_best(plan):
        words = f": {WHY_FAR[plan.proof.stopped]} may remove the reasons given below, which are those of this plan"
        names = [each.goal for each in plan.proof.goals]
        better = "A better day"
        if goal.goal in GIVES and CHANGES in names[: names.index(goal.goal)]:
            better = f"A day with more {GIVES[goal.goal]}, as near to the published one,"
        return [Answer("Unfinished", f"{better} may well exist", words, "yellow")]
    return []


def day_words(plan: Plan) -> str:
    """``Monday 23 November 2026 (weekday), 08:00-19:30``."""
    return f"{date_words(plan)}, {plan.hours}"


def date_words(plan: Plan) -> str:
    """``Monday 23 November 2026 (weekday)``."""
    day = DAYS[plan.weekday]
    if plan.date is not None:
        day += f" {plan.date.day} {plan.date:%B %Y}"
    if plan.pattern and plan.pattern.lower() != DAYS[plan.weekday].lower():
        day += f" ({plan.pattern})"
    return day


def _running(figures: Figures, picture: DayPicture | None, cut: Sequence[Cut]) -> str:
    band = picture.today.prison.bands.get(figures.band or "") if picture else None
    high = high_up(picture, figures, cut) if picture else ""
    gone = taken_away(picture)
    return (
        f". {f'{band.meaning} ' if band else ''}{f'{high} ' if high else ''}"
        f"{figures.sessions_run} of {count(figures.sessions_offered, 'session')} run, "
        f"{percent(figures.staff_on_duty_percent)} of the staff detailed are there"
        f"{f'; neither met nor missed: {gone}' if gone else ''}"
    )


def _colour(minutes: float) -> str:
    return "red" if minutes < LEAST else "green" if minutes >= EXPECTED else "yellow"


def _shares(shares: Shares) -> str:
    return f"{percent(shares.under_2h)} of people under 2 h, {percent(shares.at_10h)} at 10 h"


def _out_of_cell(plan: Plan, figures: Figures) -> Answer:
    expected = "" if plan.weekday in ("sat", "sun") else " (inspectors expect 10 h)"
    least = _least(figures, lambda group: group.out_of_cell)
    words = f" on average{expected}; least {least}; {_shares(figures.by_average)}{_in_cell(figures)}"
    return Answer("Out of cell", duration(figures.out_of_cell), words, _colour(figures.out_of_cell))


def _least(figures: Figures, minutes: Callable[[Average], float]) -> str:
    """``2 h 00 (Segregation 1 + 3 more groups)``: the least of any group, and whose it is, unless all have the same."""
    worst = round(min(map(minutes, figures.groups)))
    whose = [group.group for group in figures.groups if round(minutes(group)) == worst]
    return duration(worst) + (f" ({names(whose, NAMES, what='group')})" if len(whose) < len(figures.groups) else "")


def _in_cell(figures: Figures) -> str:
    """Why less is said of the average than of what is certain, where it is."""
    average, certain = figures.by_average, figures.by_guaranteed
    below = average.under_2h > certain.under_2h or average.at_10h < certain.at_10h
    if not below and min(g.out_of_cell for g in figures.groups) >= min(g.guaranteed for g in figures.groups):
        return ""
    return f"; {IN_CELL}"


def _certain(plan: Plan, figures: Figures) -> Answer:
    """What people with no activity at all get: the figure that inspectors look for among the unemployed."""
    minutes, whose = figures.unemployed_guaranteed, "on average for the unemployed"
    if minutes is None:
        minutes, whose = figures.guaranteed, "on average without any activity"
    proved = worst_off_proved(plan)
    least = _least(figures, lambda group: group.guaranteed) + (f", {proved}" if proved else "")
    worst = f"worst-off group {least}; {_shares(figures.by_guaranteed)}"
    return Answer("Certain", duration(minutes), f" {whose}; {worst}", _colour(minutes))


def _ceiling(figures: Figures) -> str:
    """What the fixed times alone cost, said before staffing is blamed."""
    ruled_out = ": its fixed times rule out 10 h" if figures.core_day_ceiling < EXPECTED else ""
    return f" at the most, with any number of staff{ruled_out}"


def _left_unused(plan: Plan, figures: Figures) -> list[Answer]:
    """Who is locked up for long with nothing in the way: what the averages do not show."""
    sizes = {group.group: group.size for group in figures.groups}
    free = {each.group: each.because.get("left unused", 0) / sizes[each.group] for each in figures.lost or ()}
    whose = sorted((group for group in free if free[group] >= LONG), key=lambda group: -free[group])
    if not whose:
        return []
    words = f" of {names(whose, NAMES, what='group')}, locked up with nothing in the way"
    if plan.proof and any(goal.goal == "value" and goal.given_up > 0 for goal in plan.proof.goals):
        words += ": given up for the goals below, or a longer search may use it"
    elif plan.proof and plan.proof.status != "optimal":
        words += ": a longer search may use it"
    most, least = duration(free[whose[0]]), duration(free[whose[-1]])
    return [Answer("Left unused", most if most == least else f"up to {most}", words, "yellow")]


def _purposeful(figures: Figures, picture: DayPicture | None) -> Answer:
    off, on, in_cell = adding_up(
        [figures.purposeful_hours_off_wing, figures.purposeful_hours_on_wing, figures.purposeful_hours_in_cell]
    )
    where = f": {off:,} off wing, {on:,} on wing, {in_cell:,} in cell"
    usual = f"{figures.expected_purposeful_hours:,.0f} at usual attendance"
    others = [name for name, about in picture.today.activities.items() if not about.purposeful] if picture else []
    apart = f"; not counting {names(others, NAMES)}" if others else ""
    return Answer("Purposeful", count(off + on + in_cell, "person-hour"), f"{where}; {usual}{apart}")


def _on_duty(picture: DayPicture | None) -> str:
    """Who is on duty where a change is of those detailed, of whom some are taken off; nothing where it is not."""
    if picture is None:
        return ""
    before = {(crew.shift, crew.role): crew for crew in picture.today.before.crews}
    said = []
    for crew in picture.today.crews:
        was = before.get((crew.shift, crew.role), crew)
        if crew.detailed != was.detailed and crew.people != crew.detailed:
            said.append(f"{crew.shift} {crew.role.replace('_', ' ')} {was.people} to {crew.people}")
    return f". On duty, of those detailed: {names(said, 2 * NAMES)}" if said else ""


def _locked_up(figures: Figures) -> str:
    """The virtual roll checks."""
    return ", ".join(
        f"{percent(check.locked)} at {clock(check.at)} ({percent(check.off_wing)} in off-wing activity)"
        for check in figures.roll
    )
