"""The page answers the first questions, fits its columns and is legible without colour."""

from __future__ import annotations

import io
import shlex
from html import unescape
from pathlib import Path
from typing import get_args

import pytest
from builders import PROOF, bare, day, session, whole
from rich.cells import cell_len
from rich.console import Console

from regime import evaluate, report
from regime.against import differences
from regime.cli.terminal import Terminal
from regime.clock import Span
from regime.explain.question import read_question
from regime.figures.cuts import cuts
from regime.measured import EmptyReason, LostHours, Shares
from regime.page import page
from regime.page.cuts import Files
from regime.page.movements import movements
from regime.page.proof import proof
from regime.page.sessions import WHY
from regime.page.words import adding_up, bar, duration, labels, names, percent
from regime.picture import DayPicture
from regime.plan import CHANGES, GIVES, BreakTaken, GoalResult, Plan, Shortfall, Stretch
from regime.spans import without
from regime.today import Today

LONG = Path("the folders of the governor's office", "regimes of November", "for the houseblocks", "monday.json")
ONE_OUT = {"A1": {"08:00-17:00": "association"}}
"""One group out for most of the day: its wing takes one officer more than when it is locked up."""


def shown(renderable: object, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, no_color=True)
    console.print(renderable)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def row(text: str, start: str) -> str:
    """The last line that starts so."""
    return [line for line in text.splitlines() if line.startswith(start)][-1]


def test_the_first_lines_answer_what_a_governor_asks_first(short_day: Plan) -> None:
    lines = shown(page(short_day)).splitlines()
    assert lines[0].rstrip() == "HMP Example  Monday 23 November 2026 (weekday), 08:00-12:00"
    assert "Amber-Red" in lines[1]
    first = " ".join(" ".join(lines[1 : lines.index("")]).split())
    # Both groups are certain of an hour.
    for said in (
        "Out of cell 3 h 20 on average (inspectors expect 10 h); least 1 h 00 (A2); 25% of people under 2 h",
        "Certain 1 h 15 on average for the unemployed; worst-off group 1 h 00; ",
        "Day allows 8 h 00 at the most, with any number of staff",
    ):
        assert said in first
        first = first[first.index(said) :]


def test_ten_hours_are_expected_on_weekdays_alone(short_day: Plan) -> None:
    assert "(inspectors expect 10 h)" in shown(page(short_day))
    assert "inspectors expect" not in shown(page(short_day.model_copy(update={"weekday": "sat"})))


def test_only_marks_that_a_bar_has_are_explained(short_day: Plan, hundred_groups: Plan) -> None:
    every = "█ certain, without any activity  ▒ average, with activities  · the day's fixed times allow it  ┆ 2 h"
    assert every in shown(page(short_day))
    text = shown(page(hundred_groups))
    assert "█ certain, without any activity  · the day's fixed times allow it\n" in text
    assert "┆" not in text


def test_an_average_below_what_is_certain_is_explained_where_it_is_seen(short_day: Plan) -> None:
    text = shown(page(short_day))
    assert "*" not in text
    assert "in-cell work" not in text
    assert short_day.figures is not None
    first, second = short_day.figures.groups
    in_cell = second.model_copy(update={"out_of_cell": 117.0, "guaranteed": 135, "unlocked_in_cell": 18.0})
    changes = {
        "groups": [first, in_cell],
        "by_average": Shares(under_2h=100, at_10h=0),
        "by_guaranteed": Shares(under_2h=67, at_10h=0),
    }
    day = short_day.model_copy(update={"figures": short_day.figures.model_copy(update=changes)})
    text = shown(page(day))
    assert row(text[: text.index("Unlock")], "A2").split()[3:8] == ["1", "h", "57*", "2", "h"]
    assert "* less in-cell work during unlock, which is time in the cell: A2 18 min" in text
    why = "in-cell work during an unlock is time in the cell; what is certain and entitlements count the whole unlock"
    assert f"100% of people under 2 h, 0% at 10 h; {why} Certain" in " ".join(text.split())
    # The least of the averages is below all that is certain, though no share tells of it.
    groups = [first.model_copy(update={"out_of_cell": 150.0, "guaranteed": 150}), in_cell]
    day = short_day.model_copy(update={"figures": short_day.figures.model_copy(update={"groups": groups})})
    said = " ".join(shown(page(day)).split())
    assert "least 1 h 57 (A2); " in said
    assert f"; {why} Certain" in said
    assert "worst-off group 2 h 15 (A2); " in said


def test_the_unlock_grid_has_one_letter_for_each_quarter_of_an_hour(short_day: Plan) -> None:
    text = shown(page(short_day))
    a1 = row(text, "A1").split()[-1]
    # 08:00 association, 08:30 locked, 08:45 locked with people in the laundry, 09:45 locked, 10:00 exercise.
    assert a1 == "AA" + "·" + "++++" + "·" + "EE" + "······"
    assert row(text, "A2").split()[-1] == "····" + "DDDD" + "········"
    assert "each letter 15 min" in text
    assert "A association" in text
    assert "D domestic" in text


def test_a_small_letter_is_a_group_unlocked_with_some_at_activities(short_day: Plan) -> None:
    laundry = short_day.sessions[0].model_copy(update={"people": {"A1": 12, "A2": 3}})
    text = shown(page(short_day.model_copy(update={"sessions": [laundry]})))
    # The laundry is from 08:45 to 09:45, the group's domestic time from 09:00 to 10:00.
    assert row(text, "A2").split()[-1] == "···" + "+" + "ddd" + "D" + "········"
    assert "small letter: unlocked, some away" in " ".join(text.split())


def test_the_grid_says_when_all_of_a_group_are_at_activities(short_day: Plan) -> None:
    laundry = short_day.sessions[0].model_copy(update={"people": {"A1": 40, "A2": 20}})
    text = shown(page(short_day.model_copy(update={"sessions": [laundry]})))
    # Whether the group is locked up then, like A1, or unlocked, like A2 from 09:00 on.
    assert row(text, "A1").split()[-1] == "AA·" + "====" + "·EE······"
    assert row(text, "A2").split()[-1] == "···" + "====" + "D" + "········"
    assert "= all away (at activities or on the way)" in text


