"""What is wrong with a prison file: the place, a code, a plain sentence and what to try."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice
from typing import Any, Literal, TypeVar

MOST = 200
"""Problems reported of one file, at most: nobody reads more, and the rest often follows from the first."""

_WIDTH = 100
"""Columns of what is told, where nothing narrower is asked for."""
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Code(StrEnum):
    """The codes of problems. They never change their meaning; new ones are added at the end."""

    meaning: str

    def __new__(cls, code: str, meaning: str) -> Code:
        """A code is its own text, with its meaning beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    UNREADABLE = "RP001", "the file cannot be read as text"
    NOT_YAML = "RP002", "the text is not YAML"
    REFUSED_YAML = "RP003", "a part of YAML that prison files do not use, or too much of it"
    UNKNOWN_FIELD = "RP004", "a field that does not exist there"
    MISSING_FIELD = "RP005", "a field that must be given is missing or empty"
    DUPLICATE = "RP006", "the same thing is given twice"
    WRONG_TYPE = "RP007", "a value of the wrong sort, such as a word for a number"
    WRONG_VALUE = "RP008", "a value that cannot be: a negative number, a time off the day, a contradiction"
    UNKNOWN_PACK = "RP009", "a pack that does not exist"
    UNKNOWN_KIND = "RP010", "a kind of activity that no pack describes"
    UNKNOWN_PEOPLE = "RP011", "a name that is no group, wing or tag"
    UNKNOWN_ROLE = "RP012", "a role that is not described under roles"
    UNKNOWN_NAME = "RP013", "a name that nothing else in the file has"
    AMBIGUOUS_NAME = "RP014", "one name for two different sets of people"
    STAFF_BELOW_ZERO = "RP015", "more staff taken off a shift than are detailed to it"
    BREAK_MISPLACED = "RP016", "a break outside its shift, or in the window of another break"
    OUTSIDE_HOURS = "RP017", "something at a time at which nobody may be out, or that no movement serves"
    CROSSES_ROLL_CHECK = "RP018", "a session or its movement during a roll check"
    NO_SPACE = "RP019", "a group that is too large to be unlocked or to use its yard"
    NEVER_RUNS = "RP020", "an activity or an on-wing time that can never happen"
    ALWAYS_SHORT = "RP021", "an entitlement that can never be met in full"
    UNSTAFFED_WALK = "RP022", "people walk to activities without any staff being counted"
    NO_SUCH_ACTIVITY = "RP023", "an entitlement to an activity that the prison does not have"
    TOO_FEW_ON_DUTY = "RP024", "posts and locked wings ask for more people than are on duty"
    NO_TIME_FOR_BREAKS = "RP025", "the breaks of those on duty leave too few for posts and locked wings"
    NEVER_UNLOCKED = "RP026", "a wing that can never be unlocked with the staff there are"
    NEVER_STAFFED = "RP027", "a session that can never run with the staff there are"
    NO_WAY_THERE = "RP028", "a session that needs more people than can be taken to it"
    TOO_FEW_PLACES = "RP029", "people are owed more places than there are"
    TOO_LITTLE_YARD = "RP030", "a yard or an on-wing time that cannot take everybody for as long as is owed"
    BELOW_TEN_HOURS = "RP031", "the fixed times of the day rule out ten hours out of cell"
    TAKEN_AWAY = "RP032", "an entitlement that the changes made to the prison take away from everybody"


Severity = Literal["error", "warning"]
Given = TypeVar("Given")
Read = TypeVar("Read")
Path = tuple[str | int, ...]
"""Where something is in the description: ``("wings", "A", "groups", "A1")``."""


@dataclass(frozen=True)
class Finding:
    """Something wrong at one spot of a prison, before anybody knows on which line that is."""

    at: Path
    code: Code
    what: str
    try_: str = ""
    severity: Severity = "error"
    name: str = ""
    """The name that nothing has, where that is what is wrong."""
    known: Collection[str] = ()
    """What it could have been."""
    known_as: str = ""
    on_name: bool = False
    """Whether the name before the colon is wrong, and not the value."""
    fine_in_packs: bool = False
    """Packs serve many prisons: what they say may not concern this one."""

    def advice(self) -> str:
        """What to try: as the finding says, else the nearest of the names that exist, else those names."""
        if self.try_ or not self.name:
            return self.try_
        close = nearest(self.name, self.known)
        if close is not None:
            return f"{quoted(close)}."
        if not self.known:
            return f"describe it: there are no {self.known_as} yet."
        shown = ", ".join(visible(each)[:40] for each in islice(self.known, 12))
        more = len(self.known) - 12
        return f"one of the {self.known_as}: {shown}{f' and {more} more' if more > 0 else ''}."


