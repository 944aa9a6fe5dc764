"""The page answers the first questions, fits its columns and is legible without colour."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from regime.clock import Span
from regime.page import page
from regime.page.proof import proof
from regime.page.words import bar, duration, names, percent
from regime.plan import GoalResult, PlaceUse, Plan


def shown(renderable: object, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, no_color=True)
    console.print(renderable)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def row(text: str, start: str) -> str:
    """The last line that starts so."""
    return [line for line in text.splitlines() if line.startswith(start)][-1]


def test_the_first_lines_answer_what_a_governor_asks_first(short_day: Plan) -> None:
    first = shown(page(short_day)).splitlines()[:8]
    assert first[0].rstrip() == "HMP Example  Monday 23 November 2026 (weekday), 08:00-12:00"
    assert "Amber-Red" in first[1]
    assert "3 h 20 on average" in first[2]
    assert "1 h 15 for the unemployed; worst-off group 1 h 00" in first[3]
    assert "8 h 00 at the most, with any number of staff" in first[4]


def test_the_unlock_grid_has_one_letter_for_each_quarter_of_an_hour(short_day: Plan) -> None:
    text = shown(page(short_day))
    a1 = row(text, "A1").split()[-1]
    # 08:00 association, 08:30 locked, 08:45 locked with people in the laundry, 09:45 locked, 10:00 exercise.
    assert a1 == "AA" + "·" + "++++" + "·" + "EE" + "······"
    assert row(text, "A2").split()[-1] == "····" + "DDDD" + "········"
    assert "each letter 15 min" in text
    assert "A association" in text
    assert "D domestic" in text


def test_the_grid_is_finer_where_a_time_needs_it(short_day: Plan) -> None:
    first, second = short_day.groups
    stretch = second.unlocked[0].model_copy(update={"time": Span.of(9 * 60 + 5, 10 * 60)})
    changed = short_day.model_copy(update={"groups": [first, second.model_copy(update={"unlocked": [stretch]})]})
    assert row(shown(page(changed)), "A2").split()[-1] == "·" * 13 + "D" * 11 + "·" * 24


def test_cuts_name_the_shortfall_and_the_session_that_does_not_run(short_day: Plan) -> None:
    text = shown(page(short_day))
    assert "open air: 1 group of 20 people, worst A2 with 0 of 60 min" in text
    assert row(text, "Not run").split() == ["Not", "run", "library", "11:00-11:30"]


def test_sessions_that_nobody_was_left_to_staff_are_told_apart(short_day: Plan) -> None:
    assert short_day.figures is not None
    library = PlaceUse(
        activity="library",
        kind="library",
        sessions_offered=1,
        sessions_run=0,
        person_minutes=0,
        places_minutes=300,
        expected_person_minutes=0,
        empty_because={"no staff left": 300},
    )
    figures = short_day.figures.model_copy(update={"places": [library]})
    text = shown(page(short_day.model_copy(update={"figures": figures})))
    assert row(text, "No staff left").split() == ["No", "staff", "left", "library", "11:00-11:30"]


def test_staff_are_shown_at_the_tightest_moment_of_each_hour(short_day: Plan) -> None:
    assert row(shown(page(short_day)), "officers").split()[1:] == ["3/5", "3/5", "3/5", "2/2!"]


def test_an_unproved_plan_says_how_much_better_a_day_could_be(short_day: Plan) -> None:
    said = " ".join(shown(page(short_day)).split())
    # 40 of 12,000 is 0.333...%: rounded up, never down.
    assert "better by more than: value 0.4%" in said
    assert "As good as can be: open air shortfall." in said
    assert "60 s: the time limit was reached" in said


def test_a_gap_of_more_than_the_bound_is_said_in_its_own_unit(short_day: Plan) -> None:
    assert short_day.proof is not None
    short = GoalResult(
        goal="shortfall: open air", unit="person-minutes", maximise=False, best=1200, value=1200, bound=0
    )
    text = shown(proof(short_day.model_copy(update={"proof": short_day.proof.model_copy(update={"goals": [short]})})))
    assert "open air shortfall 1,200 person-minutes" in " ".join(text.split())


def test_what_was_given_up_for_later_goals_is_said(short_day: Plan) -> None:
    assert short_day.proof is not None
    value = GoalResult(
        goal="value", unit="person-minutes", maximise=True, best=12000, value=11880, bound=12000, tolerance_percent=1
    )
    text = shown(proof(short_day.model_copy(update={"proof": short_day.proof.model_copy(update={"goals": [value]})})))
    assert "Given up within its tolerance for later goals: value 1.0%." in " ".join(text.split())


def test_a_proved_plan_says_so_and_a_plan_made_by_hand_says_nothing(short_day: Plan) -> None:
    assert short_day.proof is not None
    proved = short_day.proof.model_copy(update={"status": "optimal", "stopped": "proved", "goals": []})
    assert shown(proof(short_day.model_copy(update={"proof": proved}))).strip() == "Best possible, proved."
    assert proof(short_day.model_copy(update={"proof": None})) is None


@pytest.mark.parametrize("width", [80, 100, 240])
def test_a_hundred_groups_and_sixteen_hours_fit(hundred_groups: Plan, width: int) -> None:
    lines = shown(page(hundred_groups, width), width).splitlines()
    assert max(len(line.rstrip()) for line in lines) <= min(width, 100)
    # Five different days: groups with the same day share a row.
    assert sum("+ 19 more" in line for line in lines) == 5
    assert not any("…" in line and "people" in line for line in lines), "a column title was cut"


def test_names_are_text_and_never_markup(short_day: Plan) -> None:
    assert "[red]HMP[/red]" in shown(page(short_day.model_copy(update={"prison": "[red]HMP[/red]"})))


def test_a_plan_without_figures_is_refused(short_day: Plan) -> None:
    with pytest.raises(ValueError, match="figures"):
        page(short_day.model_copy(update={"figures": None}))


def test_words() -> None:
    assert [duration(m) for m in (0, 59.4, 59.6, 312)] == ["0 min", "59 min", "1 h 00", "5 h 12"]
    assert [percent(p) for p in (0, 0.2, 55.5, 99.9, 100)] == ["0%", "<1%", "56%", ">99%", "100%"]
    assert [bar(share, 4) for share in (-1, 0, 0.5, 2)] == ["░░░░", "░░░░", "██░░", "████"]
    assert names(["A1", "A2", "A3"], 10) == "A1, A2, A3"
    assert names(["A1", "A2", "A3", "A4"], 13) == "A1 + 3 more"
    assert names(["a long name of a group"], 10) == "a long na…"
