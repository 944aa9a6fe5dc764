"""A timetable and what it means for one day: names looked up, lines laid over one another, people spread."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic.json_schema import WithJsonSchema

from regime.clock import Date, Span, Weekday, another_weekday
from regime.paths import dotted
from regime.plan import BreakTaken, GroupDay, Plan, Session, Stretch
from regime.prison import Share
from regime.prison.base import Count, Part, People
from regime.problems import Code, Finding, Path, quoted
from regime.today import Today


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _span_text(text: str) -> str:
    Span.model_validate(text)
    return text


_SPAN = Span.model_json_schema()
Times = Annotated[
    list[Span],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [_SPAN, {"type": "array", "items": _SPAN}]}),
]
"""One span of time or a list of them."""

SpanText = Annotated[str, AfterValidator(_span_text), WithJsonSchema(_SPAN)]
"""A span of time as it is written, so that what is wrong below it can be shown where it stands."""


class Timetable(Part):
    """A day made by hand."""

    timetable: str = Field(min_length=1, max_length=200)
    """What the day is, such as ``As delivered in March 2022``."""
    prison: str | None = None
    """The prison that it is for."""
    weekday: Weekday | None = None
    """The day of the week; the prison's own when neither it nor a date is given."""
    date: Date | None = None
    groups: dict[str, dict[str, Times]] = Field(default_factory=dict)
    """Group, wing or tag names, or ``all`` -> on-wing time -> when they are unlocked for it; ``[]``: never."""
    sessions: dict[str, dict[SpanText, dict[str, People]]] = Field(default_factory=dict)
    """Activity -> when a session runs -> how many of which groups, wings or tags attend. A number from several
    groups is spread over those that may go, in proportion to their limits; a percentage is of each group."""
    breaks: dict[str, dict[str, dict[SpanText, Count]]] = Field(default_factory=dict)
    """Shift -> role -> when how many of them take a break."""


def hand_made(today: Today, timetable: Timetable) -> tuple[Plan, list[Finding]]:
    """The plan as far as the timetable writes it, and what is wrong with the names and times in it."""
    reading = _Reading(today)
    plan = Plan(
        prison=today.prison.prison,
        date=today.date,
        weekday=today.weekday,
        pattern=today.pattern,
        title=timetable.timetable,
        hours=today.hours,
        groups=list(reading.groups(timetable)),
        sessions=list(reading.sessions(timetable)),
        movements=[],
        breaks=list(reading.breaks(timetable)),
        shortfalls=[],
        staff=[],
    )
    return plan, [*_another_day(today, timetable), *reading.findings]


def _another_day(today: Today, timetable: Timetable) -> Iterator[Finding]:
    """A timetable of another prison, or of a date that is not the day of the week that it gives."""
    if timetable.prison is not None and timetable.prison != today.prison.prison:
        what = f"this timetable is for {quoted(timetable.prison)}, the prison file is {quoted(today.prison.prison)}"
        yield Finding(("prison",), Code.WRONG_VALUE, what, "the right one of the two files.")
    if timetable.date is not None and (told := another_weekday(timetable.date, today.weekday)):
        yield Finding(("weekday",), Code.WRONG_VALUE, *told)


