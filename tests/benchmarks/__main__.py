"""How good and how well proved the plans are: every example, or the days that are named, within a time limit.

    python -m tests.benchmarks                      every example, 60 seconds each
    python -m tests.benchmarks hull M-1-0.8 -s 30   an example, and a seeded day (size, seed, staffing), 30 seconds each

The table goes to the terminal and, with versions, to tests/benchmarks/results.md.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path

from regime import Impossible, Plan, Prison, load, plan
from regime.today import Today
from tests.benchmarks.days import day

ROOT = Path(__file__).parents[2]
RESULTS = Path(__file__).with_name("results.md")
COLUMNS = ("day", "people", "groups", "result", "floors short", "hours out", "gap", "first plan", "seconds")


@dataclass
class Line:
    """One day and what was reached."""

    name: str
    prison: Prison
    plan: Plan | None
    first: float | None
    """Seconds until the first plan that the search knew."""
    seconds: float

    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        today = Today.of(self.prison)
        about = (self.name, str(today.population), str(len(today.groups)))
        if self.plan is None or self.plan.proof is None or self.plan.figures is None:
            return (*about, "impossible", "", "", "", "", f"{self.seconds:.0f}")
        value = next(goal for goal in self.plan.proof.goals if goal.goal == "value")
        return (
            *about,
            self.plan.proof.status,
            str(len(self.plan.shortfalls)),
            f"{self.plan.figures.out_of_cell / 60:.2f}",
            f"{100 * value.gap:.2f}%",
            "" if self.first is None else f"{self.first:.1f} s",
            f"{self.seconds:.0f}",
        )


def measure(name: str, seconds: float) -> Line:
    """Plan one day; the checker runs on it as on every plan."""
    parts = name.split("-")
    example = ROOT / "examples" / f"{name}.yaml"
    prison = load(example) if example.exists() else day(parts[0], int(parts[1]), float(parts[2]))
    begun, news = time.monotonic(), []
    try:
        found = plan(prison, time_limit=seconds, gap=0.002, on_event=lambda event: news.append(event.seconds))
    except Impossible:
        found = None
    return Line(name, prison, found, news[0] if news else None, time.monotonic() - begun)


def table(lines: list[Line]) -> str:
    """The lines as a Markdown table."""
    rows = [COLUMNS, *(line.cells() for line in lines)]
    widths = [max(len(row[c]) for row in rows) for c in range(len(COLUMNS))]
    text = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    text.insert(1, "-|-".join("-" * width for width in widths))
    return "\n".join(f"| {row} |" for row in text)


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("days", nargs="*", metavar="DAY")
    parser.add_argument("-s", "--seconds", type=float, default=60.0)
    args = parser.parse_args()
    examples = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml") if ".timetable" not in path.name)
    lines = []
    for name in args.days or examples:
        lines.append(measure(name, args.seconds))
        print(" | ".join(lines[-1].cells()), flush=True)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("regime-planner", "ortools"))
    where = f"{os.cpu_count()} cores, Python {platform.python_version()}, {versions}, {args.seconds:.0f} s for each day"
    RESULTS.write_text(f"# Benchmark\n\n{where}.\n\n{table(lines)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
