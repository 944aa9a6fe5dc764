"""R01 in small numbers: 60 people, wings of 30, one officer on each locked wing and two for up to 60 people out."""

import pytest
from builders import bare, day, said, session, span, taken, whole

OPEN_B = {"B1": {"09:00-10:00": "association"}}


def officers(number, **others):
    return {"day": {"start": "07:00", "end": "19:00", "officers": number, **others}}


def test_three_officers_unlock_one_wing_and_patrol_the_other():
    today = day(staff=officers(3))
    assert said(today, whole(today, OPEN_B)) == []


def test_with_two_officers_it_is_said_when_and_by_how_much():
    today = day(staff=officers(2))
    assert said(today, whole(today, OPEN_B)) == ["R01: From 09:00 to 10:00 the day needs 3 officers and 2 are on duty."]


def test_periods_cut_by_something_else_are_told_as_one():
    today = day(staff=officers(2), activities={"course": {"kind": "in-cell", "where": "in-cell", "places": 9,
                                                          "sessions": ["09:15-09:35"]}})  # fmt: skip
    plan = whole(today, OPEN_B, sessions=[session("course", "09:15-09:35", A1=3)])
    assert said(today, plan) == ["R01: From 09:00 to 10:00 the day needs 3 officers and 2 are on duty."]


def test_posts_come_on_top_in_their_hours():
    today = day(staff=officers(3), posts={"gate": {"staff": {"officers": 1}, "hours": ["09:30-18:00"]}})
    assert said(today, whole(today, OPEN_B)) == ["R01: From 09:30 to 10:00 the day needs 4 officers and 3 are on duty."]


def test_a_session_needs_its_staff_before_and_after():
    gym = {"kind": "gym", "places": 20, "sessions": ["09:05-10:00"], "travel": "free", "staff": {"officers": "1 per 8"}}
    today = day(staff=officers(3), activities={"gym": {**gym, "staff_before": 10, "staff_after": 5}})
    assert said(today, whole(today, sessions=[session("gym", "09:05-10:00", A1=8)])) == []
    assert said(today, whole(today, sessions=[session("gym", "09:05-10:00", A1=9)])) == [
        "R01: From 08:55 to 10:05 the day needs 4 officers and 3 are on duty."
    ]


def test_on_wing_time_takes_staff_for_each_yard_by_the_people_of_whole_groups():
    exercise = {"kind": "exercise", "where": "yard", "staff": {"officers": "1 per 25"}}
    out = {group: {"09:00-10:00": "exercise"} for group in ("A1", "A2", "B1")}
    # Both wings open: 4 officers. Yards of their own: 30 people each, so 2 + 2; one shared yard: 60 people, so 3.
    own = day(staff=officers(7), on_wing={"exercise": exercise})
    shared = day(staff=officers(7), on_wing={"exercise": exercise}, yards={"big": {"people": 60}},
                 wings={"A": {"yard": "big"}, "B": {"yard": "big"}})  # fmt: skip
    assert said(own, whole(own, out)) == ["R01: From 09:00 to 10:00 the day needs 8 officers and 7 are on duty."]
    assert said(shared, whole(shared, out)) == []


def test_a_movement_and_an_escort_take_their_staff_each_way():
    gym = {"kind": "gym", "places": 20, "sessions": ["09:00-10:00"]}
    routes = {"walkway": {"minutes": 15, "staff": {"officers": 2}}}
    today = day(staff=officers(3), activities={"gym": gym}, routes=routes)
    plan = whole(today, sessions=[session("gym", "09:00-10:00", A1=10)])
    assert said(today, plan) == [
        "R01: From 08:45 to 09:00 the day needs 4 officers and 3 are on duty.",
        "R01: From 10:00 to 10:15 the day needs 4 officers and 3 are on duty.",
    ]
    escort = {"per": 4, "minutes": 10, "staff": {"officers": 1}}
    today = day(staff=officers(4), activities={"gym": gym}, escort=escort)
    assert said(today, whole(today, sessions=[session("gym", "09:00-10:00", A1=4, A2=4)])) == []
    assert said(today, whole(today, sessions=[session("gym", "09:00-10:00", A1=4, A2=5)])) == [
        "R01: From 08:50 to 09:00 the day needs 5 officers and 4 are on duty.",
        "R01: From 10:00 to 10:10 the day needs 5 officers and 4 are on duty.",
    ]


