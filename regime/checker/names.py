"""R00 names: the plan and the prison speak of the same day, groups, activities, routes and shifts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from regime.checker.finding import Finding
from regime.checker.wording import named, people
from regime.picture import DayPicture

_finding = partial(Finding, rule="R00", title="names")


def find(picture: DayPicture) -> Iterator[Finding]:
    """Names and sizes in the plan that are not the prison's."""
    yield from _day(picture)
    yield from _groups(picture)
    yield from _sessions(picture)
    yield from _movements(picture)
    yield from _breaks(picture)


def _day(picture: DayPicture) -> Iterator[Finding]:
    today, plan = picture.today, picture.plan
    if plan.weekday != today.weekday:
        yield _finding(sentence=f"The plan is for a {plan.weekday}, and it is checked as a {today.weekday}.")
    if plan.hours != today.hours:
        yield _finding(sentence=f"The plan's hours are {plan.hours}; the prison's are {today.hours}.", span=plan.hours)


def _groups(picture: DayPicture) -> Iterator[Finding]:
    today = picture.today
    listed = Counter(day.group for day in picture.plan.groups)
    for group in listed:
        if group not in today.groups:
            yield _finding(sentence=f"Nobody is held in a group called {group}.")
        elif listed[group] > 1:
            yield _finding(sentence=f"Group {group} is listed {listed[group]} times.")
    for group in today.groups:
        if group not in listed:
            yield _finding(sentence=f"The plan does not say what group {group} does.")
    for day in picture.plan.groups:
        for name in dict.fromkeys(stretch.on_wing for stretch in day.unlocked):
            if name not in today.prison.on_wing:
                yield _finding(sentence=f"Group {day.group} is unlocked for {name}, which is not an on-wing time.")
        if day.group in today.groups:
            size, wing = today.groups[day.group].size, today.wing_of[day.group]
            if day.size != size:
                yield _finding(
                    sentence=f"Group {day.group} is {people(day.size)} in the plan and {people(size)} in the prison.",
                    measured=day.size,
                    limit=size,
                    unit="people",
                )
            if day.wing != wing:
                yield _finding(sentence=f"Group {day.group} lives on {wing}, and the plan says {day.wing}.")


def _sessions(picture: DayPicture) -> Iterator[Finding]:
    today = picture.today
    for session in picture.plan.sessions:
        if session.activity not in today.prison.activities:
            yield _finding(
                sentence=f"There is no activity called {session.activity} ({session.time}).", span=session.time
            )
        elif session.activity not in today.activities:
            yield _finding(sentence=f"{session.activity} is not on today ({session.time}).", span=session.time)
        for group in session.people:
            if group not in today.groups:
                yield _finding(
                    sentence=f"People of group {group} go to {named(session)}, and nobody is held in it.",
                    span=session.time,
                )


def _movements(picture: DayPicture) -> Iterator[Finding]:
    today = picture.today
    for move in picture.plan.movements:
        if move.route not in today.prison.routes:
            yield _finding(sentence=f"There is no route called {move.route} ({move.time}).", span=move.time)
        elif move.route not in today.routes:
            yield _finding(sentence=f"Route {move.route} is not open today ({move.time}).", span=move.time)
        for group in dict.fromkeys([*move.out, *move.back]):
            if group not in today.groups:
                yield _finding(
                    sentence=f"People of group {group} move on {move.route} {move.time}, and nobody is held in it.",
                    span=move.time,
                )


def _breaks(picture: DayPicture) -> Iterator[Finding]:
    crews = {(crew.shift, crew.role) for crew in picture.today.crews}
    for taken in picture.plan.breaks:
        if (taken.shift, taken.role) not in crews:
            role = taken.role.replace("_", " ")
            yield _finding(sentence=f"No {role} are on shift {taken.shift} today ({taken.time}).", span=taken.time)
