"""Regime planning for prisons: what the staff on duty can really deliver, proven and explained.

``from regime import load, plan, what_if, explain, evaluate``. The engine is imported when it is needed, not before.
"""

# ``plan``, ``load``, ``explain`` and ``ladder`` are functions here and modules or packages below: they are bound after
# these are loaded.
from regime.api import evaluate, plan
from regime.availability import Availability, availability
from regime.checker import Finding
from regime.comparing import PlanComparison, compare
from regime.errors import Impossible, MissingExtra, NoPlanInTime, NotKept, PlanningError, PlanRejected
from regime.evaluation import Evaluation
from regime.explain.explanation import explain
from regime.explain.result import Explanation
from regime.ladder.descent import ladder
from regime.ladder.result import Ladder
from regime.load import load
from regime.plan import Plan
from regime.prison import Prison
from regime.problems import InputError
from regime.reporting import management_plan, report
from regime.whatif.result import WhatIf
from regime.whatif.sweep import what_if
from regime.whatif.worth import Worths, worth

__all__ = [
    "Availability",
    "Evaluation",
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
    "PlanningError",
    "Prison",
    "WhatIf",
    "Worths",
    "availability",
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
