"""Virtual roll checks: where everybody is at a chosen time."""

from __future__ import annotations

from regime.clock import clock
from regime.measured import RollCount
from regime.picture import DayPicture


def roll_counts(picture: DayPicture) -> list[RollCount]:
    """One count for each time in the prison's ``counted_at``, in order."""
    return [roll_count(picture, time) for time in sorted(picture.today.prison.counted_at)]


def roll_count(picture: DayPicture, time: int) -> RollCount:
    """Per cent of people at ``time`` (minutes after midnight), each person counted once.

    ``off_wing``: in off-wing sessions or on the way; ``wing_work``: in on-wing sessions; ``otherwise_out``: unlocked
    and in no session; ``locked``: all others, those with something to do in their cells among them.
    Outside the planned hours everybody is locked up.
    """
    period = picture.period_at(time)
    groups = picture.today.groups if period is not None else ()
    off_wing = wing_work = otherwise_out = 0
    for group in groups:
        assert period is not None
        off_wing += picture.away(group, period, "off-wing")
        wing_work += picture.away(group, period, "on-wing")
        otherwise_out += picture.on_wing(group, period)
    people = picture.today.population
    locked = people - off_wing - wing_work - otherwise_out
    per_cent = {
        "locked": 100 * locked / people,
        "off_wing": 100 * off_wing / people,
        "wing_work": 100 * wing_work / people,
        "otherwise_out": 100 * otherwise_out / people,
    }
    return RollCount.model_validate({"at": clock(time), **per_cent})
