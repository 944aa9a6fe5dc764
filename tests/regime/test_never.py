"""Whatever is said to keep a session from running in any plan does: the engine finds no day with it."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from small_prisons import small_prisons

from regime.explain.clash import Asked
from regime.figures.offer import starts
from regime.never import Never
from regime.prison import Prison
from regime.today import Today
from tests.unhurried import UNHURRIED


@settings(UNHURRIED, max_examples=20)
@given(small_prisons(), st.integers(3, 7), st.integers(0, 1), st.integers(1, 40), st.integers(5, 20))
def test_no_day_has_a_session_that_is_said_never_to_run(
    about: dict[str, Any], officers: int, instructors: int, minimum: int, in_one_movement: int
) -> None:
    about["staff"]["day"] |= {"officers": officers, "instructors": instructors}
    about["staff"]["early"]["instructors"] = instructors
    about["routes"]["main"]["people"] = in_one_movement
    for activity in about["activities"].values():
        activity["minimum"] = min(minimum, activity["places"])
    today = Today.of(Prison.model_validate(about), "mon")
    never = Never(today)
    for name in today.activities:
        for time in today.fixed_sessions(name) or starts(today, name):
            if never.why(name, time):
                pinned = Prison.model_validate({**about, "pins": [{"activity": name, "session": str(time)}]})
                assert not Asked(Today.of(pinned, "mon"), 60).possible()
