"""Why a session can never run on a day, whatever the plan: what the description alone shows.

A reason goes on from ``it can never run: ``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from regime.checker.wording import listed, people, team
from regime.clock import Span
from regime.duty import Duty
from regime.measured import EmptyReason
from regime.prison import Activity
from regime.problems import Code
from regime.session_times import obstacle
from regime.today import Today
from regime.weekdays import DayKind


@dataclass(frozen=True)
class Never:
    """The sessions of one day."""

    today: Today

    @cached_property
    def _duty(self) -> Duty:
        return Duty(self.today)

    @cached_property
    def _day(self) -> DayKind:
        return DayKind(self.today, [])

    def why(self, activity: str, time: Span) -> str:
        """What keeps a session from running, in a sentence; nothing where a plan may run it."""
        found = self.found(activity, time)
        return found[1] if found else ""

    def found(self, activity: str, time: Span) -> tuple[EmptyReason, str] | None:
        """What keeps a session from running, as a reason for empty places and as a sentence; none where a plan may."""
        if pinned(self.today, activity, time):
            return "not run", "It is pinned to be cancelled."
        reasons: tuple[tuple[EmptyReason, str], ...] = (
            ("nobody eligible left", too_few_may_go(self.today.activities[activity], self.today.limits[activity])),
            self._no_time(activity, time),
            ("no staff left", self.unstaffed(activity, [time])),
            ("movement", unreachable(self.today, activity)),
        )
        said = ((empty, f"It cannot run, whatever the plan: {reason}.") for empty, reason in reasons if reason)
        return next(said, None)

    def _no_time(self, activity: str, time: Span) -> tuple[EmptyReason, str]:
        in_cell = self.today.activities[activity].where == "in-cell"
        found = None if in_cell else obstacle(self._day, activity, time)
        code, what = found or (None, "")
        return "roll check" if code == Code.CROSSES_ROLL_CHECK else "movement", f"it {what}" if what else ""

    def unstaffed(self, activity: str, times: Sequence[Span]) -> str:
        """That its fewest people take more staff than there can be at each of some times: of those roles alone whose
        work nobody may do then, or of which there are too few by themselves, where there are any."""
        about = self.today.activities[activity]
        needs = {role: n for role, need in about.staff.items() if (n := need.for_people(about.minimum))}
        if not times or not all(self._short(about, time, needs) for time in times):
            return ""
        alone = {role: n for role, n in needs.items() if all(self._short(about, time, {role: n}) for time in times)}
        who = "its one person" if about.minimum == 1 else f"its {about.minimum} people"
        when = "at its time" if len(times) == 1 else "at its times"
        if nobody := self.nobody_for(activity, times):
            asked = team(self.today.prison, {role: needs[role] for role in nobody})
            return f"it takes {asked} for {who}, and nobody on duty {when} may do that work"
        asked = team(self.today.prison, alone or needs)
        return f"it takes {asked} for {who}, more than posts and locked wings leave {when}"

    def nobody_for(self, activity: str, times: Sequence[Span]) -> list[str]:
        """The roles that its fewest people take and whose work nobody on duty at any of the times may do."""
        about = self.today.activities[activity]
        return [
            role
            for role, need in about.staff.items()
            if need.for_people(about.minimum)
            and not any(self._duty.anybody(role, _staffed(about, time)) for time in times)
        ]

    def _short(self, about: Activity, time: Span, needs: dict[str, int]) -> bool:
        span = _staffed(about, time)
        # Where posts and wings alone are too much, it is not this session that is.
        return self._duty.short(span, needs) and not self._duty.short(span, {})


def _staffed(about: Activity, time: Span) -> Span:
    """From when to when the staff of a session are needed."""
    return Span.of(max(0, time.start - about.staff_before), min(24 * 60, time.end + about.staff_after))


def pinned(today: Today, activity: str, time: Span) -> bool:
    """Whether a session is pinned to be cancelled."""
    pins = (pin for pin in today.prison.pins if pin.cancelled and pin.activity == activity)
    return any(pin.session in (None, time) for pin in pins)


def too_few_may_go(about: Activity, limits: Mapping[str, int]) -> str:
    """That an activity has too few people, or nobody, by the ``limits`` of their groups."""
    if not limits:
        return "nobody may go, as no group that is held is named"
    going = sum(limits.values())
    return f"it needs {people(about.minimum)}, but only {going} may go" if going < about.minimum else ""


def unreachable(today: Today, activity: str) -> str:
    """That the minimum of an activity is more than movements and escorts can take there."""
    about = today.activities[activity]
    by_route: dict[str, int] = defaultdict(int)
    others = 0
    for group, limit in today.limits[activity].items():
        travel = today.travel(group, activity)
        if travel.route is None:
            others += limit
        else:
            by_route[travel.route] += limit
    most = others + sum(min(n, today.routes[route].people or n) for route, n in by_route.items())
    if not most < about.minimum <= others + sum(by_route.values()):
        return ""
    taken = listed(f"{route} takes {today.routes[route].people}" for route in by_route)
    return f"it needs {people(about.minimum)}, and {taken} in one movement"
