"""Two days made by hand: one short with cuts, and one of a hundred groups."""

from __future__ import annotations

import datetime

import pytest

from regime.clock import Span
from regime.measured import Average, Figures, PlaceUse, RollCount, Shares
from regime.plan import GoalResult, GroupDay, Made, Movement, Plan, Proof, Session, Shortfall, StaffLine, Stretch


def span(text: str) -> Span:
    return Span.model_validate(text)


def unlocked(*stretches: tuple[str, str]) -> list[Stretch]:
    return [Stretch(time=span(time), on_wing=name) for time, name in stretches]


def average(group: str, size: int, out: float, guaranteed: int, unemployed: int = 0) -> Average:
    return Average(
        group=group,
        wing=group[0],
        size=size,
        unemployed=unemployed,
        out_of_cell=out,
        guaranteed=guaranteed,
        purposeful=0,
        open_air=30,
        evening=0,
        ceiling=480,
        unlocks=1,
    )


def figures(groups: list[Average], **others: object) -> Figures:
    values: dict[str, object] = {
        "population": sum(g.size for g in groups),
        "out_of_cell": 200,
        "guaranteed": 90,
        "worst_guaranteed": 60,
        "unemployed_guaranteed": 75,
        "open_air": 30,
        "evening": 0,
        "expected_out_of_cell": 190,
        "by_average": Shares(under_2h=25, at_10h=0),
        "by_guaranteed": Shares(under_2h=100, at_10h=0),
        "groups": groups,
        "purposeful_hours_off_wing": 120,
        "purposeful_hours_on_wing": 10,
        "purposeful_hours_in_cell": 5,
        "expected_purposeful_hours": 100,
        "industry_hours": 80,
        "expected_industry_hours": 70,
        "industry_hours_full_timetable": 160,
        "sessions_offered": 2,
        "sessions_run": 1,
        "roll": [RollCount(at="10:00", locked=40, off_wing=14, wing_work=14, otherwise_out=32)],
        "places": [],
        "roles": [],
        "core_day_ceiling": 480,
        "floors_met_percent": 50,
        "floors_met": {"open air": 67},
        "staff_on_duty_percent": 92,
        "band": "Amber-Red",
        "value": 12000,
    }
    return Figures.model_validate({**values, **others})


@pytest.fixture
def short_day() -> Plan:
    """Two groups from 08:00 to 12:00: A1 unlocked twice and at work, A2 once; the library does not run."""
    return Plan(
        prison="HMP Example",
        date=datetime.date(2026, 11, 23),
        weekday="mon",
        pattern="weekday",
        hours=span("08:00-12:00"),
        groups=[
            GroupDay(
                group="A1",
                wing="A",
                size=40,
                unlocked=unlocked(("08:00-08:30", "association"), ("10:00-10:30", "exercise")),
            ),
            GroupDay(group="A2", wing="A", size=20, unlocked=unlocked(("09:00-10:00", "domestic"))),
        ],
        sessions=[
            Session(activity="laundry", time=span("08:45-09:45"), runs=True, people={"A1": 12}, staff={"officers": 1}),
            Session(activity="library", time=span("11:00-11:30"), runs=False),
        ],
        movements=[Movement(route="main corridor", time=span("08:30-08:45"), out={"A1": 12})],
        breaks=[],
        shortfalls=[Shortfall(entitlement="open air", group="A2", floor=60, given=0, unit="minutes")],
        staff=[
            StaffLine(
                time=span("08:00-11:00"),
                role="officers",
                needed=3,
                on_duty=5,
                on_break=0,
                covered_by_others=0,
                covering=0,
            ),
            StaffLine(
                time=span("11:00-12:00"),
                role="officers",
                needed=2,
                on_duty=2,
                on_break=3,
                covered_by_others=0,
                covering=0,
            ),
        ],
        figures=figures(
            [average("A1", 40, 84, 60), average("A2", 20, 60, 60, unemployed=20)],
            places=[
                PlaceUse(
                    activity="laundry",
                    kind="workshop",
                    sessions_offered=1,
                    sessions_run=1,
                    person_minutes=720,
                    places_minutes=1440,
                    expected_person_minutes=600,
                    empty_because={"no staff left": 700, "movement": 20},
                )
            ],
        ),
        proof=Proof(
            status="feasible",
            goals=[
                GoalResult(
                    goal="shortfall: open air",
                    unit="person-minutes",
                    maximise=False,
                    best=1200,
                    value=1200,
                    bound=1200,
                ),
                GoalResult(goal="value", unit="person-minutes", maximise=True, best=11960, value=11960, bound=12000),
            ],
            stopped="time",
            seconds=60.2,
            seed=1,
            workers=2,
            time_limit=60,
            gap_target=0.001,
            reproducible=False,
        ),
        made=Made(input_hash="0123456789abcdef" * 4, versions={"regime-planner": "0.1.0"}),
    )


@pytest.fixture
def hundred_groups() -> Plan:
    """A hundred groups with long names in five different days of sixteen hours."""
    days = [
        GroupDay(
            group=f"group {number:02d} of the residential unit",
            wing=f"wing {number // 10}",
            size=20,
            unlocked=unlocked((f"{8 + number % 5:02d}:00-{12 + number % 5:02d}:00", "association")),
        )
        for number in range(100)
    ]
    return Plan(
        prison="HMP Large",
        weekday="sat",
        hours=span("06:00-22:00"),
        groups=days,
        sessions=[],
        movements=[],
        breaks=[],
        shortfalls=[],
        staff=[
            StaffLine(
                time=span("06:00-22:00"),
                role=f"role {number}",
                needed=110,
                on_duty=120,
                on_break=0,
                covered_by_others=0,
                covering=0,
            )
            for number in range(8)
        ],
        figures=figures([average(day.group, 20, 240, 240) for day in days], unemployed_guaranteed=None, roll=[]),
    )
