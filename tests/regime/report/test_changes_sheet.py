"""The sheet that hangs on a wing on the morning of a sick call: what changes there, for whom, and instead of what."""

from __future__ import annotations

import html
import re

import pytest
from axe_core_python.sync_playwright import Axe
from builders import bare, day, session

import regime
from regime.against import differences, felt_changes
from regime.changes import as_planned, changed
from regime.clock import Span
from regime.data_folder import data_folder
from regime.page.changes import session_changes, unlock_changes
from regime.page.proof import changes_proved
from regime.picture import DayPicture
from regime.plan import OtherSession, Plan, Session
from regime.report.reported import Reported
from regime.report.sheets import for_wings
from regime.today import Today

Unlocked = dict[str, dict[str, str]]

TODAY = day(
    on_wing={"exercise": {"kind": "exercise", "outdoor": True}},
    activities={
        "gym": {"kind": "gym", "places": 20, "length": 60, "between": ["09:00-17:00"], "travel": "free"},
        "class": {"kind": "education", "places": 30, "sessions": ["14:00-15:00", "15:00-16:00"], "travel": "free"},
    },
    languages={"english": regime.load(data_folder("examples") / "tiny.yaml").languages["english"].model_dump()},
)


def sheets(published: Plan, now: Plan) -> dict[str, str]:
    """Wing -> what stands below the head of its table."""
    picture = DayPicture(TODAY, now.model_copy(update={"against": differences(now, published)}))
    pages = dict(for_wings(Reported("sick call", picture, (), proof_dropped=False, left_out=())))
    page = html.unescape(re.sub("<[^>]*>", " ", pages.get("changes.html", b"").decode()))
    words = re.sub(" (?=[,:])", "", " ".join(page.split()))
    found = words.split("Changes to today's regime, Monday ")[1:]
    return {sheet[0]: sheet.partition("What happens ")[2].partition(" HMP")[0] for sheet in found}


def test_each_wing_of_which_something_changes_has_a_sheet() -> None:
    out = {"08:00-12:00": "association"}
    exercise = {"08:00-09:00": "exercise", "09:00-12:00": "association"}
    later = {"08:00-08:30": "association", "08:30-09:30": "exercise", "09:30-12:00": "association"}
    published = bare(TODAY, {"A1": out, "A2": exercise, "B1": out})
    alike = bare(
        TODAY, {"A1": {"08:00-11:00": "association"}, "A2": {**later, "09:30-12:00": "association"}, "B1": out}
    )
    assert sheets(published, alike) == {
        "A": "A1 11:00-12:00 Locked up instead of association "
        "A2 08:00-08:30 Unlocked: association instead of exercise in the open air "
        "09:00-09:30 Unlocked: exercise in the open air instead of association"
    }
    gap = {"08:00-08:30": "association", "08:45-09:00": "association", "09:30-12:00": "association"}
    assert sheets(published, bare(TODAY, {"A1": gap, "A2": exercise, "B1": out})) == {
        "A": "A1 08:30-08:45 Locked up instead of association 09:00-09:30 Locked up instead of association"
    }
    both = bare(
        TODAY, {"A1": {"08:00-13:00": "association"}, "A2": {**exercise, "09:00-13:00": "association"}, "B1": {}}
    )
    assert sheets(published, both) == {
        "A": "A1, A2 12:00-13:00 Unlocked: association",
        "B": "B1 08:00-12:00 Locked up instead of association",
    }
    assert sheets(published, published) == {}


def test_an_on_wing_time_at_other_hours_is_told_where_it_was_and_where_it_is() -> None:
    most = {"A2": {"08:00-12:00": "association"}}
    before, after = (bare(TODAY, {"A1": {time: "exercise"}, **most}) for time in ("08:00-09:00", "10:00-11:00"))
    assert sheets(before, after) == {
        "A": "A1 08:00-09:00 Locked up instead of exercise in the open air "
        "10:00-11:00 Unlocked: exercise in the open air"
    }


@pytest.mark.parametrize(
    ("published", "now", "told"),
    [
        ([session("gym", "09:00-10:00", A1=5)], [], "A1 09:00-10:00 Not on today: gym"),
        ([], [session("gym", "09:00-10:00", A1=5)], "A1 09:00-10:00 If you are on the list: gym 09:00-10:00"),
        (
            [session("gym", "09:00-10:00", A1=5)],
            [session("gym", "11:00-12:00", A1=5)],
            "A1 11:00-12:00 If you are on the list: gym 11:00-12:00 instead of 09:00-10:00",
        ),
        (
            [session("gym", "09:00-10:00", A1=5)],
            [session("gym", "11:00-12:00", B1=5)],
            "A1 09:00-10:00 gym: none of you go",
        ),
        (
            [session("class", "14:00-15:00", A1=5, A2=3)],
            [session("class", "14:00-15:00", A1=2, B1=6)],
            "A1 14:00-15:00 class: places for 2 instead of 5 A2 14:00-15:00 class: none of you go",
        ),
    ],
)
def test_activities_that_are_not_on_or_at_other_times_or_for_others(
    published: list[Session], now: list[Session], told: str
) -> None:
    before, after = (bare(TODAY, sessions=held) for held in (published, now))
    assert sheets(before, after)["A"] == told


