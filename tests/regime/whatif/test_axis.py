"""What can be varied, in which order, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from regime.problems import InputError
from regime.whatif.axis import axis


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("staff.early.officers=-2..+1", ("-2", "-1", "+0", "+1")),
        ("staff.early.officers=20..24:2", (20, 22, 24)),
        # Dashes of a document, as in a change.
        ("staff.early.officers=\u20132..\u22121", ("-2", "-1")),
        ("activities.gym.places=\u201310%..+10%:10", ("-10%", "+0%", "+10%")),
        ("staff.early.officers=\u20132,+1", ("-2", "+1")),
        ("staff.early.officers = 3..3", (3,)),
        ("staff.early.officers=-2..0", ("-2", "-1", "+0")),
        ("day.lock_up=17:30,18:00", ("17:30", "18:00")),
        ("wings.B.closed=true,false", (True, False)),
        ("activities.gym.places=+10%,-10%", ("-10%", "+10%")),
        # Numbers from few to many, anything else as it was written.
        ("staff.early.officers=10,8,9", (8, 9, 10)),
        ("staff.early.officers=+0,-2,+10,-10", ("-10", "-2", "+0", "+10")),
        ("staff.early.officers=+10%,+2", ("+10%", "+2")),
        ("day.lock_up=18:00,17:30,+30", ("18:00", "17:30", "+30")),
        ("activities.*[kind=gym|library].places=-10%..10%:10", ("-10%", "+0%", "+10%")),
        ("in_post.officers.less.sick=4%..12%:4%", ("4%", "8%", "12%")),
    ],
)
def test_an_axis_has_its_values_in_order(text: str, values: tuple[Any, ...]) -> None:
    assert axis(text).values == values


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('staff."early".officers=1..2', "staff.early.officers"),
        ("staff.early.staff.officers=1..2", "staff.early.officers"),
        ("staff.*.staff.officers=1..2", "staff.*.officers"),
        ("activities.*[kind=gym|library].places=1..2", "activities.*[kind=gym|library].places"),
        ("staff.*.breaks[1].minutes=30,60", "staff.*.breaks[1].minutes"),
        ("wings.1.groups.2.size=30,60", "wings.1.groups.2.size"),
        ('activities."a.b".places=1..2', 'activities."a.b".places'),
    ],
)
def test_one_place_has_one_name(text: str, path: str) -> None:
    assert axis(text).path == path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("staff.early.officers", "nothing to vary"),
        ("=1..2", "nothing to vary"),
        ("staff.early.officers=", "nothing to vary"),
        ("staff.early.officers=6..2", "the range is empty"),
        ("staff.early.officers=2..6:0", "the step is 0(?s:.*)Try: a step of 1 or more, or none for every number"),
        ("staff.early.officers=1..10000", "10,000 values are too many"),
        ("staff.early.officers=2,3,2", "2 is given twice"),
        ("staff.early.officers=1..+1", "1..[+]1 mixes(?s:.*)Try: a sign before both, like -1..[+]1"),
        ("staff.early.officers=+1..3", "[+]1..3 mixes"),
        ("staff.early.officers=0,-2", "0 would be set, and -2 added to what is there(?s:.*)Try: [+]0, or the numbers"),
        ("activities.gym.places=+10%,-10%,20%", "20% would be set, and [+]10% added to what is there"),
        ("staff.early.officers=2..4:7", "a step of 7 from 2 leads beyond 4(?s:.*)Try: a step of 2 at the most"),
        ("staff.early.officers=2-4", "2-4 is no range\n   Try: 2..4, with two dots"),
        ("staff.early.officers=\u20132 to +4:2", "is no range\n   Try: -2..[+]4:2, with two dots"),
        ("staff.early.officers=1,[2", "^--vary staff.early.officers=.2 .*a list that is opened"),
        ("staff.early.officers=1,,3", "a value is missing"),
        ("staff.early.officers=0..1000000", "0..1000000 has too large a number(?s:.*)Try: six digits at the most"),
        ("day.lock_up=17:00..18:00", "(?s)17:00..18:00 is no range of whole numbers.*day.lock_up=-30..[+]30:15"),
        ("staff.early.officers=1.5..2.5", "1.5..2.5 is no range of whole numbers"),
    ],
)
def test_what_cannot_be_varied_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        axis(text)
