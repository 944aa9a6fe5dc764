"""The terms of a day: every line of a prison that asks for something or forbids something, and could give way.

A term belongs to the rule that keeps it (R01 to R12, see ``regime.checker``), has its place in the description, and
knows how the description reads without it. What is no term is taken as given: the unlock hours, who lives where, the
times of sessions, who may go to them, and that nobody is in two places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from regime.checker.wording import for_each, listed, minutes, people, staff, times, wing_called
from regime.clock import Span, clock
from regime.explain.changing import Edit
from regime.prison import Pin, Shift
from regime.prison.base import Staff
from regime.problems import Path
from regime.today import Today

UNLIMITED = 100_000
"""So many staff or places that nothing asks for more."""

MOST_STAFF = 400
"""Staff that are added to a shift to make a day possible, at most."""


@dataclass(frozen=True)
class Term:
    """One line of a prison that could give way."""

    at: Path
    rule: str
    """``R01 staffing``."""
    says: str
    without: Any
    """The value with which the line asks for nothing; none: the line is left out."""
    eased: Sequence[Any] = ()
    """Values that give way more and more, the least first."""
    eased_at: Path | None = None
    """Where those values stand, if it is only a part of the line that gives way."""

    @property
    def lifted(self) -> Edit:
        """The edit that lifts the term altogether."""
        return Edit(self.at, self.without)

    @property
    def ways(self) -> list[Edit]:
        """Edits that give way more and more, the last of which lifts as much of the term as one can ask for."""
        if not self.eased:
            return [self.lifted]
        return [Edit(self.eased_at or self.at, value) for value in self.eased]


def terms(today: Today) -> list[Term]:
    """Every term of a day, those that are hardest to change in a real prison first."""
    return [
        *_rules_of_the_day(today),
        *_separations(today),
        *_on_wing(today),
        *_activities(today),
        *_routes(today),
        *_wings(today),
        *_posts(today),
        *_crews(today),
        *_shift_times(today),
        *_breaks(today),
        *_pins(today),
    ]


def _pins(today: Today) -> Iterator[Term]:
    for number, pin in enumerate(today.prison.pins):
        yield Term(("pins", number), "R12 pins", said_of(pin), None)


def said_of(pin: Pin) -> str:
    """What a pin asks for."""
    if pin.entitlement is not None:
        return f"{pin.group} is pinned to have {pin.entitlement} in full"
    if pin.group is not None:
        what = "locked up" if pin.locked else f"unlocked for {pin.on_wing}" if pin.on_wing else "unlocked"
        return f"{pin.group} is pinned to be {what} {pin.locked or pin.unlocked}"
    session = f"{pin.activity} {pin.session}" if pin.session else str(pin.activity)
    if pin.cancelled:
        return f"{session} is pinned to be cancelled"
    if pin.people is None:
        return f"{session} is pinned to run"
    whose = f" of {listed(pin.of)}" if pin.of else ""
    when = f" at {clock(pin.at)}" if pin.at is not None else ""
    return f"{session}{when} is pinned to have {people(pin.people)}{whose}"


def _posts(today: Today) -> Iterator[Term]:
    for name, (post, hours) in today.posts.items():
        when = listed(str(span) for span in hours)
        for role, number in post.staff.items():
            if number:
                says = f"the post {name} needs {staff(today.prison, role, number)} {when}"
                at = ("posts", name, "staff", role)
                yield Term(at, "R01 staffing", says, 0, range(number - 1, -1, -1))


def _crews(today: Today) -> Iterator[Term]:
    for crew in today.crews:
        detailed = today.prison.staff[crew.shift].staff.get(crew.role, 0)
        hours = listed(str(span) for span in crew.hours)
        says = f"shift {crew.shift} has {staff(today.prison, crew.role, crew.people)} {hours}"
        more = range(detailed + 1, detailed + MOST_STAFF + 1)
        yield Term(("staff", crew.shift, "staff", crew.role), "R01 staffing", says, UNLIMITED, more)


def _shift_times(today: Today) -> Iterator[Term]:
    day, step = today.planned, today.prison.day.step
    for name in dict.fromkeys(crew.shift for crew in today.crews):
        shift = today.prison.staff[name]
        if shift.end <= shift.start:
            continue
        earlier = [clock(max(time, day.start)) for time in range(shift.start - step, day.start - step, -step)]
        if shift.start > day.start:
            says = f"shift {name} starts at {clock(shift.start)}"
            yield Term(("staff", name, "start"), "R01 staffing", says, clock(day.start), earlier)
        later = [clock(min(time, day.end)) for time in range(shift.end + step, day.end + step, step)]
        if shift.end < day.end:
            says = f"shift {name} ends at {clock(shift.end)}"
            yield Term(("staff", name, "end"), "R01 staffing", says, clock(day.end), later)


def _breaks(today: Today) -> Iterator[Term]:
    for name in dict.fromkeys(crew.shift for crew in today.crews):
        shift = today.prison.staff[name]
        for number, taken in enumerate(shift.breaks):
            says = f"everybody on shift {name} has a break of {minutes(taken.minutes)} between {taken.between}"
            at = ("staff", name, "breaks", number)
            wider = [str(span) for span in _wider(today, shift, number)]
            yield Term(at, "R01 staffing", says, None, wider, (*at, "between"))


def _wider(today: Today, shift: Shift, number: int) -> Iterator[Span]:
    """Windows of a break that reach further and further, inside the shift and clear of its other breaks."""
    if shift.end <= shift.start:
        return
    window, step = shift.breaks[number].between, today.prison.day.step
    others = [taken.between for n, taken in enumerate(shift.breaks) if n != number]
    first = max([shift.start, *(other.end for other in others if other.end <= window.start)])
    last = min([shift.end, *(other.start for other in others if other.start >= window.end)])
    start, end = window.start, window.end
    while (start, end) != (first, last):
        end = min(last, end + step)
        yield Span.of(start, end)
        if start > first:
            start = max(first, start - step)
            yield Span.of(start, end)


def _wings(today: Today) -> Iterator[Term]:
    unlocked = any(pin.unlocked is not None or pin.entitlement is not None for pin in today.prison.pins)
    for name, wing in today.wings.items():
        role, patrol = wing.staffing.role, wing.staffing.locked
        at = ("wings", name, "staffing")
        people_there = sum(group.size for group in wing.groups.values())
        if unlocked:
            table = ", ".join(f"{n} up to {people(most)}" for most, n in wing.staffing.steps(people_there))
            locked = staff(today.prison, role, patrol)
            says = f"{wing_called(name)} needs {locked} while it is locked up, and unlocked {table}"
            free = {"role": role, "locked": 0, "unlocked": {str(UNLIMITED): 0}}
            yield Term(at, "R02 wing staffing", says, free)
        elif patrol:
            says = f"{wing_called(name)} needs {staff(today.prison, role, patrol)} while it is locked up"
            yield Term((*at, "locked"), "R02 wing staffing", says, 0, range(patrol - 1, -1, -1))


def _activities(today: Today) -> Iterator[Term]:
    for name, about in today.activities.items():
        at: Path = ("activities", name)
        if about.minimum > 1:
            says = f"{name} runs only with {people(about.minimum)} or more"
            yield Term((*at, "minimum"), "R03 places", says, 1, range(about.minimum - 1, 0, -1))
        more = range(about.places + 1, about.places + today.population + 1)
        yield Term((*at, "places"), "R03 places", f"{name} has {times(about.places, 'place')}", UNLIMITED, more)
        if about.at_most is not None or about.length is not None:
            most = about.at_most or 1
            says = f"{name} has {times(most, 'session')} a day at most"
            yield Term((*at, "at_most"), "R03 places", says, 48, range(most + 1, 49))
        if about.per_person is not None:
            says = f"nobody attends more than {times(about.per_person, 'session')} of {name} a day"
            yield Term((*at, "per_person"), "R03 places", says, 48, range(about.per_person + 1, 49))
        if about.staff:
            says = f"a session of {name} needs {_needed(today, about.staff)}"
            yield Term((*at, "staff"), "R01 staffing", says, {})
        if about.room is not None:
            yield Term((*at, "room"), "R11 rooms", f"{name} is held in the room {about.room}", None)
        if not about.settled_at_roll_check and about.where != "in-cell" and today.roll_checks:
            says = f"nobody stays in {name} through a roll check"
            yield Term((*at, "settled_at_roll_check"), "R10 roll checks", says, True)


def _needed(today: Today, staff_asked: Staff) -> str:
    """``1 officer for each 5 people and 2 nurses``."""
    return listed(
        staff(today.prison, role, need.fixed) + (f" for each {people(need.per)}" if need.per else "")
        for role, need in staff_asked.items()
    )


def _routes(today: Today) -> Iterator[Term]:
    for name, route in today.routes.items():
        at: Path = ("routes", name)
        if route.staff:
            needs = listed(staff(today.prison, role, n) for role, n in route.staff.items())
            yield Term((*at, "staff"), "R01 staffing", f"a movement on {name} needs {needs}", {})
        if route.people is not None:
            more = range(route.people + 1, route.people + today.population + 1)
            says = f"a movement on {name} takes {people(route.people)}"
            yield Term((*at, "people"), "R09 movement", says, UNLIMITED, more)
        if route.at_most is not None:
            says = f"{name} has {times(route.at_most, 'movement')} a day at most"
            yield Term((*at, "at_most"), "R09 movement", says, 200, range(route.at_most + 1, 97))
        if route.windows is not None:
            says = f"movements on {name} run only {listed(map(str, route.windows))}"
            yield Term((*at, "windows"), "R09 movement", says, None)
    if today.prison.escort:
        needs = listed(staff(today.prison, role, n) for role, n in today.prison.escort.staff.items())
        yield Term(("escort", "staff"), "R01 staffing", f"an escort is {needs} {for_each(today.prison.escort.per)}", {})


def _on_wing(today: Today) -> Iterator[Term]:
    for name, time in today.prison.on_wing.items():
        at: Path = ("on_wing", name)
        if time.windows is not None:
            says = f"{name} happens only {listed(map(str, time.windows))}"
            yield Term((*at, "windows"), "R06 unlock shape", says, None)
        for part, limit, says in (
            ("shortest", time.shortest, f"lasts at least {minutes(time.shortest or 0)}"),
            ("longest", time.longest, f"lasts at most {minutes(time.longest or 0)}"),
            ("periods", time.periods, f"happens in at most {times(time.periods or 0, 'period')} a day"),
            ("most", time.most, f"has at most {minutes(time.most or 0)} a day"),
        ):
            if limit is not None:
                yield Term((*at, part), "R06 unlock shape", f"{name} {says}", None)
        if time.people is not None:
            more = range(time.people + 1, time.people + today.population + 1)
            says = f"{name} takes {people(time.people)} in one place"
            yield Term((*at, "people"), "R03 places", says, None, more)
        if time.protected:
            says = f"nobody is away while the group has {name}"
            yield Term((*at, "protected"), "R07 protected time", says, False)
        if time.staff:
            says = f"{name} needs {_needed(today, time.staff)} in each place"
            yield Term((*at, "staff"), "R01 staffing", says, {})
    for name, yard in today.prison.yards.items():
        more = range(yard.people + 1, yard.people + today.population + 1)
        yield Term(("yards", name, "people"), "R03 places", f"yard {name} takes {people(yard.people)}", UNLIMITED, more)


def _separations(today: Today) -> Iterator[Term]:
    for name, rule in today.prison.apart.items():
        others = f" and {listed(rule.others)}" if rule.others else ""
        says = f"{listed(rule.groups)}{others} are kept apart ({name})"
        yield Term(("apart", name), "R05 separation", says, None)


def _rules_of_the_day(today: Today) -> Iterator[Term]:
    shape = today.prison.day.unlocks
    at: Path = ("day", "unlocks")
    rule = "R06 unlock shape"
    yield Term((*at, "shortest"), rule, f"an unlock lasts at least {minutes(shape.shortest)}", 1)
    gap = f"a group stays locked at least {minutes(shape.shortest_gap)} between two unlocks"
    yield Term((*at, "shortest_gap"), rule, gap, 1)
    more = range(shape.at_most + 1, 25)
    yield Term((*at, "at_most"), rule, f"a group is unlocked at most {times(shape.at_most, 'time')} a day", 48, more)
    for name, check in today.prison.day.roll_checks.items():
        if check.time in today.roll_checks:
            says = f"everybody is counted {check.time} ({name})"
            yield Term(("day", "roll_checks", name), "R10 roll checks", says, None)