def test_the_grid_does_not_take_those_at_work_in_their_cells_to_be_away() -> None:
    about = {"kind": "education", "places": 30, "sessions": ["09:00-10:00"]}
    today = day(activities={"course": {**about, "where": "in-cell"}, "class": {**about, "travel": "free"}})
    sessions = [session("course", "09:00-10:00", A1=10), session("class", "09:00-10:00", A2=20)]
    text = shown(page(evaluate(today.prison, bare(today, sessions=sessions), compare=False).plan, prison=today.prison))
    grid = text[text.index("Unlock\n") :]
    assert row(grid, "A1").split()[-1] == "····++++" + "·" * 32
    assert row(grid, "A2").split()[-1] == "····====" + "·" * 32


def test_the_grid_shows_those_on_their_way_as_away() -> None:
    about = {"kind": "education", "places": 30, "sessions": ["09:00-10:00"]}
    today = day(activities={"class": about}, routes={"walkway": {"minutes": 15, "staff": {"officers": 1}}})
    sessions = [session("class", "09:00-10:00", A1=5, A2=20)]
    text = shown(page(evaluate(today.prison, bare(today, sessions=sessions), compare=False).plan, prison=today.prison))
    grid = text[text.index("Unlock\n") :]
    # A quarter of an hour there and another back.
    assert row(grid, "A1").split()[-1] == "···++++++" + "·" * 31
    assert row(grid, "A2").split()[-1] == "···======" + "·" * 31


def test_the_grid_is_finer_where_a_time_needs_it(short_day: Plan) -> None:
    first, second = short_day.groups
    stretch = second.unlocked[0].model_copy(update={"time": Span.of(9 * 60 + 5, 10 * 60)})
    changed = short_day.model_copy(update={"groups": [first, second.model_copy(update={"unlocked": [stretch]})]})
    assert row(shown(page(changed)), "A2").split()[-1] == "·" * 13 + "D" * 11 + "·" * 24


def test_cuts_name_the_shortfall_and_the_session_that_does_not_run(short_day: Plan) -> None:
    text = shown(page(short_day))
    assert "open air: 1 group of 20 people, worst A2 with 0 of 60 min" in text
    assert row(text, "Not run").split() == ["Not", "run", "library", "11:00-11:30"]
    visit = Shortfall(entitlement="visits", group="A2", floor=1, given=0, unit="people")
    text = shown(page(short_day.model_copy(update={"shortfalls": [visit]})))
    assert "visits: 1 group of 20 people, worst A2 with 0 of 1 person" in text


def test_what_falls_short_and_need_not_as_far_as_is_proved_is_flagged(short_day: Plan) -> None:
    unproved = "not proved unavoidable"
    assert unproved not in shown(page(short_day))
    lunch = goal("shortfall: open air", "person-minutes", 1200, 1199)
    text = " ".join(shown(page(with_goals(short_day, lunch))).split())
    assert f"open air: 1 group of 20 people, worst A2 with 0 of 60 min; {unproved}" in text
    assert "Unfinished A better day may well exist: the search had not long enough" in text


def test_sessions_that_there_are_too_few_staff_for_are_told_apart_as_on_the_governors_page() -> None:
    about = {"kind": "education", "places": 10}
    today = day(
        activities={
            "class": {**about, "sessions": ["09:00-10:00"], "staff": {"officers": 1}},
            "course": {**about, "sessions": ["09:00-10:00"], "staff": {"officers": 18}},
            "club": {**about, "length": 60, "between": ["09:00-12:00"], "at_most": 2},
        },
    )
    plan = evaluate(today.prison, bare(today, ONE_OUT), compare=False).plan
    text = shown(page(plan, prison=today.prison))
    cut = cuts(DayPicture(today, plan))
    # Of the club, which may start at any time, it is told how many sessions may run, and no time.
    said = {
        "course 09:00-10:00": "In this plan too few are spare: it takes 18 officers for the session 09:00-10:00 (17 "
        "spare).",
        "class 09:00-10:00": "The staff are there (1 officer for the session 09:00-10:00 (17 spare)), and people are "
        "free to go: this plan does not use it.",
        "club, 2 sessions": "It takes no staff, and people are free to go: this plan does not use it.",
    }
    assert {each.words for each in cut} == set(said.values())
    assert " ".join(f"Not run {sessions}. {words}" for sessions, words in said.items()) in " ".join(text.split())
    assert "Where too few are spare, that is so in this plan: another one, just as good, may use its staff" in text
    assert [each.activity for each in cut if each.missing] == ["course"]
    assert plan.figures is not None
    assert len(cut) == plan.figures.sessions_offered - plan.figures.sessions_run == 4


def test_who_is_idle_because_one_thing_alone_is_missing_is_said_of_a_session_that_is_cut() -> None:
    """The escort back takes an officer at a time at which all of them are with people who are unlocked."""
    clinic = {"kind": "clinic", "places": 6, "sessions": ["09:00-10:00"], "staff": {"nurses": 2}, "travel": "escort"}
    today = day(
        roles={"nurses": {"label": "nurse"}},
        escort={"per": 6, "staff": {"officers": 1}, "minutes": 15},
        activities={"clinic": clinic},
        staff={"care": {"start": "08:00", "end": "18:00", "nurses": 3}},
        posts={"search": {"staff": {"officers": 17}, "hours": ["10:00-10:15"]}},
    )
    plan = evaluate(today.prison, bare(today, ONE_OUT), compare=False).plan
    takes = "In this plan too few are spare: it takes 1 officer for the escort 10:00-10:15 (0 spare)."
    idle = "No other staff are missing; idle then: 2 nurses for the session 09:00-10:00 (3 spare)."
    assert f"Not run clinic 09:00-10:00. {takes} {idle}" in " ".join(shown(page(plan, prison=today.prison)).split())


