"""A prison that has one of everything: nothing that it is told says one in the plural."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from regime.cli import main

PRISON = """
prison: HMP One
day: {unlock: 08:00, lock_up: 18:00}
wings: {A: {groups: {A1: {size: 1, unemployed: 1}}, staffing: {unlocked: {1: 1}}}}
staff: {day: {start: 07:30, end: 18:30, officers: 1, instructors: 1}}
posts: {gate: {staff: {officers: 1}, hours: [17:00-18:00]}}
activities: {workshop: {kind: workshop, places: 1, sessions: [08:45-11:45], staff_before: 1, for: [A1]}}
entitlements: {visits: null}
"""
ROUTES = """
routes: {walk: {minutes: 1, staff: {officers: 1}, people: 1}}
escort: {per: 1, minutes: 5, staff: {officers: 1}}
"""
DAY = """
timetable: one
weekday: mon
groups: {A1: {lunch: 12:00-12:30}}
sessions: {workshop: {08:45-11:45: {A1: 1}}}
"""
PLURAL = re.compile(r"(?<![\d.,:-])1 (?:people|(?:off-wing )?(?!is\b|takes\b)[a-z]+s)\b")


@pytest.mark.parametrize("routes", ["", ROUTES])
def test_one_is_never_told_in_the_plural(routes: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prison, plan, folder = tmp_path / "prison.yaml", tmp_path / "day.yaml", tmp_path / "documents"
    prison.write_text(PRISON + routes, encoding="utf-8")
    plan.write_text(DAY, encoding="utf-8")
    main(["check", str(prison)])
    main(["evaluate", str(prison), str(plan), "--no-compare"])
    main(["compare", str(prison), str(plan), str(plan)])
    main(["report", str(prison), str(plan), "-o", str(folder)])
    captured = capsys.readouterr()
    assert "1 person" in captured.out
    pages = [file.read_text(encoding="utf-8") for file in folder.rglob("*") if file.suffix in (".html", ".csv", ".svg")]
    assert pages
    for text in (captured.out, captured.err, *pages):
        assert PLURAL.findall(text) == []
