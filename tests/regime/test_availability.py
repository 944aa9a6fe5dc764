"""From staff in post to staff on duty: the account adds up, and one more in post is never one fewer on a shift."""

from __future__ import annotations

from typing import Any

import pytest
from builders import SMALL, day, merged
from hypothesis import given
from hypothesis import strategies as st

from regime.availability import RoleAccount, availability
from regime.changes import changed
from regime.cli import main
from regime.data_folder import data_folder
from regime.load import load, load_text
from regime.prison import InPost, Prison
from regime.problems import InputError
from regime.today import Today

SHIFTS = {
    "early": {"start": "07:00", "end": "12:30"},
    "main": {"start": "08:00", "end": "17:00", "officers": 2, "less": {"strike": {"officers": 1}}},
    "weekend": {"start": "08:00", "end": "17:00", "days": ["sat", "sun"]},
}
OFFICERS = {
    "people": 100,
    "rest_days": "36%",
    "less": {"escorts": 5, "leave": "18%", "sick": "7%"},
    "shifts": {"early": 1, "main": 3, "weekend": 4},
}


def account(weekday: Any = "mon", **changes: Any) -> RoleAccount:
    about = merged(SMALL, {"staff": {"day": None}, "in_post": {"officers": {**OFFICERS, **changes}}})
    prison = Prison.model_validate({**about, "staff": SHIFTS})
    (officers,) = availability(prison, weekday=weekday).roles
    return officers


def test_the_account_by_hand() -> None:
    # 36 of 100 have a rest day; of 64 listed 18% leave 52.48, and 25% leave 48; 5 are on escorts.
    officers = account()
    assert [(away.cause, away.people) for away in officers.away] == [
        ("rest days", 36),
        ("leave", 12),
        ("sick", 4),
        ("escorts", 5),
    ]
    assert officers.left == 43
    # One on early for each three on main, and on main two by name less one on strike.
    assert [(s.shift, s.from_post, s.named, s.on_duty) for s in officers.shifts] == [
        ("early", 11, 0, 11),
        ("main", 32, 2, 33),
    ]
    assert officers.on_duty == 44


def test_only_the_shifts_of_the_day_are_shared_among() -> None:
    assert {shift.shift: shift.from_post for shift in account("sat").shifts} == {"early": 5, "main": 16, "weekend": 22}


IN_POST = st.builds(
    lambda people, rest, less, shifts: InPost.model_validate(
        {"people": people, "rest_days": f"{rest}%", "less": less, "shifts": shifts}
    ),
    st.integers(0, 400),
    st.integers(0, 100),
    st.dictionaries(st.sampled_from(["leave", "sick", "training"]), st.integers(0, 30).map(lambda n: f"{n}%")),
    st.dictionaries(st.sampled_from("abcd"), st.integers(1, 60), min_size=1),
)


@given(IN_POST)
def test_everybody_in_post_is_somewhere(in_post: InPost) -> None:
    assert in_post.left >= 0
    assert sum(in_post.on(in_post.shifts).values()) + sum(taken.people for taken in in_post.taken()) == in_post.people


@given(IN_POST, st.integers(0, 30))
def test_one_more_or_less_absence_never_takes_anybody_off_a_shift(in_post: InPost, sick: int) -> None:
    before = in_post.on(in_post.shifts)
    more = in_post.model_copy(update={"people": in_post.people + 1}).on(in_post.shifts)
    assert all(more[shift] >= before[shift] for shift in before)
    fewer = InPost.model_validate({**in_post.model_dump(), "less": {}}).on(in_post.shifts)
    assert all(fewer[shift] >= before[shift] for shift in before)


@pytest.mark.parametrize(("cause", "value", "left"), [("sick", "+5", 40), ("escorts", "+3", 40), ("training", 4, 39)])
def test_every_cause_can_be_varied(cause: str, value: Any, left: int) -> None:
    prison = Prison.model_validate({**SMALL, "goals": ["value"], "staff": SHIFTS, "in_post": {"officers": OFFICERS}})
    after, _ = changed(prison, {f"in_post.officers.less.{cause}": value})
    assert after.in_post["officers"].left == left


def test_the_usual_rates_come_from_the_pack() -> None:
    text = (data_folder("examples") / "tiny.yaml").read_text()
    prison = load_text(text + "in_post: {officers: {people: 100, less: {nights: 8}, shifts: {late: 1}}}\n")
    taken = {taken.cause: taken.percent for taken in prison.in_post["officers"].taken()}
    assert taken == {"rest days": 36, "leave": 18, "training": 12, "sick": 7, "other": 4, "nights": None}
    # 64 listed, 59% of them there, less eight by night; four are named by the shift itself.
    assert Today.of(prison).crews[-1].people == 4 + 30


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("officers: {people: 5, less: {nights: 8}, shifts: {late: 1}}", "11 officers are taken off, but only 5 are in"),
        ("officers: {people: 5, shifts: {lat: 1}}", '"late"'),
        ("oficers: {people: 5, shifts: {late: 1}}", '"officers"'),
        ("officers: {people: 5, shifts: {}}", "in_post.officers.shifts is empty"),
        ("officers: {people: 5, less: {sick: many}, shifts: {late: 1}}", "write 20, or 40%"),
        ("officers: {persons: 5, shifts: {late: 1}}", '"people"'),
    ],
)
def test_nonsense_is_told_with_its_line(about: str, said: str) -> None:
    text = (data_folder("examples") / "tiny.yaml").read_text()
    with pytest.raises(InputError) as refused:
        load_text(f"{text}in_post:\n  {about}\n")
    assert said in str(refused.value)


def test_a_shift_may_take_off_whom_it_gets_from_those_in_post() -> None:
    in_post = {"officers": {"people": 10, "shifts": {"day": 1}}}
    there = day(in_post=in_post, staff={"day": {"less": {"sick": {"officers": 25}}}}).crews[0]
    assert (there.detailed, there.people) == (21, 5)


def test_the_page_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    file = data_folder("examples") / "eastwood-park.yaml"
    assert main(["staff", str(file), "--set", "in_post.officers.less.sick=+5"]) == 0
    captured = capsys.readouterr()
    assert captured.err == "changed: in_post.officers.less.sick 4% to 9%\n"
    lines = captured.out.splitlines()
    account = [line.split() for line in lines[2 : lines.index("", 2)]]
    assert account[0] == ["officers", "people"]
    in_post, *taken, left = [int(words[-1]) for words in account[1:] if words[0] != "listed"]
    assert in_post == load(file).in_post["officers"].people
    assert in_post + sum(taken) == left == 58
    assert all(len(line) <= 100 for line in lines)
