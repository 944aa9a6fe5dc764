"""Writing a result to a file: whole or not at all, and never over another file unasked."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from regime.cli.arguments import UsageError


def ready(file: Path, *, force: bool, inputs: Sequence[Path] = ()) -> None:
    """Refuse a file that cannot or must not be written, before any work is done for it.

    That goes for the files that the work is done from, whether ``force`` is given or not.
    """
    target = file.resolve()
    if target.exists() and any(each.exists() and target.samefile(each) for each in inputs):
        raise UsageError(f"{file} is what the plan is made from: it would be lost, so give the plan a name of its own")
    if target.exists() and not target.is_file():
        raise UsageError(f"{file} is not an ordinary file")
    if target.exists() and not force:
        raise UsageError(f"{file} exists already: give --force to write over it")
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {target.parent}")
    if not os.access(target.parent, os.W_OK):
        raise UsageError(f"the folder {target.parent} may not be written to")


def write(file: Path, content: str | bytes, *, force: bool) -> None:
    """Write a file whole or not at all. Raises OSError, leaving what was there as it was."""
    _write_whole(file.resolve(), content.encode() if isinstance(content, str) else content, force=force)


def _write_whole(target: Path, content: bytes, *, force: bool = True) -> None:
    part = target.with_name(f".{os.getpid()}.part")
    try:
        part.write_bytes(content)
        if force:
            part.replace(target)
        else:
            _put_beside(part, target)
    finally:
        part.unlink(missing_ok=True)


def folder_ready(folder: Path, *, force: bool) -> None:
    """Refuse a folder into which documents cannot or must not be written, before any work is done for them."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise UsageError(f"{folder} is not empty: give --force to write over what has the same name in it")
    parent = folder if folder.is_dir() else folder.absolute().parent
    if not parent.is_dir():
        raise UsageError(f"there is no folder {parent}")
    if not os.access(parent, os.W_OK):
        raise UsageError(f"the folder {parent} may not be written to")


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, each whole or not at all; what has other names is left alone. Raises OSError."""
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(target, content)


def _put_beside(part: Path, target: Path) -> None:
    """Give ``part`` its name unless something has taken it meanwhile (a link never replaces a file)."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise
        part.replace(target)
