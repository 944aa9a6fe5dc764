"""Reading a prison for a command, with its warnings on stderr."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from regime.change_words import changes_words, unchanged_words
from regime.changes import NothingToChange, heading, setting
from regime.cli import output
from regime.cli.arguments import UsageError
from regime.cli.terminal import Terminal
from regime.load import Loaded, as_changed, read
from regime.plan import Change
from regime.prison import Prison
from regime.problems import InputError, Problem, of_each, render
from regime.scenarios import asked_for, in_scenarios, scenario_settings


def read_changed(args: argparse.Namespace, terminal: Terminal) -> tuple[Loaded, tuple[Change, ...]]:
    """The prison of ``args.prison`` with what ``--scenario`` and ``--set`` change in it."""
    loaded, changes = with_changes(read(args.prison), args, terminal)
    say_warnings(loaded, terminal)
    return loaded, changes


def read_to_write(
    args: argparse.Namespace, terminal: Terminal, files: Mapping[str, Path | None], made_from: Sequence[Path] = ()
) -> tuple[Loaded, tuple[Change, ...]]:
    """The same as ``read_changed``, for work whose results go to ``files``: the ending that their format has -> the
    file, if it was asked for.

    A file that cannot or must not be written is refused before the prison is read: one of ``made_from``, say. So is a
    spreadsheet or a pack, once the prison has named it, and a file without the ending of its format. Raises
    ``UsageError`` as well.
    """
    written, inputs = [file for file in files.values() if file], [args.prison, *made_from]
    ready = partial(output.ready, *written, force=args.force, folder=getattr(args, "folder", None))
    ready(inputs=inputs)
    loaded, changes = read_changed(args, terminal)
    ready(inputs=[*inputs, *map(Path, loaded.tree.files())])
    for ending, file in files.items():
        if file and file.suffix.casefold() != ending:
            like = re.sub(rf"(\{ending}|\.)+$", "", file.stem, flags=re.IGNORECASE) or "monday"
            what = f"what is written to {file} is {ending[1:].upper()}"
            raise UsageError(f"{what}: give it a name that ends so, like {like}{ending}")
    return loaded, changes


def with_changes(loaded: Loaded, args: argparse.Namespace, terminal: Terminal) -> tuple[Loaded, tuple[Change, ...]]:
    """A prison with what ``--scenario`` and ``--set`` change in it, and what looks wrong then.

    A scenario, or a path, that leaves everything as it was is told: one with ``*`` may well leave some of it.
    """
    names = asked_for(",".join(args.scenario)) if args.scenario else []
    if not names and not args.set:
        return loaded, ()
    settings: dict[str, JsonValue] = {}
    options: dict[str, str] = {}

    def own(text: str) -> tuple[str, JsonValue]:
        path, value = setting(text)
        if path in settings:
            raise UsageError(f"{path} is set twice: by --set, and by --set or a scenario")
        settings[path] = value
        options.update(dict.fromkeys((path, heading({path: value})), f"--set {text}"))
        return path, value

    # What can be read is made, so that what is wrong with it is told together with what cannot.
    steps: list[Callable[[], Any]] = [
        lambda: settings.update(scenario_settings(loaded.prison, names)),
        *(partial(own, text) for text in args.set),
        lambda: in_scenarios(loaded.prison, names, settings),
    ]
    try:
        _, *typed, (prison, changes) = of_each(lambda step: step(), steps)
    except InputError as error:
        raise InputError(_at_option(problem, options) for problem in error.problems) from None
    given = [([name], scenario_settings(loaded.prison, [name])) for name in names]
    for each in [*given, *(([], {path: value}) for path, value in typed)]:
        for words in _unchanged(loaded.prison, *each):
            terminal.say(words)
    return as_changed(loaded, prison), changes


def _at_option(problem: Problem, options: Mapping[str, str]) -> Problem:
    """A problem at the option that its place, a setting or several, was given with."""
    at = options.get(problem.file) or ", ".join(options.get(part, part) for part in problem.file.split(", "))
    return replace(problem, file=at)


def _unchanged(prison: Prison, names: list[str], settings: dict[str, JsonValue]) -> list[str]:
    """What is told of settings that by themselves leave everything as it is; nothing of others."""
    try:
        _, changes = in_scenarios(prison, names, settings)
    except NothingToChange as error:
        return [problem.what for problem in error.problems]
    except InputError:
        return []  # they cannot be made without the others
    return [] if changes_words(changes) else unchanged_words(changes)


def say_warnings(loaded: Loaded, terminal: Terminal) -> None:
    """Tell what looks wrong with a prison."""
    if loaded.warnings:
        terminal.say(render(loaded.warnings, terminal.width), style="yellow")


def say_warnings_of_days(loaded: Loaded, prisons: Iterable[Prison], terminal: Terminal) -> None:
    """Tell what looks wrong with a prison as it was changed for each of some days, everything once."""
    warnings = dict.fromkeys(warning for prison in prisons for warning in as_changed(loaded, prison).warnings)
    say_warnings(replace(loaded, warnings=tuple(warnings)), terminal)


def say_nothing_published(terminal: Terminal, *prisons: Prison, how: str = "") -> None:
    """Tell that no published plan is given, where the order of goals of prisons to plan asks for one; ``how`` it would
    be."""
    if any(goal.goal == "changes" for prison in prisons for goal in prison.goals_in_order):
        what = f"The order of goals asks for few changes to a published plan, and none is given{how}"
        terminal.say(f"{what}: it goes by the other goals alone.", style="yellow")


def say_changes(changes: Sequence[Change], terminal: Terminal, when: str = "") -> None:
    """Tell what was changed (and ``when``, if not by this command), for commands whose answer does not."""
    for words in changes_words(changes):
        terminal.say(f"changed{when}: {words}")
