"""Unlock shape, on-wing time and protected time: the rows against every pattern of a few unequal slots."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, groupby, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_models import least, possible, problem

from solver.day_model import DayModel
from solver.linear import Sum
from solver.problem import Activity, Attendance, Floor, Group, OnWingTime, Session, Shape, Span
from solver.relaxation import Relaxation, bound
from solver.rules import posted

Pattern = tuple[int, ...]


def rows_of(lengths: list[int]) -> list[Span]:
    return list(pairwise(accumulate(lengths, initial=480)))


def runs_of(pattern: Pattern, slots: list[Span]) -> list[Span]:
    """Start and end of every unbroken row of ones."""
    found = []
    for state, part in groupby(range(len(pattern)), key=lambda t: pattern[t]):
        if state:
            inside = list(part)
            found.append((slots[inside[0]][0], slots[inside[-1]][1]))
    return found


def unlocked(day: DayModel, pattern: Pattern) -> dict[int, int]:
    return dict(zip(day.unlocked[0], pattern, strict=True))


def shaped(pattern: Pattern, slots: list[Span], shape: Shape) -> bool:
    runs = runs_of(pattern, slots)
    return (
        len(runs) <= shape.at_most
        and all(end - start >= shape.shortest for start, end in runs)
        and all(later[0] - earlier[1] >= shape.gap for earlier, later in pairwise(runs))
    )


LENGTHS = st.lists(st.sampled_from([10, 15, 30, 45]), min_size=1, max_size=6)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(LENGTHS, st.sampled_from([1, 20, 30, 60]), st.sampled_from([1, 25, 45, 60]), st.integers(1, 3))
def test_every_pattern_of_unlocks_is_possible_or_not_as_its_shape_says(
    lengths: list[int], shortest: int, gap: int, at_most: int
) -> None:
    slots, shape = rows_of(lengths), Shape(shortest, gap, at_most)
    day = posted(problem(slots, shape=shape, times=(free(slots),)))
    for pattern in product((0, 1), repeat=len(slots)):
        assert possible(day, unlocked(day, pattern)) == shaped(pattern, slots, shape), pattern


def test_an_unlock_of_eight_quarters_with_gaps_by_hand() -> None:
    slots, shape = rows_of([15] * 8), Shape(30, 30, 2)
    day = posted(problem(slots, shape=shape, times=(free(slots),)))
    assert possible(day, unlocked(day, (1, 1, 0, 0, 1, 1, 1, 1)))
    assert not possible(day, unlocked(day, (1, 1, 0, 1, 1, 1, 0, 0)))  # a gap of 15 minutes
    assert not possible(day, unlocked(day, (0, 0, 0, 0, 0, 0, 0, 1)))  # cut off by lock-up after 15 minutes
    assert not possible(
        posted(problem(slots, shape=Shape(15, 15, 2), times=(free(slots),))),
        {**unlocked(day, (1, 0, 1, 0, 1, 0, 0, 0))},
    )  # three unlocks


def free(slots: list[Span]) -> OnWingTime:
    return OnWingTime("association", frozenset(range(len(slots))), ("A",), {}, ())


@st.composite
def limited(draw: st.DrawFn, slots: list[Span]) -> OnWingTime:
    return OnWingTime(
        "exercise",
        draw(st.frozensets(st.integers(0, len(slots) - 1), min_size=1)),
        ("A",),
        {},
        (),
        shortest=draw(st.sampled_from([None, 20, 30, 45])),
        longest=draw(st.sampled_from([None, 45, 60, 90])),
        periods=draw(st.sampled_from([None, 1, 2])),
        most=draw(st.sampled_from([None, 60, 75])),
    )


def allowed(pattern: Pattern, slots: list[Span], time: OnWingTime) -> bool:
    runs = runs_of(pattern, slots)
    lengths = [end - start for start, end in runs]
    return (
        all(t in time.slots for t, state in enumerate(pattern) if state)
        and all(length >= (time.shortest or 0) for length in lengths)
        and all(length <= (time.longest or 999) for length in lengths)
        and len(runs) <= (time.periods or 99)
        and sum(lengths) <= (time.most or 999)
    )


def minutes_of(pattern: Pattern, slots: list[Span], between: Span | None) -> int:
    inside = between or (0, 1440)
    return sum(
        max(0, min(e, inside[1]) - max(s, inside[0])) for state, (s, e) in zip(pattern, slots, strict=True) if state
    )


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.data(), LENGTHS)
def test_without_a_free_on_wing_time_every_pattern_is_possible_or_not_as_its_limits_say(
    data: st.DataObject, lengths: list[int]
) -> None:
    slots = rows_of(lengths)
    time = replace(data.draw(limited(slots)), limits={"A": 2})
    day = posted(problem(slots, times=(time, OnWingTime("association", free(slots).slots, ("A",), {"A": 2}, ()))))
    assert day.problem.free_time is None
    for pattern in product((0, 1), repeat=len(slots)):
        elsewhere = [
            day.label(0, 0, t) if not state else Sum(constant=1).plus(day.label(0, 0, t), -1)
            for t, state in enumerate(pattern)
        ]
        everywhere = unlocked(day, (1,) * len(slots))
        assert possible(day, everywhere, elsewhere) == allowed(pattern, slots, time), pattern


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.data(), LENGTHS, st.sampled_from([20, 30, 60]))
def test_beside_a_free_on_wing_time_no_pattern_goes_beyond_the_limits(
    data: st.DataObject, lengths: list[int], amount: int
) -> None:
    slots = rows_of(lengths)
    time = data.draw(limited(slots))
    floor = Floor(0, 0, amount, 1, time=1)
    day = posted(problem(slots, times=(free(slots), time), floors=(floor,), entitlements=("a",)))
    for pattern in product((0, 1), repeat=len(slots)):
        if not allowed(pattern, slots, time):
            labelled = [Sum(constant=-state).plus(day.label(0, 1, t)) for t, state in enumerate(pattern)]
            assert not possible(day, {}, labelled), pattern


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data(), LENGTHS)
def test_beside_a_free_on_wing_time_floors_are_met_as_far_as_any_pattern_meets_them(
    data: st.DataObject, lengths: list[int]
) -> None:
    slots = rows_of(lengths)
    time = data.draw(limited(slots))
    ends = [slots[0][0], *(end for _, end in slots)]
    spans = st.tuples(st.sampled_from(ends), st.sampled_from(ends)).filter(lambda span: span[0] < span[1])
    inside = [data.draw(st.none() | spans.map(lambda s: (s[0] + 5, s[1])))]
    inside += [data.draw(spans)] if data.draw(st.booleans()) else []
    floors = tuple(
        Floor(n, 0, data.draw(st.sampled_from([20, 30, 60, 75])), 1, time=1, between=between)
        for n, between in enumerate(inside)
    )
    locked = data.draw(st.frozensets(st.integers(0, len(slots) - 1), max_size=2))
    day = posted(
        problem(
            slots, times=(free(slots), time), floors=floors, entitlements=("a", "b")[: len(floors)], locked_slots=locked
        )
    )
    short = Sum(zip(day.short, (100, 1)[: len(floors)], strict=True))
    patterns = [
        pattern
        for pattern in product((0, 1), repeat=len(slots))
        if allowed(pattern, slots, time) and not any(pattern[t] for t in locked)
    ]
    assert least(day, short, {}) == min(
        sum(
            weight * max(0, floor.amount - minutes_of(pattern, slots, floor.between))
            for floor, weight in zip(floors, (100, 1)[: len(floors)], strict=True)
        )
        for pattern in patterns
    )


QUARTERS = rows_of([15] * 6)
"""From 08:00 to 09:30."""


def clash(start: int, end: int, time: OnWingTime, excuses: bool = False, free_time: bool = True) -> DayModel:
    """One group with a protected on-wing time, a floor of half an hour of it, and a session to which one may go."""
    class_ = Session(0, (start, end), 1, 1, 0, "off-wing", (Attendance(0, 1, (start, end)),), (), (start, end), excuses)
    first = free(QUARTERS) if free_time else OnWingTime("association", free(QUARTERS).slots, ("A",), {"A": 2}, ())
    return posted(
        problem(
            QUARTERS,
            times=(first, time),
            sessions=(class_,),
            activities=(Activity("class"),),
            floors=(Floor(0, 0, 30, 2, time=1),),
            entitlements=("air",),
        )
    )


def exercise(*slots: int, **limits: int) -> OnWingTime:
    return OnWingTime("exercise", frozenset(slots), ("A",), {}, (), protected=True, **limits)


@pytest.mark.parametrize("free_time", [True, False])
def test_nobody_is_away_while_the_half_hour_of_the_floor_runs(free_time: bool) -> None:
    # Exercise can only be 08:00-08:30; the class is 08:15-09:00.
    day = clash(495, 540, exercise(0, 1), free_time=free_time)
    assert least(day, Sum([(day.short[0], 1)]), {day.open[0]: 0}) == 0
    assert least(day, Sum([(day.short[0], 1)]), {day.open[0]: 1}) == 15


@pytest.mark.parametrize("free_time", [True, False])
def test_a_session_that_excuses_goes_with_protected_time(free_time: bool) -> None:
    day = clash(495, 540, exercise(0, 1), excuses=True, free_time=free_time)
    assert least(day, Sum([(day.short[0], 1)]), {day.open[0]: 1}) == 0


@pytest.mark.parametrize("free_time", [True, False])
def test_only_as_much_as_the_floor_needs_is_protected(free_time: bool) -> None:
    # One period of at least an hour from 08:00 to 09:00 at the latest; the class takes its last half hour.
    day = clash(510, 540, exercise(0, 1, 2, 3, shortest=60, periods=1), free_time=free_time)
    assert least(day, Sum([(day.short[0], 1)]), {day.open[0]: 1}) == 0
    # A class in the middle leaves a quarter before and a quarter after: less than the floor in one piece.
    day = clash(495, 525, exercise(0, 1, 2, 3, shortest=60, periods=1), free_time=free_time)
    assert least(day, Sum([(day.short[0], 1)]), {day.open[0]: 1}) == 30


@pytest.mark.parametrize("free_time", [True, False])
def test_protected_minutes_count_only_inside_the_floors_span(free_time: bool) -> None:
    # An hour's exercise from 08:00 to 09:00; only 08:30-09:00 counts, and the class is just then.
    day = clash(510, 540, exercise(0, 1, 2, 3, shortest=60), free_time=free_time)
    counted = replace(day.problem, floors=(Floor(0, 0, 30, 2, time=1, between=(510, 540)),))
    day = posted(counted)
    assert least(day, Sum([(day.short[0], 1)]), {day.open[0]: 0}) == 0
    assert least(day, Sum([(day.short[0], 1)]), {day.open[0]: 1}) == 30
    # Without the floor met, none of the hour may be taken away: labelled for all of it, nobody can go.
    labelled = [Sum(constant=1).plus(day.label(0, 1, t), -1) for t in range(4)]
    assert not possible(day, {day.open[0]: 1}, labelled)


def test_an_hour_of_the_open_air_is_not_spread_thin_over_a_long_session() -> None:
    # Both people may go to a class from 08:00 to 11:00; half an hour after it is the only exercise outside of it. Of an
    # hour, in one period or two, at least half is during the class: in whole numbers they miss the class, or half the
    # hour. A relaxation that keeps the group at home for a part of every quarter of an hour would send most of them.
    slots = rows_of([15] * 14)
    span = (480, 660)
    class_ = Session(0, span, 2, 1, 0, "off-wing", (Attendance(0, 2, span),), (), span)
    day = posted(
        problem(
            slots,
            times=(free(slots), exercise(*range(14), shortest=30, longest=60, periods=2)),
            sessions=(class_,),
            activities=(Activity("class"),),
            floors=(Floor(0, 0, 60, 2, time=1),),
            entitlements=("air",),
        )
    )
    assert least(day, Sum([(day.short[0], 1)]), {day.open[0]: 0}) == 0
    assert least(day, Sum([(day.short[0], 1)]), {day.open[0]: 1}) == 30
    day.rows.fix(day.short[0], 0)
    attending = Sum([(day.people[0, 0], 1)])
    relaxed = Relaxation(day.rows, attending, True).solve(10, False)
    assert relaxed is not None
    assert bound(day.rows, attending, True, relaxed.duals) == 0


HALVES = rows_of([30] * 8)
"""From 08:00 to 12:00."""


def classes(*held: tuple[Span, int, bool], people: int) -> DayModel:
    """A group, and classes: when, for how many, and whether they excuse from exercise, which may be at any time."""
    sessions = tuple(
        Session(0, span, most, 0, 0, "off-wing", (Attendance(0, most, span),), (), span, excuses)
        for span, most, excuses in held
    )
    return posted(
        problem(
            HALVES,
            groups=(Group("A1", 0, people),),
            times=(free(HALVES), exercise(*range(8), shortest=30, longest=30, periods=1)),
            sessions=sessions,
            activities=(Activity("class"),),
            floors=(Floor(0, 0, 30, people, time=1),),
            entitlements=("air",),
        )
    )


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.data())
def test_people_are_at_one_class_at_a_time_and_at_none_during_exercise(data: st.DataObject) -> None:
    ends = st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda span: span[0] < span[1])
    spans = ends.map(lambda span: (480 + 30 * span[0], 480 + 30 * span[1]))
    held = data.draw(st.lists(st.tuples(spans, st.integers(1, 3), st.booleans()), min_size=1, max_size=4))
    day = classes(*held, people=3)
    people = [data.draw(st.integers(0, most)) for _, most, _ in held]
    exercised = data.draw(st.integers(0, 7))
    fixed = {day.people[s, 0]: number for s, number in enumerate(people)}
    at = [[s for s, ((start, end), _, _) in enumerate(held) if start < slot[1] and slot[0] < end] for slot in HALVES]
    fits = all(sum(people[s] for s in here) <= 3 for here in at)
    fits = fits and not any(people[s] for s in at[exercised] if not held[s][2])
    labelled = [Sum(constant=int(t == exercised)).plus(day.label(0, 1, t), -1) for t in range(8)]
    assert possible(day, fixed, labelled) == fits


@pytest.mark.parametrize("beside", [((480, 600), 4, False), ((510, 600), 4, True)], ids=["shorter", "excusing"])
def test_exercise_during_a_class_leaves_only_those_at_another_in_the_relaxation_too(
    beside: tuple[Span, int, bool],
) -> None:
    # All of ten people may go to the class from 08:00 to 12:00, and four instead to one that exercise from 11:00 leaves
    # to them. With six people worth as much as the half-hour, four and exercise are as good as ten without. A
    # relaxation that has two fifths of the exercise would send ten all the same.
    day = classes(((480, 720), 10, False), beside, people=10)
    worth = Sum((people, 5) for people in day.people.values()).add(day.short[0], -1)
    for short in (0, 30):
        assert least(day, Sum().plus(worth, -1), {day.short[0]: short}) == -20
    relaxed = Relaxation(day.rows, worth, True).solve(10, False, accuracy=1e-6)
    assert relaxed is not None
    assert bound(day.rows, worth, True, relaxed.duals) == 20


def test_half_an_exercise_does_not_run_through_both_quarters_of_lunch() -> None:
    # Lunch is in one of two quarters of an hour, and exercise would take both. A relaxation that looks at each quarter
    # by itself has half of the exercise in both, and half of a lunch in each.
    slots = rows_of([15] * 2)
    lunch = OnWingTime("lunch", frozenset({0, 1}), ("A",), {}, (), longest=15, periods=1)
    floors = (Floor(0, 0, 15, 2, time=1), Floor(1, 0, 30, 2, time=2))
    day = posted(
        problem(
            slots,
            times=(free(slots), lunch, exercise(0, 1, shortest=30, periods=1)),
            floors=floors,
            entitlements=("lunch", "air"),
        )
    )
    day.rows.fix(day.short[0], 0)
    missing = Sum([(day.short[1], 1)])
    assert least(day, missing, {}) == 30
    relaxed = Relaxation(day.rows, missing, False).solve(10, False, accuracy=1e-6)
    assert relaxed is not None
    assert bound(day.rows, missing, False, relaxed.duals) == 30


def test_two_periods_of_half_an_hour_are_an_hour_at_most_however_they_are_cut_into_fractions() -> None:
    # Two thirds of an on-wing time, all day, keep every stretch of three quarters of an hour to half an hour of it.
    slots = rows_of([15] * 12)
    domestic = OnWingTime("domestic", frozenset(range(12)), ("A",), {"A": 2}, (), longest=30, periods=2)
    day = posted(problem(slots, times=(domestic,)))
    assert day.problem.free_time is None
    out = Sum((state, 1) for state in day.unlocked[0])
    relaxed = Relaxation(day.rows, out, True).solve(10, False, accuracy=1e-6)
    assert relaxed is not None
    assert bound(day.rows, out, True, relaxed.duals) == 4
