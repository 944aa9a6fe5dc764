"""The shipped scenarios: every prison can be asked about them, and what they say becomes true."""

from __future__ import annotations

from typing import Any

import pytest

from regime.changes import as_planned, changed
from regime.data_folder import data_folder
from regime.load import load
from regime.prison import Prison
from regime.problems import InputError
from regime.scenarios import scenario_settings, shipped
from regime.today import Today

EXAMPLES = {f.stem: load(f) for f in sorted(data_folder("examples").glob("*.yaml")) if "timetable" not in f.name}
HULL = EXAMPLES["hull"]

NOT_THERE = ("gym closed", "library closed", "education closed", "visits at weekends")
REFUSED = {
    *((example, name) for example in ("tiny", "impossible") for name in NOT_THERE),
    *((example, "sickness up") for example in EXAMPLES if not EXAMPLES[example].in_post),
    *((example, "population up 10%") for example in ("eastwood-park", "risley")),  # their step tables are full
}


def under(prison: Prison, *names: str) -> Prison:
    return changed(prison, scenario_settings(prison, names))[0]


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_can_be_asked(example: str, name: str) -> None:
    prison = EXAMPLES[example]
    if (example, name) in REFUSED:
        with pytest.raises(InputError, match=r"stands for nothing|staffing table ends"):
            under(prison, name)
        return
    after, changes = changed(prison, scenario_settings(prison, [name]))
    assert after != prison
    # What is kept in a plan says the same again.
    assert as_planned(prison, _Planned(changes)) == after  # type: ignore[arg-type]


class _Planned:
    def __init__(self, changes: Any) -> None:
        self.changes = changes


def test_what_is_closed_is_gone_and_nobody_is_owed_it() -> None:
    after = under(HULL, "gym closed", "workshops closed")
    assert not {"gym", "workshop"} & {activity.kind for activity in after.activities.values()}
    weekends = under(HULL, "visits at weekends")
    assert any(floor.entitlement == "visits" for floor in Today.of(weekends, "sat").floors)
    assert not any(floor.entitlement == "visits" for floor in Today.of(weekends, "mon").floors)


def test_people_and_breaks() -> None:
    fuller = Today.of(under(HULL, "population up 10%"))
    assert 1.08 < fuller.population / Today.of(HULL).population < 1.11
    before, after = (prison.staff["main"].breaks[0].between for prison in (HULL, under(HULL, "breaks staggered")))
    assert (after.start, after.end) == (before.start - 30, before.end + 30)


def test_each_stage_allows_what_the_one_below_it_does() -> None:
    stages = [under(HULL, f"stage {number}") for number in (5, 4, 3, 2)]
    for tight, loose in zip(stages, [*stages[1:], HULL], strict=True):
        assert set(tight.activities) <= set(loose.activities)
        assert set(tight.on_wing) <= set(loose.on_wing)
        assert set(tight.entitlements) <= set(loose.entitlements)
        assert all(about.places <= loose.activities[name].places for name, about in tight.activities.items())
    assert not any(about.kind == "visits" for about in stages[1].activities.values())
    assert any(about.kind == "visits" for about in stages[2].activities.values())


def test_so_many_fewer_need_no_quotes() -> None:
    about = HULL.model_dump(mode="json", by_alias=True)
    about["scenarios"] = {"sick": {"changes": {"staff.support late.osgs": -1, "staff.support early.osgs": "+1"}}}
    _, changes = changed(HULL, scenario_settings(Prison.model_validate(about), ["sick"]))
    assert [change.new - change.old for change in changes] == [-1, 1]  # type: ignore[operator]


def test_a_prisons_own_scenario_goes_first() -> None:
    about = HULL.model_dump(mode="json", by_alias=True)
    about["scenarios"] = {"gym closed": {"changes": {"day.lock_up": "+30"}}}
    assert scenario_settings(Prison.model_validate(about), ["gym closed"]) == {"day.lock_up": "+30"}


@pytest.mark.parametrize("name", ["strike", "gym colsed"])
def test_a_scenario_that_is_not_there_is_met_with_those_that_can_be_used_here(name: str) -> None:
    with pytest.raises(InputError) as refused:
        scenario_settings(EXAMPLES["tiny"], [name])
    try_ = refused.value.problems[0].try_
    assert '"workshops closed"' in try_
    assert "gym closed" not in try_
