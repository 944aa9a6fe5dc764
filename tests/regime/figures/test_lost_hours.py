"""The lost-hours account: each cause on a day that can be counted by hand, and that it always adds up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from builders import SMALL, bare, day
from hypothesis import given, settings
from small_prisons import small_prisons

from regime import plan
from regime.completion import complete
from regime.figures import figures
from regime.measured import LostCause
from regime.page.lost import CAUSES
from regime.plan import Plan, Session
from regime.prison import Prison
from regime.today import Today
from tests.unhurried import UNHURRIED

NIGHT = 14 * 60
"""The small prison's day is ten hours, from 08:00 to 18:00."""
ALL_DAY = {"08:00-18:00": "association"}
GYM = {"kind": "gym", "places": 10, "travel": "free", "sessions": ["09:00-10:00"]}


def account(today: Today, unlocked: Mapping[str, Any], group: str = "A1", **parts: Any) -> dict[LostCause, int]:
    found = figures(today, complete(today, bare(today, unlocked, **parts)))
    assert found.lost is not None
    return next(lost.because for lost in found.lost if lost.group == group)


def attended(activity: str, time: str, people: dict[str, int]) -> list[Session]:
    return [Session.model_validate({"activity": activity, "time": time, "runs": True, "people": people})]


def test_a_day_without_any_unlock_and_with_staff_is_left_unused() -> None:
    assert account(day(), {}) == {"fixed times": 10 * NIGHT, "left unused": 10 * 600}


def test_a_day_out_loses_the_night_and_the_count() -> None:
    today = day(day={"roll_checks": {"noon": "12:00-12:30"}})
    unlocked = {"A1": {"08:00-12:00": "association", "12:30-18:00": "association"}}
    assert account(today, unlocked) == {"fixed times": 10 * (NIGHT + 30)}


def test_staff() -> None:
    # Two wings locked take the two officers; a third is there until noon, and then one is spare to unlock A.
    staff = {"day": {"officers": 2}, "early": {"start": "07:00", "end": "12:00", "officers": 1}}
    assert account(day(staff=staff), {}) == {"fixed times": 10 * NIGHT, "staff": 10 * 360, "left unused": 10 * 240}


def test_separation() -> None:
    apart = {"feud": {"groups": ["A1"], "from": ["A2"], "at": ["wing"]}}
    unlocked = {"A2": {"08:00-10:00": "association"}}
    assert account(day(apart=apart), unlocked) == {
        "fixed times": 10 * NIGHT,
        "separation": 10 * 120,
        # The half hour's gap after A2 is not A1's: it could be unlocked at once.
        "left unused": 10 * 480,
    }


def test_places_on_the_wing() -> None:
    today = day(wings={"A": {"staffing": {"at_most": 20}}})
    assert account(today, {"A2": {"08:00-10:00": "association"}})["places"] == 10 * 120


def test_protected_time() -> None:
    # Only lunch is on offer, in which nobody may be away: while four are in the gym the other six have nothing.
    lunch = {"on_wing": {"lunch": {"kind": "meal", "protected": True}}}
    today = Today.of(Prison.model_validate({**SMALL, "activities": {"gym": GYM}, **lunch}), "mon")
    because = account(today, {}, sessions=attended("gym", "09:00-10:00", {"A1": 4}))
    assert because == {"fixed times": 10 * NIGHT, "protected time": 6 * 60, "left unused": 10 * 540}


def test_movement() -> None:
    # Three officers: two wings locked, and the path takes the third from 08:45 to 09:00 and from 10:00 to 10:15.
    path = {"path": {"minutes": 15, "staff": {"officers": 1}}}
    gym = {"gym": {**GYM, "travel": "path", "for": ["B1"]}}
    today = day(staff={"day": {"officers": 3}}, routes=path, activities=gym)
    because = account(today, {}, sessions=attended("gym", "09:00-10:00", {"B1": 5}))
    assert because["movement"] == 10 * 30
    assert because["left unused"] == 10 * 570


@pytest.mark.parametrize("limit", [{"most": 60}, {"longest": 60, "periods": 1}])
def test_no_more_of_an_on_wing_time_than_is_allowed(limit: dict[str, int]) -> None:
    # The hour that a group may have is had; before that, all ten hours are left unused.
    today = day(on_wing={"association": {"kind": "association", **limit}})
    hour = {"A1": {"09:00-10:00": "association"}}
    assert account(today, hour) == {"fixed times": 10 * NIGHT, "rule": 10 * 540}
    assert account(today, {}) == {"fixed times": 10 * NIGHT, "left unused": 10 * 600}


def test_staff_while_another_on_wing_time_is_all_had() -> None:
    # From noon nobody is spare to unlock A. More of the domestic time is not allowed, of association it would be.
    staff = {"day": {"officers": 2}, "early": {"start": "07:00", "end": "12:00", "officers": 1}}
    on_wing = {"association": {"kind": "association"}, "domestic": {"kind": "domestic", "most": 60}}
    hour = {"A1": {"09:00-10:00": "domestic"}}
    because = account(day(staff=staff, on_wing=on_wing), hour)
    assert because == {"fixed times": 10 * NIGHT, "staff": 10 * 360, "left unused": 10 * 180}


def test_rule() -> None:
    # Between two unlocks a post takes everybody but from 09:15 to 09:45: half an hour, too near to both.
    post = {"search": {"staff": {"officers": 18}, "hours": ["09:00-09:15", "09:45-10:00"]}}
    unlocked = {"A1": {"08:00-09:00": "association", "10:00-18:00": "association"}}
    assert account(day(posts=post), unlocked) == {"fixed times": 10 * NIGHT, "staff": 10 * 30, "rule": 10 * 30}


def test_in_cell_work() -> None:
    today = day(activities={"packs": {"kind": "in-cell", "where": "in-cell", "places": 9, "sessions": ["09:00-10:00"]}})
    because = account(today, {"A1": ALL_DAY}, sessions=attended("packs", "09:00-10:00", {"A1": 3}))
    assert because == {"fixed times": 10 * NIGHT, "in-cell work": 3 * 60}


def test_people_at_activities_are_not_lost_while_their_group_is_locked() -> None:
    today = day(activities={"gym": GYM}, staff={"day": {"officers": 2}})
    because = account(today, {}, sessions=attended("gym", "09:00-10:00", {"A1": 4}))
    assert because == {"fixed times": 10 * NIGHT, "staff": 10 * 600 - 4 * 60}


def test_every_cause_has_its_meaning_on_the_page() -> None:
    assert set(CAUSES) == set(LostCause.__args__)  # type: ignore[attr-defined]


@settings(UNHURRIED, max_examples=8)
@given(small_prisons(wings=3, goals=["shortfalls", "value"]))
def test_the_account_of_a_planned_day_adds_up_to_the_minute(description: dict[str, Any]) -> None:
    # By work done: a second of a busy machine may be too short for any plan.
    best: Plan = plan(Prison.model_validate(description), time_limit=1, workers=1, reproducible=True)
    assert best.figures is not None
    assert best.figures.lost is not None
    for lost, group in zip(best.figures.lost, best.figures.groups, strict=True):
        whole = sum(lost.because.values())
        assert whole == pytest.approx((24 * 60 - group.out_of_cell) * group.size)
        assert whole - lost.because.get("fixed times", 0) == pytest.approx(
            (group.ceiling - group.out_of_cell) * group.size
        )
        assert all(minutes > 0 for minutes in lost.because.values())
