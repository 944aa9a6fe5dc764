"""The governor's page: the answer on top, the day in pictures, and real tables under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from regime.against import differences, felt, felt_changes
from regime.change_words import changes_words
from regime.comparing import PlanComparison, compare
from regime.explain.result import Tight
from regime.explain.tight import tight
from regime.figures.cuts import Cut, cuts
from regime.measured import LostCause
from regime.page.changes import session_changes, unlock_changes
from regime.page.comparing import amounts
from regime.page.cuts import PLAN_AGAIN, about_cuts, alike, but_for, named, nothing
from regime.page.headline import Answer, answers, unfinished
from regime.page.least import Least, least, meaning
from regime.page.lost import CAUSES, minutes_lost
from regime.page.proof import VALUE, changes_proved, ended, goals_proved, verdict
from regime.page.sessions import WHY
from regime.page.times import about_air, below_certain, met_with_less_air, why_below
from regime.page.whatif import at_most, given_up, marks, marks_mean
from regime.page.words import interval, left_out_words
from regime.plan import Against
from regime.report.cells import Cell, cells
from regime.report.cuts import cut_answer, shortfalls_alike
from regime.report.pictures.day import day
from regime.report.pictures.gauge import gauge
from regime.report.pictures.lost import lost
from regime.report.pictures.out_of_cell import out_of_cell
from regime.report.pictures.places import places
from regime.report.pictures.roll import Roll, roll, rolls
from regime.report.pictures.staff import staff
from regime.report.pictures.what_if import what_if
from regime.report.rendering import render
from regime.report.reported import Reported
from regime.spans import joined
from regime.today import Floor
from regime.whatif.result import WhatIf

ROWS = 32
"""Groups in one picture, at the most: more of them cannot be read on a page across."""


def governor(days: Sequence[Reported], run: WhatIf | None, folders: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """One page for all plans, and the pictures of each on their own in its folder."""
    shown = [_shown(number, reported, days[0]) for number, reported in enumerate(days)]
    beside = [_beside(days[0], other) for other in days[1:]]
    curve = what_if(run) if run else None
    yield (
        "governor.html",
        render(
            "governor.html",
            days=shown,
            beside=beside,
            figures=_figures(beside),
            run=run,
            curve=curve,
            why=WHY,
            causes=CAUSES,
            ended=ended,
            alike=alike,
            named=named,
            shortfalls_alike=shortfalls_alike,
            interval=interval,
            joined=joined,
            unlock_changes=unlock_changes,
            session_changes=session_changes,
            changes_words=changes_words,
            at_most=at_most,
            given_up=given_up,
            marks=marks,
            marks_mean=marks_mean,
            below_certain=below_certain,
            why_below=why_below,
            goals_proved=goals_proved,
            value_means=VALUE,
            plan_again=PLAN_AGAIN,
            about_cuts=about_cuts,
            changes_proved=changes_proved,
            but_for=but_for,
            nothing=nothing,
            least_means=meaning(),
        ),
    )
    if curve:
        yield "pictures/what-if.svg", curve.encode()
    for each, folder in zip(shown, folders, strict=True):
        for name, parts in each.pictures.items():
            for number, picture in enumerate(parts, 1):
                part = f"-{number}" if len(parts) > 1 else ""
                yield f"{folder}pictures/{name}{part}.svg", picture.encode()


@dataclass(frozen=True)
class _Shown:
    """One plan as the page shows it."""

    number: int
    about: Reported
    answers: list[Answer]
    """What is read first."""
    more: list[Answer]
    unfinished: str
    """What is said before that of a day that may be far from the best."""
    gauges: dict[str, str]
    """Question -> the picture of its answer."""
    proof: str | None
    pictures: dict[str, list[str]]
    """Name -> the picture, in as many parts as fit a printed page."""
    cells: dict[str, list[Cell]]
    rolls: list[Roll]
    lost: dict[LostCause, int]
    cuts: list[Cut]
    tight: list[Tight]
    least: list[Least]
    against: Against | None
    """What of the published plan is other for anybody."""
    less_air: Mapping[str, Floor]
    """Group -> its entitlement to open air, where that counts as met though its average is less."""
    about_air: list[str]

    @property
    def changed(self) -> bool:
        """Whether anything is marked as different from the first plan."""
        return any(cell.before is not None for row in self.cells.values() for cell in row)


@dataclass(frozen=True)
class _Beside:
    """Another plan beside the first."""

    name: str
    found: PlanComparison
    unlocks: list[tuple[list[str], str]]
    sessions: list[tuple[str, str]]


def _beside(first: Reported, other: Reported) -> _Beside:
    found = compare(first.plan, other.plan)
    against = felt(differences(other.plan, first.plan), first.picture, other.picture)
    return _Beside(other.name, found, unlock_changes(other.plan, against), session_changes(against))


def _figures(beside: Sequence[_Beside]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Each figure with its name, the first day's amount, and the amount and the difference of every other."""
    columns = [amounts(other.found) for other in beside]
    return [(row[0][0], row[0][1], [(value, more) for _, _, value, more in row]) for row in zip(*columns, strict=True)]


def _shown(number: int, reported: Reported, first: Reported) -> _Shown:
    picture, figures = reported.picture, reported.figures
    before, was = (first.picture, first.figures) if number else (None, None)
    pages = list(enumerate(parts(list(reported.today.groups))))
    pictures = {
        "out-of-cell": [out_of_cell(figures, groups, was, f"out-of-cell-{number}-{part}") for part, groups in pages],
        "day": [day(picture, groups, before, f"day-{number}-{part}") for part, groups in pages],
        "staff": [staff(reported.plan, reported.today.planned, f"staff-{number}")],
        "roll": [roll(picture, f"roll-{number}")],
        "places": [places(figures, f"places-{number}")],
        "lost": [lost(figures, f"lost-{number}")],
    }
    cut, less_air = cuts(picture), met_with_less_air(picture, figures)
    told = answers(reported.plan, figures, picture, cut)
    unemployed = figures.guaranteed if figures.unemployed_guaranteed is None else figures.unemployed_guaranteed
    return _Shown(
        number=number,
        about=reported,
        answers=[*told[:3], cut_answer(picture, cut)],
        more=told[3:],
        unfinished=_unfinished(reported),
        gauges={
            "Out of cell": gauge(figures.out_of_cell, f"gauge-average-{number}"),
            "Certain": gauge(unemployed, f"gauge-certain-{number}"),
        },
        proof=verdict(reported.plan),
        pictures=pictures,
        cells={group: list(cells(picture, group, before)) for group in reported.today.groups},
        rolls=rolls(picture),
        lost=minutes_lost(figures.lost or (), figures.population),
        cuts=cut,
        tight=tight(reported.today, reported.plan),
        least=least(picture, figures),
        against=felt_changes(picture),
        less_air=less_air,
        about_air=about_air(picture, less_air),
    )


def _unfinished(reported: Reported) -> str:
    """That a plan is a draft, leaves out groups, or is no closer to the best than was asked; nothing of others. Rules
    that it breaks are listed above it."""
    if reported.findings:
        return left_out_words(reported.left_out)
    if not (reported.caveat or unfinished(reported.plan, reported.figures)):
        return ""
    why = reported.caveat or "A better day may well exist: the search went no closer to the best than was asked."
    return f"{why} The reasons given below are those of this plan."


def parts(groups: list[str]) -> Iterator[list[str]]:
    """The groups in as many parts, about alike, as there are pages to print them on."""
    pages = -(-len(groups) // ROWS)
    size = -(-len(groups) // pages)
    for start in range(0, len(groups), size):
        yield groups[start : start + size]
