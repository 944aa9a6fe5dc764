"""How good, how well proved and how quick the plans are, beside what other solvers make of the same days.

    python -m tests.benchmarks                                   every example, 60 seconds each, our planner
    python -m tests.benchmarks hull M-1-0.8 -s 10 60             an example and a seeded day (size, seed, staffing)
    python -m tests.benchmarks --sizes S M --seeds 1 2 3 --staffing 0.8 1.0 --solvers ours "cp-sat plain"
    python -m tests.benchmarks --table                           only the table of what has been measured
    python -m tests.benchmarks.sweep                             a what-if run against its points one by one

Every measurement runs by itself and is kept in tests/benchmarks/results/<version>.csv at once, in place of an older one
of the same day, solver and limit: Ctrl-C loses one at the most. The table is made of all that is kept of this version.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from itertools import product
from pathlib import Path

from tests.benchmarks import sweep
from tests.benchmarks.days import EXAMPLES, SIZES, day_name
from tests.benchmarks.history import keep
from tests.benchmarks.measure import OURS, Measurement
from tests.benchmarks.rivals import RIVALS
from tests.benchmarks.table import text

ROOT = Path(__file__).parents[2]
PAGE = Path(__file__).with_name("results.md")

PATIENCE = 3.0
"""How many times the time limit a solver may take, and a minute, before it is ended: not all of them keep it."""


def main() -> None:
    """Measure, keep and show."""
    args = _arguments()
    seeded = [f"{size}-{seed}-{staffing}" for size, staffing, seed in product(args.sizes, args.staffing, args.seeds)]
    days = [*args.days, *seeded] or EXAMPLES
    try:
        for day, seconds, solver in product(() if args.table else days, args.seconds, args.solvers):
            line = _measured(day, solver, seconds)
            keep(line)
            print(_told(line), flush=True)
    except KeyboardInterrupt:
        print("interrupted: what is measured is kept", file=sys.stderr)
    page = "\n\n".join(part for part in (text(), sweep.text()) if part)
    print(f"\n{page}")
    PAGE.write_text(f"{page}\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("days", nargs="*", type=day_name, metavar="DAY")
    parser.add_argument("-s", "--seconds", nargs="+", type=float, default=[60.0], help="time limits")
    parser.add_argument("--solvers", nargs="+", choices=[OURS, *RIVALS], default=[OURS], metavar="SOLVER")
    parser.add_argument("--sizes", nargs="+", choices=list(SIZES), default=[], help="sizes of seeded days")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--staffing", nargs="+", type=float, default=[1.0], help="1: about a normal day")
    parser.add_argument("--table", action="store_true", help="measure nothing")
    return parser.parse_args()


def _measured(day: str, solver: str, seconds: float) -> Measurement:
    command = [sys.executable, "-m", "tests.benchmarks.measure", day, solver, str(seconds)]
    patience = PATIENCE * seconds + 60
    try:
        # In a session of its own it does not see Ctrl-C, but is ended by it.
        done = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=patience, start_new_session=True
        )
    except subprocess.TimeoutExpired as late:
        return Measurement(day, solver, seconds, result="no end", seconds=late.timeout)
    if done.returncode:
        return Measurement(day, solver, seconds, result=f"failed ({done.returncode})")
    return Measurement(**json.loads(done.stdout.splitlines()[-1]))


def _told(line: Measurement) -> str:
    figures = (
        f"{name} {getattr(line, name):.{digits}f}"
        for name, digits in (("score", 0), ("value", 0), ("shortfall", 0), ("gap", 4), ("seconds", 1), ("memory", 0))
        if getattr(line, name) is not None
    )
    return f"{line.day}, {line.solver}, {line.limit:g} s: {line.result}; {', '.join(figures)}"


if __name__ == "__main__":
    main()
