"""``regime schema``: the JSON Schema of prison files or of plans, for editors and other programs."""

from __future__ import annotations

import argparse
import json

from regime.cli.arguments import Commands, add_command
from regime.cli.exit import Exit
from regime.cli.terminal import Terminal


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "schema", "Print the JSON Schema of prison files or of plans.", json=False)
    command.add_argument("of", choices=("prison", "plan"), nargs="?", default="prison", help="default: prison")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Print the schema."""
    from regime.plan import Plan
    from regime.schema import prison_schema

    schema = prison_schema() if args.of == "prison" else Plan.model_json_schema()
    terminal.answer_text(json.dumps(schema, indent=2, ensure_ascii=False))
    return Exit.DONE
