"""What people were told of a day by a published plan, as the engine sees it: of that little should change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from regime.clock import Span
from regime.plan import Plan, Stretch
from regime.today import Today
from solver import problem as engine

_There = tuple[str, engine.Span, int]
"""An activity, when it is held, and a group."""


def published(today: Today, slots: Sequence[Span], sessions: Sequence[engine.Session], plan: Plan) -> engine.Published:
    """What a plan told of a slot is what fills most of it. Of groups that it does not know it told nothing; of
    sessions that it does not know, that nobody is to go there."""
    numbers: dict[str | None, int | None] = {None: None}
    numbers |= {name: k for k, name in enumerate(today.prison.on_wing)}
    group_number = {name: g for g, name in enumerate(today.groups)}
    known = {day.group: day.unlocked for day in plan.groups if day.group in group_number}
    does = {
        (group_number[group], t): _mostly(unlocked, slot)
        for group, unlocked in known.items()
        for t, slot in enumerate(slots)
    }
    going: Counter[_There] = Counter()
    for held in plan.sessions:
        for group in held.people.keys() & known.keys() if held.runs else ():
            going[held.activity, (held.time.start, held.time.end), group_number[group]] += held.people[group]
    names, told = list(today.activities), {group_number[group] for group in known}
    alike: dict[_There, list[int]] = defaultdict(list)
    for s, session in enumerate(sessions):
        for g in told.intersection(a.group for a in session.groups):
            alike[names[session.activity], session.span, g].append(s)
    lost = [slots[t].minutes for (_, t), name in does.items() if name not in numbers]
    lost += [engine.minutes(there[1]) for there in +going if there not in alike]
    return engine.Published(
        on_wing={at: numbers[name] for at, name in does.items() if name in numbers},
        people={(tuple(those), there[2]): going[there] for there, those in alike.items()},
        lost=sum(lost),
    )


def _mostly(unlocked: list[Stretch], slot: Span) -> str | None:
    """What a group is unlocked for in most of a slot; none where it is locked."""
    shares: Counter[str | None] = Counter()
    for stretch in unlocked:
        shares[stretch.on_wing] += engine.overlap((stretch.time.start, stretch.time.end), (slot.start, slot.end))
    shares[None] = slot.minutes - shares.total()
    return shares.most_common(1)[0][0]
