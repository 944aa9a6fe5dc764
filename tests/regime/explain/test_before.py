"""What arithmetic shows of a day before it is planned: each check on a prison that can be counted by hand."""

from __future__ import annotations

from typing import Any

import pytest
from broken_prisons import prison

from regime.data_folder import data_folder
from regime.explain.before import before
from regime.explain.explanation import explain
from regime.load import load, read
from regime.prison import Prison
from regime.today import Today

GYM = {"kind": "gym", "places": 10, "travel": "free", "sessions": ["09:00-10:00"], "staff": {"officers": 1}}


def found(changes: dict[str, Any], weekday: str = "mon") -> list[tuple[str, str, bool]]:
    today = Today.of(Prison.model_validate(prison(changes)), weekday)  # type: ignore[arg-type]
    return [(str(each.finding.code), each.finding.what, each.impossible) for each in before(today)]


def test_a_good_day_has_nothing_to_say() -> None:
    assert found({}) == []


def test_posts_above_staff_are_told_by_time_with_the_numbers() -> None:
    # Two wings are two officers; the gate makes it six from nine to ten, and five are there.
    gate = {"gate": {"staff": {"officers": 4}, "hours": ["09:00-10:00"]}}
    assert found({"staff": {"day": {"officers": 5}}, "posts": gate}) == [
        ("RP024", "from 09:00 to 10:00 posts and locked wings need 6 officers, and 5 on duty may do that work", True)
    ]


def test_people_who_cover_are_counted_once() -> None:
    # Five officers may do the gate's work as well: two wings and a gate that needs one or four.
    roles = {"roles": {"officers": {"covers": ["osgs"]}, "osgs": {}}, "staff": {"day": {"officers": 5}}}
    assert found({**roles, "posts": {"gate": {"staff": {"osgs": 1}}}}) == []
    [(code, what, impossible)] = found({**roles, "posts": {"gate": {"staff": {"osgs": 4}}}})
    assert (code, impossible) == ("RP024", True)
    assert "need 6 officers and osgs, and 5 on duty may do that work" in what


def test_breaks_that_leave_too_few_are_proved_by_person_minutes() -> None:
    # Three officers each have their hour between 12 and 14, when two are needed: 240 + 180 minutes of work and rest,
    # and 360 there. In three hours they could.
    def breaks(between: str) -> list[tuple[str, str, bool]]:
        return found({"staff": {"day": {"officers": 3, "breaks": [{"minutes": 60, "between": between}]}}})

    assert breaks("12:00-15:00") == []
    [(code, what, impossible)] = breaks("12:00-14:00")
    assert (code, impossible) == ("RP025", True)
    assert "from 12:00 to 14:00 posts and locked wings need 2 officers on average, and 1.5 on duty" in what


def test_a_wing_that_is_never_unlocked_is_named_with_its_officers() -> None:
    # Three officers, two wings: unlocking one takes two officers, the other keeps one. With a gate none is left.
    staff = {"staff": {"day": {"officers": 3}}}
    assert found(staff) == []
    told = found({**staff, "posts": {"gate": {"staff": {"officers": 1}}}})
    assert [(code, impossible) for code, _, impossible in told] == [("RP026", False)] * 2
    assert told[0][1].startswith("wing A can never be unlocked: that takes 2 officers")


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("C", "wing C"),
        ("St John's wing", "St John's wing"),
        ("Unit 4", "Unit 4"),
        ("Houseblock 2", "Houseblock 2"),
        ("Wingate", "wing Wingate"),
    ],
)
def test_a_wing_whose_name_says_that_it_is_one_is_called_by_it_alone(name: str, called: str) -> None:
    wings = {name: {"groups": {"C1": {"size": 10}}}}
    gate = {"gate": {"staff": {"officers": 1}}}
    told = found({"wings": wings, "staff": {"day": {"officers": 4}}, "posts": gate})
    assert told[-1][1].startswith(f"{called} can never be unlocked: ")


def test_a_session_without_staff_is_named() -> None:
    gym = {"activities": {"gym": {**GYM, "staff": {"officers": 2}}}}
    assert found({**gym, "staff": {"day": {"officers": 4}}}) == []
    [(code, what, impossible)] = found({**gym, "staff": {"day": {"officers": 3}}})
    assert (code, impossible) == ("RP027", False)
    assert what.startswith(
        "gym can never run: it takes 2 officers for its one person, more than posts and locked wings"
    )


