"""Sessions that can never run: too few staff for them at their times, or no way to bring enough people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from regime.checker.wording import listed, people, staff
from regime.clock import Span
from regime.duty import Duty
from regime.explain.before.found import Found
from regime.figures.offer import starts
from regime.prison import Activity
from regime.problems import Code, Finding
from regime.today import Today


def find(today: Today) -> Iterator[Found]:
    """Activities of which no session can ever run today."""
    duty = Duty(today)
    for name, about in today.activities.items():
        if not today.limits[name]:
            continue
        times = list(today.fixed_sessions(name)) or starts(today, name)
        needs = {role: need.for_people(about.minimum) for role, need in about.staff.items()}
        if times and all(_short(duty, about, time, needs) for time in times):
            asked = listed(staff(today.prison, role, n) for role, n in needs.items() if n)
            who = "its one person" if about.minimum == 1 else f"its {about.minimum} people"
            what = f"{name} can never run: {asked} for {who} are more than posts and locked wings leave at its times"
            try_ = "more people on duty at its times, other times, or fewer posts."
            yield Found(Finding(("activities", name), Code.NEVER_STAFFED, what, try_, "warning", on_name=True))
        yield from _brought(today, name, about)


def _short(duty: Duty, about: Activity, time: Span, needs: dict[str, int]) -> bool:
    first, last = max(0, time.start - about.staff_before), min(24 * 60, time.end + about.staff_after)
    return duty.short(Span.of(first, last), needs)


def _brought(today: Today, name: str, about: Activity) -> Iterator[Found]:
    """An activity whose minimum is more than movements and escorts can take there."""
    by_route: dict[str, int] = defaultdict(int)
    others = 0
    for group, limit in today.limits[name].items():
        travel = today.travel(group, name)
        if travel.route is None:
            others += limit
        else:
            by_route[travel.route] += limit
    most = others + sum(min(n, today.routes[route].people or n) for route, n in by_route.items())
    if most < about.minimum <= others + sum(by_route.values()):
        taken = listed(f"{route} takes {today.routes[route].people}" for route in by_route)
        what = f"{name} can never run: it needs {people(about.minimum)}, and {taken} in one movement"
        try_ = "a smaller minimum, or more people in one movement."
        yield Found(Finding(("activities", name, "minimum"), Code.NO_WAY_THERE, what, try_, "warning"))
