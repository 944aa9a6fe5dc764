"""How the places of each activity are used, and why places stay empty.

The minutes of a place are counted over the length of the session, without travel. Each empty place gets one reason.

A session that does not run leaves all its places empty, for the first of these reasons that holds:

- what keeps it from running in any plan (`regime.never`): ``not run`` where it is pinned to be cancelled, ``nobody
  eligible left`` where fewer people may go, by the limits of their groups, than it needs to run, ``roll check`` where
  one falls into it in which nobody may be there, or on the way, ``movement`` where there can be none then, or none that
  takes enough people, ``no staff left`` where there can never be enough (a movable activity: at its first time, where
  it cannot run at any);
- ``no staff left``: the plan leaves too few people spare, for some of the time, to run it with the fewest people that
  it runs with or to bring them (`regime.figures.cuts`; a movable activity: whenever it might have started);
- ``not run``: anything else. What else kept it cannot be told from a plan.

In a session that runs, each empty place is given to somebody who may go by the limit of the group and does not,
first to those whom least stands in the way of (`regime.figures.absent`): if anybody was free to go, the place is empty
by choice. Places for which nobody is left have ``nobody eligible left``.
"""

from __future__ import annotations

from collections import Counter

from regime.clock import Span
from regime.figures.absent import LEAST_IN_THE_WAY_FIRST, Absent
from regime.figures.cuts import takes
from regime.figures.offer import offer, starts
from regime.figures.staff import Spare
from regime.measured import EmptyReason, PlaceUse
from regime.never import Never
from regime.picture import DayPicture
from regime.plan import Session


def place_use(picture: DayPicture) -> list[PlaceUse]:
    """Use of the places of every activity that is on today."""
    spare = Spare(picture.today.prison, tuple(picture.plan.staff))
    absent, never = Absent(picture, spare), Never(picture.today)
    return [_use(picture, absent, never, name) for name in picture.today.activities]


def _use(picture: DayPicture, absent: Absent, never: Never, name: str) -> PlaceUse:
    about = picture.today.activities[name]
    offered = offer(picture, name)
    attended = sum(session.attending * session.time.minutes for session in offered.running)
    empty: Counter[EmptyReason] = Counter()
    for session in offered.running:
        for reason, places in empty_places(absent, session).items():
            empty[reason] += places * session.time.minutes
    for span in offered.not_run:
        empty[_why_not_run(absent, never, name, span)] += about.places * span.minutes
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


def _why_not_run(absent: Absent, never: Never, name: str, span: Span) -> EmptyReason:
    picture = absent.picture
    movable = picture.today.activities[name].length is not None
    whys = {time: never.found(name, time) for time in (starts(picture.today, name) if movable else [span])}
    possible = [Session(activity=name, time=time, runs=False) for time, why in whys.items() if why is None]
    if not possible and (why := whys[span]):
        return why[0]
    if all(any(asked.missing for asked in takes(picture, absent.spare, session)) for session in possible):
        return "no staff left"
    return "not run"
