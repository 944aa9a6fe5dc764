"""Paths into a prison's description, as people write them: ``staff.early.officers``, ``wings.*.groups.*.size``.

A path follows the prison file: sections, names, fields. ``*`` stands for every entry, ``*[kind=gym|library]`` for those
with one of these values in a field (or its list) and ``*[kind!=gym]`` for the others; ``breaks[1]`` is the first item
of a list. Any name can be written in quotes, and one with a dot, ``=``, ``*`` or square brackets in it has to be; a
quote mark in quotes is written twice (``activities."the ""old"" shop".places``). A shift's roles stand directly under
it, as in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import JsonValue

from regime.problems import Code, Finding, InputError, Path, Problem, nearest, quoted, shortened

_IN_BRACKETS = r"\[(?!\d+\])[^\]]*\]"
_STEP = re.compile(
    rf'\s*(?:"((?:[^"]|"")*)"\s*|((?:[^.=\["]|{_IN_BRACKETS})(?:[^.=\[]|{_IN_BRACKETS})*))((?:\[\d{{1,6}}\]\s*)*)'
)
"""A name in quotes, or anything without dots and ``=`` outside square brackets; and the items of it that are meant."""
_BARE = re.compile(r'[^\s.="*\[\]](?:[^.="*\[\]]*[^\s.="*\[\]])?')
_EVERY = re.compile(r"\*(?:\[(\w+)(!?=)([^\]]+)\])?")

Step = str | int | re.Match[str]
"""A name, the place of an item in its list (from 0), or which entries are meant."""
One = TypeVar("One", bound=Step)


@dataclass(frozen=True)
class Place:
    """Where a path leads: an entry of a part, and the path to it without ``*``."""

    part: dict[str, Any] | list[Any]
    last: Any
    steps: Path
    """Of a role on a shift with the ``staff`` between them, however it was written."""

    @property
    def written(self) -> str:
        """The path as people write it."""
        return _path(_as_written(self.steps))

    @property
    def old(self) -> JsonValue:
        """What is there; a new entry had nothing."""
        value: JsonValue = self.part[self.last] if isinstance(self.part, list) else self.part.get(self.last)
        return value

    def put(self, value: JsonValue) -> None:
        if value is None and isinstance(self.old, dict):
            del self.part[self.last]
        else:
            self.part[self.last] = value


def in_path(name: str) -> str:
    """A name as a step of a path, in quotes where it needs them."""
    return name if _BARE.fullmatch(name) else '"' + name.replace('"', '""') + '"'


def dotted(at: Path) -> str:
    """A place in the description as people write it: ``staff.early.breaks[1].minutes``, items from 1.

    It can be typed back as a path, but for names that nobody would type: those are shortened.
    """
    return _path(tuple(step if isinstance(step, int) else shortened(step) for step in _as_written(at)))


def _path(steps: tuple[Step, ...]) -> str:
    return "".join(map(_step, steps)).removeprefix(".")


def _step(step: Step) -> str:
    if isinstance(step, int):
        return f"[{step + 1}]"
    return f".{step.string if isinstance(step, re.Match) else in_path(step)}"


def _as_written(steps: tuple[One, ...]) -> tuple[One, ...]:
    """Roles stand directly under their shift, and mostly do so in the file."""
    is_role = steps[:1] == ("staff",) and steps[2:3] == ("staff",) and len(steps) > 3
    return (*steps[:2], *steps[3:]) if is_role else steps


def parted(text: str) -> tuple[str, str | None]:
    """``PATH=VALUE`` in two; no value where there is no ``=`` after the path."""
    at = text.find("=", _read(text)[1])
    return (text[:at].strip(), text[at + 1 :].strip()) if at >= 0 else (text.strip(), None)


def tidy(path: str) -> str:
    """A path as the places that it leads to are written: one place has one name."""
    steps, end = _read(path)
    if end < len(path):
        return path
    return _path(_as_written(tuple(steps)))


def of_many(path: str) -> bool:
    """Whether a path has a ``*`` that stands for every entry."""
    return any(isinstance(each, re.Match) for each in _read(path)[0])


def part_of(path: str) -> tuple[str, ...]:
    """The section and the name that a path begins with; the section alone where it may be any name."""
    return tuple(step for step in _read(path)[0][:2] if isinstance(step, str))


def places(description: dict[str, Any], path: str, value: JsonValue) -> list[Place]:
    """Every place that a path leads to."""
    steps, end = _read(path)
    if not steps or end < len(path):
        raise refused(path, Code.WRONG_VALUE, f"{quoted(path)} is no path", "names with dots between them.")
    return list(_Follow(description, path, value).on(description, steps, ()))


def _read(text: str) -> tuple[list[Step], int]:
    """The steps that a text begins with, and where they end."""
    steps: list[Step] = []
    end = 0
    while found := _STEP.match(text, end + bool(steps)):
        plain = (found[2] or "").strip()
        steps.append(found[1].replace('""', '"') if found[1] is not None else _EVERY.fullmatch(plain) or plain)
        steps += [int(item) - 1 for item in re.findall(r"\d+", found[3])]
        end = found.end()
        if text[end : end + 1] != ".":
            break
    return steps, end


@dataclass(frozen=True)
class _Follow:
    """One path through the description, step by step."""

    description: dict[str, Any]
    path: str
    value: JsonValue

    def on(self, part: Any, steps: list[Step], done: Path) -> Iterator[Place]:
        """Where the rest of the path leads from a part that is reached."""
        step, rest = steps[0], steps[1:]
        if isinstance(step, re.Match):
            yield from self._every(part, step, rest, done)
            return
        if len(done) == 2 and done[0] == "staff" and step not in part:
            part, done = part["staff"], (*done, "staff")
        if isinstance(part, list):
            there = isinstance(step, int) and 0 <= step < len(part)
        else:
            named = isinstance(part, dict) and isinstance(step, str)
            there = named and (step in part or self._may_be_new(part, str(step), rest, done))
        if not there:
            raise self._lost(part, step, done)
        if rest:
            yield from self.on(part[step], rest, (*done, step))
        else:
            yield Place(part, step, (*done, step))

    def _every(self, part: Any, every: re.Match[str], rest: list[Step], done: Path) -> Iterator[Place]:
        """The same for every entry that is meant; those that the rest of the path says nothing of are passed over."""
        found: list[Place] = []
        lost: InputError | None = None
        for name in _entries(part, every):
            try:
                found += self.on(part, [name, *rest], done)
            except InputError as error:
                lost = error
        if lost is not None and not found:
            raise lost
        yield from found

    def _may_be_new(self, part: dict[str, Any], step: str, rest: list[Step], done: tuple[Any, ...]) -> bool:
        """Whether a name may stand for something that the file does not name yet; what takes nobody is put there."""
        match done:
            case ("staff", shift, "less") if len(rest) == 1 and self._has(shift, rest[0]):
                part[step] = {}
            case ("staff", shift, "less", _) if self._has(shift, step):
                part[step] = 0
            case ("in_post", _, "less"):
                part[step] = 0
            case ("staff", _, "staff") if step in self.description["roles"] and not of_many(self.path):
                part[step] = 0
            case (_,):
                return not rest and isinstance(self.value, dict)
            case _:
                return False
        return True

    def _has(self, shift: str, role: Step) -> bool:
        """Whether anybody of a role comes to a shift."""
        in_post = self.description["in_post"].get(role, {})
        return role in self.description["staff"][shift]["staff"] or shift in in_post.get("shifts", {})

    def _lost(self, part: Any, step: str | int, done: tuple[Any, ...]) -> InputError:
        where = _path(_as_written((*done, step))[:-1]) or "the prison"
        name = step if isinstance(step, str) else _step(step)
        what = f"{self.path}: {where} has no {quoted(name)}"
        if isinstance(part, list):
            what = f"{what}: it is {f'a list of {len(part)}' if part else 'an empty list'}"
            return refused(self.path, Code.UNKNOWN_FIELD, what, _meant(where, part, ""))
        names = part if isinstance(part, dict) else {}
        roles: Iterable[str] = ()
        if done[:1] == ("staff",) and done[2:] == ("staff",):
            names, roles = names | self.description["staff"][done[1]], self.description["roles"]
            if name in self.description["in_post"]:
                return refused(self.path, Code.WRONG_VALUE, *shared(self.path, done[1], name))
        before, bracket, which = name.partition("[")
        if bracket and isinstance(names.get(before), (dict, list)):
            try_ = _meant(_path(_as_written((*done, before))), names[before], bracket + which)
            return refused(self.path, Code.UNKNOWN_FIELD, what, try_)
        known = [*map(str, names), *roles]
        cut = (each for each in known if each.startswith((f"{name}.", f"{name}=")))
        near = next(cut, None) or nearest(name, known)
        if near is not None and in_path(near) != near:
            near_is = f"perhaps {in_path(near)}, in quotes."
        elif near is not None:
            near_is = f"perhaps {quoted(near)}."
        else:
            there = Finding((), Code.UNKNOWN_FIELD, what, name=name, known=dict.fromkeys(known), known_as="names there")
            near_is = there.advice() if known else ""
        return refused(self.path, Code.UNKNOWN_FIELD, what, near_is)


def _meant(where: str, part: dict[str, Any] | list[Any], which: str) -> str:
    """How what is in a part is written, where ``[which]`` or a number is no way to do it."""
    if isinstance(part, dict):
        return f"{where}.*{which if '=' in which else ''} for every entry, or the name of one after a dot."
    if not part:
        return f"the list as a whole: {where}=[...]."
    return f"{where}[1]{f' to [{len(part)}]' if len(part) > 1 else ''}, or {where}.* for every item."


def _entries(part: Any, every: re.Match[str]) -> list[Any]:
    """The names (or numbers) of a part's entries that are meant."""
    entries = list(part.items()) if isinstance(part, dict) else list(enumerate(part)) if isinstance(part, list) else []
    field, sign, values = every.groups()
    if field is None:
        return [name for name, _ in entries]
    meant = [value.strip() for value in values.split("|")]
    return [
        name
        for name, entry in entries
        if isinstance(entry, dict) and field in entry and _any_of(entry[field], meant) == (sign == "=")
    ]


def _any_of(value: Any, meant: list[str]) -> bool:
    return any(str(each) in meant for each in (value if isinstance(value, list) else [value]))


def shared(path: str, shift: str, role: str) -> tuple[str, str]:
    """Why staff who come from those in post are not changed on one shift, and what to change."""
    at = f"in_post.{in_path(role)}"
    what = f"{path}: the {role.replace('_', ' ')} of {shift} are shared out from those in post ({at})"
    return what, f"{at}.people, {at}.less or {at}.shifts.{in_path(shift)}."


def refused(where: str, code: Code, what: str, try_: str = "") -> InputError:
    return InputError([Problem(where, 0, 0, code, what, try_)])
