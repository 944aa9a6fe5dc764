"""What improvers maximise while a goal is improved: that goal, with the others behind it, so that they lose nothing."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from solver.day_model import DayModel
from solver.goals import Stage, expression, stages
from solver.linear import Sum
from solver.problem import GoalKind

OCCASION = 60
"""Minutes that a missed occasion (a visit, a class) counts for."""

_MISSING = 2_000
"""What a missing person-minute of the least important entitlement weighs in a first plan, in hundredths of a minute
out of cell."""

FIRST = 10_000_000
"""What a unit of the entitlement at hand weighs against everything after it, and a minute that the worst-off lack."""

_CALM = 3_000
"""What an unlock or a movement less may cost while an earlier goal is improved, in hundredths of a minute out of cell:
half a person-hour. It costs none in the end: of days that are equally good calm ones lead further."""

_CHANGE = 200
"""The same for a minute more in which a group does what was published: two person-minutes."""

_CHANGE_FIRST = 4_000
"""The same where the changes come before the value: 40 person-minutes."""

_IN_TURN = 6
"""How many times that in the goal's own turn. For more of what later goals may give up little is gained."""


def owed(targets: Mapping[Stage, Sum]) -> Sum:
    """Missing entitlements, which weigh more the more important they are."""
    floors = [stage for stage in targets if stage.goal.kind == "shortfall"]
    missing = Sum()
    for rank, stage in enumerate(floors):
        per_unit = _MISSING if stage.unit == "person-minutes" else OCCASION * _MISSING
        missing.plus(targets[stage], per_unit * 2 ** (len(floors) - rank))
    return missing


def guide(targets: Mapping[Stage, Sum]) -> Sum:
    """All goals at once, for a first plan: the value less what is owed."""
    value = Sum()
    for stage, target in targets.items():
        if stage.scale > 1:
            value.plus(target)
    return value.plus(owed(targets), -1)


def worth(day: DayModel) -> Sum:
    """The same of a day: of its goals those that count what it gives and what is owed, which need no new variables."""
    counting = [stage for stage in stages(day.problem) if stage.goal.kind == "shortfall" or stage.scale > 1]
    return guide({stage: expression(day, stage) for stage in counting})


def changes_first(targets: Mapping[Stage, Sum]) -> bool:
    """Whether changes to a published plan count for more than anything that a day gives."""
    return any(stage.goal.kind == "changes" for stage in takewhile(lambda stage: stage.scale == 1, targets))


def staying_near(targets: Mapping[Stage, Sum]) -> Sum:
    """All goals at once, and what is near to a published plan where there is one."""
    return _less(guide(targets), targets, "changes")


def toward(targets: Mapping[Stage, Sum], stage: Stage) -> Sum | None:
    """What improvers of a stage maximise, where that is not the goal alone: later goals count for something, too."""
    kind, target = stage.goal.kind, targets[stage]
    if kind == "shortfall" or (kind == "changes" and changes_first(targets)):
        return staying_near(targets).plus(target, -FIRST)
    if kind in ("changes", "calm"):
        return _less(guide(targets), targets, kind, _IN_TURN)
    return _less(_less(Sum().plus(target), targets, "changes"), targets, "calm") if stage.scale > 1 else None


def _less(total: Sum, targets: Mapping[Stage, Sum], kind: GoalKind, times: int = 1) -> Sum:
    """The total less what there is of unlocks and movements, or of changes, at its price."""
    price = _CALM if kind == "calm" else _CHANGE_FIRST if changes_first(targets) else _CHANGE
    for stage, target in targets.items():
        if stage.goal.kind == kind:
            total.plus(target, -price * times)
    return total
