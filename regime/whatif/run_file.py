"""A what-if run kept as JSON, read back strictly."""

from __future__ import annotations

from pydantic import ValidationError

from regime.plan_file import json_of
from regime.problems import Code, InputError, Problem, visible
from regime.whatif.result import WhatIf


def what_if_of_json(text: str, name: str = "<text>") -> WhatIf:
    """The run that a JSON text holds. Raises ``InputError`` if it is none."""
    try:
        return WhatIf.model_validate(json_of(text, name))
    except ValidationError:
        what, try_ = "this JSON is no what-if run", 'one saved with "regime whatif ... --format json > run.json".'
        raise InputError([Problem(visible(name), 0, 0, Code.WRONG_VALUE, what, try_)]) from None
