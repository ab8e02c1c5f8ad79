"""The marks of one lane of a timeline: what falls together shares a mark, and stands apart where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accord.desk.timeline.scale import CELL, WIDTH, Scale
from accord.model.period import Period

ROW = 24
OPEN_ROWS = 4
BAR_ROWS = 8
TIP_LINES = 8
TALLEST = 40
_SHORTEST_LABEL = 12
_LETTER = 6.2


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with days, told in a sentence that says who says so; `id` is where it leads."""

    id: str
    on: Period
    told: str
    line: str
    lasting: bool = False
    """True where it takes all these days; else it fell on one of them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark for one or several things, in drawing units.

    A dot has no `width`, and its middle at `x`, `y`; a bar begins at `x` and has its middle, or for a column its foot,
    at `y`. `shape` is `dot`, `bar`, `span` (some day of these) or `column`. `ids` are what it stands for, the first
    that it leads to, `day` its day; `first` and `last` are the days on which they stand apart, None where they do
    already. `tip` tells them, a line each, the last how many more there are.
    """

    shape: str
    x: float
    y: float
    width: float
    height: float
    label: str
    ids: tuple[str, ...]
    tip: tuple[str, ...]
    day: date
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """The marks of a lane and the height they take; `n_left_out` things found no room."""

    marks: tuple[Mark, ...]
    height: float
    n_left_out: int = 0


def place(dated: Iterable[Dated], scale: Scale, top: float) -> Placed:
    """Lay out what falls on the days of the scale, from `top` down: dots, and below them what takes several days."""
    shown = sorted((d for d in dated if scale.shows(d.on)), key=lambda d: (d.on, d.told, d.id))
    dots: list[Dated] = []
    bars: list[Dated] = []
    for own in shown:
        inside = scale.stretch_of(max(own.on.first, scale.first)).last >= own.on.last
        (dots if inside else bars).append(own)
    marks, rows = _dots(dots, scale, top)
    low, n_rows, left_out = _bars(bars, scale, top + rows * ROW)
    return Placed((*marks, *low), max(1, rows + n_rows) * ROW + 8, left_out)


def place_columns(dated: Sequence[Dated], scale: Scale, top: float) -> Placed:
    """Lay out things as columns, the taller the more fall together; one by one where there is room for all."""
    by_stretch = _by_stretch(dated, scale)
    most = max(map(len, by_stretch.values()), default=0)
    if scale.stretch == 1 and most <= _room(scale):
        return place(dated, scale, top)
    width = scale.stretch * scale.per_day
    marks = []
    for days, own in by_stretch.items():
        height = round(4 + (TALLEST - 20) * len(own) / most, 1)
        x = scale.x_of(days.first) + 2
        cut = (days.last - days.first).days + 1 < scale.stretch
        wide = scale.x_of(days.last, end=True) - x - 2 if cut else width - 4
        marks.append(_mark(own, "column", x, top + TALLEST, max(wide, 4.0), height, days))
    return Placed(tuple(marks), TALLEST + 8)


def _by_stretch(dated: Iterable[Dated], scale: Scale) -> dict[Period, list[Dated]]:
    found: dict[Period, list[Dated]] = {}
    for own in dated:
        if scale.shows(own.on):
            found.setdefault(scale.stretch_of(max(own.on.first, scale.first)), []).append(own)
    return dict(sorted(found.items()))


def _room(scale: Scale) -> int:
    """How many dots stand apart on a day; on a day alone any number does."""
    return 1_000_000 if scale.n_days == 1 else _across(scale) * OPEN_ROWS


def _across(scale: Scale) -> int:
    return max(1, int(scale.per_day // CELL))


def _dots(dated: Sequence[Dated], scale: Scale, top: float) -> tuple[list[Mark], int]:
    marks: list[Mark] = []
    most_rows = 0
    for days, own in _by_stretch(dated, scale).items():
        left, right = scale.x_of(days.first), scale.x_of(days.last, end=True)
        apart = len(own) == 1 or (scale.stretch == 1 and len(own) <= _room(scale))
        across = min(len(own), _across(scale)) if apart else 1
        rows = -(-len(own) // across) if apart else 1
        most_rows = max(most_rows, rows)
        # a stretch that the scale cuts short is narrower than a mark
        middle = min(max((left + right) / 2, CELL / 2), WIDTH - CELL / 2)
        for n, some in enumerate([[one] for one in own] if apart else [own]):
            x = middle + (n % across - (across - 1) / 2) * CELL
            marks.append(_mark(some, "dot", x, top + n // across * ROW + 16, 0, 0, days))
    return marks, most_rows


def _bars(dated: Sequence[Dated], scale: Scale, top: float) -> tuple[list[Mark], int, int]:
    """Bars in rows, each by itself; those over the same stretches share one where the rows would be too many."""
    alike: dict[tuple[float, float, bool], list[Dated]] = {}
    for own in dated:
        first, last = scale.stretch_of(max(own.on.first, scale.first)), scale.stretch_of(min(own.on.last, scale.last))
        alike.setdefault((scale.x_of(first.first), scale.x_of(last.last, end=True), own.lasting), []).append(own)
    bars = [(*where, [one]) for where, some in sorted(alike.items()) for one in some]
    rows = _rows(bars)
    if max(rows, default=0) >= BAR_ROWS:
        bars = [(*where, some) for where, some in sorted(alike.items())]
        rows = _rows(bars)
    marks, left_out = [], 0
    for (x, end, lasting, some), row in zip(bars, rows, strict=True):
        if row >= BAR_ROWS:
            left_out += len(some)
            continue
        days = Period(max(min(s.on.first for s in some), scale.first), min(max(s.on.last for s in some), scale.last))
        shape = "bar" if lasting else "span"
        marks.append(_mark(some, shape, x, top + row * ROW + 16, end - x - 2, 16 if lasting else 6, days))
    return marks, min(1 + max(rows, default=-1), BAR_ROWS), left_out


def _rows(bars: Sequence[tuple[float, float, bool, list[Dated]]]) -> list[int]:
    """The row of each bar, the first that is free where it begins."""
    free_from: list[float] = []
    rows = []
    for x, end, *_ in bars:
        row = next((i for i, free in enumerate(free_from) if free <= x), len(free_from))
        free_from[row : row + 1] = [end + 2]
        rows.append(row)
    return rows


def _mark(some: list[Dated], shape: str, x: float, y: float, width: float, height: float, days: Period) -> Mark:
    tip = [one.told for one in some[:TIP_LINES]]
    if len(some) > TIP_LINES:
        tip.append(f"and {len(some) - TIP_LINES} more")
    apart = len({one.on for one in some}) == 1 and (len(some) == 1 or bool(width and shape != "column"))
    return Mark(
        shape=shape,
        x=round(x, 1),
        y=round(y, 1),
        width=round(width, 1),
        height=height,
        label=_label(some, width if shape == "bar" else 0),
        ids=tuple(one.id for one in some),
        tip=tuple(tip),
        day=max(some[0].on.first, days.first),
        first=None if apart else days.first,
        last=None if apart else days.last,
    )


def _label(some: list[Dated], width: float) -> str:
    """What stands in a mark: how many things it is for, and in a bar the first of them as far as it goes."""
    count = str(len(some)) if len(some) > 1 else ""
    room = int(width / _LETTER) - len(count) - 3
    if room < _SHORTEST_LABEL:
        return count if not width or width > _LETTER * (len(count) + 2) else ""
    line = some[0].line
    line = line if len(line) <= room else line[: room - 1].rstrip() + "…"
    return f"{count} × {line}" if count else line
