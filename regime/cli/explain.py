"""``regime explain``: why a day is impossible and what would have to give; why a plan is as it is."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from regime.cli.arguments import Commands, UsageError, add_changes, add_command, add_day, path, seconds, workers
from regime.cli.exit import Exit
from regime.cli.searching import stoppable
from regime.cli.terminal import Terminal
from regime.letters import as_seen
from regime.page.words import count, each_after, to_copy
from regime.problems import Code, quoted

if TYPE_CHECKING:
    from regime.explain.result import Explanation

FORMS = "'B wing locked at 14:00', 'gym empty at 15:15', 'no library for H wing', 'E wing short of open air'"


NEAR = (
    "This plan was to be near to a published one, and its file does not tell how: what people were told of the day "
    "counts for nothing in the answers."
)


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(
        commands, "explain", "Why a day is impossible and what would have to give, or why a plan is as it is."
    )
    command.add_argument("prison", type=path, metavar="PRISON", help="the prison file (YAML)")
    command.add_argument("plan", type=path, nargs="?", metavar="PLAN", help="a plan of it (JSON, or a timetable)")
    command.add_argument(
        "--why",
        action="append",
        type=as_seen,
        default=[],
        metavar="QUESTION",
        help=f"what to ask about the plan, like {FORMS}",
    )
    add_day(command)
    add_changes(command)
    command.add_argument(
        "--time-limit",
        type=seconds,
        default=60.0,
        metavar="SECONDS",
        help="end after so long, each question too (default: 60)",
    )
    command.add_argument("--workers", type=workers, help="processor cores to use (default: all, 64 at most)")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Explain, and end with the day's own exit code."""
    from regime.against import was_near
    from regime.changes import as_planned
    from regime.cli.reading import say_changes, say_warnings, with_changes
    from regime.explain.explanation import explain
    from regime.load import as_changed, read
    from regime.page.explanation import explained
    from regime.timetable import read_plan

    if args.why and args.plan is None:
        raise UsageError("--why asks about a plan: regime explain PRISON PLAN --why QUESTION")
    again = to_copy("explain", args.prison, args.plan, *each_after("--why", args.why))
    if args.plan and (args.set or args.scenario):
        what = "a plan is explained with the changes it was made with"
        raise UsageError(f"{what}: plan the changed day first, or leave --set and --scenario out: {again}")
    if args.plan and (args.weekday or args.date):
        raise UsageError(f"a plan is explained on its own day: leave --weekday and --date out: {again}")
    loaded, changes = with_changes(read(args.prison), args, terminal)
    plan = read_plan(args.plan, loaded.prison) if args.plan else None
    if plan is not None:
        loaded, changes = as_changed(loaded, as_planned(loaded.prison, plan)), tuple(plan.changes)
        if plan.against is None and was_near(plan):
            terminal.say(NEAR)
    # A day with too few on duty is explained: the warning tells the same, or is about another day.
    others = tuple(each for each in loaded.warnings if each.code != Code.TOO_FEW_ON_DUTY)
    say_warnings(replace(loaded, warnings=others), terminal)
    say_changes(changes, terminal, f" when {args.plan} was made" if args.plan else "")
    found = stoppable(
        terminal,
        lambda stop: explain(
            loaded,
            plan,
            why=args.why,
            weekday=args.weekday,
            date=args.date,
            time_limit=args.time_limit,
            workers=args.workers,
            on_found=lambda so_far: terminal.say(_progress(so_far)),
            stop=stop,
        ),
    )
    if terminal.json:
        terminal.answer_text(found.model_dump_json(indent=2))
    else:
        terminal.answer(explained(found, terminal.out.width))
    if found.interrupted:
        return Exit.INTERRUPTED
    if any(answer.not_understood for answer in found.answers):
        return Exit.INVALID_INPUT
    if found.proved_once:
        return Exit.IMPOSSIBLE
    return {"impossible": Exit.IMPOSSIBLE, "could not tell": Exit.NO_PLAN_IN_TIME, "possible": Exit.DONE}[found.status]


def _progress(so_far: Explanation) -> str:
    """What is known so far, for whoever waits."""
    if so_far.answers:  # of questions that were not understood: what is wrong with them stands on the page
        return "\n".join(f"Not understood: {quoted(each.asked)}. The others are answered." for each in so_far.answers)
    if so_far.clash is None:
        reasons = [f"{reason.says[:1].upper()}{reason.says[1:]}." for reason in so_far.reasons if reason.impossible]
        return "\n".join(["No day keeps the rules.", *reasons, "Looking for the smallest set of lines that clash."])
    if not so_far.ways_out:
        return "Looking for ways out."
    return f"{count(len(so_far.ways_out), 'way')} out found so far."
