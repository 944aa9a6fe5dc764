"""A day of two wings that is small enough to count by hand, as it is reported; and pages opened in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from builders import bare, day, session
from playwright.sync_api import Browser, Page, sync_playwright

from regime import report, what_if
from regime.cli.output import write_folder
from regime.data_folder import data_folder
from regime.load import load, load_text
from regime.plan import Plan
from regime.prison import Prison
from regime.report.reported import Reported, reported
from regime.timetable import read_plan
from regime.today import Today
from regime.whatif.result import WhatIf


@pytest.fixture
def today() -> Today:
    return day(
        roles={"officers": {"label": "officer"}, "seniors": {"covers": ["officers"]}},
        staff={"day": {"seniors": 1, "breaks": [{"minutes": 60, "between": "12:00-13:00"}]}},
        posts={"gate": {"staff": {"officers": 2}, "hours": ["08:00-12:00", "12:00-13:00", "14:00-16:00"]}},
        on_wing={"exercise": {"kind": "exercise", "where": "yard", "outdoor": True, "staff": {"officers": 1}}},
        activities={
            "work": {"kind": "workshop", "places": 20, "sessions": ["09:00-11:00", "13:30-16:30"],
                     "staff": {"officers": "1 per 5"}, "staff_before": 5},
            "class": {"kind": "education", "places": 9, "sessions": ["14:00-15:00", "17:00-17:30"], "room": "hall"},
            "cleaning": {"kind": "wing-work", "where": "on-wing", "places": 5, "sessions": ["09:30-10:30"]},
            "course": {"kind": "in-cell", "where": "in-cell", "places": 5, "sessions": ["10:00-11:00"]},
        },
        routes={"walkway": {"minutes": 15, "staff": {"officers": 3}, "for": ["A"]}},
        escort={"per": 4, "minutes": 30, "staff": {"officers": 2}},
        entitlements={"open air": {"time": "exercise", "minutes": 60, "for": ["A"]}},
        day={"roll_checks": {"midday": "12:15-12:30"}},
    )  # fmt: skip


@pytest.fixture
def plan(today: Today) -> Plan:
    return bare(
        today,
        {"A1": {"08:00-08:30": "association", "11:30-12:00": "exercise", "16:45-17:15": "association"}},
        title="A day by hand",
        sessions=[
            session("work", "09:00-11:00", A1=4, B1=10),
            session("cleaning", "09:30-10:30", A1=2, A2=3),
            session("course", "10:00-11:00", B1=5),
            session("work", "13:30-16:30", A2=15),
            session("class", "14:00-15:00", A1=9),
            session("class", "17:00-17:30", runs=False),
        ],
    )


@pytest.fixture
def shown(today: Today, plan: Plan) -> Reported:
    return reported(today.prison, "by hand", plan)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window. Its not being there is an error: the pages are for browsers."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "the tests of the pages need Chromium on the PATH (apt-get install chromium)"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@dataclass
class Opened:
    """A page in the browser, and what went wrong in it."""

    page: Page
    wrong: list[str] = field(default_factory=list)
    """Errors in the console, dialogs, and requests for anything but the page itself."""


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """A function that opens a file in a window of a width."""
    windows = []

    def opened(file: Path, width: int = 1280) -> Opened:
        page = browser.new_page(viewport={"width": width, "height": 900})
        windows.append(page)
        found = Opened(page)
        page.on("console", lambda said: found.wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: found.wrong.append(str(error)))
        page.on("dialog", lambda dialog: (found.wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda asked: found.wrong.append(asked.url) if asked.url != file.as_uri() else None)
        page.goto(file.as_uri())
        return found

    yield opened
    for page in windows:
        page.close()


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function that writes documents into a folder of their own."""

    def written(prison: Prison, plans: dict[str, Plan], *others: object) -> Path:
        folder = tmp_path_factory.mktemp("documents")
        write_folder(folder, report(prison, plans, *others))
        return folder

    return written


@pytest.fixture(scope="session")
def hull() -> tuple[Prison, Plan]:
    """A large prison and a day of it made by hand."""
    prison = load(data_folder("examples") / "hull.yaml")
    return prison, read_plan(data_folder("examples") / "hull-march-2022.timetable.yaml", prison)


@pytest.fixture(scope="session")
def hull_page(hull: tuple[Prison, Plan], write: Callable[..., Path]) -> Path:
    return write(hull[0], {"march": hull[1]})


@pytest.fixture(scope="session")
def tiny() -> Prison:
    """A small prison with notices in two languages."""
    text = (data_folder("examples") / "tiny.yaml").read_text(encoding="utf-8")
    return load_text(f"packs: [england-wales, welsh]\n{text}")


@pytest.fixture(scope="session")
def tiny_run(tiny: Prison) -> WhatIf:
    """It planned with two to four officers late; two are too few."""
    return what_if(tiny, vary="staff.late.officers=2..4", time_limit=2, workers=2)


@pytest.fixture(scope="session")
def tiny_page(tiny: Prison, tiny_run: WhatIf, write: Callable[..., Path]) -> Path:
    """Its days with three and with four side by side, and the run."""
    plans = {f"{p.label} late".replace("(", "").replace(")", ""): p.plan for p in tiny_run.points if p.plan is not None}
    return write(tiny, plans, None, tiny_run)