def test_a_session_whose_work_nobody_may_do_is_told_for_whom_to_look() -> None:
    changes = {"roles": {"librarians": {}, "seniors": {"covers": ["librarians"]}}, "staff": {"day": {"officers": 4}}}
    changes["activities"] = {"gym": {**GYM, "staff": {"officers": 1, "librarians": 1}}}
    [each] = before(Today.of(Prison.model_validate(prison(changes)), "mon"))
    assert each.finding.what == (
        "gym can never run: it takes 1 librarian for its one person, and nobody on duty at its time may do that work"
    )
    assert each.finding.try_ == "librarians on duty at its times, or other staff for it."
    changes["staff"]["day"]["seniors"] = 1
    assert found(changes) == []


def test_a_session_that_its_movement_cannot_fill_is_named() -> None:
    # Twelve at least, and the path takes ten.
    shop = {"kind": "workshop", "places": 20, "minimum": 12, "sessions": ["09:00-11:00"]}
    parts: dict[str, Any] = {"activities": {"shop": shop}, "routes": {"path": {"minutes": 15, "staff": {}}}}
    assert found(parts) == []
    parts["routes"]["path"]["people"] = 10
    assert found(parts) == [
        ("RP028", "shop can never run: it needs 12 people, and path takes 10 in one movement", False)
    ]


def test_more_people_owed_than_places() -> None:
    # Half of 10, 20 and 30 are 30 people; the gym has 10 places once.
    owed = {"entitlements": {"gym": {"activity": "gym", "people": "50%"}}, "activities": {"gym": GYM}}
    assert found(owed) == [("RP029", "gym is owed to 30 people today, and the day has 10 places at most", False)]


def test_a_yard_that_cannot_take_everybody() -> None:
    # An hour for 60 people is 3,600 person-minutes; 30 people for 90 minutes are 2,700.
    exercise = {"kind": "exercise", "where": "yard", "windows": ["09:00-10:30"]}
    parts = {
        "yards": {"Y": {"people": 30}},
        "wings": {"A": {"yard": "Y"}, "B": {"yard": "Y"}},
        "on_wing": {"exercise": exercise},
        "entitlements": {"air": {"time": "exercise", "minutes": 60}},
    }
    [(code, what, impossible)] = found(parts)
    assert (code, impossible) == ("RP030", False)
    assert what == "air: 3,600 person-minutes of exercise are owed at Y, which takes 30 people for 90 minutes: 2,700"


@pytest.mark.parametrize(
    ("lock_up", "weekday", "said"), [("17:00", "mon", 1), ("18:00", "mon", 0), ("17:00", "sat", 0)]
)
def test_the_core_day_ceiling_counts_on_weekdays(lock_up: str, weekday: str, said: int) -> None:
    told = found({"day": {"lock_up": lock_up}}, weekday)
    assert [code for code, _, _ in told] == ["RP031"] * said


@pytest.mark.parametrize("example", ["tiny", "hull", "moorland", "oakwood", "risley", "wakefield", "ford", "wetherby"])
def test_no_example_is_called_impossible(example: str) -> None:
    prison_ = load(data_folder("examples") / f"{example}.yaml")
    assert not any(each.impossible for each in before(Today.of(prison_)))


def test_the_impossible_example_is_explained_with_its_lines() -> None:
    explained = explain(read(data_folder("examples") / "impossible.yaml"), workers=1)
    assert explained.status == "impossible"
    assert [reason.code for reason in explained.reasons] == ["RP025"]
    assert explained.clash is not None
    assert explained.clash.smallest
    assert explained.clash.rules == ["R01 staffing", "R02 wing staffing"]
    # One more on the late shift, or half an hour more for the break, or one fewer in segregation.
    said = [[change.says for change in way.changes] for way in explained.ways_out]
    assert said == [
        ["officers on shift late: 6 instead of 5 (1 more)"],
        ["the break of shift main between: 12:00-14:00 instead of 12:30-13:30"],
        ["officers at the post segregation: 1 instead of 2 (1 fewer)"],
    ]
    assert [way.changes[0].place.line for way in explained.ways_out] == [13, 12, 17]
