"""The time axis of a lineage: columns of days, or of weeks, months and years where days would be too many."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MOST_COLUMNS = 14


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of time on which something was published, `label` for people; `skipped` counts the days before it on
    which nothing was, since the column before. Without days it is that of reports whose day is not known.
    """

    first: date | None
    last: date | None
    label: str
    skipped: int = 0

    def holds(self, day: date | None) -> bool:
        """True for a day in it."""
        if day is None or self.first is None or self.last is None:
            return day is None and self.first is None
        return self.first <= day <= self.last


_Bin = tuple[Callable[[date], date], Callable[[date], date], Callable[[date], str]]


def columns_of(days: Iterable[date | None]) -> tuple[Column, ...]:
    """The columns in which reports of some days stand, that of no day last; columns with nothing in them are left out.

    Returns: At most `MOST_COLUMNS` with a day, unless reports lie more years apart than that.
    """
    every = set(days)
    known = sorted(day for day in every if day is not None)
    binned: Sequence[tuple[date, date, str]] = []
    for first_of, last_of, label in _BINS:
        binned = sorted({(first_of(day), last_of(day), label(day)) for day in known})
        if len(binned) <= MOST_COLUMNS:
            break
    if len(binned) > MOST_COLUMNS:
        binned = _in_runs(binned)
    columns: list[Column] = []
    last: date | None = None
    for start, end, name in binned:
        # a year that the column before has, too, is not said again
        told = name.removesuffix(f" {start.year}") if last and last.year == start.year else name
        columns.append(Column(start, end, told, (start - last).days - 1 if last else 0))
        last = end
    if None in every:
        columns.append(Column(None, None, "no date"))
    return tuple(columns)


def _in_runs(binned: Sequence[tuple[date, date, str]]) -> list[tuple[date, date, str]]:
    """Years in so many runs as there may be columns."""
    step = -(-len(binned) // MOST_COLUMNS)
    runs = [binned[n : n + step] for n in range(0, len(binned), step)]
    return [(run[0][0], run[-1][1], f"{run[0][2]}–{run[-1][2]}" if len(run) > 1 else run[0][2]) for run in runs]


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _monday(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def _sunday(day: date) -> date:
    return day + timedelta(days=min(6 - day.weekday(), date.max.toordinal() - day.toordinal()))


def _week(day: date) -> str:
    first, last = _monday(day), _sunday(day)
    return f"{first.day}{f' {first:%b}' if first.month != last.month else ''}–{last.day} {last:%b} {first.year}"


_BINS: tuple[_Bin, ...] = (
    (lambda day: day, lambda day: day, lambda day: f"{day.day} {day:%b} {day.year}"),
    (_monday, _sunday, _week),
    (lambda day: day.replace(day=1), _month_end, lambda day: f"{day:%b} {day.year}"),
    (lambda day: date(day.year, 1, 1), lambda day: date(day.year, 12, 31), lambda day: str(day.year)),
)
