"""What is different from a published plan: unlocks and on-wing times by group, sessions, and who goes to them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.against import Felt, most_common, told
from regime.clock import Span
from regime.page.proof import changes_proved
from regime.page.words import count, in_lines
from regime.plan import Against, OtherDay, OtherSession, Plan
from regime.prison import Prison
from regime.spans import joined

NOTHING = "Nothing: unlocks, on-wing times, sessions and who goes to them are the same."
MORE_OR_FEWER = "More or fewer go"
"""What is said of sessions that run on both days, and not for the same people."""
LABEL = 30
"""Columns for the names of groups with the same changes: more of them go on below."""


def changes(plan: Plan, against: Against, prison: Prison | None = None) -> RenderableType:
    """Whom it concerns; a line for each group (or groups alike) with other unlocks or on-wing times, and what moves,
    starts, is cancelled or has other people. With the plan's ``prison``, what is proved of how much changes, and
    how less would."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=LABEL)
    table.add_column()
    for groups, said in unlock_changes(plan, against):
        table.add_row(in_lines(groups, LABEL), said)
    for title, said in session_changes(against):
        table.add_row(Text(title, style="yellow"), said)
    if not table.row_count:
        return Text(NOTHING, style="green")
    proved = changes_proved(plan) if prison else ""
    parts: list[RenderableType] = [Text(proved, style="dim")] if proved else []
    parts += [Text(_concerned(plan, against), style="dim"), table]
    nearer = _order_of_goals(prison) if prison else None
    if nearer is not None:
        parts.append(Text(f"As little as possible changes with --set goals={nearer}.", style="dim"))
    return Group(*parts)


def _concerned(plan: Plan, against: Against) -> str:
    """The groups and people for whom anything changes."""
    others = {day.group for day in against.groups}.union(*(session.concerns for session in against.sessions))
    # What was measured has the prison's own groups, and a plan from a file may name others.
    sizes = {day.group: day.size for day in (plan.figures or plan).groups}
    concerned = [size for group, size in sizes.items() if group in others]
    people = count(sum(concerned), "person", "people")
    return f"For {len(concerned)} of {count(len(sizes), 'group')}, {people}:"


def _order_of_goals(prison: Prison) -> str | None:
    """An order of goals that puts the changes before what a day gives; none where the prison's own has its place for
    them, or there is none."""
    if any(goal.goal == "changes" for goal in prison.goals_in_order):
        return None
    return next((name for name, goals in prison.goal_orders.items() if "changes" in (g.goal for g in goals)), None)


def unlock_changes(plan: Plan, against: Against) -> list[tuple[list[str], str]]:
    """Groups alike, and what changes in their unlocks and on-wing times."""
    left = most_common(plan)
    found: dict[str, list[str]] = {}
    for day in against.groups:
        if said := "; ".join(_told(day, left)):
            found.setdefault(f"{said}{_for_some(day)}", []).append(day.group)
    return [(groups, said) for said, groups in found.items()]


def _for_some(day: OtherDay) -> str:
    """For how many of a group its changes are where the others are at activities then in both plans; nothing where they
    are for all of it all the time."""
    if not isinstance(day, Felt) or day.fewest == day.size:
        return ""
    times = "" if day.fewest == day.most else "at times only "
    return f" ({times}for {day.fewest} of {day.size}: the others are at activities then)"


def session_changes(against: Against) -> list[tuple[str, str]]:
    """``Moved``, ``Started``, ``Cancelled`` and ``More or fewer go``, with the sessions and who goes, or went."""
    found = []
    for title in ("Moved", "Started", "Cancelled", MORE_OR_FEWER):
        sessions = [session for session in against.sessions if _title(session) == title]
        if sessions:
            said = _people(sessions) if title == MORE_OR_FEWER else _by_activity(sessions)
            found.append((title, "; ".join(said)))
    return found


def _title(session: OtherSession) -> str:
    if session.was is None:
        return "Started"
    if session.now is None:
        return "Cancelled"
    return MORE_OR_FEWER if session.was == session.now else "Moved"


def _told(day: OtherDay, left: str | None) -> Iterator[str]:
    every = told(day, left)
    named = {left, *(each.now for each in every if each.hours_were)}
    for what, which in (
        ("also unlocked", [(each.now, each.times) for each in every if each.was is None]),
        ("no longer unlocked", [(each.was, each.times) for each in every if each.now is None]),
    ):
        if which:
            yield f"{what} {_named(which, named)}"
    for each in every:
        if each.now and each.was:
            yield f"{each.now} {_listed(each.times)} instead of {_listed(each.hours_were) or each.was}"


def _named(which: Iterable[tuple[str | None, Sequence[Span]]], said: Container[str | None]) -> str:
    """Times with the on-wing time that is, or was, at them, unless that is ``said`` elsewhere or follows."""
    times: dict[str, list[Span]] = {}
    for name, spans in which:
        times.setdefault("" if name in said else f" ({name})", []).extend(spans)
    every = [(span, name) for name, spans in times.items() for span in joined(spans)]
    return _listed(f"{span}{name}" for span, name in sorted(every, key=lambda each: each[0].start))


def _listed(which: Iterable[object]) -> str:
    return ", ".join(map(str, which))


def _people(sessions: Iterable[OtherSession]) -> Iterator[str]:
    """Sessions that run on both days, and the people of groups of whom more or fewer go there."""
    for each in sessions:
        before, after = each.people_were, each.people
        said = _listed(f"{group} {before.get(group, 0)} to {after.get(group, 0)}" for group in each.concerns)
        yield f"{each.activity} {each.now}: {said}"


def _by_activity(sessions: Iterable[OtherSession]) -> Iterator[str]:
    """Activities with the times of their sessions, each with the people who go, or went, there."""
    times: dict[str, list[str]] = {}
    for each in sessions:
        going = {} if each.was and each.now else each.people or each.people_were
        who = _listed(f"{group} {people}" for group, people in going.items())
        time = f"{each.was} to {each.now}" if each.was and each.now else str(each.now or each.was)
        times.setdefault(each.activity, []).append(f"{time} ({who})" if who else time)
    for activity, spans in times.items():
        yield f"{activity} {', '.join(spans)}"
