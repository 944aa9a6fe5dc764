"""Whether every name in a prison is somebody's: people, roles, places, days, times and activities.

A misspelt name would otherwise select nobody and be noticed by no one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from regime.clock import WEEKDAYS
from regime.paths import dotted
from regime.prison import Prison
from regime.problems import Code, Finding, Path, quoted


def name_findings(prison: Prison, kinds: Collection[str] = ()) -> list[Finding]:
    """Every name that nothing has or that means two things. ``kinds`` are those that packs describe."""
    return [
        *_ambiguous(prison),
        *_people(prison),
        *_roles(prison),
        *_days(prison),
        *_places(prison),
        *_entitlements(prison, kinds),
        *_kept(prison, kinds),
        *_goals(prison),
        *_pins(prison),
    ]


_PLURALS = {
    "activity": "activities",
    "day or day pattern": "days and day patterns",
    "entitlement, activity or post": "entitlements, activities and posts",
    "group, wing or tag": "groups, wings and tags",
}


def _unknown(
    at: Path,
    sort: str,
    name: str,
    known: Collection[str],
    code: Code = Code.UNKNOWN_NAME,
    *,
    on_name: bool = False,
    fine_in_packs: bool = False,
) -> Iterator[Finding]:
    """A finding if ``name`` is not among ``known``."""
    if name in known:
        return
    plural = _PLURALS.get(sort, f"{sort}s")
    what = f"{dotted(at)}: there is no {sort} {quoted(name)}"
    yield Finding(at, code, what, name=name, known=known, known_as=plural, on_name=on_name, fine_in_packs=fine_in_packs)


def _ambiguous(prison: Prison) -> Iterator[Finding]:
    """Names of groups, wings and tags share one space: a group is tried first, then a wing, then tags."""
    wing_of: dict[str, str] = {}
    for wing_name, wing in prison.wings.items():
        if wing_name == "all":
            what = 'no wing can be called "all": that stands for everybody'
            yield Finding(("wings", wing_name), Code.AMBIGUOUS_NAME, what, "another name.", on_name=True)
        for name, group in wing.groups.items():
            at = ("wings", wing_name, "groups", name)
            if name == "all":
                what = 'no group can be called "all": that stands for everybody'
                yield Finding(at, Code.AMBIGUOUS_NAME, what, "another name.", on_name=True)
            elif name in wing_of:
                what = f"group {quoted(name)} is on wing {quoted(wing_of[name])} already; each group has its own name"
                yield Finding(at, Code.DUPLICATE, what, f"{quoted(f'{wing_name} {name}')}.", on_name=True)
            elif name in prison.wings and (name != wing_name or len(wing.groups) > 1):
                what = f"{quoted(name)} is both a wing and a group: wherever it is named, the group is meant"
                try_ = "another name for the group."
                yield Finding(at, Code.AMBIGUOUS_NAME, what, try_, "warning", on_name=True)
            wing_of.setdefault(name, wing_name)
            for number, tag in enumerate(group.tags):
                if tag == "all" or tag in prison.wings or (tag in wing_of and tag != name):
                    what = f"the tag {quoted(tag)} is a name of people already, so it will never be found"
                    yield Finding((*at, "tags", number), Code.AMBIGUOUS_NAME, what, "another tag.", "warning")


def _people(prison: Prison) -> Iterator[Finding]:
    """Groups, wings and tags that ``for``, ``apart`` and the like name."""
    groups = {name: group for wing in prison.wings.values() for name, group in wing.groups.items()}
    tags = dict.fromkeys(tag for group in groups.values() for tag in group.tags)
    known = dict.fromkeys(["all", *groups, *prison.wings, *tags])
    lists: list[tuple[Path, Iterable[str]]] = []
    for name, activity in prison.activities.items():
        at: Path = ("activities", name, "for")
        if isinstance(activity.eligible, dict):
            for who in activity.eligible:
                yield from _unknown(
                    (*at, who), "group, wing or tag", who, known, Code.UNKNOWN_PEOPLE, on_name=True, fine_in_packs=True
                )
        else:
            lists.append((at, activity.eligible))
    for name, rule in prison.apart.items():
        lists += [(("apart", name, "groups"), rule.groups), (("apart", name, "from"), rule.others or [])]
    lists += [(("routes", name, "for"), route.eligible) for name, route in prison.routes.items()]
    lists += [(("entitlements", name, "for"), terms.eligible) for name, terms in prison.entitlements.items()]
    lists += [(("pins", number, "of"), pin.of or []) for number, pin in enumerate(prison.pins)]
    for at, names in lists:
        for number, who in enumerate(names):
            yield from _unknown(
                (*at, number), "group, wing or tag", who, known, Code.UNKNOWN_PEOPLE, fine_in_packs=True
            )


def _roles(prison: Prison) -> Iterator[Finding]:
    """Roles in shifts, posts, activities, movements and on wings."""
    needs: list[tuple[Path, Iterable[str]]] = []
    for name, shift in prison.staff.items():
        needs.append((("staff", name, "staff"), shift.staff))
        needs += [(("staff", name, "less", cause), less) for cause, less in shift.less.items()]
    for section in ("posts", "on_wing", "activities", "routes"):
        needs += [((section, name, "staff"), part.staff) for name, part in getattr(prison, section).items()]
    if prison.escort is not None:
        needs.append((("escort", "staff"), prison.escort.staff))
    needs.append((("in_post",), prison.in_post))
    for at, roles in needs:
        for role in roles:
            yield from _unknown((*at, role), "role", role, prison.roles, Code.UNKNOWN_ROLE, on_name=True)
    for name, wing in prison.wings.items():
        at = ("wings", name, "staffing", "role")
        yield from _unknown(at, "role", wing.staffing.role, prison.roles, Code.UNKNOWN_ROLE)
    for role, in_post in prison.in_post.items():
        for named in in_post.shifts:
            at = ("in_post", role, "shifts", named)
            yield from _unknown(at, "shift", named, prison.staff, on_name=True)
    for name, about in prison.roles.items():
        for number, role in enumerate(about.covers):
            covered = ("roles", name, "covers", number)
            yield from _unknown(covered, "role", role, prison.roles, Code.UNKNOWN_ROLE, fine_in_packs=True)


def _days(prison: Prison) -> Iterator[Finding]:
    """Days of the week and day patterns."""
    known = [*WEEKDAYS, *prison.day.patterns]
    parts: list[tuple[Path, Any]] = [
        (("day", "roll_checks", name), check) for name, check in prison.day.roll_checks.items()
    ]
    for section in ("staff", "posts", "activities", "routes", "entitlements"):
        parts += [((section, name), part) for name, part in getattr(prison, section).items()]
    for name, activity in prison.activities.items():
        parts += [(("activities", name, "sessions", i), session) for i, session in enumerate(activity.sessions)]
    for at, part in parts:
        for number, day in enumerate(part.days or []):
            yield from _unknown((*at, "days", number), "day or day pattern", day, known)


def _places(prison: Prison) -> Iterator[Finding]:
    """Yards, and the ways to activities."""
    for name, wing in prison.wings.items():
        if wing.yard is not None:
            yield from _unknown(("wings", name, "yard"), "yard", wing.yard, prison.yards)
        for group, about in wing.groups.items():
            if about.escorted and prison.escort is None:
                at: Path = ("wings", name, "groups", group, "escorted")
                what = f"group {quoted(group)} moves only under escort, but no escort is described"
                yield Finding(at, Code.UNKNOWN_NAME, what, "escort: {per: 4, minutes: 10, staff: {officers: 2}}.")
    ways = [*prison.routes, "free", *(["escort"] if prison.escort else [])]
    for name, activity in prison.activities.items():
        if activity.travel == "escort" and prison.escort is None:
            at = ("activities", name, "travel")
            what = f"{dotted(at)}: people go there under escort, but no escort is described"
            yield Finding(at, Code.UNKNOWN_NAME, what, "escort: {per: 4, minutes: 10, staff: {officers: 2}}.")
        elif activity.travel is not None:
            yield from _unknown(("activities", name, "travel"), "route", activity.travel, ways)


def _entitlements(prison: Prison, kinds: Collection[str]) -> Iterator[Finding]:
    """What entitlements are about, and their order."""
    times = ["unlocked", *prison.on_wing]
    activities = dict.fromkeys([*prison.activities, *(a.kind for a in prison.activities.values()), *kinds])
    for name, terms in prison.entitlements.items():
        if terms.time is not None:
            yield from _unknown(("entitlements", name, "time"), "on-wing time", terms.time, times)
        if terms.activity is not None:
            at = ("entitlements", name, "activity")
            yield from _unknown(at, "activity", terms.activity, activities, fine_in_packs=True)
    for number, name in enumerate(prison.priorities or []):
        yield from _unknown(("priorities", number), "entitlement", name, prison.entitlements, fine_in_packs=True)


def _kept(prison: Prison, kinds: Collection[str]) -> Iterator[Finding]:
    """What is held on to as staff fall."""
    known = dict.fromkeys([*prison.entitlements, *prison.activities, *kinds, *prison.posts])
    for number, name in enumerate(prison.keep):
        at = ("keep", number)
        yield from _unknown(at, "entitlement, activity or post", name, known, fine_in_packs=True)
        if name in prison.keep[:number]:
            what = f"{quoted(name)} is in the list twice"
            yield Finding(at, Code.DUPLICATE, what, "one place in the order for each name.")


def _goals(prison: Prison) -> Iterator[Finding]:
    """The order of the goals, where it is named."""
    if isinstance(prison.goals, str):
        yield from _unknown(("goals",), "goal order", prison.goals, prison.goal_orders)


def _pins(prison: Prison) -> Iterator[Finding]:
    """What is pinned."""
    groups = [name for wing in prison.wings.values() if not wing.closed for name in wing.groups]
    closed = {name: wing_name for wing_name, wing in prison.wings.items() if wing.closed for name in wing.groups}
    for number, pin in enumerate(prison.pins):
        at = ("pins", number)
        if pin.group in closed:
            wing = quoted(closed[pin.group])
            what = f"{dotted((*at, 'group'))}: {quoted(pin.group)} is on wing {wing}, which is closed"
            yield Finding((*at, "group"), Code.WRONG_VALUE, what, "take the pin out, or leave the wing open.")
        elif pin.group is not None:
            yield from _unknown((*at, "group"), "group", pin.group, groups, Code.UNKNOWN_PEOPLE)
        if pin.on_wing is not None:
            yield from _unknown((*at, "on_wing"), "on-wing time", pin.on_wing, prison.on_wing)
        if pin.entitlement is not None:
            yield from _unknown((*at, "entitlement"), "entitlement", pin.entitlement, prison.entitlements)
        if pin.activity is None:
            continue
        yield from _unknown((*at, "activity"), "activity", pin.activity, prison.activities)
        activity = prison.activities.get(pin.activity)
        if activity is not None and activity.sessions and pin.session is not None:
            sessions = [str(session.time) for session in activity.sessions]
            yield from _unknown((*at, "session"), "session", str(pin.session), sessions)
