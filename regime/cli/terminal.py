"""Where words go: results to stdout, talk to stderr; colours, widths and closed pipes are settled here."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
import textwrap
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from regime.errors import not_written
from regime.problems import visible

WIDTH = 100
"""Columns when the output is no terminal, and of messages at the most."""


PLAIN = str.maketrans({"°": "'", "†": "+", "‡": "!", "█": "#", "▒": "=", "░": ".", "·": ".", "┆": ":", "…": "~"})
"""What stands for the page's own characters where a terminal has none of them."""


PIECE = 2_000
"""Characters that are written at once: Python drops the rest of what is longer than its buffer (8,192 bytes) where a
signal interrupts that."""


class OutputError(Exception):
    """The result could not be written to stdout."""


_BARE = "regime: letters without accents"


def _without_accents(error: UnicodeError) -> tuple[str, int]:
    """What stands for letters that a terminal does not have: Ty for T\u0177."""
    assert isinstance(error, UnicodeEncodeError)  # nothing is read from it
    bare = (unicodedata.normalize("NFD", letter)[0] for letter in error.object[error.start : error.end])
    return "".join(letter if letter.isascii() else "?" for letter in bare), error.end


codecs.register_error(_BARE, _without_accents)


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Go quiet when the reader has left (``regime plan ... | head``), and keep the exit code."""
        with contextlib.suppress(OSError, io.UnsupportedOperation):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())

    @property
    def plain(self) -> bool:
        """Whether the page's own characters cannot be shown."""
        try:
            "".join(map(chr, PLAIN)).encode(self.encoding)
        except UnicodeEncodeError:
            return True
        return self.is_dumb_terminal


def _console(*, stderr: bool) -> Console:
    # Rich follows NO_COLOR, TERM, COLUMNS and whether the output is a terminal.
    console = _Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not (console.is_terminal or "COLUMNS" in os.environ) or console.width < 1:
        console.width = WIDTH
    return console


@dataclass(frozen=True)
class _Harmless:
    """The same, with characters that would move or colour the terminal by themselves made visible.

    Names come from files that others wrote.
    """

    what: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        plain = isinstance(console, _Console) and console.plain
        for line in Segment.split_lines(console.render(self.what, options)):
            for part in _without_spaces_after(line):
                text = part.text.translate(PLAIN) if plain else part.text
                yield part if part.control else Segment(visible(text), part.style)
            yield Segment.line()


def _without_spaces_after(line: list[Segment]) -> list[Segment]:
    """A line of a table without the spaces that fill its last column."""
    kept = list(line)
    while kept and not kept[-1].control and not (kept[-1].style and kept[-1].style.bgcolor):
        last = kept.pop()
        if text := last.text.rstrip(" "):
            return [*kept, Segment(text, last.style)]
    return kept


@dataclass(frozen=True)
class Terminal:
    """Both ends of the talk with the user."""

    json: bool
    """Whether stdout carries JSON and nothing else."""
    out: Console = field(default_factory=lambda: _console(stderr=False))
    err: Console = field(default_factory=lambda: _console(stderr=True))
    begun: threading.Event = field(default_factory=threading.Event)
    """Set once a result is being written."""

    @classmethod
    def of(cls, argv: Sequence[str] | None) -> Terminal:
        """Read off the arguments even if they turn out to be wrong, so that failures are JSON too."""
        given = list(sys.argv[1:] if argv is None else argv)
        json = "--format=json" in given or ("--format", "json") in pairwise(given)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # JSON is UTF-8 wherever it goes; a page for an older terminal loses its bars, not the answer.
                stream.reconfigure(encoding="utf-8" if json else None, errors=_BARE)
        return cls(json)

    def answer(self, what: RenderableType) -> None:
        """A result to read. Raises ``OutputError`` where it cannot be written."""
        with self._writing():
            self.out.print(_Harmless(what), crop=False)  # a command may be longer than a line

    def answer_text(self, text: str) -> None:
        """A result as it stands (JSON, a schema): neither wrapped nor coloured. Raises ``OutputError``."""
        with self._writing():
            self.out.print(Text(text.rstrip("\n")), soft_wrap=True)

    @property
    def width(self) -> int:
        """Columns of what is said."""
        return min(self.err.width, WIDTH)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Write what is printed meanwhile."""
        if sys.stdout is None:
            raise OutputError("The result could not be written: there is no stdout.")
        try:
            with self.out.capture() as printed:
                yield
            text = printed.get()
            self.begun.set()
            for start in range(0, len(text), PIECE):
                self.out.file.write(text[start : start + PIECE])
            self.out.file.flush()
        except BrokenPipeError:
            self.out.on_broken_pipe()
        except OSError as error:
            # What is left in the stream would fail again when the program ends.
            self.out.on_broken_pipe()
            raise OutputError(f"The result could not be written: {not_written(error)}.") from error

    def say(self, text: str, style: str = "") -> None:
        """Talk: anything that is not the result."""
        lines = [part for line in text.split("\n") for part in _wrapped(line, self.width)]
        self.err.print(_Harmless(Text("\n".join(lines), style=style)), soft_wrap=True)


def _wrapped(line: str, width: int) -> list[str]:
    """A line in as many as it takes, indented alike; a command that it ends with stays in one, to be copied."""
    if len(line) <= width:
        return [line]
    said, colon, command = line.partition(": regime ")
    lines = textwrap.wrap(
        said + colon[:1],
        width,
        subsequent_indent=line[: len(line) - len(line.lstrip())],
        expand_tabs=False,
        replace_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [*lines, f"regime {command}"] if command else lines
