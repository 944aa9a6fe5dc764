"""The command line: results to stdout, talk to stderr, few exit codes; one file for each command."""

from __future__ import annotations

from collections.abc import Sequence

from regime.cli import check, compare, evaluate, explain, ladder, new, plan, report, schema, staff, whatif, worth
from regime.cli.arguments import parser
from regime.cli.exit import Exit
from regime.cli.failure import told
from regime.cli.terminal import Terminal

COMMANDS = (new, check, staff, plan, whatif, worth, ladder, explain, evaluate, compare, report, schema)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing but ``--help`` and ``--version`` exits by itself."""
    terminal, debug = Terminal(json=False), False
    try:
        terminal = Terminal.of(argv)
        args = parser(COMMANDS).parse_args(argv)
        debug = args.debug
        code: Exit = args.run(args, terminal)
    except (Exception, KeyboardInterrupt) as error:
        return told(error, terminal, debug=debug)
    return code
