"""``regime evaluate``: what a plan made by hand is worth, by the same rules and figures."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from regime.cli.arguments import Commands, UsageError, add_command, add_search, path
from regime.cli.exit import Exit
from regime.cli.searching import search
from regime.cli.terminal import Terminal

if TYPE_CHECKING:
    from regime.plan import Plan
    from regime.prison import Prison


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "evaluate", "Check and measure a plan, and compare it with the best day.")
    command.add_argument("prison", type=path, metavar="PRISON", help="the prison file (YAML)")
    command.add_argument("plan", type=path, metavar="PLAN", help="the plan: JSON, or a timetable in YAML")
    command.add_argument("--no-compare", action="store_true", help="leave out the search for the best day")
    add_search(command)
    command.add_argument("--set", action="append", help=argparse.SUPPRESS)  # taken, to say what to do instead
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Evaluate and show."""
    from regime import api
    from regime.change_words import changes_words
    from regime.changes import as_planned
    from regime.cli.reading import say_nothing_published, say_warnings_of_days
    from regime.load import read
    from regime.page.evaluation import evaluation_page
    from regime.timetable import read_plan
    from regime.today import Today

    loaded = read(args.prison)
    plan = read_plan(args.plan, loaded.prison)
    prison = as_planned(loaded.prison, plan)
    if args.set is not None:
        has = f" (it has {'; '.join(changes_words(plan.changes))})" if plan.changes else ""
        what = f"evaluate takes no --set, as a plan is judged with the changes that it was made with{has}"
        raise UsageError(f"{what}: bring it within the changed day instead: {_on_changed_day(args, prison, plan)}")
    say_warnings_of_days(loaded, [prison], terminal)
    say_nothing_published(terminal, *([] if args.no_compare else [prison]))
    evaluation = search(
        terminal,
        lambda on_event, stop: api.evaluate(
            prison,
            plan,
            compare=not args.no_compare,
            time_limit=args.time_limit,
            gap=args.gap,
            seed=args.seed,
            workers=args.workers,
            reproducible=args.reproducible,
            on_event=on_event,
            stop=stop,
        ),
        time_limit=None if args.reproducible else args.time_limit,
        people=Today.of(prison, plan.weekday, plan.date).population,
        verbose=args.verbose,
    )
    if terminal.json:
        terminal.answer_text(evaluation.model_dump_json(indent=2))
    else:
        terminal.answer(evaluation_page(evaluation, terminal.out.width, prison=prison, files=(args.prison, args.plan)))
    if evaluation.findings:
        return Exit.BROKEN_RULES
    return Exit.INTERRUPTED if evaluation.interrupted else Exit.DONE


def _on_changed_day(args: argparse.Namespace, prison: Prison, plan: Plan) -> str:
    """The command that brings a plan of a prison within the day that is changed by what is set, too."""
    from regime.changes import changed, setting, written
    from regime.in_one_go import in_one_go
    from regime.page.words import each_after, to_copy

    after, more = changed(prison, dict(map(setting, args.set)))
    new = in_one_go(after, plan.changes, more)
    sets = each_after("--set", (f"{path}={written(value)}" for path, value in new.items()))
    day = ("--date", plan.date) if plan.date else ("--weekday", plan.weekday)
    return to_copy("plan", args.prison, *sets, *day, "--against", args.plan)
