"""The regime band: the first of the prison's bands whose conditions all hold.

A condition compares one figure with a number: ``sessions_run_percent: ">= 95"``. The figures that may be named are
the keys of `MEASURES`, and ``met:`` with the name of an entitlement: the per cent of the people who are owed it whose
group gets it in full (``met:open air``). Bands follow the regime management plans of PSI 07/2017; where their limits
lie is local, so the limits are data. They are about the full regime: what is changed for a run takes nothing away from
the sessions on offer and the staff detailed. An entitlement that it takes away is neither met nor missed: bands do not
count it, and the page says so.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from regime.paths import dotted
from regime.prison import Band, Prison
from regime.problems import Code, Finding, Path, quoted

if TYPE_CHECKING:
    from regime.measured import Figures

MEASURES: dict[str, Callable[[Figures], float]] = {
    "sessions_run_percent": lambda f: 100 * f.sessions_run / f.sessions_offered if f.sessions_offered else 100.0,
    "floors_met_percent": lambda f: f.floors_met_percent,
    "staff_on_duty_percent": lambda f: f.staff_on_duty_percent,
    "out_of_cell": lambda f: f.out_of_cell,
    "guaranteed": lambda f: f.guaranteed,
    "worst_guaranteed": lambda f: f.worst_guaranteed,
    "open_air": lambda f: f.open_air,
    "evening": lambda f: f.evening,
    "under_2h_percent": lambda f: f.by_average.under_2h,
    "at_10h_percent": lambda f: f.by_average.at_10h,
    "guaranteed_under_2h_percent": lambda f: f.by_guaranteed.under_2h,
    "guaranteed_at_10h_percent": lambda f: f.by_guaranteed.at_10h,
}
"""Name in a condition -> figure: per cent where the name says so, else average minutes a day for each person (the
smallest of any group for ``worst_guaranteed``)."""

CALLED = {
    "sessions_run_percent": "sessions run",
    "floors_met_percent": "entitlements met",
    "staff_on_duty_percent": "staff there of those detailed",
    "out_of_cell": "time out of cell",
    "guaranteed": "certain time",
    "worst_guaranteed": "certain time of the worst-off group",
    "open_air": "open air",
    "evening": "out of cell after 17:00",
    "under_2h_percent": "people under 2 h",
    "at_10h_percent": "people at 10 h",
    "guaranteed_under_2h_percent": "people under 2 h for certain",
    "guaranteed_at_10h_percent": "people at 10 h for certain",
}
"""The same names in words."""

MET = "met:"

_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_SAID = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than", "=": "exactly"}
_COMPARISON = re.compile(r"\s*(>=|<=|>|<|=)\s*(\d+(?:\.\d+)?)\s*")


def band_of(prison: Prison, figures: Figures) -> str | None:
    """Name of the first band whose conditions all hold; none if no band fits or the prison names none."""
    return next((name for name, band in prison.bands.items() if _holds(band, figures)), None)


def band_findings(prison: Prison) -> list[Finding]:
    """What is wrong with the conditions of the bands: figures that do not exist, comparisons that are none."""
    return [
        finding
        for name, band in prison.bands.items()
        for figure, comparison in band.conditions.items()
        for finding in _wrong(prison, ("bands", name, "conditions", figure), figure, comparison)
    ]


def asked(band: Band) -> list[str]:
    """What a band asks for, in words: ``sessions run at least 95%``."""
    return [f"{_called(name)} {_limit(name, text)}" for name, text in band.conditions.items()]


def missed(band: Band, figures: Figures) -> list[str]:
    """Which of a band's conditions do not hold: ``staff there 82%, and not at least 90%``."""
    return [
        f"{_called(name)} {_shown(name, _figure(figures, name))}, and not {_limit(name, text)}"
        for name, text in band.conditions.items()
        if not _compare(_figure(figures, name), text)
    ]


def _called(name: str) -> str:
    return f"people with {_entitlement(name)} in full" if name.startswith(MET) else CALLED[name]


def _limit(name: str, comparison: str) -> str:
    match = _COMPARISON.fullmatch(comparison)
    assert match is not None, "bands are checked when the prison is read"
    return f"{_SAID[match[1]]} {_shown(name, float(match[2]))}"


def _shown(name: str, amount: float) -> str:
    """An amount with its unit, to two decimals."""
    return f"{round(amount, 2):g}{'%' if name.startswith(MET) or name.endswith('percent') else ' min'}"


def _holds(band: Band, figures: Figures) -> bool:
    return all(_compare(_figure(figures, name), text) for name, text in band.conditions.items())


def _figure(figures: Figures, name: str) -> float:
    if name.startswith(MET):
        # An entitlement that is owed to nobody today keeps no day out of a band.
        return figures.floors_met.get(_entitlement(name), 100.0)
    return MEASURES[name](figures)


def _entitlement(name: str) -> str:
    return name.removeprefix(MET).strip()


def _compare(figure: float, comparison: str) -> bool:
    match = _COMPARISON.fullmatch(comparison)
    if match is None:
        raise ValueError(f"{comparison!r} is not a comparison")
    # Figures are quotients: a share of exactly 95% must not fail ">= 95" by the last digit.
    return _COMPARISONS[match[1]](round(figure, 6), float(match[2]))


def _wrong(prison: Prison, at: Path, figure: str, comparison: str) -> Iterator[Finding]:
    met = figure.startswith(MET)
    name, known = (_entitlement(figure), list(prison.entitlements)) if met else (figure, list(MEASURES))
    sort, plural = ("entitlement", "entitlements") if met else ("figure for bands", "figures for bands")
    if name not in known:
        yield Finding(
            at,
            Code.UNKNOWN_NAME,
            f"{dotted(at)}: there is no {sort} {quoted(name)}",
            name=name,
            known=known,
            known_as=plural,
            on_name=True,
            # A prison may do without an entitlement that the bands of its packs ask about.
            fine_in_packs=met,
        )
    if _COMPARISON.fullmatch(comparison) is None:
        what = f"{dotted(at)}: {quoted(comparison)} is not a comparison"
        yield Finding(at, Code.WRONG_VALUE, what, 'a comparison in quotes, like ">= 95".')
