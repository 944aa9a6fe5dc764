"""Regime planning for prisons: what the staff on duty can really deliver, proven and explained.

``from regime import load, plan, evaluate``. The engine is imported when ``plan`` is called, not before.
"""

# ``plan`` and ``load`` are functions here and modules below: they are bound after the modules are loaded.
from regime.api import evaluate, plan
from regime.checker import Finding
from regime.errors import Impossible, NoPlanInTime, PlanningError, PlanRejected
from regime.evaluation import Evaluation
from regime.load import load
from regime.plan import Plan
from regime.prison import Prison
from regime.problems import InputError

__all__ = [
    "Evaluation",
    "Finding",
    "Impossible",
    "InputError",
    "NoPlanInTime",
    "Plan",
    "PlanRejected",
    "PlanningError",
    "Prison",
    "evaluate",
    "load",
    "plan",
]