def test_those_who_are_all_at_activities_are_neither_locked_up_nor_unlocked() -> None:
    held = [session("class", "14:00-15:00", A1=10)]
    before, after = (
        bare(TODAY, {"A1": {time: "association"}, "B1": {"08:00-12:00": "association"}}, sessions=held)
        for time in ("13:00-16:00", "13:00-14:30")
    )
    assert sheets(before, after) == {"A": "A1 15:00-16:00 Locked up instead of association"}


def test_an_hour_locked_up_is_one_line_whatever_it_was_to_be() -> None:
    told = {"08:00-09:00": "association", "09:00-09:30": "exercise", "09:30-10:00": "association"}
    most = {"B1": {"08:00-12:00": "association"}}
    assert sheets(bare(TODAY, {"A1": told, **most}), bare(TODAY, {"A1": {"08:00-08:30": "association"}, **most})) == {
        "A": "A1 08:30-10:00 Locked up instead of association, exercise in the open air"
    }


def test_those_whose_activity_is_not_on_are_told_whether_their_door_is_open() -> None:
    out = {"A1": {"13:00-14:30": "association"}, "B1": {"08:00-12:00": "association"}}
    before, after = (bare(TODAY, out, sessions=held) for held in ([session("class", "14:00-15:00", A1=10)], []))
    assert sheets(before, after) == {
        "A": "A1 14:00-14:30 Unlocked: association 14:00-15:00 Not on today: class 14:30-15:00 Locked up"
    }


@pytest.fixture(scope="module")
def sick_call(tiny) -> Plan:
    """A day near to the one that was published, with an officer of the early shift less."""
    published = regime.plan(tiny, time_limit=60, workers=2)
    prison, changes = changed(tiny, {"staff.early.officers": "-1", "goals": "as-published"})
    near = regime.plan(prison, time_limit=60, workers=2, against=published)
    return near.model_copy(update={"changes": list(changes)})


def test_a_report_has_them_in_each_language_as_long_as_nothing_was_edited(tiny, sick_call) -> None:
    page = html.unescape(regime.report(tiny, {"day": sick_call}, ["wings"])["changes.html"].decode())
    every, *each = (
        page.count(title) for title in ("<h2 id=", "Changes to today's regime", "Newidiadau i drefn heddiw")
    )
    assert each == [every / 2, every / 2]
    first, *others = sick_call.groups
    told, later = sick_call.against, Span.of(14 * 60, 15 * 60)
    workshop = OtherSession(activity="workshop", was=None, now=later, people_were={}, people={"A workers": 5})
    for edited in (
        {"groups": [first.model_copy(update={"unlocked": []}), *others]},
        {"against": told.model_copy(update={"sessions": [workshop]})},
        {"against": told.model_copy(update={"groups": told.groups[1:]})},
        {"against": None},
    ):
        day = sick_call.model_copy(update=edited)
        assert "changes.html" not in regime.report(tiny, {"day": day}, ["wings"])


def test_the_governors_page_lists_what_changed(open_page, tiny, sick_call, write) -> None:
    prison = as_planned(tiny, sick_call)
    against = felt_changes(DayPicture(Today.of(prison, sick_call.weekday), sick_call))
    opened = open_page(write(tiny, {"day": sick_call}, ["governor"]) / "governor.html")
    told = opened.page.locator("table.published tbody tr").all_inner_texts()
    assert [row.split("\t") for row in told] == [
        *([title, said] for title, said in session_changes(against)),
        *([", ".join(groups), said] for groups, said in unlock_changes(sick_call, against)),
    ]
    assert told
    assert changes_proved(sick_call) in opened.page.locator("#changed-0").inner_text()
    opened.page.get_by_role("link", name="Changed", exact=True).click()
    assert opened.page.evaluate("document.querySelector(':target table').className") == "published"
    assert opened.wrong == []


def test_it_prints_a_wing_on_a_page_and_anybody_can_read_it(open_page, tiny, sick_call, write) -> None:
    opened = open_page(write(tiny, {"day": sick_call}, ["wings"]) / "changes.html", 320)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in Axe().run(opened.page)["violations"]] == []
    pdf = opened.page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == opened.page.locator(".sheet").count() > 1
    assert opened.wrong == []
