"""Staff sheets: for each role its posts and tasks through the day, its breaks, who is spare and who covers whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from regime.clock import Span
from regime.picture import DayPicture
from regime.plan import BreakTaken, StaffLine
from regime.spans import within_day
from regime.staffing import Staffing, Task, work

Times = tuple[tuple[Span, int], ...]
"""When how many people, in order; nobody in between."""


@dataclass(frozen=True)
class TaskRow:
    """One post or task of a role."""

    task: Task
    times: Times

    @property
    def title(self) -> str:
        """What the row is called."""
        name = self.task.name
        if self.task.sort == "on-wing time":
            return f"{self.task.doing}: {name}"
        return name if self.task.sort in ("post", "session") else f"{self.task.sort}: {name}"


@dataclass(frozen=True)
class ShiftRow:
    """People of a role on one shift."""

    shift: str
    people: int
    """Those on duty, on a break included."""
    detailed: int
    """Those whom the shift asks for, before anybody is taken off."""
    hours: tuple[Span, ...]


@dataclass(frozen=True)
class CoverRow:
    """People of ``role`` who do the work of another role."""

    role: str
    work: str
    times: Times


@dataclass(frozen=True)
class StaffSheet:
    """One role."""

    role: str
    shifts: tuple[ShiftRow, ...]
    tasks: tuple[TaskRow, ...]
    """Work asked for in this role, whoever does it."""
    lines: tuple[StaffLine, ...]
    """Needed, on duty, on a break and spare through the day."""
    breaks: tuple[BreakTaken, ...]
    covers: tuple[CoverRow, ...]
    """Where this role does another's work, or another does its."""

    @property
    def on_duty(self) -> Times:
        """People there and not on a break."""
        return _summed((line.time, line.on_duty) for line in self.lines)

    @property
    def on_break(self) -> Times:
        """People on a break."""
        return _summed((line.time, line.on_break) for line in self.lines)

    @property
    def spare(self) -> Times:
        """People of whom nothing is asked."""
        return _summed((line.time, max(0, line.spare)) for line in self.lines)


def staff_sheets(picture: DayPicture) -> list[StaffSheet]:
    """A sheet for each role that is on duty or asked for, in the prison's order."""
    rows, covers = list(_tasks(picture)), list(_covers(picture))
    lines = {role: tuple(same) for role, same in groupby(picture.plan.staff, key=lambda line: line.role)}
    return [
        StaffSheet(
            role=role,
            shifts=tuple(
                ShiftRow(crew.shift, crew.people, crew.detailed, crew.hours)
                for crew in picture.today.crews
                if crew.role == role and crew.people
            ),
            tasks=tuple(row for asked, row in rows if asked == role),
            lines=own,
            breaks=tuple(sorted((b for b in picture.plan.breaks if b.role == role), key=lambda b: b.time.start)),
            covers=tuple(row for row in covers if role in (row.role, row.work)),
        )
        for role, own in lines.items()
    ]


def _tasks(picture: DayPicture) -> Iterator[tuple[str, TaskRow]]:
    """Role and row, in the order in which posts and tasks are described."""
    asked: dict[tuple[Task, str], list[tuple[Span, int]]] = {}
    for each in work(picture):
        time = within_day(each.start, each.end)
        if each.people and each.task is not None and time is not None:
            asked.setdefault((each.task, each.role), []).append((time, each.people))
    for (task, role), parts in asked.items():
        yield role, TaskRow(task, _summed(parts))


def _covers(picture: DayPicture) -> Iterator[CoverRow]:
    found: dict[tuple[str, str], list[tuple[Span, int]]] = {}
    for span, state in zip(picture.periods, Staffing(picture).periods, strict=True):
        for (role, for_), people in state.doing.items():
            if role != for_ and people:
                found.setdefault((role, for_), []).append((span, people))
    for (role, for_), parts in found.items():
        yield CoverRow(role, for_, _summed(parts))


def _summed(parts: Iterable[tuple[Span, int]]) -> Times:
    """Parts that may overlap, added up, and made one where they touch and are alike."""
    parts = list(parts)
    cuts = sorted({edge for span, _ in parts for edge in (span.start, span.end)})
    many = [sum(n for span, n in parts if span.start <= a < span.end) for a in cuts[:-1]]
    found: list[tuple[Span, int]] = []
    for people, same in groupby(range(len(many)), key=lambda place: many[place]):
        places = list(same)
        if people:
            found.append((Span.of(cuts[places[0]], cuts[places[-1] + 1]), people))
    return tuple(found)
