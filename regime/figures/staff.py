"""Staff by role over the day: hours, what is left of them, and who was taken off the shifts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from regime.clock import Span
from regime.measured import RoleHours
from regime.plan import StaffLine
from regime.prison import Prison
from regime.today import Today


def role_hours(today: Today, lines: Iterable[StaffLine]) -> list[RoleHours]:
    """Hours by role: sums over the plan's staff lines of people x length.

    ``idle``: on duty with nothing asked of them; ``covering``: at the work of another role;
    ``lost``: people taken off today's shifts by cause x the hours of the shift.
    """
    by_role: dict[str, list[StaffLine]] = defaultdict(list)
    for line in lines:
        by_role[line.role].append(line)
    lost = _lost(today)
    return [
        RoleHours(
            role=role,
            on_duty=sum(line.on_duty * line.time.minutes for line in by_role[role]) / 60,
            needed=sum(line.needed * line.time.minutes for line in by_role[role]) / 60,
            idle=sum(max(0, line.spare) * line.time.minutes for line in by_role[role]) / 60,
            covering=sum(line.covering * line.time.minutes for line in by_role[role]) / 60,
            lost=lost.get(role, {}),
        )
        for role in dict.fromkeys([*by_role, *lost])
    ]


def _lost(today: Today) -> dict[str, dict[str, float]]:
    lost: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for crew in today.crews:
        hours = sum(span.minutes for span in crew.hours) / 60
        for cause, taken in today.prison.staff[crew.shift].less.items():
            if taken.get(crew.role, 0):
                lost[crew.role][cause] += taken[crew.role] * hours
    return {role: dict(causes) for role, causes in lost.items()}


def on_duty_percent(today: Today) -> float:
    """Per cent of the staff detailed to today's shifts who are left after every deduction (100 without staff).

    Of each role as many are detailed as before any change, or more if changes add some.
    """
    detailed = (_detailed(today.before) | _detailed(today)).total()
    return 100 * sum(crew.people for crew in today.crews) / detailed if detailed else 100.0


def _detailed(today: Today) -> Counter[str]:
    """Role -> people detailed to today's shifts."""
    detailed: Counter[str] = Counter()
    for crew in today.crews:
        detailed[crew.role] += crew.detailed
    return detailed


@dataclass(frozen=True)
class Spare:
    """Staff with nothing asked of them, as the plan's staff lines have it."""

    prison: Prison
    lines: tuple[StaffLine, ...]

    def people(self, role: str, span: Span) -> int:
        """The fewest people at any time in ``span`` who are spare and may do the work of ``role``."""
        roles = {role, *(name for name, about in self.prison.roles.items() if role in about.covers)}
        lines = [line for line in self.lines if line.role in roles and line.time.overlaps(span)]
        times = {span.start, *(line.time.start for line in lines if line.time.start > span.start)}
        return min(sum(max(0, x.spare) for x in lines if x.time.start <= time < x.time.end) for time in times)
