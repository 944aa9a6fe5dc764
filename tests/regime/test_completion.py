"""What is filled in, what is left alone, and that a day on which nothing happens breaks no rule."""

from builders import SMALL, bare, day, merged, movement, said, session, taken, whole
from hypothesis import given, settings
from hypothesis import strategies as st

from regime.checker import check
from regime.plan import Plan
from regime.prison import Prison
from regime.today import Today

WORK = {"kind": "workshop", "places": 20, "sessions": ["09:00-11:00", "14:00-16:00"], "staff": {"officers": "1 per 4"}}
BUSY = {
    "activities": {"work": WORK},
    "routes": {"walkway": {"minutes": 15, "staff": {"officers": 1}}},
    "staff": {"day": {"breaks": [{"minutes": 30, "between": "12:00-13:00"}]}},
}


def test_everything_that_follows_is_filled_in():
    today = day(**BUSY, entitlements={"out": {"time": "unlocked", "minutes": 60, "for": ["B1"]}})
    plan = whole(today, groups=[], sessions=[session("work", "14:00-16:00", A1=5)])
    assert [(g.group, g.wing, g.size, g.unlocked) for g in plan.groups] == [
        ("A1", "A", 10, []),
        ("A2", "A", 20, []),
        ("B1", "B", 30, []),
    ]
    assert [(str(s.time), s.runs, s.staff) for s in plan.sessions] == [
        ("09:00-11:00", False, {}),
        ("14:00-16:00", True, {"officers": 2}),
    ]
    assert [str(move.time) for move in plan.movements] == ["13:45-14:00", "16:00-16:15"]
    assert sum(b.people for b in plan.breaks) == 20
    assert [(s.group, s.given) for s in plan.shortfalls] == [("B1", 0)]
    assert plan.staff
    assert said(today, plan) == []


def test_movements_and_breaks_that_are_listed_are_left_alone():
    today = day(**BUSY)
    listed = {"movements": [movement("walkway", "13:45-14:00", out={"A1": 5})], "breaks": [taken("12:00-12:30", 3)]}
    plan = whole(today, sessions=[session("work", "14:00-16:00", A1=5)], **listed)
    assert (plan.movements, plan.breaks) == (listed["movements"], listed["breaks"])


def test_a_completed_plan_stays_as_it_is_and_survives_json():
    today = day(**BUSY)
    plan = whole(today, {"A1": {"09:00-10:00": "association"}}, sessions=[session("work", "14:00-16:00", A1=5)])
    assert whole(today, groups=plan.groups, sessions=plan.sessions) == plan
    assert Plan.model_validate_json(plan.model_dump_json()) == plan


@settings(max_examples=40, deadline=None)
@given(
    sizes=st.lists(st.lists(st.integers(1, 80), min_size=1, max_size=3), min_size=1, max_size=4),
    patrol=st.integers(0, 2),
    spare=st.integers(0, 3),
    break_minutes=st.sampled_from([15, 20, 30]),
    lunch=st.booleans(),
)
def test_a_day_on_which_nothing_happens_breaks_no_rule(sizes, patrol, spare, break_minutes, lunch):
    """Patrols and a relief for breaks are enough to keep everybody locked up."""
    wings = {
        f"W{w}": {"groups": {f"W{w}-{g}": size for g, size in enumerate(groups)}, "staffing": {"locked": patrol}}
        for w, groups in enumerate(sizes)
    }
    needed = patrol * len(wings)
    # Three times as long as a break and half the crew to spare: everybody finds a turn.
    window = {"minutes": break_minutes, "between": "12:00-13:30"}
    staff = {"start": "07:00", "end": "19:00", "officers": needed + needed // 2 + 1 + spare, "breaks": [window]}
    prison = Prison.model_validate(
        merged(
            {**SMALL, "wings": wings, "staff": {"day": staff}},
            {
                "activities": {"work": WORK},
                "routes": BUSY["routes"],
                "entitlements": {
                    "out": {"time": "unlocked", "minutes": 120},
                    "work": {"activity": "work", "people": 1},
                },
                "day": {"roll_checks": {"lunch": "12:30-12:45"} if lunch else {}},
            },
        )
    )
    today = Today.of(prison, "tue")
    assert check(today, whole(today)) == []
    assert said(today, bare(today, shortfalls=whole(today).shortfalls)) == [
        f"R01: Of {staff['officers']} officer{'' if staff['officers'] == 1 else 's'} on shift day, "
        f"0 take the break of {break_minutes} minutes between 12:00-13:30."
    ]
