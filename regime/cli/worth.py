"""``regime worth``: where would one more officer help most?"""

from __future__ import annotations

import argparse

from regime.cli.arguments import Commands, add_changes, add_command, add_day, gap, path, seconds, seed, workers
from regime.cli.exit import Exit
from regime.cli.terminal import Terminal


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "worth", "What one more or one fewer of each thing is worth on the day.")
    command.add_argument("prison", type=path, metavar="PRISON", help="the prison file (YAML)")
    add_day(command)
    add_changes(command)
    search = command.add_argument_group("search")
    search.add_argument(
        "--time-limit", type=seconds, default=20.0, metavar="SECONDS", help="for each search (default: 20)"
    )
    search.add_argument("--gap", type=gap, default=0.01, metavar="PERCENT", help="enough for a search (default: 1%%)")
    search.add_argument("--seed", type=seed, default=1, help="start of the random choices (default: 1)")
    search.add_argument("--workers", type=workers, help="processor cores to use (default: all, 64 at most)")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Plan the day and each change of it, and show what each is worth."""
    from regime.cli.reading import read_changed, say_nothing_published
    from regime.cli.searching import stoppable
    from regime.page.worth import worth_page
    from regime.whatif.worth import worth

    loaded, changes = read_changed(args, terminal)
    say_nothing_published(terminal, loaded.prison)
    found = stoppable(
        terminal,
        lambda stop: worth(
            loaded.prison,
            weekday=args.weekday,
            date=args.date,
            time_limit=args.time_limit,
            gap=args.gap,
            seed=args.seed,
            workers=args.workers,
            made=changes,
            on_worth=lambda line, done, of: terminal.say(f"{done} of {of}: {line.what}"),
            stop=stop,
        ),
    )
    if found.interrupted and not found.each:
        raise KeyboardInterrupt("Stopped before any change was looked at: there is nothing to show.")
    if terminal.json:
        terminal.answer_text(found.model_dump_json(indent=2))
    else:
        terminal.answer(worth_page(found))
    return Exit.DONE
