"""The frame of a map: which part of the earth it shows, where a place lies in it, and what of a shape is inside.

The projection is equirectangular, its standard parallel the middle latitude: right in both directions there, and near
enough around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from accord.desk.atlas.outlines import Box, Point

WIDTH, HEIGHT = 640, 440
_EDGE = 44
_OUTSIDE = 6.0
_APART = 1.3
LEAST_DEGREES = 3.0
"""A map shows so many degrees of latitude at least: the outlines are no finer."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the earth in drawing units, around a middle in degrees; `scale` is units for a degree of latitude."""

    longitude: float
    latitude: float
    scale: float

    @property
    def narrowing(self) -> float:
        """Units for a degree of longitude, as a part of those for one of latitude."""
        return max(0.05, cos(radians(self.latitude)))

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a place lies; outside of the drawing if it is not shown."""
        x = WIDTH / 2 + (longitude - self.longitude) * self.narrowing * self.scale
        return x, HEIGHT / 2 - (latitude - self.latitude) * self.scale

    def shows(self, longitude: float, latitude: float) -> bool:
        """True for a place inside the drawing."""
        x, y = self.at(longitude, latitude)
        return 0 <= x <= WIDTH and 0 <= y <= HEIGHT

    def meets(self, box: Box) -> bool:
        """True when a box may have something inside that is large enough to be seen."""
        left, top = self.at(box[0], box[3])
        right, bottom = self.at(box[1], box[2])
        if right - left < _APART and bottom - top < _APART:
            return False
        return left < WIDTH and right > 0 and top < HEIGHT and bottom > 0

    def clipped(self, ring: Iterable[Point]) -> list[Point]:
        """What of a ring is inside, and a little beyond; empty for nothing. Points too close to tell are left out."""
        points: list[Point] = []
        for place in ring:
            x, y = self.at(*place)
            if not points or abs(x - points[-1][0]) + abs(y - points[-1][1]) >= _APART:
                points.append((x, y))
        for axis, edge, sign in (
            (0, -_OUTSIDE, 1),
            (0, WIDTH + _OUTSIDE, -1),
            (1, -_OUTSIDE, 1),
            (1, HEIGHT + _OUTSIDE, -1),
        ):
            points = _cut(points, axis, edge, sign)
        return points if len(points) > 2 else []


def fit(places: Sequence[Point]) -> Frame:
    """The frame around some places, longitudes and latitudes, at least one."""
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    south, north = min(y for _, y in places), max(y for _, y in places)
    latitude = (south + north) / 2
    narrowing = max(0.05, cos(radians(latitude)))
    tall, wide = (HEIGHT - 2 * _EDGE) / max(north - south, LEAST_DEGREES), WIDTH - 4 * _EDGE
    return Frame((west + east) / 2, latitude, min(tall, wide / max((east - west) * narrowing, LEAST_DEGREES)))


def _cut(points: list[Point], axis: int, edge: float, sign: int) -> list[Point]:
    """What of a polygon is on one side of a line (Sutherland and Hodgman)."""
    inside: Callable[[Point], bool] = lambda point: (point[axis] - edge) * sign >= 0  # noqa: E731
    kept: list[Point] = []
    for before, point in zip(points[-1:] + points[:-1], points, strict=True):
        if inside(before) != inside(point):
            share = (edge - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if inside(point):
            kept.append(point)
    return kept
