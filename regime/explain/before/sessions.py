"""Sessions that can never run: too few staff for them at their times, or no way to bring enough people."""

from __future__ import annotations

from collections.abc import Iterator

from regime.checker.wording import listed
from regime.explain.before.found import Found
from regime.figures.offer import starts
from regime.never import Never, unreachable
from regime.problems import Code, Finding
from regime.today import Today


def find(today: Today) -> Iterator[Found]:
    """Activities of which no session can ever run today."""
    never = Never(today)
    for name in today.activities:
        if not today.limits[name]:
            continue
        times = today.fixed_sessions(name) or starts(today, name)
        if why := never.unstaffed(name, times):
            nobody = never.nobody_for(name, times)
            what, try_ = (
                f"{name} can never run: {why}",
                f"{listed(nobody)} on duty at its times, or other staff for it."
                if nobody
                else "more people on duty at its times, other times, or fewer posts.",
            )
            yield Found(Finding(("activities", name), Code.NEVER_STAFFED, what, try_, "warning", on_name=True))
        if why := unreachable(today, name):
            what, try_ = f"{name} can never run: {why}", "a smaller minimum, or more people in one movement."
            yield Found(Finding(("activities", name, "minimum"), Code.NO_WAY_THERE, what, try_, "warning"))
