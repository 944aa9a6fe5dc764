"""Which point allows more than another: only where every line that differs is known to loosen."""

from __future__ import annotations

from typing import Any

import pytest

from regime.plan import Change
from regime.whatif import looser


@pytest.mark.parametrize(
    ("path", "loosens"),
    [
        ("staff.early.officers", 1),
        ("activities.gym.places", 1),
        ("yards.old yard.people", 1),
        ("staff.early.less.sick.officers", -1),
        ("posts.gate.staff.officers", -1),
        ("in_post.officers.people", 1),
        ("in_post.officers.less.bed watch", -1),
        ("in_post.officers.rest_days", -1),
        ("in_post.officers.shifts.early", 0),
        ("routes.walkway.at_most", 1),
        ("staff.early.start", 0),
        ('staff."early no. 1".officers', 1),
        ('activities."shop ""1""".places', 1),
        ('staff."early no. 1".end', 0),
        ("day.lock_up", 0),
        ("wings.A.groups.A1.size", 0),
    ],
)
def test_more_of_some_things_never_forbids_a_day(path: str, loosens: int) -> None:
    assert looser.loosens(path) == loosens


def changes(**settings: Any) -> list[Change]:
    paths = {"early": "staff.early.officers", "sick": "in_post.officers.less.sick", "gym": "activities.gym"}
    old = {"early": 5, "sick": "7%", "gym": {"places": 10}}
    return [Change(path=paths[name], old=old[name], new=new) for name, new in settings.items()]


@pytest.mark.parametrize(
    ("more", "less", "allows"),
    [
        (changes(early=6), changes(early=5), True),
        (changes(early=4), changes(early=5), False),
        (changes(early=6), changes(), True),  # as it is there are 5
        (changes(), changes(early=6), False),
        (changes(sick="5%"), changes(sick="12%"), True),
        (changes(sick="12%"), changes(sick="5%"), False),
        (changes(early=6, sick="5%"), changes(early=5, sick="7%"), True),
        (changes(early=6, sick="9%"), changes(early=5, sick="7%"), False),
        (changes(), changes(gym=None), False),  # another prison: nothing is known
        (changes(gym=None, early=6), changes(gym=None, early=5), True),
        (changes(), changes(), True),
    ],
)
def test_what_allows_more(more: list[Change], less: list[Change], allows: bool) -> None:
    assert looser.allows(more, less) is allows
