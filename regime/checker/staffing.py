"""R01 staffing: in every period those on duty can cover all work, each in one place, and everybody has their breaks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from regime.checker.finding import Finding, together
from regime.checker.wording import from_to, staff, team
from regime.clock import Span
from regime.cover import Cover, Shortage
from regime.picture import DayPicture
from regime.plan import BreakTaken
from regime.prison import Break, Prison
from regime.staffing import Staffing
from regime.today import Crew

_finding = partial(Finding, rule="R01", title="staffing")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Periods with more work than people who may do it, and breaks that are not taken."""
    for (shortage, needs, duty), span in together(_short(picture)):
        said = _said(picture.today.prison, shortage, needs, duty)
        yield _finding(
            sentence=f"{from_to(span)} the day needs {said}.",
            span=span,
            measured=shortage.needed,
            limit=shortage.on_duty,
            unit="staff",
        )
    yield from _breaks(picture)


Numbers = tuple[tuple[str, int], ...]


def _short(picture: DayPicture) -> Iterator[tuple[tuple[Shortage, Numbers, Numbers], Span]]:
    for state, span in zip(Staffing(picture).periods, picture.periods, strict=True):
        for shortage in state.shortages():
            yield (shortage, *_numbers(state, shortage)), span


def _numbers(state: Cover, shortage: Shortage) -> tuple[Numbers, Numbers]:
    needs = tuple((role, state.needed[role]) for role in shortage.work)
    return needs, tuple((role, state.on_duty[role]) for role in shortage.by)


def _said(prison: Prison, shortage: Shortage, needs: Numbers, duty: Numbers) -> str:
    needed = team(prison, dict(needs))
    if not duty:
        return f"{needed} and none are on duty"
    if shortage.work == shortage.by and len(duty) == 1:
        return f"{needed} and {shortage.on_duty} {'is' if shortage.on_duty == 1 else 'are'} on duty"
    return f"{needed}, and {shortage.on_duty} on duty may do that work: {team(prison, dict(duty))}"


def _breaks(picture: DayPicture) -> Iterator[Finding]:
    prison = picture.today.prison
    # A crew with nobody left on it has no breaks to take.
    for crew in picture.today.crews:
        taken = [b for b in picture.plan.breaks if (b.shift, b.role) == (crew.shift, crew.role)]
        for terms in crew.breaks:
            resting = sum(b.people for b in taken if _is(b, terms))
            if resting != max(0, crew.people):
                yield _finding(
                    sentence=f"Of {staff(prison, crew.role, crew.people)} on shift {crew.shift}, {resting} "
                    f"{'takes' if resting == 1 else 'take'} the break of {terms.minutes} minutes "
                    f"between {terms.between}.",
                    span=terms.between,
                    measured=resting,
                    limit=crew.people,
                    unit="staff",
                )
        yield from (_stray(prison, crew, b) for b in taken if not any(_is(b, terms) for terms in crew.breaks))


def _is(taken: BreakTaken, terms: Break) -> bool:
    return taken.time.minutes == terms.minutes and terms.between.contains(taken.time)


def _stray(prison: Prison, crew: Crew, taken: BreakTaken) -> Finding:
    take = "takes" if taken.people == 1 else "take"
    return _finding(
        sentence=f"{staff(prison, crew.role, taken.people)} of shift {crew.shift} {take} a break "
        f"{from_to(taken.time)}, which is none of the shift's breaks.",
        span=taken.time,
    )
