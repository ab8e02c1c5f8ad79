"""The timeline, laid out for drawing: one lane per kind of entry, days across."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from accord.model.entry import AnyEntry, Commitment, Contact, Incident, Position
from accord.model.period import Period
from accord.weighing.phrases import day_phrase

WIDTH = 1000
LEFT = 110
ROW = 22
DAYS_BEFORE = 10
DAYS_AFTER = 5
LONGEST_DAYS = 120
DOT = 10
SHORTEST_LABEL = 12

LANES = ("Contacts", "Positions", "Commitments", "Incidents")


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar, or one dot (`width` 0) for all entries of a lane on one day, in drawing units.

    `label` is what fits inside: the line on a bar, the number of entries in a dot when there are several.
    `entry` is the first of them, `tip` names them all.
    """

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
        return [("Positions", entry.since)]
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
    by_period: dict[tuple[Period, str], list[AnyEntry]] = {}
    for entry, period in sorted(dated, key=lambda pair: (pair[1], pair[0].id)):
        one_day = period.first == period.last
        by_period.setdefault((period, "" if one_day else entry.id), []).append(entry)
    free_from: list[float] = []
    marks = []
    for (period, _), entries in by_period.items():
        x = x_of(period.first)
        width = max(0.0, x_of(period.last) - x)
        row = next((i for i, free in enumerate(free_from) if free <= x - DOT), len(free_from))
        if row == len(free_from):
            free_from.append(0.0)
        free_from[row] = x + width + DOT
        tip = "\n".join(f"{day_phrase(period)}: {entry.line}" for entry in entries)
        y = top + row * ROW + 14
        marks.append(Mark(entries[0].id, x, y, width, tip, _label(entries, width)))
    return tuple(marks), len(free_from)


def _label(entries: list[AnyEntry], width: float) -> str:
    if not width:
        return str(len(entries)) if len(entries) > 1 else ""
    line, limit = entries[0].line, int(width / 6) - 2
    if limit < SHORTEST_LABEL:
        return ""
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _tick_days(first: date, last: date) -> list[date]:
    step = max(1, ((last - first).days // 10))
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
