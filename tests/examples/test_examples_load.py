"""Every example is read without an error or a warning, on every day of the week, and says what its sources say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regime.checker import check
from regime.clock import WEEKDAYS
from regime.figures import figures
from regime.load import load, load_text, read
from regime.packs import pack_names
from regime.source import read_file
from regime.spreadsheets.headings import LEVELS
from regime.spreadsheets.template import template
from regime.timetable import read_plan
from regime.today import Today

EXAMPLES = Path(__file__).parents[2] / "examples"
PRISONS = sorted(file.stem for file in EXAMPLES.glob("*.yaml") if not file.name.endswith(".timetable.yaml"))
BY_HAND = sorted(file.name for file in EXAMPLES.glob("*.timetable.yaml"))


def today(name: str) -> Today:
    return Today.of(load(EXAMPLES / f"{name}.yaml"))


@pytest.mark.parametrize("name", PRISONS)
def test_loads_without_warning(name: str) -> None:
    assert read(EXAMPLES / f"{name}.yaml").warnings == ()


@pytest.mark.parametrize("name", PRISONS)
def test_begins_with_the_header_for_editors(name: str) -> None:
    first = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../configs/prison.schema.json"


@pytest.mark.parametrize("name", PRISONS)
def test_every_day_of_the_week_can_be_resolved(name: str) -> None:
    prison = load(EXAMPLES / f"{name}.yaml")
    for weekday in WEEKDAYS:
        day = Today.of(prison, weekday)
        assert day.planned.start <= day.hours.start < day.hours.end <= day.planned.end
        assert day.floors


@pytest.mark.parametrize("name", PRISONS)
def test_says_the_same_from_a_spreadsheet(name: str, tmp_path: Path) -> None:
    description = read_file(EXAMPLES / f"{name}.yaml").plain()
    (tmp_path / "tables.xlsx").write_bytes(template(description))
    sheets = {section: "tables.xlsx" for section in LEVELS if section in description}
    (tmp_path / "prison.yaml").write_text(json.dumps(description | sheets, indent=0), encoding="utf-8")
    assert sheets
    assert load(tmp_path / "prison.yaml") == load(EXAMPLES / f"{name}.yaml")


def test_every_example_is_described() -> None:
    about = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [name for name in [*(f"{p}.yaml" for p in PRISONS), *BY_HAND] if f"`{name}`" not in about] == []


def test_every_shipped_pack_can_be_named() -> None:
    assert set(pack_names()) >= {
        "england-wales",
        "hmip-expectations",
        "restricted-regime",
        "children",
        "open-prison",
        "welsh",
    }


@pytest.mark.parametrize("pack", sorted(set(pack_names()) - {"england-wales"}))
def test_every_pack_can_lie_on_the_default_one(pack: str) -> None:
    tiny = (EXAMPLES / "tiny.yaml").read_text(encoding="utf-8")
    prison = load_text(f"{tiny}packs: [england-wales, {pack}]\n")
    assert prison != load_text(tiny)


def test_hull_is_the_hull_of_the_review() -> None:
    hull = today("hull")
    workshops = [a for a in hull.activities.values() if a.kind in ("workshop", "prison-job")]
    assert hull.population == 900
    assert sum(group.without_work for group in hull.groups.values()) == 300
    assert sum(activity.places for activity in workshops) == 388
    assert sum(hull.groups[group].size for group in hull.select("learners")) == 135
    assert "D" not in hull.wings
    assert all(len(set(hull.groups[g].tags) & {"mains", "vulnerable", "segregation"}) == 1 for g in hull.groups)


def test_moorland_has_the_places_of_its_rooms() -> None:
    moorland = today("moorland")
    places = {name: activity.places for name, activity in moorland.activities.items()}
    kinds = {name: activity.kind for name, activity in moorland.activities.items()}
    work = [places[name] for name, kind in kinds.items() if kind in ("workshop", "prison-job", "kitchen")]
    assert moorland.population == 1022
    assert sum(work) == 388
    assert sum(places[name] for name, kind in kinds.items() if kind == "education") == 287


@pytest.mark.parametrize(
    ("name", "people"),
    [("risley", 1065), ("wakefield", 740), ("wetherby", 173), ("eastwood-park", 362), ("ford", 500), ("oakwood", 2100)],
)
def test_people_held(name: str, people: int) -> None:
    assert today(name).population == people


def test_the_regime_of_march_2022_adds_up_to_what_the_review_found() -> None:
    prison = load(EXAMPLES / "hull.yaml")
    plan = read_plan(EXAMPLES / "hull-march-2022.timetable.yaml", prison)
    day = Today.of(prison, plan.weekday)
    found = figures(day, plan)
    assert check(day, plan) == []
    assert found.worst_guaranteed == found.guaranteed == 90
    assert found.open_air == pytest.approx(30, abs=1)
    morning = found.roll[0]
    assert morning.locked == pytest.approx(40, abs=1)
    assert morning.off_wing == pytest.approx(14, abs=1)
    assert morning.wing_work == pytest.approx(14, abs=1)


@pytest.mark.parametrize("name", PRISONS)
def test_no_landing_is_unlocked_for_a_quarter_of_an_hour(name: str) -> None:
    assert load(EXAMPLES / f"{name}.yaml").day.unlocks.shortest >= 30


def test_hull_fits_a_page() -> None:
    lines = [line for name in ("hull.yaml", *BY_HAND) for line in (EXAMPLES / name).read_text("utf-8").splitlines()]
    assert [line for line in lines if len(line) > 100] == []
