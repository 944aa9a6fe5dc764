"""Packs: YAML fragments of the prison file's own shape that give it defaults, and how they are laid under it."""

from __future__ import annotations

import pathlib
from typing import Any

from regime.data_folder import data_folder
from regime.laying import lay
from regime.paths import dotted
from regime.prison import DEFAULTS
from regime.problems import Code, Finding, InputError, Path, Problem, quoted
from regime.source import file_text, read_text
from regime.spreadsheets.sections import with_spreadsheets
from regime.tree import Entry, Node

DEFAULT_PACKS = ("england-wales",)
"""What a prison file stands on when it does not say."""

FILE_ONLY = ("packs", *DEFAULTS)
"""Sections of the file that are laid under others here; the prison keeps the defaults for parts added later."""


def pack_names() -> list[str]:
    """The packs that are shipped, by name."""
    return sorted(file.stem for file in (data_folder("configs") / "packs").glob("*.yaml"))


def with_packs(own: Node, folder: pathlib.Path) -> Node:
    """The prison file laid over its packs (found by name, or by path from ``folder``), sections and all.

    A mapping is merged name by name, packs first; anything else replaces what lies below it; ``null`` takes
    a pack's line away. A pack that only adds to another says so: ``needs: england-wales``. Raises ``InputError``
    for packs that cannot be found or read, or that lie on the wrong ones.
    """
    problems: list[Problem] = []
    merged: Node | None = None
    below: list[str] = []
    for named in _named(own, problems):
        try:
            pack = _standing(_read(named, folder), named, below)
        except InputError as error:
            problems += error.problems
            continue
        below.append(str(named.value))
        merged = pack if merged is None else lay(merged, pack)
    if problems:
        raise InputError(problems)
    packs = _settled(merged) if merged is not None else Node({}, own.mark)
    own = with_spreadsheets(own, [*_inside(packs, "roles"), *_inside(own, "roles")], folder)
    return lay(packs, own) if merged is not None else own


def _named(own: Node, problems: list[Problem]) -> list[Node]:
    """The packs that a prison file names, in order."""
    assert isinstance(own.value, dict)
    entry = own.value.get("packs")
    if entry is None:
        return [Node(name, own.mark) for name in DEFAULT_PACKS]
    names = entry.node.value
    if not isinstance(names, list) or not all(isinstance(name.value, str) for name in names):
        what = "packs is a list of names"
        problems.append(entry.node.mark.problem(Code.WRONG_TYPE, what, "packs: [england-wales]."))
        return []
    return names


def _read(named: Node, folder: pathlib.Path) -> Node:
    """The tree of one pack."""
    name = str(named.value)
    if name.endswith(".yaml"):
        file, shown = folder / name, str(folder / name)
        if not file.is_file():
            raise InputError([named.mark.problem(Code.UNKNOWN_PACK, f"there is no pack file {quoted(file)}")])
    else:
        known = pack_names()
        if name not in known:
            what = f"there is no pack {quoted(name)}"
            finding = Finding((), Code.UNKNOWN_PACK, what, name=name, known=known, known_as="packs")
            raise InputError([named.mark.problem(finding.code, finding.what, finding.advice())])
        # Wherever it is installed, people know it by this name.
        shown = f"configs/packs/{name}.yaml"
        file = data_folder("configs") / "packs" / f"{name}.yaml"
    pack = read_text(file_text(file), shown)
    nested = pack.value.get("packs") if isinstance(pack.value, dict) else None
    if nested is not None:
        what = "a pack cannot stand on other packs"
        raise InputError([nested.key.problem(Code.WRONG_VALUE, what, "name both in the prison file.")])
    return pack


def _standing(pack: Node, named: Node, below: list[str]) -> Node:
    """A pack without its line ``needs: <pack>``, once the pack that it only adds to lies below it."""
    needed = _inside(pack).get("needs")
    if needed is None:
        return pack
    needs, name = str(needed.node.value), str(named.value)
    if needs not in below:
        what = f"the pack {quoted(name)} only adds to {quoted(needs)}, which is not named before it"
        raise InputError([named.mark.problem(Code.UNKNOWN_PACK, what, f"packs: [{needs}, {name}].")])
    return Node({key: entry for key, entry in _inside(pack).items() if key != "needs"}, pack.mark)


def _settled(packs: Node, at: Path = ()) -> Node:
    """Packs without the lines that only take away: what they were to remove is in no other pack.

    In a scenario such a line is a change like any other.
    """
    if not isinstance(packs.value, dict) or (at[:1] == ("scenarios",) and len(at) == 2):
        return packs
    kept = {name: entry for name, entry in packs.value.items() if entry.node.value is not None}
    settled = {name: Entry(entry.key, _settled(entry.node, (*at, name))) for name, entry in kept.items()}
    return Node(settled, packs.mark)


def with_defaults(tree: Node) -> tuple[Node, list[Finding]]:
    """The tree with each part laid over its defaults, ready to be a Prison.

    An activity is laid over its kind, a wing over ``wing_defaults``, staff in post over ``in_post_defaults``.
    """
    assert isinstance(tree.value, dict)
    sections = {name: entry for name, entry in tree.value.items() if name not in FILE_ONLY}
    findings: list[Finding] = []
    kinds = _inside(tree, "kinds")
    if "activities" in sections:
        laid = {}
        for name, entry in _inside(tree, "activities").items():
            kind = _inside(entry.node).get("kind")
            at = ("activities", name, "kind")
            if kind is not None and isinstance(kind.node.value, str) and kinds:
                if kind.node.value in kinds:
                    entry = Entry(entry.key, lay(kinds[kind.node.value].node, entry.node, ("activities", name)))
                else:
                    what = f"{dotted(at)}: there is no kind of activity {quoted(kind.node.value)}"
                    name_ = kind.node.value
                    findings.append(Finding(at, Code.UNKNOWN_KIND, what, name=name_, known=kinds, known_as="kinds"))
            laid[name] = entry
        sections["activities"] = _with(sections["activities"], laid)
    for section, under in (("wings", "wing_defaults"), ("in_post", "in_post_defaults")):
        if section in sections and under in tree.value:
            defaults = tree.value[under].node
            parts = {
                name: Entry(entry.key, lay(defaults, entry.node, (section, name)))
                for name, entry in _inside(tree, section).items()
            }
            sections[section] = _with(sections[section], parts)
    return Node(sections, tree.mark), findings


def defaults_of(tree: Node) -> dict[str, Any]:
    """The sections of defaults of a file laid over its packs."""
    return {name: entry.node.plain() for name, entry in _inside(tree).items() if name in DEFAULTS}


def _inside(node: Node, *names: str) -> dict[str, Entry]:
    """The entries of a mapping some names down; none where there is no mapping."""
    for name in names:
        entry = node.value.get(name) if isinstance(node.value, dict) else None
        node = entry.node if entry is not None else Node(None, node.mark)
    return node.value if isinstance(node.value, dict) else {}


def _with(section: Entry, entries: dict[str, Entry]) -> Entry:
    """A section with other entries, or as it was where it is no mapping at all."""
    return Entry(section.key, Node(entries, section.node.mark)) if isinstance(section.node.value, dict) else section