def test_a_movable_session_that_is_cut_is_told_with_one_time_that_of_the_reason() -> None:
    club = {"kind": "education", "places": 10, "length": 60, "between": ["09:00-15:00"], "staff": {"officers": 20}}
    late = {"start": "13:00", "end": "19:00", "officers": 2}
    today = day(activities={"club": club}, staff={"late": late}, keep=["club"])
    plan = evaluate(today.prison, bare(today, ONE_OUT), compare=False).plan
    text = " ".join(shown(page(plan, prison=today.prison)).split())
    takes = "In this plan too few are spare: it takes 20 officers for the session 13:00-14:00 (19 spare)."
    assert f"Not run club, 1 session (no. 1). {takes}" in text
    assert "--why 'club empty at 13:00'" in text
    asked = {time: read_question(f"club empty at {time}", DayPicture(today, plan)) for time in ("09:00", "13:00")}
    assert [question.besides for question in asked.values()] == ["", takes]


def test_what_no_plan_could_run_says_why_and_is_not_put_down_to_this_plan() -> None:
    about = {"kind": "education", "places": 10, "staff": {"officers": 18}}
    movable = {**about, "length": 60, "between": ["09:00-12:00"]}
    today = day(
        roles={"nurses": {"label": "nurse"}},
        activities={
            "class": {**about, "sessions": ["09:00-10:00", "14:00-15:00"]},
            "clinic": {**about, "sessions": ["09:00-10:00", "14:00-15:00"], "staff": {"officers": 1, "nurses": 1}},
            "dawn": {**about, "sessions": ["07:30-08:30"]},
            "club": {**movable, "at_most": 3},
            "choir": movable,
        },
        keep=["education"],
        pins=[
            {"activity": "class", "session": "09:00-10:00", "cancelled": True},
            {"activity": "club", "cancelled": True},
            *({"activity": "choir", "session": f"{9 + n}:00-{10 + n}:00", "cancelled": True} for n in range(3)),
        ],
    )
    plan = evaluate(today.prison, bare(today, ONE_OUT), compare=False).plan
    text = " ".join(shown(page(plan, prison=today.prison)).split())
    never = "It cannot run, whatever the plan:"
    takes = "In this plan too few are spare: it takes 18 officers for the session"
    # The choir may start at a quarter past, too, which nothing pins.
    assert (
        f"Not run choir, 1 session (no. 1). {takes} 09:15-10:15 (17 spare). "
        f"Not run class 14:00-15:00 (no. 1). {takes} 14:00-15:00 (17 spare). "
        f"Not run dawn 07:30-08:30 (no. 1). {never} it is outside the unlock hours 08:00-18:00. "
        "Not run class 09:00-10:00 (no. 1); club, 3 sessions (no. 1). It is pinned to be cancelled. "
        f"Not run clinic 09:00-10:00, 14:00-15:00 (no. 1). {never} it takes 1 nurse for its one person, and nobody "
        "on duty at its time may do that work. "
    ) in text
    # What it would cost to run one is asked of one that can be run.
    assert "--why 'choir empty at 09:15'" in text
    assert plan.figures is not None
    reasons = {use.activity: use.empty_because for use in plan.figures.places}
    assert reasons["club"] == {"not run": 1800}
    files = report(today.prison, {"day": plan}, ["activities", "governor"])
    assert files["activities.html"].decode().count("It is pinned to be cancelled.") == 2
    assert "too few staff are spare for 2 of them, no plan could run 7" in files["governor.html"].decode()


