"""Where everything of a picture stands, in pixels, y downwards: boxes with names, lines with labels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.pictures.chart import Arrow
    from bot.pictures.graph import Node

    Measure = Callable[[str, float], float]
    """The width of a text in pixels, at a size in pixels."""

WIDTH = 1000
MARGIN = 24
LINE = 1.22
"""The height of a line of text, by its size."""
MAX_LINES = 4


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its middle."""

    x: float
    y: float
    w: float
    h: float

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.x - self.w / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.w / 2

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y - self.h / 2

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.h / 2

    def overlap(self, other: Rect, gap: float = 0.0) -> float:
        """Return the area that two rectangles share, were both apart by less than `gap`."""
        w = min(self.right, other.right) - max(self.left, other.left) + gap
        h = min(self.bottom, other.bottom) - max(self.top, other.top) + gap
        return w * h if w > 0 and h > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """An actor's name in the shape of its kind; it stands in the middle, or at each of the heights `named_at`."""

    node: Node
    at: Rect
    lines: tuple[str, ...]
    named_at: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """An arrow from `start` to `end` with the text on its middle."""

    arrow: Arrow
    start: tuple[float, float]
    end: tuple[float, float]
    label: Rect
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is drawn, how high it is, and the sizes of its texts in pixels."""

    boxes: tuple[Box, ...]
    arrows: tuple[Drawn, ...]
    height: float
    name_size: float
    label_size: float


def covered(plan: Plan) -> float:
    """Return the area, in square pixels, on which texts and boxes lie on each other: 0 where all can be read."""
    texts = [*(box.at for box in plan.boxes), *(drawn.label for drawn in plan.arrows)]
    return sum(one.overlap(other) for one, other in combinations(texts, 2))


def wrapped(text: str, size: float, width: float, measure: Measure, most: int = MAX_LINES) -> tuple[str, ...]:
    """Break a text at blanks into lines of at most `width`, the last one cut with an ellipsis where they are too many.

    A word that is wider than a line is cut within.
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or measure(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        last = f"{lines[most - 1]} …"
        while " " in last.removesuffix(" …") and measure(last, size) > width:
            last = f"{last.removesuffix(' …').rpartition(' ')[0]} …"
        lines = [*lines[: most - 1], last]
    return tuple(_cut(line, size, width, measure) for line in lines)


def _cut(line: str, size: float, width: float, measure: Measure) -> str:
    if measure(line, size) <= width:
        return line
    kept = line.removesuffix("…").rstrip()
    while kept and measure(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept}…"


def label_lines(arrow: Arrow, size: float, width: float, measure: Measure) -> tuple[str, ...]:
    """Return what is written on an arrow, one label under the other."""
    return tuple(line for label in arrow.labels for line in wrapped(label, size, width, measure))


def text_size(lines: tuple[str, ...], size: float, measure: Measure) -> tuple[float, float]:
    """Return the width and the height of lines of text."""
    return max((measure(line, size) for line in lines), default=0.0), len(lines) * size * LINE
