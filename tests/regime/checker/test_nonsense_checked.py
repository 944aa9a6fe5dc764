"""Whatever a plan says, the checker answers with findings."""

from builders import day
from hypothesis import given, settings
from hypothesis import strategies as st

from regime.checker import Finding, check
from regime.clock import Span
from regime.completion import complete
from regime.plan import BreakTaken, GroupDay, Movement, Plan, Session, Shortfall, Stretch

TODAY = day(
    wings={"B": {"groups": {"B1": {"size": 30, "escorted": True}}}},
    staff={"night": {"start": "20:00", "end": "06:00", "officers": 1,
                     "breaks": [{"minutes": 60, "between": "02:00-04:00"}]}},
    on_wing={"exercise": {"kind": "exercise", "where": "yard", "protected": True, "staff": {"officers": "1 per 20"}}},
    activities={
        "work": {"kind": "workshop", "places": 20, "sessions": ["09:00-11:00"], "room": "shop"},
        "gym": {"kind": "gym", "places": 9, "length": 45, "between": ["08:00-12:00"], "staff": {"officers": "1 per 4"}},
        "sunday": {"kind": "worship", "places": 9, "sessions": ["09:00-10:00"], "days": ["sun"]},
    },
    routes={"walkway": {"minutes": 15, "staff": {"officers": 1}, "people": 9}},
    escort={"per": 4, "minutes": 10, "staff": {"officers": 1}},
    apart={"all": {"groups": ["all"]}},
    entitlements={"air": {"time": "exercise", "minutes": 60}, "gym": {"activity": "gym", "people": 1}},
    day={"roll_checks": {"count": "11:45-12:15"}},
    pins=[{"group": "A1", "locked": "13:00-14:00"}, {"activity": "gym", "session": "08:00-08:45"}],
)  # fmt: skip

spans = st.tuples(st.integers(0, 1439), st.integers(1, 600)).map(lambda p: Span.of(p[0], min(1440, p[0] + p[1])))
groups = st.sampled_from(["A1", "A2", "B1", "nobody"])
labels = st.sampled_from(["association", "exercise", "nothing"])
few = st.integers(0, 40)
numbers = st.dictionaries(groups, few, max_size=3)
plans = st.builds(
    Plan,
    prison=st.just("HMP Small"),
    weekday=st.just("mon"),
    hours=spans,
    groups=st.lists(
        st.builds(
            GroupDay,
            group=groups,
            wing=st.sampled_from(["A", "B", "C"]),
            size=few,
            unlocked=st.lists(st.builds(Stretch, time=spans, on_wing=labels), max_size=3),
        ),
        max_size=4,
    ),
    sessions=st.lists(
        st.builds(
            Session,
            activity=st.sampled_from(["work", "gym", "sunday", "chess"]),
            time=spans,
            runs=st.booleans(),
            people=numbers,
            staff=st.just({}),
        ),
        max_size=4,
    ),
    movements=st.lists(
        st.builds(Movement, route=st.sampled_from(["walkway", "tunnel"]), time=spans, out=numbers, back=numbers),
        max_size=3,
    ),
    breaks=st.lists(
        st.builds(
            BreakTaken,
            shift=st.sampled_from(["day", "night", "lunch"]),
            role=st.sampled_from(["officers", "nurses"]),
            time=spans,
            people=few,
        ),
        max_size=3,
    ),
    shortfalls=st.lists(
        st.builds(
            Shortfall,
            entitlement=st.sampled_from(["air", "gym", "sun"]),
            group=groups,
            floor=few,
            given=few,
            unit=st.sampled_from(["minutes", "people"]),
        ),
        max_size=2,
    ),
    staff=st.just([]),
    figures=st.none(),
    proof=st.none(),
    made=st.none(),
    date=st.none(),
    pattern=st.none(),
    title=st.none(),
    regime_plan=st.just(1),
)


@settings(max_examples=150, deadline=None)
@given(plan=plans)
def test_nonsense_gives_findings_and_no_exception(plan):
    findings = check(TODAY, plan)
    assert [f.rule for f in findings] == sorted(f.rule for f in findings)
    for finding in findings:
        assert Finding.model_validate_json(finding.model_dump_json()) == finding
        assert finding.sentence[0].isupper() or finding.sentence[0].isdigit()
        assert finding.sentence.endswith(".")
    if plan.hours != TODAY.hours:
        assert "R00" in {f.rule for f in findings}
    check(TODAY, complete(TODAY, plan))
