"""What can be kept or dropped on a day: all of it, what of it stands in a plan, and how it is pinned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import JsonValue

from regime.ladder.result import Item, Unit
from regime.paths import in_path
from regime.plan import Plan
from regime.today import Today


def items(today: Today) -> list[Item]:
    """The prison's list with what each name on it stands for today, the most important first, nothing twice."""
    seen: set[Unit] = set()
    found = []
    for name in today.prison.keep:
        units = [unit for unit in _named(today, name) if unit not in seen]
        seen.update(units)
        if units:
            found.append(Item(name=name, units=units))
    return found


def units(today: Today) -> list[Unit]:
    """Everything that can be kept or dropped today, the most important first; what is not on the list comes last."""
    listed = [unit for item in items(today) for unit in item.units]
    rest = [*_floors(today), *(unit for name in today.activities for unit in _sessions(today, name))]
    return list(dict.fromkeys([*listed, *rest]))


def standing(every: Iterable[Unit], plan: Plan) -> set[Unit]:
    """Which of some units a plan has in full. A post stands unless it was taken away for the plan."""
    short = {(shortfall.entitlement, shortfall.group) for shortfall in plan.shortfalls}
    sessions = {(session.activity, session.time) for session in plan.sessions if session.runs}
    active = {(activity, None) for activity, _ in sessions}
    away = {change.path for change in plan.changes if change.new is None}

    def stands(unit: Unit) -> bool:
        match unit.kind:
            case "entitlement":
                return (unit.name, unit.group) not in short
            case "session":
                return (unit.name, unit.time) in sessions | active
            case "post":
                return post_path(unit) not in away

    return {unit for unit in every if stands(unit)}


def post_path(unit: Unit) -> str:
    """Where a post stands in the prison (``regime.changes``)."""
    return f"posts.{in_path(unit.name)}"


def pin(unit: Unit, *, kept: bool) -> dict[str, JsonValue]:
    """The pin (of ``pins`` in a prison file) that keeps an entitlement or a session, or cancels a session."""
    if unit.kind == "entitlement":
        return {"group": unit.group, "entitlement": unit.name}
    session: dict[str, JsonValue] = {"session": str(unit.time)} if unit.time else {}
    if kept and not session:
        return {"activity": unit.name, "people": 1}
    return {"activity": unit.name, **session, **({} if kept else {"cancelled": True})}


def _named(today: Today, name: str) -> Iterator[Unit]:
    yield from (unit for unit in _floors(today) if unit.name == name)
    for activity, about in today.activities.items():
        if name in (activity, about.kind):
            yield from _sessions(today, activity)
    if name in today.posts:
        yield Unit(kind="post", name=name)


def _floors(today: Today) -> Iterator[Unit]:
    return (Unit(kind="entitlement", name=floor.entitlement, group=floor.group) for floor in today.floors)


def _sessions(today: Today, activity: str) -> Iterator[Unit]:
    if today.activities[activity].between:
        yield Unit(kind="session", name=activity)
    else:
        for time in dict.fromkeys(today.fixed_sessions(activity)):
            yield Unit(kind="session", name=activity, time=time)
