"""What can be written at any place of a prison file: the names of its fields, their meaning and their types."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from regime.prison import Prison
from regime.problems import Path


def fields(path: Path) -> Iterator[tuple[str, FieldInfo]]:
    """The fields that the part at ``path`` has, by their names as they are written in the file."""
    for each in types_at(path):
        if isinstance(each, type) and issubclass(each, BaseModel):
            for name, field in each.model_fields.items():
                yield field.alias or name, field


def types_at(path: Path) -> list[Any]:
    """The types that a value at ``path`` may have; none where there is no such place."""
    here: list[Any] = [Prison]
    for step in path:
        here = [inner for each in here for inner in _inner(each, step)]
    return here


def _inner(outer: Any, step: str | int) -> Iterator[Any]:
    """What is found one step inside a type: a field, a named entry or an item."""
    if isinstance(outer, type) and issubclass(outer, BaseModel):
        for name, field in outer.model_fields.items():
            if step == (field.alias or name):
                yield from _forms(field.annotation)
    elif get_origin(outer) in (dict, list):
        yield from _forms(get_args(outer)[-1])


def _forms(annotation: Any) -> Iterator[Any]:
    """The types that a value may have."""
    if get_origin(annotation) is Annotated:
        yield from _forms(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for each in get_args(annotation):
            yield from _forms(each)
    else:
        yield annotation
