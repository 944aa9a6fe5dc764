"""Regime planning for prisons: what the staff on duty can really deliver, proven and explained.

``from regime import load, plan, what_if, explain, evaluate``. The engine is imported when it is needed, not before.
"""

from typing import TYPE_CHECKING

# ``plan``, ``load``, ``explain`` and ``ladder`` are functions here and modules or packages below: they are bound after
# these are loaded.
from regime.api import evaluate, plan
from regime.availability import Availability, availability
from regime.changes import changed
from regime.checker import Finding
from regime.comparing import PlanComparison, compare
from regime.errors import Impossible, MissingExtra, NoPlanInTime, NotKept, PlanningError, PlanRejected
from regime.evaluation import Evaluation
from regime.explain.explanation import explain
from regime.explain.result import Explanation
from regime.ladder.descent import ladder
from regime.ladder.result import Ladder, Rung
from regime.load import load
from regime.plan import Change, Plan
from regime.prison import Prison
from regime.problems import InputError
from regime.reporting import management_plan, report
from regime.whatif.result import Point, WhatIf
from regime.whatif.sweep import Planning, what_if
from regime.whatif.worth import Worth, Worths, worth

# The engine's, and imported with it. Who checks types is not shown how: to them any name would be there.
if TYPE_CHECKING:
    from solver import Event
else:

    def __getattr__(name: str) -> object:
        """``Event``."""
        if name != "Event":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from solver import Event

        return Event


__all__ = [
    "Availability",
    "Change",
    "Evaluation",
    "Event",
    "Explanation",
    "Finding",
    "Impossible",
    "InputError",
    "Ladder",
    "MissingExtra",
    "NoPlanInTime",
    "NotKept",
    "Plan",
    "PlanComparison",
    "PlanRejected",
    "Planning",
    "PlanningError",
    "Point",
    "Prison",
    "Rung",
    "WhatIf",
    "Worth",
    "Worths",
    "availability",
    "changed",
    "compare",
    "evaluate",
    "explain",
    "ladder",
    "load",
    "management_plan",
    "plan",
    "report",
    "what_if",
    "worth",
]
