"""``explain``: the library's one entry to everything that explains a day."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from regime.clock import Weekday
from regime.explain.impossible import why_impossible
from regime.explain.places import Places
from regime.explain.result import Explanation
from regime.load import Loaded
from regime.prison import Prison
from regime.today import Today


def explain(
    prison: Prison | Loaded,
    *,
    weekday: Weekday | None = None,
    date: datetime.date | None = None,
    time_limit: float = 60.0,
    workers: int | None = None,
    on_found: Callable[[Explanation], None] = lambda so_far: None,
) -> Explanation:
    """Whether a day is possible; if not why, and the least that would have to give.

    A prison that was read with ``regime.load.read`` brings the lines of its file into the answer. ``on_found`` is
    called with what is known so far. Within ``time_limit`` seconds some ways out may not have been found.
    """
    if isinstance(prison, Loaded):
        places, prison = Places(prison.tree), prison.prison
    else:
        places = Places()
    return why_impossible(Today.of(prison, weekday, date), places, time_limit, workers, on_found=on_found)
