"""Reading a prison for a command, with its warnings on stderr."""

from __future__ import annotations

from pathlib import Path

from regime.cli.terminal import Terminal
from regime.load import Loaded, read
from regime.prison import Prison
from regime.problems import render


def read_prison(file: Path, terminal: Terminal) -> Prison:
    """The prison of a file. Raises ``InputError`` with everything that is wrong with it."""
    return read_lines(file, terminal).prison


def read_lines(file: Path, terminal: Terminal) -> Loaded:
    """The same, with the place of every line."""
    loaded = read(file)
    if loaded.warnings:
        terminal.say(render(loaded.warnings), style="yellow")
    return loaded
