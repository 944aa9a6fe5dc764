"""Whether the day can happen as described: each contradiction at its line, the numbers small enough to see."""

from __future__ import annotations

import pytest
from small_file import SMALL, changed, loaded, the_problem, the_warning, underlined

from regime.problems import Code


@pytest.mark.parametrize(
    ("old", "new", "code", "what", "marked"),
    [
        ("{training: {officers: 1}}", "{training: {officers: 4}, sick: {officers: 3}}", Code.STAFF_BELOW_ZERO,
         "staff.early: 7 officers are taken off, but only 6 are detailed", "officers"),
        ("end: 18:30", "end: 12:30", Code.WRONG_VALUE, "staff.late starts and ends at 12:30", "12:30"),
        ("between: 10:00-11:00", "between: 12:45-13:15", Code.BREAK_MISPLACED,
         "the break between 12:45-13:15 is not within 07:30-13:00", "12:45-13:15"),
        ("between: 10:00-11:00}", "between: 10:00-11:00}, {minutes: 15, between: 10:45-11:15}", Code.BREAK_MISPLACED,
         "10:00-11:00 and 10:45-11:15 overlap", "10:45-11:15"),
        ("A2: 10", "A2: 31", Code.NO_SPACE,
         "a group of 31 can never be unlocked: the wing's staffing table ends at 30 people", "31"),
        ("people: 40", "people: 19", Code.NO_SPACE, 'a group of 20 can never go out: "north" takes 19 people', "A1"),
        ("[08:30-11:30,", "[07:45-11:30,", Code.OUTSIDE_HOURS,
         "the session 07:45-11:30 is outside the unlock hours 08:00-18:00", "07:45-11:30"),
        ("[08:30-11:30,", "[08:05-11:30,", Code.OUTSIDE_HOURS,
         "08:05-11:30 is, with the 10 minutes to get there and back, outside the unlock hours", "08:05-11:30"),
        ("[08:30-11:30,", "[08:30-12:15,", Code.CROSSES_ROLL_CHECK,
         "the session 08:30-12:15 is during the roll check 12:00-12:30", "08:30-12:15"),
        ("[08:30-11:30,", "[08:30-11:55,", Code.CROSSES_ROLL_CHECK,
         "is, with the 10 minutes to get there and back, during the roll check", "08:30-11:55"),
        ("path: {minutes: 10,", "path: {windows: [08:00-12:00, 13:00-15:00], minutes: 10,", Code.OUTSIDE_HOURS,
         "the session 13:30-16:00 needs a movement at 16:00-16:10, when the route path is shut", "13:30-16:00"),
        ("between: [13:00-16:00]", "between: [13:00-16:00, 11:15-12:20]", Code.CROSSES_ROLL_CHECK,
         "a session of 45 minutes between 11:15-12:20 is", "11:15-12:20"),
        ("between: [13:00-16:00]", "between: [13:00-16:00, 09:00-09:30]", Code.NEVER_RUNS,
         "a session of 45 minutes between 09:00-09:30 is longer than that", "09:00-09:30"),
        ("windows: [09:00-11:00]", "windows: [09:00-11:00, 18:00-19:00]", Code.OUTSIDE_HOURS,
         "on_wing.exercise: the window 18:00-19:00 is outside the unlock hours", "18:00-19:00"),
        ("windows: [09:00-11:00]", "windows: [11:35-12:50]", Code.NEVER_RUNS,
         "on_wing.exercise needs 30 minutes, but no window leaves more than 25", "exercise"),
        ("  patterns:", "  unlocks: {shortest: 300}\n  patterns:", Code.NEVER_RUNS,
         "nobody can be unlocked for 300 minutes on sat, sun", "300"),
        ("goals: balanced", "pins: [{group: A1, unlocked: 07:00-09:00}]", Code.OUTSIDE_HOURS,
         "pins[1]: 07:00-09:00 is outside the unlock hours", "07:00-09:00"),
        ("goals: balanced", "pins: [{activity: gym, session: 13:00-14:00}]", Code.WRONG_VALUE,
         'a session of "gym" lasts 45 minutes', "13:00-14:00"),
        ("goals: balanced", "pins: [{activity: gym, session: 16:00-16:45}]", Code.WRONG_VALUE,
         'sessions of "gym" lie between 13:00-16:00', "16:00-16:45"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(old: str, new: str, code: Code, what: str, marked: str) -> None:
    problem = the_problem(changed(old, new))
    assert problem.code is code
    assert what in problem.what
    assert underlined(problem) == marked


@pytest.mark.parametrize(
    ("old", "new", "code", "what"),
    [
        ("13:30-16:00]", "13:30-17:00]", Code.OUTSIDE_HOURS,
         "13:30-17:00 is, with the 10 minutes to get there and back, outside the unlock hours 08:00-17:00 on sat, sun"),
        ("for: [mains]", "for: []", Code.NEVER_RUNS, "nobody may go"),
        ("for: [mains]", "for: {mains: 2}, minimum: 5", Code.NEVER_RUNS, "needs 5 people, but only 4 may go"),
        ("kind: gym,", "kind: gym, staff: {pe: 1},", Code.NEVER_RUNS, "activities.gym needs pe, but no shift has them"),
        ("[08:30-11:30,", "[{time: 08:30-11:30, days: [sat]}], days: [mon], room: x}\n  w2: {kind: w, places: 1, "
         "sessions: [09:00-10:00,", Code.NEVER_RUNS, "is on no day of the week"),
        ("time: exercise, minutes: 60", "time: exercise, minutes: 61", Code.ALWAYS_SHORT,
         "asks for 61 minutes, but the day leaves 60 at most"),
        ("time: exercise, minutes: 60", "time: exercise, minutes: 60, between: 10:15-12:00", Code.ALWAYS_SHORT,
         "asks for 60 minutes, but the day leaves 45 at most"),
        ("time: exercise, minutes: 60", "time: unlocked, minutes: 511", Code.ALWAYS_SHORT,
         "asks for 511 minutes, but the day leaves 510 at most on sat, sun"),
        ("kind: association}", "kind: association, people: 24}", Code.NO_SPACE, "a group of 25 can never have"),
        ("[10:00]", "[18:00]", Code.OUTSIDE_HOURS, "everybody is locked up at 18:00"),
        ("routes:\n  path: {minutes: 10, staff: {officers: 1}}\n", "", Code.UNSTAFFED_WALK, "2 off-wing activities"),
        ("goals: balanced", "pins: [{activity: workshop, people: 25}]", Code.WRONG_VALUE,
         'pins[1]: 25 people cannot be at "workshop": 24 at the most'),
        ("goals: balanced", "pins: [{activity: gym, people: 9}]", Code.WRONG_VALUE,
         '9 people cannot be at "gym": 8 at the most'),
        ("goals: balanced", "pins: [{activity: workshop, people: 1, at: 12:00}]", Code.WRONG_VALUE,
         "0 at the most, for want of a session then or of groups that may go"),
    ],
)  # fmt: skip
def test_what_looks_wrong_is_warned_of(old: str, new: str, code: Code, what: str) -> None:
    text = changed(old, new).replace("  osgs: {}", "  osgs: {}\n  pe: {}")
    warning = the_warning(text)
    assert (warning.code, warning.severity) == (code, "warning")
    assert what in warning.what
    assert warning.line


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[08:30-11:30,", "[08:10-11:50,"),  # the movements touch unlock and the roll check
        ("where: yard, windows", "where: wing, windows"),
        ("sessions: [08:30-11:30, 13:30-16:00]", "where: in-cell, sessions: [07:30-08:00, 12:00-13:00]"),
        ("sessions: [08:30-11:30, 13:30-16:00]", "settled_at_roll_check: true, sessions: [08:30-16:00]"),
        ("sessions: [08:30-11:30, 13:30-16:00]", "where: on-wing, sessions: [08:00-12:00]"),
        ("sessions: [08:30-11:30, 13:30-16:00]", "travel: free, sessions: [08:00-12:00]"),
        ("13:30-16:00]", "{time: 13:30-17:50, days: [mon, tue, wed, thu, fri]}]"),
        ("  late: {", "  night: {start: 21:00, end: 07:00, officers: 1, breaks: [{minutes: 30, between: 02:00-03:00}, "
         "{minutes: 15, between: 22:00-22:30}]}\n  late: {"),
        ("A2: 10", "A2: {size: 10, tags: [x]}"),
        ("goals: balanced", "pins: [{activity: workshop, people: 24}, {activity: gym, people: 8, at: 15:59}]"),
    ],
)  # fmt: skip
def test_what_just_fits_is_let_be(old: str, new: str) -> None:
    assert loaded(changed(old, new)).warnings == ()


def test_a_settled_session_holds_the_whole_roll_check() -> None:
    def settled(session: str) -> str:
        session = f"settled_at_roll_check: true, sessions: [{session}]"
        return changed("sessions: [08:30-11:30, 13:30-16:00]", session)

    assert loaded(settled("08:30-12:30")).warnings == ()
    assert the_problem(settled("08:30-12:25")).code is Code.CROSSES_ROLL_CHECK
    assert the_problem(settled("12:35-13:30")).code is Code.CROSSES_ROLL_CHECK  # its movement starts at 12:25


def test_a_closed_wing_has_no_room_to_complain_of() -> None:
    text = changed("A2: 10}, yard", "A2: 31}, closed: true, yard")
    assert {warning.code for warning in loaded(text).warnings} <= {Code.NEVER_RUNS}


def test_the_small_file_is_consistent() -> None:
    assert loaded(SMALL).warnings == ()


def test_an_entitlement_to_what_the_prison_does_not_have() -> None:
    warning = the_warning(
        changed("  gym: {activity: gym, people: 10%}", "  play: {activity: gym, people: 10%}").replace(
            "  gym: {kind: gym, places: 8, length: 45, between: [13:00-16:00]}\n", ""
        )
        + "kinds: {gym: {places: 8}, workshop: {places: 8}}\n"
    )
    assert (warning.code, underlined(warning)) == (Code.NO_SUCH_ACTIVITY, "play")
    assert warning.what == 'nobody can have "play": there is no activity "gym"'


def test_posts_and_locked_wings_that_the_people_on_duty_cannot_cover() -> None:
    # One OSG at the gate, who may be an officer, and an officer on each of two wings: from 13:00 two are on duty.
    few = changed("end: 18:30, officers: 6,", "end: 18:30, officers: 2,")
    warning = the_warning(few)
    assert (warning.code, underlined(warning)) == (Code.TOO_FEW_ON_DUTY, "posts")
    assert warning.what == (
        "from 13:00 to 18:00 posts and locked wings need 3 officers and osgs, and 2 on duty may do that work"
    )
    weekdays = the_warning(few.replace("gate: {staff: {osgs: 1}}", "gate: {staff: {osgs: 1}, days: [mon, tue]}"))
    assert weekdays.what.endswith("(mon, tue)")
    assert (
        loaded(few.replace("gate: {staff: {osgs: 1}}", "gate: {staff: {osgs: 1}, hours: [08:00-13:00]}")).warnings == ()
    )


def test_people_whom_no_route_serves() -> None:
    warning = the_warning(changed("path: {minutes: 10,", "path: {for: [A], minutes: 10,"))
    assert (warning.code, underlined(warning)) == (Code.UNSTAFFED_WALK, "routes")
    assert warning.what == (
        'no route serves B1, and no escort is described: they walk to "workshop" and 1 more without staff being counted'
    )
    closed = the_warning(changed("path: {minutes: 10,", "path: {days: [mon], minutes: 10,"))
    assert closed.what.startswith("no route serves A1, B1, and no escort")


def test_an_escort_takes_those_whom_no_route_serves() -> None:
    text = changed("path: {minutes: 10,", "path: {for: [A], minutes: 10,")
    assert loaded(f"{text}escort: {{per: 4, minutes: 10, staff: {{officers: 1}}}}\n").warnings == ()


def test_a_shift_over_midnight_is_a_night_or_looks_like_a_slip() -> None:
    warning = the_warning(changed("end: 18:30", "end: 06:30"))
    assert warning.what == "staff.late ends before it starts: 12:30-06:30 is over midnight, and 18 hours long"
    assert underlined(warning) == "06:30"
    assert loaded(changed("posts:", "  night: {start: 20:30, end: 07:45, officers: 1}\nposts:")).warnings == ()
