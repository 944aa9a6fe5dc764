"""A prison file that needs no pack, for tests that change one line of it."""

from __future__ import annotations

import pathlib

import pytest

from regime.load import Loaded, understand
from regime.packs import with_packs
from regime.problems import InputError, Problem
from regime.source import read_text

SMALL = """\
prison: HMP Small
packs: []
day:
  unlock: 08:00
  lock_up: 18:00
  patterns:
    weekend: {days: [sat, sun], lock_up: 17:00}
  roll_checks: {noon: 12:00-12:30}
wings:
  A: {groups: {A1: {size: 20, tags: [mains]}, A2: 10}, yard: north, staffing: {unlocked: {30: 2}}}
  B: {groups: {B1: {size: 25, unemployed: 5, tags: [mains, remand]}}}
yards:
  north: {people: 40}
roles:
  officers: {covers: [osgs]}
  osgs: {}
  instructors: {}
staff:
  early:
    start: 07:30
    end: 13:00
    officers: 6
    instructors: 1
    breaks: [{minutes: 30, between: 10:00-11:00}]
    less: {training: {officers: 1}}
  late: {start: 12:30, end: 18:30, officers: 6, instructors: 1}
posts:
  gate: {staff: {osgs: 1}}
on_wing:
  association: {kind: association}
  exercise: {kind: exercise, where: yard, windows: [09:00-11:00], shortest: 30, longest: 60, periods: 1}
activities:
  workshop: {kind: workshop, places: 12, sessions: [08:30-11:30, 13:30-16:00], for: [mains], staff: {instructors: 1}}
  gym: {kind: gym, places: 8, length: 45, between: [13:00-16:00]}
routes:
  path: {minutes: 10, staff: {officers: 1}}
apart:
  remand: {groups: [remand], from: [A]}
entitlements:
  open air: {time: exercise, minutes: 60}
  gym: {activity: gym, people: 10%}
goals: balanced
goal_orders: {balanced: [shortfalls, value]}
counted_at: [10:00]
"""


def changed(old: str, new: str) -> str:
    """The small file with one piece of text replaced."""
    assert SMALL.count(old) == 1, f"{old!r} stands {SMALL.count(old)} times in the file"
    return SMALL.replace(old, new)


def loaded(text: str) -> Loaded:
    """What is understood of a text."""
    return understand(with_packs(read_text(text, "small.yaml"), pathlib.Path()))


def problems(text: str) -> tuple[Problem, ...]:
    """The problems of a text that must have some."""
    with pytest.raises(InputError) as caught:
        loaded(text)
    return caught.value.problems


def the_problem(text: str) -> Problem:
    """The only problem of a text."""
    found = problems(text)
    assert len(found) == 1, [problem.what for problem in found]
    return found[0]


def the_warning(text: str) -> Problem:
    """The only warning of a text without problems."""
    found = loaded(text).warnings
    assert len(found) == 1, [warning.what for warning in found]
    return found[0]


def underlined(problem: Problem) -> str:
    """The characters that a problem points at."""
    return problem.source_line[problem.column - 1 : problem.column - 1 + problem.length]
