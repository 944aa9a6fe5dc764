"""What holds for the figures of every plan, on small random ones.

The plans keep the rules that figures depend on: unlocked only inside windows and never in a roll check, nobody in
two places, groups within their limits, away only between unlock and lock-up.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_prison import PRISON, span

from regime.completion import complete
from regime.figures import figures
from regime.plan import GroupDay, Plan, Session, Stretch
from regime.prison import Prison
from regime.today import Today

DAY: dict[str, Any] = {
    **PRISON,
    "on_wing": {
        "association": {"kind": "association", "windows": ["08:00-09:00", "11:30-13:00", "16:00-18:00"]},
        "exercise": {
            "kind": "exercise",
            "where": "yard",
            "outdoor": True,
            "protected": True,
            "windows": ["14:00-15:00"],
        },
    },
    "activities": {
        **PRISON["activities"],
        "kitchen": {
            "kind": "kitchen",
            "places": 6,
            "sessions": ["11:00-13:30"],
            "for": {"A1": 4, "B1": 3},
            "settled_at_roll_check": True,
            "excuses": True,
            "weight": 1.25,
        },
        "gym": {
            "kind": "gym",
            "places": 12,
            "minimum": 2,
            "length": 45,
            "between": ["09:00-12:00", "16:00-18:00"],
            "at_most": 4,
            "per_person": 2,
            "for": {"all": "30%", "A2": 4},
            "attendance": "60%",
        },
    },
    "apart": {"halves": {"groups": ["A"], "from": ["B"], "at": ["room"]}},
    "counted_at": ["09:00", "10:00", "12:15", "15:00", "17:30"],
}
TODAY = Today.of(Prison.model_validate(DAY), "mon")
STEPS = range(TODAY.hours.start, TODAY.hours.end, TODAY.prison.day.step)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A random plan."""
    groups = [draw(group_days(group)) for group in TODAY.groups]
    sessions: list[Session] = []
    for name, about in TODAY.activities.items():
        times = list(TODAY.fixed_sessions(name)) or draw(gym_times())
        for time in times:
            people = {g: draw(st.just(most) | st.integers(0, most)) for g, most in TODAY.limits[name].items()}
            people = allowed(sessions, Session(activity=name, time=time, runs=True, people=people))
            if max(1, about.minimum) <= sum(people.values()) <= about.places:
                sessions.append(Session(activity=name, time=time, runs=True, people=people))
    empty: dict[str, Any] = {"movements": [], "breaks": [], "shortfalls": [], "staff": []}
    plan = Plan(prison="HMP Small", weekday="mon", hours=TODAY.hours, groups=groups, sessions=sessions, **empty)
    return complete(TODAY, plan)


@st.composite
def group_days(draw: st.DrawFn, group: str) -> GroupDay:
    """A group unlocked in some steps for something whose window is open."""
    stretches = []
    generous = draw(st.booleans())
    for start in STEPS:
        step = span_of(start, start + TODAY.prison.day.step)
        open_ = [k for k, time in TODAY.prison.on_wing.items() if any(w.contains(step) for w in TODAY.windows(time))]
        if open_ and not any(check.overlaps(step) for check in TODAY.roll_checks) and (generous or draw(st.booleans())):
            stretches.append(Stretch(time=step, on_wing=draw(st.sampled_from(open_))))
    return GroupDay(group=group, wing=TODAY.wing_of[group], size=TODAY.groups[group].size, unlocked=stretches)


@st.composite
def gym_times(draw: st.DrawFn) -> list[Any]:
    """Some sessions of the gym, one after another."""
    starts = draw(st.lists(st.sampled_from([540, 585, 600, 630, 660, 960, 1005, 1020]), unique=True, max_size=4))
    times = [span_of(start, start + 45) for start in sorted(starts)]
    return [t for i, t in enumerate(times) if i == 0 or not t.overlaps(times[i - 1])]


def span_of(start: int, end: int) -> Any:
    return span(f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}")


def away(session: Session, group: str) -> range:
    travel = TODAY.travel(group, session.activity).minutes
    return range(session.time.start - travel, session.time.end + travel)


