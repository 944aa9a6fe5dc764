"""R08 entitlements: a floor is met, or the plan says openly by how much it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from regime.checker.finding import Finding
from regime.checker.wording import owed
from regime.picture import DayPicture
from regime.plan import Shortfall
from regime.shortfalls import shortfalls

_finding = partial(Finding, rule="R08", title="entitlements")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Shortfalls that the plan does not list, or lists though they are not so."""
    floors = {(f.entitlement, f.group): f for f in picture.today.floors}
    real = {(s.entitlement, s.group): s for s in shortfalls(picture.today, picture.plan)}
    listed = {(s.entitlement, s.group): s for s in picture.plan.shortfalls}
    for key, shortfall in real.items():
        gets = f"Group {shortfall.group} gets {_amount(shortfall)}"
        amounts = partial(_finding, measured=shortfall.given, limit=shortfall.floor, unit=shortfall.unit)
        if key not in listed:
            yield amounts(sentence=f"{gets}, and the plan does not say so.")
        elif listed[key] != shortfall:
            yield amounts(sentence=f"{gets}; the plan says {_amount(listed[key])}.")
    for key, shortfall in listed.items():
        told = f"The plan says that group {shortfall.group} gets {_amount(shortfall)}"
        if key not in floors:
            yield _finding(sentence=f"{told}, which it is not entitled to today.")
        elif key not in real:
            yield _finding(sentence=f"{told}, but it gets them in full.")
    for (entitlement, group), often in Counter((s.entitlement, s.group) for s in picture.plan.shortfalls).items():
        if often > 1:
            yield _finding(sentence=f"The plan lists the shortfall of {entitlement} for group {group} {often} times.")


def _amount(shortfall: Shortfall) -> str:
    return f"{shortfall.given} of {owed(shortfall.floor, shortfall.unit)} of {shortfall.entitlement}"
