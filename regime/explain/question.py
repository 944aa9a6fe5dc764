"""Plain questions about a plan, read strictly: what is asked for is turned into pins that would force it.

B wing locked at 14:00         unlock the groups of B that are locked then
gym empty at 15:15             somebody in the gym then; "not full": one more
no library for H wing          somebody of H in the library (an activity, or a kind of activity)
E wing short of open air       the entitlement in full
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from regime.change_words import first_changes
from regime.checker.wording import listed, named, people, times, wing_called
from regime.clock import Span, clock
from regime.figures.cuts import cuts
from regime.paths import in_path
from regime.picture import DayPicture
from regime.prison import Pin
from regime.problems import Code, Finding, InputError, Problem, quoted
from regime.today import Today

FORMS = '"B wing locked at 14:00", "gym empty at 15:15", "no library for H wing" or "E wing short of open air"'

MOST_SINGLE = 8
"""Groups of which each is asked about alone as well, at most: more than most wings have."""


@dataclass(frozen=True)
class Wish:
    """One way of having what is asked for."""

    says: str
    """``A1 and A2 unlocked 14:00-14:15``."""
    pins: tuple[Pin, ...]


@dataclass(frozen=True)
class Question:
    """What was asked, and a plain answer where the description or the plan gives it at once."""

    asked: str
    wishes: tuple[Wish, ...] = ()
    """Any of them would do."""
    single: tuple[Wish, ...] = ()
    """What is asked for group by group, where it is for several at once, and not for too many to tell in a time."""
    plain: str = ""
    not_so: bool = False
    """Whether the plan is not as the question takes it to be."""
    not_understood: bool = False
    besides: str = ""
    """What else is so in the plan: of whom it is not so, where it is so of others, or that too few are spare."""


def read_questions(asked: Sequence[str], picture: DayPicture) -> list[Question]:
    """Questions about a plan; one that means nothing in it keeps no other from its answer. Raises ``InputError`` where
    all of them mean nothing."""
    read: list[Question] = []
    problems: list[Problem] = []
    for each in asked:
        try:
            read.append(read_question(each, picture))
        except InputError as error:
            problems += error.problems
            why = " ".join(f"{problem.what}. Try: {problem.try_}" for problem in error.problems)
            read.append(Question(each, plain=f"Not understood: {why}", not_understood=True))
    if read and all(question.not_understood for question in read):
        raise InputError(problems)
    return read


def read_question(asked: str, picture: DayPicture) -> Question:
    """The question in plain words about a plan. Raises ``InputError`` for words that mean nothing in it."""
    text = " ".join(asked.split())
    if match := re.fullmatch(r"(.+?) locked(?: up)? at (\d{1,2}:\d\d)", text, re.IGNORECASE):
        return _of_people(asked, match[1], picture, partial(_locked, asked, picture, _time(match[2])))
    if match := re.fullmatch(r"(.+?) (empty|not full) at (\d{1,2}:\d\d)", text, re.IGNORECASE):
        activity, empty = _known(match[1], picture.today.activities, "activity"), match[2].casefold() == "empty"
        return _empty(asked, picture, activity, _time(match[3]), empty)
    if match := re.fullmatch(r"no (.+?) for (.+)", text, re.IGNORECASE):
        return _of_people(asked, match[2], picture, partial(_none, asked, picture, match[1], match[2]))
    if match := re.fullmatch(r"(.+?) short of (.+)", text, re.IGNORECASE):
        known = picture.today.before.prison.entitlements | picture.today.prison.entitlements
        entitlement = _known(match[2], known, "entitlement")
        return _of_people(asked, match[1], picture, partial(_short, asked, picture, entitlement))
    raise _refused(f"{quoted(asked)} is no question that is understood", f"words like {FORMS}.")


def _refused(what: str, try_: str) -> InputError:
    return InputError([Problem("the question", 0, 0, Code.WRONG_VALUE, what, try_)])


def _known(name: str, known: Collection[str], sort: str) -> str:
    """The name as the prison writes it, whatever the case."""
    found = next((each for each in known if each.casefold() == name.casefold()), None)
    if found is None:
        finding = Finding((), Code.UNKNOWN_NAME, "", name=name, known=known, known_as="names that the prison has")
        raise _refused(f"there is no {sort} {quoted(name)}", finding.advice())
    return found


def _of_people(asked: str, name: str, picture: DayPicture, read: Callable[[tuple[str, ...]], Question]) -> Question:
    """What is asked of the groups that a name stands for; the answer at once where they are of closed wings alone."""
    today, closed = picture.today, _closed(picture.today)
    tags = (tag for group in today.groups.values() for tag in group.tags)
    known = list(dict.fromkeys(["all", *today.groups, *today.wings, *tags, *closed]))
    plain = re.sub(r"^wing | wing$", "", name, flags=re.IGNORECASE)
    found = _known(name if name in known else plain, known, "group, wing or tag")
    if groups := today.select(found):
        return read(groups)
    wings = listed(map(wing_called, closed[found]))
    are = "is" if len(closed[found]) == 1 else "are"
    return Question(asked, plain=f"{wings[:1].upper()}{wings[1:]} {are} closed: nobody is held there.")


def _closed(today: Today) -> dict[str, list[str]]:
    """Closed wings, by their own names and those of their groups and tags."""
    closed: dict[str, list[str]] = {}
    for wing, about in today.prison.wings.items():
        if about.closed:
            tags = (tag for group in about.groups.values() for tag in group.tags)
            for name in dict.fromkeys([wing, *about.groups, *tags]):
                closed.setdefault(name, []).append(wing)
    return closed


def _time(text: str) -> int:
    hours, minutes = map(int, text.split(":"))
    if hours > 23 or minutes > 59:
        raise _refused(f"{text} is no time of the day", "a time like 14:00.")
    return 60 * hours + minutes


def _locked(asked: str, picture: DayPicture, time: int, groups: tuple[str, ...]) -> Question:
    today = picture.today
    if not today.hours.start <= time < today.hours.end:
        return Question(asked, plain=f"Nobody is unlocked at {clock(time)}: the unlock hours are {today.hours}.")
    step = today.prison.day.step
    start = max(today.hours.start, time // step * step)
    slot = Span.of(start, min(today.hours.end, start + step))
    locked = [g for g in groups if not any(unlock.start <= time < unlock.end for unlock in picture.unlocks[g])]
    if not locked:
        return _not_so(asked, f"{_are(groups)} unlocked at {clock(time)}.")
    others = [g for g in groups if g not in locked]
    besides = f"In this plan {_are(others)} unlocked at {clock(time)}." if others else ""
    return _of_each(asked, [_unlock((group,), slot) for group in locked], _unlock(locked, slot), besides)


def _not_so(asked: str, plain: str) -> Question:
    return Question(asked, plain=f"Not so in this plan: {plain}", not_so=True)


def _of_each(asked: str, single: Sequence[Wish], together: Wish, besides: str) -> Question:
    return Question(asked, (together,), tuple(single) if 1 < len(single) <= MOST_SINGLE else (), besides=besides)


def _are(groups: Collection[str]) -> str:
    """Whether a group's name is one or many cannot be told: ``the group A learners is``, ``A1 and A2 are``."""
    return f"the group {listed(groups)} is" if len(groups) == 1 else f"{listed(groups)} are"


