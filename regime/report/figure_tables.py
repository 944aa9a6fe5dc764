"""The figures of a plan as tables."""

from __future__ import annotations

from collections.abc import Iterator

from regime.measured import Figures
from regime.spreadsheets.table import Row, Table, columns

FIGURES = {
    "population": ("people", "people"),
    "band": ("regime band", ""),
    "out_of_cell": ("out of cell, average", "minutes"),
    "guaranteed": ("certain, average", "minutes"),
    "worst_guaranteed": ("certain, worst-off group", "minutes"),
    "unemployed_guaranteed": ("certain, average of people without work", "minutes"),
    "core_day_ceiling": ("the most that the day's fixed times allow", "minutes"),
    "open_air": ("open air, average", "minutes"),
    "evening": ("out of cell after 17:00, average", "minutes"),
    "expected_out_of_cell": ("out of cell at usual attendance, average", "minutes"),
    "purposeful_hours_off_wing": ("purposeful, off wing", "person-hours"),
    "purposeful_hours_on_wing": ("purposeful, on wing", "person-hours"),
    "purposeful_hours_in_cell": ("purposeful, in cell", "person-hours"),
    "expected_purposeful_hours": ("purposeful at usual attendance", "person-hours"),
    "industry_hours": ("workshops", "person-hours"),
    "expected_industry_hours": ("workshops at usual attendance", "person-hours"),
    "industry_hours_full_timetable": ("workshops if every session ran full", "person-hours"),
    "sessions_offered": ("sessions that could run", "sessions"),
    "sessions_run": ("sessions that run", "sessions"),
    "floors_met_percent": ("entitlements met", "%"),
    "staff_on_duty_percent": ("staff on duty, of those detailed", "%"),
    "value": ("time out of cell and work", "person-minutes"),
    "value_ceiling": ("time out of cell and work, the most that the day's fixed times allow", "person-minutes"),
}
"""Single figures -> what they are called, and their unit."""


def figure_tables(figures: Figures) -> Iterator[Table]:
    """Every figure: those of the prison, those of its groups, and the others by sort."""
    yield _singles(figures)
    yield _groups(figures)
    yield _shares(figures)
    yield _places(figures)
    yield _empty(figures)
    yield _lost(figures)
    yield _roll(figures)
    met: list[Row] = [[name, per_cent] for name, per_cent in figures.floors_met.items()]
    yield Table("Entitlements", columns("entitlement") | columns("met", kind="percent"), met)
    yield from _staff(figures)


def role_words(role: str) -> str:
    """A role as people call it."""
    return role.replace("_", " ")


def _singles(figures: Figures) -> Table:
    rows: list[Row] = []
    for field, (name, unit) in FIGURES.items():
        value = getattr(figures, field)
        rows.append([name, value, unit, value if unit == "minutes" else None])
    return Table("Figures", columns("figure", "amount", "unit") | columns("as time", kind="duration"), rows)


def _groups(figures: Figures) -> Table:
    times = columns("out of cell, average", "certain", "day allows", kind="duration")
    times |= columns("purposeful", "open air", "after 17:00", kind="duration")
    times |= columns("in-cell work during unlock", kind="duration")
    rows: list[Row] = []
    for each in figures.groups:
        minutes: Row = [each.out_of_cell, each.guaranteed, each.ceiling, each.purposeful, each.open_air, each.evening]
        minutes.append(each.unlocked_in_cell)
        rows.append([each.wing, each.group, each.size, each.unemployed, *minutes, each.unlocks])
    return Table("Groups", columns("wing", "group", "people", "no work") | times | columns("unlocks"), rows)


def _shares(figures: Figures) -> Table:
    rows: list[Row] = [
        [by, shares.under_2h, shares.at_10h]
        for by, shares in (("average", figures.by_average), ("certain", figures.by_guaranteed))
    ]
    return Table("Shares", columns("time out of cell") | columns("under 2 h", "at 10 h", kind="percent"), rows)


def _places(figures: Figures) -> Table:
    heads = columns("activity", "kind", "sessions offered", "sessions run", "person-minutes", "place-minutes")
    heads |= columns("used", kind="percent") | columns("person-minutes at usual attendance")
    rows: list[Row] = []
    for use in figures.places:
        minutes: Row = [use.person_minutes, use.places_minutes, use.used_percent, use.expected_person_minutes]
        rows.append([use.activity, use.kind, use.sessions_offered, use.sessions_run, *minutes])
    return Table("Places", heads, rows)


def _empty(figures: Figures) -> Table:
    heads = columns("activity", "because", "place-minutes")
    return Table(
        "Empty places",
        heads,
        [[use.activity, why, minutes] for use in figures.places for why, minutes in use.empty_because.items()],
    )


def _lost(figures: Figures) -> Table:
    heads = columns("group", "because", "person-minutes")
    return Table(
        "Lost hours",
        heads,
        [[each.group, why, minutes] for each in figures.lost or () for why, minutes in each.because.items()],
    )


def _roll(figures: Figures) -> Table:
    heads = columns("at", kind="time")
    heads |= columns("locked up", "off wing", "wing work", "otherwise out", kind="percent")
    rows: list[Row] = [[c.at, c.locked, c.off_wing, c.wing_work, c.otherwise_out] for c in figures.roll]
    return Table("Roll check", heads, rows)


def _staff(figures: Figures) -> Iterator[Table]:
    hours: list[Row] = [[role_words(r.role), r.on_duty, r.needed, r.idle, r.covering] for r in figures.roles]
    yield Table("Staff hours", columns("role", "on duty", "needed", "idle", "covering"), hours)
    lost: list[Row] = [[role_words(r.role), why, n] for r in figures.roles for why, n in r.lost.items()]
    yield Table("Staff hours lost", columns("role", "because", "hours"), lost)
