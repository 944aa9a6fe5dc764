"""R11 rooms: one room holds one thing at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import combinations

from regime.checker.finding import Finding
from regime.checker.wording import named
from regime.picture import DayPicture
from regime.plan import Session

_finding = partial(Finding, rule="R11", title="rooms")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Sessions that overlap in one room, or with another session of the same movable activity."""
    held: dict[str, list[Session]] = defaultdict(list)
    moved: dict[str, list[Session]] = defaultdict(list)
    for session in picture.running:
        about = picture.today.activities[session.activity]
        if about.room is not None:
            held[f"both are in {about.room}"].append(session)
        elif about.length is not None:
            moved["its sessions run one after the other"].append(session)
    for why, sessions in held.items():
        yield from _overlaps(sessions, why)
    for why, sessions in moved.items():
        for activity in dict.fromkeys(session.activity for session in sessions):
            yield from _overlaps([s for s in sessions if s.activity == activity], why)


def _overlaps(sessions: list[Session], why: str) -> Iterator[Finding]:
    for first, second in combinations(sorted(sessions, key=lambda s: (s.time.start, s.time.end)), 2):
        if first.time.overlaps(second.time):
            yield _finding(
                sentence=f"{named(first)} and {named(second)} overlap; {why}.",
                span=second.time,
                measured=2,
                limit=1,
                unit="activities",
            )
