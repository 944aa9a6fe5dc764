"""How the page writes amounts and lists: hours and minutes, counts, bars, and names that fit."""

from __future__ import annotations

import math
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from rich.cells import cell_len, set_cell_size

from regime.checker.wording import listed
from regime.plan import GIVES, SHORTFALL

NARROW, FEW = 60, 12
"""Columns of a page below which names have few, and how many."""


def duration(minutes: float) -> str:
    """``5 h 12`` for 312 minutes, ``45 min`` below an hour."""
    whole = round(minutes)
    return f"{whole // 60} h {whole % 60:02d}" if whole >= 60 else f"{whole} min"


def difference(minutes: float) -> str:
    """``+1 h 05``, ``-45 min``, ``same``."""
    return f"{'+' if minutes > 0 else '-'}{duration(abs(minutes))}" if round(minutes) else "same"


def limit_words(seconds: float) -> str:
    """``60`` for a time limit in seconds, ``0.5`` where a part of one counts: below ten."""
    return f"{seconds:.0f}" if seconds >= 10 else f"{seconds:.2g}"


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 group``, ``1,200 people``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def parts_words(parts: Mapping[str, int]) -> str:
    """`` (14 unlocks, 8 movements)`` after their sum, without what there is none of; nothing where all is none."""
    some = ", ".join(count(number, one) for one, number in parts.items() if number)
    return f" ({some})" if some else ""


def adding_up(parts: Sequence[float]) -> list[int]:
    """Parts in whole numbers that add up to their sum, rounded: the largest remainders are rounded up."""
    down = [math.floor(part) for part in parts]
    remainders = sorted(range(len(parts)), key=lambda place: down[place] - parts[place])
    for place in remainders[: round(sum(parts)) - sum(down)]:
        down[place] += 1
    return down


def percent(value: float) -> str:
    """A percentage that never rounds something to nothing, or less than all to all."""
    if 0 < value < 1:
        return "<1%"
    return "99%" if 99 < value < 100 else f"{value:.0f}%"


def bar(share: float, width: int, empty: str = "░") -> str:
    """A bar of ``width`` characters, filled to ``share`` (0 to 1)."""
    filled = round(min(max(share, 0.0), 1.0) * width)
    return "█" * filled + empty * (width - filled)


def goal_words(goal: str) -> str:
    """What a goal of the search is called: ``open air shortfall``, ``certain time of the worst-off group``."""
    if goal.startswith(SHORTFALL):
        return f"{goal.removeprefix(SHORTFALL)} shortfall"
    return GIVES.get(goal, goal).replace("guaranteed", "certain").replace("2 worst-off", "two worst-off")


def to_copy(*words: object) -> str:
    """A command to be copied: ``regime check 'my prison.yaml'``, with quotes for a shell where a word needs them."""
    return shlex.join(["regime", *map(str, words)])


def each_after(option: str, values: Iterable[str]) -> Iterator[str]:
    """An option before each of its values, for ``to_copy``."""
    return chain.from_iterable((option, value) for value in values)


def left_out_words(groups: Sequence[str]) -> str:
    """That a plan does not name some groups; nothing where it names all."""
    return f"Not in the plan, and taken as locked up all day: {listed(groups)}." if groups else ""


def broken_words(called: str, findings: Sequence[object]) -> str:
    """That a plan breaks rules; nothing where it keeps all of them."""
    return f"{called} breaks {count(len(findings), 'rule')}: regime evaluate says which." if findings else ""


def interval(least: float, most: float) -> str:
    """``from +31 to +34``: whole numbers, rounded outwards, so that what is said holds."""
    low, high = math.floor(least), math.ceil(most)
    return f"{low:+,}" if low == high else f"from {low:+,} to {high:+,}"


def hours_above(starts: Sequence[int]) -> str:
    """``08  10  12`` above columns that start at these minutes of the day, as many hours as stand apart."""
    marks = ""
    for column, start in enumerate(starts):
        if start % 60 == 0 and len(marks) <= column:
            marks = marks.ljust(column) + f"{start // 60:02d}" + " "
    return marks.rstrip()


def fit(text: str, width: int, end: int = 0) -> str:
    """The text in so many columns, shortened with an ellipsis where it is too long: before its last ``end`` columns."""
    if cell_len(text) <= width:
        return text
    tail = set_cell_size(text[::-1], max(0, min(end, width - 1)))[::-1]
    return set_cell_size(text, max(0, width - 1 - cell_len(tail))).rstrip() + "…" + tail.lstrip()


def names(every: Sequence[str], width: int, end: int = 0, *, what: str = "") -> str:
    """As many names as fit, and how many more there are, of ``what`` where that is not said above; ``end`` as for
    ``fit``."""
    for shown in range(len(every), 1, -1):
        text = ", ".join(every[:shown]) + _more(len(every) - shown, width, what)
        if cell_len(text) <= width:
            return text
    more = _more(len(every) - 1, width, what)
    return fit(every[0], width - len(more), end) + more


def in_lines(every: Iterable[str], width: int) -> str:
    """All the names, in as many lines of so many columns as they take: no name is broken that fits."""
    lines: list[str] = []
    for name in every:
        if lines and cell_len(f"{lines[-1]}, {name},") <= width:
            lines[-1] += f", {name}"
        else:
            lines.append(name)
    return ",\n".join(lines)


def labels(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The names of each row in so many columns. Rows that would read the same are cut where they can be told apart."""
    cut = [names(row, width) for row in rows]
    for label, times in Counter(cut).items():
        alike = [place for place, other in enumerate(cut) if other == label] if times > 1 else []
        # A third of the room for the end of a name reads best, where that is enough.
        for end in (*range(width // 3, width - 1), *range(width // 3)):
            again = [names(rows[place], width, end) for place in alike]
            if len({*again, *cut}) == len({*cut}) + len(alike):
                break
        else:
            again = [f"{number} {names(rows[place], width - 3)}" for number, place in enumerate(alike, start=1)]
        for place, name in zip(alike, again, strict=True):
            cut[place] = name
    return cut


def room_for(every: Iterable[str], usual: int, width: int) -> int:
    """Columns for names: as ``usual``, fewer on a narrow page; what a page has above 100 goes to names that need it."""
    if width < NARROW:
        return min(usual, FEW)
    return max(usual, min(max(map(cell_len, every), default=0), usual + width - 100))


def padded(text: str, width: int) -> str:
    """The text with spaces after it, ``width`` columns wide."""
    return set_cell_size(text, width)


def _more(left: int, width: int, what: str) -> str:
    """``+ 3 more``, or ``+3`` where that would leave too little of the name before it."""
    said = f" + {count(left, f'more {what}')}" if what else f" + {left} more"
    return (said if width > FEW else f" +{left}") if left else ""
