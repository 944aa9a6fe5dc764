"""``regime whatif``: the day with other staff, places or times, side by side."""

from __future__ import annotations

import argparse
from pathlib import Path

from regime.cli.arguments import (
    DAYS,
    Commands,
    UsageError,
    add_changes,
    add_command,
    at_least_one,
    date,
    gap,
    seconds,
    whole,
)
from regime.cli.exit import Exit
from regime.cli.terminal import Terminal


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "whatif", "The day at each value of something, or in several scenarios.")
    command.add_argument("prison", type=Path, metavar="PRISON", help="the prison file (YAML)")
    command.add_argument(
        "--vary", metavar="PATH=FROM..TO", help="what to vary, like staff.early.officers=-6..+6, or =20..40:5"
    )
    command.add_argument("--compare", metavar="NAMES", help="scenarios of the prison file to look at beside the day")
    day = command.add_mutually_exclusive_group()
    day.add_argument("--weekday", choices=DAYS, help="the day of the week")
    day.add_argument("--date", type=date, metavar="YYYY-MM-DD", help="the date")
    command.add_argument("--folder", type=Path, help="keep each plan here, and go on from what is there")
    add_changes(command)
    search = command.add_argument_group("search")
    search.add_argument(
        "--time-limit", type=seconds, default=30.0, metavar="SECONDS", help="for each point (default: 30)"
    )
    search.add_argument("--gap", type=gap, default=0.01, metavar="PERCENT", help="enough for a point (default: 1%%)")
    search.add_argument("--seed", type=whole, default=1, help="start of the random choices (default: 1)")
    search.add_argument("--workers", type=at_least_one, help="processor cores to use (default: all)")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Plan every point and show them."""
    from regime.cli.reading import read_changed
    from regime.cli.searching import stoppable
    from regime.page.whatif import what_if_page
    from regime.whatif.sweep import what_if

    if bool(args.vary) == bool(args.compare):
        raise UsageError("say what to vary (--vary staff.early.officers=-6..+6) or name scenarios (--compare NAMES)")
    loaded, made = read_changed(args, terminal)
    found = stoppable(
        terminal,
        lambda stop: what_if(
            loaded.prison,
            vary=args.vary,
            scenarios=[name.strip() for name in args.compare.split(",")] if args.compare else (),
            weekday=args.weekday,
            date=args.date,
            time_limit=args.time_limit,
            gap=args.gap,
            seed=args.seed,
            workers=args.workers,
            folder=args.folder,
            made=made,
            on_point=lambda point: terminal.say(f"{point.label}: {'no plan' if point.plan is None else 'planned'}"),
            stop=stop,
        ),
    )
    if terminal.json:
        terminal.answer_text(found.model_dump_json(indent=2))
    else:
        terminal.answer(what_if_page(found))
    return Exit.DONE if any(point.plan for point in found.points) else Exit.NO_PLAN_IN_TIME