def test_what_is_cut_stands_in_the_prisons_order_and_what_is_high_up_is_told_beside_the_band() -> None:
    sessions = {"places": 10, "sessions": ["09:00-10:00"], "staff": {"officers": 18}}
    today = day(
        keep=["kitchen", "education", "library", "gym"],
        activities={
            "gym": {"kind": "gym", **sessions, "sessions": ["08:30-09:30"]},
            "class": {"kind": "education", **sessions, "sessions": ["09:00-10:00", "14:00-15:00"]},
            "cooking": {"kind": "kitchen", "places": 10, "sessions": ["09:00-10:00"]},
            "choir": {"kind": "workshop", **sessions},
        },
        bands={"Green": {"meaning": "Only what matters least is cut."}},
    )
    ran = [session("cooking", "09:00-10:00", B1=5)]
    plan = evaluate(today.prison, bare(today, ONE_OUT, sessions=ran), compare=False).plan
    text = " ".join(shown(page(plan, prison=today.prison)).split())
    takes = "In this plan too few are spare: it takes 18 officers for the session"
    assert (
        f"Not run class 09:00-10:00 (no. 2); choir 09:00-10:00. {takes} 09:00-10:00 (17 spare). "
        f"Not run class 14:00-15:00 (no. 2). {takes} 14:00-15:00 (17 spare). "
        f"Not run gym 08:30-09:30 (no. 4). {takes} 08:30-09:30 (17 spare)."
    ) in text
    # Only the upper half of the list is told beside the band, and nothing of it that runs.
    high = "But high priorities are cut, too (upper half of the prison's list of 4 to keep): class (no. 2), 0 of 2"
    assert f"Regime band Green. Only what matters least is cut. {high} sessions run. 1 of 5 sessions run, " in text
    assert read_question("class empty at 09:00", DayPicture(today, plan)).wishes
    # Of a day that somebody made it is not known what it goes for.
    about = "(no. 1) is the most important on the prison's list of what to keep (keep in its file), and so on down."
    order = (
        "First come the cut sessions that too few staff are spare for, then the others, each in the order of that list."
    )
    assert f"{about} {order} The staffing ladder (regime ladder) goes by it." in text
    met, value = goal("shortfall: open air", "person-minutes", 0, 0), goal("value", "person-minutes", 1, 1)
    for goals, goes in (
        ([met, value], "gives as much time out of cell and work"),
        ([met, goal(CHANGES, "minutes", 0, 0), value], "stays as near to the published one"),
    ):
        planned = with_goals(plan.model_copy(update={"proof": PROOF}), *goals)
        said = " ".join(shown(page(planned, prison=today.prison)).split())
        does = f"This plan does not go by it but {goes} as it can; the staffing ladder (regime ladder) goes by it."
        assert f"{about} {order} {does}" in said
    written = unescape(report(today.prison, {"day": plan}, ["governor"])["governor.html"].decode())
    assert f"{about} {order} The staffing ladder (regime ladder) goes by it." in written
    assert high in written


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((None, None), ", once a plan is saved (-o PLAN):\nregime explain PRISON PLAN --why 'class empty at 09:00'\n"),
        ((Path("a b.yaml"), None), " (-o PLAN):\nregime explain 'a b.yaml' PLAN --why 'class empty at 09:00'\n"),
        (
            (Path("my.yaml"), Path("mon.json")),
            "What it would cost to run class:\nregime explain my.yaml mon.json --why 'class empty at 09:00'\n",
        ),
        (
            (LONG, LONG),
            f"\nregime explain {shlex.quote(str(LONG))} {shlex.quote(str(LONG))} --why 'class empty at 09:00'\n",
        ),
    ],
)
def test_what_a_cut_would_cost_is_asked_with_a_command_that_works_as_it_stands(
    files: Files, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    about = {"kind": "education", "places": 9, "sessions": ["09:00-10:00"]}
    today = day(keep=["education"], activities={"class": about})
    plan = evaluate(today.prison, bare(today), compare=False).plan
    Terminal(json=False).answer(page(plan, prison=today.prison, files=files))
    assert said in capsys.readouterr().out


def test_what_a_band_means_is_said_beside_it() -> None:
    today = day(bands={"Green": {"meaning": "All of it runs."}})
    text = " ".join(shown(page(evaluate(today.prison, bare(today), compare=False).plan, prison=today.prison)).split())
    assert "Regime band Green. All of it runs. 0 of 0 sessions run, 100% of the staff detailed are there Out" in text


def test_nothing_is_said_of_a_list_that_the_prison_does_not_have() -> None:
    today = day(activities={"class": {"kind": "education", "places": 9, "sessions": ["09:00-10:00"]}})
    text = shown(page(evaluate(today.prison, bare(today), compare=False).plan, prison=today.prison))
    assert "class 09:00-10:00" in text
    assert "keep" not in text
    assert "no." not in text


def test_staff_are_shown_at_the_tightest_moment_of_each_hour(short_day: Plan) -> None:
    assert row(shown(page(short_day)), "officers").split()[1:] == ["3/5", "3/5", "3/5", "2/2!"]


def with_goals(day: Plan, *goals: GoalResult, **changes: object) -> Plan:
    """The same day with a proof of these goals."""
    assert day.proof is not None
    return day.model_copy(update={"proof": day.proof.model_copy(update={"goals": [*goals], **changes})})


def proved(day: Plan, *goals: GoalResult, **changes: object) -> str:
    """What is said of a proof of these goals, on one line."""
    return " ".join(shown(proof(with_goals(day, *goals, **changes))).split())


def goal(name: str, unit: str, value: float, bound: float, best: float | None = None) -> GoalResult:
    """A goal of which more is better, but for what is short or counted."""
    more = "shortfall" not in name and unit != "times" and name != CHANGES
    return GoalResult(
        goal=name, unit=unit, maximise=more, best=value if best is None else best, value=value, bound=bound
    )


def test_an_unproved_plan_says_how_much_better_a_day_could_be(short_day: Plan) -> None:
    lines = [line.rstrip() for line in shown(page(short_day)).splitlines()]
    # 40 of 11,960 is 0.334...%: rounded up, never down.
    better = (
        "The best day possible within these rules that meets entitlements as well gives at most 0.4% more time out of "
        "cell and work"
    )
    first = " ".join(" ".join(lines[: lines.index("What was cut, and what falls short")]).split())
    assert f"Proved {better} than this one (see the end)" in first
    end = " ".join(" ".join(lines[lines.index("Movements") :]).split())
    assert f"{better} than this one." in end
    assert "open air shortfall 1,200 person-minutes; as good as can be" in end
    assert "time out of cell and work 199 person-hours; no day is better by more than 0.4%" in end
    assert "60 s: the time limit was reached" in end


@pytest.mark.parametrize(("limit", "says"), [(0.5, "0.5"), (2.0, "2"), (9.5, "9.5"), (10.4, "10"), (1e6, "1000000")])
def test_a_limit_of_less_than_a_second_is_not_told_as_none(short_day: Plan, limit: float, says: str) -> None:
    assert short_day.proof is not None
    day = short_day.model_copy(update={"proof": short_day.proof.model_copy(update={"time_limit": limit})})
    assert f"limit {says} s, gap" in " ".join(shown(page(day)).split())


def test_what_may_be_more_than_twice_as_much_is_told_as_an_amount(short_day: Plan) -> None:
    said = proved(short_day, goal("value", "person-minutes", 6000, 15001))
    assert (
        "The best day possible within these rules gives at most 251 person-hours of time out of cell and work." in said
    )
    assert "100 person-hours; no day has more than 251 person-hours" in said
    # Twice as much is still a hundred per cent.
    assert "at most 100.0% more time out of cell" in proved(short_day, goal("value", "person-minutes", 6000, 12000))
    assert "0 person-hours; no day has more than 2 person-hours" in proved(
        short_day, goal("value", "person-minutes", 0, 120)
    )


UNPROVED = "how much better it could be is not proved yet"
WORST, WORST_TWO = "guaranteed time of the worst-off group", "guaranteed time of the 2 worst-off groups together"


@pytest.mark.parametrize(
    ("name", "unit", "value", "bound", "says"),
    [
        # The day allows its two groups eight hours each, and both together 60 x 480 = 28,800 person-minutes out of cell
        # and 30,000 with all its work.
        (WORST, "minutes", 60, 479, "no day has more than 7 h 59"),
        (WORST, "minutes", 60, 480, UNPROVED),
        # A bound that leaves little room says something even where the search has not moved it.
        (WORST, "minutes", 450, 700, "no day is better by more than 6.7%"),
        (WORST, "minutes", 480, 700, "as good as can be"),
        (WORST, "minutes", 0, 700, UNPROVED),
        (WORST_TWO, "minutes", 500, 959, "no day is better by more than 91.8%"),
        (WORST_TWO, "minutes", 500, 960, UNPROVED),
        ("time out of cell", "person-minutes", 12000, 28799, "no day has more than 480 person-hours"),
        ("time out of cell", "person-minutes", 12000, 28800, UNPROVED),
        ("value", "person-minutes", 12000, 29999, "no day has more than 500 person-hours"),
        ("value", "person-minutes", 12000, 30000, UNPROVED),
        ("value", "person-minutes", 29000, 70000, "within these rules gives at most 3.5% more"),
        ("purposeful time", "person-minutes", 600, 1199, "no day is better by more than 99.9%"),
        ("purposeful time", "person-minutes", 600, 1200, UNPROVED),
        ("unlocks and movements", "times", 3, 0, UNPROVED),
        ("unlocks and movements", "times", 3, 1.5, "movements 3 (2 unlocks, 1 movement); no day has fewer than 1"),
        ("unlocks and movements", "times", 3, 3, "movements 3 (2 unlocks, 1 movement); as good as"),
        ("unlocks and movements", "times", 2, 2, "movements 2; as good as can be"),
        (CHANGES, "minutes", 150, 0, f"changes to the published plan 2 h 30 of groups' time; {UNPROVED}"),
        (CHANGES, "minutes", 150, 45.5, "no day has fewer than 45 min of groups' time"),
        ("shortfall: visits", "people", 1, 0, f"visits shortfall 1 person; {UNPROVED}"),
        ("shortfall: open air", "person-minutes", 1200, 1, "no day has fewer than 1 person-minute"),
    ],
)
def test_a_bound_no_better_than_what_the_fixed_times_allow_says_nothing(
    short_day: Plan, name: str, unit: str, value: float, bound: float, says: str
) -> None:
    assert short_day.figures is not None
    day = short_day.model_copy(update={"figures": short_day.figures.model_copy(update={"value_ceiling": 30000.0})})
    said = proved(day, goal(name, unit, value, bound))
    assert says in said
    if says == UNPROVED and name in GIVES:
        assert f"How much more {GIVES[name]} another day could give is not proved yet." in said


def test_entitlements_that_all_have_share_a_line(short_day: Plan) -> None:
    goals = [goal(f"shortfall: {name}", "person-minutes", 0, 0) for name in ("lunch", "tea")]
    assert proved(short_day, *goals).startswith("entitlements met in full lunch, tea")


def test_fairness_is_told_in_hours_and_words(short_day: Plan) -> None:
    two = goal("guaranteed time of the 2 worst-off groups together", "minutes", 240, 240)
    said = proved(short_day, two, goal("value", "person-minutes", 6000, 6600))
    assert "certain, two worst-off groups together 4 h 00; as good as can be" in said
    assert "What is proved of a goal is so of days that do as well on those above it." in said
    assert said.startswith(
        "The best day possible within these rules that does as well on what comes first gives at most 10.0% more"
    )


@pytest.mark.parametrize(
    ("before", "bound", "says"),
    [
        ([], 240, ", at most 4 h 00 on a day within these rules"),
        (["shortfall: open air"], 239.5, ", at most 4 h 00 on a day that meets entitlements as well"),
        (["shortfall: open air", "value"], 90, ", at most 1 h 30 on a day that does as well on what comes first"),
        (["value"], 60, ""),
        (["value"], 480, ", how much better it could be is not proved yet"),
    ],
)
def test_what_is_proved_of_the_worst_off_group_stands_beside_its_time(
    short_day: Plan, before: list[str], bound: float, says: str
) -> None:
    """Both of its groups have an hour for certain."""
    goals = [*(goal(name, "person-minutes", 6000, 6000) for name in before), goal(WORST, "minutes", 60, bound)]
    text = " ".join(shown(page(with_goals(short_day, *goals))).split())
    assert f"worst-off group 1 h 00{says}; 100% of people under 2 h" in text


def test_what_was_given_up_for_later_goals_is_said(short_day: Plan) -> None:
    value = goal("value", "person-minutes", 11880, 12000, best=12000).model_copy(update={"tolerance_percent": 2})
    said = proved(short_day, value)
    assert (
        "198 person-hours; the best possible less 1.0%, given up for the goals below it (the prison allows 2%)" in said
    )
    said = proved(short_day, value.model_copy(update={"bound": 12500}))
    assert "comes on top" not in said
    gap = proved(short_day, value.model_copy(update={"bound": 12100.0}), stopped="gap")
    assert gap.endswith(
        "the gap asked for was reached in every goal; what was then given up for later ones comes on top."
    )
    better = "no day is better by more than 5.3%; 1.0% of it was given up for the goals below it (the prison allows 2%)"
    assert f"198 person-hours; {better}" in said


@pytest.mark.parametrize(("best", "says"), [(11995, "1.0%"), (11988, "0.9%"), (11881, "<0.1%")])
def test_what_was_given_up_is_never_told_as_more_than_the_prison_allows(
    short_day: Plan, best: float, says: str
) -> None:
    value = goal("value", "person-minutes", 11880, best, best=best).model_copy(update={"tolerance_percent": 1})
    assert f"less {says}, given up for the goals below it (the prison allows 1%)" in proved(short_day, value)


def test_a_proved_plan_says_so_and_a_plan_made_by_hand_says_nothing(short_day: Plan) -> None:
    assert proved(short_day, status="optimal", stopped="proved") == (
        "Best possible, proved. Checked by independent code: every rule is kept."
    )
    assert proof(short_day.model_copy(update={"proof": None})) is None


@pytest.mark.parametrize("width", [80, 100, 240])
def test_a_hundred_groups_and_sixteen_hours_fit(hundred_groups: Plan, width: int) -> None:
    lines = shown(page(hundred_groups, width), width).splitlines()
    assert max(len(line.rstrip()) for line in lines) <= min(width, 160)
    # Five different days: groups with the same day share a row.
    assert sum("+ 19 more" in line for line in lines) == 5
    assert not any("…" in line and "people" in line for line in lines), "a column title was cut"


def test_a_narrow_page_leaves_out_what_is_asked_for_least_and_says_so(short_day: Plan) -> None:
    text = shown(page(short_day, 50), 50)
    assert max(len(line.rstrip()) for line in text.splitlines()) <= 50
    assert "…" not in text
    # The first group is certain of an hour of its 84 minutes out of cell, and the laundry is half full.
    assert row(text[: text.index("Unlock")], "A1").split()[1:8] == ["40", "1", "h", "24", "1", "h", "00"]
    assert row(text[: text.index("Staff")], "laundry").split() == [
        "laundry",
        "1",
        "of",
        "1",
        "08:45-09:45",
        "12",
        "50%",
    ]
    left_out = [line.rstrip() for line in text.splitlines() if line.startswith("In a wider window: ")]
    gone = ("no work, air, evening", "mostly empty because", "groups")
    assert left_out == [f"In a wider window: {titles}" for titles in gone]
    assert "In a wider window" not in shown(page(short_day))


def test_breaks_are_told_by_shift_and_role(short_day: Plan) -> None:
    taken = [
        BreakTaken(shift="main", role="pe_instructors", time=Span.of(720, 780), people=2),
        BreakTaken(shift="main", role="officers", time=Span.of(780, 840), people=8),
        BreakTaken(shift="main", role="officers", time=Span.of(720, 780), people=10),
    ]
    text = shown(page(short_day.model_copy(update={"breaks": taken})))
    assert row(text, "main   pe").split() == ["main", "pe", "instructors", "12:00-13:00", "2"]
    assert row(text, "main   officers").split()[2:] == ["12:00-13:00", "10,", "13:00-14:00", "8"]


def test_escorts_are_movements_too() -> None:
    # The yard is a quarter of an hour's walk under escort from wing A; there is no route to it.
    today = day(
        escort={"per": 8, "minutes": 15, "staff": {"officers": 1}},
        activities={"yard": {"kind": "workshop", "places": 9, "sessions": ["09:00-10:00"], "for": ["A1", "A2"]}},
    )
    activity = today.prison.activities["yard"].model_copy(update={"travel": "escort"})
    prison = today.prison.model_copy(update={"activities": {"yard": activity}})
    plan = whole(Today.of(prison, "mon"), sessions=[session("yard", "09:00-10:00", A1=4, A2=2)])
    lines = shown(movements(plan, prison, 100)).splitlines()
    assert lines[1].split() == ["08:45-09:00", "under", "escort", "6", "A1,", "A2"]
    assert lines[2].split() == ["10:00-10:15", "under", "escort", "6", "A1,", "A2"]
    assert lines[1].index("6") < lines[2].index("6")
    assert movements(plan, None, 100) is None


def test_groups_of_sessions_and_movements_show_where_there_is_room(short_day: Plan) -> None:
    groups = {f"group {number:02d}": 1 for number in range(10)}
    laundry = short_day.sessions[0].model_copy(update={"people": groups})
    move = short_day.movements[0].model_copy(update={"out": groups})
    wide = short_day.model_copy(update={"sessions": [laundry], "movements": [move]})
    narrow = shown(page(wide, 100), 100)
    assert "group 09" not in narrow
    assert "more" in row(narrow, "08:30-08:45")
    text = shown(page(wide, 160), 160)
    assert "group 09" in row(text, "08:30-08:45")
    assert "group 09 1" in " ".join(text.split())


def test_the_words_for_empty_places_are_explained(short_day: Plan) -> None:
    text = " ".join(shown(page(short_day)).split())
    assert "too few staff: too few on duty or spare to run it, to bring people or to look after more" in text
    assert "session not run:" not in text
    assert set(WHY) == set(get_args(EmptyReason))


def against(plan: Plan, published: Plan) -> Plan:
    """The plan as it is when it was to stay close to a published one."""
    return plan.model_copy(update={"against": differences(plan, published)})


def test_what_changed_against_a_published_plan_is_listed(short_day: Plan) -> None:
    first, second = short_day.groups
    longer = second.unlocked[0].model_copy(update={"time": Span.of(8 * 60 + 30, 9 * 60 + 30)})
    laundry, library = short_day.sessions
    new = short_day.model_copy(
        update={
            "groups": [first, second.model_copy(update={"unlocked": [longer]})],
            "sessions": [laundry.model_copy(update={"runs": False}), library.model_copy(update={"runs": True})],
        }
    )
    lines = [" ".join(line.split()) for line in shown(page(against(new, short_day))).splitlines()]
    at = lines.index("Changed against the published plan")
    assert lines[at + 1 : at + 6] == [
        "For 2 of 2 groups, 60 people:",
        "A2 also unlocked 08:30-09:00; no longer unlocked 09:30-10:00; domestic 08:30-09:30 instead",
        "of 09:00-10:00",
        "Started library 11:00-11:30",
        "Cancelled laundry 08:45-09:45 (A1 12)",
    ]
    assert "Nothing: unlocks, on-wing times, sessions and who goes to them are the same." in shown(
        page(against(new, new))
    )
    assert "published" not in shown(page(new.model_copy(update={"proof": None})))


def test_other_people_at_a_session_and_exercise_at_another_hour_are_changes(short_day: Plan) -> None:
    first, second = short_day.groups
    (stretch,) = second.unlocked
    start, end = stretch.time.start, stretch.time.end

    def told(exercise: Span, people: dict[str, int]) -> list[str]:
        left = [("association", span) for span in without([stretch.time], [exercise])]
        unlocked = [
            stretch.model_copy(update={"time": time, "on_wing": name}) for name, time in (*left, ("exercise", exercise))
        ]
        laundry = short_day.sessions[0].model_copy(update={"people": people})
        parts = {"groups": [first, second.model_copy(update={"unlocked": unlocked})], "sessions": [laundry]}
        days.append(short_day.model_copy(update=parts))
        lines = [" ".join(line.split()) for line in shown(page(against(days[-1], days[0]))).splitlines()]
        at = lines.index("Changed against the published plan")
        return lines[at + 2 : at + 4]

    days: list[Plan] = []
    early, late = Span.of(start, start + 15), Span.of(end - 15, end)
    told(early, {"A1": 2, "A2": 1})
    # Association is what is left of the time on the wing.
    assert told(late, {"A1": 1, "A2": 2}) == [
        f"A2 exercise {late} instead of {early}",
        "More or fewer go laundry 08:45-09:45: A1 2 to 1, A2 1 to 2",
    ]
    assert told(Span.of(start, start + 20), {"A1": 2, "A2": 1})[0] == (
        f"A2 exercise {Span.of(start, start + 20)} instead of {early}"
    )


def test_changes_that_are_for_some_of_a_group_say_for_how_many() -> None:
    """All but four of A1 are in class on both days while it is unlocked earlier on the second; of A2 it is for all."""
    about = {"kind": "education", "places": 30, "sessions": ["09:00-11:00"], "travel": "free"}
    today = day(goals=["shortfalls", "changes", "value"], activities={"class": about})
    hours = [("10:00-12:00", "10:30-12:00"), ("09:30-12:00", "10:00-12:00"), ("08:30-12:00", "10:00-12:00")]
    told = []
    for early, late in hours:
        published, new = (
            bare(
                today,
                {g: {time: "association"} for g in ("A1", "A2")},
                sessions=[session("class", "09:00-11:00", A1=6)],
            )
            for time in (late, early)
        )
        plan = against(evaluate(today.prison, new, compare=False).plan, published)
        lines = [" ".join(line.split()) for line in shown(page(plan, prison=today.prison)).splitlines()]
        at = lines.index("Changed against the published plan")
        told += [line for line in lines[at + 2 : at + 5] if "also" in line]
    some = "for 4 of 10: the others are at activities then)"
    assert told == [
        f"A1 also unlocked 10:00-10:30 ({some}",
        "A2 also unlocked 10:00-10:30",
        f"A1 also unlocked 09:30-10:00 ({some}",
        "A2 also unlocked 09:30-10:00",
        f"A1 also unlocked 08:30-10:00 (at times only {some}",
        "A2 also unlocked 08:30-10:00",
    ]


def test_what_is_proved_of_changes_stands_beside_them(short_day: Plan) -> None:
    about = {"kind": "education", "places": 30, "sessions": ["09:00-11:00"], "travel": "free"}
    today = day(goals=["shortfalls", "changes", "value"], activities={"class": about})
    later, earlier = (bare(today, {"A1": {time: "association"}}) for time in ("10:00-12:00", "09:30-12:00"))
    plan = against(evaluate(today.prison, earlier, compare=False).plan, later)
    met = goal("shortfall: open air", "person-minutes", 0, 0)
    for bound, says in (
        (30, "as little as can be"),
        (15.5, "at least 15 min on a day that meets entitlements as well"),
    ):
        planned = with_goals(plan.model_copy(update={"proof": PROOF}), met, goal(CHANGES, "minutes", 30, bound))
        text = " ".join(shown(page(planned, prison=today.prison)).split())
        told = f"30 min of groups' time changes, {says}. For 1 of 3 groups, 10 people: A1 also unlocked 09:30-10:00"
        assert f"Changed against the published plan {told}" in text


def test_names_are_text_and_never_markup(short_day: Plan) -> None:
    assert "[red]HMP[/red]" in shown(page(short_day.model_copy(update={"prison": "[red]HMP[/red]"})))


def test_a_plan_without_figures_is_refused(short_day: Plan) -> None:
    with pytest.raises(ValueError, match="figures"):
        page(short_day.model_copy(update={"figures": None}))


def test_words() -> None:
    assert [duration(m) for m in (0, 59.4, 59.6, 312)] == ["0 min", "59 min", "1 h 00", "5 h 12"]
    assert [percent(p) for p in (0, 0.2, 55.5, 99.9, 100)] == ["0%", "<1%", "56%", "99%", "100%"]
    assert [bar(share, 4) for share in (-1, 0, 0.5, 2)] == ["░░░░", "░░░░", "██░░", "████"]
    assert names(["A1", "A2", "A3"], 10) == "A1, A2, A3"
    assert names(["A1", "A2", "A3", "A4"], 13) == "A1 + 3 more"
    assert names(["A no work", "B no work", "C no work"], 12) == "A no work +2"
    assert names(["a long name of a group"], 10) == "a long na…"


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([1.4, 1.4, 1.4], [2, 1, 1]),
        ([0.6, 0.6], [1, 0]),
        ([2.0, 3.0], [2, 3]),
        ([10.5, 0.5], [11, 0]),
        ([0.2], [0]),
        ([], []),
    ],
)
def test_parts_that_are_shown_add_up_to_the_whole_that_is_shown(parts: list[float], shown: list[int]) -> None:
    assert adding_up(parts) == shown
    assert sum(shown) == round(sum(parts))


