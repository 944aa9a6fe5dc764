"""What a forced day costs, in words: no more is said than is known."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from regime.cli.terminal import Terminal
from regime.explain.result import STOPPED, Answer, Clash, Difference, Explanation, Forced, Part, Place, WayOut, Worse
from regime.page.explanation import explained
from regime.plan import CALM, GoalResult, Shortfall

SHORT = [Shortfall(entitlement="visits", group="A1", floor=2, given=0, unit="people")]
WORST = GoalResult(
    goal="guaranteed time of the worst-off group", unit="minutes", maximise=True, best=105, value=105, bound=105
)
BUSIER = {"had_parts": {"unlock": 85, "movement": 40}, "found_parts": {"unlock": 86, "movement": 41}}
BUSY = GoalResult(goal=CALM, unit="times", maximise=False, best=127, value=127, bound=0)
ALLOWED = {"tolerance_percent": 1, "allowed": 6.0}
GAINS = [Difference(group="B1", minutes=60)]
PARTS = [Part(rule="R03", says=f"room {n} takes 5", place=Place(at="day")) for n in range(40)]
MANY = Clash(parts=PARTS, smallest=False, when=[])


def said(capsys: pytest.CaptureFixture[str], *, planned: bool = True, interrupted: bool = False, **forced: Any) -> str:
    answer = Answer(asked="B1 locked at 10:00", forced=[Forced(wish="B1 unlocked 10:00-10:15", gains=GAINS, **forced)])
    found = Explanation(status="possible", reasons=[], planned=planned, answers=[answer], interrupted=interrupted)
    Terminal(json=False).answer(explained(found))
    return " ".join(capsys.readouterr().out.split())


def test_what_a_day_made_by_hand_lacks_is_not_for_a_longer_search(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, planned=False, status="free choice", least=-9.0, most=-4.0)
    assert "4.0 person-hours of time out of cell and work more: this plan was not searched for" in text
    assert "longer search" not in text


def test_what_a_forced_day_has_stays_under_its_wish_where_it_wraps(capsys: pytest.CaptureFixture[str]) -> None:
    losses = [Difference(group=f"workers of the old side {number}", minutes=15) for number in range(5)]
    forced = Forced(wish="B1 unlocked 10:00-10:15", status="free choice", most=0.0, losses=losses)
    answer = Answer(asked="B1 locked at 10:00", forced=[forced])
    Terminal(json=False).answer(explained(Explanation(status="possible", reasons=[], answers=[answer])))
    lines = capsys.readouterr().out.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("  Less time out of cell: "))
    assert lines[first + 1].startswith("  of the old side ")


@pytest.mark.parametrize(
    ("forced", "words"),
    [
        (
            {"status": "costs", "least": 2.04, "most": 5.0},
            "it costs between 2.0 and 5.0 person-hours of time out of cell",
        ),
        (
            {"status": "costs", "least": 1200.0, "most": 1200.0},
            "possible in another plan; it costs 1,200.0 person-hours of time",
        ),
        (
            {"status": "costs", "least": -3.0, "most": 0.0, "short": SHORT, "misses_more": True, "has_to_miss": True},
            "as much time out of cell and work. Every day with it misses more (proved). Short then: A1 visits 0 of 2",
        ),
        (
            {"status": "costs", "most": 0.0, "room": 0.0, "worse": [Worse(had=125, found=BUSY, **BUSIER)]},
            "in this: unlocks and movements. Worse then: "
            "unlocks and movements 127 (86 unlocks, 41 movements) instead of 125 (85 unlocks, 40 movements)",
        ),
        (
            {"status": "may cost", "least": -9.0, "most": 3.0},
            "it costs at most 3.0 person-hours of time out of cell and",
        ),
        (
            {"status": "costs", "least": 2.0, "most": 5.0, **ALLOWED, "room": 0.0, "found_room": 0.0212},
            "(proved). That is within what the prison lets later goals take (1%). As far as is proved the plan is as "
            "good as the best day, and the day found is within 2.2% of the best with it. More time",
        ),
        (
            {"status": "may cost", "least": -9.0, "most": 7.0, **ALLOWED, "found_room": 0.03},
            "perhaps nothing. It may be within what the prison lets later goals take (1%). As far as is proved the "
            "plan may be far from the best day, and the day found is within 3.0% of the best with it. A longer search",
        ),
        (
            {"status": "costs", "least": 6.5, "most": 7.0, **ALLOWED},
            "it costs between 6.5 and 7.0 person-hours of time out of cell and work (proved). More time",
        ),
        ({"status": "may cost", "least": -9.0, "most": 3.0}, "and perhaps nothing. A longer search (--time-limit)"),
        (
            {"status": "may cost", "least": -9.0, "most": 0.0, "short": SHORT, "misses_more": True},
            "The day found with it misses more, and it is not proved that it has to. A longer search",
        ),
        ({"status": "may cost", "most": 20.0, "misses_less": True}, "and work, in a day that misses less. A longer"),
        (
            {"status": "may cost", "most": 20.0, "misses_less": True, "misses_more": True},
            "in a day that misses less of one entitlement and more of another. The day found with it misses more, and",
        ),
        (
            {"status": "free choice", "least": -9.0, "most": -4.0},
            "misses nothing more and is as good in every goal. It has 4.0 person-hours of time out of cell and work "
            "more: a longer search for the plan may find as much. More time",
        ),
        (
            {"status": "costs", "most": -4.0, "worse": [Worse(had=120, found=WORST), Worse(had=125, found=BUSY)]},
            "possible in another plan; the day found with it has as much time out of cell and work, but is worse in "
            "this: certain time of the worst-off group; unlocks and movements. "
            "Worse then: certain time of the worst-off group 1 h 45 instead of 2 h 00 "
            "(proved: worse, unless an earlier goal loses); unlocks and movements 127 instead of 125 More",
        ),
        (
            {"status": "may cost", "most": 0.0, "short": [SHORT[0].model_copy(update={"floor": 1})]},
            "Short then: A1 visits 0 of 1 person More",
        ),
        (
            {"status": "may cost", "most": 0.0, "worse": [Worse(had=125, found=BUSY)], "short": SHORT},
            "as much time out of cell and work, but is worse in this: unlocks and movements; visits of A1. A",
        ),
        (
            {"status": "free choice", "most": 0.0, "short": SHORT},
            "misses no more in all, though others fall short instead, and is as good in every goal.",
        ),
    ],
)
def test_a_cost_is_said_with_what_is_proved(
    forced: dict[str, Any], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, **forced)
    assert words in text
    assert "More time out of cell: B1 1 h 00" in text


def test_what_says_nothing_of_the_best_day_is_not_shown_as_its_cost(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, status="could not tell", least=-260.0, most=537.2)
    assert (
        "possible in another plan, but what it costs could not be told in this time, and may be nothing. A longer"
        in text
    )
    assert "537" not in text
    assert "A longer search (--time-limit) may tell more." in text
    assert "More time out of cell" not in text


@pytest.mark.parametrize(
    "forced",
    [
        {"status": "could not tell"},
        {"status": "could not tell", "least": -260.0, "most": 537.2},
        {"status": "may cost", "least": -9.0, "most": 3.0},
        {"status": "impossible", "clash": MANY},
    ],
)
def test_whoever_stopped_it_is_not_asked_for_more_time(
    forced: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, interrupted=True, **forced)
    assert "(--time-limit)" not in text
    assert ("could not be told before you stopped it" in text) == (forced["status"] != "may cost")
    assert "in this time" not in text
    assert text.endswith(STOPPED)


def test_a_way_out_whose_search_was_stopped_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    clash = Clash(parts=PARTS, smallest=False, when=[])
    ways = [WayOut(changes=[], least=True, out_of_cell=510, interrupted=stopped) for stopped in (False, True)]
    found = Explanation(status="impossible", reasons=[], clash=clash, ways_out=ways, interrupted=True)
    Terminal(json=False).answer(explained(found))
    text = " ".join(capsys.readouterr().out.split())
    assert "Which lines cannot hold together could not be told before you stopped it. Way out A" in text
    assert "gives 8 h 30 out of cell Way out B" in text
    assert "gives 8 h 30 out of cell as far as its search came You stopped it" in text


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (60, ["  wing A needs 1 officer while it is locked up", "    R02 wing staffing, england-wales.yaml:32"]),
        (
            80,
            [
                "  R02 wing staffing  wing A needs 1 officer while it is    england-wales.yaml:32",
                "                     locked up",
            ],
        ),
        (100, ["  R02 wing staffing  wing A needs 1 officer while it is locked up  england-wales.yaml:32"]),
    ],
)
def test_what_clashes_reads_well_in_every_width(columns: int, shown: list[str]) -> None:
    place = Place(at="wings.A", file="england-wales.yaml", line=32)
    part = Part(rule="R02 wing staffing", says="wing A needs 1 officer while it is locked up", place=place)
    clash = Clash(parts=[part], smallest=True, when=[])
    console = Console(file=io.StringIO(), width=columns)
    console.print(explained(Explanation(status="impossible", reasons=[], clash=clash), columns))
    assert isinstance(console.file, io.StringIO)
    assert [line.rstrip() for line in console.file.getvalue().splitlines()][-len(shown) :] == shown


def test_a_clash_without_any_line_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    found = Explanation(status="impossible", reasons=[], clash=Clash(parts=[], smallest=True, when=["At noon."]))
    Terminal(json=False).answer(explained(found))
    assert "At noon." in capsys.readouterr().out


def test_groups_with_the_same_answer_share_it(capsys: pytest.CaptureFixture[str]) -> None:
    stop = Clash(parts=[Part(rule="R10", says="everybody is counted", place=Place(at="day"))], smallest=True, when=[])
    wishes = {"A1 and A2": "impossible", "A1": "impossible", "A2": "impossible", "A3": "could not tell"}
    forced = [Forced(wish=f"{who} out", status=status, clash=stop) for who, status in wishes.items()]  # type: ignore[arg-type]
    answer = Answer(asked="A locked at 14:00", besides="In this plan A4 is unlocked at 14:00.", forced=forced)
    Terminal(json=False).answer(explained(Explanation(status="possible", reasons=[], answers=[answer])))
    assert [line for line in capsys.readouterr().out.splitlines() if "out" in line or "A4" in line] == [
        "In this plan A4 is unlocked at 14:00.",
        "A1 and A2 out; A1 out; A2 out: impossible. This stops it; without any one of them it could be:",
        "A3 out: it could not be told in this time. A longer search (--time-limit) may tell more.",
    ]


def test_a_clash_that_was_not_narrowed_down_is_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, status="impossible", clash=MANY)
    assert "B1 unlocked 10:00-10:15: impossible, but what stops it could not be told in this time. A longer" in text
    assert "room" not in text
