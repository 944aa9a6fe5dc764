"""R00: what the plan says and the prison does not know is told, and never an exception."""

from builders import bare, day, movement, said, session, span, taken, whole

from regime.checker import check
from regime.plan import GroupDay, Stretch

GYM = {"gym": {"kind": "gym", "places": 10, "sessions": ["09:00-10:00"], "travel": "free"}}


def test_a_plan_in_the_prisons_own_names_is_kept():
    today = day(activities=GYM)
    assert said(today, whole(today, sessions=[session("gym", "09:00-10:00", A1=10)])) == []


def test_unknown_names_of_every_sort_are_findings():
    today = day(activities={**GYM, "yoga": {**GYM["gym"], "days": ["sun"]}})
    plan = bare(
        today,
        {"A1": {"10:00-11:00": "asociation"}},
        sessions=[
            session("gim", "09:00-10:00", A1=2),
            session("yoga", "09:00-10:00", A1=2),
            session("gym", "09:00-10:00", A1=5, Z9=3),
        ],
        movements=[movement("tunnel", "08:45-09:00", out={"Z9": 3})],
        breaks=[taken("12:00-12:30", 1, shift="night"), taken("12:00-12:30", 1, role="dog_handlers")],
    )
    assert said(today, plan) == [
        "R00: Group A1 is unlocked for asociation, which is not an on-wing time.",
        "R00: There is no activity called gim (09:00-10:00).",
        "R00: Yoga is not on today (09:00-10:00).",
        "R00: People of group Z9 go to gym 09:00-10:00, and nobody is held in it.",
        "R00: There is no route called tunnel (08:45-09:00).",
        "R00: People of group Z9 move on tunnel 08:45-09:00, and nobody is held in it.",
        "R00: No officers are on shift night today (12:00-12:30).",
        "R00: No dog handlers are on shift day today (12:00-12:30).",
    ]


def test_groups_that_differ_from_the_prison_are_findings():
    today = day()
    groups = [
        GroupDay(group="A1", wing="B", size=12, unlocked=[]),
        GroupDay(group="A2", wing="A", size=20, unlocked=[]),
        GroupDay(group="A2", wing="A", size=20, unlocked=[]),
        GroupDay(group="C1", wing="C", size=5, unlocked=[Stretch(time=span("09:00-10:00"), on_wing="association")]),
    ]
    findings = check(today, bare(today, groups=groups))
    assert [f.sentence for f in findings] == [
        "Group A2 is listed 2 times.",
        "Nobody is held in a group called C1.",
        "The plan does not say what group B1 does.",
        "Group A1 is 12 people in the plan and 10 people in the prison.",
        "Group A1 lives on A, and the plan says B.",
    ]
    assert {f.rule for f in findings} == {"R00"}
    assert (findings[3].measured, findings[3].limit, findings[3].unit) == (12, 10, "people")


def test_a_plan_for_another_day_is_told():
    today = day()
    plan = bare(today).model_copy(update={"weekday": "sun", "hours": span("09:00-17:00")})
    assert said(today, plan) == [
        "R00: The plan is for a sun, and it is checked as a mon.",
        "R00: The plan's hours are 09:00-17:00; the prison's are 08:00-18:00.",
    ]


def test_a_route_that_is_closed_today_is_told():
    today = day(routes={"walkway": {"minutes": 15, "staff": {}, "days": ["sun"]}})
    plan = bare(today, movements=[movement("walkway", "08:45-09:00", out={"A1": 1})])
    assert said(today, plan) == ["R00: Route walkway is not open today (08:45-09:00)."]
