"""How hypothesis draws whole prisons, each of which takes a search."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

# Not made smaller when it fails: that would take another search for each step.
UNHURRIED = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)
