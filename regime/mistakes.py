"""Every mistake of a prison that can be told at once: what is wrong is taken out, and the rest is looked at.

First its form, then its names, then what contradicts itself. As little as can be is taken out, and what hangs on it is
not held against the rest: a name that may be its own, a limit that may be another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import takewhile
from operator import eq
from typing import Any, get_origin, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError

from regime.bands import band_findings
from regime.consistency import consistency_findings
from regime.fields import types_at
from regime.names import name_findings
from regime.paths import part_of
from regime.prison import Pin, Prison
from regime.problems import Code, Finding, Path
from regime.scenarios import scenario_findings
from regime.shape import shape_findings
from regime.tree import Node

_ALL_DAY = {"unlock": "00:00", "lock_up": "24:00"}
STAND_INS: dict[Path, dict[str, object]] = {
    (): {"prison": "without a name", "day": _ALL_DAY},
    ("day",): {**_ALL_DAY},
    ("wings", "groups"): {"size": 1},
    ("staff",): {"start": "00:00", "end": "24:00"},
    ("activities",): {"places": 1, "length": 1, "between": ["00:00-24:00"]},
    ("routes",): {"minutes": 1, "staff": {}},
}
"""What parts have in place of what they cannot be without, so that the rest of them can be looked at."""
SET_ASIDE = {
    "day": ("day", "routes", "escort"),
    "wings": ("routes", "escort"),
    "routes": ("routes", "escort"),
    "escort": ("routes", "escort"),
    "activities": ("routes", "escort"),
}
"""Section with something wrong -> sections that contradict nothing until it is mended: without routes, people walk
freely."""
TIMES_STAND = {Code.UNKNOWN_ROLE, Code.UNKNOWN_PEOPLE}
"""What may be wrong with a part and leaves its times as they are."""
_OF_PINS: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(sort, config=ConfigDict(coerce_numbers_to_str=True))
    for name, sort in get_type_hints(Pin, include_extras=True).items()
    if name in Pin.model_fields
}
"""What each field of a pin has to be by itself."""
ROUNDS = 8
"""How often what cannot be without something that was taken out is taken out as well."""


def prison_and_findings(
    tree: Node, defaults: Mapping[str, Any], unknown_kinds: list[Finding]
) -> tuple[Prison | None, list[Finding]]:
    """The prison that a tree means, unless something is wrong with it, and all that is wrong or looks wrong.

    ``defaults`` are those of the file and its packs; ``unknown_kinds`` is what is wrong with the kinds of activity that
    are named.
    """
    rest, told, looked_at = _Rest(tree, defaults, unknown_kinds), [*unknown_kinds], set[str]()
    if rest.description.get("unchanged") is not None:
        what = "unchanged is the prison before it was changed for a run, which no file has"
        try_ = "the prison's own file, with what is changed (--set)."
        told.append(Finding(("unchanged",), Code.UNKNOWN_FIELD, what, try_, on_name=True))
        rest.take_out(told[-1:])
    kinds = defaults.get("kinds")
    for _ in range(ROUNDS):
        try:
            prison = rest.prison(rest.description)
        except ValidationError as error:
            what, found = "form", shape_findings(error, tree)
        else:
            named = [*name_findings(prison, kinds if isinstance(kinds, dict) else ()), *band_findings(prison)]
            what, found = "names", [finding for finding in named if not _left_open(finding, tree)]
        if what not in looked_at:  # what is found of it later follows from what was taken out
            told += [finding for finding in found if finding.name not in rest.mentioned]
            looked_at |= {"form", what}
        wrong = [finding for finding in found if finding.severity == "error"]
        if what == "names" and not wrong:
            told += rest.contradictions()
            return (None, [*told, *rest.of_scenarios(prison)]) if rest.wrong else (prison, told)
        rest.take_out(wrong)
    return None, told


def looks_wrong(prison: Prison, tree: Node) -> list[Finding]:
    """What looks wrong with a prison that was changed since it was read from a tree."""
    found = [*name_findings(prison), *consistency_findings(prison)]
    return [finding for finding in found if finding.severity == "warning" and not _left_open(finding, tree)]


def _left_open(finding: Finding, tree: Node) -> bool:
    """Whether it is said of a pack that may leave it open."""
    return finding.fine_in_packs and tree.locate(finding).file.owner is not tree.mark.file


class _Rest:
    """What is left of a description without what is wrong."""

    def __init__(self, tree: Node, defaults: Mapping[str, Any], unknown_kinds: Iterable[Finding]) -> None:
        self.tree, self.defaults = tree, defaults
        self.description: dict[str, Any] = tree.plain()
        self.mentioned: set[str] = set()
        """Every name and text of what was taken out."""
        self.wrong: dict[Path, set[Code]] = defaultdict(set)
        """Parts with something wrong, and what."""
        self.pins: list[Pin] = []
        """Once something is wrong with one of them: what is right of each field by itself."""
        for finding in unknown_kinds:
            self.wrong[finding.at[:2]].add(finding.code)

    def take_out(self, findings: Iterable[Finding]) -> None:
        """Take out what is wrong. Where fields are missing or do not agree: the whole named part, if nothing can stand
        in for them."""
        spots: dict[Path, Code] = {}
        for finding in findings:
            found = self.tree.find(finding.at)[0]
            if found[:1] == ("pins",) and len(found) > 1:
                self._take_out_of_pin(found)
                self.wrong[found[:2]].add(finding.code)
                continue
            # The places of later items of a list must not change: it goes as a whole.
            spots[tuple(takewhile(lambda step: isinstance(step, str), found))] = finding.code
        for spot, code in spots.items():
            at = spot
            while at and at[-1] not in _fields(self.description, at[:-1]):
                at = at[:-1]  # taken out before: what cannot be without it goes as well
            if at != spot and any(get_origin(sort) is dict for sort in types_at(at)):
                continue  # so was the named part that it was about
            self.wrong[at[:2]].add(code)
            part = _fields(self.description, at)
            lacking = [name for name in STAND_INS.get(at[::2], {}) if name not in part] if part else []
            if lacking:
                part[lacking[0]] = STAND_INS[at[::2]][lacking[0]]
            elif at:
                at = at[: 4 if at[0] == "wings" else 2] if part else at
                self.mentioned |= {str(at[-1])} | _words(_fields(self.description, at[:-1]).pop(at[-1]))

    def _take_out_of_pin(self, spot: Path) -> None:
        """Take out of a pin what is wrong with it: the others keep their numbers."""
        self.pins = self.pins or [_right_in(pin) for pin in self.description.pop("pins")]
        number = int(spot[1])
        self.pins[number] = self.pins[number].model_copy(update={str(field): None for field in spot[2:3]})

    def prison(self, description: Mapping[str, object]) -> Prison:
        """What a description means. Raises ``ValidationError``."""
        prison = Prison.model_validate(description).model_copy(update=self.defaults)
        return prison.model_copy(update={"pins": self.pins}) if self.pins else prison

    def contradictions(self) -> list[Finding]:
        """What contradicts itself, whatever was meant by what was taken out."""
        aside = {section for part in self.wrong for section in SET_ASIDE.get(str(next(iter(part), "")), ())}
        left = {name: section for name, section in self.description.items() if name not in aside}
        prison = self.prison(STAND_INS[()] | left)
        found = consistency_findings(prison)
        return [finding for finding in found if not (self._unsure(finding, prison) or _left_open(finding, self.tree))]

    def of_scenarios(self, left: Prison) -> list[Finding]:
        """Changes of scenarios that cannot be made, whatever was meant by what was taken out."""
        pins = [pin for number, pin in enumerate(left.pins) if ("pins", number) not in self.wrong]
        left = left.model_copy(update={"pins": pins})
        return [finding for finding in scenario_findings(left) if len(finding.at) > 2 and not self._meant(finding)]

    def _meant(self, finding: Finding) -> bool:
        """Whether what a scenario changes may be there once what is wrong is mended."""
        path = part_of(str(finding.at[-1]))
        # Who may be put on a shift depends on the roles, and on staff in post.
        parts = [path, ("roles",), ("in_post",)] if path[:1] == ("staff",) else [path]
        return any(all(map(eq, part, wrong)) for part in parts for wrong in self.wrong)

    def _unsure(self, finding: Finding, prison: Prison) -> bool:
        """Whether what is wrong elsewhere may be behind a contradiction."""
        if finding.at[:1] == ("pins",):  # each of its fields is right by itself
            activity = prison.pins[int(finding.at[1])].activity
            return not self.wrong.keys().isdisjoint([("activities",), ("activities", activity)])
        wrong = self.wrong.get(finding.at[:2], set())
        if finding.code is not Code.STAFF_BELOW_ZERO:
            return not wrong <= TIMES_STAND
        staff_in_post = bool(self.tree.find(("in_post",))[0])  # who come on top of those of each shift
        return bool(wrong) or (bool(self.wrong) and staff_in_post)


def _right_in(pin: Any) -> Pin:
    """The fields of a pin that are right by themselves, whether or not they make a pin together."""
    right: dict[str, Any] = {}
    for name in _OF_PINS.keys() & (pin if isinstance(pin, dict) else ()):
        with suppress(ValidationError):
            right[name] = _OF_PINS[name].validate_python(pin[name])
    return Pin.model_construct(**right)


def _fields(description: object, at: Path) -> dict[str | int, object]:
    """The fields that stand at a place; none where something else does, or nothing."""
    for step in at:
        description = description.get(step) if isinstance(description, dict) else None
    return description if isinstance(description, dict) else {}


def _words(part: object) -> set[str]:
    """Every name and every text in a part."""
    if isinstance(part, dict):
        return set(part).union(*map(_words, part.values()))
    if isinstance(part, list):
        return set().union(*map(_words, part))
    return {part} if isinstance(part, str) else set()
