"""A plan → a PNG. Imports matplotlib, so only the process that draws does so."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from PIL import Image

from bot.knowledge.actors import CLASS
from bot.pictures.legend import legend_of
from bot.pictures.plan import LINE, MARGIN, WIDTH, Box, Drawn, Rect, wrapped
from bot.pictures.shapes import outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from bot.pictures.chart import Chart
    from bot.pictures.legend import Legend
    from bot.pictures.plan import Plan
    from bot.pictures.shapes import Line, Point

PAPER = "#f7f5f0"
"""Opaque, so that a picture is the same in Discord's light and dark themes."""
INK = "#24272b"
STROKE = "#4a5058"
FILLS = {
    "group": "#d9e1ea",
    "state": "#e6dfcd",
    "person": "#dbe6db",
    "organisation": "#e3dbe8",
    "place": "#d5e6e6",
    CLASS: "#e8e8e8",
}
"""Neutral and alike in weight: what an actor is stands in the shape, and no kind looks worse than another."""
DASHES = {"solid": "-", "hollow": "-", "dashed": (0, (5, 3.2)), "dotted": (0, (1.1, 2.2))}
COLOURS = 64
_POINTS = 0.72
"""Points of a pixel at 100 dots an inch."""
_HEAD, _HALF_HEAD = 19.0, 8.5
_CROSS = 8.0
_STACKED = 3.0
"""How far the two sheets of a class lie apart."""


@dataclass(frozen=True, slots=True)
class _Text:
    size: float
    weight: str = "normal"
    colour: str = INK
    spacing: float = LINE
    centred: bool = False


TITLE = _Text(34.0, "bold")
SMALL = _Text(22.0)
NOTE = _Text(22.0, colour=STROKE, spacing=1.35)


@lru_cache(maxsize=4096)
def measure(text: str, size: float) -> float:
    """Return the width of a text in pixels."""
    font = font_manager.get_font(font_manager.findfont(_font("normal")))
    font.set_size(size, 72)
    font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / 64


def has_letters(text: str) -> bool:
    """Tell whether a text can be written: the font has all its letters, and none runs from right to left.

    Such letters would be written from left to right, each by itself, which nobody can read.
    """
    font = font_manager.get_font(font_manager.findfont(_font("normal")))
    return all(font.get_char_index(ord(c)) and bidirectional(c) not in {"R", "AL"} for c in text)


