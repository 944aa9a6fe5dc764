"""The unlock grid: groups down, time across, one letter for each step; read without colour.

A small letter is the same as its capital, with some of the group away at activities; where all of it are, a mark
of its own says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from regime.clock import Span
from regime.page.words import hours_above, labels, padded, room_for
from regime.picture import DayPicture
from regime.plan import GroupDay, Plan

LOCKED, LOCKED_AND_AWAY, ALL_AWAY = "·", "+", "="
LABEL, PEOPLE = 22, 8
"""Columns for names and for how many people there are, where there is no lack of room."""
COLOURS = ("black on green", "black on cyan", "black on yellow", "black on blue", "black on magenta", "black on white")


class _Away(NamedTuple):
    """People of a group who are away at a session."""

    time: Span
    people: int
    out_of_cell: bool


def grid(plan: Plan, width: int, picture: DayPicture | None = None) -> RenderableType:
    """The grid with its hours above and its letters explained below.

    With a ``picture`` of the plan, those on their way are taken to be away, and those at in-cell work are not.
    """
    label = room_for((day.group for day in plan.groups), LABEL, width)
    slots = _slots(plan, width - label - PEOPLE)
    letters = _letters(plan)
    styles = {letter: COLOURS[i % len(COLOURS)] for i, letter in enumerate(letters.values())}
    rows: dict[str, list[GroupDay]] = {}
    for day in plan.groups:
        away = _away(plan, day, picture)
        rows.setdefault("".join(_letter(day, slot, letters, away) for slot in slots), []).append(day)
    groups = [[day.group for day in days] for days in rows.values()]
    step = f"each letter {slots[0].minutes} min"
    hours = hours_above([slot.start for slot in slots])
    lines = [Text(f"{padded(step, label + PEOPLE)}{hours}", style="dim")]
    for (drawn, days), name in zip(rows.items(), labels(groups, label), strict=True):
        line = Text(f"{padded(name, label)}{sum(day.size for day in days):>6,}  ")
        for letter in drawn:
            line.append(letter, style=styles.get(letter.upper(), "dim"))
        lines.append(line)
    hidden = [f"{letters[name]} {name}" for name in _hidden(rows, letters)]
    why = f"too short for a letter of {slots[0].minutes} min here and there, or with all away"
    note = [Text(f"{why}: {', '.join(hidden)}")] if hidden else []
    return Group(*lines, _legend(letters, styles), *note)


def _slots(plan: Plan, room: int) -> list[Span]:
    """The day in steps on which every letter is exact, else in the shortest steps that fit the room."""
    hours = plan.hours
    changes = {at for day in plan.groups for s in day.unlocked for at in (s.time.start, s.time.end)}
    exact = [step for step in (15, 10, 5) if all(at % step == 0 for at in changes)]
    fitting = [step for step in (*exact, 5, 10, 15, 20, 30) if hours.minutes / step + 1 <= room]
    step = fitting[0] if fitting else 60
    return [Span.of(at, min(at + step, 24 * 60)) for at in range(hours.start // step * step, hours.end, step)]


def _letters(plan: Plan) -> dict[str, str]:
    """A letter of its own for each on-wing time, from its name where one is left."""
    letters: dict[str, str] = {}
    for on_wing in dict.fromkeys(stretch.on_wing for day in plan.groups for stretch in day.unlocked):
        own = [c for c in on_wing.upper() if c.isalpha()]
        spare = [chr(code) for code in (*range(ord("A"), ord("Z") + 1), *range(ord("0"), ord("9") + 1))]
        letters[on_wing] = next((c for c in [*own, *spare] if c not in letters.values()), "?")
    return letters


def _away(plan: Plan, day: GroupDay, picture: DayPicture | None) -> list[_Away]:
    """When how many of a group are away at sessions."""
    if picture is None:
        return [_Away(s.time, s.people[day.group], True) for s in plan.sessions if s.runs and day.group in s.people]
    where = {name: about.where for name, about in picture.today.activities.items()}
    return [_Away(span, people, where[s.activity] != "in-cell") for s, span, people in picture.visits[day.group]]


def _letter(day: GroupDay, slot: Span, letters: dict[str, str], sessions: Sequence[_Away]) -> str:
    """What the slot is, locked or unlocked, for most of it; of several things what the group has least of today.

    So a meal of a quarter of an hour is seen beside an hour of association.
    """
    today: Counter[str] = Counter()
    for stretch in day.unlocked:
        today[stretch.on_wing] += stretch.time.minutes
    having = {stretch.on_wing for stretch in day.unlocked if stretch.time.overlaps(slot)}
    unlocked = sum(_shared(stretch.time, slot) for stretch in day.unlocked)
    out = sum(each.people * _shared(each.time, slot) for each in sessions if each.out_of_cell)
    if out >= day.size * slot.minutes:
        return ALL_AWAY
    away = any(each.people and 2 * _shared(each.time, slot) >= slot.minutes for each in sessions)
    if having and 2 * unlocked >= slot.minutes:
        letter = letters[min(having, key=lambda name: (today[name], name))]
        return letter.lower() if away else letter
    return LOCKED_AND_AWAY if away else LOCKED


def _hidden(rows: Mapping[str, Sequence[GroupDay]], letters: Mapping[str, str]) -> list[str]:
    """On-wing times that some group has and that its row does not show."""
    hidden = {
        stretch.on_wing
        for drawn, days in rows.items()
        for day in days
        for stretch in day.unlocked
        if letters[stretch.on_wing] not in drawn.upper()
    }
    return [name for name in letters if name in hidden]


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _legend(letters: dict[str, str], styles: dict[str, str]) -> Text:
    legend = Text(f"{LOCKED} locked  {LOCKED_AND_AWAY} locked, some away", style="dim")
    for on_wing, letter in letters.items():
        legend.append("  ").append(letter, style=styles[letter]).append(f" {on_wing}")
    return legend.append(f"\nsmall letter: unlocked, some away  {ALL_AWAY} all away (at activities or on the way)")
