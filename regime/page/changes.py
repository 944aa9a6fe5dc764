"""What is different from a published plan: unlocks and on-wing times by group, sessions, and who goes to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from regime.clock import Span
from regime.comparing import SessionChange, changed_sessions
from regime.page.words import count, names
from regime.plan import GroupDay, Plan, Stretch
from regime.prison import Prison
from regime.spans import joined, without

NOTHING = "Nothing: unlocks, on-wing times, sessions and who goes to them are the same."


def changes(plan: Plan, published: Plan, prison: Prison | None = None) -> RenderableType:
    """Whom it concerns; a line for each group (or groups alike) with other unlocks or on-wing times, and what moves,
    starts, is cancelled or has other people. With its ``prison``, how less would change."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for groups, said in unlock_changes(plan, published):
        table.add_row(names(groups, 30), said)
    for title, said in session_changes(plan, published):
        table.add_row(Text(title, style="yellow"), said)
    if not table.row_count:
        return Text(NOTHING, style="green")
    parts: list[RenderableType] = [Text(_concerned(plan, published), style="dim"), table]
    nearer = _order_of_goals(prison) if prison else None
    if nearer is not None:
        parts.append(Text(f"As little as possible changes with --set goals={nearer}.", style="dim"))
    return Group(*parts)


def _concerned(plan: Plan, published: Plan) -> str:
    """The groups and people for whom anything changes."""
    before, now = ({day.group: day.unlocked for day in each.groups} for each in (published, plan))
    was, is_ = _attending(published), _attending(plan)
    others = {group for there in {*was, *is_} for group in _other(was.get(there, {}), is_.get(there, {}))}
    sizes = {day.group: day.size for day in plan.groups}
    concerned = [group for group in sizes if group in others or before.get(group) != now[group]]
    people = count(sum(sizes[group] for group in concerned), "person", "people")
    return f"For {len(concerned)} of {count(len(sizes), 'group')}, {people}:"


def _order_of_goals(prison: Prison) -> str | None:
    """An order of goals that puts the changes before what a day gives; none where the prison's own has its place for
    them, or there is none."""
    if any(goal.goal == "changes" for goal in prison.goals_in_order):
        return None
    return next((name for name, goals in prison.goal_orders.items() if "changes" in (g.goal for g in goals)), None)


def unlock_changes(plan: Plan, published: Plan) -> list[tuple[list[str], str]]:
    """Groups alike, and what changes in their unlocks and on-wing times."""
    return [(groups, said) for said, groups in _unlocks(plan, published).items()]


def session_changes(plan: Plan, published: Plan) -> list[tuple[str, str]]:
    """``Moved``, ``Started``, ``Cancelled`` and ``Other people``, with the sessions and who goes, or went, there."""
    titled: dict[str, list[SessionChange]] = {"Moved": [], "Started": [], "Cancelled": []}
    for change in changed_sessions(published, plan):
        titled["Moved" if change.was else "Started" if change.started else "Cancelled"].append(change)
    going = {"Started": _attending(plan), "Cancelled": _attending(published)}
    said = [(title, "; ".join(_by_activity(sessions, going.get(title, {})))) for title, sessions in titled.items()]
    return [(title, what) for title, what in (*said, ("Other people", "; ".join(_people(plan, published)))) if what]


def _unlocks(plan: Plan, published: Plan) -> dict[str, list[str]]:
    """What changes -> the groups for which it does."""
    before, now = ({day.group: day.unlocked for day in each.groups} for each in (published, plan))
    left = _most((*published.groups, *plan.groups))
    found: dict[str, list[str]] = {}
    for group in dict.fromkeys([*now, *before]):
        was, is_ = before.get(group, ()), now.get(group, ())
        then, today = ([stretch.time for stretch in each] for each in (was, is_))
        new, gone = without(today, then), without(then, today)
        had, has = _on_wing(was), _on_wing(is_)
        parts = [
            ("also unlocked", new),
            ("no longer", gone),
            ("now without", [time for time in had if time not in has]),
            ("now with", [time for time in has if time not in had]),
        ]
        told = [f"{what} {_listed(which)}" for what, which in parts if which]
        said = "; ".join([*told, *_moved(had, has, gone, new, left)])
        if said:
            found.setdefault(said, []).append(group)
    return found


