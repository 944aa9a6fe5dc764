"""``regime schema``: the JSON Schema of prison files, timetables or plans, for editors and other programs."""

from __future__ import annotations

import argparse
import json

from regime.cli.arguments import Commands, add_command
from regime.cli.exit import Exit
from regime.cli.terminal import Terminal


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "schema", "Print the JSON Schema of prison files, timetables or plans.", json=False)
    command.add_argument(
        "of", choices=("prison", "timetable", "plan"), nargs="?", default="prison", help="default: prison"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Print the schema."""
    from regime.plan import Plan
    from regime.schema import prison_schema, timetable_schema

    schemas = {"prison": prison_schema, "timetable": timetable_schema, "plan": Plan.model_json_schema}
    schema = schemas[args.of]()
    terminal.answer_text(json.dumps(schema, indent=2, ensure_ascii=False))
    return Exit.DONE
