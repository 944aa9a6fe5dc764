"""The document to sign: it stands alone, says what the ladder says, prints, and anybody can read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe

from regime import InputError, Ladder, ladder, management_plan
from regime.bands import asked, missed
from regime.changes import changed
from regime.data_folder import data_folder
from regime.load import load

TINY, _ = changed(load(data_folder("examples") / "tiny.yaml"), {"goals": ["shortfalls", "value"]})
"""Without the later goals, of which the document says nothing and which take most of a search."""


@pytest.fixture(scope="module")
def found() -> Ladder:
    return ladder(TINY, step=3, time_limit=3, workers=2)


@pytest.fixture(scope="module")
def page(found: Ladder) -> str:
    return management_plan(TINY, found).decode()


@pytest.fixture(scope="module")
def file(page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("plan") / "plan.html"
    file.write_text(page, encoding="utf-8")
    return file


class Tables(HTMLParser):
    """The rows of each table by its class, as the texts of their cells."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: dict[str, list[list[str]]] = {}
        self.table, self.inside = "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.table = dict(attrs).get("class") or ""
        elif tag == "tr":
            self.rows.setdefault(self.table, []).append([])
        elif tag in ("td", "th"):
            self.rows[self.table][-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[self.table][-1][-1] += data


def test_thresholds_are_those_of_the_ladder(found: Ladder, page: str) -> None:
    rows = Tables(page).rows["thresholds"]
    assert rows[0] == ["Band", "What it means", "In all", "early", "main", "late"]
    for row in rows[1:-2]:
        assert (f"Asks for: {'; '.join(asked(TINY.bands[row[0]]))}." in row[1]) == bool(TINY.bands[row[0]].conditions)
    told = [[row[0], row[2], *row[3:]] for row in rows[1:-2]]
    assert told == [[t.band, str(t.officers), *map(str, t.by_shift.values())] for t in found.thresholds]
    assert rows[-2][2:] == ["11", "3", "4", "4"]
    assert rows[-1][2:] == ["11", "3", "4", "4"]  # nobody is usually away


def test_what_a_day_lacks_for_a_better_band_is_said(found: Ladder, page: str) -> None:
    names = list(TINY.bands)
    lower = [threshold for threshold in found.thresholds if threshold.band and names.index(threshold.band)]
    assert lower
    for threshold in lower:
        rung = next(rung for rung in found.rungs if rung.officers == threshold.officers)
        assert rung.plan.figures is not None
        assert threshold.band is not None
        better = names[names.index(threshold.band) - 1]
        why = "; ".join(missed(TINY.bands[better], rung.plan.figures))
        defined = better in [each.band for each in found.thresholds]
        meant = "" if defined else f" (“{TINY.bands[better].meaning.rstrip('.')}”)"
        assert f"With {threshold.officers} {threshold.band} and not {better}{meant}: {why}." in page


def test_a_band_that_is_only_compared_with_is_defined_there(found: Ladder) -> None:
    ends = found.model_copy(update={"rungs": [found.rungs[0], *(r for r in found.rungs if r.band == "Red")]})
    assert [threshold.band for threshold in ends.thresholds] == ["Green", "Red"]
    assert "Red and not Amber-Red (“A reduced regime that can be kept up”): " in management_plan(TINY, ends).decode()


def test_the_list_says_what_each_rung_keeps(found: Ladder, page: str) -> None:
    header, *rows = Tables(page).rows["list"]
    assert [cell.rstrip("‡") for cell in header[1:]] == [str(rung.officers) for rung in found.rungs]
    assert [row[0] for row in rows] == [item.name for item in found.items]
    for row, item in zip(rows, found.items, strict=True):
        for cell, rung in zip(row[1:], found.rungs, strict=True):
            kept, of = len(set(item.units) - found.gone(rung)), len(item.units)
            assert cell == ("●" if kept == of else f"{kept} of {of}" if kept else "none")


def test_safe_staffing_of_each_area(page: str) -> None:
    rows = {row[0]: row[1:] for row in Tables(page).rows["areas"]}
    assert rows["A"] == ["1 officer", "2 officers for up to 44", "44 people live here"]
    assert rows["exercise"][1] == "2 officers for each yard in use"
    assert rows["walkway"] == ["none", "2 officers", "15 minutes"]
    assert rows["workshop"] == ["none", "1 workshop instructor for each 12 people", "24 places"]
    assert rows["gate"][0] == "the same"
    assert rows["gate"][2] == "always"


def test_each_band_has_its_day_and_each_group_its_figures(found: Ladder, page: str) -> None:
    tables = Tables(page).rows
    groups = [row[0] for row in tables["groups"] if row[0] in ("A workers", "A others", "B workers", "B others")]
    assert groups == ["A workers", "A others", "B workers", "B others"]
    assert page.count('class="day-of"') == len(found.thresholds)
    assert "To be signed" not in page
    assert [row[0] for row in tables["signed"]][:2] == ["For", "Governor"]
    assert "every rule is kept" in page


def test_a_post_that_is_stood_down_says_when() -> None:
    about = TINY.model_dump(mode="json", by_alias=True)
    about["posts"]["searching"] = {"staff": {"officers": 1}}
    about["keep"] = ["lunch", "workshop", "searching"]
    prison = TINY.model_validate(about)
    some = ladder(prison, step=9, time_limit=3, workers=2)
    rows = {row[0]: row[1:] for row in Tables(management_plan(prison, some).decode()).rows["areas"]}
    lowest = some.rungs[-1]
    assert "searching" in [unit.name for unit in lowest.dropped]
    assert rows["searching"] == ["none", "1 officer, 08:00-18:00", f"stood down with {lowest.officers} or fewer"]
    assert "every post of the list is stood down" in management_plan(prison, some).decode()


def test_no_post_is_stood_down_where_the_list_has_none(page: str) -> None:
    assert "everybody is locked up, and no shift can do with one fewer:" in page


def test_what_is_proved_of_the_list_is_said_in_plain_english(found: Ladder, page: str) -> None:
    proved = "it is proved that no day could keep more of the list: what goes there could only be kept by"
    first, last = (rung.model_copy(update={"proved": False}) for rung in (found.rungs[0], found.rungs[-1]))
    unproved = found.model_copy(update={"rungs": [first, *found.rungs[1:-1], last]})
    assert f"For every number {proved}" in page
    assert f"For every number without ‡ {proved}" in management_plan(TINY, unproved).decode()


def test_a_ladder_of_another_prison_is_refused(found: Ladder) -> None:
    with pytest.raises(InputError, match='the ladder is of "HMP Tiny"'):
        management_plan(TINY.model_copy(update={"prison": "HMP Other"}), found)


def test_nothing_goes_wrong_in_a_browser_and_axe_finds_nothing(open_page: Callable[..., Any], file: Path) -> None:
    opened = open_page(file)
    found = Axe().run(opened.page)
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]] == []
    assert opened.wrong == []


@pytest.mark.parametrize("width", [320, 768, 1600])
def test_it_is_never_wider_than_the_window(open_page: Callable[..., Any], file: Path, width: int) -> None:
    page = open_page(file, width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_is_printed_with_a_page_to_sign(open_page: Callable[..., Any], file: Path, found: Ladder) -> None:
    page = open_page(file).page
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    pages = len(re.findall(rb"/Type /Page\b", printed))
    assert 5 + len(found.thresholds) <= pages <= 8 + 2 * len(found.thresholds)
