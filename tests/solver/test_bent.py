"""A known day is bent to what is pinned, and else left as it is."""

from __future__ import annotations

import threading
from typing import Any

from small_models import problem
from test_start import OUT, SLOTS, two_wings

from solver.bent import bent
from solver.portfolio import Effort
from solver.problem import Activity, Attendance, AttendancePin, Floor, Need, Pin, Problem, Session, SessionPin
from solver.solution import Solution

LESSON = Session(
    0, (480, 540), 2, 1, 100, "in-cell", (Attendance(0, 2, (480, 540)),), (Need("officers", 1),), (480, 540)
)


def near(known: Solution, officers: int, seconds: float = 20, **parts: Any) -> Solution | None:
    about: Problem = problem(SLOTS, **two_wings(officers, **parts))
    return bent(about, known, Effort(seconds, 1, 1, False, 0.0, threading.Event()))


def test_an_unlock_is_put_in_and_the_rest_stays() -> None:
    found = near(OUT, 2, pins=(Pin(0, (1,), True, 60),))
    assert found is not None
    assert found.labels == ((0, 0), (0, 0))


def test_what_the_known_day_could_have_beside_it_is_not_put_in() -> None:
    known = Solution(((0, None), (None, None)), frozenset(), {}, {})
    found = near(known, 2, pins=(Pin(0, (1,), True, 60),))
    assert found is not None
    assert found.labels == ((0, 0), (None, None))


def test_what_stands_in_the_way_of_it_goes() -> None:
    apart = Solution(((0, None), (None, 0)), frozenset(), {}, {})
    found = near(apart, 1, pins=(Pin(0, (1,), True, 60),))
    assert found is not None
    assert found.labels[0][1] == 0
    assert found.labels[1][1] is None


def test_somebody_is_locked_up() -> None:
    found = near(OUT, 2, pins=(Pin(1, (0,), False, 60),))
    assert found is not None
    assert found.labels[1] == (None, 0)


def test_a_session_runs_with_the_officer_of_a_wing() -> None:
    lesson = {"activities": (Activity("lesson"),), "sessions": (LESSON,)}
    for pins in ({"session_pins": (SessionPin((0,), True),)}, {"attendance_pins": (AttendancePin((0,), (0,), 2),)}):
        found = near(OUT, 2, **lesson, **pins)
        assert found is not None
        assert found.running == {0}
        assert [labels[0] for labels in found.labels].count(None) == 1
    runs = Solution(((None, None), (None, None)), frozenset({0}), {(0, 0): 2}, {})
    gone = near(runs, 2, **lesson, session_pins=(SessionPin((0,), False),))
    assert gone is not None
    assert not gone.running


def test_an_entitlement_is_met_in_full() -> None:
    floors = {"floors": (Floor(0, 0, 120, 2),), "entitlements": ("out",), "full_floors": (0,)}
    found = near(OUT, 2, **floors)
    assert found is not None
    assert found.labels[0] == (0, 0)


def test_a_day_with_too_few_staff_or_none_with_the_pins_is_not_bent() -> None:
    assert near(OUT, 1, pins=(Pin(0, (1,), True, 60),)) is None
    both = (Pin(0, (1,), True, 60), Pin(0, (1,), False, 60))
    assert near(OUT, 2, seconds=0.5, pins=both) is None
