"""R04 one place at a time: nobody is counted twice, and a group is unlocked for one thing at a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from regime.checker.finding import Finding, together
from regime.checker.wording import from_to, people
from regime.clock import Span
from regime.picture import DayPicture

_finding = partial(Finding, rule="R04", title="one place at a time")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Groups with more people away than they have, or with stretches that overlap or are out of order."""
    for (group, away, size), span in together(_twice(picture)):
        yield _finding(
            sentence=f"{from_to(span)} {people(away)} of group {group} are away in sessions; "
            f"the group is {people(size)}.",
            span=span,
            measured=away,
            limit=size,
            unit="people",
        )
    for day in picture.plan.groups:
        for first, then in pairwise(day.unlocked):
            if then.time.start < first.time.end:
                order = "while it is still" if then.time.overlaps(first.time) else "listed after"
                yield _finding(
                    sentence=f"Group {day.group} is unlocked for {then.on_wing} {then.time} {order} "
                    f"unlocked for {first.on_wing} {first.time}.",
                    span=then.time,
                )


def _twice(picture: DayPicture) -> Iterator[tuple[tuple[str, int, int], Span]]:
    for group, about in picture.today.groups.items():
        for period, span in enumerate(picture.periods):
            away = picture.away(group, period)
            if away > about.size:
                yield (group, away, about.size), span
