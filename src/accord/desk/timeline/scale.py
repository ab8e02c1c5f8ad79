"""The scale of a timeline: which days it shows, where each lies, how they are told apart, and where one may go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accord.model.period import Period

WIDTH = 896
CELL = 24
"""The least width of a stretch of days with a mark of its own, in drawing units."""

_LABEL = 66
_MARGIN = 8
_STRETCHES = (1, 2, 3, 7, 14, 28, 91, 182, 365)
_MONTHS = (1, 2, 3, 6)
_EARLIEST, _LATEST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled day on the axis; the label is empty where it would not fit."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Move:
    """Another choice of days that is offered, and the key for it; without days where that leads nowhere new."""

    name: str
    key: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Scale:
    """Days across, both ends shown whole. `stretch` days at a time share a mark, 1 where each day has its own."""

    first: date
    last: date

    @property
    def n_days(self) -> int:
        """Days shown, at least 1."""
        return (self.last - self.first).days + 1

    @property
    def per_day(self) -> float:
        """The width of a day."""
        return (WIDTH - 2 * _MARGIN) / self.n_days

    @property
    def stretch(self) -> int:
        """Days that share a mark: as few as leave it `CELL` of width."""
        least = CELL / self.per_day
        return next((days for days in _STRETCHES if days >= least), 365 * (1 + int(least // 365)))

    def x_of(self, day: date, *, end: bool = False) -> float:
        """Where a day begins, or ends; those outside lie at the edge."""
        days = min(max((day - self.first).days + end, 0), self.n_days)
        return round(_MARGIN + days * self.per_day, 1)

    def stretch_of(self, day: date) -> Period:
        """The days that share a mark with `day`, cut where the scale ends."""
        since = (day - self.first).days // self.stretch * self.stretch
        start = self.first.toordinal() + since
        return Period(date.fromordinal(start), date.fromordinal(min(start + self.stretch - 1, self.last.toordinal())))

    def shows(self, period: Period) -> bool:
        """True when some of its days are shown."""
        return period.first <= self.last and period.last >= self.first

    def ticks(self) -> tuple[Tick, ...]:
        """Labelled days, far enough apart to be read; the year stands with the first of each."""
        told, year = [], 0
        days, months = self._steps()
        for day in self._days(days) if days else self._months(months):
            x = self.x_of(day)
            name = f"{day:%b}" if months else f"{day.day} {day:%b}"
            label = name if day.year == year else str(day.year) if months % 12 == 0 < months else f"{name} {day.year}"
            year = day.year
            told.append(Tick(x, label if x <= WIDTH - _LABEL else ""))
        return tuple(told)

    def _steps(self) -> tuple[int, int]:
        """How far ticks are apart: days, or months."""
        least = (_LABEL + 12) / self.per_day
        for days in (1, 2, 7, 14):
            if days >= least:
                return days, 0
        for months in _MONTHS:
            if 28 * months >= least:
                return 0, months
        return 0, 12 * (1 + int(least // 365))

    def _days(self, step: int) -> Iterator[date]:
        """Every so many days; weeks begin on Mondays."""
        start = self.first.toordinal()
        start += -(start - 1) % step if step >= 7 else 0
        return map(date.fromordinal, range(start, self.last.toordinal() + 1, step))

    def _months(self, step: int) -> Iterator[date]:
        """The first of every so many months."""
        since = self.first.year * 12 + self.first.month - 1
        since += -since % step if self.first.day == 1 else step - since % step
        until = self.last.year * 12 + self.last.month - 1
        return (date(n // 12, n % 12 + 1, 1) for n in range(since, until + 1, step))


def moves(scale: Scale, whole: Period) -> tuple[Move, ...]:
    """Where one may go from the days shown: no further than the days on which there is anything, `whole`."""
    first, last, n = scale.first.toordinal(), scale.last.toordinal(), scale.n_days
    low, high = min(first, whole.first.toordinal()), max(last, whole.last.toordinal())
    half = max(1, n // 2)
    start = first + (n - half) // 2
    offered = (
        ("Earlier", "ArrowLeft", max(low, first - half), max(low, first - half) + n - 1),
        ("Later", "ArrowRight", min(high, last + half) - n + 1, min(high, last + half)),
        ("Closer", "+", start, start + half - 1),
        ("Wider", "-", max(low, first - half), min(high, last + half)),
        ("All days", "0", low, high),
    )
    return tuple(
        Move(name, key, None, None) if (since, until) == (first, last) else Move(name, key, _day(since), _day(until))
        for name, key, since, until in offered
    )


def _day(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, _EARLIEST), _LATEST))
