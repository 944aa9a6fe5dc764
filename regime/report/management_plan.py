"""The regime management plan as a document to sign: thresholds, bands, what goes first, safe staffing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from regime.bands import asked, missed
from regime.change_words import changes_words
from regime.changes import changed
from regime.checker import Finding
from regime.ladder.result import Item, Ladder, Rung, Threshold
from regime.measured import Average, Figures
from regime.page.headline import day_words
from regime.page.ladder import (
    UNPROVED,
    figures_of,
    in_all,
    least_words,
    notes,
    point,
    span_words,
    unit_words,
    unproved_words,
)
from regime.page.whatif import marks, marks_mean
from regime.page.words import duration, percent
from regime.plan import Session
from regime.prison import Prison
from regime.report.governor import parts
from regime.report.pictures.day import day
from regime.report.pictures.points import BANDS
from regime.report.pictures.what_if import what_if
from regime.report.rendering import render
from regime.report.reported import reported
from regime.report.safe_staffing import areas
from regime.today import Today
from regime.whatif.result import WhatIf

SIGNED_BY = (
    "Governor",
    "Head of operations",
    "Head of residence and safety",
    "Head of reducing reoffending",
    "Healthcare",
    "Staff associations",
    "Health and safety representative",
)
"""Who agrees on a regime management plan: managers, unions with health and safety, healthcare (HMPPS exceptional
delivery guidance; POA Circular 91 of 2014). Which managers is usual practice."""

LOG_LINES = 8
"""Empty lines of the log of decisions."""

FIGURES: tuple[tuple[str, Callable[[Figures], str]], ...] = (
    ("Time out of cell, on average", lambda f: duration(f.out_of_cell)),
    ("For certain, the unemployed", lambda f: duration(_unemployed(f))),
    ("For certain, the worst-off group", lambda f: duration(f.worst_guaranteed)),
    ("Open air, on average", lambda f: duration(f.open_air)),
    ("Out of cell after 17:00", lambda f: duration(f.evening)),
    ("Purposeful person-hours", lambda f: f"{_purposeful(f):,.0f}"),
    ("Sessions that run", lambda f: f"{f.sessions_run} of {f.sessions_offered}"),
    ("Entitlements met in full", lambda f: percent(f.floors_met_percent)),
    ("People under 2 h, on average", lambda f: percent(f.by_average.under_2h)),
)
"""What is said of each band."""


def management_plan(prison: Prison, found: Ladder) -> bytes:
    """The document as HTML that needs nothing else; ``prison`` is that of the file, before any changes."""
    top = found.rungs[0].plan
    base, _ = changed(prison, {change.path: change.new for change in found.changes})
    bands = list(_bands(prison, found))
    return render(
        "management_plan.html",
        found=found,
        day=day_words(top),
        span=span_words(found),
        role=found.role.replace("_", " "),
        changes=changes_words(found.changes),
        bands=bands,
        usual=found.rung_for(found.usual),
        figures=[(name, [_said(name, say, band) for band in bands]) for name, say in FIGURES],
        asked={name: asked(band) for name, band in base.bands.items()},
        missed=[(band, better, why) for band in bands for better, why in _missed(base, band)],
        marks_mean=list(marks_mean([point(band.rung) for band in bands])),
        groups=list(_groups(bands)),
        curve=what_if(_curve(found), "curve", called="regime ladder"),
        kept=[_row(found, item) for item in found.items],
        dropped=[(rung, unit_words(found, rung.dropped)) for rung in found.rungs if rung.dropped],
        notes=list(notes(found)),
        unproved=unproved_words(found),
        unproved_mark=UNPROVED,
        in_all=in_all,
        areas=areas(Today.of(base, top.weekday, top.date), found),
        posts_listed=any(unit.kind == "post" for item in found.items for unit in item.units),
        least=least_words(found.least),
        signed_by=SIGNED_BY,
        log_lines=LOG_LINES,
        colours={name: strong for name, (strong, _) in BANDS.items()},
        findings=[finding for band in bands for finding in band.findings],
        made=top.made,
        proof=top.proof,
    )


def _said(name: str, say: Callable[[Figures], str], band: _Band) -> str:
    """A figure of a band; its marks stand beside the first."""
    return say(band.figures) + (marks(point(band.rung)) if name == FIGURES[0][0] else "")


def _unemployed(figures: Figures) -> float:
    return figures.guaranteed if figures.unemployed_guaranteed is None else figures.unemployed_guaranteed


def _purposeful(figures: Figures) -> float:
    return figures.purposeful_hours_off_wing + figures.purposeful_hours_on_wing + figures.purposeful_hours_in_cell


@dataclass(frozen=True)
class _Band:
    """A band with the day that everybody in it can run: that of its lowest rung."""

    number: int
    threshold: Threshold
    rung: Rung
    pictures: list[str]
    sessions: list[tuple[str, list[Session]]]
    findings: tuple[Finding, ...]

    @property
    def figures(self) -> Figures:
        return figures_of(self.rung.plan)

    @property
    def unlocks(self) -> list[tuple[list[str], list[str]]]:
        """Groups with the same unlocks, and these."""
        same: dict[tuple[str, ...], list[str]] = {}
        for group in self.rung.plan.groups:
            said = tuple(f"{stretch.time} {stretch.on_wing}" for stretch in group.unlocked)
            same.setdefault(said, []).append(group.group)
        return [(groups, list(said)) for said, groups in same.items()]


def _bands(prison: Prison, found: Ladder) -> Iterator[_Band]:
    for number, threshold in enumerate(found.thresholds):
        rung = next(rung for rung in found.rungs if rung.officers == threshold.officers)
        again = reported(prison, threshold.band or "none", rung.plan)
        sessions: dict[str, list[Session]] = {}
        for session in again.plan.sessions:
            sessions.setdefault(session.activity, []).append(session)
        pages = enumerate(parts(list(again.today.groups)))
        pictures = [day(again.picture, groups, name=f"day-{number}-{page}") for page, groups in pages]
        yield _Band(number, threshold, rung, pictures, list(sessions.items()), again.findings)


def _missed(prison: Prison, band: _Band) -> Iterator[tuple[str, list[str]]]:
    """The next better band than one of the plan, and what its day lacks for that."""
    names = list(prison.bands)
    place = names.index(band.threshold.band) if band.threshold.band else len(names)
    if place and (why := missed(prison.bands[names[place - 1]], band.figures)):
        yield names[place - 1], why


def _groups(bands: Sequence[_Band]) -> Iterator[tuple[Average, list[Average]]]:
    """Each group with its figures in each band."""
    by_band = [{group.group: group for group in band.figures.groups} for band in bands]
    for group in bands[0].figures.groups:
        yield group, [each[group.group] for each in by_band]


def _row(found: Ladder, item: Item) -> tuple[Item, list[tuple[int, int]]]:
    """How much of an item each rung keeps, of how much."""
    gone = [found.gone(rung) for rung in found.rungs]
    return item, [(sum(unit not in each for unit in item.units), len(item.units)) for each in gone]


def _curve(found: Ladder) -> WhatIf:
    """The rungs as the points of a picture, the fewest officers first."""
    points = [*map(point, reversed(found.rungs))]
    return WhatIf(prison=found.prison, varied=f"{found.role.replace('_', ' ')} in all", points=points)
