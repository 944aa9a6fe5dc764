"""R07 protected time: nobody has to choose between the open air (or a meal, domestic time) and something else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from regime.checker.finding import Finding
from regime.checker.wording import from_to, listed, minutes
from regime.clock import Span
from regime.picture import DayPicture
from regime.shortfalls import clean, conflicts, given
from regime.spans import length
from regime.today import Floor

_finding = partial(Finding, rule="R07", title="protected time")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Protected time in which people of the group are away, unless enough of it is left for everybody."""
    floors = _floors(picture)
    for group, runs in picture.runs.items():
        for name in runs:
            if picture.today.prison.on_wing[name].protected:
                yield from _conflicts(picture, group, name, floors.get((group, name)))


def _floors(picture: DayPicture) -> dict[tuple[str, str], Floor]:
    largest: dict[tuple[str, str], Floor] = {}
    for floor in picture.today.floors:
        if floor.terms.time is not None:
            key = floor.group, floor.terms.time
            if key not in largest or floor.amount > largest[key].amount:
                largest[key] = floor
    return largest


def _conflicts(picture: DayPicture, group: str, name: str, floor: Floor | None) -> Iterator[Finding]:
    between = floor.terms.between if floor else None
    need = floor.amount if floor else length(picture.runs[group][name])
    left = given(picture, floor) if floor else length(clean(picture, group, name))
    if left >= need:
        return
    for span in conflicts(picture, group, name):
        counted = f" between {between}" if between else ""
        yield _finding(
            sentence=f"Group {group} has {name} {from_to(span)} while some of its people are in "
            f"{listed(_elsewhere(picture, group, span))}; {minutes(left)}{counted} without that are left, "
            f"and {need} are protected.",
            span=span,
            measured=left,
            limit=need,
            unit="minutes",
        )


def _elsewhere(picture: DayPicture, group: str, span: Span) -> list[str]:
    activities = picture.today.activities
    away = (s.activity for s, away, _ in picture.visits[group] if away.overlaps(span))
    return [name for name in dict.fromkeys(away) if not activities[name].excuses]