ROLES = {"seniors": {"covers": ["officers"]}, "managers": {"covers": ["seniors"]}}


def test_a_role_does_the_work_of_roles_that_it_covers():
    today = day(roles=ROLES, staff=officers(2, seniors=1))
    assert said(today, whole(today, OPEN_B)) == []


def test_cover_goes_up_a_chain_but_is_not_passed_on():
    post = {"posts": {"desk": {"staff": {"seniors": 1}}}}
    # The manager takes the desk so that the senior can help the officers.
    chain = day(roles=ROLES, staff=officers(2, seniors=1, managers=1), **post)
    assert said(chain, whole(chain, OPEN_B)) == []
    # A manager alone may not do officers' work.
    gap = day(roles=ROLES, staff=officers(2, managers=1))
    assert said(gap, whole(gap, OPEN_B)) == ["R01: From 09:00 to 10:00 the day needs 3 officers and 2 are on duty."]


def test_two_kinds_of_work_that_compete_for_the_same_people_are_named_together():
    # 3 officers' and 2 seniors' places against 2 officers and 2 seniors who may do either.
    today = day(roles=ROLES, staff=officers(2, seniors=2), posts={"desk": {"staff": {"seniors": 2}}})
    assert said(today, whole(today, OPEN_B)) == [
        "R01: From 09:00 to 10:00 the day needs 3 officers and 2 seniors, and 4 on duty may do that work: "
        "2 officers and 2 seniors."
    ]


def test_work_that_nobody_on_duty_may_do():
    today = day(posts={"clinic": {"staff": {"nurses": 1}, "hours": ["09:00-12:00"]}})
    assert said(today, whole(today)) == ["R01: From 09:00 to 12:00 the day needs 1 nurse and none are on duty."]


def test_a_shift_over_midnight_is_on_duty_at_both_ends_of_the_day():
    shifts = {"day": {"start": "09:00", "end": "17:00", "officers": 2}, "night": {"start": "17:00", "end": "09:00",
                                                                              "officers": 2}}  # fmt: skip
    today = day(staff=shifts)
    assert said(today, whole(today)) == []
    late = day(staff=merged_night(shifts, "17:10", "08:50"))
    assert said(late, whole(late)) == [
        "R01: From 08:50 to 09:00 the day needs 2 officers and none are on duty.",
        "R01: From 17:00 to 17:10 the day needs 2 officers and none are on duty.",
    ]


def merged_night(shifts, start, end):
    return {**shifts, "night": {**shifts["night"], "start": start, "end": end}}


BREAK = {"breaks": [{"minutes": 30, "between": "12:00-13:00"}]}


def test_everybody_takes_their_break_inside_its_window():
    today = day(staff=officers(4, **BREAK))
    kept = bare(today, breaks=[taken("12:00-12:30", 2), taken("12:30-13:00", 2)])
    assert said(today, kept) == []
    assert said(today, bare(today, breaks=[taken("12:00-12:30", 1)])) == [
        "R01: Of 4 officers on shift day, 1 takes the break of 30 minutes between 12:00-13:00."
    ]


def test_people_on_a_break_are_not_on_duty():
    today = day(staff=officers(4, **BREAK))
    assert said(today, bare(today, breaks=[taken("12:00-12:30", 3), taken("12:30-13:00", 1)])) == [
        "R01: From 12:00 to 12:30 the day needs 2 officers and 1 is on duty."
    ]


def test_a_break_of_the_wrong_length_or_time_is_none_of_the_shifts():
    today = day(staff=officers(4, **BREAK))
    breaks = [taken("12:00-12:30", 1), taken("12:30-13:00", 2), taken("12:45-13:15", 1)]
    assert said(today, bare(today, breaks=breaks)) == [
        "R01: From 12:45 to 13:00 the day needs 2 officers and 1 is on duty.",
        "R01: Of 4 officers on shift day, 3 take the break of 30 minutes between 12:00-13:00.",
        "R01: 1 officer of shift day takes a break from 12:45 to 13:15, which is none of the shift's breaks.",
    ]


@pytest.mark.parametrize("time", ["09:07-10:02", "09:00-09:45"])
def test_times_off_the_step_are_checked_to_the_minute(time):
    today = day(staff=officers(2))
    start, end = str(span(time)).split("-")
    assert said(today, whole(today, {"B1": {time: "association"}})) == [
        f"R01: From {start} to {end} the day needs 3 officers and 2 are on duty."
    ]