@dataclass(frozen=True)
class Problem:
    """One problem at one place. Lines and columns count from 1; line 0 stands for the whole file."""

    file: str
    line: int
    column: int
    code: Code
    what: str
    try_: str = ""
    source_line: str = ""
    length: int = 1
    """Characters to underline."""
    severity: Severity = "error"
    cell: str = ""
    """The cell of a spreadsheet: ``Shifts!C4``."""

    def as_json(self) -> dict[str, Any]:
        """The problem as plain data."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "cell": self.cell,
            "code": str(self.code),
            "severity": self.severity,
            "what": self.what,
            "try": self.try_,
            "source_line": visible(self.source_line[:1000]),
        }

    def __str__(self) -> str:
        return self.told()

    def told(self, width: int = _WIDTH) -> str:
        """The problem as people read it, with as much of its line as fits ``width`` columns."""
        spot = self.cell or f"{self.line}:{self.column}"
        where = f"{self.file}:{spot}" if self.line else self.file
        kind = "warning: " if self.severity == "warning" else ""
        lines = [f"{where}  {self.code}  {kind}{self.what}"]
        if self.line:
            lines += self._excerpt(width)
        if self.try_:
            lines.append(f"   Try: {self.try_}")
        return "\n".join(lines)

    def _excerpt(self, width: int) -> list[str]:
        gutter = " " * len(str(self.line))
        room = width - len(f"   {gutter} | ")
        first = max(0, self.column - 1 - room // 2) if len(self.source_line) > room else 0
        text = visible(self.source_line[first : first + room])
        before = self.column - 1 - first
        marks = "^" * max(1, min(self.length, len(text) - before))
        return [f"   {self.line} | {text}".rstrip(), f"   {gutter} | {' ' * before}{marks}"]


class InputError(Exception):
    """The prison file cannot be used. ``str()`` is the page that people read; ``problems`` has the parts."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = list(problems)
        self.problems: tuple[Problem, ...] = tuple(found[:MOST])
        self.more = len(found) > MOST
        """Whether there are problems beyond the first ``MOST``."""
        super().__init__(self.problems)

    def __str__(self) -> str:
        return self.told()

    def told(self, width: int = _WIDTH) -> str:
        """The page that people read, with as much of each line as fits ``width`` columns."""
        count = len(self.problems)
        many = f"{'More than ' if self.more else ''}{count} problem{'s' if count != 1 else ''}"
        return f"{render(self.problems, width)}\n{many}."

    def as_json(self) -> dict[str, Any]:
        """All problems as plain data."""
        return {"problems": [problem.as_json() for problem in self.problems], "more": self.more}


def of_each(read: Callable[[Given], Read], given: Iterable[Given]) -> list[Read]:
    """What is read of each of several things. Raises ``InputError`` with what is wrong with all of them."""
    done: list[Read] = []
    problems: list[Problem] = []
    for each in given:
        try:
            done.append(read(each))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return done


def render(problems: Sequence[Problem], width: int = _WIDTH) -> str:
    """Problems or warnings as plain text, one after the other."""
    return "\n".join(problem.told(width) for problem in problems)


def visible(text: str) -> str:
    """Text that is safe to print: characters that move or colour a terminal become ``?``."""
    return _INVISIBLE.sub("?", text.replace("\t", " "))


def quoted(name: object) -> str:
    """A name as it is shown in sentences, shortened where it is very long."""
    return f'"{shortened(str(name))}"'


def shortened(name: str) -> str:
    """A name as it is shown: without what cannot be seen, and only the beginning of one that is very long."""
    text = visible(name)
    return text if len(text) <= 60 else text[:57] + "..."


def nearest(name: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """The known name that looks most like ``name``, if one is so much ``alike``, of 1 (the first 500 are compared)."""
    names = {each.casefold(): each for each in reversed(list(islice(known, 500)))}
    close = get_close_matches(name[:60].casefold(), names, n=1, cutoff=alike)
    return names[close[0]] if close else None
