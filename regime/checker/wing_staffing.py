"""R02 wing staffing: the step table of a wing says how many may be out on it together.

The officers that the table asks for are work like any other and are checked with it (R01).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from regime.checker.finding import Finding, together
from regime.checker.wording import from_to, people, wing_called
from regime.clock import Span
from regime.picture import DayPicture

_finding = partial(Finding, rule="R02", title="wing staffing")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Wings with more people out than their last step allows."""
    for (wing, out, most), span in together(_above(picture)):
        yield _finding(
            sentence=f"{from_to(span)} {wing_called(wing)} has {people(out)} out; its step table ends at "
            f"{people(most)}.",
            span=span,
            measured=out,
            limit=most,
            unit="people",
        )


def _above(picture: DayPicture) -> Iterator[tuple[tuple[str, int, int], Span]]:
    for name, wing in picture.today.wings.items():
        most, _ = wing.staffing.steps(sum(group.size for group in wing.groups.values()))[-1]
        for period, span in enumerate(picture.periods):
            out = picture.wing_people(name, period)
            if out > most:
                yield (name, out, most), span
