"""Breaks for a plan that lists none: each crew's breaks spread over their windows so that the work stays covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from regime.clock import Span
from regime.cover import cover
from regime.picture import DayPicture
from regime.plan import BreakTaken, Plan
from regime.prison import Break
from regime.spans import DAY
from regime.staffing import Work, by_period, may_cover, work
from regime.today import Crew, Today

PASSES = 4
"""Times that each crew's breaks are placed anew against everybody else's while work is left uncovered."""


@dataclass(frozen=True)
class _Turn:
    """One break of one crew: it starts on the step or with its window."""

    crew: Crew
    terms: Break
    starts: tuple[int, ...]

    @classmethod
    def of(cls, crew: Crew, terms: Break, step: int) -> _Turn:
        latest = terms.between.end - terms.minutes
        grid = (time for time in range(0, latest + 1, step) if time >= terms.between.start)
        return cls(crew, terms, tuple(sorted({terms.between.start, *grid})))


@dataclass
class _Day:
    """People and work in every stretch between two ``cuts``, while breaks are being placed."""

    cuts: list[int]
    needed: list[dict[str, int]]
    on_duty: list[dict[str, int]]
    covers: dict[str, list[str]]
    places: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.places = {time: place for place, time in enumerate(self.cuts)}

    def reach(self, start: int, end: int) -> range:
        return range(self.places[start], self.places[end])

    def take(self, turn: _Turn, taken: dict[int, int], sign: int) -> None:
        """Let people go on their break (-1) or call them back from it (+1)."""
        for start, people in taken.items():
            for place in self.reach(start, start + turn.terms.minutes):
                duty = self.on_duty[place]
                duty[turn.crew.role] = duty.get(turn.crew.role, 0) + sign * people

    def done(self, place: int, on_duty: dict[str, int]) -> int:
        there = {role: max(0, n) for role, n in on_duty.items()}
        return sum(cover(self.needed[place], there, self.covers).doing.values())

    def spare(self, place: int, role: str) -> int:
        """How many of a role could go at once without leaving more work undone; below zero if work waits for them."""
        duty = self.on_duty[place]
        # The work done rises by one with each further person of the role until the role has nothing left to do.
        enough = sum(self.needed[place].values())
        busy = self.done(place, {**duty, role: enough}) - self.done(place, {**duty, role: 0})
        return duty.get(role, 0) - busy

    def short(self) -> bool:
        return any(self.done(p, duty) < sum(self.needed[p].values()) for p, duty in enumerate(self.on_duty))


def place_breaks(today: Today, plan: Plan) -> list[BreakTaken]:
    """Breaks of every crew for a plan as it stands; those that it lists are not looked at.

    Each crew's breaks are placed so that the tightest time among them is as easy as possible given all other
    breaks, turn after turn, a few times over while work is left uncovered. Where no such placing is found the
    breaks are there all the same: everybody takes theirs, and the staffing falls short openly.
    """
    step = today.prison.day.step
    turns = [_Turn.of(crew, terms, step) for crew in today.crews if crew.people > 0 for terms in crew.breaks]
    turns.sort(key=lambda turn: len(turn.starts))
    day = _day(today, plan, turns)
    placed: dict[int, dict[int, int]] = {}
    for _ in range(PASSES):
        for number, turn in enumerate(turns):
            day.take(turn, placed.get(number, {}), +1)
            placed[number] = _spread(day, turn)
            day.take(turn, placed[number], -1)
        if not day.short():
            break
    taken = (
        BreakTaken(
            shift=turn.crew.shift, role=turn.crew.role, time=Span.of(start, start + turn.terms.minutes), people=people
        )
        for number, turn in enumerate(turns)
        for start, people in placed[number].items()
    )
    return sorted(taken, key=lambda b: (b.time.start, b.time.end, b.shift, b.role))


def _day(today: Today, plan: Plan, turns: Sequence[_Turn]) -> _Day:
    picture = DayPicture(today, plan.model_copy(update={"breaks": []}))
    edges = {edge for turn in turns for start in turn.starts for edge in (start, start + turn.terms.minutes)}
    shifts = {edge for crew in today.crews for span in crew.hours for edge in (span.start, span.end)}
    cuts = sorted({0, DAY, *picture.cuts, *edges, *shifts})
    first, last = picture.cuts[0], picture.cuts[-1]
    # Work counts in the planned hours only; people and their breaks all day.
    needed = by_period((Work(max(w.start, first), min(w.end, last), w.role, w.people) for w in work(picture)), cuts)
    people = (Work(span.start, span.end, crew.role, crew.people) for crew in today.crews for span in crew.hours)
    return _Day(cuts, needed, by_period(people, cuts), may_cover(today))


def _spread(day: _Day, turn: _Turn) -> dict[int, int]:
    """Start -> people, leaving as many to spare as possible at the tightest time that a break touches."""
    reach = day.reach(turn.starts[0], turn.starts[-1] + turn.terms.minutes)
    spare = {place: day.spare(place, turn.crew.role) for place in reach}
    fits, high = -1, max(spare.values())
    while high - fits > 1:
        margin = (fits + high) // 2
        if sum(_earliest(day, turn, spare, margin).values()) == turn.crew.people:
            fits = margin
        else:
            high = margin
    taken = _earliest(day, turn, spare, max(fits, 0))
    return _with_the_rest(day, turn, spare, taken)


def _earliest(day: _Day, turn: _Turn, spare: dict[int, int], margin: int) -> dict[int, int]:
    # Breaks of one length, taken as early as they fit, are as many as can fit at all: an earlier break ends
    # earlier, so putting it in place of a later one never takes room from the breaks after it.
    room = {place: people - margin for place, people in spare.items()}
    taken: dict[int, int] = {}
    waiting = turn.crew.people
    for start in turn.starts:
        reach = day.reach(start, start + turn.terms.minutes)
        go = min(waiting, *(room[place] for place in reach))
        if go > 0:
            taken[start] = go
            waiting -= go
            for place in reach:
                room[place] -= go
    return taken


def _with_the_rest(day: _Day, turn: _Turn, spare: dict[int, int], taken: dict[int, int]) -> dict[int, int]:
    """Those for whom there is no room go one by one where that leaves work undone for the shortest time."""
    room = dict(spare)
    for start, people in taken.items():
        for place in day.reach(start, start + turn.terms.minutes):
            room[place] -= people

    def harm(start: int) -> tuple[int, int]:
        reach = day.reach(start, start + turn.terms.minutes)
        short = sum(day.cuts[place + 1] - day.cuts[place] for place in reach if room[place] <= 0)
        return short, -min(room[place] for place in reach)

    all_taken = dict(taken)
    for _ in range(turn.crew.people - sum(taken.values())):
        start = min(turn.starts, key=harm)
        all_taken[start] = all_taken.get(start, 0) + 1
        for place in day.reach(start, start + turn.terms.minutes):
            room[place] -= 1
    return all_taken
