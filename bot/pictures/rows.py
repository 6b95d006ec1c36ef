"""The plan of a picture around one actor: a column for it, and a row for each of its neighbours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.pictures.plan import LINE, MARGIN, WIDTH, Box, Drawn, Plan, Rect, label_lines, text_size, wrapped
from bot.pictures.shapes import meeting, outline

if TYPE_CHECKING:
    from bot.pictures.chart import Arrow, Chart
    from bot.pictures.graph import Node
    from bot.pictures.plan import Measure

NAME = 29.0
LABEL = 25.0
HUB = 215.0
NEIGHBOUR = 300.0
PADDING = 22.0
ROW_GAP = 20.0
ARROW_GAP = 10.0
"""Between two arrows of the same row."""
SHAFTS = 130.0
"""How much of an arrow no label covers."""
NAMED_EVERY = 700.0
"""A tall column bears its name so often that it can be seen wherever one looks."""

_START = MARGIN + HUB
_END = WIDTH - MARGIN - NEIGHBOUR


def plan_rows(chart: Chart, hub: Node, measure: Measure) -> Plan:
    """Put an actor to the left and its neighbours to the right, first those that it acts on, the strongest on top."""
    rows: dict[str, list[Arrow]] = defaultdict(list)
    for arrow in chart.arrows:
        rows[arrow.object if arrow.subject == hub.id else arrow.subject].append(arrow)
    nodes = {node.id: node for node in chart.nodes}
    boxes, arrows, top = [], [], float(MARGIN)
    for other in sorted(rows, key=lambda other: _rank(other, rows[other], hub)):
        box, drawn, top = _row(nodes[other], rows[other], hub, top, measure)
        boxes.append(box)
        arrows += drawn
        top += ROW_GAP
    middle = _hub_box(hub, top - ROW_GAP, measure)
    return Plan(
        (middle, *boxes),
        tuple(_from_edge_to_edge(drawn, (middle, *boxes)) for drawn in arrows),
        max(top - ROW_GAP, middle.at.bottom) + MARGIN,
        NAME,
        LABEL,
    )


def _rank(other: str, arrows: list[Arrow], hub: Node) -> tuple[int, int, str]:
    acts = any(arrow.subject == hub.id for arrow in arrows)
    is_acted_on = any(arrow.object == hub.id for arrow in arrows)
    return (2 if not acts else 1 if is_acted_on else 0), -sum(arrow.relations for arrow in arrows), other


def _hub_box(hub: Node, bottom: float, measure: Measure) -> Box:
    lines = wrapped(hub.name, NAME, HUB - 2 * PADDING, measure, most=5)
    height = max(bottom - MARGIN, text_size(lines, NAME, measure)[1] + 2 * PADDING)
    names = max(1, round(height / NAMED_EVERY))
    named_at = tuple(MARGIN + height * (number + 0.5) / names for number in range(names))
    return Box(hub, Rect(MARGIN + HUB / 2, MARGIN + height / 2, HUB, height), lines, named_at)


def _row(node: Node, arrows: list[Arrow], hub: Node, top: float, measure: Measure) -> tuple[Box, list[Drawn], float]:
    """Return a neighbour's box, its arrows one under the other, and where the row ends."""
    texts = [label_lines(arrow, LABEL, _END - _START - SHAFTS, measure) for arrow in arrows]
    heights = [len(lines) * LABEL * LINE for lines in texts]
    name = wrapped(node.name, NAME, NEIGHBOUR - 2 * PADDING, measure)
    own = text_size(name, NAME, measure)[1] + PADDING
    needed = sum(heights) + ARROW_GAP * (len(arrows) - 1)
    height = max(own, needed)
    y = top + (height - needed) / 2
    drawn = []
    for arrow, lines, high in zip(arrows, texts, heights, strict=True):
        start, end = (_START, y + high / 2), (_END, y + high / 2)
        start, end = (start, end) if arrow.subject == hub.id else (end, start)
        wide = text_size(lines, LABEL, measure)[0]
        drawn.append(Drawn(arrow, start, end, Rect((_START + _END) / 2, y + high / 2, wide, high), lines))
        y += high + ARROW_GAP
    at = Rect(_END + NEIGHBOUR / 2, top + height / 2, NEIGHBOUR, height)
    box = Box(node, at, name, (at.y,))
    return box, drawn, top + height


def _from_edge_to_edge(drawn: Drawn, boxes: tuple[Box, ...]) -> Drawn:
    """Let an arrow begin and end at the outlines of two boxes, at the height of its label."""
    shapes = {box.node.id: (box.at.x, outline(box.node.kind, box.at)) for box in boxes}
    ends = []
    for actor, other in ((drawn.arrow.subject, drawn.end), (drawn.arrow.object, drawn.start)):
        x, shape = shapes[actor]
        ends.append(meeting(shape, (x, other[1]), other))
    return replace(drawn, start=ends[0], end=ends[1])
