"""The governor's page: the answer on top, the day in pictures, and real tables under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regime.comparing import PlanComparison, compare
from regime.explain.result import Tight
from regime.explain.tight import tight
from regime.page.changes import session_changes, unlock_changes
from regime.page.comparing import amounts
from regime.page.headline import Answer, answers, day_words
from regime.page.proof import ENDED, verdict
from regime.page.sessions import WHY
from regime.plan import LostCause
from regime.report.cells import Cell, cells
from regime.report.cuts import Cut, cuts
from regime.report.pictures.day import day
from regime.report.pictures.lost import lost, minutes_lost
from regime.report.pictures.out_of_cell import out_of_cell
from regime.report.pictures.places import places
from regime.report.pictures.roll import Roll, roll, rolls
from regime.report.pictures.staff import staff
from regime.report.rendering import render
from regime.report.reported import Reported
from regime.whatif.result import WhatIf


def governor(days: Sequence[Reported], run: WhatIf | None) -> Iterator[tuple[str, bytes]]:
    """One page for all plans, beside the pictures on their own."""
    shown = [_shown(number, reported, days[0]) for number, reported in enumerate(days)]
    beside = [_beside(days[0], other) for other in days[1:]]
    yield "governor.html", render("governor.html", days=shown, beside=beside, curve=None, why=WHY, ended=ENDED)
    for each in shown:
        for name, picture in each.pictures.items():
            start = f"{each.about.name}-" if len(days) > 1 else ""
            yield f"pictures/{start}{name}.svg", picture.encode()


@dataclass(frozen=True)
class _Shown:
    """One plan as the page shows it."""

    number: int
    about: Reported
    day: str
    answers: list[Answer]
    proof: str | None
    pictures: dict[str, str]
    cells: dict[str, list[Cell]]
    rolls: list[Roll]
    lost: dict[LostCause, float]
    cuts: list[Cut]
    tight: list[Tight]

    @property
    def changed(self) -> bool:
        """Whether anything is marked as different from the first plan."""
        return any(cell.before is not None for row in self.cells.values() for cell in row)


@dataclass(frozen=True)
class _Beside:
    """Another plan beside the first."""

    name: str
    found: PlanComparison
    figures: list[tuple[str, str, str, str]]
    unlocks: list[tuple[list[str], str]]
    sessions: list[tuple[str, str]]


def _beside(first: Reported, other: Reported) -> _Beside:
    found = compare(first.plan, other.plan)
    unlocks, sessions = unlock_changes(other.plan, first.plan), session_changes(other.plan, first.plan)
    return _Beside(other.name, found, amounts(found), unlocks, sessions)


def _shown(number: int, reported: Reported, first: Reported) -> _Shown:
    picture, figures = reported.picture, reported.figures
    against = first.picture if number else None
    pictures = {
        "out-of-cell": out_of_cell(figures, f"out-of-cell-{number}"),
        "day": day(picture, against, f"day-{number}"),
        "staff": staff(reported.plan, f"staff-{number}"),
        "roll": roll(picture, f"roll-{number}"),
        "places": places(figures, f"places-{number}"),
        "lost": lost(figures, f"lost-{number}"),
    }
    return _Shown(
        number=number,
        about=reported,
        day=day_words(reported.plan),
        answers=answers(reported.plan, figures),
        proof=verdict(reported.plan),
        pictures=pictures,
        cells={group: list(cells(picture, group, against)) for group in reported.today.groups},
        rolls=rolls(picture),
        lost=minutes_lost(figures),
        cuts=cuts(picture),
        tight=tight(reported.today, reported.plan),
    )
