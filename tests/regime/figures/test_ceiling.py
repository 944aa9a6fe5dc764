"""The core-day ceiling on paper."""

from __future__ import annotations

import pytest

from regime.figures import figures
from regime.figures.ceiling import ceiling


def test_an_open_day_less_its_roll_checks(day):
    # Association may be at any time: 11 hours less the lunch count.
    assert [ceiling(day(), group) for group in ("A1", "A2", "B1")] == [660 - 30] * 3


def test_outside_the_windows_only_those_count_who_could_be_away(day):
    on_wing = {"association": {"kind": "association", "windows": ["08:00-09:00", "18:00-20:00"]}}
    today = day(on_wing=on_wing, entitlements={})
    # Windows: 60 + 60 minutes. A1: 12 of 20 away 09:00-11:10 and 13:50-16:10.
    assert ceiling(today, "A1") == 120 + (130 + 140) * 12 / 20
    assert ceiling(today, "A2") == 120 + (130 + 140) * 5 / 10
    # B1: all may clean (13:00-14:00) and garden (16:30-18:00); learning in cell is not out.
    assert ceiling(today, "B1") == 120 + 60 + 90


def test_sessions_that_overlap_take_more_people_but_never_more_than_there_are(day):
    class_ = {"kind": "education", "places": 9, "for": {"A1": 9}, "travel": "free"}
    activities = {
        "one": {**class_, "sessions": ["09:00-10:00"]},
        "two": {**class_, "sessions": ["09:30-10:30"]},
        "three": {**class_, "sessions": ["09:45-10:00"]},
    }
    today = day(activities=activities, on_wing={}, entitlements={})
    # 09:00-09:30 nine, 09:30-09:45 eighteen, 09:45-10:00 all twenty, 10:00-10:30 nine.
    assert ceiling(today, "A1") == (30 * 9 + 15 * 18 + 15 * 20 + 30 * 9) / 20


def test_movable_sessions_may_follow_one_another_while_people_walk(day):
    gym = {"kind": "gym", "places": 9, "for": {"A1": 4}, "length": 60, "between": ["09:00-11:00"], "at_most": 2}
    today = day(activities={"gym": gym}, on_wing={}, entitlements={})
    # Away 08:50-11:10 at the most; on the walkway the four who come back may meet the four who go.
    assert ceiling(today, "A1") == 140 * 8 / 20
    today = day(activities={"gym": {**gym, "at_most": 1}}, on_wing={}, entitlements={})
    assert ceiling(today, "A1") == 140 * 4 / 20


def test_who_may_stay_through_a_roll_check_is_out_meanwhile(day):
    kitchen = {"kind": "kitchen", "places": 5, "for": {"A1": 5}, "sessions": ["11:00-13:00"]}
    today = day(activities={"kitchen": kitchen}, on_wing={}, entitlements={})
    # 10:50-13:10 less the half hour of the count...
    assert ceiling(today, "A1") == (140 - 30) * 5 / 20
    # ...which counts if they may stay. Somebody on the way is not settled.
    today = day(activities={"kitchen": {**kitchen, "settled_at_roll_check": True}}, on_wing={}, entitlements={})
    assert ceiling(today, "A1") == 140 * 5 / 20
    late = {**kitchen, "settled_at_roll_check": True, "sessions": ["12:30-14:00"]}
    assert ceiling(day(activities={"kitchen": late}, on_wing={}, entitlements={}), "A1") == 100 * 5 / 20


def test_a_plan_can_reach_it(day, lay):
    on_wing = {"association": {"kind": "association", "windows": ["09:00-11:00", "13:00-14:00"]}}
    nine = {"places": 9, "for": {"all": 9}}
    kitchen = {"kind": "kitchen", "sessions": ["11:30-13:00"], "settled_at_roll_check": True, **nine}
    class_ = {"kind": "education", "sessions": ["10:00-11:30"], "travel": "free", **nine}
    today = day(on_wing=on_wing, activities={"kitchen": kitchen, "class": class_}, entitlements={})
    unlocked = {"A1": [("09:00-11:00", "association"), ("13:00-14:00", "association")]}
    plan = lay(today, unlocked, [("kitchen", "11:30-13:00", {"A1": 9}), ("class", "10:00-11:30", {"A1": 9})])
    found = figures(today, plan).groups[0]
    # Unlocked 180 min, all out. Between: 9 in class 11:00-11:30 and 9 on their way to the kitchen 11:20-11:30, then
    # there till 13:00, through the count.
    assert found.out_of_cell == found.ceiling == 180 + (30 * 9 + 10 * 9 + 90 * 9) / 20


def test_nothing_counts_before_unlock(day):
    hours = {"unlock": "09:30", "lock_up": "10:00"}
    today = day(day=hours, on_wing={}, entitlements={})
    assert ceiling(today, "A1") == 30 * 12 / 20


def test_the_prisons_ceiling_is_the_average_over_people(day, lay):
    on_wing = {"association": {"kind": "association", "windows": ["08:00-09:00"]}}
    today = day(on_wing=on_wing, activities={}, entitlements={})
    assert figures(today, lay(today, {}, [])).core_day_ceiling == 60
    today = day(on_wing={}, entitlements={})
    found = figures(today, lay(today, {}, []))
    ceilings = [ceiling(today, group) for group in ("A1", "A2", "B1")]
    assert [a.ceiling for a in found.groups] == ceilings
    assert found.core_day_ceiling == pytest.approx((20 * ceilings[0] + 10 * ceilings[1] + 30 * ceilings[2]) / 60)
