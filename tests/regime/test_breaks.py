"""Breaks placed so that the work stays covered, against every possible placing of a few people."""

from itertools import combinations_with_replacement, product

from builders import SMALL, bare, day, merged, said, taken, whole
from hypothesis import given, settings
from hypothesis import strategies as st

from regime.breaks import place_breaks
from regime.checker import check
from regime.clock import Span
from regime.plan import BreakTaken


def crew(officers, minutes, between, **others):
    return {"day": {"officers": officers, "breaks": [{"minutes": minutes, "between": between}], **others}}


def test_breaks_are_spread_when_everybody_cannot_go_at_once():
    # Two wings locked: 2 of 4 officers may go at a time.
    today = day(staff=crew(4, 30, "12:00-13:00"))
    assert place_breaks(today, bare(today)) == [taken("12:00-12:30", 2), taken("12:30-13:00", 2)]


def test_more_go_while_the_wings_are_locked():
    # From 12:00 to 12:30 both wings are locked and 2 officers needed; until 13:00 then wing B is out and 3 are.
    today = day(staff=crew(5, 30, "12:00-13:00"))
    plan = whole(today, {"B1": {"12:30-13:00": "association"}})
    assert plan.breaks == [taken("12:00-12:30", 3), taken("12:30-13:00", 2)]
    assert said(today, plan) == []


def test_a_window_off_the_step_has_breaks_at_its_start():
    today = day(staff=crew(4, 30, "12:05-13:15"))
    assert place_breaks(today, bare(today)) == [taken("12:05-12:35", 2), taken("12:45-13:15", 2)]


def test_where_breaks_do_not_fit_they_are_taken_all_the_same():
    # 3 officers, 2 needed, room for one at a time and for two in turn: one time has two away.
    today = day(staff=crew(3, 30, "12:00-13:00"))
    plan = whole(today)
    assert sum(b.people for b in plan.breaks) == 3
    (finding,) = check(today, plan)
    assert (finding.rule, finding.measured, finding.limit) == ("R01", 2, 1)


def test_a_shortage_that_cannot_be_helped_is_as_short_as_possible():
    # 12:00 and 12:15 are the starts: the second pair leaves while the first is away.
    today = day(staff=crew(4, 30, "12:00-12:50"))
    plan = whole(today)
    assert plan.breaks == [taken("12:00-12:30", 2), taken("12:15-12:45", 2)]
    assert said(today, plan) == ["R01: From 12:15 to 12:30 the day needs 2 officers and none are on duty."]


def test_those_who_cover_let_others_go():
    # 2 officers' places: the officers go one after the other if the senior stands in, who then goes last.
    roles = {"seniors": {"covers": ["officers"]}}
    today = day(roles=roles, staff=crew(2, 30, "12:00-13:30", seniors=1))
    plan = whole(today)
    assert said(today, plan) == []
    assert sorted((b.role, b.people) for b in plan.breaks) == [("officers", 1), ("officers", 1), ("seniors", 1)]


def test_a_night_shift_breaks_after_midnight_without_work():
    night = {"start": "19:00", "end": "07:00", "officers": 2, "breaks": [{"minutes": 60, "between": "02:00-04:00"}]}
    today = day(staff={"night": night})
    assert sum(b.people for b in whole(today).breaks) == 2
    assert said(today, whole(today)) == []


def covered(today, breaks):
    return not any(f.rule == "R01" for f in check(today, bare(today, breaks=list(breaks))))


@settings(max_examples=60)
@given(
    early=st.integers(1, 3),
    late=st.integers(0, 2),
    posts=st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4), st.integers(1, 3)), max_size=3),
)
def test_one_role_on_one_shift_breaks_without_a_gap_whenever_that_is_possible(early, late, posts):
    """Half an hour between 12:00 and 13:30, wings patrolled by two others, posts asking for what is left."""
    hours = [(12 * 60 + 15 * start, 12 * 60 + 15 * min(start + quarters, 6)) for start, quarters, _ in posts]
    wanted = {
        str(n): {"staff": {"officers": officers}, "hours": [str(Span.of(*span))]}
        for n, (span, (_, _, officers)) in enumerate(zip(hours, posts, strict=True))
    }
    spare = {"spare": {"start": "07:00", "end": "19:00", "officers": 2 + late}}
    today = day(staff={**crew(early, 30, "12:00-13:30"), **spare}, posts=wanted)
    found = place_breaks(today, bare(today))
    assert sum(b.people for b in found) == early
    starts = [12 * 60 + 15 * n for n in range(5)]
    possible = any(
        covered(today, [BreakTaken(shift="day", role="officers", time=Span.of(s, s + 30), people=1) for s in chosen])
        for chosen in combinations_with_replacement(starts, early)
    )
    assert covered(today, found) == possible


def test_two_crews_take_turns():
    # 2 + 2 officers and 2 needed; the second crew must leave the first hour to the first.
    late = {"start": "07:00", "end": "19:00", "officers": 2, "breaks": [{"minutes": 60, "between": "11:00-13:00"}]}
    today = day(staff={**crew(2, 60, "11:00-12:00"), "late": late})
    plan = whole(today)
    assert plan.breaks == [taken("11:00-12:00", 2), taken("12:00-13:00", 2, shift="late")]
    assert said(today, plan) == []
    both = [*product(["11:00-12:00", "11:15-12:15", "11:30-12:30", "12:00-13:00"], repeat=2)]
    fits = [p for p in both if covered(today, [taken("11:00-12:00", 2), *(taken(t, 1, shift="late") for t in p)])]
    assert fits == [("12:00-13:00", "12:00-13:00")]


def test_a_crew_with_nobody_on_it_takes_no_break():
    gone = merged(SMALL["staff"], crew(2, 30, "12:00-13:00", less={"sick": {"officers": 2}}))
    today = day(staff={**gone, "others": {"start": "07:00", "end": "19:00", "officers": 2}})
    assert place_breaks(today, bare(today)) == []
    assert said(today, whole(today)) == []
