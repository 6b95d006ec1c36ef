"""The plan of a picture of many actors: boxes in three staggered columns, joined by straight arrows.

networkx's seeded spring layout says who belongs beside whom; each actor takes the nearest free place, and places are
then exchanged as long as that makes fewer lines cross, run through boxes, or run far. Staggered places leave room for a
label on the line between any two neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import networkx

from bot.pictures.plan import (
    MARGIN,
    WIDTH,
    Box,
    Drawn,
    Plan,
    Rect,
    covered,
    label_lines,
    text_size,
    wrapped,
)
from bot.pictures.shapes import crossing, hits, meeting, outline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.pictures.chart import Arrow, Chart
    from bot.pictures.plan import Measure
    from bot.pictures.shapes import Line

NAME = 26.0
LABEL = 23.0
SEEDS = 6
NAME_ROOM = 172.0
LABEL_ROOM = 186.0
BOX = 208.0
PITCHES = (380.0, 450.0, 520.0)
"""From one place of a column down to the next: the least at which all texts stand clear of each other."""
APART = 66.0
"""Between the parallel arrows of the same two actors."""
CROSSING, THROUGH = 3.0, 12.0
"""What a crossing and a line through a box weigh, beside the length of a line in places."""
ROUNDS = 4
GAP = 10.0
_ALONG = tuple(0.5 + step / 100 for by in range(0, 35, 4) for step in dict.fromkeys((by, -by)))

Spot = tuple[int, int]
"""A column and twice the row within it."""


@dataclass(frozen=True)
class Places:
    """The places that `count` actors may take, `pitch` pixels apart, and what lines between them run into."""

    count: int
    pitch: float

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """As many places as are needed, column by column: the middle one has one place less and begins lower."""
        rows = 1
        while 3 * rows - 1 < self.count:
            rows += 1
        return tuple((column, 2 * row + column % 2) for column in range(3) for row in range(rows - column % 2))

    def point(self, spot: Spot) -> tuple[float, float]:
        """Return the middle of a place, in pixels."""
        return MARGIN + BOX / 2 + spot[0] * (WIDTH - 2 * MARGIN - BOX) / 2, spot[1] * self.pitch / 2

    @cached_property
    def through(self) -> dict[tuple[Spot, Spot], frozenset[Spot]]:
        """The places that a line between two others runs through."""
        found = {}
        for a in self.spots:
            for b in self.spots:
                line = (self.point(a), self.point(b))
                others = (spot for spot in self.spots if spot not in {a, b})
                found[a, b] = frozenset(spot for spot in others if hits(line, Rect(*self.point(spot), BOX, 110.0)))
        return found

    @cached_property
    def length(self) -> dict[tuple[Spot, Spot], float]:
        """How far two places are from each other; 1 between neighbours of a column."""
        return {
            (a, b): ((a[0] - b[0]) ** 2 * 1.3 + (a[1] - b[1]) ** 2 / 4) ** 0.5 for a in self.spots for b in self.spots
        }

    def cross(self, a: Spot, b: Spot, c: Spot, d: Spot) -> bool:
        """Tell whether the lines a–b and c–d cross."""
        return not {a, b} & {c, d} and crossing((self.point(a), self.point(b)), (self.point(c), self.point(d)))


def plan_network(chart: Chart, measure: Measure) -> Plan:
    """Return the plan of the best of several seeds, as far apart as its texts need it."""
    pairs = sorted({(min(a.subject, a.object), max(a.subject, a.object)) for a in chart.arrows})
    places = Places(len(chart.nodes), PITCHES[0])
    settled = [_settle(chart, pairs, places, seed) for seed in range(SEEDS)]
    spots = min(settled, key=lambda spots: (_cost(spots, pairs, places), sorted(spots.items())))
    plans = (_plan(chart, spots, Places(len(chart.nodes), pitch), measure) for pitch in PITCHES)
    tried = []
    for plan in plans:
        tried.append((covered(plan), plan))
        if tried[-1][0] == 0:
            break
    return min(tried, key=lambda option: option[0])[1]


def _plan(chart: Chart, spots: Mapping[str, Spot], places: Places, measure: Measure) -> Plan:
    boxes = _boxes(chart, spots, places, measure)
    rects = {box.node.id: box.at for box in boxes}
    arrows = _labelled(chart.arrows, _lines(chart, rects), list(rects.values()), measure)
    bottom = max(at.bottom for at in (*rects.values(), *(drawn.label for drawn in arrows)))
    return Plan(boxes, arrows, bottom + MARGIN, NAME, LABEL)


def _settle(chart: Chart, pairs: Sequence[tuple[str, str]], places: Places, seed: int) -> dict[str, Spot]:
    """Begin with a spring layout and exchange places, the best exchange first, until none is better."""
    spots = _nearest(_spring(chart, pairs, seed), places)
    cost = _cost(spots, pairs, places)
    while True:
        tried = ((_cost(option, pairs, places), number, option) for number, option in enumerate(_moves(spots, places)))
        best = min(tried, key=lambda option: option[:2])
        if best[0] >= cost - 1e-9:
            return spots
        cost, _, spots = best


def _spring(chart: Chart, pairs: Sequence[tuple[str, str]], seed: int) -> dict[str, tuple[float, float]]:
    graph = networkx.Graph()
    graph.add_nodes_from(sorted(node.id for node in chart.nodes))
    graph.add_edges_from(pairs)
    raw = networkx.spring_layout(graph, seed=seed, iterations=50, method="force")
    return {actor: (float(x), float(y)) for actor, (x, y) in raw.items()}


def _nearest(raw: Mapping[str, tuple[float, float]], places: Places) -> dict[str, Spot]:
    """Give each actor a free place of its own near where the springs have put it, those in the middle first."""
    last = max(row for _, row in places.spots) or 1
    free = {spot: (spot[0] - 1.0, 2 * spot[1] / last - 1.0) for spot in places.spots}
    spots = {}
    for actor, (x, y) in sorted(raw.items(), key=lambda item: (round(item[1][0] ** 2 + item[1][1] ** 2, 6), item[0])):
        spot = min(free, key=lambda spot: (round((free[spot][0] - x) ** 2 + (free[spot][1] - y) ** 2, 6), spot))
        spots[actor] = spot
        del free[spot]
    return spots


def _moves(spots: dict[str, Spot], places: Places) -> list[dict[str, Spot]]:
    """Return all ways to let two actors exchange their places, or one take a free place."""
    free = [spot for spot in places.spots if spot not in spots.values()]
    exchanged = [{**spots, a: spots[b], b: spots[a]} for a, b in combinations(sorted(spots), 2)]
    return exchanged + [{**spots, actor: spot} for actor in sorted(spots) for spot in free]


def _cost(spots: Mapping[str, Spot], pairs: Sequence[tuple[str, str]], places: Places) -> float:
    taken = frozenset(spots.values())
    lines = [(spots[a], spots[b]) for a, b in pairs]
    cost = sum(places.length[line] + THROUGH * len(places.through[line] & taken) for line in lines)
    return cost + CROSSING * sum(places.cross(*one, *other) for one, other in combinations(lines, 2))


def _boxes(chart: Chart, spots: Mapping[str, Spot], places: Places, measure: Measure) -> tuple[Box, ...]:
    names = {node.id: wrapped(node.name, NAME, NAME_ROOM, measure, most=4) for node in chart.nodes}
    high = {actor: text_size(lines, NAME, measure)[1] + 22 for actor, lines in names.items()}
    top = min(places.point(spot)[1] - high[actor] / 2 for actor, spot in spots.items())
    boxes = []
    for node in chart.nodes:
        x, y = places.point(spots[node.id])
        at = Rect(x, y - top + MARGIN, BOX, high[node.id])
        boxes.append(Box(node, at, names[node.id], (at.y,)))
    return tuple(boxes)


def _lines(chart: Chart, boxes: Mapping[str, Rect]) -> list[Line]:
    """Return where each arrow begins and ends; those of the same two actors run beside each other."""
    shapes = {node.id: outline(node.kind, boxes[node.id]) for node in chart.nodes}
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, arrow in enumerate(chart.arrows):
        together[min(arrow.subject, arrow.object), max(arrow.subject, arrow.object)].append(number)
    lines: dict[int, Line] = {}
    for (a, b), numbers in together.items():
        dx, dy = boxes[b].x - boxes[a].x, boxes[b].y - boxes[a].y
        length = (dx * dx + dy * dy) ** 0.5
        most = min(_room(boxes[actor], -dy / length, dx / length) for actor in (a, b))
        for place, number in enumerate(numbers):
            shift = max(-most, min((place - (len(numbers) - 1) / 2) * APART, most))
            ox, oy = -dy / length * shift, dx / length * shift
            first, second = (boxes[a].x + ox, boxes[a].y + oy), (boxes[b].x + ox, boxes[b].y + oy)
            ends = {a: meeting(shapes[a], first, second), b: meeting(shapes[b], second, first)}
            lines[number] = (ends[chart.arrows[number].subject], ends[chart.arrows[number].object])
    return [lines[number] for number in range(len(lines))]


def _room(box: Rect, x: float, y: float) -> float:
    """Return how far a line may begin from the middle of a box in a direction, and still begin within it."""
    return min((box.w / 2 - 24) / max(abs(x), 1e-6), (box.h / 2 - 8) / max(abs(y), 1e-6))


def _labelled(
    arrows: Sequence[Arrow], lines: Sequence[Line], boxes: Sequence[Rect], measure: Measure
) -> tuple[Drawn, ...]:
    """Place each label on its line, the largest first, and then each anew as long as that betters anything."""
    texts = [label_lines(arrow, LABEL, LABEL_ROOM, measure) for arrow in arrows]
    sizes = [text_size(text, LABEL, measure) for text in texts]
    order = sorted(range(len(lines)), key=lambda i: (-sizes[i][0] * sizes[i][1], i))
    placed: dict[int, Rect] = {}
    for _ in range(ROUNDS):
        before = dict(placed)
        for number in order:
            taken = [*boxes, *(at for i, at in placed.items() if i != number)]
            others = [line for i, line in enumerate(lines) if i != number]
            placed[number] = _best(lines[number], sizes[number], taken, others)
        if placed == before:
            break
    return tuple(Drawn(arrow, *lines[i], placed[i], texts[i]) for i, arrow in enumerate(arrows))


def _best(line: Line, size: tuple[float, float], taken: Sequence[Rect], others: Sequence[Line]) -> Rect:
    """Return the place for a label, as near to the middle of its line as nothing is in the way, or the least."""
    options = [_on(line, along, beside * (size[1] / 2 + 8), size) for beside in (0, 1, -1) for along in _ALONG]
    best, least = options[0], float("inf")
    for number, option in enumerate(options):
        if least <= 30.0 * number:
            break
        cost = 30.0 * number + 10.0 * sum(option.overlap(other, GAP) for other in taken)
        cost += 400.0 * sum(hits(other, option) for other in others)
        if cost < least:
            best, least = option, cost
    return best


def _on(line: Line, along: float, beside: float, size: tuple[float, float]) -> Rect:
    """Return where a label stands some way along a line and some pixels beside it, within the picture."""
    (x0, y0), (x1, y1) = line
    length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1.0)
    x = x0 + (x1 - x0) * along - (y1 - y0) / length * beside
    y = y0 + (y1 - y0) * along + (x1 - x0) / length * beside
    edge = (MARGIN + size[0]) / 2
    return Rect(min(max(x, edge), WIDTH - edge), y, *size)
