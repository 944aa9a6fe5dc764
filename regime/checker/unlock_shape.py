"""R06 unlock shape: unlocks and locked gaps are long enough, not too many, and inside the unlock hours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from regime.checker.finding import Finding
from regime.checker.wording import from_to, listed, minutes, named, times
from regime.clock import Span, clock
from regime.picture import DayPicture
from regime.spans import DAY, joined, length, without

_finding = partial(Finding, rule="R06", title="unlock shape")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Unlocks, on-wing times and sessions that do not fit the shape of the day."""
    decisions = _decision_times(picture)
    for group in picture.today.groups:
        yield from _unlocks(picture, group)
        for name, runs in picture.runs[group].items():
            yield from _on_wing(picture, group, name, runs)
        # People who plan by hand unlock when they like; a planned day keeps to its decision times.
        if picture.plan.proof is not None:
            yield from _off_the_grid(picture, group, decisions)
    yield from _sessions(picture)


def _unlocks(picture: DayPicture, group: str) -> Iterator[Finding]:
    shape, hours, unlocks = picture.today.prison.day.unlocks, picture.today.hours, picture.unlocks[group]
    for span in unlocks:
        if span.minutes < shape.shortest:
            yield _finding(
                sentence=f"Group {group} is unlocked {from_to(span)}: {minutes(span.minutes)}, "
                f"and an unlock lasts at least {shape.shortest}.",
                span=span,
                measured=span.minutes,
                limit=shape.shortest,
                unit="minutes",
            )
    for before, after in pairwise(unlocks):
        gap = Span.of(before.end, after.start)
        if gap.minutes < shape.shortest_gap:
            yield _finding(
                sentence=f"Group {group} is locked up {from_to(gap)}: {minutes(gap.minutes)} between two unlocks, "
                f"and that lasts at least {shape.shortest_gap}.",
                span=gap,
                measured=gap.minutes,
                limit=shape.shortest_gap,
                unit="minutes",
            )
    if len(unlocks) > shape.at_most:
        yield _finding(
            sentence=f"Group {group} is unlocked {times(len(unlocks), 'time')}; at most {shape.at_most} a day allowed.",
            measured=len(unlocks),
            limit=shape.at_most,
            unit="unlocks",
        )
    for span in without(unlocks, [hours]):
        yield _finding(sentence=f"Group {group} is unlocked {from_to(span)}, outside the hours {hours}.", span=span)


def _on_wing(picture: DayPicture, group: str, name: str, runs: tuple[Span, ...]) -> Iterator[Finding]:
    time = picture.today.prison.on_wing[name]
    windows = joined(picture.today.windows(time))
    about = partial(_finding, unit="minutes")
    for span in runs:
        has = f"Group {group} has {name} {from_to(span)}"
        # Without windows of its own it may be had at any unlock hour, and those are checked above.
        if time.windows is not None and not any(window.contains(span) for window in windows):
            when = "inside " + listed(str(window) for window in windows) if windows else "today"
            yield _finding(sentence=f"{has}; it is allowed {'only' if windows else 'not'} {when}.", span=span)
        if time.shortest is not None and span.minutes < time.shortest:
            yield about(
                sentence=f"{has}: {minutes(span.minutes)}, and it lasts at least {time.shortest}.",
                span=span,
                measured=span.minutes,
                limit=time.shortest,
            )
        if time.longest is not None and span.minutes > time.longest:
            yield about(
                sentence=f"{has}: {minutes(span.minutes)}, and it lasts at most {time.longest}.",
                span=span,
                measured=span.minutes,
                limit=time.longest,
            )
    if time.periods is not None and len(runs) > time.periods:
        yield _finding(
            sentence=f"Group {group} has {name} {times(len(runs), 'time')}; at most {time.periods} a day allowed.",
            measured=len(runs),
            limit=time.periods,
            unit="periods",
        )
    if time.most is not None and length(runs) > time.most:
        yield about(
            sentence=f"Group {group} has {minutes(length(runs))} of {name}; at most {time.most} a day allowed.",
            measured=length(runs),
            limit=time.most,
        )


def _decision_times(picture: DayPicture) -> frozenset[int]:
    today = picture.today
    spans = [
        today.hours,
        *today.roll_checks,
        *(window for time in today.prison.on_wing.values() for window in today.windows(time)),
        *(span for pin in today.prison.pins for span in (pin.unlocked, pin.locked) if span),
    ]
    grid = range(0, DAY + 1, today.prison.day.step)
    return frozenset([*grid, *(time for span in spans for time in (span.start, span.end))])


def _off_the_grid(picture: DayPicture, group: str, decisions: frozenset[int]) -> Iterator[Finding]:
    changes = {time for runs in picture.runs[group].values() for span in runs for time in (span.start, span.end)}
    for time in sorted(changes - decisions):
        yield _finding(sentence=f"Group {group} is unlocked, locked up or moved on at {clock(time)}, off the step.")


def _sessions(picture: DayPicture) -> Iterator[Finding]:
    hours = picture.today.hours
    for session in picture.running:
        if picture.today.activities[session.activity].where == "in-cell" or not session.people:
            continue
        travel = max(picture.travel(group, session.activity).minutes for group in session.people)
        if session.time.start - travel < hours.start or session.time.end + travel > hours.end:
            way = f" with {minutes(travel)} of travel each way" if travel else ""
            yield _finding(sentence=f"{named(session)}{way} is not inside the hours {hours}.", span=session.time)
