"""People on duty against the work that is there whatever happens: posts, and wings that are locked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from regime.checker.wording import together
from regime.clock import Span
from regime.cover import Cover, Shortage, cover
from regime.staffing import Work, by_period, may_cover
from regime.today import Today


@dataclass(frozen=True)
class Duty:
    """The planned hours of one day with everybody locked up, cut wherever people or work change."""

    today: Today
    more_cuts: Sequence[int] = ()

    @cached_property
    def _needed(self) -> list[Work]:
        day, wings = self.today.planned, [wing.staffing for wing in self.today.wings.values()]
        patrols = [Work(day.start, day.end, staffing.role, staffing.locked) for staffing in wings]
        return patrols + [
            Work(span.start, span.end, role, n)
            for post, hours in self.today.posts.values()
            for span in hours
            for role, n in post.staff.items()
        ]

    @cached_property
    def _people(self) -> list[Work]:
        return [Work(span.start, span.end, crew.role, crew.people) for crew in self.today.crews for span in crew.hours]

    @cached_property
    def cuts(self) -> list[int]:
        """Times from the first planned minute to the last."""
        day = self.today.planned
        times = {day.start, day.end, *self.more_cuts}
        times |= {time for part in [*self._needed, *self._people] for time in (part.start, part.end)}
        return sorted(time for time in times if day.start <= time <= day.end)

    @cached_property
    def periods(self) -> list[Span]:
        """The spans between the cuts."""
        return [Span.of(start, end) for start, end in pairwise(self.cuts)]

    @cached_property
    def needed(self) -> list[dict[str, int]]:
        """People asked for by role in each period."""
        return by_period(self._needed, self.cuts)

    @cached_property
    def there(self) -> list[dict[str, int]]:
        """People on shift by role in each period, those on a break too."""
        return by_period(self._people, self.cuts)

    def cover(self, period: int, more: dict[str, int] | None = None) -> Cover:
        """Who does whose work in one period, with some more work."""
        work = {**self.needed[period]}
        for role, people in (more or {}).items():
            work[role] = work.get(role, 0) + people
        return cover(work, self.there[period], may_cover(self.today))

    def shortage(self, period: int) -> Shortage | None:
        """Work that cannot be covered in one period, breaks apart."""
        return next(self.cover(period).shortages(), None)

    def shortages(self) -> Iterator[tuple[Shortage, Span]]:
        """Work that cannot be covered, breaks apart, with each stretch of time over which it is the same."""
        last: tuple[Shortage, Span] | None = None
        for period, span in enumerate(self.periods):
            shortage = self.shortage(period)
            if last and shortage == last[0] and last[1].end == span.start:
                last = last[0], Span.of(last[1].start, span.end)
                continue
            if last:
                yield last
            last = (shortage, span) if shortage else None
        if last:
            yield last

    def said(self, shortage: Shortage, minutes: int = 1) -> str:
        """``posts and locked wings need 6 officers, and 5 on duty may do that work``, on average over ``minutes``."""
        needed, there = shortage.needed / minutes, shortage.on_duty / minutes
        work = together(self.today.prison, shortage.work, needed)
        average = "" if minutes == 1 or (needed == int(needed) and there == int(there)) else " on average"
        return f"posts and locked wings need {work}{average}, and {there:.4g} on duty may do that work"

    def anybody(self, role: str, time: Span) -> bool:
        """Whether anybody on duty somewhere in ``time`` may do the work of a role."""
        may = {role, *(other for other, covers in may_cover(self.today).items() if role in covers)}
        on_duty = (self.there[p] for p, span in enumerate(self.periods) if span.overlaps(time))
        return any(there.get(each) for there in on_duty for each in may)

    def short(self, time: Span, more: dict[str, int]) -> bool:
        """Whether some more work over ``time`` cannot be covered somewhere in it."""
        return any(self.cover(p, more).unmet for p, span in enumerate(self.periods) if span.overlaps(time))
