"""A plan as tables, the same for spreadsheets and for other programs: a row for each thing that can be counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from regime.report.attendance import attendances
from regime.report.figure_tables import figure_tables, role_words
from regime.report.movement_list import movement_lists
from regime.report.reported import Reported
from regime.report.staff_sheet import staff_sheets
from regime.report.unlock_list import unlock_lists
from regime.shortfalls import uncounted
from regime.spreadsheets.table import Row, Table, columns

TIMES = columns("from", "to", kind="time")


def tables(day: Reported) -> list[Table]:
    """Every table of a plan: what is asked first, what people hold in their hands, and everything else."""
    about = f"{day.plan.prison}, {day.words}" + (f": {day.plan.title}" if day.plan.title else "")
    if day.caveat:
        about += f". {day.caveat}"
    figures, groups, *others = figure_tables(day.figures)
    every = [
        *([_broken(day)] if day.findings else []),
        figures,
        groups,
        _days(day),
        _unlock_list(day),
        _unlock_counts(day),
        _movement_list(day),
        _sessions(day),
        _session_staff(day),
        _staff(day),
        _tasks(day),
        _breaks(day),
        _movements(day),
        _short(day),
        *others,
    ]
    return [replace(table, about=about) for table in every]


def _broken(day: Reported) -> Table:
    rows: list[Row] = [[f.rule, f.title, f.sentence, str(f.span) if f.span else None] for f in day.findings]
    return Table("Rules broken", columns("rule", "title", "what is wrong", "when"), rows)


def _days(day: Reported) -> Table:
    rows: list[Row] = [
        [wing, group, stretch.time.start, stretch.time.end, stretch.on_wing]
        for group, wing in day.today.wing_of.items()
        for stretch in day.picture.stretches[group]
    ]
    return Table("Day by group", columns("wing", "group") | TIMES | columns("unlocked for"), rows)


def _unlock_list(day: Reported) -> Table:
    heads = columns("session", "wing", "group", "event", "people") | TIMES | columns("unlock", "back", kind="time")
    heads |= columns("place", "leaving or staying") | columns("refused", "rest in cell", "unlocked", kind="tick")
    rows: list[Row] = []
    for sheet in unlock_lists(day.picture):
        for group in sheet.groups:
            for event in group.events:
                about: Row = [sheet.slot, sheet.wing, group.group, event.what, event.people]
                when: Row = [event.time.start, event.time.end, event.unlocked.start, event.unlocked.end]
                rows.append([*about, *when, event.place, "leaving" if event.leaving else "staying", None, None, None])
    return Table("Unlock list", heads, rows, together=2)


def _unlock_counts(day: Reported) -> Table:
    heads = columns("session", "wing", "group", "people", "to unlock", "leaving", "staying")
    rows: list[Row] = [
        [sheet.slot, sheet.wing, group.group, group.size, group.to_unlock, group.leaving, group.staying]
        for sheet in unlock_lists(day.picture)
        for group in sheet.groups
    ]
    return Table("Unlock counts", heads, rows)


def _movement_list(day: Reported) -> Table:
    heads = columns("session", "place", "activity") | TIMES | columns("runs", "wing", "group", "people")
    heads |= columns("leaves wing", "back on wing", kind="time") | columns("by") | columns("arrived", kind="tick")
    rows: list[Row] = []
    for sheet in movement_lists(day.picture):
        for session in sheet.sessions:
            about: Row = [sheet.slot, sheet.place, session.activity, session.time.start, session.time.end]
            if not session.runs:
                rows.append([*about, "cancelled", *[None] * 7])
            for who in session.coming:
                when: Row = [who.away.start, who.away.end]
                rows.append([*about, "runs", who.wing, who.group, who.people, *when, who.by, None])
    return Table("Movement list", heads, rows, together=2)


def _sessions(day: Reported) -> Table:
    heads = columns("activity", "place") | TIMES | columns("runs", "people", "places", "sessions")
    alike = Counter(
        ((s.activity, s.place, *time, "runs" if s.runs else "cancelled"), s.people, s.places)
        for s in attendances(day.picture)
        for time in [(s.time.start, s.time.end) if s.timed else (None, None)]
    )
    # Those that are alike share a row: people and places are of all of them, so that a column adds up.
    rows: list[Row] = [[*about, people * n, places * n, n] for (about, people, places), n in alike.items()]
    return Table("Sessions", heads, rows)


def _session_staff(day: Reported) -> Table:
    rows: list[Row] = [
        [session.activity, session.staffed.start, session.staffed.end, role_words(role), people]
        for session in attendances(day.picture)
        for role, people in session.staff.items()
    ]
    return Table("Session staff", columns("activity") | TIMES | columns("role", "people"), rows)


def _staff(day: Reported) -> Table:
    heads = columns("role") | TIMES | columns("needed", "on duty", "on a break")
    heads |= columns("covered by other roles", "covering other roles", "spare")
    rows: list[Row] = []
    for line in day.plan.staff:
        people: Row = [line.needed, line.on_duty, line.on_break, line.covered_by_others, line.covering, line.spare]
        rows.append([role_words(line.role), line.time.start, line.time.end, *people])
    return Table("Staff", heads, rows)


def _tasks(day: Reported) -> Table:
    rows: list[Row] = [
        [role_words(sheet.role), row.task.sort, row.task.name, row.task.doing, time.start, time.end, people]
        for sheet in staff_sheets(day.picture)
        for row in sheet.tasks
        for time, people in row.times
    ]
    heads = columns("role", "sort", "name", "doing") | TIMES | columns("people")
    return Table("Posts and tasks", heads, rows, together=1)


def _breaks(day: Reported) -> Table:
    rows: list[Row] = [
        [each.shift, role_words(each.role), each.time.start, each.time.end, each.people] for each in day.plan.breaks
    ]
    return Table("Breaks", columns("shift", "role") | TIMES | columns("people"), rows)


def _movements(day: Reported) -> Table:
    rows: list[Row] = [
        [movement.route, movement.time.start, movement.time.end, way, group, number]
        for movement in day.plan.movements
        for way, people in (("out", movement.out), ("back", movement.back))
        for group, number in people.items()
    ]
    return Table("Movements", columns("route") | TIMES | columns("way", "group", "people"), rows)


def _short(day: Reported) -> Table:
    rows: list[Row] = [
        [s.entitlement, s.group, s.floor, s.given, s.short, s.unit, uncounted(day.picture, s)]
        for s in day.plan.shortfalls
    ]
    return Table("Short", columns("entitlement", "group", "owed", "given", "short", "unit", "not counted"), rows)
