"""``regime report``: documents of plans, for the people who never see a terminal."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from regime.cli import output
from regime.cli.arguments import Commands, UsageError, add_command, named, path
from regime.cli.exit import Exit
from regime.cli.terminal import Terminal
from regime.errors import not_written

FEW = 3
"""Files of an earlier report in one folder that are named one by one, at the most."""


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "report", "Documents of plans: pages, notices, lists, sheets, files.", json=False)
    command.add_argument("prison", type=path, metavar="PRISON", help="the prison file (YAML)")
    command.add_argument("plans", type=path, nargs="+", metavar="PLAN", help="plans of it (JSON, or a timetable)")
    command.add_argument("-o", "--output", type=path, metavar="FOLDER", required=True, help="where the documents go")
    command.add_argument(
        "--for", dest="documents", type=named, metavar="LIST", help="whom for, with commas between (default: all)"
    )
    command.add_argument("--what-if", type=path, metavar="RUN", help="a what-if run (JSON) for the governor's page")
    command.add_argument(
        "--force", action="store_true", help="write over files; without --for, an earlier report there goes"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Read, write every document, say where they are, and which plans break rules."""
    from regime.against import was_near
    from regime.changes import as_planned
    from regime.cli.reading import say_warnings_of_days
    from regime.load import read
    from regime.page.words import count
    from regime.report.reported import reported
    from regime.reporting import report
    from regime.source import file_text
    from regime.timetable import read_plan
    from regime.whatif.run_file import what_if_of_json

    names = [file.stem for file in args.plans]
    if len(set(names)) < len(names):
        raise UsageError("two plans have the same name: give their files names of their own")
    output.folder_ready(args.output, force=args.force)
    loaded = read(args.prison)
    prison = loaded.prison
    plans = {name: read_plan(file, prison) for name, file in zip(names, args.plans, strict=True)}
    say_warnings_of_days(loaded, [as_planned(prison, plan) for plan in plans.values()], terminal)
    run = what_if_of_json(file_text(args.what_if), str(args.what_if)) if args.what_if else None
    documents = [name.strip() for name in args.documents.split(",")] if args.documents else None
    files = report(prison, plans, documents, run)
    try:
        inputs = [args.prison, *args.plans, *([args.what_if] if args.what_if else [])]
        removed, kept, over = output.write_folder(args.output, files, inputs, every=documents is None)
    except OSError as error:
        raise UsageError(f"{error.filename} could not be written: {not_written(error)}") from None
    terminal.say(f"{count(len(files), 'file')} written to {args.output}.")
    if removed:
        terminal.say(f"Removed, from an earlier report there: {_by_folder(removed)}.")
    if kept:
        why = f"may be of another plan: {_by_folder(kept)}" if documents else f"were changed since: {', '.join(kept)}"
        terminal.say(f"Still there from an earlier report, and they {why}.", style="yellow")
    if over:
        text = f"Written over, though they were not as a report had left them: {', '.join(over)}."
        terminal.say(text, style="yellow")
    tells_changes = documents is None or not {"governor", "wings"}.isdisjoint(documents)
    for name, plan in plans.items():
        day = reported(prison, name, plan)
        if tells_changes and was_near(plan) and day.plan.against is None:
            text = (
                f"No changes against the published plan (changes.html) for {name}: it or the prison was edited since."
            )
            terminal.say(text, "yellow")
        if caveat := day.caveat:
            terminal.say(f"Warning, also in its documents: {name}. {caveat}", "yellow")
    return Exit.DONE


def _by_folder(files: Sequence[str]) -> str:
    """The names of files; of many in one folder how many they are."""
    inside: dict[str, list[str]] = {}
    for name in files:
        inside.setdefault(name.partition("/")[0], []).append(name)
    return ", ".join(f"{len(n)} files in {folder}" if len(n) > FEW else ", ".join(n) for folder, n in inside.items())
