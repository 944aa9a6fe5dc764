"""The days that a search starts from: a known one, what is left of it, everybody locked up, any at all."""

from __future__ import annotations

import threading
from typing import Any

from small_models import problem

from solver.problem import Activity, Attendance, AttendancePin, Crew, Group, OnWingTime, Pin, Session, Wing
from solver.rules import posted
from solver.run import Run, run
from solver.solution import Solution, extract
from solver.start import starts

SLOTS = [(480, 540), (540, 600)]
OUT = Solution(((0, None), (0, 0)), frozenset(), {}, {})
"""Wing A is out in the first slot, wing B in both."""


def two_wings(officers: int, **parts: Any) -> dict[str, Any]:
    """Two wings that need an officer each while anybody is unlocked."""
    return {
        "wings": tuple(Wing(name, "officers", 0, ((2, 1),)) for name in "AB"),
        "groups": (Group("A1", 0, 2), Group("B1", 1, 2)),
        "times": (OnWingTime("association", frozenset({0, 1}), ("A", "B"), {}, ()),),
        "crews": (Crew("day", "officers", officers, ((480, 600),), ()),),
        **parts,
    }


def begun(officers: int, known: Solution | None, **parts: Any) -> list[tuple[tuple[int | None, ...], ...] | None]:
    """The unlocks of each start, the most that it allows; none where it allows no day."""
    day = posted(problem(SLOTS, **two_wings(officers, **parts)))
    found = []
    for start in starts(day, known):
        values = run(start.rows, day.out_of_cell, True, None, Run(60, 1, 1), threading.Event()).values
        found.append(None if values is None else extract(day, values).labels)
    return found


def test_a_known_day_is_kept_where_it_fits() -> None:
    assert begun(2, OUT) == [OUT.labels, OUT.labels, OUT.labels, ((None, None), (None, None)), ((0, 0), (0, 0))]


def test_a_known_day_is_cut_down_where_staff_are_too_few() -> None:
    stands, _, less, *_ = begun(1, OUT)
    assert stands is None
    assert less in [((0, None), (None, 0)), ((None, None), (0, 0))]


def test_what_is_pinned_is_added_to_what_is_left() -> None:
    stands, _, less, locked, _ = begun(1, OUT, pins=(Pin(0, (1,), True, 60),))
    assert stands is None
    assert less is not None
    assert less[0][1] == 0
    assert locked == ((None, 0), (None, None))


def test_of_what_is_pinned_the_known_day_may_have_more() -> None:
    lesson = Session(0, (480, 540), 2, 1, 0, "in-cell", (Attendance(0, 2, (480, 540)),), (), (480, 540))
    wanted = (AttendancePin((0,), (0,), 1),)
    stands, _, less, *_ = begun(2, OUT, activities=(Activity("lesson"),), sessions=(lesson,), attendance_pins=wanted)
    assert stands is None
    assert less == ((0, 0), (0, 0))  # wing A is unlocked in the second slot, too


def test_without_a_known_day_everybody_is_locked_up_first() -> None:
    assert begun(2, None) == [((None, None), (None, None)), ((0, 0), (0, 0))]
