"""A what-if run over staffing levels against the same points planned one by one, from nothing and until as good.

    python -m tests.benchmarks.sweep                         HMP Hull with six officers fewer to six more, 13 points
    python -m tests.benchmarks.sweep tiny --vary staff.early.officers=-1..+1 -s 4

The run ends a point at a gap of 1% or at the time limit; alone a point is planned until it is as near to its bound as
in the run, or for so many times the limit. What was measured is kept in tests/benchmarks/results/sweeps, one
file for each version and day, and stands in results.md below the other measurements.
"""

from __future__ import annotations

import argparse
import csv
import importlib.metadata
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from pydantic import TypeAdapter

from regime import Impossible, NoPlanInTime, plan, what_if
from regime.changes import changed
from regime.prison import Prison
from regime.whatif.axis import axis
from regime.whatif.result import Point, value_of
from regime.whatif.search import AFRESH
from solver import Event
from solver.events import gap
from tests.benchmarks.days import day_name, named

FOLDER = Path(__file__).with_name("results") / "sweeps"
VERSION = importlib.metadata.version("regime-planner")
GAP = 0.01
LIMIT = 170 / (12 + AFRESH)
"""Seconds for a point, so that 13 points end within 3 minutes: the first has more, and some are measured anew."""

ALONE = 5
"""How many times as long a point may take alone."""


@dataclass
class Measured:
    """One point, in the run (``warm``) and from nothing (``cold``).

    Values are person-hours, before anything is given up for later goals; gaps are shares.
    """

    axis: str
    limit: float
    """Seconds for a point, at most."""
    point: str
    warm_value: float | None = None
    warm_short: int | None = None
    """Entitlements not met in full."""
    warm_gap: float | None = None
    """How much better any day of this point could be, with bounds carried from the looser ones."""
    warm_seconds: float | None = None
    cold_value: float | None = None
    cold_short: int | None = None
    cold_gap: float | None = None
    cold_seconds: float | None = None
    cores: int = os.cpu_count() or 1


def main() -> None:
    """Measure, keep and show."""
    args = _arguments()
    lines = measure(named(args.day), args.vary, args.seconds)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{VERSION} {args.day}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Measured)], lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in asdict(line).items()} for line in lines)
    print(text())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("day", nargs="?", type=day_name, default="hull", metavar="DAY")
    parser.add_argument("--vary", default="staff.early.officers=-6..+6", metavar="PATH=FROM..TO")
    parser.add_argument(
        "-s", "--seconds", type=float, default=LIMIT, help="for each point (default: 13 of them in 3 minutes)"
    )
    return parser.parse_args()


def measure(prison: Prison, vary: str, seconds: float) -> list[Measured]:
    """The whole run, then every point of it from nothing."""
    lines: dict[str, Measured] = {}
    took: dict[str, float] = {}
    begun = time.monotonic()

    def on_point(point: Point, _: int) -> None:
        nonlocal begun
        took[point.label] = time.monotonic() - begun
        begun = time.monotonic()
        print(f"in the run: {point.label}, {took[point.label]:.1f} s", flush=True)

    run = what_if(prison, vary=vary, time_limit=seconds, gap=GAP, on_point=on_point)
    for point in run.points:
        line = Measured(axis(vary).path, seconds, point.label, warm_seconds=took[point.label])
        if point.plan is not None and (goal := value_of(point.plan)):
            line.warm_value, line.warm_short = goal.best / 60, point.short
            line.warm_gap = gap(goal.best, goal.bound if point.bound_hours is None else point.bound_hours * 60)
        if line.warm_gap is not None:
            _alone(line, changed(prison, {change.path: change.new for change in point.changes})[0])
        lines[point.label] = line
    return list(lines.values())


def _alone(line: Measured, prison: Prison) -> None:
    """Plan a point from nothing, until its value is as near to its bound as in the run."""
    stop, begun = threading.Event(), time.monotonic()

    def on_event(event: Event) -> None:
        if event.phase == "value" and event.gap <= _enough(line):
            stop.set()

    try:
        cold = plan(prison, time_limit=ALONE * line.limit, gap=GAP, on_event=on_event, stop=stop)
    except (Impossible, NoPlanInTime):
        cold = None
    line.cold_seconds = time.monotonic() - begun
    if cold is not None and (goal := value_of(cold)):
        line.cold_value, line.cold_short, line.cold_gap = goal.best / 60, len(cold.shortfalls), goal.gap
    print(f"alone: {line.point}, {line.cold_seconds:.1f} s", flush=True)


def _enough(line: Measured) -> float:
    """The gap until which a point is planned alone."""
    return max(GAP, line.warm_gap or 0.0)


def text() -> str:
    """What was measured of this version as Markdown; nothing if nothing was."""
    files = sorted(FOLDER.glob(f"{VERSION} *.csv"))
    return "\n\n".join(part for file in files for part in _page(file.stem.split(" ", 1)[1], _kept(file)))


def _kept(file: Path) -> list[Measured]:
    with file.open(newline="", encoding="utf-8") as read:
        rows = [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(read)]
    return TypeAdapter(list[Measured]).validate_python(rows)


def _page(day: str, lines: list[Measured]) -> Iterator[str]:
    first = lines[0]
    yield f"## What if: {day}, {first.axis}, {len(lines)} points of up to {first.limit:.1f} s, {first.cores} cores"
    head = ("point", "value", "not met", "gap", "seconds", "value alone", "not met", "gap", "seconds")
    rows = [
        (
            line.point,
            _number(line.warm_value),
            _number(line.warm_short),
            _per_cent(line.warm_gap),
            _number(line.warm_seconds, 1),
            _number(line.cold_value),
            _number(line.cold_short),
            _per_cent(line.cold_gap),
            _number(line.cold_seconds, 1),
        )
        for line in lines
    ]
    yield "\n".join("| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows))
    warm, cold = (sum(getattr(line, f"{how}_seconds") or 0.0 for line in lines) for how in ("warm", "cold"))
    near, alone = (sum(_near(line, how) for line in lines) for how in ("warm", "cold"))
    of = f"of {len(lines)} points within 1% and every entitlement met"
    yield f"In the run {warm:.0f} s, {near} {of}. Alone {cold:.0f} s, {alone} {of}."
    as_near = sum(1 for line in lines if line.cold_gap is not None and line.cold_gap <= _enough(line))
    yield (
        f"Alone {as_near} of {len(lines)} points came as near to their bound within {ALONE} times the limit. "
        f"The run takes {warm / cold:.0%} of the time that its points take alone."
    )


def _near(line: Measured, how: str) -> bool:
    gap = getattr(line, f"{how}_gap")
    return gap is not None and gap <= GAP and getattr(line, f"{how}_short") == 0


def _cell(value: object) -> str:
    return "" if value is None else f"{value:.8g}" if isinstance(value, float) else str(value)


def _number(figure: float | None, digits: int = 0) -> str:
    return "" if figure is None else f"{figure:,.{digits}f}"


def _per_cent(share: float | None) -> str:
    return "" if share is None else f"{share:.2%}"


if __name__ == "__main__":
    main()
