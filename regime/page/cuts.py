"""What was cut and what falls short, said near the top and in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.checker.wording import listed
from regime.clock import clock
from regime.figures.cuts import Cut
from regime.figures.cuts import cuts as cuts_of
from regime.measured import Figures
from regime.page.words import count, goal_words, percent, to_copy
from regime.picture import DayPicture
from regime.plan import CHANGES, Plan, Shortfall
from regime.proved import avoidable
from regime.shortfalls import uncounted

UNPROVED = "not proved unavoidable"
SPARE = (
    "Where too few are spare, that is so in this plan: another one, just as good, may use its staff otherwise and run "
    "the session."
)
LIST = "(no. 1) is the most important on the prison's list of what to keep (keep in its file), and so on down."
ORDER = "First come the cut sessions that too few staff are spare for, then the others, each in the order of that list."
Files = tuple[Path | None, Path | None]
"""That of the prison and that of the plan."""
UNKNOWN: Files = (None, None)
PLAN_AGAIN = f"{UNPROVED}: plan again with more time"


def sessions_cut(plan: Plan, picture: DayPicture | None) -> list[Cut]:
    """The sessions that do not run.

    With a ``picture`` of the plan, those for which there are too few staff are told apart, and what stands high on the
    prison's list comes first.
    """
    return cuts_of(picture) if picture else [Cut(s.activity, s.time, ()) for s in plan.sessions if not s.runs]


def cuts(
    plan: Plan,
    figures: Figures,
    picture: DayPicture | None,
    cut: Sequence[Cut],
    files: Files = UNKNOWN,
) -> RenderableType:
    """A line for each entitlement that falls short, and the sessions that are ``cut``.

    With a ``picture`` of the plan, what does not count for an entitlement is told.
    """
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for said in _short(plan, picture):
        table.add_row(Text("Short", style="red"), said)
    for words, same in alike(cut).items():
        sessions = "; ".join(map("".join, named(same)))
        table.add_row(Text("Not run", style="yellow"), sessions + (f". {words}" if picture else ""))
    if not table.row_count:
        return Text(nothing(figures, picture), style="green")
    notes = [Text(f"{percent(figures.floors_met_percent)} of entitlements are met{but_for(picture)}.")]
    notes += [Text(note, style="dim") for note in about_cuts(plan, cut)]
    if first := next((each for each in cut if each.rank and not each.never), None):
        notes.append(Text(_costs(first, files[1]), style="dim"))
        notes.append(Text(_asks(first, *files), style="dim", no_wrap=True, overflow="ignore"))
    return Group(table, *notes)


def nothing(figures: Figures, picture: DayPicture | None) -> str:
    """That nothing was cut, of what the changes made for the plan left."""
    left = "" if figures.sessions_run == figures.sessions_offered else " that is left"
    return f"Nothing: every session{left} runs and every entitlement is met{but_for(picture)}."


def but_for(picture: DayPicture | None) -> str:
    """What is said after entitlements being met: which the changes made for the plan took away. Nobody is owed those,
    which does not make them met."""
    gone = taken_away(picture)
    return f", but for {gone}" if gone else ""


def taken_away(picture: DayPicture | None) -> str:
    """``lunch and tea, taken away by what is changed``; nothing where no entitlement is."""
    gone = picture.today.taken_away if picture else []
    return f"{listed(gone)}, taken away by what is changed" if gone else ""


def about_cuts(plan: Plan, cut: Sequence[Cut]) -> Iterator[str]:
    """What is meant by too few being spare, and by a place on the prison's list; each where it is said."""
    if any(each.missing for each in cut):
        yield SPARE
    if any(each.rank for each in cut):
        yield f"{LIST} {ORDER} {_goes_by(plan)}"


