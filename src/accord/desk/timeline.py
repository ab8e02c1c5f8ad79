"""The timeline, laid out for drawing: one lane per kind of entry, days across."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from accord.model.entry import AnyEntry, Commitment, Contact, Incident, Position
from accord.model.period import Period

WIDTH = 1000
LEFT = 110
ROW = 22
DAYS_BEFORE = 10
DAYS_AFTER = 5
LONGEST_DAYS = 120
BAR_LABEL_WIDTH = 90

LANES = ("Contacts", "Positions", "Commitments", "Incidents")


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry drawn: a dot (`width` 0) or a bar, in drawing units; `label` fits a bar only."""

    entry: str
    x: float
    y: float
    width: float
    tip: str
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind of entry: its name, the top and the height it takes, its marks."""

    name: str
    y: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled day on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing. `n_outside` counts dated entries that lie before or after the days drawn."""

    width: int
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today_x: float | None
    today: str
    n_outside: int


def build_timeline(entries: tuple[AnyEntry, ...], days: list[date], as_of: date | None) -> Timeline | None:
    """Lay out the dated entries around the days the reports were published.

    Args: entries: of one story. days: its reports' publication days. as_of: the record's day, drawn as a line.
    Returns: None when no report has a date, or nothing dated falls on the days drawn.
    """
    if not days:
        return None
    placed = [(lane, entry, period) for entry in entries for lane, period in _dated(entry)]
    first = min(days) - timedelta(days=DAYS_BEFORE)
    last = max(days) + timedelta(days=DAYS_AFTER)
    ends = [p.last for _, e, p in placed if isinstance(e, Commitment) and p.last > last]
    last = min(max([last, *ends]), first + timedelta(days=LONGEST_DAYS))
    shown = [(lane, e, p) for lane, e, p in placed if p.last >= first and p.first <= last]
    if not shown:
        return None
    scale = (WIDTH - LEFT - 20) / max(1, (last - first).days)

    def x_of(day: date) -> float:
        return round(LEFT + (min(max(day, first), last) - first).days * scale, 1)

    lanes, y = [], 26.0
    for name in LANES:
        marks, rows = _stack([(e, p) for lane, e, p in shown if lane == name], x_of, y)
        height = max(1, rows) * ROW + 8
        lanes.append(Lane(name, y, height, marks))
        y += height
    today_x = x_of(as_of) if as_of and first <= as_of <= last else None
    ticks = tuple(Tick(x_of(day), f"{day.day} {day:%b}") for day in _tick_days(first, last))
    outside = len(placed) - len(shown)
    return Timeline(WIDTH, y + 10, tuple(lanes), ticks, today_x, as_of.isoformat() if as_of else "", outside)


def _dated(entry: AnyEntry) -> list[tuple[str, Period]]:
    if isinstance(entry, Contact) and entry.on:
        return [("Contacts", entry.on)]
    if isinstance(entry, Position) and entry.since:
        return [("Positions", Period.day(entry.since.first))]
    if isinstance(entry, Incident) and entry.on:
        return [("Incidents", entry.on)]
    if isinstance(entry, Commitment):
        first = entry.starts or entry.due or entry.ends
        if first:
            return [("Commitments", Period(first, max(first, entry.ends or entry.due or first)))]
    return []


def _stack(
    dated: list[tuple[AnyEntry, Period]], x_of: Callable[[date], float], top: float
) -> tuple[tuple[Mark, ...], int]:
    free_from: list[float] = []
    marks = []
    for entry, period in sorted(dated, key=lambda pair: (pair[1], pair[0].id)):
        x, end = x_of(period.first), x_of(period.last)
        row = next((i for i, free in enumerate(free_from) if free <= x), len(free_from))
        width = max(0.0, end - x)
        taken = x + max(width, 14.0) + 4
        if row == len(free_from):
            free_from.append(taken)
        else:
            free_from[row] = taken
        label = entry.line if width >= BAR_LABEL_WIDTH else ""
        limit = int(width / 6)
        label = label if len(label) <= limit else label[: max(0, limit - 1)].rstrip() + "…"
        marks.append(
            Mark(entry.id, x, top + row * ROW + 14, width, f"{period.iso}: {entry.line}", label if width else "")
        )
    return tuple(marks), len(free_from)


def _tick_days(first: date, last: date) -> list[date]:
    step = max(1, ((last - first).days // 10))
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
