"""The measurements of this version as a Markdown table: medians over the seeds, and the change since a release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from statistics import median

from tests.benchmarks import days
from tests.benchmarks.history import VERSION, earlier, kept
from tests.benchmarks.measure import OURS, Measurement

COLUMNS = (
    *("day", "limit", "solver", "plans", "score", "change", "value", "given up", "short", "gap"),
    *("to 1%", "first", "build", "ends", "MB"),
)

LEGEND = """\
Medians over the seeds; times in seconds; score, value, given up and short in person-hours.

- plans: those that keep every rule, of the days measured.
- score: value - short. The value is time out of cell and weighted purposeful time; short is what missing entitlements
  cost (`score.py`).
- change: of the score since {earlier}, in per cent of the value.
- given up: value that we gave up for later goals (fairness, calm), within the tolerance that the prison allows; the
  others have no such goals.
- gap: how much better it could be, in per cent of the value: with us by the bound of the value for the shortfalls
  reached, before anything is given up; with the others by the bound of the score.
- to 1%: until our gap was at most 1%, in the longest run. first: until the first plan, if the solver tells.
- build: of the model. ends: everything, from the prison to the checked plan.\
"""


def text() -> str:
    """The page: where it was measured, the table and what its columns say."""
    lines = kept(VERSION)
    where = sorted({f"{x.cores} cores, Python {x.python}, ortools {x.ortools}" for x in lines})
    since = earlier()
    before = {(old.day, old.solver, old.limit): old for old in kept(since)} if since else {}
    rows = [COLUMNS, *_rows(lines, before)]
    widths = [max(len(row[c]) for row in rows) for c in range(len(COLUMNS))]
    table = ["| " + " | ".join(c.ljust(width) for c, width in zip(row, widths, strict=True)) + " |" for row in rows]
    table.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    legend = LEGEND.format(earlier=since or "an earlier release")
    return "\n\n".join((f"# Benchmark of regime-planner {VERSION}", "; ".join(where) + ".", "\n".join(table), legend))


Before = dict[tuple[str, str, float], Measurement]


def _rows(lines: list[Measurement], before: Before) -> Iterable[tuple[str, ...]]:
    alike: dict[tuple[str, float, str], list[Measurement]] = defaultdict(list)
    longest: dict[str, float] = {}
    for line in sorted(lines, key=lambda x: (days.order(x.day), days.kind(x.day), x.limit, x.solver != OURS, x.solver)):
        alike[days.kind(line.day), line.limit, line.solver].append(line)
        longest[days.kind(line.day)] = max(line.limit, longest.get(days.kind(line.day), 0.0))
    for (kind, limit, solver), same in alike.items():
        near = _median(same, lambda x: x.near) if limit == longest[kind] else None
        yield (
            kind,
            f"{limit:g}",
            solver,
            _plans(same),
            _number(_median(same, lambda x: x.score)),
            _change(same, before),
            _number(_median(same, lambda x: x.value)),
            _number(_median(same, lambda x: x.given_up), 1),
            _number(_median(same, lambda x: x.shortfall)),
            _per_cent(_median(same, lambda x: x.gap)),
            _number(near, 1),
            _number(_median(same, lambda x: x.first), 1),
            _number(_median(same, lambda x: x.build), 1),
            _number(_median(same, lambda x: x.seconds), 1),
            _number(_median(same, lambda x: x.memory)),
        )


def _plans(lines: list[Measurement]) -> str:
    results = {line.result for line in lines}
    if results == {"impossible"}:
        return "impossible"
    return f"{sum(line.checked is True for line in lines)}/{len(lines)}"


def _median(lines: list[Measurement], of: Callable[[Measurement], float | None]) -> float | None:
    """The median; none unless every line has the figure."""
    found = [figure for figure in map(of, lines) if figure is not None]
    return median(found) if len(found) == len(lines) else None


def _change(lines: list[Measurement], before: Before) -> str:
    """The median change of the score on days measured before, in per cent of their value then."""
    changes = []
    for line in lines:
        old = before.get((line.day, line.solver, line.limit))
        if old and old.value and old.score is not None and line.score is not None:
            changes.append((line.score - old.score) / old.value)
    return f"{median(changes):+.2%}" if changes else ""


def _number(figure: float | None, digits: int = 0) -> str:
    return "" if figure is None else f"{figure:.{digits}f}"


def _per_cent(share: float | None) -> str:
    return "" if share is None else f"{share:.2%}"