def draw(chart: Chart, plan: Plan) -> bytes:
    """Return the picture of a plan, below its title and above its legend and notes, as a PNG with few colours."""
    room = WIDTH - 2 * MARGIN
    title = wrapped(chart.title, TITLE.size, room, measure, most=2)
    notes = [line for note in chart.notes for line in wrapped(note, NOTE.size, room, measure)]
    legend = legend_of(chart, SMALL.size, measure)
    top = MARGIN + len(title) * TITLE.size * LINE
    foot = top + plan.height
    height = foot + legend.height + len(notes) * NOTE.size * NOTE.spacing + MARGIN
    figure = Figure(figsize=(WIDTH / 100, height / 100), dpi=100, facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    _write(axes, title, (MARGIN, MARGIN), TITLE)
    for drawn in plan.arrows:
        _arrow(axes, drawn, top, plan.label_size)
    for box in plan.boxes:
        _box(axes, box, top, plan.name_size)
    _legend(axes, legend, foot)
    _write(axes, notes, (MARGIN, foot + legend.height), NOTE)
    return _png(figure)


def _png(figure: Figure) -> bytes:
    canvas = FigureCanvasAgg(figure)
    # matplotlib has no types for this and the next.
    canvas.draw()  # type: ignore[no-untyped-call]
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    image = Image.frombuffer("RGBA", canvas.get_width_height(), pixels).convert("RGB")
    file = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


def _font(weight: str) -> font_manager.FontProperties:
    # The font that comes with matplotlib: the same picture on every machine.
    return font_manager.FontProperties(family="DejaVu Sans", weight=weight)


def _write(axes: Axes, lines: Sequence[str], at: Point, text: _Text) -> None:
    """Write lines from `at` downwards, which is the left or, where they are centred, the middle of their upper edge."""
    for number, line in enumerate(lines):
        axes.text(
            at[0],
            at[1] + (number + 0.5) * text.size * text.spacing,
            line,
            fontproperties=_font(text.weight),
            fontsize=text.size * _POINTS,
            color=text.colour,
            ha="center" if text.centred else "left",
            va="center_baseline",
            parse_math=False,
            zorder=5,
        )


def _arrow(axes: Axes, drawn: Drawn, down: float, size: float) -> None:
    """Draw an arrow, and its label on paper that hides the line behind it, as narrow as the slope allows."""
    (x0, y0), (x1, y1) = drawn.start, drawn.end
    _line(axes, ((x0, y0 + down), (x1, y1 + down)), drawn.arrow.line, negated=drawn.arrow.negated)
    at = drawn.label
    for number, line in enumerate(drawn.lines):
        y = at.top + down + (number + 0.5) * size * LINE
        width = at.w if y0 == y1 else measure(line, size)
        paper = outline("", Rect(at.x, y, width + 14, size * LINE + 1))
        axes.add_patch(Polygon(paper, facecolor=PAPER, edgecolor="none", zorder=2))
    _write(axes, drawn.lines, (at.x, at.top + down), _Text(size, centred=True))


def _line(axes: Axes, line: Line, style: str, *, negated: bool) -> None:
    """Draw one arrow from edge to edge: its head is hollow for what is assessed, a cross before it says no."""
    (x0, y0), (x1, y1) = line
    length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1.0)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length

    def back(along: float, aside: float = 0.0) -> Point:
        return x1 - along * ux + aside * uy, y1 - along * uy - aside * ux

    neck = back(_HEAD - 5)
    axes.plot([x0, neck[0]], [y0, neck[1]], color=STROKE, linewidth=2.3, linestyle=DASHES[style], zorder=1)
    head = [back(1.5), back(_HEAD, _HALF_HEAD), back(_HEAD, -_HALF_HEAD)]
    axes.add_patch(
        Polygon(head, facecolor=PAPER if style == "hollow" else STROKE, edgecolor=STROKE, linewidth=2, zorder=3)
    )
    if negated:
        x, y = back(_HEAD + 2 * _CROSS)
        for slope in (1, -1):
            ends = [x - _CROSS, x + _CROSS], [y - slope * _CROSS, y + slope * _CROSS]
            axes.plot(*ends, color=INK, linewidth=3.4, zorder=3)


def _box(axes: Axes, box: Box, down: float, size: float) -> None:
    at = Rect(box.at.x, box.at.y + down, box.at.w, box.at.h)
    _shape(axes, box.node.kind, at)
    text = _Text(size, centred=True)
    for middle in box.named_at:
        _write(axes, box.lines, (at.x, middle + down - len(box.lines) * size * LINE / 2), text)


def _shape(axes: Axes, kind: str, at: Rect) -> None:
    """Draw the shape of a kind; a class, which is many, as two sheets."""
    sheets = [at]
    if kind == CLASS:
        w, h = at.w - 2 * _STACKED, at.h - 2 * _STACKED
        sheets = [Rect(at.x + by, at.y + by, w, h) for by in (_STACKED, -_STACKED)]
    for sheet in sheets:
        fill = FILLS.get(kind, FILLS[CLASS])
        axes.add_patch(Polygon(outline(kind, sheet), facecolor=fill, edgecolor=STROKE, linewidth=1.8, zorder=4))


def _legend(axes: Axes, legend: Legend, top: float) -> None:
    axes.plot([MARGIN, WIDTH - MARGIN], [top, top], color=STROKE, linewidth=0.8, alpha=0.5)
    for entry in legend.entries:
        y = top + entry.y
        if entry.is_line:
            style = DASHES if entry.name in DASHES else None
            line = ((entry.x, y), (entry.x + entry.sample, y))
            _line(axes, line, entry.name if style else "solid", negated=style is None)
        else:
            _shape(axes, entry.name, Rect(entry.x + entry.sample / 2, y, entry.sample, 24.0))
        _write(axes, [entry.words], (entry.x + entry.sample + 9, y - SMALL.size * LINE / 2), SMALL)
