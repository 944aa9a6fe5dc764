"""R12 pins: what the user pins is kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from regime.checker.finding import Finding
from regime.checker.wording import from_to, owed, people
from regime.clock import Span, clock
from regime.picture import DayPicture
from regime.prison import Pin
from regime.shortfalls import given
from regime.spans import common, without

_finding = partial(Finding, rule="R12", title="pins")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Pins that the plan does not keep."""
    for pin in picture.today.prison.pins:
        if pin.entitlement is not None:
            yield from _of_floor(picture, pin)
        elif pin.group is not None:
            for group in picture.today.select(pin.group):
                yield from _of_group(picture, pin, group)
        elif pin.people is not None:
            yield from _of_people(picture, pin, pin.people)
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


def _of_floor(picture: DayPicture, pin: Pin) -> Iterator[Finding]:
    for floor in picture.today.floors:
        if (floor.entitlement, floor.group) == (pin.entitlement, pin.group):
            has = given(picture, floor)
            if has < floor.amount:
                yield _finding(
                    sentence=f"Group {floor.group} is pinned to have {floor.entitlement} in full, "
                    f"and has {has} of {owed(floor.amount, floor.unit)}.",
                    measured=has,
                    limit=floor.amount,
                    unit=floor.unit,
                )


def _of_people(picture: DayPicture, pin: Pin, wanted: int) -> Iterator[Finding]:
    groups = picture.today.select_any(pin.of or ["all"])
    there = sum(
        session.people.get(group, 0)
        for session in picture.running
        if session.activity == pin.activity and pin.means(session.time)
        for group in groups
    )
    if there < wanted:
        whose = f" of {', '.join(pin.of)}" if pin.of else ""
        when = f" {pin.session}" if pin.session else f" at {clock(pin.at)}" if pin.at is not None else ""
        yield _finding(
            sentence=f"{pin.activity}{when} is pinned to have {people(wanted)}{whose} at least, and has {there}.",
            span=pin.session,
            measured=there,
            limit=wanted,
            unit="people",
        )


def _of_activity(picture: DayPicture, pin: Pin, activity: str) -> Iterator[Finding]:
    runs = [s.time for s in picture.running if s.activity == activity and pin.session in (None, s.time)]
    if pin.cancelled:
        for time in runs:
            yield _finding(sentence=f"{activity} {time} is pinned to be cancelled, and runs.", span=time)
    elif not runs:
        yield _finding(sentence=f"{activity} {pin.session} is pinned to run, and does not.", span=pin.session)
