"""The governor's page: the answer on top, the day in pictures, real tables under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regime.report.rendering import render
from regime.report.reported import Reported
from regime.whatif.result import WhatIf


def governor(days: Sequence[Reported], run: WhatIf | None) -> Iterator[tuple[str, bytes]]:
    """One page for all plans, beside the pictures on their own."""
    yield "governor.html", render("governor.html", days=days, run=run)
