"""A day of two wings that is small enough to count by hand, as it is reported."""

from __future__ import annotations

import pytest
from builders import bare, day, session

from regime.plan import Plan
from regime.report.reported import Reported, reported
from regime.today import Today


@pytest.fixture
def today() -> Today:
    return day(
        roles={"officers": {"label": "officer"}, "seniors": {"covers": ["officers"]}},
        staff={"day": {"seniors": 1, "breaks": [{"minutes": 60, "between": "12:00-13:00"}]}},
        posts={"gate": {"staff": {"officers": 2}, "hours": ["08:00-12:00", "12:00-13:00", "14:00-16:00"]}},
        on_wing={"exercise": {"kind": "exercise", "where": "yard", "outdoor": True, "staff": {"officers": 1}}},
        activities={
            "work": {"kind": "workshop", "places": 20, "sessions": ["09:00-11:00", "13:30-16:30"],
                     "staff": {"officers": "1 per 5"}, "staff_before": 5},
            "class": {"kind": "education", "places": 9, "sessions": ["14:00-15:00", "17:00-17:30"], "room": "hall"},
            "cleaning": {"kind": "wing-work", "where": "on-wing", "places": 5, "sessions": ["09:30-10:30"]},
            "course": {"kind": "in-cell", "where": "in-cell", "places": 5, "sessions": ["10:00-11:00"]},
        },
        routes={"walkway": {"minutes": 15, "staff": {"officers": 3}, "for": ["A"]}},
        escort={"per": 4, "minutes": 30, "staff": {"officers": 2}},
        entitlements={"open air": {"time": "exercise", "minutes": 60, "for": ["A"]}},
        day={"roll_checks": {"midday": "12:15-12:30"}},
    )  # fmt: skip


@pytest.fixture
def plan(today: Today) -> Plan:
    return bare(
        today,
        {"A1": {"08:00-08:30": "association", "11:30-12:00": "exercise", "16:45-17:15": "association"}},
        title="A day by hand",
        sessions=[
            session("work", "09:00-11:00", A1=4, B1=10),
            session("cleaning", "09:30-10:30", A1=2, A2=3),
            session("course", "10:00-11:00", B1=5),
            session("work", "13:30-16:30", A2=15),
            session("class", "14:00-15:00", A1=9),
            session("class", "17:00-17:30", runs=False),
        ],
    )


@pytest.fixture
def shown(today: Today, plan: Plan) -> Reported:
    return reported(today.prison, "by hand", plan)
