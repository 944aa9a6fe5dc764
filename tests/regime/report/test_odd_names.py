"""Names that could be mistaken for markup, formulas or paths are text on every page."""

from __future__ import annotations

import pytest
from builders import bare, day, session

NAMES = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "formula": "=cmd|' /C calc'!A0",
    "quotes": "\"A\" & 'B' --> {{ 1 + 1 }} {% x %}",
    "welsh": "Adain Ŵyn a'r Tŷ Gwyrdd",
    "arabic": "الجناح الأول",
    "long": "W" * 200,
}
PAGES = ["governor", "notices", "activities", "staff", "unlock-lists", "movement-lists"]
WORDS = {
    "code": "en", "title": "Your day", "weekdays": list("1234567"), "months": list("abcdefghijkl"), "date": "{day}",
    "time": "Time", "day": "What", "unlocked": "Out: {name}", "locked": "In", "roll_check": "count {time}",
    "activity": "{names} {time}", "hours": "{hours} h", "minutes": "{minutes} min", "short": "Short",
    "all_away": "Gone", "unlocked_in_all": "{time}",
    "open_air_in_all": "{time}", "open_while_away": "{time}", "short_of": "{name} {given} {owed}",
    "people": "{people}", "cancelled": "Not on",
    "uncounted": "{time}", "changed": "Changed", "instead": "{was}", "none_go": "{name}", "lock_up": "Night",
    "broken": "Broken", "draft": "Draft",
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(write):
    """A day in which everything that has a name has each of them in turn."""
    several = list(NAMES.values())
    today = day(
        prison=NAMES["script"],
        wings={f"wing {name}": {"groups": {f"group {name}": 10}} for name in several},
        roles={f"role {name}": {} for name in several},
        staff={f"shift {name}": {"start": "07:00", "end": "19:00", "officers": 5} for name in several},
        posts={f"post {name}": {"staff": {"officers": 1}} for name in several},
        on_wing={f"time {name}": {"kind": "association"} for name in several},
        activities={
            f"work {name}": {"kind": "workshop", "places": 20, "sessions": ["09:00-11:00"], "room": f"room {name}"}
            for name in several
        },
        routes={f"way {name}": {"minutes": 15, "staff": {"officers": 1}, "for": [f"group {name}"]} for name in several},
        entitlements={f"owed {name}": {"time": "unlocked", "minutes": 600} for name in several},
        languages={"english": WORDS},
    )
    sessions = [session(f"work {name}", "09:00-11:00", **{f"group {name}": 5}) for name in several]
    unlocked = {f"group {name}": {"08:00-09:00": f"time {name}"} for name in several}
    plan = bare(today, unlocked, sessions=sessions, title=NAMES["script"])
    return write(today.prison, {NAMES["quotes"]: plan})


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_names_are_shown_as_text(open_page, pages, name, width):
    opened = open_page(pages / f"{name}.html", width)
    opened.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    text = opened.page.locator("body").inner_text()
    for odd in NAMES.values():
        assert odd in text
    assert opened.page.locator("img, iframe").count() == 0
    assert opened.page.locator("script").count() == (1 if name == "governor" else 0)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.wrong == []


def test_no_name_leads_out_of_the_folder_or_into_another(pages, write, hull):
    for file in pages.rglob("*"):
        assert not set(file.name) & set('<>:"|?*\\')
    folder = write(hull[0], {"../up": hull[1], "a/b": hull[1], "A-B": hull[1]}, ["governor", "staff"])
    assert {file.relative_to(folder).parent.as_posix() for file in folder.rglob("*.html")} == {
        ".", "-up", "A-B 2", "a-b",
    }  # fmt: skip
