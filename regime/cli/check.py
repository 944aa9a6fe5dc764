"""``regime check``: whether a prison file can be used, in well under a second."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from regime.cli.arguments import Commands, add_changes, add_command, path
from regime.cli.exit import Exit
from regime.cli.terminal import Terminal
from regime.clock import DAYS
from regime.page.words import count, to_copy
from regime.problems import Code, Finding

if TYPE_CHECKING:
    from regime.load import Loaded
    from regime.problems import Problem
    from regime.today import Today


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "check", "Check a prison file: every mistake with its line, and warnings.")
    command.add_argument("prison", type=path, metavar="PRISON", help="the prison file (YAML)")
    add_changes(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Load, and say what was understood."""
    from regime.cli.reading import say_changes, with_changes
    from regime.load import read
    from regime.problems import render
    from regime.today import Today

    file = read(args.prison)
    loaded, changes = with_changes(file, args, terminal)
    today = Today.of(loaded.prison)
    warnings = [*_warnings(loaded, today), *_of_scenarios(file)]
    if terminal.json:
        terminal.answer_text(
            json.dumps({"summary": _summary(today), "warnings": [warning.as_json() for warning in warnings]}, indent=2)
        )
        return Exit.DONE
    say_changes(changes, terminal)
    if warnings:
        terminal.say(render(warnings, terminal.width), style="yellow")
    terminal.answer(Text(_summary(today)))
    terminal.answer_text(count(len(warnings), "warning") + "." if warnings else "Nothing is wrong with it.")
    if not warnings and not changes:
        terminal.say(f"Next: {to_copy('plan', args.prison, '-o', f'{args.prison.stem}.json')}")
    return Exit.DONE


def _warnings(loaded: Loaded, today: Today) -> list[Problem]:
    """What looks wrong with the file, and what arithmetic shows of its day; what both say is said of the day."""
    from regime.explain.before import before

    findings = [*(found.finding for found in before(today)), *_taken_away(today)]
    told = [loaded.tree.locate(f).problem(f.code, f.what, f.advice(), f.severity) for f in findings]
    said = {each.code for each in told}
    gone = {_spot(each) for each in told if each.code in (Code.TAKEN_AWAY, Code.NEVER_STAFFED)}
    return [*(w for w in loaded.warnings if w.code not in said and _spot(w) not in gone), *told]


def _spot(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column


def _taken_away(today: Today) -> Iterator[Finding]:
    """The entitlements that nobody is owed since the prison was changed."""
    for name in today.taken_away:
        what = f"nobody is owed {name} on a {DAYS[today.weekday]}: it is taken away by what is changed"
        try_ = "nothing, if that is meant: a plan will neither meet nor miss it. Else plan without what takes it away."
        yield Finding(("entitlements", name), Code.TAKEN_AWAY, what, try_, "warning", on_name=True)


def _of_scenarios(file: Loaded) -> list[Problem]:
    """What keeps the scenarios of a file from being used."""
    from regime.scenarios import scenario_findings

    return [file.tree.locate(f).problem(f.code, f.what, f.advice(), f.severity) for f in scenario_findings(file.prison)]


def _summary(today: Today) -> str:
    """What the file describes, so that a slip in a number is seen."""
    prison = today.prison
    held = f"{count(len(today.wings), 'wing')}, {count(len(today.groups), 'group')}"
    people = count(today.population, "person", "people")
    on_duty = sum(crew.people for crew in today.crews)
    sessions = sum(len(today.fixed_sessions(name)) for name in today.activities)
    return (
        f"{prison.prison}: {held}, {people}\n"
        f"{DAYS[today.weekday]} {today.hours}: {on_duty} staff over {count(len(prison.staff), 'shift')}, "
        f"{count(len(today.activities), 'activity', 'activities')} with {count(sessions, 'fixed session')}"
    )
