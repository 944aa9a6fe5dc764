"""A virtual roll check through the day: how many are locked up, out on the wing, or away."""

from __future__ import annotations

from dataclasses import dataclass

from regime.clock import Span, clock
from regime.picture import DayPicture
from regime.report.pictures.drawing import DARK, INK, LOCKED, MUTED, RULE, Drawing, Hours

WIDTH, LEFT, TOP, TALL = 1120, 60, 58, 230


@dataclass(frozen=True)
class Roll:
    """Where everybody is, in people, over a time in which nothing changes."""

    time: Span
    off_wing: int
    """In off-wing sessions or on the way."""
    wing_work: int
    """In on-wing sessions."""
    otherwise_out: int
    """Unlocked and in no session."""
    locked: int

    @property
    def sentence(self) -> str:
        """The count in words."""
        return (
            f"{self.time}: {self.locked} locked up, {self.otherwise_out} out on the wing, "
            f"{self.wing_work} in on-wing activities, {self.off_wing} off the wing."
        )


def rolls(picture: DayPicture) -> list[Roll]:
    """The counts between unlock and lock-up, by the definitions of ``regime.figures.roll``."""
    found: list[Roll] = []
    for period, span in enumerate(picture.periods):
        groups = picture.today.groups
        off = sum(picture.away(group, period, "off-wing") for group in groups)
        work = sum(picture.away(group, period, "on-wing") for group in groups)
        out = sum(picture.on_wing(group, period) for group in groups)
        counted = (off, work, out, picture.today.population - off - work - out)
        if not picture.today.hours.contains(span):
            continue
        if found and counted == (found[-1].off_wing, found[-1].wing_work, found[-1].otherwise_out, found[-1].locked):
            span = Span.of(found.pop().time.start, span.end)
        found.append(Roll(span, *counted))
    return found


def roll(picture: DayPicture, name: str = "roll") -> str:
    """Everybody, stacked: off the wing, in on-wing activities, out on the wing, locked up."""
    counts = rolls(picture)
    people = picture.today.population
    drawing = Drawing(
        name,
        WIDTH,
        TOP + TALL + 12,
        "A virtual roll check through the day",
        "People stacked by where they are; the table below the picture has the same counts.",
    )
    hours = Hours(picture.today.hours, LEFT, WIDTH - LEFT - 12)
    layers = (
        ("off the wing", DARK, [c.off_wing for c in counts]),
        ("in on-wing activities", drawing.hatch("work", "#ffe2a8", "#8a5a00", gap=5), [c.wing_work for c in counts]),
        ("out on the wing", "#bfe3c6", [c.otherwise_out for c in counts]),
        ("locked up", drawing.hatch("locked", LOCKED, "#c4c9ce"), [c.locked for c in counts]),
    )
    x = 8.0
    for says, fill, _ in layers:
        drawing.rect(x, 8, 16, 14, fill, INK)
        drawing.text(x + 21, 20, says)
        x += 44 + 7 * len(says)
    drawing.hours(hours, TOP - 2, TOP + TALL)
    for share in (0, 0.5, 1):
        drawing.line(LEFT, TOP + TALL * (1 - share), WIDTH - 12, TOP + TALL * (1 - share), RULE)
        drawing.text(LEFT - 8, TOP + TALL * (1 - share) + 4, f"{round(people * share):,}", anchor="end", fill=MUTED)
    for k, count in enumerate(counts):
        base = float(TOP + TALL)
        for _, fill, many in layers:
            height = TALL * many[k] / people
            base -= height
            drawing.rect(hours.x(count.time.start), base, hours.wide(count.time), height, fill)
    for time in picture.today.roll_checks:
        if picture.today.hours.contains(time):
            drawing.line(hours.x(time.start), TOP, hours.x(time.start), TOP + TALL, INK, "4 3")
            drawing.text(hours.x(time.start) + 3, TOP + 12, f"roll check {clock(time.start)}")
    for count in counts:
        drawing.cell(0, hours.x(count.time.start), TOP, hours.wide(count.time), TALL, count.sentence)
    return drawing.markup()
