"""Shapes of a lineage: the part of a disc that is own text, the curve of a link, and its head, as SVG paths."""

from __future__ import annotations

from math import cos, pi, sin

ROW = 26
"""Height of a row of nodes."""

RADIUS = 8
"""Of a node."""

NONE = 0.005
"""Share below which nothing is drawn; so near to 1 it is the whole disc."""


def wedge(x: float, y: float, share: float) -> str:
    """A part of the disc at a place, clockwise from the top; empty for none of it."""
    r = RADIUS - 2
    if share < NONE:
        return ""
    if share > 1 - NONE:
        return f"M {x} {y - r} a {r} {r} 0 1 1 0 {2 * r} a {r} {r} 0 1 1 0 {-2 * r} Z"
    turn = 2 * pi * share
    end = f"{x + r * sin(turn):.1f} {y - r * cos(turn):.1f}"
    return f"M {x} {y} L {x} {y - r} A {r} {r} 0 {int(share > 0.5)} 1 {end} Z"


def curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A curve from one node into the left of another, clear of the name at its right."""
    (x, y), (to_x, to_y) = start, end
    to = f"{to_x - RADIUS - 1:.1f} {to_y:.1f}"
    if x >= to_x - 2 * RADIUS - 2:
        out = min(x, to_x) - RADIUS - 15
        return f"M {x - RADIUS - 1:.1f} {y:.1f} C {out:.1f} {y:.1f} {out:.1f} {to_y:.1f} {to}"
    side = 1 if to_y > y else -1
    by = to_y if to_y != y else y - ROW
    near = to_x - min(60.0, (to_x - x) / 2)
    return f"M {x:.1f} {y + side * (RADIUS + 1):.1f} C {x:.1f} {by:.1f} {near:.1f} {by:.1f} {to}"


def arrow(x: float, y: float) -> str:
    """The head of a curve that ends at a node."""
    return f"M {x - RADIUS - 1:.1f} {y:.1f} l -6 -3.2 v 6.4 Z"
