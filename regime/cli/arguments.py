"""What the command line accepts: the parser, and arguments with units."""

from __future__ import annotations

import argparse
import datetime
import math
import os
import re
import sys
from collections.abc import Collection, Sequence
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn, TypeVar

from regime.asked import SEED, STEP, TIME_LIMIT, WEEKDAY, WORKERS, Limit
from regime.cli.exit import Exit
from regime.clock import DAYS
from regime.letters import as_seen
from regime.problems import nearest

Commands = Any
"""What ``add_subparsers`` returns; argparse keeps its type to itself."""

Number = TypeVar("Number", int, float)


class UsageError(Exception):
    """The arguments cannot be used as given. ``usage`` shows people how they are given."""

    def __init__(self, message: str, usage: str = "") -> None:
        super().__init__(message)
        self.usage = usage


ALIKE = 0.65
"""How much alike an option and the one that was meant for it are, at least."""


class _Once(argparse.Action):
    """Keep the one value of an option. Given again, the first would count for nothing without a word."""

    given = False

    def __call__(self, parser: Any, namespace: Any, values: Any, option_string: Any = None) -> None:
        if self.given:
            raise argparse.ArgumentError(self, "given twice: give it once")
        self.given = True
        setattr(namespace, self.dest, values)


class _Parser(argparse.ArgumentParser):
    options: Collection[str] = ()
    """Of all commands: what another one has was meant as it is."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.register("action", None, _Once)  # what has no action of its own

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuse what is left over here: the parser above knows no options of this command to name. Nor may these come
        before it, where their values would be taken for it."""
        args = sys.argv[1:] if args is None else args
        first = args[0].partition("=")[0] if args else ""
        if self._subparsers and first in self.options and first not in self._option_string_actions:
            self.error(f"{first} is an option of commands: give it after the command")
        found, left = super().parse_known_args(args, namespace)
        if left:
            perhaps = ", ".join(filter(None, (self._meant(each.partition("=")[0]) for each in left)))
            self.error(f"unrecognized arguments: {' '.join(left)}" + (f": perhaps {perhaps}" if perhaps else ""))
        return found, left

    def _meant(self, given: str) -> str | None:
        """The option that was probably meant."""
        if given in self.options or not given.startswith("--"):
            return None
        own = {option.lstrip("-"): option for option in self._option_string_actions if option.startswith("--")}
        begun = (option for option in own.values() if option.startswith(given))
        return next(begun, None) or own.get(nearest(given.lstrip("-"), own, ALIKE) or "")

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, self.format_usage().rstrip())


def parser(commands: Sequence[ModuleType]) -> argparse.ArgumentParser:
    """The parser of ``regime``; each command module adds its own part and sets ``run``."""
    codes = "; ".join(f"{code.value} {code.name.lower().replace('_', ' ')}" for code in Exit)
    top = _Parser(
        prog="regime",
        description="From a prison in YAML to a checked and proven daily unlock schedule.",
        epilog=f"Exit codes: {codes}.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"regime {version('regime-planner')}")
    added = top.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    for command in commands:
        command.add(added)
    options = {option for each in added.choices.values() for option in each._option_string_actions}
    for each in added.choices.values():
        each.options = options
    top.options = options
    return top


def add_command(commands: Commands, name: str, summary: str, *, json: bool = True) -> argparse.ArgumentParser:
    """One command's parser with what all commands share; ``json`` for those that answer in JSON as well."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
    command.add_argument("--debug", action="store_true", help="show a traceback when something goes wrong")
    if json:
        command.add_argument(
            "--format", choices=("table", "json"), default="table", help="a page to read, or JSON and nothing else"
        )
    return command


def add_day(command: argparse.ArgumentParser) -> None:
    """The arguments that say which day is meant; the prison's own when left out."""
    day = command.add_mutually_exclusive_group()
    day.add_argument("--weekday", type=weekday, metavar="DAY", help="the day of the week: mon, tue... sun")
    day.add_argument("--date", type=date, metavar="YYYY-MM-DD", help="the date")


def add_changes(command: argparse.ArgumentParser) -> None:
    """The arguments that change the prison before anything is done with it."""
    command.add_argument(
        "--set",
        action="append",
        type=as_seen,
        default=[],
        metavar="PATH=VALUE",
        help="change a line of the prison, like staff.early.officers=+2 or activities.gym=null",
    )
    command.add_argument(
        "--scenario",
        action="append",
        type=named,
        default=[],
        metavar="NAMES",
        help="scenarios, with commas between or one at a time: of the prison file, or shipped ones like "
        '"gym closed" and "stage 3"',
    )


def add_search(command: argparse.ArgumentParser) -> None:
    """The arguments of a search for the best day."""
    search = command.add_argument_group("search")
    search.add_argument(
        "--time-limit",
        type=seconds,
        default=60.0,
        metavar="SECONDS",
        help="end the search after so long; reading and showing come on top (default: 60)",
    )
    search.add_argument(
        "--gap",
        type=gap,
        default=0.005,
        metavar="PERCENT",
        help="enough for each goal: a day that none can better by more, before later goals take some (default: 0.5%%)",
    )
    search.add_argument("--seed", type=seed, default=1, help="start of the random choices (default: 1)")
    search.add_argument("--workers", type=workers, help="processor cores to use (default: all, 64 at most)")
    search.add_argument(
        "--reproducible",
        action="store_true",
        help="the same plan every time; the limit then counts work done, and lasts longer by the clock",
    )
    search.add_argument("-v", "--verbose", action="store_true", help="tell each better plan, also away from a terminal")


def seconds(text: str) -> float:
    """A time limit in seconds."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    return _within(TIME_LIMIT, value, text, "time limit")


def gap(text: str) -> float:
    """``0.5%`` as a share; nothing is 0 with and without the sign."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%|0", text.strip())
    if match is None or float(match[1] or 0) > 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not a gap: give a percentage from 0% to 100%, like 0.5%")
    return float(match[1] or 0) / 100


def seed(text: str) -> int:
    """Where the random choices start."""
    return _within(SEED, _whole(text), text, "seed")


def workers(text: str) -> int:
    """How many processor cores a search uses."""
    return _within(WORKERS, _whole(text), text, "number of processor cores")


def step(text: str) -> int:
    """How many people fewer from one rung of a ladder to the next."""
    return _within(STEP, _whole(text), text, "step")


def named(text: str) -> str:
    """A name, or names with commas between them: something in any case."""
    return as_seen(_not_empty(text))


def path(text: str) -> Path:
    """A file or a folder. No name at all is none: Python would take it for the folder that the command runs in."""
    return Path(_not_empty(text))


def file_to_write(text: str) -> Path:
    """A file to write. What ends as only a folder does is none: Python would take it for the file of that name."""
    if os.path.basename(_not_empty(text)) in ("", os.curdir):
        raise argparse.ArgumentTypeError(f"{text} is the name of a folder: give that of a file")
    return Path(text)


def _not_empty(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty: give a name")
    return text


def _whole(text: str) -> int:
    """A whole number; -1, which none of the arguments may be, for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,30}", text) else -1


def _within(limit: Limit, value: Number, text: str, called: str) -> Number:
    if not limit.holds(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not a {called}: give {limit.must_be}, like {limit.like}")
    return value


def weekday(text: str) -> str:
    """``fri``, also written ``Friday`` or ``FRI``."""
    short = text.casefold()[:3]
    if short not in DAYS or text.casefold() not in (short, DAYS[short].casefold()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a day of the week: give {WEEKDAY.must_be}")
    return short


def date(text: str) -> datetime.date:
    """A date like 2026-11-23."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date: write it like 2026-11-23") from None
