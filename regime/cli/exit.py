"""The exit codes of the command line. They are part of its interface and do not change."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    """What was asked for was done; a plan was found (Ctrl-C may have stopped the search for a better one)."""
    BROKEN_RULES = 1
    """``evaluate``: the plan breaks rules."""
    USAGE = 2
    """Wrong arguments, or a file or folder that cannot be written."""
    INVALID_INPUT = 3
    """The prison, the plan or the folder of an earlier run that was given cannot be used, or what was asked of it: a
    change, a scenario, a question (those that are understood are answered), a document."""
    IMPOSSIBLE = 4
    """No day at all keeps the rules."""
    NO_PLAN_IN_TIME = 5
    """The time ran out before any plan was found; one may exist."""
    INTERNAL = 70
    """A fault of the software."""
    INTERRUPTED = 130
    """Ctrl-C before any plan, or anything to show, was found, or another one that left without it; ``explain``,
    ``evaluate``: Ctrl-C, and what was known by then is told."""
