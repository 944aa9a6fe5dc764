"""The sheets that are printed and handed out, each kind as one page: notices, activities, staff, lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from markupsafe import Markup, escape

from regime.checker.wording import team
from regime.clock import WEEKDAYS
from regime.plan import Plan, Shortfall
from regime.prison import Words
from regime.problems import Code, InputError, Problem
from regime.report.activity_sheet import activity_sheets
from regime.report.changes_sheet import changed_wings
from regime.report.movement_list import movement_lists
from regime.report.notice import notices
from regime.report.pictures.strip import scale, strip
from regime.report.rendering import name, render
from regime.report.reported import Reported
from regime.report.slots import SLOT_NAMES
from regime.report.staff_sheet import staff_sheets
from regime.report.unlock_list import unlock_lists


def for_wings(day: Reported) -> Iterator[tuple[str, bytes]]:
    """A notice for each group in each language of the prison, and a sheet for each wing of what changes against a
    published plan, if anything does. Raises ``InputError`` if the prison has no language."""
    languages = day.today.prison.languages
    if not languages:
        what = "the prison has no language for the notices of its wings"
        raise InputError([Problem("languages", 0, 0, Code.MISSING_FIELD, what, "packs: [england-wales].")])
    parts: dict[str, object] = {
        "day": day,
        "languages": languages,
        "listed": _listed,
        "dates": {words.code: _date(words, day.plan) for words in languages.values()},
    }
    of_groups: dict[str, object] = {
        "notices": notices(day.picture),
        "numbers": {group: number for number, group in enumerate(day.today.groups, 1)},
        "short_of": _short_of,
    }
    yield "notices.html", render("notices.html", title="Notices for the wings", **parts, **of_groups)
    if wings := changed_wings(day.picture):
        yield "changes.html", render("changes.html", title="Changes for the wings", wings=wings, **parts)


def for_activities(day: Reported) -> Iterator[tuple[str, bytes]]:
    """The day of each activity."""
    page = {"title": "Activities", "day": day, "team": partial(team, day.today.prison)}
    yield "activities.html", render("activities.html", sheets=activity_sheets(day.picture), **page)


def for_staff(day: Reported) -> Iterator[tuple[str, bytes]]:
    """The posts and tasks of each role."""
    page = {"title": "Staff", "day": day, "hours": day.today.planned, "strip": strip, "scale": scale}
    yield "staff.html", render("staff.html", sheets=staff_sheets(day.picture), **page)


def as_lists(day: Reported) -> Iterator[tuple[str, bytes]]:
    """Unlock lists by wing and movement lists by place."""
    parts = {"day": day, "slots": SLOT_NAMES}
    unlocks, movements = unlock_lists(day.picture), movement_lists(day.picture)
    yield "unlock-lists.html", render("unlock_lists.html", title="Unlock lists", lists=unlocks, **parts)
    yield "movement-lists.html", render("movement_lists.html", title="Movement lists", lists=movements, **parts)


def _date(words: Words, plan: Plan) -> str:
    weekday = words.weekdays[WEEKDAYS.index(plan.weekday)]
    if plan.date is None:
        return weekday
    return words.date.format(
        weekday=weekday, day=plan.date.day, month=words.months[plan.date.month - 1], year=plan.date.year
    )


def _listed(words: Words, names: Iterable[str]) -> Markup:
    called = [words.name(each) for each in names]
    between = "; " if any("," in each for each in called) else ", "
    return Markup(between).join(map(name, called))


def _short_of(words: Words, short: Shortfall) -> Markup:
    """``visits: places for 1 instead of 3``."""
    called = name(words.name(short.entitlement))
    if short.unit == "people" and not short.given:
        return escape(words.none_go).format(name=called)
    if short.unit == "minutes":
        given, owed = words.amount(short.given), words.amount(short.floor)
    else:
        given, owed = words.people.format(people=short.given), str(short.floor)
    return escape(words.short_of).format(name=called, given=given, owed=owed)
