"""Whether the day can happen as it is described: hours, roll checks, sizes, breaks, floors.

Only what is plain from the description is said here; what the staff on duty allow is for the plan to find.
"""

from __future__ import annotations

from regime.prison import Prison
from regime.problems import Finding


def consistency_findings(prison: Prison) -> list[Finding]:
    """Nothing yet."""
    return []
