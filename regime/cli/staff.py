"""``regime staff``: from staff in post to staff on duty."""

from __future__ import annotations

import argparse

from regime.cli.arguments import Commands, add_changes, add_command, add_day, path
from regime.cli.exit import Exit
from regime.cli.terminal import Terminal


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "staff", "Who is on duty: staff in post, less leave, sickness and the like.")
    command.add_argument("prison", type=path, metavar="PRISON", help="the prison file (YAML)")
    add_day(command)
    add_changes(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Add it up, without planning."""
    from regime.availability import availability
    from regime.cli.reading import read_changed, say_changes
    from regime.page.availability import availability_page

    loaded, changes = read_changed(args, terminal)
    say_changes(changes, terminal)
    found = availability(loaded.prison, weekday=args.weekday, date=args.date)
    if terminal.json:
        terminal.answer_text(found.model_dump_json(indent=2))
    else:
        terminal.answer(availability_page(found))
    return Exit.DONE
