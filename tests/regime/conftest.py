"""For the tests in every folder below: what they print is as wide as nobody's terminal; and they can import
``builders``, because this file is here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _no_terminal() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("COLUMNS", raising=False)  # a developer's own, or the 80 that come with pytest-xdist
        yield
