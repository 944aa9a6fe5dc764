"""Every example is planned in a short search, keeps every rule, and tells no more than is proved; the lists made of its
plan agree with each other and with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

from regime import report
from regime.api import plan
from regime.errors import Impossible
from regime.load import load
from regime.plan import Plan
from regime.prison import Prison
from regime.report.movement_list import movement_lists
from regime.report.reported import reported
from regime.report.staff_sheet import Times, staff_sheets
from regime.report.unlock_list import unlock_lists

EXAMPLES = Path(__file__).parents[2] / "examples"
PRISONS = sorted(file.stem for file in EXAMPLES.glob("*.yaml") if not file.name.endswith(".timetable.yaml"))

Planned = Callable[[str], tuple[Prison, Plan]]


@pytest.fixture(scope="module")
def planned() -> Planned:
    """Name of an example -> its prison and a plan: one short search for each, shared by every test of this file."""

    @cache
    def found(name: str) -> tuple[Prison, Plan]:
        prison = load(EXAMPLES / f"{name}.yaml")
        # A plan that breaks a rule is never returned but raised as PlanRejected. The limit counts work, so that a busy
        # machine finds as much as an idle one.
        return prison, plan(prison, time_limit=2, workers=2, reproducible=True)

    return found


@pytest.mark.parametrize("name", [name for name in PRISONS if name != "impossible"])
def test_planned_in_a_short_search(name: str, planned: Planned) -> None:
    _, best = planned(name)
    assert best.figures is not None
    assert best.proof is not None
    assert best.proof.goals
    for goal in best.proof.goals:
        assert goal.bound >= goal.best >= goal.value if goal.maximise else goal.bound <= goal.best <= goal.value
        if goal.goal == "value":
            assert goal.value == pytest.approx(best.figures.value)
    assert best.figures.lost is not None
    for lost in best.figures.lost:
        # The account adds up to the minute, from the whole day and from what its fixed times allow.
        group = next(each for each in best.figures.groups if each.group == lost.group)
        assert sum(lost.because.values()) == pytest.approx((24 * 60 - group.out_of_cell) * group.size)
        fixed = lost.because.get("fixed times", 0)
        assert sum(lost.because.values()) - fixed == pytest.approx((group.ceiling - group.out_of_cell) * group.size)
    missed = {shortfall.entitlement for shortfall in best.shortfalls}
    told = {
        goal.goal.removeprefix("shortfall: ") for goal in best.proof.goals if "shortfall" in goal.goal and goal.value
    }
    assert missed == told


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


def test_the_impossible_day_is_impossible() -> None:
    with pytest.raises(Impossible, match="From 12:30 to 13:30 posts and locked wings need 6 officers, and 5 on duty"):
        plan(load(EXAMPLES / "impossible.yaml"), time_limit=10, workers=2)
