"""Which wing suffers first as things get tighter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from regime.measured import Figures
from regime.plan import Change
from regime.whatif.looser import allows
from regime.whatif.result import Point, WhatIf

NOTICED = 15.0
"""Minutes a person from which a loss of time out of cell counts."""


@dataclass(frozen=True)
class Suffers:
    """A wing that loses time out of cell, as the first of all, against the day as it is."""

    wing: str
    point: str
    """The first point at which it does."""
    lost: float
    """Minutes for each of its people on average."""


def suffers_first(run: WhatIf) -> Suffers | None:
    """The wing that loses most at the first point, from the day as it is to ever tighter ones, at which any does.

    None where no wing loses, the run has no points that are tighter one after the other, or too little was found of the
    day as it is or of a point on the way to tell.
    """
    given = [
        change for point in run.points[:1] for change in point.changes if all(change in p.changes for p in run.points)
    ]
    base = next((point for point in run.points if point.figures and _nothing_else(point, given)), None)
    if base is None or base.figures is None or base.found_little:
        return None
    others = [point for point in run.points if point.figures and point is not base]
    tighter = [point for point in others if allows(base.changes, point.changes)]
    before = _by_wing(base.figures)
    for point in sorted(tighter, key=lambda point: -sum(allows(point.changes, each.changes) for each in tighter)):
        assert point.figures is not None
        if point.found_little:
            return None
        lost = {wing: before[wing] - out for wing, out in _by_wing(point.figures).items()}
        wing = max(lost, key=lambda name: lost[name])
        if lost[wing] >= NOTICED:
            return Suffers(wing, point.name, lost[wing])
    return None


def _nothing_else(point: Point, given: Sequence[Change]) -> bool:
    """Whether nothing is changed beside what is changed at every point."""
    return all(change.new == change.old for change in point.changes if change not in given)


def _by_wing(figures: Figures) -> dict[str, float]:
    """Average minutes out of cell on each wing."""
    out: dict[str, float] = defaultdict(float)
    people: dict[str, int] = defaultdict(int)
    for group in figures.groups:
        out[group.wing] += group.out_of_cell * group.size
        people[group.wing] += group.size
    return {wing: out[wing] / people[wing] for wing in out}
