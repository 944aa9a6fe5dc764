"""Which of two points allows more: what proofs are carried along, and what may be said between points.

A day that keeps the rules with fewer people or places keeps them with more (whoever is there more may be spare, a place
may stay empty). So of two points that differ only in such lines, one allows every day of the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import JsonValue

from regime.plan import Change

_NAME = r'(?:"(?:[^"]|"")*"|[^".\[]+)'
_MORE_IS_LOOSER = re.compile(
    rf"staff\.{_NAME}\.(?!(?:start|end|breaks|days|less)$){_NAME}|in_post\.{_NAME}\.people"
    rf"|activities\.{_NAME}\.places|(yards|routes)\.{_NAME}\.people|(activities|routes)\.{_NAME}\.at_most"
)
_MORE_IS_TIGHTER = re.compile(
    rf"(staff|in_post)\.{_NAME}\.less\..+|in_post\.{_NAME}\.rest_days|activities\.{_NAME}\.minimum|posts\..+"
)
_AMOUNT = re.compile(r"(\d+)%?")


def loosens(path: str) -> int:
    """1 where a larger number at a path never forbids a day that a smaller one allows, -1 for the other way, else 0."""
    if _MORE_IS_LOOSER.fullmatch(path):
        return 1
    return -1 if _MORE_IS_TIGHTER.fullmatch(path) else 0


def allows(looser: Sequence[Change], tighter: Sequence[Change]) -> bool:
    """Whether a prison with some changes allows every day that it allows with some others."""
    here, there = ({change.path: change for change in changes} for changes in (looser, tighter))
    return all(_allows(path, _at(path, here, there), _at(path, there, here)) for path in dict.fromkeys([*here, *there]))


def _at(path: str, changes: dict[str, Change], others: dict[str, Change]) -> JsonValue:
    """What stands at a path; where it is not changed, what the others changed."""
    return changes[path].new if path in changes else others[path].old


def _allows(path: str, looser: JsonValue, tighter: JsonValue) -> bool:
    if looser == tighter:
        return True
    sign, more, less = loosens(path), _amount(looser), _amount(tighter)
    return sign != 0 and more is not None and less is not None and sign * (more - less) >= 0


def _amount(value: JsonValue) -> int | None:
    found = _AMOUNT.fullmatch(str(value)) if isinstance(value, (int, str)) and not isinstance(value, bool) else None
    return int(found[1]) if found else None
