"""The sessions of an activity that are on offer today: those that run and those that do not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from regime.clock import Span
from regime.picture import DayPicture
from regime.plan import Session
from regime.today import Today


@dataclass(frozen=True)
class Offer:
    """Every session of one activity that could have run today."""

    running: tuple[Session, ...]
    not_run: tuple[Span, ...]
    """Fixed sessions that do not run, at their own time; sessions of a movable activity that are left over, each at
    a time at which it could have run."""

    @property
    def all(self) -> tuple[Span, ...]:
        """The times of all of them."""
        return (*(session.time for session in self.running), *self.not_run)


def offer(picture: DayPicture, activity: str) -> Offer:
    """What is on offer: today's fixed sessions; of a movable activity as many sessions a day as it may have
    (``at_most``, 1 when left out), or as many as fit into its windows one after another if that is fewer.

    A session that a hand-made plan runs at another time is on offer too: it runs.
    """
    running = tuple(s for s in picture.running if s.activity == activity)
    listed = timetabled(picture.today, activity)
    if picture.today.activities[activity].length is None:
        # Two sessions may be at the same time, in rooms of their own.
        left = Counter(listed) - Counter(session.time for session in running)
        not_run = tuple(left.elements())
    else:
        not_run = listed[len(running) :]
    return Offer(running, not_run)


def timetabled(today: Today, activity: str) -> tuple[Span, ...]:
    """What is on offer before anything is planned; of a movable activity, times at which its sessions fit."""
    about = today.activities[activity]
    if about.length is None:
        return tuple(today.fixed_sessions(activity))
    return in_a_row(starts(today, activity))[: about.at_most or 1]


def sessions_not_run(picture: DayPicture) -> list[Session]:
    """Every session of today that is on offer and does not run, in order of time."""
    left = [
        Session(activity=activity, time=time, runs=False)
        for activity in picture.today.activities
        for time in offer(picture, activity).not_run
    ]
    return sorted(left, key=lambda session: (session.time.start, session.time.end))


def starts(today: Today, activity: str) -> list[Span]:
    """Every time at which a session of a movable activity may run: it starts on the step or with its window."""
    about, step = today.activities[activity], today.prison.day.step
    assert about.length is not None
    found = set()
    for window in about.between:
        on_step = range(-(-window.start // step) * step, window.end, step)
        found |= {start for start in (window.start, *on_step) if start + about.length <= window.end}
    return [Span.of(start, start + about.length) for start in sorted(found)]


def in_a_row(spans: list[Span]) -> tuple[Span, ...]:
    """As many of ``spans`` (of one length, in order) as can follow one another without overlapping."""
    chosen: list[Span] = []
    for span in spans:
        if not chosen or span.start >= chosen[-1].end:
            chosen.append(span)
    return tuple(chosen)
