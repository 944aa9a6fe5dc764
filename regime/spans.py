"""Arithmetic on spans of time: joining, common parts, minutes."""

from __future__ import annotations

from collections.abc import Iterable

from regime.clock import Span

DAY = 24 * 60
"""Minutes of the day."""


def within_day(start: int, end: int) -> Span | None:
    """The part of ``start`` to ``end`` that lies on this day, if there is any."""
    start, end = max(0, start), min(DAY, end)
    return Span.of(start, end) if start < end else None


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap made into one."""
    runs: list[list[int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if runs and start <= runs[-1][1]:
            runs[-1][1] = max(runs[-1][1], end)
        else:
            runs.append([start, end])
    return tuple(Span.of(start, end) for start, end in runs)


def common(ours: Iterable[Span], theirs: Iterable[Span]) -> tuple[Span, ...]:
    """The time that lies in a span of both, joined."""
    theirs = joined(theirs)
    return tuple(
        Span.of(max(a.start, b.start), min(a.end, b.end)) for a in joined(ours) for b in theirs if a.overlaps(b)
    )


def without(ours: Iterable[Span], theirs: Iterable[Span]) -> tuple[Span, ...]:
    """The time that lies in a span of ``ours`` and in none of ``theirs``, joined."""
    left: list[Span] = []
    theirs = joined(theirs)
    for span in joined(ours):
        start = span.start
        for other in theirs:
            if other.start < span.end and other.end > start:
                if other.start > start:
                    left.append(Span.of(start, other.start))
                start = other.end
        if start < span.end:
            left.append(Span.of(start, span.end))
    return tuple(left)


def length(spans: Iterable[Span], between: Span | None = None) -> int:
    """Minutes of spans that do not overlap; with ``between``, only the minutes inside it."""
    if between is None:
        return sum(span.minutes for span in spans)
    return sum(max(0, min(s.end, between.end) - max(s.start, between.start)) for s in spans)
