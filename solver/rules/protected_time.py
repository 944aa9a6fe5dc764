"""R07: while a group has protected time none of its people is away, so that nobody has to choose.

Only what the floor needs is protected; ``on_wing_time`` says which part that is. Sessions that excuse do not count.

A long session has room for many times at which a group might be kept at home. In the relaxation it would be kept a
little at each of them, and send most of its people all the same. So a Boolean says whether it is kept at home at any
time of the session, and then none of its people attends. Of the options of an on-wing time that exclude each other the
relaxation has one in all, so that it cannot spread them.
"""

from __future__ import annotations

from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import Span, minutes, overlap

LONG = 90
"""Minutes away from which a session is long; shorter ones leave little room to spread protected time."""


def post(day: DayModel) -> None:
    """Keep everybody at home during protected time, but for sessions that excuse."""
    for g in range(len(day.problem.groups)):
        times = [k for k in range(len(day.problem.times)) if (g, k) in day.protected]
        away = {s: a.away for s, a in day.problem.group_sessions[g] if not day.problem.sessions[s].excuses}
        options = [row for k in times for row in day.exclusive.get((g, k), ())]
        long = [s for s, span in away.items() if minutes(span) > LONG]
        if long and options:
            _through(day, g, {s: away[s] for s in long}, options)
        if all((g, k) in day.exclusive for k in times):
            away = {s: span for s, span in away.items() if s not in long}
        protected: dict[int, Sum] = {}
        for k in times:
            for piece, part in day.protected[g, k].items():
                protected.setdefault(piece, Sum()).plus(part)
        _keep(day, g, protected, set(away))


def _through(day: DayModel, g: int, away: dict[int, Span], options: list[list[tuple[Span, int]]]) -> None:
    """Nobody attends a long session if the group is kept at home at any time of it."""
    wing, kept = day.problem.groups[g].wing, dict[Span, int]()
    for span in dict.fromkeys(away.values()):
        kept[span] = day.rows.boolean("kept at home", wing, span, g)
        for exclusive in options:
            during = Sum((variable, 1) for protected, variable in exclusive if overlap(protected, span))
            if during.terms:
                day.rows.at_most(during.add(kept[span], -1), 0)
    for s, span in away.items():
        most = day.rows.upper[day.people[s, g]]
        day.rows.at_most(Sum([(day.people[s, g], 1), (kept[span], most)]), most)
    for span in kept:
        _at_once(day, g, away, kept, span)


def _at_once(day: DayModel, g: int, away: dict[int, Span], kept: dict[Span, int], span: Span) -> None:
    """Nobody is at two of the sessions that last through a span, nor at any from which the group is kept (redundant).

    A group that is kept at home during a session is so during all that hold it. So it is kept from the longest ones
    first, and from all of them if it is kept at home during the span itself: only sessions that excuse are left then.
    """
    chain = [span]
    for longer in sorted(kept, key=minutes):
        if longer != chain[-1] and _holds(longer, chain[-1]):
            chain.append(longer)
    through = [s for s, other in away.items() if _holds(other, span)]
    excused = ([s for s in day.away[g][p] if day.problem.sessions[s].excuses] for p in day.periods_in(span))
    size = day.problem.groups[g].size
    for others in dict.fromkeys([(), *map(tuple, excused)]):
        limits = {s: day.rows.upper[day.people[s, g]] for s in (*through, *others)}
        if sum(limits.values()) <= size:
            continue
        row, most = Sum((day.people[s, g], 1) for s in limits), size
        for missed in reversed(chain):
            left = min(size, sum(limits[s] for s in limits if s in others or not _holds(away[s], missed)))
            row.add(kept[missed], most - left)
            most = left
        day.rows.at_most(row, size)


def _holds(span: Span, other: Span) -> bool:
    """Whether a span holds another."""
    return span[0] <= other[0] and other[1] <= span[1]


def _keep(day: DayModel, g: int, protected: dict[int, Sum], sessions: set[int]) -> None:
    for piece, (_, span) in enumerate(day.pieces[g]):
        # The same sessions cover all of a piece, but for those that excuse: its first period speaks for all.
        first = day.periods_in(span)[0]
        away = [s for s in day.away[g][first] if s in sessions]
        if away and piece in protected:
            most = min(day.problem.groups[g].size, sum(day.rows.upper[day.people[s, g]] for s in away))
            day.rows.at_most(Sum((day.people[s, g], 1) for s in away).plus(protected[piece], most), most)
