"""How the places of each activity are used, and why places stay empty.

The minutes of a place are counted over the length of the session, without travel. Each empty place gets one reason.

A session that does not run leaves all its places empty, for the first of these reasons that holds:

- ``nobody eligible left``: fewer people may go, by the limits of their groups, than the session needs to run;
- ``roll check``: a roll check in which nobody may be there, or on the way, falls into it for every group;
- ``no staff left``: the plan leaves too few people spare, for some of the time, in a role that the fewest people
  that it runs with would need (a movable activity: whenever it might have started);
- ``not run``: anything else. Whether staff or choice cancelled it cannot be told from a plan.

In a session that runs, each empty place is given to somebody who may go by the limit of the group and does not,
first to those whom least stands in the way of (`regime.figures.absent`): if anybody was free to go, the place is empty
by choice. Places for which nobody is left have ``nobody eligible left``.
"""

from __future__ import annotations

from collections import Counter

from regime.clock import Span
from regime.figures.absent import LEAST_IN_THE_WAY_FIRST, Absent, in_roll_check, staffed
from regime.figures.offer import offer, starts
from regime.figures.staff import Spare
from regime.picture import DayPicture
from regime.plan import EmptyReason, PlaceUse, Session


def place_use(picture: DayPicture) -> list[PlaceUse]:
    """Use of the places of every activity that is on today."""
    spare = Spare(picture.today.prison, tuple(picture.plan.staff))
    absent = Absent(picture, spare)
    return [_use(picture, absent, spare, name) for name in picture.today.activities]


def _use(picture: DayPicture, absent: Absent, spare: Spare, name: str) -> PlaceUse:
    about = picture.today.activities[name]
    offered = offer(picture, name)
    attended = sum(session.attending * session.time.minutes for session in offered.running)
    empty: Counter[EmptyReason] = Counter()
    for session in offered.running:
        for reason, places in empty_places(absent, session).items():
            empty[reason] += places * session.time.minutes
    for span in offered.not_run:
        empty[_why_not_run(picture, spare, name, span)] += about.places * span.minutes
    return PlaceUse(
        activity=name,
        kind=about.kind,
        sessions_offered=len(offered.all),
        sessions_run=len(offered.running),
        person_minutes=attended,
        places_minutes=about.places * sum(span.minutes for span in offered.all),
        expected_person_minutes=attended * about.attendance / 100,
        empty_because=dict(empty),
    )


def empty_places(absent: Absent, session: Session) -> dict[EmptyReason, int]:
    """Why places of a session that runs are empty: reason -> places, adding up to places less people attending."""
    empty = absent.picture.today.activities[session.activity].places - session.attending
    people = absent.why(session)
    found: dict[EmptyReason, int] = {}
    for reason in LEAST_IN_THE_WAY_FIRST:
        places = min(empty, people[reason])
        if places > 0:
            found[reason] = places
            empty -= places
    if empty > 0:
        found["nobody eligible left"] = empty
    return found


def _why_not_run(picture: DayPicture, spare: Spare, name: str, span: Span) -> EmptyReason:
    about = picture.today.activities[name]
    limits = picture.today.limits[name]
    fewest = max(1, about.minimum)
    if sum(limits.values()) < fewest:
        return "nobody eligible left"
    possible = [span] if about.length is None else starts(picture.today, name)
    if all(_in_roll_check(picture, name, time) for time in possible):
        return "roll check"
    if not any(_spared(picture, spare, name, time, fewest) for time in possible):
        return "no staff left"
    return "not run"


def _in_roll_check(picture: DayPicture, name: str, time: Span) -> bool:
    session = Session(activity=name, time=time, runs=False)
    return all(in_roll_check(picture, session, group) for group in picture.today.limits[name])


def _spared(picture: DayPicture, spare: Spare, name: str, time: Span, people: int) -> bool:
    needs = picture.today.activities[name].staff
    hours = staffed(picture, name, time)
    return all(spare.people(role, hours) >= need.for_people(people) for role, need in needs.items())
