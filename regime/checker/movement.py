"""R09 movement: people reach and leave off-wing sessions in movements that have room and a time for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial

from regime.checker.finding import Finding
from regime.checker.wording import listed, minutes, people, times
from regime.clock import Span
from regime.picture import DayPicture
from regime.plan import Movement
from regime.prison import Route

_finding = partial(Finding, rule="R09", title="movement")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Sessions without their movements, movements without their sessions, and movements against their route."""
    known = [move for move in picture.plan.movements if move.route in picture.today.routes]
    yield from _against_sessions(picture, known)
    for move in known:
        yield from _against_route(picture, move, picture.today.routes[move.route])
    yield from _how_often(picture, known)


def _against_sessions(picture: DayPicture, known: list[Movement]) -> Iterator[Finding]:
    asked = {_when(move): move for move in picture.implied_movements()}
    planned: dict[When, list[Movement]] = defaultdict(list)
    for move in known:
        planned[_when(move)].append(move)
    for when in sorted({*asked, *planned}):
        there, ask = planned.get(when, []), asked.get(when)
        out, back = [move.out for move in there], [move.back for move in there]
        yield from _differences(when, "takes {} out", out, ask.out if ask else {})
        yield from _differences(when, "brings {} back", back, ask.back if ask else {})


When = tuple[int, int, str]


def _when(move: Movement) -> When:
    return move.time.start, move.time.end, move.route


def _differences(when: When, does: str, there: list[dict[str, int]], asked: dict[str, int]) -> Iterator[Finding]:
    start, end, route = when
    time = Span.of(start, end)
    planned: Counter[str] = Counter()
    for numbers in there:
        planned.update(numbers)
    for group in dict.fromkeys([*asked, *planned]):
        has, needs = planned[group], asked.get(group, 0)
        if has == needs:
            continue
        if there:
            does_so = does.format(f"{people(has)} of group {group}")
            sentence = f"The movement on {route} {time} {does_so}; its sessions ask for {needs}."
        else:
            does_so = does.format(f"{people(needs)} of group {group}")
            sentence = f"There is no movement on {route} {time} that {does_so}."
        yield _finding(sentence=sentence, span=time, measured=has, limit=needs, unit="people")


def _against_route(picture: DayPicture, move: Movement, route: Route) -> Iterator[Finding]:
    name = f"The movement on {move.route} {move.time}"
    about = partial(_finding, span=move.time)
    total = sum(move.out.values()) + sum(move.back.values())
    if total == 0:
        yield about(sentence=f"{name} moves nobody.", measured=0, limit=1, unit="people")
    if move.time.minutes != route.minutes:
        yield about(
            sentence=f"{name} lasts {minutes(move.time.minutes)}; that route takes {route.minutes}.",
            measured=move.time.minutes,
            limit=route.minutes,
            unit="minutes",
        )
    if route.people is not None and total > route.people:
        yield about(
            sentence=f"{name} has {people(total)}; the route takes {route.people} at once.",
            measured=total,
            limit=route.people,
            unit="people",
        )
    if route.windows is not None and not any(window.contains(move.time) for window in route.windows):
        windows = listed(str(window) for window in route.windows) if route.windows else "any time"
        yield about(sentence=f"{name} is not inside {windows}, when the route may be used.")
    if not picture.today.hours.contains(move.time):
        yield about(sentence=f"{name} is not inside the hours {picture.today.hours}.")


def _how_often(picture: DayPicture, known: list[Movement]) -> Iterator[Finding]:
    for (route, time), often in Counter((move.route, move.time) for move in known).items():
        if often > 1:
            yield _finding(sentence=f"The movement on {route} {time} is listed {often} times.", span=time)
    for route, moves in Counter(route for route, _ in {(move.route, move.time) for move in known}).items():
        most = picture.today.routes[route].at_most
        if most is not None and moves > most:
            yield _finding(
                sentence=f"Route {route} has {times(moves, 'movement')}; at most {most} a day allowed.",
                measured=moves,
                limit=most,
                unit="movements",
            )
