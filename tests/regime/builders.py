"""A prison of two wings, small enough to check by hand, and plans for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regime.checker import check
from regime.clock import Span
from regime.completion import complete
from regime.plan import BreakTaken, GroupDay, Movement, Plan, Proof, Session, Stretch
from regime.prison import Prison
from regime.today import Today

SMALL: dict[str, Any] = {
    "prison": "HMP Small",
    "day": {"unlock": "08:00", "lock_up": "18:00"},
    "wings": {"A": {"groups": {"A1": 10, "A2": 20}}, "B": {"groups": {"B1": 30}}},
    "roles": {"officers": {"label": "officer"}},
    "staff": {"day": {"start": "07:00", "end": "19:00", "officers": 20}},
    "on_wing": {"association": {"kind": "association"}},
}
"""Two groups on wing A, one on wing B, 20 officers all day and no rules beyond the defaults."""


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """``base`` with ``changes`` laid over it, mapping by mapping."""
    both = dict(base)
    for key, value in changes.items():
        old = both.get(key)
        both[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return both


def day(**changes: Any) -> Today:
    """A Monday of the small prison with ``changes`` to it."""
    return Today.of(Prison.model_validate(merged(SMALL, changes)), "mon")


def span(text: str) -> Span:
    return Span.model_validate(text)


def session(activity: str, time: str, runs: bool = True, **people: int) -> Session:
    return Session(activity=activity, time=span(time), runs=runs, people=people)


def movement(route: str, time: str, out: dict[str, int] | None = None, back: dict[str, int] | None = None) -> Movement:
    return Movement(route=route, time=span(time), out=out or {}, back=back or {})


def taken(time: str, people: int, shift: str = "day", role: str = "officers") -> BreakTaken:
    return BreakTaken(shift=shift, role=role, time=span(time), people=people)


def bare(today: Today, unlocked: Mapping[str, Mapping[str, str]] | None = None, **parts: Any) -> Plan:
    """A plan with nothing but what is said: ``unlocked`` is group -> span -> on-wing time."""
    stretches = {
        group: [Stretch(time=span(time), on_wing=name) for time, name in spans.items()]
        for group, spans in (unlocked or {}).items()
    }
    groups = [
        GroupDay(group=group, wing=today.wing_of[group], size=about.size, unlocked=stretches.get(group, []))
        for group, about in today.groups.items()
    ]
    nothing: dict[str, Any] = {"sessions": [], "movements": [], "breaks": [], "shortfalls": [], "staff": []}
    plan = Plan(prison=today.prison.prison, weekday=today.weekday, hours=today.hours, groups=groups, **nothing)
    return plan.model_copy(update=parts)


def whole(today: Today, unlocked: Mapping[str, Mapping[str, str]] | None = None, **parts: Any) -> Plan:
    """The same, completed with movements, breaks, shortfalls and staff lines."""
    return complete(today, bare(today, unlocked, **parts))


def said(today: Today, plan: Plan) -> list[str]:
    """Every finding as ``R01: sentence``."""
    return [f"{finding.rule}: {finding.sentence}" for finding in check(today, plan)]


PROOF = Proof(
    status="optimal",
    goals=[],
    stopped="proved",
    seconds=0,
    seed=0,
    workers=1,
    time_limit=60,
    gap_target=0,
    reproducible=False,
)
"""What tells a planned day from one made by hand."""