@dataclass
class _Reading:
    """Looks names up on one day and keeps what is wrong."""

    today: Today
    findings: list[Finding] = field(default_factory=list)

    def groups(self, timetable: Timetable) -> Iterator[GroupDay]:
        """When each group is unlocked and for what; later lines win for each on-wing time."""
        days: dict[str, dict[str, tuple[Path, list[Span]]]] = {group: {} for group in self.today.groups}
        for name, times in timetable.groups.items():
            groups = self.people(("groups", name), name)
            for on_wing, spans in times.items():
                at = ("groups", name, on_wing)
                if self.known(at, "on-wing time", on_wing, self.today.prison.on_wing):
                    for group in groups:
                        days[group].pop(on_wing, None)
                        days[group][on_wing] = (at, spans)
        for group, lines in days.items():
            stretches = [(span, on_wing, at) for on_wing, (at, spans) in lines.items() for span in spans]
            self.overlaps(group, stretches)
            yield GroupDay(
                group=group,
                wing=self.today.wing_of[group],
                size=self.today.groups[group].size,
                unlocked=[
                    Stretch(time=span, on_wing=on_wing)
                    for span, on_wing, _ in sorted(stretches, key=lambda stretch: stretch[0].start)
                ],
            )

    def overlaps(self, group: str, stretches: list[tuple[Span, str, Path]]) -> None:
        """Note every line that unlocks a group for two things at once, once for each line."""
        order = {at: number for number, (_, _, at) in enumerate(stretches)}
        for one, other in pairwise(sorted(stretches, key=lambda stretch: stretch[0].start)):
            if one[0].overlaps(other[0]):
                (time, on_wing, _), (span, label, at) = sorted((one, other), key=lambda stretch: order[stretch[2]])
                what = f"{group} has {label} {span} while it has {on_wing} {time}"
                if at not in {finding.at for finding in self.findings}:
                    self.findings.append(Finding(at, Code.WRONG_VALUE, what, "times that do not overlap."))

    def sessions(self, timetable: Timetable) -> Iterator[Session]:
        """The sessions that run, with their people by group."""
        for activity, times in timetable.sessions.items():
            at: Path = ("sessions", activity)
            if not self.known(at, "activity", activity, self.today.prison.activities, "activities"):
                continue
            if activity not in self.today.activities:
                what = f"{dotted(at)}: {quoted(activity)} is not on today ({self.today.weekday})"
                self.findings.append(Finding(at, Code.WRONG_VALUE, what, "take it out, or another day.", on_name=True))
                continue
            for time, span in self.spans(at, times):
                people: dict[str, int] = {}
                for name, share in times[time].items():
                    groups = self.people((*at, time, name), name)
                    people.update(spread(self.today, activity, groups, share))
                attending = {group: n for group, n in people.items() if n > 0}
                yield Session(activity=activity, time=span, runs=True, people=attending)

    def breaks(self, timetable: Timetable) -> Iterator[BreakTaken]:
        """The breaks that are written down."""
        for shift, roles in timetable.breaks.items():
            crews = [crew.role for crew in self.today.crews if crew.shift == shift]
            if not self.known(("breaks", shift), "shift today", shift, {crew.shift for crew in self.today.crews}):
                continue
            for role, times in roles.items():
                if self.known(("breaks", shift, role), "role on this shift", role, crews, "roles on this shift"):
                    for time, span in self.spans(("breaks", shift, role), times):
                        yield BreakTaken(shift=shift, role=role, time=span, people=times[time])

    def spans(self, at: Path, times: Iterable[str]) -> Iterator[tuple[str, Span]]:
        """Times as written and as meant; one that is written twice in different ways is noted."""
        seen: set[Span] = set()
        for text in times:
            span = Span.model_validate(text)
            if span in seen:
                what = f"{dotted(at)}: {span} is given twice"
                self.findings.append(Finding((*at, text), Code.DUPLICATE, what, "keep one of the two.", on_name=True))
            else:
                seen.add(span)
                yield text, span

    def people(self, at: Path, name: str) -> tuple[str, ...]:
        """The groups that a name stands for."""
        groups = self.today.select(name)
        if not groups:
            tags = [tag for group in self.today.groups.values() for tag in group.tags]
            known = list(dict.fromkeys(["all", *self.today.groups, *self.today.wings, *tags]))
            self.known(at, "group, wing or tag", name, known, "groups, wings and tags", Code.UNKNOWN_PEOPLE)
        return groups

    def known(
        self,
        at: Path,
        sort: str,
        name: str,
        names: Iterable[str],
        plural: str | None = None,
        code: Code = Code.UNKNOWN_NAME,
    ) -> bool:
        """Whether a name is one of ``names``; it is noted if not."""
        known: Collection[str] = list(names)
        if name in known:
            return True
        what = f"{dotted(at)}: there is no {sort} {quoted(name)}"
        known_as = plural or f"{sort}s"
        self.findings.append(Finding(at, code, what, name=name, known=known, known_as=known_as, on_name=True))
        return False


def spread(today: Today, activity: str, groups: Iterable[str], share: Share) -> dict[str, int]:
    """People of each group for one session.

    A percentage is of each group's size, rounded down. A number is spread over the groups in proportion to their
    limits, the largest remainders rounded up. Groups that may not go get nobody, unless none of them may: a
    timetable that sends people where they may not be is taken as written, and the checker says so.
    """
    limits = today.limits[activity]
    named = list(groups)
    eligible = {group: limits[group] for group in named if group in limits}
    weights = eligible or {group: today.groups[group].size for group in named}
    if share.percent:
        return {group: share.of(today.groups[group].size) if group in weights else 0 for group in named}
    total = sum(weights.values())
    people = {group: share.number * weight // total for group, weight in weights.items()}
    remainders = sorted(weights, key=lambda group: -(share.number * weights[group] % total))
    for group in remainders[: share.number - sum(people.values())]:
        people[group] += 1
    return {group: people.get(group, 0) for group in named}
