"""What a call of the library is given: a day and limits that are none are refused before anything is searched."""

from __future__ import annotations

import datetime
import inspect
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import bare, day

import regime
from regime import InputError, availability, compare, evaluate, explain, ladder, load, plan, what_if, worth
from regime.cli import main
from regime.cli.exit import Exit
from regime.data_folder import data_folder

TINY = data_folder("examples") / "tiny.yaml"
PRISON = load(TINY)


def vary(**given: Any) -> object:
    return what_if(PRISON, vary="staff.early.officers=+1", **given)


@pytest.mark.parametrize("search", [lambda **given: plan(PRISON, **given), vary, *(
    lambda call=call, **given: call(PRISON, **given) for call in (worth, ladder)
)])  # fmt: skip
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"weekday": "monday"}, "weekday is 'monday', but must be one of mon, tue"),
        ({"weekday": 1}, "weekday is 1"),
        ({"date": "2026-11-23"}, "date is '2026-11-23', but must be a date"),
        ({"date": datetime.datetime(2026, 11, 23)}, "must be a date without a time"),
        ({"date": datetime.date(2026, 11, 23), "weekday": "fri"}, "2026-11-23 is a Monday, not a Friday"),
        *(({"time_limit": value}, "seconds above 0") for value in (-1, 0, math.nan, math.inf, None, "3", 1e9, True)),
        *(({"gap": value}, "gap is .*a share from 0 to 1") for value in (-1, 2, math.nan, None, "1%")),
        *(({"seed": value}, "seed is .*a whole number from 0") for value in (-1, 10**20, 1.5, None)),
        *(({"workers": value}, "workers is .*a whole number from 1") for value in (0, -1, 2.5, 257, True)),
    ],
)
def test_whatever_is_no_day_or_limit_is_refused(
    search: Callable[..., object], given: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        search(**given)


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        plan(PRISON, weekday="xyz", time_limit=-1, gap=7, seed=-1, workers=0)  # type: ignore[arg-type]
    assert [problem.file for problem in caught.value.problems] == ["weekday", "time_limit", "gap", "seed", "workers"]
    assert all(problem.try_ for problem in caught.value.problems)


def test_other_calls_are_no_different() -> None:
    with pytest.raises(InputError, match="weekday is 'monday'"):
        availability(PRISON, weekday="monday")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="workers"):
        explain(PRISON, workers=100_000)
    today = day()
    with pytest.raises(InputError, match="time_limit"):
        evaluate(today.prison, bare(today), compare=False, time_limit=-1)
    sunday = bare(today).model_copy(update={"date": datetime.date(2026, 11, 22)})
    with pytest.raises(InputError, match="2026-11-22 is a Sunday, not a Monday"):
        evaluate(today.prison, sunday, compare=False)


