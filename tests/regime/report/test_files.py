"""XLSX, CSV and JSON read back: number by number what the plan says."""

from __future__ import annotations

import csv
import datetime
import io
import sys
from itertools import pairwise

import openpyxl
import pytest

import regime
from regime import MissingExtra
from regime.clock import clock
from regime.plan import Plan
from regime.report.figure_tables import FIGURES
from regime.report.tables import tables
from regime.spreadsheets.csv_file import csv_table
from regime.spreadsheets.table import Table, columns


def sheets(content: bytes) -> dict[str, list[dict[str, object]]]:
    """Sheet -> rows by heading; the line above the headings is left out."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {}
    for page in book:
        _, headings, *rows = page.iter_rows(values_only=True)
        found[page.title] = [dict(zip(headings, row, strict=True)) for row in rows]
    return found


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def at(minute: int) -> datetime.time:
    return datetime.time(minute // 60, minute % 60)


def minutes(time: datetime.time | datetime.timedelta) -> float:
    """A length of time in minutes; openpyxl gives those below a day as times."""
    if isinstance(time, datetime.time):
        time = datetime.timedelta(hours=time.hour, minutes=time.minute, seconds=time.second)
    return time / datetime.timedelta(minutes=1)


@pytest.fixture(scope="module")
def written(hull):
    return regime.report(hull[0], {"march": hull[1]}, ["spreadsheet", "csv", "json"])


@pytest.fixture(scope="module")
def march(written) -> Plan:
    return Plan.model_validate_json(written["plan.json"])


@pytest.fixture(scope="module")
def book(written):
    return sheets(written["plan.xlsx"])


def test_the_json_is_the_plan_with_its_figures(hull, march):
    assert march.groups == hull[1].groups
    assert march.figures is not None
    assert march.figures.population == 900


def test_every_single_figure_is_in_the_sheet_as_a_number(book, march):
    single = {name for name, value in march.figures if isinstance(value, (int, float, str))}
    assert set(FIGURES) == single | {"unemployed_guaranteed"}
    for row, (field, (name, _)) in zip(book["Figures"], FIGURES.items(), strict=True):
        value = getattr(march.figures, field)
        assert row["figure"] == name
        assert row["amount"] == (value if isinstance(value, str) else pytest.approx(value))
        if row["as time"] is not None:
            assert minutes(row["as time"]) == pytest.approx(value, abs=1 / 60)


def test_groups_with_their_times(book, march):
    for row, group in zip(book["Groups"], march.figures.groups, strict=True):
        wing, name, people, no_work, *times, unlocks = row.values()
        assert (wing, name, people, no_work) == (group.wing, group.group, group.size, group.unemployed)
        assert unlocks == group.unlocks
        assert [minutes(time) for time in times] == [
            pytest.approx(amount, abs=1 / 60)
            for amount in (
                group.out_of_cell, group.guaranteed, group.ceiling, group.purposeful, group.open_air, group.evening,
                group.unlocked_in_cell,
            )
        ]  # fmt: skip


def test_times_are_times_and_counts_are_numbers(book, march):
    days = march.groups
    unlocked = [(g.wing, g.group, at(s.time.start), at(s.time.end), s.on_wing) for g in days for s in g.unlocked]
    assert sorted(tuple(row.values()) for row in book["Day by group"]) == sorted(unlocked)
    for row, line in zip(book["Staff"], march.staff, strict=True):
        people = (line.needed, line.on_duty, line.on_break, line.covered_by_others, line.covering, line.spare)
        assert tuple(row.values())[1:] == (at(line.time.start), at(line.time.end), *people)
    taken = [(b.shift, at(b.time.start), at(b.time.end), b.people) for b in march.breaks]
    assert [(r["shift"], r["from"], r["to"], r["people"]) for r in book["Breaks"]] == taken


def test_who_comes_to_each_session(book, march):
    people = {(s.activity, at(s.time.start)): s.attending for s in march.sessions}
    told = {(r["activity"], r["from"]): r["people"] for r in book["Sessions"]}
    assert told == people | dict.fromkeys(told.keys() - people.keys(), 0)  # movable sessions that do not run
    listed = dict.fromkeys(people, 0)
    for row in book["Movement list"]:
        listed[row["activity"], row["from"]] += row["people"] or 0
    leaving = sum(row["people"] for row in book["Unlock list"] if row["leaving or staying"] == "leaving")
    assert leaving == sum(listed.values()) > 0
    assert all(listed[key] in (0, people[key]) for key in people)
    moved = sum(sum(m.out.values()) + sum(m.back.values()) for m in march.movements)
    assert sum(row["people"] for row in book["Movements"]) == moved > 0


def test_why_hours_are_lost_and_places_empty(book, march):
    lost = [(g.group, cause, n) for g in march.figures.lost for cause, n in g.because.items()]
    assert [tuple(row.values()) for row in book["Lost hours"]] == lost
    empty = [(p.activity, why, n) for p in march.figures.places for why, n in p.empty_because.items()]
    assert [tuple(row.values()) for row in book["Empty places"]] == empty
    used = [pytest.approx(p.used_percent / 100) for p in march.figures.places]
    assert [row["used"] for row in book["Places"]] == used
    for row, count in zip(book["Roll check"], march.figures.roll, strict=True):
        shares = [count.locked, count.off_wing, count.wing_work, count.otherwise_out]
        assert list(row.values()) == [at(count.at), *(pytest.approx(share / 100) for share in shares)]
    short = [(s.entitlement, s.group, s.floor, s.given, s.short, s.unit, 0) for s in march.shortfalls]
    assert [tuple(row.values()) for row in book["Short"]] == short


def test_csv_says_the_same_as_the_sheets(shown):
    files = regime.report(shown.today.prison, {"by hand": shown.plan}, ["csv"])
    names = {f"csv/{each.title.lower().replace(' ', '-')}.csv": each for each in tables(shown)}
    assert set(files) == set(names)
    for name, each in names.items():
        for row, values in zip(table(files[name]), each.rows, strict=True):
            kinds = each.columns.values()
            assert list(row.values()) == [_told(v, k) for v, k in zip(values, kinds, strict=True) if k != "tick"]


def _told(value: object, kind: str) -> str:
    if value is None:
        return ""
    if kind == "time":
        return clock(value)
    return str(round(value, 2) if isinstance(value, float) else value)


def test_amounts_in_csv_have_two_decimals():
    content = csv_table(Table("Amounts", columns("share", kind="percent") | columns("people"), [[200 / 3, 7]]))
    assert table(content) == [{"share (%)": "66.67", "people": "7"}]


def test_headings_of_csv_say_the_unit(written):
    assert list(table(written["csv/groups.csv"])[0])[:6] == [
        "wing", "group", "people", "no work", "out of cell, average (minutes)", "certain (minutes)",
    ]  # fmt: skip
    assert "used (%)" in table(written["csv/places.csv"])[0]
    assert "refused" not in table(written["csv/unlock-list.csv"])[0]


def test_sheets_are_ready_to_read_and_to_print(written):
    book = openpyxl.load_workbook(io.BytesIO(written["plan.xlsx"]))
    for page in book:
        assert page.freeze_panes == "B3"
        assert page.print_title_rows == "$1:$2"
        assert page.page_setup.orientation == "landscape"
        assert page["A1"].value.startswith("HMP Hull, Monday")
    unlock = book["Unlock list"]
    wings = [(row[0], row[1]) for row in unlock.iter_rows(min_row=3, values_only=True)]
    changes = [number for number, (a, b) in enumerate(pairwise(wings), 3) if a != b]
    assert [each.id for each in unlock.row_breaks.brk] == changes


def test_a_plan_that_breaks_rules_says_so_first(shown):
    content = regime.report(shown.today.prison, {"by hand": shown.plan}, ["spreadsheet"])["plan.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames[0] == "Rules broken"
    assert "This plan breaks" in book["Figures"]["A1"].value
    assert len(sheets(content)["Rules broken"]) == len(shown.findings) > 0


def test_without_the_extra_the_message_says_what_to_install(hull, monkeypatch):
    for module in [name for name in sys.modules if name.startswith(("icalendar", "regime.report."))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "icalendar", None)  # what an environment without it looks like to an import
    with pytest.raises(MissingExtra, match=r"This needs icalendar, .* pip install '\.\[report\]'"):
        regime.report(hull[0], {"march": hull[1]}, ["csv"])
