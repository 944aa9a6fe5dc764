"""The command as it is installed: a module beside the package, since importing that takes half a second.

Whoever presses Ctrl-C meanwhile is told the same as later on.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys


def main() -> int:
    """Run the command line on the arguments of the process, and return its exit code."""
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    from regime import cli
    from regime.cli.exit import Exit
    from regime.cli.failure import told
    from regime.cli.terminal import Terminal

    signal.signal(signal.SIGINT, before)
    code: int = Exit.INTERRUPTED
    with contextlib.suppress(KeyboardInterrupt):  # once all is told, Ctrl-C changes nothing
        code = told(KeyboardInterrupt(), Terminal.of(None)) if pressed else cli.main()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if code == Exit.INTERRUPTED:
        # The engine may be in the middle of something. Were the interpreter taken down around it, it would abort.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code
