"""The picture of a what-if run: everything that its colours and heights say is said in words as well."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from regime.data_folder import data_folder
from regime.load import load
from regime.report.pictures.points import sentence
from regime.report.pictures.what_if import what_if
from regime.whatif import sweep
from regime.whatif.result import Point, WhatIf

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def run() -> WhatIf:
    tiny = load(data_folder("examples") / "tiny.yaml")
    return sweep.what_if(tiny, vary="staff.late.officers=2..4", time_limit=3, workers=2)


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_it_stands_alone_and_tells_what_it_shows(run: WhatIf) -> None:
    root = ElementTree.fromstring(what_if(run))
    assert root.tag == f"{SVG}svg"
    told = {each.get("id"): each.text or "" for each in root if each.tag in (f"{SVG}title", f"{SVG}desc")}
    assert set(told) == set((root.get("aria-labelledby") or "").split())
    assert told["what-if-title"] == "HMP Tiny: what if staff.late.officers"
    for point in run.points:
        assert sentence(point) in told["what-if-about"]


def test_bands_and_points_have_their_names(run: WhatIf) -> None:
    said = texts(what_if(run))
    assert {"2", "3", "4"} <= set(said)
    assert {point.figures.band for point in run.points if point.figures} <= set(said)
    assert "no plan" in said  # two officers cannot hold the wings in the evening


def test_a_point_in_words_has_its_figures(run: WhatIf) -> None:
    impossible, *planned = run.points
    assert sentence(impossible) == "2: no plan."
    for point in planned:
        assert point.figures is not None
        hours = f"{point.figures.worst_guaranteed // 60} h {point.figures.worst_guaranteed % 60:02d}"
        assert f"{hours} for the worst-off group" in sentence(point)


def banded(run: WhatIf, bands: list[str]) -> WhatIf:
    """A run with as many points, in these bands."""
    point = run.points[-1]
    assert point.plan is not None
    assert point.figures is not None
    points = []
    for number, band in enumerate(bands):
        plan = point.plan.model_copy(update={"figures": point.figures.model_copy(update={"band": band})})
        points.append(point.model_copy(update={"plan": plan, "label": str(number)}))
    return run.model_copy(update={"points": points})


def test_a_band_whose_name_has_no_room_is_numbered_and_explained(run: WhatIf) -> None:
    said = texts(what_if(banded(run, ["Amber-Red", *["Green-Amber"] * 12, "Green", "Amber-Red"])))
    # A column is 800 / 15 wide: room for five letters or so.
    assert said.count("Green-Amber") == said.count("Green") == 1
    assert said.count("1") == 3  # two columns of the band, and the name of a point
    assert "Regime bands: 1 Amber-Red" in said
    assert not any("…" in each for each in said)
    assert not any(each.startswith("Regime bands") for each in texts(what_if(banded(run, ["Amber-Red", "Green"]))))


def test_a_grid_of_many_columns_goes_on_below_and_cuts_no_band_and_no_figure(run: WhatIf) -> None:
    row = banded(run, ["Green-Amber"] * 20).points
    points = [point.model_copy(update={"label": "3", "across": str(number)}) for number, point in enumerate(row)]
    root = ElementTree.fromstring(what_if(run.model_copy(update={"across": "day.lock_up", "points": points})))
    said = [each.text or "" for each in root.iter(f"{SVG}text")]
    assert said.count("Green-Amber") == 20
    assert not any("…" in each for each in said)
    width = float((root.get("viewBox") or "").split()[2])
    assert all(float(each.get("x") or 0) + float(each.get("width") or 0) <= width for each in root.iter(f"{SVG}rect"))
    assert width == 1120  # a page would shrink a wider one, letters and all
    boxes = [each for each in root.iter(f"{SVG}rect") if each.get("data-row")]
    assert [boxes[place].get("data-row") for place in (0, 6, 7, 19)] == ["0", "0", "1", "2"]
    assert len({(each.get("x"), each.get("y")) for each in boxes}) == 20
    assert said.count("3") == 3 + 1  # the row's name in each block, and one column's


def test_only_what_is_varied_is_joined_by_lines(run: WhatIf) -> None:
    def lines(of: WhatIf) -> int:
        return len(list(ElementTree.fromstring(what_if(of)).iter(f"{SVG}polyline")))

    assert lines(run) == 3
    assert lines(run.model_copy(update={"varied": "scenarios"})) == 0


def test_names_are_text_and_a_run_without_plans_is_drawn(run: WhatIf) -> None:
    nothing = Point(label="<b>&", changes=[], failed="no")
    assert "<b>&" in texts(what_if(run.model_copy(update={"points": [nothing]})))
    for across in (None, "day.lock_up"):
        none = run.model_copy(update={"across": across, "points": []})
        assert ElementTree.fromstring(what_if(none)).tag == f"{SVG}svg"


def test_a_grid_has_a_box_for_each_pair(run: WhatIf) -> None:
    points = [point.model_copy(update={"across": across}) for point in run.points for across in ("17:30", "18:00")]
    svg = what_if(run.model_copy(update={"across": "day.lock_up", "points": points}))
    said = texts(svg)
    assert {"2", "3", "4", "17:30", "18:00"} <= set(said)
    assert said.count("no plan") == 2
    assert all(sentence(point) in svg for point in points)
