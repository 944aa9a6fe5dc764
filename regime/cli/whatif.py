"""``regime whatif``: the day with other staff, places or times, side by side."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from regime.cli import output
from regime.cli.arguments import (
    Commands,
    UsageError,
    add_changes,
    add_command,
    add_day,
    file_to_write,
    gap,
    named,
    path,
    seconds,
    seed,
    workers,
)
from regime.cli.exit import Exit
from regime.cli.progress import Progress, to_go
from regime.cli.searching import stoppable
from regime.cli.terminal import Terminal
from regime.errors import not_written
from regime.letters import as_seen

if TYPE_CHECKING:
    import threading

    from regime.plan import Change
    from regime.prison import Prison
    from regime.whatif.result import Point, WhatIf
    from regime.whatif.sweep import Planning


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "whatif", "The day at each value of something, or in several scenarios.")
    command.add_argument("prison", type=path, metavar="PRISON", help="the prison file (YAML)")
    command.add_argument(
        "--vary",
        action="append",
        type=as_seen,
        default=[],
        metavar="PATH=FROM..TO",
        help="what to vary, like staff.early.officers=-6..+6, or =20..40:5; twice for a grid",
    )
    command.add_argument(
        "--compare",
        action="append",
        type=named,
        default=[],
        metavar="NAMES",
        help="scenarios to look at beside the day as it is, with commas between or one at a time",
    )
    add_day(command)
    command.add_argument("--folder", type=path, help="keep each plan here, and go on from what is there")
    command.add_argument("--csv", type=file_to_write, metavar="FILE", help="save the points for a spreadsheet")
    command.add_argument("--svg", type=file_to_write, metavar="FILE", help="save the picture")
    command.add_argument(
        "--force", action="store_true", help="write over these files if they exist, as to go on from --folder"
    )
    add_changes(command)
    search = command.add_argument_group("search")
    search.add_argument(
        "--time-limit",
        type=seconds,
        default=30.0,
        metavar="SECONDS",
        help="for each point (default: 30); three times that for the first, which starts from nothing",
    )
    search.add_argument(
        "--gap",
        type=gap,
        default=0.01,
        metavar="PERCENT",
        help="enough for a point; for the first a third of it (default: 1%%)",
    )
    search.add_argument("--seed", type=seed, default=1, help="start of the random choices (default: 1)")
    search.add_argument("--workers", type=workers, help="processor cores to use (default: all, 64 at most)")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Plan every point, save what is asked for, and show them."""
    from regime.cli.reading import read_to_write, say_nothing_published
    from regime.page.whatif import what_if_page

    if args.vary and args.compare:
        raise UsageError("--vary and --compare ask two questions: give one of them at a time")
    if not args.vary and not args.compare:
        raise UsageError("say what to vary (--vary staff.early.officers=-6..+6) or name scenarios (--compare NAMES)")
    loaded, made = read_to_write(args, terminal, {".csv": args.csv, ".svg": args.svg})
    say_nothing_published(terminal, loaded.prison)
    found = _found(args, terminal, loaded.prison, made)
    looked_at = [point for point in found.points if not point.left_out]
    if found.interrupted and not looked_at:
        raise KeyboardInterrupt("Stopped before any day was planned: there is nothing to show or to save.")
    saved = _save(args, terminal, found)
    if found.interrupted and args.folder:
        force = " (with --force, for the files that it saves)" if args.csv or args.svg else ""
        terminal.say(f"Give the same command again{force} to go on from what is kept in {args.folder}.")
    if terminal.json:
        terminal.answer_text(found.model_dump_json(indent=2))
    else:
        terminal.answer(what_if_page(found, terminal.out.width))
    if not saved:
        return Exit.USAGE
    if any(point.plan for point in found.points):
        return Exit.DONE
    return Exit.IMPOSSIBLE if all(point.impossible for point in looked_at) else Exit.NO_PLAN_IN_TIME


def _found(args: argparse.Namespace, terminal: Terminal, prison: Prison, made: tuple[Change, ...]) -> WhatIf:
    from regime.today import Today
    from regime.whatif.sweep import what_if

    people = Today.of(prison, args.weekday, args.date).population
    # How long a point may take depends on what its search starts from.
    with Progress(terminal, None, people, verbose=False) as progress:

        def work(stop: threading.Event) -> WhatIf:
            news = _News(progress, terminal, args.time_limit, stop)
            return what_if(
                prison,
                vary=args.vary or None,
                scenarios=",".join(args.compare) or (),
                weekday=args.weekday,
                date=args.date,
                time_limit=args.time_limit,
                gap=args.gap,
                seed=args.seed,
                workers=args.workers,
                folder=args.folder,
                made=made,
                on_point=news.done,
                on_news=news.planning,
                stop=stop,
            )

        return stoppable(terminal, work, progress.draw)


class _News:
    """What is told while the run goes on: the point under way, and until it is stopped how much is left at the most."""

    def __init__(self, progress: Progress, terminal: Terminal, time_limit: float, stop: threading.Event) -> None:
        self._progress, self._terminal, self._time_limit, self._stop = progress, terminal, time_limit, stop
        self._afresh = True

    def planning(self, news: Planning) -> None:
        if news.event is not None:
            self._progress.event(news.event)
            return
        self._progress.begin(f"{news.point}: {news.number} of {news.points}", self._left(news.to_plan))

    def done(self, point: Point, to_plan: int) -> None:
        self._afresh = self._afresh and point.plan is None
        if point.left_out:
            self._terminal.say(f"{point.name}: {point.failed}")
            return
        said = "no plan" if point.plan is None else "planned"
        if point.plan and point.plan.proof and point.plan.proof.stopped == "interrupted":
            said = "as far as its search came"
        self._terminal.say(f"{point.name}: {said}{to_go(self._left(to_plan))}")

    def _left(self, points: int) -> float:
        """Seconds in which so many points are planned; the first plan starts from nothing."""
        from regime.whatif.search import AFRESH

        if not points or self._stop.is_set():
            return 0.0
        return (points + (AFRESH - 1 if self._afresh else 0)) * self._time_limit


def _save(args: argparse.Namespace, terminal: Terminal, found: WhatIf) -> bool:
    """Write the files that were asked for; whether all could be written. The answer on stdout is not lost."""
    from regime.report.pictures.what_if import what_if as picture
    from regime.whatif.spreadsheet import csv_of

    saved = True
    kinds: list[tuple[Path | None, Callable[[WhatIf], str | bytes]]] = [(args.csv, csv_of), (args.svg, picture)]
    for file, drawn in kinds:
        if file is None:
            continue
        try:
            output.write(file, drawn(found), force=args.force)
        except OSError as error:
            terminal.say(f"{file} could not be written ({not_written(error)}).")
            saved = False
        else:
            terminal.say(f"Saved in {file}.")
    return saved
