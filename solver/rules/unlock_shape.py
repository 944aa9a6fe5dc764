"""R06: how long a group stays unlocked and locked, and how often.

A run starts where the state turns from 0 to 1. With ``start[t]`` marking the starts of a row of states:
every start needs the whole shortest run after it, and no state 1 may lie within the shortest gap before it.
The rows add up all starts that concern one slot, which is tighter than one row for each start.
The shape of what a group is unlocked for is in ``on_wing_time``.
"""

from __future__ import annotations

from collections.abc import Sequence

from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import Span


def post(day: DayModel) -> None:
    """The unlocks of every group."""
    shape, slots = day.problem.shape, day.problem.slots
    for g, row in enumerate(day.unlocked):
        states = dict(enumerate(row))
        starts = runs(day, states, slots, g, shape.shortest, None, shape.gap)
        day.rows.at_most(Sum((start, 1) for start in starts.values()), shape.at_most)
        day.unlock_starts[g] = starts


def runs(
    day: DayModel,
    states: dict[int, int],
    slots: Sequence[Span],
    group: int,
    shortest: int,
    longest: int | None,
    gap: int,
) -> dict[int, int]:
    """Post the shape of the runs of ``states`` (position in ``slots`` -> variable); return position -> start."""
    wing = day.problem.groups[group].wing
    starts = {
        t: day.rows.boolean("start", wing, slots[t], group) for t in states if _room(states, slots, t) >= shortest
    }
    for t, state in states.items():
        before = states.get(t - 1)
        begin = starts.get(t)
        turn = Sum([(state, 1)])
        if before is not None:
            turn.add(before, -1)
        if begin is None:
            day.rows.at_most(turn, 0)
        else:
            day.rows.at_most(turn.add(begin, -1), 0)
            if before is not None:
                day.rows.at_most(Sum([(begin, 1), (before, 1)]), 1)
        lasting = [b for u, b in starts.items() if u <= t and (u == t or slots[u][0] + shortest > slots[t][0])]
        if lasting:
            day.rows.at_most(Sum((b, 1) for b in lasting).add(state, -1), 0)
        near = [b for u, b in starts.items() if u > t + 1 and slots[u][0] - slots[t][1] < gap]
        if near:
            day.rows.at_most(Sum((b, 1) for b in near).add(state, 1), 1)
        if longest is not None:
            lately = Sum((b, 1) for u, b in starts.items() if u <= t and slots[t][1] - slots[u][0] <= longest)
            day.rows.at_least(lately.add(state, -1), 0)
    return starts


def _room(states: dict[int, int], slots: Sequence[Span], t: int) -> int:
    """Minutes from slot ``t`` to the end of the unbroken row of states that it lies in."""
    end = t
    while end + 1 in states:
        end += 1
    return slots[end][1] - slots[t][0]
