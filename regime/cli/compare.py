"""``regime compare``: two days of one prison side by side."""

from __future__ import annotations

import argparse
from pathlib import Path

from regime.cli.arguments import Commands, add_command
from regime.cli.exit import Exit
from regime.cli.terminal import Terminal


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "compare", "Two plans of one prison side by side.")
    command.add_argument("prison", type=Path, metavar="PRISON", help="the prison file (YAML)")
    command.add_argument("first", type=Path, metavar="PLAN", help="a plan of it (JSON, or a timetable)")
    command.add_argument("second", type=Path, metavar="OTHER", help="another plan of it")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Measure both again, and show what differs."""
    from regime.api import evaluate
    from regime.changes import as_planned
    from regime.cli.reading import read_prison
    from regime.comparing import compare
    from regime.page.comparing import comparison_page
    from regime.timetable import read_plan

    prison = read_prison(args.prison, terminal)
    judged = [
        evaluate(as_planned(prison, plan), plan, compare=False)
        for plan in (read_plan(args.first, prison), read_plan(args.second, prison))
    ]
    for file, evaluation in zip((args.first, args.second), judged, strict=True):
        if evaluation.findings:
            terminal.say(f"{file} breaks {len(evaluation.findings)} rules: regime evaluate says which.")
    found = compare(judged[0].plan, judged[1].plan)
    if terminal.json:
        terminal.answer_text(found.model_dump_json(indent=2))
    else:
        terminal.answer(comparison_page(found, (args.first.stem, args.second.stem)))
    return Exit.BROKEN_RULES if any(evaluation.findings for evaluation in judged) else Exit.DONE
