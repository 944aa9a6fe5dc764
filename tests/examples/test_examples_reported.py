"""The lists of every example agree with each other and with its plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from regime import report
from regime.plan import Plan
from regime.prison import Prison
from regime.report.movement_list import movement_lists
from regime.report.reported import reported
from regime.report.staff_sheet import Times, staff_sheets
from regime.report.unlock_list import unlock_lists

Planned = Callable[[str], tuple[Prison, Plan]]
EXAMPLES = Path(__file__).parents[2] / "examples"
PRISONS = sorted(file.stem for file in EXAMPLES.glob("*.yaml") if not file.name.endswith(".timetable.yaml"))


@pytest.mark.parametrize("name", [name for name in PRISONS if name != "impossible"])
def test_who_leaves_a_wing_arrives_somewhere(name: str, planned: Planned) -> None:
    prison, plan = planned(name)
    picture = reported(prison, name, plan).picture
    leaving: Counter[tuple[str, str, str]] = Counter()
    for unlock_list in unlock_lists(picture):
        for group in unlock_list.groups:
            assert group.to_unlock - group.staying == min(group.size, group.leaving)
            for event in group.events:
                if event.leaving:
                    leaving[unlock_list.slot, unlock_list.wing, event.place] += event.people
    arriving: Counter[tuple[str, str, str]] = Counter()
    for movement_list in movement_lists(picture):
        for session in movement_list.sessions:
            for coming in session.coming:
                arriving[movement_list.slot, coming.wing, movement_list.place] += coming.people
    assert leaving == arriving
    # The plan itself has it once more: everybody who attends off the wing.
    off_wing = {name for name, about in prison.activities.items() if about.where == "off-wing"}
    assert leaving.total() == sum(s.attending for s in plan.sessions if s.runs and s.activity in off_wing)


@pytest.mark.parametrize("name", [name for name in PRISONS if name != "impossible"])
def test_who_is_brought_along_a_route_is_in_its_movements(name: str, planned: Planned) -> None:
    prison, plan = planned(name)
    walking: Counter[tuple[str, int, str]] = Counter()
    for movement_list in movement_lists(reported(prison, name, plan).picture):
        for session in movement_list.sessions:
            for coming in session.coming:
                if coming.by in prison.routes:
                    walking[coming.by, coming.away.start, coming.group] += coming.people
    moved = Counter({(m.route, m.time.start, g): n for m in plan.movements for g, n in m.out.items() if n})
    assert walking == moved


@pytest.mark.parametrize("name", [name for name in PRISONS if name != "impossible"])
def test_the_tasks_on_a_staff_sheet_add_up_to_the_staff_needed(name: str, planned: Planned) -> None:
    prison, plan = planned(name)

    def at(rows: Iterable[Times], time: int) -> int:
        return sum(n for times in rows for span, n in times if span.start <= time < span.end)

    for sheet in staff_sheets(reported(prison, name, plan).picture):
        for line in sheet.lines:
            for time in (line.time.start, line.time.end - 1):
                assert at([row.times for row in sheet.tasks], time) == line.needed
                assert at([row.times for row in sheet.covers if row.role == sheet.role], time) == line.covering
                assert at([row.times for row in sheet.covers if row.work == sheet.role], time) == line.covered_by_others
                assert at([sheet.spare], time) == line.spare


@pytest.mark.parametrize("name", [name for name in PRISONS if name != "impossible"])
def test_no_document_is_too_large_to_send(name: str, planned: Planned) -> None:
    prison, plan = planned(name)
    sizes = {file: len(content) for file, content in report(prison, {name: plan}).items()}
    assert {"governor.html", "notices.html", "activities.html", "staff.html", "unlock-lists.html"} <= set(sizes)
    assert {file: size for file, size in sizes.items() if not 0 < size < 5_000_000} == {}
