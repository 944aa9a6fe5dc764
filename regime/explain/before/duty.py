"""Posts and patrols above the people on duty, with covering and with breaks."""

from __future__ import annotations

from collections.abc import Iterator

from regime.checker.wording import from_to
from regime.clock import Span
from regime.cover import Shortage, cover
from regime.duty import Duty
from regime.explain.before.found import Found
from regime.prison import Break
from regime.problems import Code, Finding
from regime.staffing import may_cover
from regime.today import Today


def find(today: Today) -> Iterator[Found]:
    """Every stretch in which posts and locked wings ask for more than everybody on duty could do.

    First without breaks, period by period. Where that leaves nothing to say, with them: over a stretch of time, the
    person-minutes asked for against those on duty less the person-minutes of break that cannot fall outside it.
    """
    duty = Duty(today)
    told = False
    for shortage, span in duty.shortages():
        told = True
        what = f"{from_to(span)} {duty.said(shortage)}"
        at = ("posts",) if today.posts else ("staff",)
        yield _found(Code.TOO_FEW_ON_DUTY, at, what, "more people on a shift, or fewer posts.")
    if not told:
        yield from _with_breaks(today)


def _found(code: Code, at: tuple[str | int, ...], what: str, try_: str) -> Found:
    return Found(Finding(at, code, what, try_, "warning", on_name=True), impossible=True)


def _with_breaks(today: Today) -> Iterator[Found]:
    """The shortest stretch inside the window of a break over which work and breaks together cannot be done."""
    edges = {edge for crew in today.crews for b in crew.breaks for edge in _edges(b)}
    duty = Duty(today, sorted(edges))
    windows = {b.between: (crew.shift, n) for crew in today.crews for n, b in enumerate(crew.breaks) if crew.people > 0}
    stretches = sorted(
        {(a, b) for w in windows for a in duty.cuts for b in duty.cuts if w.start <= a < b <= w.end},
        key=lambda stretch: (stretch[1] - stretch[0], stretch),
    )
    for start, end in stretches:
        span = Span.of(start, end)
        if shortage := _over(today, duty, span):
            shift, number = next(where for window, where in windows.items() if window.contains(span))
            what = f"{from_to(span)} {duty.said(shortage, span.minutes)} once breaks are taken"
            at = ("staff", shift, "breaks", number)
            yield _found(Code.NO_TIME_FOR_BREAKS, at, what, "a wider window for the break, or more people then.")
            return


def _edges(taken: Break) -> tuple[int, ...]:
    window = taken.between
    return window.start, window.end, window.start + taken.minutes, window.end - taken.minutes


def _over(today: Today, duty: Duty, span: Span) -> Shortage | None:
    """A shortage in person-minutes over a stretch: by Hall's theorem one proves that the work cannot be done."""
    needed: dict[str, int] = {}
    there: dict[str, int] = {}
    for period, work, people in zip(duty.periods, duty.needed, duty.there, strict=True):
        if span.contains(period):
            for totals, numbers in ((needed, work), (there, people)):
                for role, n in numbers.items():
                    totals[role] = totals.get(role, 0) + n * period.minutes
    for crew in today.crews:
        for taken in crew.breaks:
            there[crew.role] = there.get(crew.role, 0) - crew.people * _inside(taken, span)
    return next(cover(needed, {role: max(0, n) for role, n in there.items()}, may_cover(today)).shortages(), None)


def _inside(taken: Break, span: Span) -> int:
    """Minutes of a break that fall into a stretch wherever in its window the break is laid, at least."""
    window = taken.between
    before, after = max(0, span.start - window.start), max(0, window.end - span.end)
    return max(0, min(span.minutes, taken.minutes - before, taken.minutes - after, taken.minutes))
