"""What the shapes and lines of a picture mean: those that it has, in rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import wording
from bot.knowledge.actors import KINDS
from bot.pictures.plan import MARGIN, WIDTH

if TYPE_CHECKING:
    from bot.pictures.chart import Chart
    from bot.pictures.plan import Measure

NEGATED = "negated"
ROW = 40.0
_SHAPE, _ARROW = 34.0, 58.0
_GAP = 34.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind's shape or an arrow, `sample` pixels wide, with the words for it; `y` is counted from the legend's top."""

    name: str
    words: str
    is_line: bool
    sample: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Legend:
    """The entries, and how high they are together."""

    entries: tuple[Entry, ...]
    height: float


def legend_of(chart: Chart, size: float, measure: Measure) -> Legend:
    """Explain what a picture has and nothing else: first the kinds of actors, then, in a new row, the lines."""
    kinds = [kind for kind in KINDS if any(node.kind == kind for node in chart.nodes)]
    lines = [line for line in wording.relations.LEGEND_LINES if any(arrow.line == line for arrow in chart.arrows)]
    if any(arrow.negated for arrow in chart.arrows):
        lines.append(NEGATED)
    entries: list[Entry] = []
    y = 12.0 - ROW / 2
    for names, sample in ((kinds, _SHAPE), (lines, _ARROW)):
        x = float(WIDTH)
        for name in names:
            words = wording.relations.legend(name)
            width = sample + 9 + measure(words, size) + _GAP
            if x + width - _GAP > WIDTH - MARGIN:
                x, y = float(MARGIN), y + ROW
            entries.append(Entry(name, words, sample == _ARROW, sample, x, y))
            x += width
    return Legend(tuple(entries), y + ROW / 2 + 8)
