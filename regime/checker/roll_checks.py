"""R10 roll checks: everybody is locked up or settled where they may be counted, and nobody moves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from regime.checker.finding import Finding
from regime.checker.wording import from_to, named, people
from regime.clock import Span
from regime.picture import DayPicture
from regime.spans import common

_finding = partial(Finding, rule="R10", title="roll checks")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Groups, sessions and movements that are out and about during a roll check."""
    for roll_check in picture.today.roll_checks:
        during = f"During the roll check {roll_check}"
        for group, unlocks in picture.unlocks.items():
            for span in common(unlocks, [roll_check]):
                yield _finding(sentence=f"{during} group {group} is unlocked {from_to(span)}.", span=span)
        yield from _sessions(picture, roll_check, during)
        for move in picture.plan.movements:
            if move.time.overlaps(roll_check):
                yield _finding(sentence=f"{during} there is a movement on {move.route} {move.time}.", span=move.time)


def _sessions(picture: DayPicture, roll_check: Span, during: str) -> Iterator[Finding]:
    for session in picture.running:
        about = picture.today.activities[session.activity]
        settled = about.settled_at_roll_check and session.time.contains(roll_check)
        if about.where == "in-cell" or settled:
            continue
        away = {group: picture.span_away(session, group) for group in session.people}
        out = sum(session.people[group] for group, span in away.items() if span.overlaps(roll_check))
        if out:
            yield _finding(
                sentence=f"{during} {people(out)} {'is' if out == 1 else 'are'} in {named(session)} or on the way.",
                span=roll_check,
                measured=out,
                limit=0,
                unit="people",
            )