def _on_wing(unlocked: Iterable[Stretch]) -> dict[str, tuple[Span, ...]]:
    """When a group has each on-wing time."""
    times: dict[str, list[Span]] = {}
    for stretch in unlocked:
        times.setdefault(stretch.on_wing, []).append(stretch.time)
    return {time: joined(spans) for time, spans in times.items()}


def _most(days: Iterable[GroupDay]) -> str | None:
    """The on-wing time that there is most of, which is what the others leave; none where nobody is unlocked."""
    minutes: Counter[str] = Counter()
    for day in days:
        for stretch in day.unlocked:
            minutes[stretch.on_wing] += day.size * stretch.time.minutes
    return max(minutes, key=lambda time: minutes[time], default=None)


def _moved(
    had: Mapping[str, Sequence[Span]],
    has: Mapping[str, Sequence[Span]],
    gone: Sequence[Span],
    new: Sequence[Span],
    left: str | None,
) -> Iterator[str]:
    """On-wing times at other hours. What is ``left`` beside the others is told only where neither they nor the unlocks
    that are ``gone`` and ``new`` say why it changed."""
    gone = [*gone, *(span for time in has if time not in had for span in has[time])]
    new = [*new, *(span for time in had if time not in has for span in had[time])]
    for time in sorted(had.keys() & has.keys(), key=lambda time: (time == left, time)):
        lost, gained = without(had[time], has[time]), without(has[time], had[time])
        if time == left:
            lost, gained = without(lost, gone), without(gained, new)
        if lost or gained:
            then = _listed(span for span in had[time] if span not in has[time])
            today = _listed(span for span in has[time] if span not in had[time])
            if then and today:
                yield f"{time} {today} instead of {then}"
            else:
                yield f"also {time} {today}" if today else f"no longer {time} {then}"
            gone, new = [*gone, *gained], [*new, *lost]


def _listed(which: Iterable[object]) -> str:
    return ", ".join(map(str, which))


def _people(plan: Plan, published: Plan) -> Iterator[str]:
    """Sessions that run on both days, and the people of groups of whom more or fewer go there."""
    was, now = _attending(published), _attending(plan)
    for activity, time in sorted(was.keys() & now.keys(), key=lambda held: (held[1].start, held[1].end, held[0])):
        before, after = was[activity, time], now[activity, time]
        if changed := _other(before, after):
            said = ", ".join(f"{group} {before[group]} to {after[group]}" for group in changed)
            yield f"{activity} {time}: {said}"


def _other(before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    """Groups of which more or fewer go to a session."""
    return [group for group in dict.fromkeys([*before, *after]) if before.get(group, 0) != after.get(group, 0)]


def _attending(plan: Plan) -> dict[tuple[str, Span], Counter[str]]:
    attending: dict[tuple[str, Span], Counter[str]] = {}
    for session in plan.sessions:
        if session.runs:
            attending.setdefault((session.activity, session.time), Counter()).update(session.people)
    return attending


def _by_activity(
    sessions: Iterable[SessionChange], going: Mapping[tuple[str, Span], Mapping[str, int]]
) -> Iterator[str]:
    """Activities with the times of their sessions, each with the people who go, or went, there."""
    times: dict[str, list[str]] = {}
    for each in sessions:
        who = _listed(f"{group} {people}" for group, people in going.get((each.activity, each.time), {}).items())
        time = f"{each.was} to {each.time}" if each.was else str(each.time)
        times.setdefault(each.activity, []).append(f"{time} ({who})" if who else time)
    for activity, spans in times.items():
        yield f"{activity} {', '.join(spans)}"
