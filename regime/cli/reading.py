"""Reading a prison for a command, with its warnings on stderr."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from regime.change_words import changes_words
from regime.changes import setting
from regime.cli import output
from regime.cli.arguments import UsageError
from regime.cli.terminal import Terminal
from regime.consistency import consistency_findings
from regime.load import Loaded, read
from regime.plan import Change
from regime.prison import Prison
from regime.problems import of_each, render
from regime.scenarios import asked_for, in_scenarios, scenario_settings


def read_prison(file: Path, terminal: Terminal) -> Prison:
    """The prison of a file. Raises ``InputError`` with everything that is wrong with it."""
    return read_lines(file, terminal).prison


def read_lines(file: Path, terminal: Terminal) -> Loaded:
    """The same, with the place of every line."""
    loaded = read(file)
    if loaded.warnings:
        terminal.say(render(loaded.warnings, terminal.width), style="yellow")
    return loaded


def read_to_write(
    args: argparse.Namespace, terminal: Terminal, files: Sequence[Path | None], made_from: Sequence[Path] = ()
) -> Loaded:
    """The prison of ``args.prison`` for work whose results go to ``files``, those that were asked for.

    A file that cannot or must not be written is refused before the prison is read: one of ``made_from``, say. So is a
    spreadsheet or a pack, once the prison has named it. Raises ``UsageError`` as well.
    """
    written, inputs = [file for file in files if file], [args.prison, *made_from]
    ready = partial(output.ready, *written, force=args.force, folder=getattr(args, "folder", None))
    ready(inputs=inputs)
    loaded = read_lines(args.prison, terminal)
    ready(inputs=[*inputs, *map(Path, loaded.tree.files())])
    return loaded


def read_changed(args: argparse.Namespace, terminal: Terminal) -> tuple[Loaded, tuple[Change, ...]]:
    """The prison of ``args.prison`` with what ``--scenario`` and ``--set`` change in it."""
    return with_changes(read_lines(args.prison, terminal), args)


def with_changes(loaded: Loaded, args: argparse.Namespace) -> tuple[Loaded, tuple[Change, ...]]:
    """A prison with what ``--scenario`` and ``--set`` change in it, and what looks wrong since then."""
    names = asked_for(args.scenario) if args.scenario else []
    settings = scenario_settings(loaded.prison, names)
    for path, value in of_each(setting, args.set):
        if path in settings:
            raise UsageError(f"{path} is set twice: by --set, and by --set or a scenario")
        settings[path] = value
    if not settings:
        return loaded, ()
    prison, changes = in_scenarios(loaded.prison, names, settings)
    before = consistency_findings(loaded.prison)
    new = [finding for finding in consistency_findings(prison) if finding not in before]
    told = (loaded.tree.locate(f).problem(f.code, f.what, f.advice(), f.severity) for f in new)
    return replace(loaded, prison=prison, warnings=(*loaded.warnings, *told)), changes


def say_changes(changes: Sequence[Change], terminal: Terminal) -> None:
    """Tell what was changed, for commands whose answer does not."""
    for words in changes_words(changes):
        terminal.say(f"changed: {words}")
