"""The core-day ceiling: what the fixed times of the day rule out with any number of staff."""

from __future__ import annotations

from collections.abc import Iterator

from regime.explain.before.found import Found
from regime.figures.ceiling import ceiling
from regime.problems import Code, Finding
from regime.today import Today

EXPECTED = 10 * 60
"""Minutes out of cell on a weekday that inspectors expect (HMIP Expectations, men's prisons, 66-67)."""


def find(today: Today) -> Iterator[Found]:
    """On weekdays, a day whose fixed times leave less than ten hours out of cell on average."""
    if today.weekday in ("sat", "sun"):
        return
    people = {name: group.size for name, group in today.groups.items()}
    most = sum(ceiling(today, name) * size for name, size in people.items()) / sum(people.values())
    if most < EXPECTED:
        what = (
            f"the fixed times of the day allow {int(most) // 60} h {int(most) % 60:02d} out of cell at most, "
            "with any number of staff; inspectors expect 10 h"
        )
        try_ = "an earlier unlock, a later lock-up, shorter roll checks, or longer windows."
        yield Found(Finding(("day",), Code.BELOW_TEN_HOURS, what, try_, "warning", on_name=True))
