"""What the places there are leave unmet, whatever the rest of the day."""

from __future__ import annotations

import pytest

from regime.data_folder import data_folder
from regime.formulate import formulate
from regime.load import load
from regime.today import Today
from solver.goals import expression, stages
from solver.rules import posted
from solver.unmet import unmet


@pytest.mark.parametrize(
    ("example", "owed_and_places"),
    [("moorland", {"visits": (44, 30)}), ("wakefield", {"visits": (32, 30), "key work": (144, 16)})],
)
def test_who_is_owed_more_than_there_are_places_for_goes_short(
    example: str, owed_and_places: dict[str, tuple[int, int]]
) -> None:
    day = posted(formulate(Today.of(load(data_folder("examples") / f"{example}.yaml"))))
    left = {
        stage.name: unmet(day, expression(day, stage), True) for stage in stages(day.problem) if stage.unit == "people"
    }
    expected = {f"shortfall: {name}": owed - places for name, (owed, places) in owed_and_places.items()}
    assert {name: number for name, number in left.items() if number} == expected
