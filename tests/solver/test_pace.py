"""How a dive fares for time, counted by hand."""

from __future__ import annotations

import pytest

from solver.pace import CAREFUL, LONGEST, PATIENT, SHORTEST, Pace


def test_what_is_left_is_guessed_from_the_first_relaxation() -> None:
    # Relaxing 0.4, deciding 1.6 for all wings: four wings on two cores, and four times a wing afterwards.
    assert Pace(wings=4, cores=2, took=1.0, scarce=False).needed == pytest.approx(0.4 + 4 * 0.4 / 2 + 4 * 0.4)


def test_more_is_kept_for_what_comes_afterwards_where_staff_are_scarce() -> None:
    assert Pace(wings=4, cores=2, took=1.0, scarce=True).needed == pytest.approx(0.4 + 4 * 0.4 / 2 + 9 * 0.4)


def test_what_is_left_follows_what_was_decided() -> None:
    pace = Pace(wings=4, cores=2, took=1.0, scarce=False)
    pace.relaxing = 1.0
    pace.decided(0.6)
    pace.decided(0.8)
    # 0.6 a wing on average, with the guess.
    assert pace.needed == pytest.approx(1.0 + 2 * 0.6 / 2 + 4 * 0.6)


def test_only_the_first_wing_of_each_core_tells_that_time_is_too_short() -> None:
    pace = Pace(wings=4, cores=2, took=1.0, scarce=False)
    promising = []
    for _ in range(3):
        pace.decided(1.0)
        promising.append((pace.promising(CAREFUL * pace.needed * 0.99), pace.promising(CAREFUL * pace.needed * 1.01)))
    assert promising == [(False, True), (False, True), (True, True)]


def test_time_is_short_with_little_more_than_a_dive_needs() -> None:
    pace = Pace(wings=4, cores=2, took=1.0, scarce=False)
    assert pace.short(PATIENT * pace.needed * 0.99)
    assert not pace.short(PATIENT * pace.needed * 1.01)


def test_a_wing_may_take_half_as_much_again_as_its_share() -> None:
    pace = Pace(wings=4, cores=2, took=1.0, scarce=False)
    kept = 0.4 + 4 * 0.4
    assert pace.longest(kept + 1.0) == pytest.approx(1.5 * 1.0 * 2 / 4)
    assert pace.longest(1_000.0) == LONGEST
    assert pace.longest(kept - 1.0) == SHORTEST


def test_the_last_wing_has_one_core_alone() -> None:
    pace = Pace(wings=1, cores=2, took=0.25, scarce=False)
    kept = 0.1 + 4 * 0.4
    assert pace.longest(kept + 1.0) == pytest.approx(1.5 * 1.0)


def test_after_the_last_wing_there_is_nothing_to_share() -> None:
    pace = Pace(wings=1, cores=2, took=1.0, scarce=False)
    pace.decided(0.2)
    assert pace.longest(100.0) == LONGEST
    assert pace.needed == pytest.approx(0.4 + 4 * (1.6 + 0.2) / 2)
