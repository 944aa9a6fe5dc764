"""What can go wrong on the way to a plan, as exceptions with sentences that people can act on.

Each hands on what it is made of, so that it comes whole out of another process.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class MissingExtra(Exception):  # noqa: N818 - it names what happened
    """Something was asked for that needs packages which the core does not install."""

    def __init__(self, extra: str, package: str) -> None:
        super().__init__(extra, package)
        self.extra = extra
        self.package = package

    def __str__(self) -> str:
        return (
            f"This needs {self.package}, which is not installed: pip install '.[{self.extra}]' in the planner's folder."
        )


EXTRAS = {"report": ("icalendar", "jinja2", "markupsafe", "openpyxl")}
"""Extra -> the packages that it installs."""


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Import what an extra installs. Raises ``MissingExtra`` where it is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in EXTRAS[extra]:
            raise
        raise MissingExtra(extra, error.name) from None


NOT_WRITTEN = {
    errno.EACCES: "permission is missing",
    errno.EPERM: "permission is missing",
    errno.EROFS: "the disk can only be read",
    errno.ENOSPC: "the disk is full",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOENT: "there is no such folder",
    errno.ENOTDIR: "there is no such folder",
    errno.EEXIST: "something of that name is there by now",
}


def not_written(error: OSError) -> str:
    """Why a file could not be written, in words; those of the system where it is something rare."""
    return NOT_WRITTEN.get(error.errno or 0) or error.strerror or str(error)


class NotKept(Exception):  # noqa: N818 - it names what happened
    """A result could not be written into the folder of a run; those that are there already can be gone on from. Or none
    can be, which is told before any work."""


class PlanningError(Exception):
    """No plan came out. The message says why."""

    day: str | None = None
    """What the day is called that it is about, where one of several was planned."""


class Impossible(PlanningError):  # noqa: N818 - it names what happened
    """No day at all keeps the rules: the fixed needs are above what is there."""

    def __init__(self, sentences: Sequence[str] = ("No day keeps the rules.",)) -> None:
        super().__init__(sentences)
        self.sentences = tuple(sentences)

    def __str__(self) -> str:
        return "\n".join(self.sentences)


class NoPlanInTime(PlanningError):  # noqa: N818 - it names what happened
    """The time ran out (or the search was stopped) before any plan was found; one may exist."""

    def __init__(self, seconds: float, *, interrupted: bool = False) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.interrupted = interrupted

    def __str__(self) -> str:
        ended = "The search was stopped" if self.interrupted else "The time limit was reached"
        return f"{ended} after {self.seconds:.0f} s, before any plan was found."


class PlanRejected(PlanningError):  # noqa: N818 - it names what happened
    """The checker refused the engine's plan: a fault of the software, so the plan is not handed out.

    ``case`` holds what a bug report needs: the prison, the plan, the findings and the versions.
    """

    def __init__(self, sentences: Sequence[str], case: dict[str, Any]) -> None:
        super().__init__(sentences, case)
        self.sentences = tuple(sentences)
        self.case = case

    def __str__(self) -> str:
        return "\n".join(["The plan that was found breaks rules, so it is not shown:", *self.sentences])

    def save(self, file: Path) -> None:
        """Write the case as JSON."""
        file.write_text(json.dumps(self.case, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
