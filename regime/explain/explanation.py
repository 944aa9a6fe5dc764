"""``explain``: the library's one entry to everything that explains a day."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Sequence

from regime.asked import refuse_another, refuse_wrong, several
from regime.checker import check
from regime.clock import Weekday
from regime.completion import complete
from regime.explain.answer import answer
from regime.explain.impossible import reasons, why_impossible
from regime.explain.places import Places
from regime.explain.question import read_questions
from regime.explain.result import Answer, Explanation
from regime.explain.tight import tight
from regime.figures import figures
from regime.load import Loaded
from regime.picture import DayPicture
from regime.plan import Plan
from regime.prison import Prison
from regime.problems import Code, InputError, Problem
from regime.today import Today


def explain(
    prison: Prison | Loaded,
    plan: Plan | None = None,
    *,
    why: str | Sequence[str] = (),
    weekday: Weekday | None = None,
    date: datetime.date | None = None,
    time_limit: float = 60.0,
    workers: int | None = None,
    on_found: Callable[[Explanation], None] = lambda so_far: None,
    stop: threading.Event | None = None,
) -> Explanation:
    """Whether a day is possible; if not why, and the least that would have to give.

    A prison that was read with ``regime.load.read`` brings the lines of its file into the answer. ``on_found`` is
    called with what is known so far. Within ``time_limit`` seconds, or before ``stop`` is set, some
    ways out may not have been found. Each question has as long for its answer, whatever else is asked.

    With a ``plan`` of that prison (as it was planned, see ``evaluate``), which keeps its rules, the day is the plan's
    own: it is said what binds and why people are not out of cell, and each question of ``why`` is answered: ``"B wing
    locked at 14:00"``, ``"gym empty at 15:15"``, ``"no library for H wing"``, ``"E wing short of open air"``. Raises
    ``InputError`` for questions of which none is understood (one of several says so of itself) or without a plan, a
    plan that breaks rules or is of another prison, and a day or a limit that is none, or a day where the plan has its
    own.
    """
    if isinstance(prison, Loaded):
        places, prison = Places(prison.tree), prison.prison
    else:
        places = Places()
    refuse_wrong(
        prison=prison,
        plan=plan,
        why=why,
        weekday=weekday,
        date=date,
        time_limit=time_limit,
        workers=workers,
        on_found=on_found,
        stop=stop,
    )
    stop = stop or threading.Event()
    if plan is None:
        if why:
            raise _refused("why", "questions are about a plan, and none is given", "explain(prison, plan, why=...).")
        return why_impossible(
            Today.of(prison, weekday, date), places, time_limit, workers, on_found=on_found, stop=stop
        )
    if weekday or date:
        raise _refused("the day", "a plan is explained on its own day", "it without weekday and date.")
    refuse_another(prison, "the plan", plan.prison)
    today = Today.of(prison, plan.weekday, plan.date)
    plan = _whole(today, plan)
    assert plan.figures is not None
    picture = DayPicture(today, plan)
    questions = read_questions(several(why), picture)
    if unclear := [Answer(asked=q.asked, plain=q.plain, not_understood=True) for q in questions if q.not_understood]:
        on_found(Explanation(status="possible", reasons=[], of_plan=today.hours, answers=unclear))
    answers = [answer(today, plan, each, places, time_limit, workers, stop) for each in questions]
    return Explanation(
        status="possible",
        reasons=reasons(today, places),
        interrupted=stop.is_set(),
        of_plan=today.hours,
        planned=plan.proof is not None,
        population=today.population,
        answers=answers,
        tight=tight(today, plan),
        lost=plan.figures.lost or [],
    )


def _whole(today: Today, plan: Plan) -> Plan:
    """The plan with its figures, worked out anew: the file may have been edited since."""
    full = complete(today, plan)
    if broken := check(today, full):
        what = f"it breaks the rules of this prison, first: {broken[0].sentence}"
        raise _refused("the plan", what, "regime evaluate PRISON PLAN shows all of them.")
    return full.model_copy(update={"figures": figures(today, full)})


def _refused(where: str, what: str, try_: str) -> InputError:
    return InputError([Problem(where, 0, 0, Code.WRONG_VALUE, what, try_)])
