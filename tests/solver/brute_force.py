"""The best plan of a tiny prison, found by trying them all.

Which plans are valid is for ``regime.checker`` to say, and what they are worth for ``regime.figures``: nothing here
knows the engine. Every time of the prison has to be on its step, sizes have to be a few people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from typing import Any

from regime.checker import check
from regime.clock import Span
from regime.completion import complete
from regime.figures.groups import group_day
from regime.figures.purposeful import value
from regime.picture import DayPicture
from regime.plan import BreakTaken, GroupDay, Plan, Proof, Session, Stretch
from regime.shortfalls import given
from regime.today import Crew, Today

Row = tuple[str | None, ...]
"""What a group is unlocked for, slot by slot."""

PROVED = Proof(
    status="optimal", goals=[], stopped="proved", seconds=0, seed=0, workers=1, time_limit=1, gap_target=0,
    reproducible=False,
)  # fmt: skip
"""Makes the checker hold a plan to the decision times, as it does with planned ones."""

Judged = tuple[tuple[int, ...], int]

ALONE = {"R02", "R03", "R04", "R05", "R06", "R07", "R09", "R10", "R11"}
"""Rules that a plan goes on breaking, whatever is added to it (with the minimum numbers of R03 kept)."""


class TooMany(Exception):  # noqa: N818
    """More plans than should be tried."""


@dataclass(frozen=True)
class Best:
    """What the best valid plan comes to: shortfalls of each entitlement in order of priority, and the value."""

    shortfalls: tuple[int, ...]
    value: float


def best(today: Today, most: int = 200_000) -> Best | None:
    """The best valid plan, shortfalls first; none if there is no valid one. Raises ``TooMany`` above ``most``."""
    everything = _Everything(today)
    ranked = sorted(everything.candidates(most), key=lambda each: each[0])
    for (shortfalls, minus), rows, sessions in ranked:
        if everything.valid(rows, sessions):
            return Best(shortfalls, -minus)
    return None


def most(today: Today, worth: Callable[[Plan], Any], limit: int) -> Any:
    """The most that a valid plan is ``worth``; none if there is none. Raises ``TooMany`` above ``limit``."""
    everything = _Everything(today)
    ranked = [(worth(everything.plan(*each)), *each) for _, *each in everything.candidates(limit)]
    for comes_to, rows, sessions in sorted(ranked, key=lambda each: each[0], reverse=True):
        if everything.valid(rows, sessions):
            return comes_to
    return None


def lowest(today: Today, key: Callable[[Best, Plan], Any], most: int) -> Any:
    """The lowest ``key`` of a valid plan and what it comes to; none if there is no valid one. Raises ``TooMany`` above
    ``most``."""
    everything = _Everything(today)
    ranked = [
        (key(Best(shortfalls, -minus), everything.plan(*each)), *each)
        for (shortfalls, minus), *each in everything.candidates(most)
    ]
    for comes_to, rows, sessions in sorted(ranked, key=lambda each: each[0]):
        if everything.valid(rows, sessions):
            return comes_to
    return None


class _Everything:
    def __init__(self, today: Today) -> None:
        self.today = today
        self.slots = _slots(today)
        self.judged: dict[object, Judged | None] = {}
        self.entitlements = list(dict.fromkeys(floor.entitlement for floor in today.floors))

    def candidates(
        self, most: int
    ) -> Iterator[tuple[tuple[tuple[int, ...], float], dict[str, Row], tuple[Session, ...]]]:
        """Everything that keeps the rules of one group and of sessions by themselves, with what it comes to."""
        rows = {group: [row for row in self._rows(group) if self._may(group, row)] for group in self.today.groups}
        seen = 0
        for sessions in self._timetables():
            purposeful = value(self._picture({}, sessions), 0)
            choices = []
            for group in self.today.groups:
                visits = _visits_of(group, sessions)
                judged = [(row, self.judge(group, row, visits)) for row in rows[group]]
                choices.append([(row, about) for row, about in judged if about is not None])
            for chosen in product(*choices):
                seen += 1
                if seen > most:
                    raise TooMany
                short = tuple(sum(part) for part in zip(*(about[0] for _, about in chosen), strict=True))
                out = sum(about[1] for _, about in chosen)
                by_group = dict(zip(self.today.groups, (row for row, _ in chosen), strict=True))
                yield (short, -(out + purposeful)), by_group, sessions

    def judge(self, group: str, row: Row, visits: tuple[Session, ...]) -> Judged | None:
        """Shortfalls by entitlement and person-minutes out of cell of one group; none if it breaks a rule alone."""
        key = group, row, tuple((s.activity, str(s.time), s.attending) for s in visits)
        if key not in self.judged:
            self.judged[key] = self._judge(group, row, visits)
        return self.judged[key]

    def _judge(self, group: str, row: Row, visits: tuple[Session, ...]) -> Judged | None:
        picture = self._picture({group: row}, visits)
        if any(finding.rule in ("R04", "R07") for finding in check(self.today, picture.plan)):
            return None
        short = dict.fromkeys(self.entitlements, 0)
        for floor in self.today.floors:
            if floor.group == group:
                missing = max(0, floor.amount - given(picture, floor))
                short[floor.entitlement] += floor.weigh(missing, self.today.groups[group].size)
        return tuple(short.values()), group_day(picture, group).out

    def valid(self, rows: dict[str, Row], sessions: tuple[Session, ...]) -> bool:
        """Whether the checker has nothing against a plan, with its breaks placed in one way or another."""
        plan = self.plan(rows, sessions)
        broken = {finding.rule for finding in check(self.today, plan)}
        if broken != {"R01"} or not plan.breaks:
            return not broken
        return any(not check(self.today, self.plan(rows, sessions, breaks)) for breaks in self._breaks())

    def _may(self, group: str, row: Row) -> bool:
        found = check(self.today, self.plan({group: row}, ()))
        pinned = f"Group {group} is pinned to be "
        return not any(f.rule in ALONE or (f.rule == "R12" and f.sentence.startswith(pinned)) for f in found)

    def _keeps(self, rows: dict[str, Row], sessions: tuple[Session, ...]) -> bool:
        return not any(finding.rule in ALONE for finding in check(self.today, self.plan(rows, sessions)))

    def _picture(self, rows: dict[str, Row], sessions: tuple[Session, ...]) -> DayPicture:
        return DayPicture(self.today, self.plan(rows, sessions))

    def plan(self, rows: dict[str, Row], sessions: Iterable[Session], breaks: Iterable[BreakTaken] = ()) -> Plan:
        today = self.today
        plan = Plan(
            prison=today.prison.prison,
            weekday=today.weekday,
            hours=today.hours,
            groups=[
                GroupDay(group=g, wing=today.wing_of[g], size=today.groups[g].size, unlocked=self._stretches(row))
                for g, row in rows.items()
            ],
            sessions=list(sessions),
            movements=[],
            breaks=list(breaks),
            shortfalls=[],
            staff=[],
            proof=PROVED,
        )
        return complete(today, plan)

    def _stretches(self, row: Row) -> list[Stretch]:
        return [Stretch(time=slot, on_wing=label) for slot, label in zip(self.slots, row, strict=True) if label]

    def _rows(self, group: str) -> Iterator[Row]:
        times = self.today.prison.on_wing
        allowed: list[list[str | None]] = []
        for slot in self.slots:
            fits = [name for name, time in times.items() if any(w.contains(slot) for w in self.today.windows(time))]
            allowed.append([None, *fits])
        yield from product(*allowed)

    def _timetables(self) -> Iterator[tuple[Session, ...]]:
        """Sets of sessions that run, with every number of people from every group."""
        offered = [list(self._attended(activity, time)) for activity, time in self._offered()]
        for sessions in product(*([None, *attended] for attended in offered)):
            running = tuple(session for session in sessions if session is not None)
            if self._keeps({}, running):
                yield running

    def _offered(self) -> Iterator[tuple[str, Span]]:
        step = self.today.prison.day.step
        for name, about in self.today.activities.items():
            for time in self.today.fixed_sessions(name):
                yield name, time
            for window in about.between:
                for start in range(window.start, window.end - (about.length or 0) + 1):
                    if start == window.start or start % step == 0:
                        yield name, Span.of(start, start + (about.length or 0))

    def _attended(self, activity: str, time: Span) -> Iterator[Session]:
        about, limits = self.today.activities[activity], self.today.limits[activity]
        for numbers in product(*(range(limit + 1) for limit in limits.values())):
            if max(1, about.minimum) <= sum(numbers) <= about.places:
                people = {group: n for group, n in zip(limits, numbers, strict=True) if n}
                yield Session(activity=activity, time=time, runs=True, people=people)

    def _breaks(self) -> Iterator[list[BreakTaken]]:
        today = self.today
        turns = (list(_turns(crew, number, today)) for crew in today.crews for number in range(len(crew.breaks)))
        for chosen in product(*turns):
            yield [taken for turn in chosen for taken in turn]


def _slots(today: Today) -> list[Span]:
    times = {today.hours.start, today.hours.end, *range(0, 24 * 60, today.prison.day.step)}
    spans = [*today.roll_checks, *(w for time in today.prison.on_wing.values() for w in today.windows(time))]
    spans += [span for pin in today.prison.pins for span in (pin.unlocked, pin.locked) if span]
    times |= {time for span in spans for time in (span.start, span.end)}
    return [Span.of(a, b) for a, b in pairwise(sorted(t for t in times if today.hours.start <= t <= today.hours.end))]


def _visits_of(group: str, sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    return tuple(
        session.model_copy(update={"people": {group: session.people[group]}})
        for session in sessions
        if group in session.people
    )


def _turns(crew: Crew, number: int, today: Today) -> Iterator[list[BreakTaken]]:
    """The ways in which the people of a crew may take one of its breaks."""
    terms, step = crew.breaks[number], today.prison.day.step
    latest = terms.between.end - terms.minutes
    starts = [t for t in range(terms.between.start, latest + 1) if t == terms.between.start or t % step == 0]
    # Stars and bars: the bars between the starts part the crew.
    for bars in combinations(range(crew.people + len(starts) - 1), len(starts) - 1):
        edges = (-1, *bars, crew.people + len(starts) - 1)
        yield [
            BreakTaken(
                shift=crew.shift, role=crew.role, time=Span.of(start, start + terms.minutes), people=after - before - 1
            )
            for start, (before, after) in zip(starts, pairwise(edges), strict=True)
            if after - before > 1
        ]
