"""R12 pins: what the user pins is kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from regime.checker.finding import Finding
from regime.checker.wording import from_to
from regime.clock import Span
from regime.picture import DayPicture
from regime.prison import Pin
from regime.spans import common, without

_finding = partial(Finding, rule="R12", title="pins")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Pins that the plan does not keep."""
    for pin in picture.today.prison.pins:
        if pin.group is not None:
            for group in picture.today.select(pin.group):
                yield from _of_group(picture, pin, group)
        elif pin.activity is not None:
            yield from _of_activity(picture, pin, pin.activity)


def _of_group(picture: DayPicture, pin: Pin, group: str) -> Iterator[Finding]:
    if pin.unlocked is not None:
        runs = picture.unlocks[group] if pin.on_wing is None else picture.runs[group].get(pin.on_wing, ())
        what = "unlocked" if pin.on_wing is None else f"unlocked for {pin.on_wing}"
        yield from (_not_so(group, what, pin.unlocked, span) for span in without([pin.unlocked], runs))
    if pin.locked is not None:
        wrong = common([pin.locked], picture.unlocks[group])
        yield from (_not_so(group, "locked up", pin.locked, span) for span in wrong)


def _not_so(group: str, what: str, pinned: Span, span: Span) -> Finding:
    return _finding(
        sentence=f"Group {group} is pinned to be {what} {from_to(pinned)}, and is not {from_to(span)}.",
        span=span,
        measured=pinned.minutes - span.minutes,
        limit=pinned.minutes,
        unit="minutes",
    )


def _of_activity(picture: DayPicture, pin: Pin, activity: str) -> Iterator[Finding]:
    runs = [s.time for s in picture.running if s.activity == activity and pin.session in (None, s.time)]
    if pin.cancelled:
        for time in runs:
            yield _finding(sentence=f"{activity} {time} is pinned to be cancelled, and runs.", span=time)
    elif not runs:
        yield _finding(sentence=f"{activity} {pin.session} is pinned to run, and does not.", span=pin.session)
