"""The marks of a map: a sign for each kind with its count, side by side at a place; those too close share one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from accord.desk.incident_map.frame import HEIGHT, WIDTH

SIGN = 22
"""The width of a sign."""

_HALF, _RING = 12.0, 18.0
_LETTER = 6.4
_Box = tuple[float, float, float, float]


@dataclass
class Spot:
    """Something to be marked: where, what it is called, how many of each kind, and `group`, where it leads.

    `area` where it is no town; `names` are those of the spots that share its mark, too.
    """

    x: float
    y: float
    name: str
    kinds: Counter[str]
    group: str
    area: bool
    names: list[str] = field(default_factory=list)

    @property
    def n(self) -> int:
        """How many things are here."""
        return self.kinds.total()

    @property
    def box(self) -> _Box:
        """What its signs, and the ring of an area, cover."""
        high = _RING if self.area else _HALF
        half = max(SIGN * len(self.kinds) / 2, high)
        return self.x - half, self.y - high, self.x + half, self.y + high


@dataclass(frozen=True, slots=True)
class Sign:
    """How many of a kind, and where the sign has its middle."""

    kind: str
    n: int
    x: float


@dataclass(frozen=True, slots=True)
class MapMark:
    """The signs of a place in a row at height `y`; `x` is the middle of all.

    `label` may be empty where there is no room, and else begins at `label_x`, `label_y`. `tip` says it all; `group` is
    where the mark leads.
    """

    x: float
    y: float
    signs: tuple[Sign, ...]
    area: bool
    label: str
    label_x: float
    label_y: float
    tip: str
    group: str


@dataclass
class Room:
    """What of a drawing is taken."""

    taken: list[_Box]

    def find(self, label: str, places: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
        """The first of some places where a label, beginning there, has room, which is then taken; None for nowhere."""
        wide = _LETTER * len(label)
        for x, y in places:
            box = (x, y - 10, x + wide, y + 3)
            inside = box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= 2 and box[3] <= HEIGHT - 2
            if inside and not any(_meet(box, other) for other in self.taken):
                self.taken.append(box)
                return round(x, 1), round(y, 1)
        return None

    def around(self, label: str, x: float, y: float) -> tuple[float, float] | None:
        """Room for a label with its middle at a place, or near it."""
        left = x - _LETTER * len(label) / 2
        steps = (0, 1, -1, 2, -2, 3, -3, 4, -4)
        return self.find(label, ((left + 40 * across, y + 18 * down) for across in steps for down in steps))


def gather(spots: Sequence[Spot]) -> list[Spot]:
    """Spots that don't lie on each other, the fullest first: those too close become one."""
    apart: list[Spot] = []
    for spot in sorted(spots, key=_fullest_first):
        while (met := next((other for other in apart if _meet(other.box, spot.box)), None)) is not None:
            apart.remove(met)
            spot = _joined(*sorted((met, spot), key=_fullest_first))
        apart.append(spot)
    return sorted(apart, key=_fullest_first)


def _fullest_first(spot: Spot) -> tuple[int, str, str]:
    return -spot.n, spot.name, spot.group


def _joined(greater: Spot, less: Spot) -> Spot:
    """Two spots as one, where the greater is."""
    names = [*greater.names, less.name, *less.names]
    return replace(greater, kinds=greater.kinds + less.kinds, names=names, area=greater.area and less.area)


def mark(spots: Iterable[Spot], room: Room) -> tuple[MapMark, ...]:
    """The marks of spots; the first is the first to have a label."""
    made = []
    for spot in spots:
        label = spot.name + (f" +{len(spot.names)}" if spot.names else "")
        at = room.find(label, _beside(spot, label))
        kinds = sorted(spot.kinds.items(), key=lambda own: (-own[1], own[0]))
        left = spot.x - SIGN * (len(kinds) - 1) / 2
        made.append(
            MapMark(
                x=round(spot.x, 1),
                y=round(spot.y, 1),
                signs=tuple(Sign(kind, n, round(left + i * SIGN, 1)) for i, (kind, n) in enumerate(kinds)),
                area=spot.area,
                label=label if at else "",
                label_x=at[0] if at else 0.0,
                label_y=at[1] if at else 0.0,
                tip=f"{', '.join((spot.name, *spot.names))}: {', '.join(f'{n} {kind}' for kind, n in kinds)}",
                group=spot.group,
            )
        )
    return tuple(made)


def _beside(spot: Spot, label: str) -> Iterator[tuple[float, float]]:
    left, top, right, bottom = spot.box
    wide = _LETTER * len(label)
    yield right + 3, spot.y + 4
    yield left - 3 - wide, spot.y + 4
    yield spot.x - wide / 2, bottom + 11
    yield spot.x - wide / 2, top - 4


def _meet(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