def _goes_by(plan: Plan) -> str:
    """Whether a plan goes by the list, as far as it is known what it goes for."""
    goals = plan.proof.goals if plan.proof else []
    first = next((goal for goal in goals if goal.maximise or goal.goal == CHANGES), None)
    if first is None:
        return "The staffing ladder (regime ladder) goes by it."
    does = f"gives as much {goal_words(first.goal)}" if first.maximise else "stays as near to the published one"
    return f"This plan does not go by it but {does} as it can; the staffing ladder (regime ladder) goes by it."


def _costs(cut: Cut, plan: Path | None) -> str:
    return f"What it would cost to run {cut.activity}{'' if plan else ', once a plan is saved (-o PLAN)'}:"


def _asks(cut: Cut, prison: Path | None, plan: Path | None) -> str:
    """The command that asks what a session that is cut would cost. It is one line, however long, to be copied."""
    question = f"{cut.activity} empty at {clock(cut.time.start)}"
    return to_copy("explain", prison or "PRISON", plan or "PLAN", "--why", question)


def high_up(picture: DayPicture, figures: Figures, cut: Sequence[Cut]) -> str:
    """That activities of the upper half of the prison's list (``keep``) are cut, and how much of each runs.

    A band goes by figures, and one that tells of limits on what matters least would hide them.
    """
    of, use = len(picture.today.prison.keep), {each.activity: each for each in figures.places}
    ranks = {each.activity: each.rank for each in cut if each.rank and 2 * each.rank <= of}
    said = [
        f"{activity}{ranked(rank)}, {use[activity].sessions_run} of {use[activity].sessions_offered}"
        for activity, rank in ranks.items()
    ]
    if not said:
        return ""
    said[0] += " sessions run"
    return f"But high priorities are cut, too (upper half of the prison's list of {of} to keep): {'; '.join(said)}."


def _short(plan: Plan, picture: DayPicture | None) -> list[str]:
    sizes = {day.group: day.size for day in plan.groups}
    by_entitlement: dict[str, list[Shortfall]] = {}
    for shortfall in plan.shortfalls:
        by_entitlement.setdefault(shortfall.entitlement, []).append(shortfall)
    lines = []
    for entitlement, short in by_entitlement.items():
        worst = max(short, key=lambda s: s.short)
        owed = f"{worst.floor} min" if worst.unit == "minutes" else count(worst.floor, "person", "people")
        people = sum(sizes.get(s.group, 0) for s in short)
        more = uncounted(picture, worst) if picture else 0
        unproved = f"; {UNPROVED}" if entitlement in avoidable(plan) else ""
        lines.append(
            f"{entitlement}: {count(len(short), 'group')} of {count(people, 'person', 'people')}, "
            f"worst {worst.group} with {worst.given} of {owed}"
            f"{f' ({more} min more do not count: too short at a time, or with some away)' if more else ''}{unproved}"
        )
    return lines


def alike(cut: Sequence[Cut]) -> dict[str, list[Cut]]:
    """What it would take -> the sessions that would take it; those with too few staff first, in the prison's order."""
    found: dict[str, list[Cut]] = {}
    for each in sorted(cut, key=lambda c: not c.missing):
        found.setdefault(each.words, []).append(each)
    return found


def named(cut: Sequence[Cut]) -> list[tuple[str, str]]:
    """Each activity once, and what stands after it: its times (`` 09:00-10:00, 10:15-11:15 (no. 22)``), or how many
    sessions of one that is movable: those have no times of their own."""
    found: dict[str, list[Cut]] = {}
    for each in cut:
        found.setdefault(each.activity, []).append(each)
    return [(activity, f"{_when(same)}{ranked(same[0].rank)}") for activity, same in found.items()]


def _when(cut: Sequence[Cut]) -> str:
    return f", {count(len(cut), 'session')}" if cut[0].movable else f" {', '.join(str(each.time) for each in cut)}"


def ranked(rank: int | None) -> str:
    """What stands after something on the prison's list: `` (no. 8)``."""
    return f" (no. {rank})" if rank else ""
