"""A what-if run kept as JSON, read back strictly."""

from __future__ import annotations

from pydantic import ValidationError

from regime.plan_file import json_of
from regime.problems import Code, InputError, Problem, visible
from regime.whatif.result import WhatIf

AS_SAVED = 'one saved with "regime whatif ... --format json > run.json".'


def what_if_of_json(text: str, name: str = "<text>") -> WhatIf:
    """The run that a JSON text holds. Raises ``InputError`` if it is none."""
    data = json_of(text, name, AS_SAVED)
    try:
        return WhatIf.model_validate(data)
    except ValidationError:
        problem = Problem(visible(name), 0, 0, Code.WRONG_VALUE, "this JSON is no what-if run", AS_SAVED)
        raise InputError([problem]) from None