def test_purposeful_hours_and_the_account_of_the_day_add_up(short_day: Plan) -> None:
    assert short_day.figures is not None
    hours = {f"purposeful_hours_{where}": 10.4 for where in ("off_wing", "on_wing", "in_cell")}
    # For each of 60 people 1,000.45, 0.25, 0.43 and 0.37 minutes: 1,001.5 in all, where each would be rounded down.
    causes = {"fixed times": 60027, "staff": 15, "movement": 26, "left unused": 22}
    lost = [LostHours.model_validate({"group": "A1", "because": causes})]
    figures = short_day.figures.model_copy(update={**hours, "lost": lost})
    text = shown(page(short_day.model_copy(update={"figures": figures})))
    assert "31 person-hours: 11 off wing, 10 on wing, 10 in cell" in text
    account = text.partition("Where the other hours go\n")[2].partition("24 h = ")[0].splitlines()
    assert [line.split("  ")[0] for line in account if line[:1].strip()] == ["fixed times", "movement"]
    for cause, minutes in zip(("fixed times", "movement"), ("16 h 41", "1 min"), strict=True):
        assert row(text, cause).removeprefix(cause).strip().startswith(minutes)
    assert "24 h = 7 h 18 out of cell + 16 h 42 locked up, on average" in text


@pytest.mark.parametrize(
    ("out_of_cell", "stopped", "marked"), [(0, "time", True), (0, "proved", False), (9, "time", False)]
)
def test_a_day_on_which_nobody_is_out_is_not_yet_a_useful_plan(
    short_day: Plan, out_of_cell: float, stopped: str, marked: bool
) -> None:
    assert short_day.figures is not None
    assert short_day.proof is not None
    figures = short_day.figures.model_copy(update={"out_of_cell": out_of_cell})
    proof = short_day.proof.model_copy(update={"stopped": stopped})
    text = shown(page(short_day.model_copy(update={"figures": figures, "proof": proof})))
    assert ("Unfinished   Not yet a useful plan: nobody is out of cell." in text) == marked


