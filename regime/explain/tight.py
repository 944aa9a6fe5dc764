"""What binds: the limits of a plan that have no room left, when, and for how many minutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from regime.checker.wording import people, wing_called
from regime.clock import Span
from regime.explain.result import Tight
from regime.figures.staff import Spare
from regime.picture import DayPicture
from regime.plan import Plan
from regime.spans import common, joined
from regime.today import Today

Found = Iterator[tuple[str, str, Span]]
"""(rule, limit, when it has no room left)."""


def tight(today: Today, plan: Plan) -> list[Tight]:
    """Every limit that has no room left at some time between unlock and lock-up, rule by rule, the longest first.

    Staff: the work of a role is asked for and nobody who may do it is spare. A wing: its table takes none of the
    groups that are locked up there. A yard, or an on-wing time: it takes none of the groups that could come. A session
    or a movement: it is full. A separation: somebody is locked up while those that they are kept apart from are out.
    """
    picture = DayPicture(today, plan)
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for find in (_staff, _wings, _spaces, _sessions, _movements, _separations):
        for rule, limit, span in find(picture):
            spans[rule, limit].append(span)
    found = []
    for (rule, limit), when in spans.items():
        times = common(joined(when), [today.hours])
        if times:
            minutes = sum(span.minutes for span in times)
            found.append(Tight(rule=rule, limit=limit, times=list(times), minutes=minutes))
    return sorted(found, key=lambda each: (each.rule, -each.minutes))


def _staff(picture: DayPicture) -> Found:
    spare = Spare(picture.today.prison, tuple(picture.plan.staff))
    for line in picture.plan.staff:
        if line.needed and spare.people(line.role, line.time) == 0:
            yield "R01 staffing", f"{line.role.replace('_', ' ')}: nobody is spare", line.time


def _wings(picture: DayPicture) -> Found:
    for name, wing in picture.today.wings.items():
        most = wing.staffing.steps(sum(group.size for group in wing.groups.values()))[-1][0]
        for period, span in enumerate(picture.periods):
            room = most - picture.wing_people(name, period)
            sizes = [group.size for g, group in wing.groups.items() if picture.label(g, period) is None]
            if sizes and min(sizes) > room and picture.wing_open(name, period):
                yield "R02 wing staffing", f"{wing_called(name)}: its table takes {people(most)}", span


def _spaces(picture: DayPicture) -> Found:
    today = picture.today
    for label, time in today.prison.on_wing.items():
        for place in dict.fromkeys(today.place_of(time, wing) for wing in today.wings):
            limit = today.place_limit(time, place)
            may = [g for g in today.groups if today.place_of(time, today.wing_of[g]) == place]
            for period, span in enumerate(picture.periods if limit is not None else ()):
                having = [g for g in may if picture.label(g, period) == label]
                waiting = [today.groups[g].size for g in may if g not in having]
                there = sum(today.groups[g].size for g in having)
                if limit is not None and having and waiting and there + min(waiting) > limit:
                    yield "R03 places", f"{label} at {place}: it takes {people(limit)}", span


def _sessions(picture: DayPicture) -> Found:
    for session in picture.running:
        places = picture.today.activities[session.activity].places
        if session.attending >= places:
            taken = "its one place is taken" if places == 1 else f"all {places} places are taken"
            yield "R03 places", f"{session.activity}: {taken}", session.time


def _movements(picture: DayPicture) -> Found:
    for movement in picture.plan.movements:
        route = picture.today.routes.get(movement.route)
        moved = sum(movement.out.values()) + sum(movement.back.values())
        if route is not None and route.people is not None and moved >= route.people:
            yield "R09 movement", f"{movement.route}: a movement takes {people(route.people)}", movement.time


def _separations(picture: DayPicture) -> Found:
    today = picture.today
    for name, rule in today.prison.apart.items():
        ours = today.select_any(rule.groups)
        theirs = ours if rule.others is None else today.select_any(rule.others)
        pairs = {frozenset((a, b)) for a in ours for b in theirs if a != b and today.wing_of[a] == today.wing_of[b]}
        for period, span in enumerate(picture.periods if "wing" in rule.at else ()):
            if any(len([g for g in pair if picture.label(g, period) is None]) == 1 for pair in pairs):
                yield "R05 separation", f"{name}: only one side is unlocked", span
