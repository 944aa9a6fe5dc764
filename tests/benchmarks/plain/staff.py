"""R01 and R02 in the plain model: the staff that are asked for, and those who are there.

The sets of roles of R01's covering condition are those of ``solver/rules``: without them the model would need the flow
of each role's people to each role's work. Nothing else is shared with the engine's rules.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from solver.linear import Sum
from solver.rules.staffing import covering_sets
from tests.benchmarks.plain.model import PlainModel


def wing_staffing(day: PlainModel) -> None:
    """R02: ordered Booleans say which steps the people on the wing are above; they make its officers."""
    sessions = day.problem.sessions
    for w, wing in enumerate(day.problem.wings):
        groups = day.problem.wing_groups[w]
        for p, period in enumerate(day.problem.periods):
            people = Sum((day.on[g, p], 1) for g in groups if (g, p) in day.on)
            for g in groups:
                people.plus(day.people_of([s for s in day.away[g][p] if sessions[s].where == "on-wing"], g))
            steps = [(0, wing.patrol), *wing.steps]
            above = [day.boolean("above step", period) for _ in wing.steps]
            for lower, higher in pairwise(above):
                day.rows.at_most(Sum([(higher, 1), (lower, -1)]), 0)
            for g in groups:
                slot = day.slot_of[p]
                if slot is not None:
                    day.rows.at_most(Sum([(day.unlocked[g][slot], 1), (above[0], -1)]), 0)
            officers = day.integer(max(number for _, number in steps), "officers", period)
            table = Sum([(officers, -1)], wing.patrol)
            for step, (below, next_) in zip(above, pairwise(steps), strict=True):
                people.add(step, below[0] - next_[0])
                table.add(step, next_[1] - below[1])
            day.rows.at_most(people, 0)
            day.rows.equal(table, 0)
            day.need(wing.role, period, Sum([(officers, 1)]))


def staffing(day: PlainModel) -> None:
    """R01: posts, breaks, and in every period the people on duty can share out the work that is asked for."""
    for post in day.problem.posts:
        for hours in post.hours:
            day.need(post.role, hours, Sum(constant=post.number))
    supply: list[dict[str, Sum]] = [defaultdict(Sum) for _ in day.problem.periods]
    for c, crew in enumerate(day.problem.crews):
        for hours in crew.hours:
            for p in day.within(hours):
                supply[p][crew.role].constant += crew.people
        for b, taken in enumerate(crew.breaks):
            day.rows.equal(Sum((day.breaks[c, b, start], 1) for start in taken.starts), crew.people)
            for start in taken.starts:
                for p in day.within((start, start + taken.minutes)):
                    supply[p][crew.role].add(day.breaks[c, b, start], -1)
    sets = covering_sets(sorted({role for asked in day.demand for role in asked}), day.problem.covers)
    for asked, there in zip(day.demand, supply, strict=True):
        for work, workers in sets:
            row = Sum()
            for role in work:
                row.plus(asked.get(role, Sum()))
            for role in workers:
                row.plus(there.get(role, Sum()), -1)
            day.rows.at_most(row, 0)