SHORT_SEARCH = "the search had not long enough. A longer --time-limit, or less else to do for the computer, may remove"


@pytest.mark.parametrize(
    ("bound", "stopped", "says"),
    [
        # A twentieth of 11,960 is 598.
        (12557, "time", None),
        (12559, "time", SHORT_SEARCH),
        (12559, "interrupted", "the search was stopped. Letting it run to its end may remove"),
        (12559, "gap", "it is no closer to its bound than was asked. A smaller --gap may remove"),
        (12559, "proved", None),
    ],
)
def test_a_plan_far_from_its_bound_says_why_what_to_do_and_that_its_reasons_are_its_own(
    short_day: Plan, bound: float, stopped: str, says: str | None
) -> None:
    text = shown(page(with_goals(short_day, goal("value", "person-minutes", 11960, bound), stopped=stopped)))
    said = f"A better day may well exist: {says} the reasons given below, which are those of this plan Regime band"
    assert (said in " ".join(text.split())) == (says is not None)
    assert ("Unfinished" in text) == (says is not None)


def test_of_a_day_near_to_a_published_one_it_is_said_in_what_a_better_one_may_exist(short_day: Plan) -> None:
    nearness, value = goal(CHANGES, "minutes", 60, 60), goal("value", "person-minutes", 500, 900)
    near = " ".join(shown(page(with_goals(short_day, nearness, value))).split())
    more = "A day with more time out of cell and work, as near to the published one, may well exist"
    assert f"Unfinished {more}: {SHORT_SEARCH}" in near
    owed = goal("shortfall: open air", "person-minutes", 1200, 1199)
    for goals in ([owed, nearness, value], [nearness, owed, value], [value, nearness]):
        plan = with_goals(short_day, *goals)
        assert "Unfinished A better day may well exist:" in " ".join(shown(page(plan)).split())


