"""``regime new``: a prison file, a timetable or a spreadsheet to start from, copied from an example."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from regime.cli import output
from regime.cli.arguments import Commands, UsageError, add_command, file_to_write
from regime.cli.exit import Exit
from regime.cli.terminal import Terminal
from regime.data_folder import data_folder
from regime.errors import needing, not_written
from regime.page.words import to_copy

SMALLEST = "tiny"
SPREADSHEET = ".xlsx"
ENDINGS = (".yaml", ".yml", SPREADSHEET)
_SCHEMA = "prison.schema.json"
_TITLE = re.compile(r"^(?:prison|timetable):\s*(.+?)\s*$", re.MULTILINE)


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "new", "Start a prison file from an example.", json=False)
    command.add_argument(
        "file", type=file_to_write, nargs="?", metavar="NAME.yaml", help="the file to write (.xlsx: its tables)"
    )
    command.add_argument("--from", dest="example", default=SMALLEST, help=f"the example to copy (default: {SMALLEST})")
    command.add_argument("--list", action="store_true", help="list the examples")
    command.add_argument("--force", action="store_true", help="write over the file if it exists")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """List the examples, or copy one."""
    examples = _examples()
    if args.list:
        width = max(len(name) for name in examples)
        terminal.answer_text("\n".join(f"{name:<{width}}  {prison}" for name, prison in examples.items()))
        return Exit.DONE
    if args.file is None:
        raise UsageError("name the file to write, like: regime new my-prison.yaml")
    if args.example not in examples:
        raise UsageError(f"there is no example {args.example!r}: choose from {', '.join(examples)}")
    if args.file.suffix.casefold() not in ENDINGS:
        raise UsageError(
            f"{args.file} does not end as what is written does: name it like my-prison.yaml, or, for the tables of "
            f"staff, wings and activities, like detail{SPREADSHEET}"
        )
    output.ready(args.file, force=args.force)
    try:
        output.write(args.file, _content(args), force=args.force)
    except OSError as error:
        raise UsageError(f"{args.file} could not be written: {not_written(error)}") from error
    what = "has the tables" if args.file.suffix.casefold() == SPREADSHEET else "is a copy"
    terminal.say(f"{args.file} {what} of the example {args.example}.\n{_next(args.file, args.example)}")
    return Exit.DONE


def _content(args: argparse.Namespace) -> str | bytes:
    """What to write: the example, or those of its sections that can stand in a spreadsheet."""
    if args.file.suffix.casefold() != SPREADSHEET:
        return _template(args.example)
    with needing("report"):
        from regime.spreadsheets.template import template
    from regime.source import read_text

    description = read_text(_template(args.example), args.example).plain()
    if "wings" not in description:
        raise UsageError(f"{args.example} is no prison file: only those have tables for a spreadsheet")
    return template(description)


def _next(file: Path, example: str) -> str:
    """What to do with the copy."""
    if file.suffix.casefold() == SPREADSHEET:
        lines = "\n".join(f"{section}: {file.name}" for section in ("staff", "wings", "activities"))
        return (
            f"Fill it in.\nA prison file in the same folder reads it: regime new my-prison.yaml --from {example}\n"
            f"Put these lines in place of its staff, wings and activities:\n{lines}\n"
            "Then: regime check my-prison.yaml"
        )
    if example.endswith(".timetable"):
        return f"Edit it, then: {to_copy('evaluate', 'PRISON', file)}"
    schema = f"So that editors complete and check while you type, in the same folder: regime schema > {_SCHEMA}"
    return f"{schema}\nEdit it, then: {to_copy('check', file)}"


def _examples() -> dict[str, str]:
    """Name -> what it is, for the examples that describe a prison or a day of one."""
    files = sorted(data_folder("examples").glob("*.yaml"))
    titles = {file.stem: _TITLE.search(file.read_text(encoding="utf-8")) for file in files}
    return {name: title[1] for name, title in titles.items() if title}


def _template(example: str) -> str:
    """The example's text, with the schema for editors beside it: a place on this machine would not survive mailing."""
    text = (data_folder("examples") / f"{example}.yaml").read_text(encoding="utf-8")
    return text.replace(f"$schema=../configs/{_SCHEMA}", f"$schema={_SCHEMA}", 1)
