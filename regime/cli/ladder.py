"""``regime ladder``: the regime management plan, from the full profile of officers down to patrol state."""

from __future__ import annotations

import argparse
import threading
from typing import TYPE_CHECKING

from regime.cli import output
from regime.cli.arguments import (
    Commands,
    add_changes,
    add_command,
    add_day,
    file_to_write,
    gap,
    named,
    path,
    seconds,
    seed,
    step,
    workers,
)
from regime.cli.exit import Exit
from regime.cli.progress import Progress, to_go
from regime.cli.searching import stoppable
from regime.cli.terminal import Terminal
from regime.errors import not_written

if TYPE_CHECKING:
    from regime.ladder.result import Ladder, Rung
    from regime.plan import Change
    from regime.prison import Prison
    from regime.whatif.sweep import Planning


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "ladder", "The regime management plan: what is dropped as officers grow fewer.")
    command.add_argument("prison", type=path, metavar="PRISON", help="the prison file (YAML)")
    command.add_argument(
        "--shift", action="append", type=named, default=[], metavar="NAME", help="vary this shift alone"
    )
    command.add_argument(
        "--role", type=named, metavar="ROLE", help="whom to vary (default: the role that staffs most landings)"
    )
    command.add_argument(
        "--step", type=step, metavar="PEOPLE", help="fewer from one rung to the next (default: about ten rungs)"
    )
    add_day(command)
    command.add_argument("--folder", type=path, help="keep each rung here, and go on from what is there")
    command.add_argument("-o", "--output", type=file_to_write, metavar="FILE", help="write the document to sign (HTML)")
    command.add_argument("--force", action="store_true", help="write over FILE if it exists, as to go on from --folder")
    add_changes(command)
    search = command.add_argument_group("search")
    search.add_argument("--time-limit", type=seconds, default=60.0, metavar="SECONDS", help="for a rung (default: 60)")
    search.add_argument("--gap", type=gap, default=0.01, metavar="PERCENT", help="enough for a rung (default: 1%%)")
    search.add_argument("--seed", type=seed, default=1, help="start of the random choices (default: 1)")
    search.add_argument("--workers", type=workers, help="processor cores to use (default: all, 64 at most)")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Go down rung by rung, write the document where asked to, and show the ladder."""
    from regime.cli.reading import read_to_write, say_nothing_published
    from regime.errors import needing
    from regime.page.ladder import ladder_page

    if args.output:
        with needing("report"):
            import regime.report.management_plan  # noqa: F401
    loaded, made = read_to_write(args, terminal, {".html": args.output})
    say_nothing_published(terminal, loaded.prison)
    found = _found(args, terminal, loaded.prison, made)
    written = _write(args, terminal, loaded.prison.before, found)
    if terminal.json:
        terminal.answer_text(found.model_dump_json(indent=2))
    else:
        terminal.answer(ladder_page(found, terminal.out.width))
    return Exit.DONE if written else Exit.USAGE


def _found(args: argparse.Namespace, terminal: Terminal, prison: Prison, made: tuple[Change, ...]) -> Ladder:
    from regime.ladder.descent import ladder
    from regime.page.ladder import figures_of
    from regime.page.words import duration
    from regime.today import Today

    people = Today.of(prison, args.weekday, args.date).population

    with Progress(terminal, args.time_limit, people, verbose=False) as progress:

        def under_way(news: Planning) -> None:
            if news.event is not None:
                progress.event(news.event)
            else:
                progress.begin(f"{news.point}: {news.number} of {news.points}", news.to_plan * args.time_limit)

        def done(rung: Rung, rungs: int) -> None:
            out = duration(figures_of(rung.plan).out_of_cell)
            left = to_go(rungs * args.time_limit)
            terminal.say(f"{rung.officers}: {rung.band or 'no band'}, {out} out of cell{left}")

        def work(stop: threading.Event) -> Ladder:
            return ladder(
                prison,
                role=args.role,
                shifts=args.shift,
                step=args.step,
                weekday=args.weekday,
                date=args.date,
                time_limit=args.time_limit,
                gap=args.gap,
                seed=args.seed,
                workers=args.workers,
                folder=args.folder,
                made=made,
                on_rung=done,
                on_news=under_way,
                stop=stop,
            )

        return stoppable(terminal, work, progress.draw)


def _write(args: argparse.Namespace, terminal: Terminal, prison: Prison, found: Ladder) -> bool:
    """Write the document where asked to, of the prison as its file has it; whether nothing went wrong."""
    from regime.reporting import management_plan

    if not args.output:
        return True
    document = management_plan(prison, found).decode()
    try:
        output.write(args.output, document, force=args.force)
    except OSError as error:
        terminal.say(f"{args.output} could not be written ({not_written(error)}).")
        return False
    terminal.say(f"The document is in {args.output}.")
    return True