LONG = [
    "North Wing First Landing employed",
    "North Wing First Landing others",
    "日本語の長い名前のグループ一",
    "日本語の長い名前のグループ二",
]


@pytest.fixture
def long_names(short_day: Plan) -> Plan:
    """Four groups whose names are long, and alike or of wide characters; each with a day of its own."""
    assert short_day.figures is not None
    first, workshop = short_day.groups[0], short_day.sessions[0]
    use = short_day.figures.places[0]
    unlocked = [[Stretch(time=Span.of(480, 540 + 15 * n), on_wing="association")] for n in range(len(LONG))]
    groups = [first.model_copy(update={"group": name, "unlocked": unlocked[n]}) for n, name in enumerate(LONG)]
    average = short_day.figures.groups[0].model_copy(update={"out_of_cell": 563.0, "guaranteed": 135})
    averages = [average.model_copy(update={"group": name, "open_air": n}) for n, name in enumerate(LONG)]
    rooms = [f"Collingwood classroom number {n}" for n in (1, 2)]
    figures = short_day.figures.model_copy(
        update={"groups": averages, "places": [use.model_copy(update={"activity": room}) for room in rooms]}
    )
    sessions = [workshop.model_copy(update={"activity": room}) for room in rooms]
    return short_day.model_copy(update={"groups": groups, "figures": figures, "sessions": sessions, "changes": []})


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_names_are_told_apart_and_figures_are_never_cut(long_names: Plan, width: int) -> None:
    lines = [line.rstrip() for line in shown(page(long_names, width), width).splitlines()]
    assert max(map(cell_len, lines)) <= width
    part = {title: lines[lines.index(title) + 1 :] for title in ("Time out of cell by group", "Unlock", "Sessions")}
    for title, begins, rows in (("Time out of cell by group", "N日", 4), ("Unlock", "N日", 4), ("Sessions", "C", 2)):
        called = [line.split("  ")[0] for line in part[title] if line and line[0] in begins][:rows]
        assert len(set(called)) == rows, called
    times = part["Time out of cell by group"][1:5]
    assert all("9 h 23  2 h 15" in line for line in times)
    # Every row's figures stand below one another, whatever its name is written in.
    assert len({cell_len(line[: line.index("9 h 23")]) for line in times}) == 1
    assert len({cell_len(line) for line in part["Unlock"][1:5]}) == 1


