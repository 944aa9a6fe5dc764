"""The figures of one small day, each against the sum that a governor would do on paper."""

from __future__ import annotations

import pytest

from regime.figures import figures
from regime.measured import Average, Figures


@pytest.fixture
def found(day, lay) -> Figures:
    today = day()
    return figures(today, lay(today))


def of(found: Figures, group: str) -> Average:
    return next(a for a in found.groups if a.group == group)


def test_time_out_of_cell_counts_travel_and_whoever_is_left_on_the_wing(found):
    # A1: all 20 are out 08:00-12:00 (workers included) and 14:00-15:00.
    assert of(found, "A1").out_of_cell == 240 + 60
    # A2 is never unlocked: 5 of 10 are away 08:50-11:10.
    assert of(found, "A2").out_of_cell == 5 * 140 / 10
    # B1: 4 cleaners for 60 min; 6 gardeners for 120 min, 24 others for 60 min. In-cell learning never counts.
    assert of(found, "B1").out_of_cell == (4 * 60 + 6 * 120 + 24 * 60) / 30
    assert found.out_of_cell == (20 * 300 + 5 * 140 + 4 * 60 + 6 * 120 + 24 * 60) / 60


def test_guaranteed_time_is_the_time_unlocked(found):
    assert [a.guaranteed for a in found.groups] == [300, 0, 60]
    assert found.guaranteed == (20 * 300 + 10 * 0 + 30 * 60) / 60
    assert found.worst_guaranteed == 0
    # 5 unemployed in A1, 10 in A2, none in B1.
    assert found.unemployed_guaranteed == (5 * 300 + 10 * 0) / 15


def test_in_cell_work_during_an_unlock_is_taken_off_the_average_and_not_off_what_is_certain(day, lay):
    today = day()
    unlocked = {"B1": [("08:00-09:30", "association"), ("14:30-15:00", "association")]}
    b1 = of(figures(today, lay(today, unlocked, [("learning", "14:00-15:00", {"B1": 8})])), "B1")
    # The 8 at in-cell learning are in their cells for the half hour of it in which the group is unlocked.
    assert (b1.guaranteed, b1.unlocked_in_cell) == (120, 8 * 30 / 30)
    assert b1.out_of_cell == b1.guaranteed - b1.unlocked_in_cell


def test_nobody_unemployed_has_no_figure(day, lay):
    today = day(wings={"A": {"groups": {"A1": 20, "A2": 10}}, "B": {"groups": {"B1": 30}}})
    assert figures(today, lay(today)).unemployed_guaranteed is None


def test_unlocks_are_runs_whatever_they_are_for(found):
    assert [a.unlocks for a in found.groups] == [2, 0, 1]


def test_open_air_is_outdoor_time_on_the_wing_and_outdoor_activities(found):
    assert of(found, "A1").open_air == 60
    assert of(found, "B1").open_air == 6 * 120 / 30
    assert found.open_air == (20 * 60 + 6 * 120) / 60


def test_evening_starts_at_five(found):
    # B1: 24 people 17:00-18:00 on the wing, 6 gardeners 17:00-18:30.
    assert of(found, "B1").evening == (24 * 60 + 6 * 90) / 30
    assert found.evening == (24 * 60 + 6 * 90) / 60


def test_shares_of_people_by_their_groups(found):
    # Averages: A1 300, A2 70, B1 80 minutes.
    assert (found.by_average.under_2h, found.by_average.at_10h) == (100 * 40 / 60, 0)
    assert (found.by_guaranteed.under_2h, found.by_guaranteed.at_10h) == (100 * 40 / 60, 0)


def test_exactly_two_and_ten_hours(day, lay):
    today = day()
    unlocked = {"A1": [("08:00-10:00", "association")], "B1": [("08:00-18:00", "association")]}
    shares = figures(today, lay(today, unlocked, [])).by_guaranteed
    assert (shares.under_2h, shares.at_10h) == (100 * 10 / 60, 100 * 30 / 60)


def test_purposeful_hours_by_where_they_are_spent(found):
    # Gardening is not purposeful in this prison.
    assert found.purposeful_hours_off_wing == 15 * 2
    assert found.purposeful_hours_on_wing == 4 * 1
    assert found.purposeful_hours_in_cell == 8 * 1
    assert of(found, "A1").purposeful == 10 * 120 / 20
    assert of(found, "B1").purposeful == (4 * 60 + 8 * 60) / 30


def test_expected_figures_follow_usual_attendance(found):
    assert found.expected_purposeful_hours == pytest.approx(30 * 0.8 + 4 + 8)
    assert found.expected_industry_hours == pytest.approx(30 * 0.8)
    workshop = found.places[0]
    assert (workshop.person_minutes, workshop.expected_person_minutes) == (15 * 120, pytest.approx(15 * 120 * 0.8))
    # The A1 worker who stays away is on the wing; the A2 worker who stays away is locked up.
    assert found.expected_out_of_cell == pytest.approx(found.out_of_cell - 0.2 * 5 * 140 / 60)


