"""What plans and all other answers are made of: strict models that go to JSON and back."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

People = Annotated[int, Field(ge=0)]


class Line(BaseModel):
    """A part of a plan or another answer: unknown fields are refused and values do not change."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, serialize_by_alias=True)
