"""``regime compare``: two days of one prison side by side, plans or scenarios."""

from __future__ import annotations

import argparse
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from regime.cli.arguments import Commands, UsageError, add_command, add_day, add_search, named, path
from regime.cli.exit import Exit
from regime.cli.searching import AGAIN, FOUND_IS_KEPT, search, stoppable
from regime.cli.terminal import Terminal
from regime.errors import PlanningError
from regime.problems import of_each, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from regime.plan import Change, Plan
    from regime.prison import Prison

LOOKED = 10.0
"""Seconds in which it is looked for whether the second day is possible, before the first is planned, at most."""
HALF = "Stopped before both days were planned: there is nothing to compare."
NOTHING_IS_KEPT = f"Stopping: nothing is kept, for a comparison needs both days. {AGAIN} at once."
WHAT = 'a plan of it (JSON, or a timetable), scenarios like "gym closed,stage 3", or "as it is"'


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "compare", "Two plans or scenarios of one prison side by side.")
    command.add_argument("prison", type=path, metavar="PRISON", help="the prison file (YAML)")
    command.add_argument("first", type=named, metavar="ONE", help=WHAT)
    command.add_argument("second", type=named, metavar="OTHER", help="another")
    add_day(command)
    add_search(command)
    command.add_argument("--set", action="append", help=argparse.SUPPRESS)  # taken, to say what to do instead
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Read or plan both, measure them again, and show what differs."""
    from regime.api import evaluate
    from regime.changes import as_planned
    from regime.cli.reading import say_nothing_published, say_warnings_of_days
    from regime.comparing import compare
    from regime.load import read
    from regime.made import fingerprint
    from regime.page.comparing import comparison_page
    from regime.picture import DayPicture
    from regime.timetable import read_plan
    from regime.today import Today

    _refuse(args)
    asked = (args.first, args.second)
    loaded = read(args.prison)
    prison = loaded.prison
    # Whatever is wrong with either is told before one of them is planned.
    plans = {name: read_plan(Path(name), prison) for name in asked if _is_file(name)}
    prisons = {name: as_planned(prison, plan) for name, plan in plans.items()}
    judged = {name: evaluate(prisons[name], plan, compare=False) for name, plan in plans.items()}
    names = [name for name in asked if name not in plans]
    scenarios = dict(zip(names, of_each(lambda name: _changed(name, prison), names), strict=True))
    say_warnings_of_days(loaded, [*prisons.values(), *(after for after, _ in scenarios.values())], terminal)
    if len(names) == 2 and len({fingerprint(after) for after, _ in scenarios.values()}) == 1:
        # Planned twice, one day would differ from itself by what each search found.
        both = f"{quoted(args.first)} and {quoted(args.second)}"
        raise UsageError(f"{both} are the same day of this prison: name two scenarios that differ, or plans")
    say_nothing_published(terminal, *(after for after, _ in scenarios.values()))
    days = {name: evaluation.plan for name, evaluation in judged.items()}
    if len(names) == 2 and not _may_be_possible(scenarios[args.second][0], args, terminal):
        names.reverse()  # so that nothing is planned before that is told, with its reasons
    _plan_in_turn({name: scenarios[name] for name in names}, days, args, terminal)
    # What was planned here was checked before it was handed out.
    first_findings, second_findings = (judged[name].findings if name in judged else [] for name in asked)
    first_left_out, second_left_out = (judged[name].left_out if name in judged else [] for name in asked)
    # What is measured again is no longer the plan that the search found.
    first_stopped, second_stopped = (plans.get(name, days[name]).stopped for name in asked)
    found = compare(days[args.first], days[args.second]).model_copy(
        update={
            "first_findings": first_findings,
            "second_findings": second_findings,
            "first_left_out": first_left_out,
            "second_left_out": second_left_out,
            "first_stopped": first_stopped,
            "second_stopped": second_stopped,
        }
    )
    if terminal.json:
        terminal.answer_text(found.model_dump_json(indent=2))
    else:
        prisons |= {name: after for name, (after, _) in scenarios.items()}
        asked_days = ((prisons[name], days[name]) for name in asked)
        one, two = (DayPicture(Today.of(its, plan.weekday, plan.date), plan) for its, plan in asked_days)
        terminal.answer(comparison_page(found, _called(*asked), (one, two)))
    return Exit.BROKEN_RULES if first_findings or second_findings else Exit.DONE


def _refuse(args: argparse.Namespace) -> None:
    """Raise ``UsageError`` where the arguments alone make no sense."""
    from regime.page.words import each_after, to_copy

    if args.set is not None:
        first = to_copy("plan", args.prison, *each_after("--set", args.set), "-o", "changed.json")
        raise UsageError(f"compare takes no --set: plan the changed day first, and compare that plan: {first}")
    if args.first == args.second and not _is_file(args.first):
        raise UsageError(f"{quoted(args.first)} would be compared with itself: name two scenarios, or plans")
    if (args.weekday or args.date) and all(map(_is_file, (args.first, args.second))):
        raise UsageError("plans are compared on their own days: leave --weekday and --date out")


def _plan_in_turn(
    scenarios: Mapping[str, tuple[Prison, tuple[Change, ...]]],
    days: dict[str, Plan],
    args: argparse.Namespace,
    terminal: Terminal,
) -> None:
    """Plan each scenario, and put it with the other of the ``days``, from which it starts. Raises ``PlanningError``."""
    for name, (after, changes) in scenarios.items():
        _refuse_half(days)
        terminal.say(f"planning: {name}")
        try:
            plan = _planned(after, next(iter(days.values()), None), args, terminal)
        except PlanningError as error:
            error.day = name
            raise
        days[name] = plan.model_copy(update={"changes": list(changes)})


def _refuse_half(days: Mapping[str, Plan]) -> None:
    """Raise ``KeyboardInterrupt`` where Ctrl-C has ended the search for the first of two days."""
    for plan in days.values():
        if plan.stopped:
            raise KeyboardInterrupt(HALF)


def _may_be_possible(prison: Prison, args: argparse.Namespace, terminal: Terminal) -> bool:
    """Whether it cannot be told soon that no day of a prison keeps the rules. Raises ``KeyboardInterrupt``."""
    from regime.explain.clash import TimeUp, is_possible
    from regime.today import Today

    today = Today.of(prison, args.weekday, args.date)

    def work(stop: threading.Event) -> bool:
        try:
            found = is_possible(today, min(LOOKED, args.time_limit), args.workers or 1, stop)
        except TimeUp:
            found = None
        if stop.is_set():
            raise KeyboardInterrupt(HALF)
        return found is not False

    return stoppable(terminal, work, stopping=NOTHING_IS_KEPT)


def _called(first: str, second: str) -> tuple[str, str]:
    """What two days are called: of files of one name, from where their paths part."""
    called = tuple(Path(name).stem if _is_file(name) else name for name in (first, second))
    if called[0] == called[1] and first != second:
        paths = [os.path.abspath(name) for name in (first, second)]
        called = tuple(os.path.relpath(path, os.path.commonpath(paths)) for path in paths)
    return called[0], called[1]


def _is_file(name: str) -> bool:
    """Whether a plan is meant: a file that is there, or what looks like the name of one."""
    return Path(name).exists() or name.casefold().endswith((".json", ".yaml", ".yml"))


def _changed(scenarios: str, prison: Prison) -> tuple[Prison, tuple[Change, ...]]:
    """The prison in some scenarios. Raises ``InputError``."""
    from regime.scenarios import AS_IT_IS, asked_for, in_scenarios, scenario_settings

    names = [name for name in asked_for(scenarios) if name != AS_IT_IS]
    return in_scenarios(prison, names, scenario_settings(prison, names))


def _planned(prison: Prison, other: Plan | None, args: argparse.Namespace, terminal: Terminal) -> Plan:
    """The day of a prison, planned from the other plan, and on its day where none is given."""
    from regime import api
    from regime.today import Today

    given = args.weekday or args.date or other is None
    weekday, date = (args.weekday, args.date) if given or other is None else (other.weekday, other.date)
    return search(
        terminal,
        lambda on_event, stop: api.plan(
            prison,
            weekday=weekday,
            date=date,
            time_limit=args.time_limit,
            gap=args.gap,
            seed=args.seed,
            workers=args.workers,
            reproducible=args.reproducible,
            start=other,
            on_event=on_event,
            stop=stop,
        ),
        time_limit=None if args.reproducible else args.time_limit,
        people=Today.of(prison, weekday, date).population,
        verbose=args.verbose,
        stopping=FOUND_IS_KEPT if other else NOTHING_IS_KEPT,
    )
