"""Where the packs and the examples are: beside the code in an installed package, one folder up in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_HERE = Path(__file__).resolve().parent


def data_folder(name: Literal["configs", "examples"]) -> Path:
    """The folder of shipped packs (``configs``) or of example prisons (``examples``)."""
    installed = _HERE / "data" / name
    return installed if installed.is_dir() else _HERE.parent / name
