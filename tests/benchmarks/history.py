"""The measurements that are kept: one file of comma-separated lines for each version of the software."""

from __future__ import annotations

import csv
import importlib.metadata
import re
from dataclasses import asdict, fields
from pathlib import Path

from pydantic import TypeAdapter

from tests.benchmarks.measure import Measurement

FOLDER = Path(__file__).with_name("results")
VERSION = importlib.metadata.version("regime-planner")
COLUMNS = [field.name for field in fields(Measurement)]


def keep(line: Measurement) -> None:
    """Add a measurement of this version; it replaces an older one of the same day, solver and time limit."""
    lines = {_key(old): old for old in kept(VERSION)}
    lines[_key(line)] = line
    FOLDER.mkdir(exist_ok=True)
    new = FOLDER / f"{VERSION}.new"
    with new.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(_written(lines[key]) for key in sorted(lines))
    new.replace(FOLDER / f"{VERSION}.csv")


def kept(version: str) -> list[Measurement]:
    """What was measured of a version, in order of day, solver and time limit."""
    path = FOLDER / f"{version}.csv"
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        rows = [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(file)]
    return TypeAdapter(list[Measurement]).validate_python(rows)


def earlier() -> str | None:
    """The release before this version of which there are measurements."""
    versions = sorted((path.stem for path in FOLDER.glob("*.csv")), key=_order)
    return max((v for v in versions if _order(v) < _order(VERSION)), key=_order, default=None)


def _order(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def _key(line: Measurement) -> tuple[str, str, float]:
    return line.day, line.solver, line.limit


def _written(line: Measurement) -> dict[str, str]:
    return {name: _cell(value) for name, value in asdict(line).items()}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.8g}" if isinstance(value, float) else str(value)
