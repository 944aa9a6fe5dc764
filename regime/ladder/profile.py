"""The officers of a day at full strength, shift by shift."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from regime.paths import in_path
from regime.prison import Prison
from regime.problems import Code, InputError, Problem, nearest, quoted
from regime.today import Crew, Today

CAUSE = "not on duty"
"""What officers who are taken off a shift are written down as."""


@dataclass(frozen=True)
class Profile:
    """The people of one role on the day's shifts, and whose number is varied."""

    role: str
    crews: tuple[Crew, ...]
    varied: tuple[str, ...]
    """Shifts."""

    @classmethod
    def of(cls, today: Today, role: str | None = None, shifts: Sequence[str] = ()) -> Profile:
        """The profile of a day: of the role that staffs most landings, unless another is asked for, and of all its
        shifts, unless only some are to be varied. Raises ``InputError`` where nobody is left to vary."""
        role = role or Counter(wing.staffing.role for wing in today.wings.values()).most_common(1)[0][0]
        crews = tuple(crew for crew in today.crews if crew.role == role and crew.detailed)
        there = [crew.shift for crew in crews]
        if not crews:
            raise _refused(role, f"no shift of this day has {quoted(role)}", [crew.role for crew in today.crews])
        for shift in shifts:
            if shift not in there:
                raise _refused(shift, f"no shift {quoted(shift)} has {quoted(role)} on this day", there)
        return cls(role, crews, tuple(shift for shift in there if not shifts or shift in shifts))

    @property
    def full(self) -> dict[str, int]:
        """Shift -> how many it asks for when nobody is away."""
        return {crew.shift: crew.detailed for crew in self.crews if crew.shift in self.varied}

    @property
    def usual(self) -> dict[str, int]:
        """Shift -> those who are there once everybody is taken off whom the prison's description takes off."""
        return {crew.shift: crew.people for crew in self.crews if crew.shift in self.varied}

    def settings(self, prison: Prison, there: Mapping[str, int]) -> dict[str, JsonValue]:
        """The changes to a prison (path -> value) with which so many are there on each varied shift, whoever else would
        be taken off it."""
        changes: dict[str, JsonValue] = {}
        crews = [crew for crew in self.crews if crew.shift in there]
        if self.role in prison.in_post:
            # Staff in post are shared among all shifts: from here on each shift has its own.
            crews = list(self.crews)
            changes[f"in_post.{in_path(self.role)}"] = None
        for crew in crews:
            path = f"staff.{in_path(crew.shift)}"
            listed = crew.detailed if crew.shift in there else max(crew.detailed, crew.people)
            if prison.staff[crew.shift].staff.get(self.role) != listed:
                changes[f"{path}.{in_path(self.role)}"] = listed
            for cause, taken in prison.staff[crew.shift].less.items():
                if taken.get(self.role):
                    changes[f"{path}.less.{in_path(cause)}.{in_path(self.role)}"] = 0
            if away := listed - there.get(crew.shift, crew.people):
                changes[f"{path}.less.{in_path(CAUSE)}.{in_path(self.role)}"] = away
        return changes


def _refused(name: str, what: str, known: Sequence[str]) -> InputError:
    near = nearest(name, known)
    try_ = f"perhaps {quoted(near)}." if near else f"{', '.join(map(quoted, dict.fromkeys(known)))}."
    return InputError([Problem("ladder", 0, 0, Code.UNKNOWN_NAME, what, try_)])
