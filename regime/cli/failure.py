"""What went wrong, told on stderr (as JSON on stdout where JSON was asked for), and its exit code."""

from __future__ import annotations

import json
import tempfile
import traceback
from pathlib import Path
from typing import Any

from regime.cli.arguments import UsageError
from regime.cli.exit import Exit
from regime.cli.terminal import OutputError, Terminal
from regime.errors import Impossible, MissingExtra, NoPlanInTime, NotKept, PlanningError, PlanRejected, not_written
from regime.problems import InputError


def told(error: BaseException, terminal: Terminal, *, debug: bool = False) -> Exit:
    """Tell the user, and say how the command ended."""
    code, message, details = _told(error)
    if isinstance(error, PlanningError) and error.day is not None:
        message = f"{error.day}: {message}"
    if debug:
        terminal.say("".join(traceback.format_exception(error)).rstrip())
    # Behind a result, or a part of one, more JSON would be none.
    if terminal.json and not (isinstance(error, OutputError) or terminal.begun.is_set()):
        failure = {"code": int(code), "name": code.name.lower(), "message": message, **details}
        terminal.answer_text(json.dumps({"error": failure}, indent=2, ensure_ascii=False))
    else:
        shown = error.told(terminal.width) if isinstance(error, InputError) else message
        if isinstance(error, UsageError) and error.usage:
            shown = f"{shown}\n{error.usage}"
        terminal.say(shown, style="red" if code is Exit.INTERNAL else "")
    return code


def _told(error: BaseException) -> tuple[Exit, str, dict[str, Any]]:
    match error:
        case UsageError() | OutputError() | MissingExtra() | NotKept():
            return Exit.USAGE, str(error), {}
        case InputError():
            return Exit.INVALID_INPUT, str(error), error.as_json()
        case Impossible():
            return Exit.IMPOSSIBLE, f"No day keeps the rules.\n{error}", {"reasons": list(error.sentences)}
        case NoPlanInTime(interrupted=True):
            return Exit.INTERRUPTED, str(error), {}
        case NoPlanInTime():
            return Exit.NO_PLAN_IN_TIME, f"{error} Give it longer with --time-limit.", {}
        case PlanRejected():
            return Exit.INTERNAL, f"{error}\n{_kept(error)}", {}
        case KeyboardInterrupt():
            return Exit.INTERRUPTED, str(error) or "Stopped.", {}
        case _:
            said = f"A fault of the software: {type(error).__name__}: {error}"
            return Exit.INTERNAL, f"{said}\nRun it again with --debug for a bug report.", {}


def _kept(rejected: PlanRejected) -> str:
    """Save what a bug report needs where it overwrites nothing."""
    try:
        file = Path(tempfile.mkdtemp(prefix="regime-case-")) / "case.json"
        rejected.save(file)
    except OSError as error:
        return f"This is a fault of the software. The case for a bug report could not be saved: {not_written(error)}."
    return f"This is a fault of the software. For a bug report, the case is in {file}."
