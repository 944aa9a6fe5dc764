"""From what and with what a plan is made: the fingerprint of its prison, and the versions at work."""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform

from regime.plan import Made
from regime.prison import NO_DAY, Prison

PACKAGES = ("regime-planner", "ortools", "pydantic")
"""Packages whose versions a plan records, beside Python's."""


def made(prison: Prison) -> Made:
    """What a plan of this prison is made of, if it is made here and now."""
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    return Made(input_hash=fingerprint(prison), versions={**versions, "python": platform.python_version()})


def fingerprint(prison: Prison) -> str:
    """SHA-256 of a prison as planned, defaults and all; the words of its notices change no plan."""
    return hashlib.sha256(prison.model_dump_json(exclude={"languages", *NO_DAY}).encode()).hexdigest()
