"""What every picture is drawn with: shapes and text as SVG elements, a line of hours, and hatching for black and white.

Names are text wherever they come from: the elements are built as a tree and escaped when they are written.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from regime.clock import Span
from regime.page.words import fit
from regime.problems import visible

INK, MUTED, RULE, PAPER = "#1b1f24", "#57606a", "#d0d7de", "#ffffff"
LOCKED = "#f4f5f6"
DARK = "#1f4e8c"
LIGHTS = ("#bfe3c6", "#bcd9f5", "#ffe2a8", "#e3cdf2", "#f7cfc6", "#c9ece8")
"""Light colours that black text is read on; whatever they mean is written too."""
SIZE = 12
LETTER, BOLD = 0.56, 0.7
"""Width of a letter as a share of its size, on average, and of a bold one."""
NOTE = 18
"""Height of a line of notes."""


def lines(says: str, width: float) -> list[str]:
    """A text in as many lines as it needs."""
    return textwrap.wrap(says, int(width / (SIZE * LETTER)))


@dataclass(frozen=True)
class Hours:
    """A line of hours: minutes after midnight to places across a picture."""

    span: Span
    left: float
    width: float

    def x(self, minute: float) -> float:
        """Where a minute lies."""
        return self.left + self.width * (minute - self.span.start) / self.span.minutes

    def wide(self, span: Span) -> float:
        """How wide a span is."""
        return self.width * span.minutes / self.span.minutes


class Drawing:
    """One picture, ``width`` by ``height`` of its own units; ``about`` tells who cannot see it what it shows."""

    def __init__(self, name: str, width: float, height: float, title: str, about: str) -> None:
        self.name = name
        self.root = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {width:g} {height:g}",
                "role": "img",
                "aria-labelledby": f"{name}-title {name}-about",
                "font-family": "system-ui, 'Segoe UI', 'Noto Sans', Arial, sans-serif",
                "font-size": str(SIZE),
            },
        )
        ElementTree.SubElement(self.root, "title", {"id": f"{name}-title"}).text = visible(title)
        ElementTree.SubElement(self.root, "desc", {"id": f"{name}-about"}).text = visible(about)
        self._patterns = ElementTree.SubElement(self.root, "defs")

    def hatch(self, kind: str, ground: str, line: str, *, gap: int = 6) -> str:
        """A fill of parallel lines, told apart without colours."""
        size = {"width": str(gap), "height": str(gap), "patternUnits": "userSpaceOnUse"}
        name = f"{self.name}-{kind}"
        pattern = ElementTree.SubElement(
            self._patterns, "pattern", {"id": name, **size, "patternTransform": "rotate(45)"}
        )
        ElementTree.SubElement(pattern, "rect", {"width": str(gap), "height": str(gap), "fill": ground})
        ElementTree.SubElement(pattern, "line", {"y2": str(gap), "stroke": line, "stroke-width": "2"})
        return f"url(#{name})"

    def rect(self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> None:
        """A plain box."""
        ElementTree.SubElement(self.root, "rect", _box(x, y, width, height, fill, stroke))

    def cell(self, row: int, x: float, y: float, width: float, height: float, says: str) -> None:
        """A box over what is drawn that tells a sentence when it is pointed at, tapped or reached with the arrow keys.

        Cells are drawn row by row, each row from left to right.
        """
        box = _box(x, y, width, height, PAPER, "none") | {"fill-opacity": "0", "data-row": str(row)}
        ElementTree.SubElement(ElementTree.SubElement(self.root, "rect", box), "title").text = visible(says)

    def text(
        self,
        x: float,
        y: float,
        says: str,
        *,
        anchor: str = "start",
        fill: str = INK,
        size: float = SIZE,
        bold: bool = False,
    ) -> None:
        """A line of text on its base line."""
        about = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "fill": fill, "font-size": f"{size:g}"}
        if bold:
            about["font-weight"] = "600"
        ElementTree.SubElement(self.root, "text", about).text = visible(says)

    def label(self, x: float, y: float, width: float, says: str) -> None:
        """A text cut to a width; nothing where not even a letter fits."""
        letters = int(width / (SIZE * LETTER))
        if letters >= 1:
            self.text(x, y, fit(says, letters))

    def notes(self, x: float, y: float, lines: Sequence[str]) -> None:
        """Lines of notes, the first on the base line ``y``."""
        for row, line in enumerate(lines):
            self.text(x, y + NOTE * row, line, fill=MUTED)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str = RULE, dash: str = "", wide: float = 1
    ) -> None:
        """A straight line."""
        ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
        about = {**ends, "stroke": stroke, "stroke-width": f"{wide:g}", **({"stroke-dasharray": dash} if dash else {})}
        ElementTree.SubElement(self.root, "line", about)

    def steps(
        self, corners: Sequence[tuple[float, float]], *, stroke: str = "none", fill: str = "none", dash: str = ""
    ) -> None:
        """A line (or an area) through points."""
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
        about = {"points": points, "fill": fill, "stroke": stroke, "stroke-width": "2", "stroke-linejoin": "round"}
        about |= {"stroke-dasharray": dash} if dash else {}
        ElementTree.SubElement(self.root, "polygon" if fill != "none" else "polyline", about)

    def hours(self, hours: Hours, top: float, bottom: float) -> None:
        """Hours above, with a line down at each."""
        for hour in range(-(-hours.span.start // 60), hours.span.end // 60 + 1):
            x = hours.x(60 * hour)
            self.line(x, top, x, bottom)
            self.text(x, top - 5, f"{hour:02d}", anchor="middle", fill=MUTED)

    def markup(self) -> str:
        """The picture as text that stands alone or inside a page."""
        return ElementTree.tostring(self.root, encoding="unicode")


def _box(x: float, y: float, width: float, height: float, fill: str, stroke: str) -> dict[str, str]:
    box = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}", "fill": fill}
    return box if stroke == "none" else {**box, "stroke": stroke, "stroke-width": "2"}
