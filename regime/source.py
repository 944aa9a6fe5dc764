"""From a file or a text to a tree: size, encoding and shape as a whole."""

from __future__ import annotations

import os
import re

from regime.letters import as_seen
from regime.problems import Code, InputError, Problem, quoted, visible
from regime.strict_yaml import UNPRINTABLE, parse
from regime.tree import File, Mark, Node

MOST_BYTES = 5_000_000

_NEWLINE = re.compile("\r\n|[\r\n]")
_UTF_16 = re.compile(rb"\xff\xfe|\xfe\xff|[^\0]\0[^\0]\0|\0[^\0]\0[^\0]")
"""How such text begins: with its mark, or with two of the letters that have a byte in it for nothing."""
A_PRISON = 'a first line like "prison: HMP Anywhere".'


def read_file(path: str | os.PathLike[str]) -> Node:
    """The tree of a YAML file. Raises ``InputError`` for whatever keeps it from being read."""
    return read_text(file_text(path), os.fspath(path))


def file_text(path: str | os.PathLike[str]) -> str:
    """The text of a file. Raises ``InputError`` if it cannot be read, is too large or is not UTF-8."""
    name, data = os.fspath(path), file_bytes(path)
    try_ = 'save it as "CSV UTF-8".' if name.casefold().endswith(".csv") else "save it as UTF-8 in your editor."
    if _UTF_16.match(data):
        raise _of_file(name, "the file is UTF-16 text, and not UTF-8", try_)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            what = "the file is not text: it is packed (gzip, zip), or of another program"
            raise _of_file(name, what, "unpack it, or save it as text.") from None
        line, column = data.count(b"\n", 0, error.start) + 1, error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        byte = data[error.start : error.start + 1]
        meant = byte.decode("cp1252", "ignore")
        what = (
            f"the file is not UTF-8 text: byte {error.start + 1} (line {line}, byte {column} of it) "
            f"is 0x{byte.hex().upper()}{f', which Windows-1252 has for {quoted(meant)}' if meant else ''}"
        )
        raise _of_file(name, what, try_) from None


def file_bytes(path: str | os.PathLike[str]) -> bytes:
    """The content of a file. Raises ``InputError`` if it cannot be read or is too large."""
    name = os.fspath(path)
    if not name:
        raise _of_file('""', "the name of the file is empty", "the name of a file.")
    try:
        with open(name, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        ending = "the path, and the ending: .yaml, or .json for a saved plan."
        raise _of_file(name, "there is no such file", ending) from None
    except IsADirectoryError:
        raise _of_file(name, "this is a folder, not a file", "the name of a file inside it.") from None
    except PermissionError:
        raise _of_file(name, "you may not read this file", "its permissions, or a copy of your own.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _of_file(name, f"the file cannot be read: {visible(reason)}") from None
    if len(data) > MOST_BYTES:
        raise _of_file(name, f"the file is larger than {MOST_BYTES // 1_000_000} MB, so it is no prison file")
    return data


def read_text(text: str, name: str = "<text>", refused: list[Problem] | None = None, *, try_: str = A_PRISON) -> Node:
    """The tree of a YAML text; ``name`` stands for the file in problems, and ``try_`` is said of one that holds
    nothing of the kind. ``refused`` is as for ``parse``."""
    text = as_seen(text.removeprefix("\ufeff"))
    if len(text) > MOST_BYTES:
        raise _of_file(name, f"the text is larger than {MOST_BYTES // 1_000_000} MB, so it is no prison file")
    file = File(visible(name), tuple(_NEWLINE.split(text)))
    strange = UNPRINTABLE.search(text)
    if strange is not None:
        before = _NEWLINE.split(text[: strange.start()])
        mark = Mark(file, len(before), len(before[-1]) + 1)
        what = f"an invisible character (U+{ord(strange[0]):04X}) that has no place in text"
        raise InputError([mark.problem(Code.UNREADABLE, what, "delete it.")])
    root = parse(text, Mark(file, 1, 1), refused)
    if root.value is None:
        raise _of_file(name, "the file is empty", try_)
    if not isinstance(root.value, dict):
        raise InputError([root.mark.problem(Code.WRONG_TYPE, "a prison file has fields (name: value)", try_)])
    return root


def is_json(text: str) -> bool:
    """Whether a text is meant as JSON: prison files and timetables begin with a name."""
    return text.lstrip("\ufeff \t\r\n").startswith(("{", "["))


def _of_file(name: str, what: str, try_: str = "") -> InputError:
    """A problem of the file as a whole."""
    return InputError([Mark(File(visible(name), ()), 0, 0).problem(Code.UNREADABLE, what, try_)])