def allowed(sessions: list[Session], new: Session) -> dict[str, int]:
    """Those of a new session's people who are free, and not on their way in a roll check or after lock-up."""
    people = {}
    about = TODAY.activities[new.activity]
    for group, wanted in new.people.items():
        minutes = away(new, group)
        busy = max(
            sum(s.people.get(group, 0) for s in sessions if group in s.people and t in away(s, group)) for t in minutes
        )
        checks = [c for c in TODAY.roll_checks if c.start < minutes.stop and minutes.start < c.end]
        settled = about.settled_at_roll_check and all(new.time.contains(check) for check in checks)
        inside = TODAY.hours.start <= minutes.start and minutes.stop <= TODAY.hours.end
        if inside and (not checks or settled or about.where == "in-cell"):
            people[group] = min(wanted, TODAY.groups[group].size - busy)
    return {group: n for group, n in people.items() if n > 0}


def minute_by_minute(plan: Plan) -> dict[str, dict[int, tuple[int, int, int, int]]]:
    """Group -> minute -> people locked up, off the wing, at wing work, otherwise out."""
    found: dict[str, dict[int, tuple[int, int, int, int]]] = {}
    for day in plan.groups:
        open_ = {t for s in day.unlocked for t in range(s.time.start, s.time.end)}
        found[day.group] = {}
        for t in range(24 * 60):
            there = {"in-cell": 0, "on-wing": 0, "off-wing": 0}
            for session in plan.sessions:
                if session.runs and day.group in session.people and t in away(session, day.group):
                    there[TODAY.activities[session.activity].where] += session.people[day.group]
            out = day.size - sum(there.values()) if t in open_ else 0
            locked = day.size - out - there["off-wing"] - there["on-wing"]
            found[day.group][t] = (locked, there["off-wing"], there["on-wing"], out)
    return found


@settings(max_examples=60, deadline=None)
@given(plans())
def test_time_out_of_cell_and_value_by_the_minute(plan):
    found = figures(TODAY, plan)
    counted = minute_by_minute(plan)
    out = {group: sum(day.size - x[0] for x in counted[group].values()) for group, day in TODAY.groups.items()}
    for average in found.groups:
        evening = sum(average.size - x[0] for t, x in counted[average.group].items() if t >= 17 * 60)
        assert average.out_of_cell == pytest.approx(out[average.group] / average.size)
        assert average.evening == pytest.approx(evening / average.size)
    weighted = 0.0
    for session in plan.sessions:
        about = TODAY.activities[session.activity]
        weighted += float(about.weight) * session.attending * session.time.minutes if about.purposeful else 0
    assert found.value == pytest.approx(sum(out.values()) + weighted)
    for count in found.roll:
        states = [sum(day[count.at][i] for day in counted.values()) for i in range(4)]
        per_cent = [100 * n / TODAY.population for n in states]
        assert [count.locked, count.off_wing, count.wing_work, count.otherwise_out] == pytest.approx(per_cent)
        assert count.locked + count.off_wing + count.wing_work + count.otherwise_out == pytest.approx(100)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_no_plan_is_above_the_ceiling(plan):
    found = figures(TODAY, plan)
    assert all(average.out_of_cell <= average.ceiling + 1e-9 for average in found.groups)
    assert found.out_of_cell <= found.core_day_ceiling + 1e-9
    assert found.value <= found.value_ceiling + 1e-6


@settings(max_examples=60, deadline=None)
@given(plans())
def test_figures_fit_together(plan):
    found = figures(TODAY, plan)
    for shares in (found.by_average, found.by_guaranteed):
        assert 0 <= shares.under_2h <= 100 - shares.at_10h <= 100
    assert found.worst_guaranteed <= found.guaranteed <= max(a.guaranteed for a in found.groups)
    assert 0 <= found.evening <= found.out_of_cell
    assert 0 <= found.industry_hours <= found.industry_hours_full_timetable
    assert 0 <= found.sessions_run <= found.sessions_offered
    assert 0 <= found.floors_met_percent <= 100
    assert (found.floors_met_percent == 100) == (not plan.shortfalls)
    assert all(role.idle <= role.on_duty + 1e-9 and role.covering <= role.on_duty + 1e-9 for role in found.roles)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_empty_places_add_up_to_the_minute(plan):
    for use in figures(TODAY, plan).places:
        assert sum(use.empty_because.values()) == use.places_minutes - use.person_minutes
        assert all(minutes > 0 for minutes in use.empty_because.values())
        assert use.expected_person_minutes <= use.person_minutes
