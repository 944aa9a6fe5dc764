"""R05 separation: groups that are kept apart share no unlocked wing, room, yard or movement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import combinations

from regime.checker.finding import Finding
from regime.checker.wording import from_to, named, wing_called
from regime.clock import Span
from regime.picture import DayPicture
from regime.prison import Place
from regime.spans import common

_finding = partial(Finding, rule="R05", title="separation")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Pairs of groups that meet where they may not."""
    yield from _on_wings(picture)
    yield from _in_rooms(picture)
    yield from _in_yards(picture)
    yield from _in_movements(picture)


def _meeting(picture: DayPicture, place: Place, groups: Iterable[str]) -> Iterator[tuple[str, str]]:
    apart = picture.today.apart(place)
    if apart:
        yield from (pair for pair in combinations(groups, 2) if frozenset(pair) in apart)


def _met(first: str, second: str, where: str, span: Span) -> Finding:
    return _finding(sentence=f"Groups {first} and {second} are kept apart; {where}.", span=span)


def _all_met(pairs: list[tuple[str, str]], where: str, span: Span) -> Iterator[Finding]:
    if pairs:
        others = f" (pairs kept apart that meet there: {len(pairs)})" if len(pairs) > 1 else ""
        yield _met(*pairs[0], where + others, span)


def _on_wings(picture: DayPicture) -> Iterator[Finding]:
    for name, wing in picture.today.wings.items():
        for a, b in _meeting(picture, "wing", wing.groups):
            for span in common(picture.unlocks[a], picture.unlocks[b]):
                yield _met(a, b, f"both are unlocked on {wing_called(name)} {from_to(span)}", span)


def _in_rooms(picture: DayPicture) -> Iterator[Finding]:
    for session in picture.running:
        where = picture.today.activities[session.activity].where
        if where != "in-cell":
            pairs = list(_meeting(picture, "room", session.people))
            if where == "on-wing":  # it is held on each wing by itself
                pairs = [(a, b) for a, b in pairs if picture.today.wing_of[a] == picture.today.wing_of[b]]
            yield from _all_met(pairs, f"both have people in {named(session)}", session.time)


def _in_yards(picture: DayPicture) -> Iterator[Finding]:
    today = picture.today
    there: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for group, runs in picture.runs.items():
        for name, spans in runs.items():
            if today.prison.on_wing[name].where == "yard":
                there[today.yard_of(today.wing_of[group])][group] += spans
    for yard, groups in there.items():
        for a, b in _meeting(picture, "yard", groups):
            for span in common(groups[a], groups[b]):
                yield _met(a, b, f"both are on yard {yard} {from_to(span)}", span)


def _in_movements(picture: DayPicture) -> Iterator[Finding]:
    moving: dict[tuple[str, Span], dict[str, None]] = defaultdict(dict)
    for move in picture.plan.movements:
        present = (group for part in (move.out, move.back) for group, people in part.items() if people)
        moving[move.route, move.time] |= dict.fromkeys(present)
    for (route, time), groups in moving.items():
        pairs = list(_meeting(picture, "movement", groups))
        yield from _all_met(pairs, f"both are in the movement on {route} {time}", time)