def test_a_wide_page_shows_long_names_whole(long_names: Plan) -> None:
    text = shown(page(long_names, 160), 160)
    assert all(text.count(name) >= 2 for name in LONG)
    assert "Collingwood classroom number 1" in text


def test_names_that_differ_in_the_middle_alone_are_numbered() -> None:
    ends = 30 * "a"
    assert labels([[f"{ends}x{ends}"], [f"{ends}y{ends}"], ["b"]], 20) == [f"1 {16 * 'a'}…", f"2 {16 * 'a'}…", "b"]


def test_a_short_meal_is_seen_in_a_longer_letter(short_day: Plan) -> None:
    stretches = [("08:00-10:15", "association"), ("10:15-10:30", "lunch"), ("10:30-12:00", "association")]
    unlocked = [Stretch.model_validate({"time": time, "on_wing": name}) for time, name in stretches]
    groups = [short_day.groups[0].model_copy(update={"unlocked": unlocked})]
    fourteen_hours = Span.of(8 * 60, 22 * 60)
    day = short_day.model_copy(update={"groups": groups, "sessions": [], "hours": fourteen_hours})
    text = shown(page(day, 60), 60)
    assert "each letter 30 min" in text
    assert "AAAALAAA····················" in text


def test_what_no_letter_can_show_is_said(short_day: Plan) -> None:
    tea = [Stretch.model_validate({"time": "11:00-11:15", "on_wing": "tea"})]
    groups = [short_day.groups[0].model_copy(update={"unlocked": tea})]
    day = short_day.model_copy(update={"groups": groups, "sessions": [], "hours": Span.of(6 * 60, 22 * 60)})
    assert "too short for a letter of 60 min here and there, or with all away: T tea" in " ".join(
        shown(page(day, 40), 40).split()
    )
    assert "too short" not in shown(page(day))
