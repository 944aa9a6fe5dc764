"""Scenarios: changes under one name, of the prison file and its packs, or of those that are shipped for every prison.

The shipped ones (``configs/scenarios/``) name no part of any one prison.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import JsonValue, TypeAdapter

from regime.data_folder import data_folder
from regime.paths import refused
from regime.prison import Prison, Scenario
from regime.problems import Code, nearest, quoted
from regime.source import read_file

_SCENARIOS = TypeAdapter(dict[str, Scenario])


def shipped() -> dict[str, Scenario]:
    """The scenarios that any prison may use, by name."""
    files = sorted((data_folder("configs") / "scenarios").glob("*.yaml"))
    read = (_SCENARIOS.validate_python(read_file(file).plain()["scenarios"]) for file in files)
    return {name: scenario for scenarios in read for name, scenario in scenarios.items()}


def scenario_settings(prison: Prison, names: Iterable[str]) -> dict[str, JsonValue]:
    """The settings of some scenarios together; a prison's own go before shipped ones of the same name.

    Raises ``InputError``: unknown, or two on one path.
    """
    known = {**shipped(), **prison.scenarios}
    together: dict[str, JsonValue] = {}
    for name in names:
        if name not in known:
            near = nearest(name, known)
            try_ = f"perhaps {quoted(near)}." if near else f"{', '.join(map(quoted, known))}."
            raise refused(name, Code.UNKNOWN_NAME, f"there is no scenario {quoted(name)}", try_)
        for path, value in known[name].changes.items():
            if path in together:
                raise refused(path, Code.DUPLICATE, f"{path} is set by two scenarios", "one of them at a time.")
            together[path] = value
    return together
