"""Whether the shifts can be as they are described: their hours, their breaks, and who is taken off them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from regime.clock import WEEKDAYS, clock
from regime.paths import dotted
from regime.prison import Prison, Shift
from regime.problems import Code, Finding, Path
from regime.today import Today

LONGEST_NIGHT = 14 * 60
"""Minutes that a shift over midnight may last before it looks like a slip in its times."""


def shift_findings(prison: Prison) -> Iterator[Finding]:
    """Deductions from shifts and from staff in post, hours of shifts, and the windows of their breaks."""
    crews = [crew for weekday in WEEKDAYS for crew in Today.of(prison, weekday).crews]
    there = [(crew.shift, crew.role, crew.people) for crew in crews]
    for name, shift in prison.staff.items():
        at: Path = ("staff", name)
        for role in dict.fromkeys(role for less in shift.less.values() for role in less):
            left = min((n for *who, n in there if who == [name, role]), default=shift.on_duty(role))
            if left < 0:
                causes = [cause for cause, less in shift.less.items() if role in less]
                off = sum(shift.less[cause][role] for cause in causes)
                what = f"{dotted(at)}: {off} {role} are taken off, but only {left + off} are detailed"
                spot = (*at, "less", causes[-1], role)
                yield Finding(spot, Code.STAFF_BELOW_ZERO, what, "smaller deductions.", on_name=True)
        yield from _hours(at, shift)
        yield from _breaks(at, shift)
    yield from _in_post(prison)


def _hours(at: Path, shift: Shift) -> Iterator[Finding]:
    """Shifts of no length, and those over midnight that are longer than any night."""
    if shift.end == shift.start:
        what = f"{dotted(at)} starts and ends at {clock(shift.start)}"
        try_ = "a later end, or start: 00:00 and end: 24:00 for all day."
        yield Finding((*at, "end"), Code.WRONG_VALUE, what, try_)
    elif shift.end < shift.start and (long := 24 * 60 - shift.start + shift.end) > LONGEST_NIGHT:
        hours = f"{clock(shift.start)}-{clock(shift.end)}"
        what = f"{dotted(at)} ends before it starts: {hours} is over midnight, and {long / 60:.3g} hours long"
        yield Finding((*at, "end"), Code.WRONG_VALUE, what, "a later end, or two shifts.", "warning")


def _in_post(prison: Prison) -> Iterator[Finding]:
    """More staff taken off than are in post."""
    for role, about in prison.in_post.items():
        at = ("in_post", role)
        if about.left < 0:
            off = about.people - about.left
            what = f"{dotted(at)}: {off} {role} are taken off, but only {about.people} are in post"
            yield Finding((*at, "less"), Code.STAFF_BELOW_ZERO, what, "smaller deductions.", on_name=True)


def _breaks(at: Path, shift: Shift) -> Iterator[Finding]:
    over_midnight = shift.end <= shift.start
    hours = f"{clock(shift.start)}-{clock(shift.end)}"
    for number, taken in enumerate(shift.breaks):
        window = taken.between
        inside = shift.start <= window.start and window.end <= shift.end
        if over_midnight:
            inside = window.end <= shift.end or window.start >= shift.start
        if not inside:
            what = f"{dotted(at)}: the break between {window} is not within {hours}"
            yield Finding((*at, "breaks", number, "between"), Code.BREAK_MISPLACED, what, "a window inside the shift.")
    for (_, first), (number, second) in combinations(enumerate(shift.breaks), 2):
        if first.between.overlaps(second.between):
            what = f"{dotted(at)}: the breaks between {first.between} and {second.between} overlap"
            try_ = "windows that do not overlap, so that everybody can take both."
            yield Finding((*at, "breaks", number, "between"), Code.BREAK_MISPLACED, what, try_)
