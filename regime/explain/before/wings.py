"""Wings that can never be unlocked with the staff there are."""

from __future__ import annotations

from collections.abc import Iterator

from regime.checker.wording import staff, wing_called
from regime.clock import Span
from regime.duty import Duty
from regime.explain.before.found import Found
from regime.problems import Code, Finding
from regime.spans import without
from regime.today import Today


def find(today: Today) -> Iterator[Found]:
    """Wings for which, at every time, the officers of the first step are more than posts and other wings leave."""
    duty = Duty(today)
    for name, wing in today.wings.items():
        smallest = min(group.size for group in wing.groups.values())
        steps = wing.staffing.steps(sum(group.size for group in wing.groups.values()))
        officers = min((n for most, n in steps if most >= smallest), default=None)
        if officers is None:
            continue
        role, patrol = wing.staffing.role, wing.staffing.locked
        more = {role: officers - patrol}
        free = without([today.hours], today.roll_checks)
        longest = max((span.minutes for span in _stretches(duty, free, more)), default=0)
        shortest = today.prison.day.unlocks.shortest
        if longest < shortest:
            most = f"never for {shortest} minutes" if longest else "at no time of the day"
            what = (
                f"{wing_called(name)} can never be unlocked: that takes {staff(today.prison, role, officers)}, "
                f"which posts and the other wings leave {most}"
            )
            yield Found(
                Finding(
                    ("wings", name),
                    Code.NEVER_UNLOCKED,
                    what,
                    "more people on duty, fewer posts, or a lower first step in its staffing.",
                    "warning",
                    on_name=True,
                )
            )


def _stretches(duty: Duty, free: tuple[Span, ...], more: dict[str, int]) -> Iterator[Span]:
    """Unbroken stretches in which some more work can be covered, breaks apart."""
    short = [span for p, span in enumerate(duty.periods) if duty.cover(p, more).unmet]
    yield from without(free, short)
