"""``regime plan``: the best day that the staff on duty can run."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from regime.cli import output
from regime.cli.arguments import Commands, add_changes, add_command, add_day, add_search, file_to_write, path
from regime.cli.exit import Exit
from regime.cli.searching import AGAIN, first_interrupt, search
from regime.cli.terminal import Terminal
from regime.errors import not_written

if TYPE_CHECKING:
    from rich.console import RenderableType

    from regime.api import Event
    from regime.load import Loaded
    from regime.plan import Change, Plan
    from regime.prison import Prison
    from regime.today import Today


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "plan", "Find the best day, and prove how close to the best possible it is.")
    command.add_argument("prison", type=path, metavar="PRISON", help="the prison file (YAML)")
    add_day(command)
    command.add_argument("--against", type=path, metavar="PLAN", help="a published plan to stay close to")
    command.add_argument("-o", "--output", type=file_to_write, metavar="FILE", help="save the plan as JSON")
    command.add_argument("--force", action="store_true", help="write over FILE if it exists")
    add_changes(command)
    add_search(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> Exit:
    """Plan, save where asked to, show."""
    from regime.cli.reading import read_to_write, say_nothing_published
    from regime.page import page

    loaded, changes = read_to_write(args, terminal, {".json": args.output}, [args.against] if args.against else [])
    prison = loaded.prison
    against = _published(args, terminal, prison, changes) if args.against else None
    if against is None:
        say_nothing_published(terminal, prison, how=" (--against PLAN)")
    plan = _search(args, terminal, loaded, changes, against)
    plan = plan.model_copy(update={"changes": list(changes)})
    if plan.proof is not None and plan.proof.stopped == "interrupted":
        terminal.say("You stopped the search: this is the best plan so far.")
    files = (args.prison, args.output)
    return hand_over(plan, args, terminal, lambda: page(plan, terminal.out.width, prison=prison, files=files))


def _published(args: argparse.Namespace, terminal: Terminal, prison: Prison, changes: Sequence[Change]) -> Plan:
    """The published plan to stay close to; the rules that it breaks are told, what is otherwise in it than in the
    prison by now, and what it was made with that this run is not: whoever rang in sick before the last one is still
    away."""
    from regime.asked import refuse_another_day
    from regime.change_words import first_changes
    from regime.contradictions import refuse_contradicting
    from regime.timetable import read_plan
    from regime.today import Today

    name, today = str(args.against), Today.of(prison, args.weekday, args.date)
    published = read_plan(args.against, prison.before)
    refuse_contradicting(published, name)
    refuse_another_day(today.weekday, name, published.weekday)
    if broken := _broken(prison, published, name):
        terminal.say(broken, style="yellow")
    for sentence in _strangers(today, published):
        terminal.say(sentence)
    again = {change.path for change in changes}
    if gone := first_changes([change for change in published.changes if change.path not in again]):
        what = f"The published plan was made with changes that are not made now: {gone}."
        terminal.say(f"{what} Where they still hold, give them as well (--set, --scenario).", style="yellow")
    return published


def _broken(prison: Prison, published: Plan, name: str) -> str:
    """That a published plan breaks rules of the prison as its file is, with the changes that the plan was made with;
    nothing where those can no longer be made."""
    from regime.api import evaluate
    from regime.changes import as_planned
    from regime.page.words import broken_words
    from regime.problems import InputError

    try:
        as_published = as_planned(prison.before, published)
    except InputError:
        return ""
    return broken_words(name, evaluate(as_published, published, compare=False).findings)


def _strangers(today: Today, published: Plan) -> Iterator[str]:
    """What a published plan and the prison do not both know: a name, or a session's time, that has changed keeps
    nothing of what was told. And what they know otherwise."""
    prison, told = today.prison, {day.group: day for day in published.groups}
    groups = {group for wing in prison.wings.values() for group in wing.groups}
    times = {stretch.on_wing for day in published.groups for stretch in day.unlocked}
    held = {session.activity for session in published.sessions}
    if gone := [
        *sorted((told.keys() - groups) | (times - prison.on_wing.keys()) | (held - prison.activities.keys())),
        *_not_held(today, published),
    ]:
        yield f"In the published plan, but not in the prison, and so left out: {', '.join(gone)}."
    if new := sorted(groups - told.keys()):
        yield f"In the prison, but not in the published plan, and so planned anew: {', '.join(new)}."
    if other := list(_otherwise(today, published)):
        yield f"Otherwise in the published plan than in this prison, which counts: {'; '.join(other)}."


def _not_held(today: Today, published: Plan) -> Iterator[str]:
    """Sessions at times at which their activity has none."""
    from regime.checker.places import at_other_times
    from regime.checker.wording import named
    from regime.picture import DayPicture

    picture = DayPicture(today, published)
    yield from dict.fromkeys(named(session) for session in picture.running if any(at_other_times(picture, session)))


def _otherwise(today: Today, published: Plan) -> Iterator[str]:
    """Hours, wings and sizes of a published plan that are not those of the day."""
    from regime.checker.wording import people
    from regime.page.words import names

    if published.hours != today.hours:
        yield f"unlock hours {published.hours}"
    there = [day for day in published.groups if day.group in today.groups]
    if moved := [f"{day.group} on {day.wing}" for day in there if day.wing != today.wing_of[day.group]]:
        yield names(moved, 60)
    if others := [f"{day.group} {people(day.size)}" for day in there if day.size != today.groups[day.group].size]:
        yield names(others, 60)


def _search(
    args: argparse.Namespace, terminal: Terminal, loaded: Loaded, changes: Sequence[Change], against: Plan | None
) -> Plan:
    from regime import api
    from regime.errors import Impossible
    from regime.today import Today

    def work(on_event: Callable[[Event], None], stop: threading.Event) -> Plan:
        try:
            return api.plan(
                loaded.prison,
                weekday=args.weekday,
                date=args.date,
                time_limit=args.time_limit,
                gap=args.gap,
                seed=args.seed,
                workers=args.workers,
                reproducible=args.reproducible,
                against=against,
                explain=False,
                on_event=on_event,
                stop=stop,
            )
        except Impossible:
            pass
        raise _explained(args, terminal, loaded, changes, stop)

    return search(
        terminal,
        work,
        time_limit=None if args.reproducible else args.time_limit,
        people=Today.of(loaded.prison, args.weekday, args.date).population,
        verbose=args.verbose,
    )


def _explained(
    args: argparse.Namespace, terminal: Terminal, loaded: Loaded, changes: Sequence[Change], stop: threading.Event
) -> Exception:
    """Why no day keeps the rules: what was changed, the lines of the file and the least that would have to give."""
    from regime.change_words import first_changes
    from regime.errors import Impossible
    from regime.explain.explanation import explain
    from regime.explain.impossible import sentences

    terminal.say("No day keeps the rules: looking for the least that would have to give.")
    explained = explain(
        loaded, weekday=args.weekday, date=args.date, time_limit=args.time_limit, workers=args.workers, stop=stop
    )
    if explained.status == "possible":
        return RuntimeError("a day was found that had been proved impossible")
    said = first_changes(changes)
    return Impossible([*([f"Changed: {said}."] if said else []), *sentences(explained)])


def hand_over(plan: Plan, args: argparse.Namespace, terminal: Terminal, page_of: Callable[[], RenderableType]) -> Exit:
    """Save a plan where asked to, and only then make its page and show it.

    A file that cannot be written costs no result: stdout has it. Nor does Ctrl-C, unless it is pressed again.
    """
    text, found = plan.model_dump_json(indent=2) + "\n", "The plan is found."
    if args.output:
        try:
            output.write(args.output, text, force=args.force)
        except OSError as error:
            terminal.say(f"{args.output} could not be written ({not_written(error)}): the plan follows here instead.")
            terminal.answer_text(text)
            return Exit.USAGE
        found = f"The plan is saved in {args.output}."
        terminal.say(found)
    try:
        with first_interrupt(terminal, f"{found} Its page follows. {AGAIN} without it."):
            if not terminal.json:
                terminal.answer(page_of())
            elif not args.output:
                terminal.answer_text(text)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"Stopped. {found}" if args.output else "") from None
    return Exit.DONE
