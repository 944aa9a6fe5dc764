"""Staff needed against staff on duty, role by role through the day."""

from __future__ import annotations

from collections.abc import Sequence

from regime.clock import Span
from regime.plan import Plan, StaffLine
from regime.report.pictures.drawing import DARK, INK, MUTED, RULE, Drawing, Hours

WIDTH, LEFT, TOP, ROW = 1120, 190, 58, 62
TALL = 44


def staff(plan: Plan, day: Span, name: str = "staff") -> str:
    """A strip for each role over the ``day``, those with most people on duty first."""
    roles: dict[str, list[StaffLine]] = {}
    for line in plan.staff:
        roles.setdefault(line.role, []).append(line)
    order = sorted(roles, key=lambda role: -_most(roles[role]))
    drawing = Drawing(
        name,
        WIDTH,
        TOP + ROW * len(order) + 8,
        "Staff needed against staff on duty",
        "A strip for each role through the day; the table below the picture has the same figures.",
    )
    hours = Hours(day, LEFT, WIDTH - LEFT - 12)
    on_break = drawing.hatch("break", "#ffffff", "#8c959f", gap=5)
    _legend(drawing, on_break)
    drawing.hours(hours, TOP - 2, TOP + ROW * len(order))
    for row, role in enumerate(order):
        _strip(drawing, hours, row, role.replace("_", " "), roles[role], on_break)
    return drawing.markup()


def sentence(line: StaffLine) -> str:
    """One role over one period in words."""
    said = f"{line.role.replace('_', ' ')}, {line.time}: {line.on_duty - line.spare} of {line.on_duty} on duty in use"
    said += f", {line.spare} spare" if line.spare > 0 else ", nobody spare"
    said += f", {line.on_break} on a break" if line.on_break else ""
    said += (
        f"; {line.covered_by_others} of the {line.needed} needed come from other roles"
        if line.covered_by_others
        else ""
    )
    return f"{said}; {line.covering} do another role's work." if line.covering else f"{said}."


def _most(lines: Sequence[StaffLine]) -> int:
    return max(1, *(max(line.on_duty + line.on_break, line.needed) for line in lines), 1)


def _strip(drawing: Drawing, hours: Hours, row: int, role: str, lines: Sequence[StaffLine], on_break: str) -> None:
    most, base = _most(lines), TOP + ROW * row + TALL + 8
    drawing.label(8, base - TALL / 2 + 4, LEFT - 50, role)
    drawing.text(LEFT - 8, base - TALL + 10, str(most), anchor="end", fill=MUTED)
    drawing.text(LEFT - 8, base, "0", anchor="end", fill=MUTED)
    drawing.line(LEFT, base, hours.x(hours.span.end), base, RULE)
    corners: list[tuple[float, float]] = []
    for line in lines:
        x, end = hours.x(line.time.start), hours.x(line.time.end)
        used, there, away = (TALL * n / most for n in (line.on_duty - line.spare, line.on_duty, line.on_break))
        drawing.rect(x, base - used, end - x, used, DARK)
        if line.on_break:
            drawing.rect(x, base - there - away, end - x, away, on_break)
        corners += [(x, base - there), (end, base - there)]
    drawing.steps(corners, stroke=INK)
    for line in lines:
        drawing.cell(row, hours.x(line.time.start), base - TALL, hours.wide(line.time), TALL, sentence(line))


def _legend(drawing: Drawing, on_break: str) -> None:
    drawing.rect(8, 8, 16, 14, DARK)
    drawing.text(29, 20, "in use")
    drawing.line(90, 15, 106, 15, INK, wide=2)
    drawing.text(111, 20, "on duty (the white below the line is spare)")
    drawing.rect(375, 8, 16, 14, on_break)
    drawing.text(396, 20, "on a break")
