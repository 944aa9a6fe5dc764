"""The figures of a plan, by fixed definitions, from the plan and the prison alone.

One file per subject; each figure's formula is in the docstring of the function that computes it.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from regime.bands import band_of
from regime.figures.ceiling import ceiling
from regime.figures.groups import (
    average,
    group_day,
    mean,
    shares_by_average,
    shares_by_guaranteed,
    unemployed_guaranteed,
)
from regime.figures.lost import lost_hours
from regime.figures.offer import timetabled
from regime.figures.places import place_use
from regime.figures.purposeful import industry_hours, industry_hours_full, purposeful_hours, value, value_ceiling
from regime.figures.roll import roll_counts
from regime.figures.staff import on_duty_percent, role_hours
from regime.measured import Figures, PlaceUse
from regime.picture import DayPicture
from regime.plan import Plan
from regime.shortfalls import given
from regime.today import Today

__all__ = ["figures", "floors_met", "floors_met_percent"]


def figures(today: Today, plan: Plan) -> Figures:
    """Every figure of a plan that has its staff lines (``regime.completion`` adds them to one made by hand).

    The figures describe the plan as it stands, whether it keeps the rules or not; groups, activities and on-wing
    times that the prison does not have today are left out (the checker reports them).
    """
    picture = DayPicture(today, plan)
    days = [group_day(picture, group) for group in today.groups]
    ceilings = {group: ceiling(today, group) for group in today.groups}
    off_wing, on_wing, in_cell = (purposeful_hours(picture, where) for where in ("off-wing", "on-wing", "in-cell"))
    industry = industry_hours(picture)
    places = place_use(picture)
    most_out = sum(ceilings[day.group] * day.size for day in days)
    found = Figures(
        population=today.population,
        out_of_cell=mean(days, [day.out for day in days]),
        guaranteed=mean(days, [day.unlocked * day.size for day in days]),
        worst_guaranteed=min(day.unlocked for day in days),
        unemployed_guaranteed=unemployed_guaranteed(picture, days),
        open_air=mean(days, [day.open_air for day in days]),
        evening=mean(days, [day.evening for day in days]),
        expected_out_of_cell=mean(days, [day.expected_out for day in days]),
        by_average=shares_by_average(days),
        by_guaranteed=shares_by_guaranteed(days),
        groups=[average(picture, day, ceilings[day.group]) for day in days],
        purposeful_hours_off_wing=off_wing.planned,
        purposeful_hours_on_wing=on_wing.planned,
        purposeful_hours_in_cell=in_cell.planned,
        expected_purposeful_hours=off_wing.expected + on_wing.expected + in_cell.expected,
        industry_hours=industry.planned,
        expected_industry_hours=industry.expected,
        industry_hours_full_timetable=industry_hours_full(picture),
        sessions_offered=_sessions_offered(today, places),
        sessions_run=sum(use.sessions_run for use in places),
        roll=roll_counts(picture),
        places=places,
        roles=role_hours(today, plan.staff),
        core_day_ceiling=most_out / today.population,
        floors_met_percent=floors_met_percent(picture),
        floors_met=floors_met(picture),
        staff_on_duty_percent=on_duty_percent(today),
        band=None,
        lost=[lost_hours(picture, group) for group in today.groups],
        value=value(picture, sum(day.out for day in days)),
        value_ceiling=value_ceiling(picture, most_out),
    )
    return found.model_copy(update={"band": band_of(today.prison, found)})


def _sessions_offered(today: Today, places: list[PlaceUse]) -> int:
    """Sessions that are on offer; of each activity as many as before any change, or more if changes add some."""
    before = Counter({activity: len(timetabled(today.before, activity)) for activity in today.before.activities})
    return (before | Counter({use.activity: use.sessions_offered for use in places})).total()


def floors_met_percent(picture: DayPicture) -> float:
    """Per cent of today's floors (one for each entitlement and group) that are given in full; 100 without floors."""
    met = [given(picture, floor) >= floor.amount for floor in picture.today.floors]
    return 100 * sum(met) / len(met) if met else 100.0


def floors_met(picture: DayPicture) -> dict[str, float]:
    """Entitlement -> people of the groups that get it in full / people of the groups that are owed it, in per cent."""
    owed: dict[str, int] = defaultdict(int)
    met: dict[str, int] = defaultdict(int)
    for floor in picture.today.floors:
        size = picture.today.groups[floor.group].size
        owed[floor.entitlement] += size
        met[floor.entitlement] += size if given(picture, floor) >= floor.amount else 0
    return {entitlement: 100 * met[entitlement] / people for entitlement, people in owed.items()}
