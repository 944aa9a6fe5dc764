"""Reading a prison for a command, with its warnings on stderr."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from regime.changes import changed, scenario_settings, setting
from regime.cli.arguments import UsageError
from regime.cli.terminal import Terminal
from regime.load import Loaded, read
from regime.plan import Change
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


def read_changed(args: argparse.Namespace, terminal: Terminal) -> tuple[Loaded, tuple[Change, ...]]:
    """The prison of ``args.prison`` with what ``--scenario`` and ``--set`` change in it."""
    loaded = read_lines(args.prison, terminal)
    names = [name.strip() for name in args.scenario.split(",")] if args.scenario else []
    settings = scenario_settings(loaded.prison, names)
    for path, value in map(setting, args.set):
        if path in settings:
            raise UsageError(f"{path} is set twice: by --set, and by --set or a scenario")
        settings[path] = value
    if not settings:
        return loaded, ()
    prison, changes = changed(loaded.prison, settings)
    return replace(loaded, prison=prison), changes
