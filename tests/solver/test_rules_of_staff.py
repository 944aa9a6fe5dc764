"""Staffing: the sets of roles, the officers of wings, breaks and escorts, against counting by hand."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_models import least, possible, problem

from regime.cover import cover
from regime.prison import WingStaffing
from regime.prison.activities import Where
from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import (
    Activity,
    Attendance,
    Break,
    Crew,
    Escort,
    Group,
    Need,
    OnWingTime,
    Post,
    Session,
    Span,
    Wing,
)
from solver.relaxation import Relaxation
from solver.rules import posted, wing_staffing
from solver.rules.staffing import MOST_ROLES, covering_sets

ROLES = ["a", "b", "c", "d"]
NUMBERS = st.dictionaries(st.sampled_from(ROLES), st.integers(0, 4))


@settings(derandomize=True, max_examples=300)
@given(
    st.dictionaries(st.sampled_from(ROLES), st.sets(st.sampled_from(ROLES)).map(sorted).map(tuple)), NUMBERS, NUMBERS
)
def test_the_sets_of_roles_say_whether_the_work_can_be_shared_out(
    covers: dict[str, tuple[str, ...]], needed: dict[str, int], on_duty: dict[str, int]
) -> None:
    others = {role: [r for r in done if r != role] for role, done in covers.items()}
    asked = sorted(needed)
    enough = all(
        sum(needed[role] for role in work) <= sum(on_duty.get(role, 0) for role in workers)
        for work, workers in covering_sets(asked, covers)
    )
    assert enough == (not cover(needed, on_duty, others).unmet)


def test_roles_without_cover_are_sets_of_their_own() -> None:
    assert covering_sets(["cook", "officer"], {}) == [(("cook",), ("cook",)), (("officer",), ("officer",))]
    # An officer may cook. Who does the cooks' work includes all who do the officers', so it is judged with theirs.
    assert covering_sets(["cook", "officer"], {"officer": ("cook",)}) == [
        (("officer",), ("officer",)),
        (("cook", "officer"), ("cook", "officer")),
    ]


def test_too_many_linked_roles_are_refused() -> None:
    roles = [f"r{n}" for n in range(MOST_ROLES + 1)]
    with pytest.raises(ValueError, match=f"{MOST_ROLES + 1} roles cover one another"):
        covering_sets(roles, {"r0": tuple(roles[1:])})


HOUR: list[Span] = [(480, 540)]
FREE = OnWingTime("association", frozenset({0}), ("A", "A", "A"), {}, ())


def wing_of_three(table: tuple[tuple[int, int], ...], patrol: int, where: tuple[Where, Where]) -> DayModel:
    """Groups of 1, 2 and 3; up to two of each may be in one session, up to two in another, for the whole hour."""
    sizes = (1, 2, 3)
    go = tuple(Attendance(g, min(2, size), HOUR[0]) for g, size in enumerate(sizes))
    sessions = tuple(Session(s, HOUR[0], 9, 1, 0, place, go, (), HOUR[0]) for s, place in enumerate(where))
    return posted(
        problem(
            HOUR,
            wings=(Wing("A", "officers", patrol, table),),
            groups=tuple(Group(f"A{size}", 0, size) for size in sizes),
            times=(FREE,),
            activities=(Activity("cleaning"), Activity("class")),
            crews=(Crew("day", "officers", 9, (HOUR[0],), ()),),
            sessions=sessions,
        )
    )  # fmt: skip


def officers(day: DayModel) -> Sum:
    """Officers that are asked for in the one period of the model."""
    total = Sum()
    for demand in day.demands:
        total.plus(demand.number)
    return total


NUMBERS_OF_EACH = [(0, 0, 0), (1, 0, 2), (0, 2, 1), (1, 1, 0)]

TABLES = [WingStaffing(), WingStaffing(unlocked={"2": 1, "4": 3}), WingStaffing(locked=0, unlocked={"1": 0, "5": 2})]


@pytest.mark.parametrize("table", TABLES, ids=str)
@pytest.mark.parametrize("listed", [0, 5], ids=["by steps", "by states"])
@pytest.mark.parametrize("where", [("on-wing", "off-wing"), ("off-wing", "in-cell")], ids=str)
def test_a_wing_asks_for_the_officers_of_its_table(
    table: WingStaffing, where: tuple[Where, Where], listed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wing_staffing, "MOST_GROUPS", listed)
    steps, sizes = table.steps(6), (1, 2, 3)
    day = wing_of_three(steps, table.locked, where)
    needed = officers(day)
    for unlocked, first, second in product(product((0, 1), repeat=3), NUMBERS_OF_EACH, NUMBERS_OF_EACH):
        if any(a + b > size for a, b, size in zip(first, second, sizes, strict=True)):
            continue
        on = sum(size - a - b for size, a, b, u in zip(sizes, first, second, unlocked, strict=True) if u)
        working = sum(first) if where[0] == "on-wing" else 0
        expected: int | None = table.locked
        if any(unlocked) or working:
            expected = next((number for most, number in steps if most >= max(1, on + working)), None)
        fixed = {row[0]: u for row, u in zip(day.unlocked, unlocked, strict=True)}
        fixed |= {day.people[s, g]: n for s, numbers in enumerate((first, second)) for g, n in enumerate(numbers)}
        assert least(day, needed, fixed) == expected, (unlocked, first, second)


def test_posts_and_breaks_leave_too_few_officers_by_one() -> None:
    # Three officers, two at the gate; lunch is at 08:00 or 08:30, for one of them at a time.
    slots: list[Span] = [(480, 510), (510, 540), (540, 570)]
    crew = Crew("day", "officers", 3, ((480, 570),), (Break(30, (480, 510, 540)),))

    def with_gate(number: int) -> DayModel:
        return posted(problem(slots, crews=(crew,), posts=(Post("gate", "officers", number, ((480, 570),)),)))

    assert possible(with_gate(2), {})
    assert possible(with_gate(2), {with_gate(2).breaks[0, 0, 480]: 1})
    assert not possible(with_gate(2), {with_gate(2).breaks[0, 0, 480]: 2})
    assert not possible(with_gate(3), {})


def test_an_escort_takes_so_many_at_a_time_there_and_back() -> None:
    # Three people, two to an escort of one: two officers from 08:00 to 08:15 and again from 08:45 to 09:00.
    seen = Session(0, (495, 525), 3, 1, 0, "off-wing", (Attendance(0, 3, (480, 540), escorted=True),), (), (495, 525))

    def with_officers(number: int, until: int = 540) -> DayModel:
        return posted(
            problem(
                HOUR,
                groups=(Group("A1", 0, 3),),
                activities=(Activity("clinic"),),
                sessions=(seen,),
                escort=Escort(2, (Need("officers", 1),)),
                crews=(Crew("day", "officers", number, ((480, until),), ()),),
            )
        )

    most = {number: with_officers(number) for number in (0, 1, 2)}
    going = {number: -(least(day, Sum([(day.people[0, 0], -1)]), {}) or 0) for number, day in most.items()}
    assert going == {0: 0, 1: 2, 2: 3}
    gone_home = with_officers(2, until=530)
    assert not possible(gone_home, {gone_home.people[0, 0]: 1})


def lesson(places: int) -> DayModel:
    """A lesson for a group of 25 with an officer for each begun ten; the wing has nobody unlocked and no patrol."""
    go = (Attendance(0, 25, (480, 540)),)
    held = Session(0, (480, 540), places, 1, 0, "off-wing", go, (Need("officers", 1, 10),), (480, 540))
    return posted(
        problem(
            HOUR,
            groups=(Group("A1", 0, 25),),
            activities=(Activity("class"),),
            sessions=(held,),
            crews=(Crew("day", "officers", 9, ((480, 540),), ()),),
        )
    )


def test_staff_for_each_begun_ten_people() -> None:
    day = lesson(25)
    asked = [least(day, officers(day), {day.people[0, 0]: people}) for people in (0, 1, 10, 11, 20, 25)]
    assert asked == [0, 1, 1, 2, 2, 3]


@pytest.mark.parametrize("places", [25, 30])
def test_a_full_house_takes_whole_officers_in_the_relaxation_too(places: int) -> None:
    # Two and a half would do for 25 people, if half an officer could be had.
    day = lesson(places)
    day.rows.fix(day.people[0, 0], 25)
    relaxed = Relaxation(day.rows, officers(day), False).solve(10, False, accuracy=1e-6)
    assert relaxed is not None
    assert relaxed.values @ day.rows.factors(officers(day)) == pytest.approx(3, abs=1e-3)
