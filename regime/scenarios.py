"""Scenarios: changes under one name, of the prison file and its packs, or of those that are shipped for every prison.

The shipped ones (``configs/scenarios/``) name no part of any one prison.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence

from pydantic import JsonValue, TypeAdapter

from regime.changes import NothingToChange, changed
from regime.data_folder import data_folder
from regime.paths import refused
from regime.plan import Change
from regime.prison import Prison, Scenario
from regime.problems import Code, Finding, InputError, Problem, nearest, of_each, quoted
from regime.source import read_file

AS_IT_IS = "as it is"
"""What the prison without any scenario is called."""

_SCENARIOS = TypeAdapter(dict[str, Scenario])


def shipped() -> dict[str, Scenario]:
    """The scenarios that any prison may use, by name."""
    files = sorted((data_folder("configs") / "scenarios").glob("*.yaml"))
    read = (_SCENARIOS.validate_python(read_file(file).plain()["scenarios"]) for file in files)
    return {name: scenario for scenarios in read for name, scenario in scenarios.items()}


def scenario_settings(prison: Prison, names: Sequence[str]) -> dict[str, JsonValue]:
    """The settings of some scenarios together; a prison's own go before shipped ones of the same name.

    Raises ``InputError``: unknown, one twice, or two on one path.
    """
    known = {**shipped(), **prison.scenarios}

    def named(name: str) -> Scenario:
        if not name:
            what, try_ = "the name of a scenario is missing", 'names with commas between them: "gym closed, stage 3".'
            raise refused("scenarios", Code.WRONG_VALUE, what, try_)
        if name not in known:
            usable, near = _usable(prison, known), nearest(name, known)
            try_ = f"perhaps {quoted(near)}." if near in usable else f"{', '.join(map(quoted, usable))}."
            raise refused(name, Code.UNKNOWN_NAME, f"there is no scenario {quoted(name)}", try_)
        return known[name]

    asked = of_each(named, names)
    refuse_twice(names)
    together: dict[str, JsonValue] = {}
    for scenario in asked:
        for path, value in scenario.changes.items():
            if path in together:
                raise refused(path, Code.DUPLICATE, f"{path} is set by two scenarios", "one of them at a time.")
            together[path] = value
    return together


def refuse_twice(names: Sequence[str]) -> None:
    """Raise ``InputError`` for a scenario that is named twice: what it adds would count once or twice."""
    if twice := [name for number, name in enumerate(names) if name and name in names[:number]]:
        what = f"the scenario {quoted(twice[0])} is named twice"
        raise refused(twice[0], Code.DUPLICATE, what, "each scenario once.")


def in_scenarios(
    prison: Prison, names: Sequence[str], settings: Mapping[str, JsonValue]
) -> tuple[Prison, tuple[Change, ...]]:
    """The prison with the ``settings`` of some scenarios made, and perhaps others beside them, and what changed.

    Raises ``InputError`` like ``changed``; it names the scenarios where the prison has nothing that they change.
    """
    try:
        return changed(prison, settings)
    except NothingToChange:
        if not names:
            raise
        they = f"the scenario {quoted(names[0])} changes" if len(names) == 1 else "these scenarios change"
        what = f"this prison has nothing that {they} ({', '.join(settings)})"
        problem = Problem(", ".join(names), 0, 0, Code.UNKNOWN_NAME, what, "another scenario, or none.")
        raise NothingToChange([problem]) from None


def _usable(prison: Prison, known: Mapping[str, Scenario]) -> list[str]:
    """The scenarios whose changes can be made in a prison."""
    usable = []
    for name, scenario in known.items():
        with contextlib.suppress(InputError):
            changed(prison, scenario.changes)
            usable.append(name)
    return usable


def scenario_findings(prison: Prison) -> Iterator[Finding]:
    """What is wrong with the prison's own scenarios: names that nobody can ask for, changes that cannot be made.

    Only warnings: the prison can be planned without them.
    """
    for name, scenario in prison.scenarios.items():
        at = ("scenarios", name)
        if asked_for(name) != [name]:
            what = f"the scenario {quoted(name)} cannot be asked for: commas stand between names, spaces nowhere"
            yield Finding(at, Code.WRONG_VALUE, what, "another name.", "warning", on_name=True)
        if name == AS_IT_IS:
            what = f"no scenario can be called {quoted(name)}: that stands for the prison without any"
            yield Finding(at, Code.AMBIGUOUS_NAME, what, "another name.", "warning", on_name=True)
        try:
            changed(prison, scenario.changes)
        except InputError as error:
            for problem in error.problems:
                path = ("changes", problem.file) if problem.file in scenario.changes else ()
                what = f"the scenario {quoted(name)} cannot be used: {problem.what}"
                yield Finding((*at, *path), problem.code, what, problem.try_, "warning", on_name=True)


def asked_for(names: str) -> list[str]:
    """The scenarios that a list of names with commas between them asks for."""
    return [name.strip() for name in names.split(",")]
