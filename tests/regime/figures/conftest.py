"""The small prison and its plans, with whatever a test changes about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from small_prison import PRISON, SESSIONS, UNLOCKED, span

from regime.completion import complete
from regime.plan import GroupDay, Plan, Session, Stretch
from regime.prison import Prison
from regime.today import Today

Build = Callable[..., Today]
Lay = Callable[..., Plan]


@pytest.fixture
def day() -> Build:
    """Makes the day of the small prison, with some of its parts replaced."""

    def build(**parts: Any) -> Today:
        return Today.of(Prison.model_validate({**PRISON, **parts}), "mon")

    return build


@pytest.fixture
def lay() -> Lay:
    """Makes a plan: the one of the small prison, or with other unlocks and sessions."""

    def build(today: Today, unlocked: Any = UNLOCKED, sessions: Any = SESSIONS) -> Plan:
        plan = Plan(
            prison="HMP Small",
            weekday="mon",
            hours=today.hours,
            groups=[
                GroupDay(
                    group=group,
                    wing=today.wing_of[group],
                    size=today.groups[group].size,
                    unlocked=[Stretch(time=span(time), on_wing=name) for time, name in stretches],
                )
                for group, stretches in unlocked.items()
            ],
            sessions=[Session(activity=a, time=span(time), runs=True, people=people) for a, time, people in sessions],
            movements=[],
            breaks=[],
            shortfalls=[],
            staff=[],
        )
        return complete(today, plan)

    return build
