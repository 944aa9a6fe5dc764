"""The way down: which shift has one officer fewer next, and how few each shift can do with at the least.

Officers go one by one, off the shift that has the most left for what its profile asks for, so that all shrink in
proportion (by the method of Sainte-Laguë, backwards). A shift that cannot spare one more, because posts, locked wings
and breaks need everybody there is, keeps its people while the others go on. So the way ends in patrol state, and with
fewer people in all there are never more on any shift.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from regime.errors import Impossible
from regime.explain.before import before
from regime.explain.clash import is_possible, when_locked_up
from regime.explain.impossible import sentences, why_impossible
from regime.explain.places import Places
from regime.ladder.profile import Profile
from regime.ladder.result import Least
from regime.today import Today

TOLD = 10.0
"""Seconds in which it is found out whether a day is possible, or why it is not, at most."""


@dataclass(frozen=True)
class Way:
    """From the full profile to patrol state, one officer at a time."""

    profile: Profile
    taken: tuple[str, ...]
    """The shift that each officer is taken off, in order."""
    least: tuple[Least, ...]
    """For each shift the fewest that it can do with, in patrol state."""

    @property
    def full(self) -> int:
        """Officers of the full profile."""
        return sum(self.profile.full.values())

    @property
    def lowest(self) -> int:
        """Officers in patrol state."""
        return self.full - len(self.taken)

    def at(self, officers: int) -> dict[str, int]:
        """Shift -> people with so many in all."""
        return _without(self.profile.full, self.taken[: self.full - officers])


def way_down(profile: Profile, day: Callable[[Mapping[str, int]], Today], workers: int, stop: threading.Event) -> Way:
    """The way down; ``day`` gives the day with so many people on each shift.

    A number of which nothing could be told in time counts as too few. Raises ``Impossible`` if the full profile is,
    and ``TimeUp`` once ``stop`` is set.
    """
    if not is_possible(day(profile.full), TOLD, workers, stop):
        raise Impossible(_why(day(profile.full), workers, stop))
    taken: list[str] = []
    least: dict[str, Least] = {}
    while len(least) < len(profile.full):
        here = _without(profile.full, taken)
        ahead = list(_ahead(profile, {shift: n for shift, n in here.items() if shift not in least}))
        # Whoever is there more may be spare: a day that is possible with some is possible with more.
        low, high = 0, len(ahead) + 1
        while high - low > 1:
            middle = (low + high) // 2
            fine = is_possible(day(_without(here, ahead[:middle])), TOLD, workers, stop)
            low, high = (middle, high) if fine else (low, middle)
        taken += ahead[:low]
        if low == len(ahead):
            least |= {s: Least(shift=s, officers=0, reasons=[]) for s in profile.full if s not in least}
        else:
            shift = ahead[low]
            too_few = _without(here, ahead[: low + 1])
            least[shift] = Least(shift=shift, officers=too_few[shift] + 1, reasons=_why(day(too_few), workers, stop))
    return Way(profile, tuple(taken), tuple(least[shift] for shift in profile.full))


def _ahead(profile: Profile, there: dict[str, int]) -> Iterator[str]:
    """The shifts that one is taken off in turn, until nobody is left on these."""
    there = dict(there)
    while any(there.values()):
        shift = min((s for s in there if there[s]), key=lambda s: profile.full[s] / (2 * there[s] - 1))
        there[shift] -= 1
        yield shift


def _without(there: Mapping[str, int], taken: list[str] | tuple[str, ...]) -> dict[str, int]:
    off = Counter(taken)
    return {shift: number - off[shift] for shift, number in there.items()}


def _why(today: Today, workers: int, stop: threading.Event) -> list[str]:
    """Why a day is not possible: what arithmetic shows, else when posts and patrols cannot be covered, else a clash."""
    if is_possible(today, TOLD, workers, stop) is None:
        return ["It could not be told in time whether a day is possible."]
    shown = [found.finding.what for found in before(today) if found.impossible]
    return (
        [f"{says[:1].upper()}{says[1:]}." for says in shown]
        or when_locked_up(today)
        or list(sentences(why_impossible(today, Places(), TOLD, workers, ways=0, stop=stop)))
    )
