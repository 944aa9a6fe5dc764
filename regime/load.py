"""Reading a prison: from a YAML file to a checked ``Prison``, with every problem told at once."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from regime.asked import refuse_wrong
from regime.mistakes import looks_wrong, prison_and_findings
from regime.packs import defaults_of, with_defaults, with_packs
from regime.prison import Prison
from regime.problems import MOST, Code, Finding, InputError, Problem, visible
from regime.shape import defaults_findings
from regime.source import file_text, is_json, read_text
from regime.spreadsheets.headings import LEVELS
from regime.spreadsheets.sections import ENDINGS
from regime.tree import File, Mark, Node


@dataclass(frozen=True)
class Loaded:
    """A prison with the text it comes from and what looks wrong but can be planned."""

    prison: Prison
    tree: Node
    """The file laid over its packs, each value with its place."""
    warnings: tuple[Problem, ...]


def load(path: str | os.PathLike[str]) -> Prison:
    """The prison that a YAML file describes. Raises ``InputError`` with everything that is wrong with it."""
    refuse_wrong(path=path)
    return read(path).prison


def load_text(text: str, name: str = "<text>") -> Prison:
    """The prison that a YAML text describes; packs given by path are looked for in the current folder."""
    return _read(text, name, pathlib.Path()).prison


def read(path: str | os.PathLike[str]) -> Loaded:
    """Like ``load``, with the warnings and the place of every value."""
    file = pathlib.Path(path)
    if file.suffix.casefold() in ENDINGS and file.is_file():
        raise InputError([_spreadsheet(file)])
    return _read(file_text(path), os.fspath(path), file.parent)


def _read(text: str, name: str, folder: pathlib.Path) -> Loaded:
    """What a text means; what is refused of its YAML is told together with what is wrong with the rest."""
    refused: list[Problem] = []
    try:
        found = understand(with_packs(_prison_tree(text, name, refused), folder))
    except InputError as error:
        if not refused:
            raise
        # What is missing, or wrong at the same place, may be so only since that was refused.
        told = {(problem.line, problem.column) for problem in refused}
        rest = [p for p in error.problems if (p.line, p.column) not in told and p.code is not Code.MISSING_FIELD]
        together = [*refused, *rest]
        raise InputError(sorted(together, key=lambda p: (p.file != refused[0].file, p.line, p.column))) from None
    if refused:
        raise InputError(refused)
    return found


def _spreadsheet(file: pathlib.Path) -> Problem:
    """What is wrong with a spreadsheet in place of the prison file that names it."""
    sections = LEVELS if file.suffix.casefold() == ENDINGS[0] else ["staff"]
    lines = ", ".join(f'"{section}: {file.name}"' for section in sections)
    what = "a spreadsheet is no prison file, but a prison file can name it"
    try_ = f"a prison file with lines like {lines}; regime new my-prison.yaml begins one."
    return Mark(File(visible(str(file)), ()), 0, 0).problem(Code.WRONG_TYPE, what, visible(try_))


def _prison_tree(text: str, name: str, refused: list[Problem]) -> Node:
    """The tree of a text that is meant as a prison; plans and timetables are days of one."""
    if is_json(text) and '"regime_plan"' in text[:200]:
        at, is_a = Mark(File(visible(name), ()), 0, 0), "a plan"
    else:
        tree = read_text(text, name, refused)
        given = tree.plain()
        if "timetable" not in given or "wings" in given:
            return tree
        at, is_a = tree.mark, "a timetable"
    what = f"this is {is_a}, not a prison file"
    raise InputError(
        [at.problem(Code.WRONG_TYPE, what, "the prison first, then the day: regime evaluate PRISON PLAN.")]
    )


def understand(merged: Node) -> Loaded:
    """The prison that a file laid over its packs means."""
    tree, unknown_kinds = with_defaults(merged)
    prison, findings = prison_and_findings(tree, defaults_of(merged), unknown_kinds)
    spots = _in_order([*_placed(defaults_findings(merged), merged), *_placed(findings, tree)])
    errors = [spot for spot in spots if spot.finding.severity == "error" or spot.finding.at[:1] == ("scenarios",)]
    if errors or prison is None:
        raise InputError(spot.problem() for spot in errors[: MOST + 1])
    return Loaded(prison, tree, tuple(spot.problem() for spot in spots))


def as_changed(loaded: Loaded, prison: Prison) -> Loaded:
    """A file whose prison was changed since, with what looks wrong now."""
    spots = _in_order(_placed(looks_wrong(prison, loaded.tree), loaded.tree))
    return replace(loaded, prison=prison, warnings=tuple(spot.problem() for spot in spots))


@dataclass(frozen=True)
class _Spot:
    """A finding with its place."""

    finding: Finding
    mark: Mark
    in_pack: bool

    def problem(self) -> Problem:
        finding, try_ = self.finding, self.finding.advice()
        if self.in_pack and len(finding.at) > 1:
            section, name = finding.at[:2]
            try_ = f"{try_} Or leave it out of this prison: {section}: {{{name}: null}}.".strip()
        return self.mark.problem(finding.code, finding.what, try_, finding.severity)


def _placed(findings: Iterable[Finding], tree: Node) -> list[_Spot]:
    """Findings with their places."""
    places = [(finding, tree.locate(finding)) for finding in findings]
    return [_Spot(finding, mark, mark.file.owner is not tree.mark.file) for finding, mark in places]


def _in_order(spots: Iterable[_Spot]) -> list[_Spot]:
    """Each problem once, by line, those of the prison file before those of its packs."""
    once: dict[tuple[object, ...], _Spot] = {}
    for spot in spots:
        # What a kind gets wrong is found again in each activity of that kind.
        what = spot.finding.what if spot.finding.code is Code.MISSING_FIELD else ""
        once.setdefault((*_place(spot), spot.finding.code, what), spot)
    return sorted(once.values(), key=_place)


def _place(spot: _Spot) -> tuple[bool, str, str, int, int]:
    mark = spot.mark
    return spot.in_pack, mark.file.name, mark.cell.rpartition("!")[0], mark.line, mark.column
