"""One short search for each example, shared by every test that looks at its plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from regime.api import plan
from regime.load import load
from regime.plan import Plan
from regime.prison import Prison

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def planned() -> Callable[[str], tuple[Prison, Plan]]:
    """Name of an example -> its prison and a plan."""

    @cache
    def found(name: str) -> tuple[Prison, Plan]:
        prison = load(EXAMPLES / f"{name}.yaml")
        # A plan that breaks a rule is never returned but raised as PlanRejected.
        return prison, plan(prison, time_limit=4, workers=2)

    return found
