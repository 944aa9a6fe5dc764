"""Writing a result to a file: whole or not at all, and never over another file unasked."""

from __future__ import annotations

import hashlib
import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from regime.cli.arguments import UsageError
from regime.errors import not_written

WRITTEN = ".report.sha256"
"""What a report wrote into its folder, as ``sha256sum`` lists files: the next one removes what has gone."""


def ready(*files: Path, force: bool, inputs: Sequence[Path] = (), folder: Path | None = None) -> None:
    """Refuse files that cannot or must not be written, before any work is done for them.

    That goes for one file given twice, and for the files that the work is done from, whether ``force`` is given or not.
    Of a run that keeps its results in a ``folder`` it is said how to go on.
    """
    for number, file in enumerate(files):
        if file.resolve() in [other.resolve() for other in files[:number]]:
            raise UsageError(f"{file} is given twice: one would be written over the other")
        try:
            _file_ready(file, force=force, inputs=inputs, folder=folder)
        except OSError as error:
            raise UsageError(f"{file} cannot be written: {not_written(error)}") from None


def _file_ready(file: Path, *, force: bool, inputs: Sequence[Path], folder: Path | None) -> None:
    if str(file) == "-":
        raise UsageError("- is not the name of a file: what is not saved in one goes to stdout by itself")
    target = file.resolve()
    if target.exists() and any(each.exists() and target.samefile(each) for each in inputs):
        raise UsageError(
            f"{file} is what the answer is made from: it would be lost, so give the answer a file of its own"
        )
    if target.is_dir():
        raise UsageError(f"{file} is a folder: give the name of a file in it")
    if target.exists() and not target.is_file():
        raise UsageError(f"{file} is not an ordinary file")
    if target.exists() and not force:
        again = f", and --folder {shlex.quote(str(folder))} again to go on from what is kept there" if folder else ""
        raise UsageError(f"{file} exists already: give --force to write over it{again}")
    _may_be_written_to(target.parent)


def _may_be_written_to(folder: Path) -> None:
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}: make it first, or give another")
    if not os.access(folder, os.W_OK):
        raise UsageError(f"the folder {folder} may not be written to: give another")


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
    if str(folder) == "-":
        raise UsageError("- is not the name of a folder")
    try:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder} is a file: give the name of a folder")
        if folder.is_dir() and any(folder.iterdir()) and not force:
            raise UsageError(f"{folder} is not empty: give --force to replace the documents in it")
        _may_be_written_to(folder if folder.is_dir() else folder.absolute().parent)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written to: {not_written(error)}") from None


def write_folder(
    folder: Path, files: Mapping[str, bytes], inputs: Sequence[Path] = (), *, every: bool = True
) -> tuple[list[str], list[str], list[str]]:
    """Write files into a folder, each whole or not at all, in place of those that an earlier call wrote.

    Where the files are ``every`` document that there is, the earlier ones that are not written again are removed, but
    for those that somebody changed; else all of them are kept. The names of both are returned, and of what was written
    over though no earlier call had written it so. Any other file is left alone, and so are the ``inputs``, which the
    documents are made from. Raises OSError.
    """
    earlier = _written(folder)
    over = [name for name, content in files.items() if _others(folder / name, content, earlier.get(name))]
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(target, content)
    # Some file systems make no difference between capitals and small letters.
    same = {file.stat().st_ino for file in (*(folder / name for name in files), *inputs)}
    gone = [name for name in earlier if (folder / name).stat().st_ino not in same]
    removed = [name for name in gone if every and _digest((folder / name).read_bytes()) == earlier[name]]
    for name in removed:
        _remove(folder, name)
    kept = [name for name in gone if name not in removed]
    listed = {name: earlier[name] for name in kept} | {name: _digest(content) for name, content in files.items()}
    lines = "".join(f"{digest}  {name}\n" for name, digest in listed.items())
    _write_whole(folder / WRITTEN, lines.encode())
    return removed, kept, over


def _others(file: Path, content: bytes, earlier: str | None) -> bool:
    """Whether a file is there that is neither this one nor as an earlier report wrote it."""
    return file.is_file() and _digest(file.read_bytes()) not in (earlier, _digest(content))


def _written(folder: Path) -> dict[str, str]:
    """Name -> digest of what an earlier report wrote, as far as it is still there, inside the folder."""
    if not (folder / WRITTEN).is_file():
        return {}
    lines = (folder / WRITTEN).read_text(encoding="utf-8", errors="replace").split("\n")
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    inside = folder.resolve()
    return {name: digest for name, digest in listed.items() if _is_inside(folder / name, inside)}


def _is_inside(file: Path, folder: Path) -> bool:
    return file.is_file() and file.resolve().is_relative_to(folder)


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders inside ``folder`` that it leaves empty."""
    (folder / name).unlink()
    for parent in (folder / name).parents:
        if parent == folder or any(parent.iterdir()):
            break
        parent.rmdir()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


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
