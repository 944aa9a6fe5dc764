"""Safe staffing of each area, as the prison's description has it: wings, activities, movements and posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regime.checker.wording import for_each, minutes, people, staff, team, times
from regime.ladder.result import Ladder
from regime.prison import Need, Prison
from regime.today import Today


@dataclass(frozen=True)
class Area:
    """One area."""

    name: str
    patrol: str
    """Staff while everybody is locked up, or while nothing runs."""
    open: str
    """Staff while it is in use."""
    remarks: str


def areas(today: Today, found: Ladder) -> list[tuple[str, list[Area]]]:
    """Areas of each sort; posts with the rung on which they are stood down."""
    sorts = (
        ("Residential units", _wings(today)),
        ("On the wings and yards", _on_wing(today)),
        ("Movements", _movements(today)),
        ("Activities", _activities(today)),
        ("Posts", _posts(today, found)),
    )
    return [(sort, every) for sort, each in sorts if (every := list(each))]


def _wings(today: Today) -> Iterator[Area]:
    for name, wing in today.wings.items():
        there = sum(group.size for group in wing.groups.values())
        about = wing.staffing
        steps = [f"{staff(today.prison, about.role, n)} for up to {most}" for most, n in about.steps(there)]
        locked = staff(today.prison, about.role, about.locked) if about.locked else "none"
        yield Area(name, locked, "; ".join(steps), f"{people(there)} {'lives' if there == 1 else 'live'} here")


def _on_wing(today: Today) -> Iterator[Area]:
    for name, time in today.prison.on_wing.items():
        if time.staff:
            where = "each yard" if time.where == "yard" else "each wing"
            yield Area(name, "none", f"{_needs(today.prison, time.staff)} for {where} in use", "")


def _movements(today: Today) -> Iterator[Area]:
    for name, route in today.routes.items():
        most = f"; at most {people(route.people)}" if route.people else ""
        yield Area(name, "none", team(today.prison, route.staff), f"{minutes(route.minutes)}{most}")
    if escort := today.prison.escort:
        yield Area("under escort", "none", f"{team(today.prison, escort.staff)} {for_each(escort.per)}", "")


def _activities(today: Today) -> Iterator[Area]:
    for name, about in today.activities.items():
        around = [
            f"{minutes(time)} {when}"
            for time, when in ((about.staff_before, "before"), (about.staff_after, "after"))
            if time
        ]
        remarks = [times(about.places, "place"), *([f"at least {about.minimum}"] if about.minimum > 1 else [])]
        if around:
            remarks.append(f"staff from {' and '.join(around)}")
        yield Area(name, "none", _needs(today.prison, about.staff) or "none of its own", "; ".join(remarks))


def _posts(today: Today, found: Ladder) -> Iterator[Area]:
    stood_down: dict[str, int] = {}
    for rung in found.rungs:
        for unit in rung.returned:
            stood_down.pop(unit.name, None)
        stood_down |= {unit.name: rung.officers for unit in rung.dropped if unit.kind == "post"}
    listed = {unit.name for item in found.items for unit in item.units if unit.kind == "post"}
    for name, (post, hours) in today.posts.items():
        if name in stood_down:
            remarks = f"stood down with {stood_down[name]} or fewer"
        else:
            remarks = "on the list, kept on every rung" if name in listed else "always"
        patrol = "none" if name in listed else "the same"
        staffed = f"{team(today.prison, post.staff) if post.staff else 'nobody'}, {', '.join(map(str, hours))}"
        yield Area(name, patrol, staffed, remarks)


def _needs(prison: Prison, needs: Mapping[str, Need]) -> str:
    return "; ".join(
        staff(prison, role, need.fixed) + (f" {for_each(need.per)}" if need.per else "") for role, need in needs.items()
    )