def test_industry_hours_against_the_full_timetable(found):
    assert (found.industry_hours, found.industry_hours_full_timetable) == (30, 2 * 2 * 15)


def test_virtual_roll_checks_in_order(found):
    ten, three = found.roll
    # 10:00: 15 in the workshop, 10 of A1 on the wing, 35 locked up.
    assert (ten.at, three.at) == (600, 900)
    assert (ten.locked, ten.off_wing, ten.wing_work, ten.otherwise_out) == pytest.approx(
        (100 * 35 / 60, 100 * 15 / 60, 0, 100 * 10 / 60)
    )
    # 15:00: exercise has just ended.
    assert (three.locked, three.off_wing, three.wing_work, three.otherwise_out) == (100, 0, 0, 0)


def test_roll_counts_wing_work_in_cell_learners_and_people_on_their_way(day, lay):
    today = day(counted_at=["13:30", "14:30", "08:55", "03:00"])
    night, moving, cleaning, learning = figures(today, lay(today)).roll
    assert night.locked == 100
    assert (moving.off_wing, moving.otherwise_out) == pytest.approx((100 * 15 / 60, 100 * 10 / 60))
    assert (cleaning.wing_work, cleaning.locked) == pytest.approx((100 * 4 / 60, 100 * 56 / 60))
    assert (learning.otherwise_out, learning.locked) == pytest.approx((100 * 20 / 60, 100 * 40 / 60))


def test_value_is_person_minutes_out_and_weighted_purposeful_ones(found):
    out = 20 * 300 + 5 * 140 + 4 * 60 + 6 * 120 + 24 * 60
    assert found.value == out + 15 * 120 + 0.5 * 4 * 60 + 0.25 * 8 * 60


def test_the_most_value_is_everybody_out_and_every_purposeful_session_full(found):
    # All 60 could be out all day but for the count. Workshop: twice 15 places for 120 min; gardening is not purposeful.
    full = 2 * 15 * 120 + 0.5 * 4 * 60 + 0.25 * 10 * 60
    assert found.value_ceiling == 60 * (660 - 30) + full


def test_no_more_have_a_place_than_may_go(day, lay):
    today = day(
        activities={"class": {"kind": "education", "places": 20, "sessions": ["09:00-10:00"], "for": {"A1": 4}}}
    )
    assert figures(today, lay(today, {}, [])).value_ceiling == 60 * 630 + 4 * 60


def test_sessions_offered_and_run(found):
    assert (found.sessions_offered, found.sessions_run) == (5, 4)


def test_floors_met_by_floor_and_by_people(found):
    # Open air: A1 only. Two hours: A1 only. Work: A2's five. Three of seven floors.
    assert found.floors_met_percent == pytest.approx(100 * 3 / 7)
    assert found.floors_met == {
        "open air": pytest.approx(100 * 20 / 60),
        "two hours": pytest.approx(100 * 20 / 60),
        "work": 100,
    }


def test_time_that_people_are_called_away_from_meets_no_floor(day, lay):
    # Four of B1 clean 13:00-14:00, so the exercise of B1 at that time makes them choose.
    today = day()
    unlocked = {"B1": [("13:00-14:00", "exercise")]}
    assert figures(today, lay(today, unlocked)).floors_met["open air"] == 0
    assert figures(today, lay(today, unlocked, [])).floors_met["open air"] == 50


def test_role_hours_add_up_the_staff_lines(day, lay):
    today = day(
        staff={
            "main": {
                "start": "08:00",
                "end": "19:00",
                "officers": 10,
                "instructors": 2,
                "seniors": 1,
                "less": {"sick": {"officers": 2}, "training": {"officers": 1, "instructors": 1}},
            }
        }
    )
    found = figures(today, lay(today))
    hours = {role.role: role for role in found.roles}
    officers, instructors = hours["officers"], hours["instructors"]
    assert officers.on_duty == 7 * 11
    # Wing A: patrol state 1, and 2 while A1 is unlocked (5 h). Wing B: 1, and 2 while it cleans or has
    # association (2 h). A movement of 10 min there and one back.
    assert officers.needed == pytest.approx(11 + 5 + 11 + 2 + 2 / 6)
    assert officers.idle == pytest.approx(officers.on_duty - officers.needed)
    assert (instructors.on_duty, instructors.needed) == (11, 2)
    assert officers.lost == {"sick": 22, "training": 11}
    assert instructors.lost == {"training": 11}
    assert found.staff_on_duty_percent == pytest.approx(100 * 9 / 13)


def test_hours_spent_covering_another_role(day, lay):
    today = day(staff={"main": {"start": "08:00", "end": "19:00", "officers": 1, "seniors": 4, "instructors": 1}})
    hours = {role.role: role for role in figures(today, lay(today)).roles}
    assert hours["seniors"].covering == pytest.approx(hours["officers"].needed - 11)
    assert hours["officers"].idle == 0
    assert hours["seniors"].idle == pytest.approx(44 - hours["seniors"].covering)
