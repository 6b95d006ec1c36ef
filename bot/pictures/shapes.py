"""The outline of each kind of actor, and where a line meets it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.pictures.plan import Rect

Point = tuple[float, float]
Line = tuple[Point, Point]

_CORNER = 18.0
_ROUND = 36.0
_STEPS = 8


def outline(kind: str, at: Rect) -> list[Point]:
    """Return the corners of a kind's shape within a rectangle, clockwise; its shape alone tells a kind from others."""
    return _OUTLINES.get(kind, _rectangle)(at)


def meeting(shape: list[Point], inside: Point, outside: Point) -> Point:
    """Return where a line from a point inside a shape to one outside leaves it."""
    (ax, ay), (bx, by) = inside, outside
    best = 0.0
    for (px, py), (qx, qy) in zip(shape, [*shape[1:], shape[0]], strict=True):
        across = (bx - ax) * (qy - py) - (by - ay) * (qx - px)
        if across:
            along = ((px - ax) * (qy - py) - (py - ay) * (qx - px)) / across
            side = ((px - ax) * (by - ay) - (py - ay) * (bx - ax)) / across
            if 0 <= side <= 1 and 0 <= along <= 1:
                best = max(best, along)
    return ax + (bx - ax) * best, ay + (by - ay) * best


def crossing(one: Line, other: Line) -> bool:
    """Tell whether two lines cross."""
    (a, b), (c, d) = one, other
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def hits(line: Line, at: Rect) -> bool:
    """Tell whether a line touches a rectangle: whether its stretches within the two strips that make it overlap."""
    (x0, y0), (x1, y1) = line
    low, high = 0.0, 1.0
    for start, step, least, most in ((x0, x1 - x0, at.left, at.right), (y0, y1 - y0, at.top, at.bottom)):
        if step == 0:
            if not least <= start <= most:
                return False
            continue
        near, far = sorted(((least - start) / step, (most - start) / step))
        low, high = max(low, near), min(high, far)
    return low <= high


def _rectangle(at: Rect) -> list[Point]:
    return [(at.left, at.top), (at.right, at.top), (at.right, at.bottom), (at.left, at.bottom)]


def _hexagon(at: Rect) -> list[Point]:
    c = min(_CORNER, at.h / 2)
    upper = [(at.left + c, at.top), (at.right - c, at.top), (at.right, at.y)]
    return [*upper, (at.right - c, at.bottom), (at.left + c, at.bottom), (at.left, at.y)]


def _octagon(at: Rect) -> list[Point]:
    c = min(_CORNER * 0.8, at.h / 3)
    upper = [(at.left, at.top + c), (at.left + c, at.top), (at.right - c, at.top), (at.right, at.top + c)]
    return [*upper, *((x, 2 * at.y - y) for x, y in reversed(upper))]


def _slanted(at: Rect) -> list[Point]:
    c = min(_CORNER, at.h / 2)
    return [(at.left + c, at.top), (at.right, at.top), (at.right - c, at.bottom), (at.left, at.bottom)]


def _rounded(at: Rect) -> list[Point]:
    r = min(at.h / 2, at.w / 2, _ROUND)
    middles = [(at.right - r, at.top + r), (at.right - r, at.bottom - r)]
    middles += [(at.left + r, at.bottom - r), (at.left + r, at.top + r)]
    points = []
    for quarter, (x, y) in enumerate(middles):
        for step in range(_STEPS + 1):
            turn = math.pi / 2 * (quarter - 1 + step / _STEPS)
            points.append((x + r * math.cos(turn), y + r * math.sin(turn)))
    return points


_OUTLINES = {"state": _hexagon, "organisation": _octagon, "place": _slanted, "person": _rounded}
