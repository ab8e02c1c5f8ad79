"""The outlines of countries: Natural Earth's at 1:50 million, kept as TopoJSON."""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""The least and the greatest longitude, then latitude, in degrees."""

HALF = 180.0


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's outline: closed rings of longitudes and latitudes, each with its box, the widest first.

    `code` has two letters, empty for what has none. A ring that is a hole in another is one of the others.
    """

    code: str
    name: str
    rings: tuple[tuple[Box, tuple[Point, ...]], ...]

    @property
    def middle(self) -> Point:
        """The middle of the box of its widest ring."""
        west, east, south, north = self.rings[0][0]
        return (west + east) / 2, (south + north) / 2


@cache
def bundled() -> tuple[Outline, ...]:
    """The outlines that come with Accord."""
    data = (files("accord.desk.atlas") / "data" / "outlines.json.xz").read_bytes()
    return read_topology(json.loads(lzma.decompress(data)))


def read_topology(topology: dict[str, Any]) -> tuple[Outline, ...]:
    """The countries of a quantized TopoJSON topology; shapes of one code are one, named as the widest of them."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        across, up = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
        arcs.append([(x * sx + tx, y * sy + ty) for x, y in zip(across, up, strict=True)])
    parts: dict[str, list[tuple[str, tuple[Point, ...]]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        name = shape["properties"]["name"]
        own = parts.setdefault(shape["id"] or name, [])
        own += [(name, r) for polygon in polygons for ring in polygon for r in _unbroken(_ring(ring, arcs))]
    codes = {shape["id"] for shape in topology["objects"]["countries"]["geometries"]}
    made = []
    for code, rings in parts.items():
        boxed = sorted(((_box(ring), name, ring) for name, ring in rings), key=lambda own: _size(own[0]), reverse=True)
        shown = tuple((box, ring) for box, _, ring in boxed)
        made.append(Outline(code if code in codes else "", boxed[0][1], shown))
    return tuple(made)


def _ring(indexes: list[int], arcs: list[list[Point]]) -> tuple[Point, ...]:
    points: list[Point] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


def _unbroken(ring: tuple[Point, ...]) -> list[tuple[Point, ...]]:
    """A ring that crosses the 180th meridian goes on beyond it, once on either side of the map; any other as it is."""
    turn = 0.0
    points = list(ring[:1])
    for (before, _), (x, y) in pairwise(ring):
        turn += 360.0 * ((before - x > HALF) - (x - before > HALF))
        points.append((x + turn, y))
    made = tuple(points)
    if made == ring:
        return [ring]
    side = -360.0 if max(x for x, _ in made) > HALF else 360.0
    return [made, tuple((x + side, y) for x, y in made)]


def _box(ring: tuple[Point, ...]) -> Box:
    across, up = [x for x, _ in ring], [y for _, y in ring]
    return min(across), max(across), min(up), max(up)


def _size(box: Box) -> float:
    return (box[1] - box[0]) * (box[3] - box[2])
