"""For the tests in every folder below: what they print is as wide as nobody's terminal; and they can import
``builders``, because this file is here."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from regime import api
from regime.plan import Plan


@pytest.fixture(scope="session", autouse=True)
def _no_terminal() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("COLUMNS", raising=False)  # a developer's own, or the 80 that come with pytest-xdist
        yield


@pytest.fixture
def ctrl_c_with_the_first_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for a plan presses Ctrl-C in the moment it is there."""
    planned = api.plan

    def pressed(*given: Any, stop: threading.Event, **others: Any) -> Plan:
        found = planned(*given, stop=stop, **others)
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wait(30)
        return found

    monkeypatch.setattr(api, "plan", pressed)