@pytest.mark.parametrize(
    ("call", "given", "said"),
    [
        *(
            (ladder, {"step": step}, "step is .*, but must be a whole number, 1 or more")
            for step in (1.5, "2", True, 0)
        ),
        *((call, {"made": ["x"]}, r"made is \['x'\], but must be changes") for call in (ladder, worth, what_if)),
        *(
            (what_if, {"vary": vary}, "vary is .*, but must be a text, or a list of texts")
            for vary in (5, [None], b"x")
        ),
        *((what_if, {"scenarios": names}, "scenarios is .*a list of texts") for names in (5, [5], None)),
        *(
            (call, {"folder": name}, "folder is .*the name of a folder")
            for name in ("", 5)
            for call in (ladder, what_if)
        ),
        *((ladder, {"shifts": shifts}, "shifts is .*a list of texts") for shifts in (5, [5], None)),
        *((ladder, {"role": role}, "role is .*, but must be a name") for role in (5, "")),
        *((explain, {"why": why}, "why is .*a list of texts") for why in (5, [None], None)),
        (explain, {"why": "A locked at 09:00"}, "questions are about a plan, and none is given"),
        (explain, {"plan": "mon.json"}, r"plan is 'mon\.json', but must be a plan"),
        *((plan, {name: "mon.json"}, f"{name} is 'mon.json', but must be a plan") for name in ("against", "start")),
    ],
)
def test_other_arguments_are_no_different(call: Callable[..., object], given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        call(PRISON, **given)


CALLS = [call for name in regime.__all__ if inspect.isfunction(call := getattr(regime, name))]


@pytest.mark.parametrize("call", CALLS)
def test_every_argument_of_every_call_is_looked_at(call: Callable[..., object]) -> None:
    arguments = inspect.signature(call).parameters
    for name in arguments:
        nothing = {each: object() for each, about in arguments.items() if each == name or about.default is about.empty}
        with pytest.raises(InputError) as caught:
            call(**nothing)
        assert name in [problem.file for problem in caught.value.problems]


@pytest.mark.parametrize("call", [plan, ladder, worth, what_if, explain, availability])
def test_the_name_of_a_file_is_no_prison(call: Callable[..., object]) -> None:
    with pytest.raises(InputError, match=r"prison is 'hull\.yaml', but must be a prison that was loaded"):
        call("hull.yaml")


def test_a_plan_is_of_the_prison_and_has_a_day_of_its_own() -> None:
    today = day()
    by_hand = bare(today)
    for call in (evaluate, explain):
        with pytest.raises(InputError, match='the plan is of "HMP Small", and the prison is "HMP Tiny"'):
            call(PRISON, by_hand)  # type: ignore[operator]
    with pytest.raises(InputError, match="plan_to_evaluate is None, but must be a plan"):
        evaluate(PRISON, None)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="second is 5, but must be a plan"):
        compare(by_hand, 5)  # type: ignore[arg-type]
    for own in ({"weekday": "tue"}, {"date": datetime.date(2026, 11, 24)}):
        with pytest.raises(InputError, match="a plan is explained on its own day"):
            explain(today.prison, by_hand, **own)  # type: ignore[arg-type]


def test_one_text_is_not_read_letter_by_letter() -> None:
    today = day()
    asked = "A1 locked at 19:00"
    alone, listed = (explain(today.prison, bare(today), why=why) for why in (asked, [asked]))
    assert alone == listed
    assert [answer.asked for answer in alone.answers] == [asked]
    with pytest.raises(InputError, match='no shift "night" has "officers"'):
        ladder(PRISON, shifts="night")


def test_a_file_without_a_name_is_told() -> None:
    with pytest.raises(InputError, match="the name of the file is empty"):
        load("")


def test_names_and_folders_may_be_plain_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match='there is no scenario "stage 9"'):
        what_if(PRISON, scenarios="stage 3, stage 9")
    run = what_if(PRISON, scenarios="stage 3", folder=str(tmp_path / "kept"), time_limit=2, workers=2)
    assert [point.label for point in run.points] == ["as it is", "stage 3"]
    assert (tmp_path / "kept").is_dir()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            ["plan", "--workers", "100000"],
            "'100000' is not a number of processor cores: give a whole number from 1 to 256",
        ),
        (["explain", "--workers", "100000"], "give a whole number from 1 to 256, like 2"),
        (
            ["plan", "--time-limit", "1e9"],
            "'1e9' is not a time limit: give seconds above 0, 1,000,000 at most, like 60",
        ),
        (["plan", "--time-limit", "soon"], "'soon' is not a time limit"),
        (["plan", "--seed", "1" + 20 * "0"], "give a whole number from 0 to 999,999,999"),
        (["plan", "--weekday", "noon"], "'noon' is not a day of the week: give one of mon, tue, wed"),
    ],
)
def test_the_command_line_keeps_to_the_same_limits(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([given[0], str(TINY), *given[1:]]) == Exit.USAGE
    assert said in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("day_of_the_week", ["Saturday", "SAT", "sat"])
def test_a_day_of_the_week_may_be_written_as_people_do(
    day_of_the_week: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["staff", str(TINY), "--weekday", day_of_the_week]) == Exit.DONE
    assert "Saturday" in capsys.readouterr().out


def test_no_gap_is_nothing_with_and_without_the_sign(capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("0", "0%"):
        assert main(["plan", str(TINY), "--gap", text, "--workers", "x"]) == Exit.USAGE
        assert "--gap" not in capsys.readouterr().err.split("\n")[0]