def _unlock(groups: Iterable[str], slot: Span) -> Wish:
    pins = tuple(Pin(group=group, unlocked=slot) for group in groups)
    return Wish(f"{listed(groups)} unlocked {slot}", pins)


def _empty(asked: str, picture: DayPicture, activity: str, time: int, empty: bool) -> Question:
    about = picture.today.activities[activity]
    spans = [*picture.today.fixed_sessions(activity), *about.between]
    if not any(span.start <= time < span.end for span in spans):
        when = listed(map(str, spans))
        return Question(asked, plain=f"{activity} is never on at {clock(time)}: its times are {when}.")
    there = sum(s.attending for s in picture.running if s.activity == activity and s.time.start <= time < s.time.end)
    if there >= about.places:
        return _not_so(asked, f"{activity} is full at {clock(time)}, with {there} of {times(about.places, 'place')}.")
    if there and empty:
        more = f"Ask {quoted(f'{activity} not full at {clock(time)}')} for one more."
        return _not_so(
            asked, f"{activity} has {people(there)} at {clock(time)}, of {times(about.places, 'place')}. {more}"
        )
    wanted = max(there + 1, about.minimum)
    says = f"{people(wanted)} in {activity} at {clock(time)}"
    pin = Pin.model_validate({"activity": activity, "people": wanted, "at": clock(time)})
    at = [cut for cut in cuts(picture) if cut.activity == activity and cut.time.start <= time < cut.time.end]
    return Question(asked, (Wish(says, (pin,)),), besides=next((cut.words for cut in at if cut.missing), ""))


def _none(asked: str, picture: DayPicture, name: str, who: str, groups: tuple[str, ...]) -> Question:
    today = picture.today
    kinds = {about.kind for about in today.activities.values()}
    known = _known(name, dict.fromkeys([*today.activities, *sorted(kinds)]), "activity or kind of activity")
    meant = [activity for activity, about in today.activities.items() if known in (activity, about.kind)]
    there = [s for s in picture.running if s.activity in meant and any(s.people.get(g) for g in groups)]
    if there:
        sessions = listed(named(session) for session in there)
        return _not_so(asked, f"people of {who} are in {sessions}.")
    open_to = [activity for activity in meant if any(group in today.limits[activity] for group in groups)]
    if not open_to:
        return Question(asked, plain=f"Nobody of {who} may go to {known} today.")
    return Question(
        asked,
        tuple(
            Wish(f"somebody of {who} in {activity}", (Pin(activity=activity, people=1, of=list(groups)),))
            for activity in open_to
        ),
    )


def _short(asked: str, picture: DayPicture, entitlement: str, groups: tuple[str, ...]) -> Question:
    if entitlement in picture.today.taken_away:
        by = _by(picture, entitlement)
        return _not_so(asked, f"nobody is owed {entitlement}, taken away by what is changed ({by}).")
    short = [s.group for s in picture.plan.shortfalls if s.entitlement == entitlement and s.group in groups]
    if not short:
        return _not_so(asked, f"{_are(groups)} not short of {entitlement}.")
    others = [g for g in groups if g not in short]
    besides = f"In this plan {_are(others)} not short of {entitlement}." if others else ""
    pins = tuple(Pin(group=group, entitlement=entitlement) for group in short)
    all_of_them = Wish(f"{listed(short)} with {entitlement} in full", pins)
    single = [Wish(f"{pin.group} with {entitlement} in full", (pin,)) for pin in pins]
    return _of_each(asked, single, all_of_them, besides)


def _by(picture: DayPicture, entitlement: str) -> str:
    """What takes an entitlement away: the change of its own lines, or else whatever is changed."""
    changes, line = picture.plan.changes, f"entitlements.{in_path(entitlement)}"
    own = [change for change in changes if change.path == line or change.path.startswith(f"{line}.")]
    return first_changes(own or changes)
