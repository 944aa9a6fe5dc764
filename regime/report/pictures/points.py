"""A point of a what-if run in words and colours: the words for whoever cannot see the picture or points at it."""

from __future__ import annotations

from regime.change_words import first_changes
from regime.page.whatif import at_most
from regime.page.words import count, duration
from regime.whatif.result import Point, WhatIf

BANDS = {
    "Green": ("#a9dcb4", "#edf8ef"),
    "Green-Amber": ("#dfe39a", "#fafbe9"),
    "Amber-Red": ("#f8c67f", "#fef5e7"),
    "Red": ("#f0a197", "#fdefed"),
}
"""Colours of the usual bands, for the strip with their names and for the columns below it."""


def band(point: Point) -> str:
    """The band of a point, in a word."""
    return (point.figures.band or "none") if point.figures else point.no_plan


def made_words(run: WhatIf) -> str:
    """What was changed at every point, after what is varied."""
    made = first_changes(run.changes)
    return f"; changed: {made}" if made else ""


def sentence(point: Point) -> str:
    """A point in words."""
    figures = point.figures
    if figures is None:
        return f"{point.name}: {point.no_plan}."
    proved = f"; value {point.value_hours:,.0f} person-hours" if point.value_hours is not None else ""
    proved += f", at most {at_most(point)}" if proved and point.at_most_hours is not None else ""
    weak = "; little was found in the time given, and a better day may well exist" if point.found_little else ""
    short = f"; {count(point.short, 'entitlement')} not met in full" if point.short else ""
    return (
        f"{point.name}: {figures.band or 'no band'}; {duration(figures.out_of_cell)} out of cell on average, "
        f"{duration(figures.guaranteed)} for certain, {duration(figures.worst_guaranteed)} for the worst-off group; "
        f"{figures.purposeful_hours:,.0f} purposeful person-hours{proved}{short}{weak}."
    )
