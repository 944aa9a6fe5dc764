"""Documents of days drawn at random, whatever rules they break: all are made, and they agree with each other."""

from __future__ import annotations

from collections import Counter

from builders import bare, day
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_prisons import small_prisons

from regime.clock import Span
from regime.plan import Session
from regime.prison import Prison
from regime.report.documents import SHEETS, governor
from regime.report.movement_list import movement_lists
from regime.report.reported import reported
from regime.report.staff_sheet import staff_sheets
from regime.report.unlock_list import unlock_lists
from regime.today import Today


@st.composite
def days(draw: st.DrawFn):
    """A prison and a plan in which sessions run with anybody who may go, and groups are unlocked for anything."""
    description = draw(small_prisons()) | {"goal_orders": {}}
    today = Today.of(Prison.model_validate(description), "mon")
    sessions = []
    for name in today.activities:
        for time in today.fixed_sessions(name):
            people = {group: draw(st.integers(0, most)) for group, most in today.limits[name].items()}
            sessions.append(Session(activity=name, time=time, runs=draw(st.booleans()), people=people))
    unlocked = {}
    for group in today.groups:
        starts = draw(st.lists(st.integers(16, 34), unique=True, max_size=3))
        names = st.sampled_from(list(today.prison.on_wing))
        unlocked[group] = {str(Span.of(30 * start, 30 * start + 30)): draw(names) for start in sorted(starts)}
    return today.prison, bare(today, unlocked, sessions=sessions)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(days())
def test_all_documents_are_made_and_agree(drawn):
    shown = reported(drawn[0], "drawn", drawn[1])
    for document in ("activities", "staff", "lists"):
        assert all(content for _, content in SHEETS[document](shown))
    assert all(content for _, content in governor([shown, shown], None, ["a/", "b/"]))
    leaving, going = Counter(), Counter()
    for each in unlock_lists(shown.picture):
        leaving[each.slot] += each.leaving
    for each in movement_lists(shown.picture):
        going[each.slot] += each.going
    assert leaving == going
    for sheet in staff_sheets(shown.picture):
        for line in sheet.lines:
            for at in (line.time.start, line.time.end - 1):
                asked = [n for row in sheet.tasks for time, n in row.times if time.start <= at < time.end]
                assert sum(asked) == line.needed


def test_a_prison_without_staff_or_activities_has_its_pages():
    today = day(wings={name: {"staffing": {"locked": 0}} for name in "AB"}, staff={"day": {"officers": 0}})
    shown = reported(today.prison, "empty", bare(today))
    assert shown.plan.staff == []
    pages = dict(governor([shown], None, [""]))
    for document in ("activities", "staff", "lists"):
        pages |= dict(SHEETS[document](shown))
    assert all(pages.values())
    assert b"Staff needed" not in pages["governor.html"]
