"""The timeline: what came in and what is told to have happened, by day; each mark says who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from accord.desk.citations import outlet_of, title_of
from accord.desk.support import counted, support_badge
from accord.desk.timeline.marks import Dated, Mark, place, place_columns
from accord.desk.timeline.scale import WIDTH, Move, Scale, Tick, moves
from accord.model.entry import AnyEntry, Commitment, Contact, Incident, Position
from accord.model.lineage import Lineage
from accord.model.period import Period
from accord.model.report import Report
from accord.weighing.phrases import day_phrase

DAYS_BEFORE = 10
DAYS_AFTER = 5
LONGEST_DAYS = 120
TOP = 24
NAMES_SHOWN = 3

REPORTS = "Reports"
LANES = ("Contacts", "Positions", "Commitments", "Incidents")


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind of line, or the reports that came in: its name, the top and the height it takes, its marks.

    `n_left_out` counts what found no room: it shows on fewer days.
    """

    name: str
    y: float
    height: float
    marks: tuple[Mark, ...]
    n_left_out: int


@dataclass(frozen=True, slots=True)
class Day:
    """What begins on a day that is shown: of each thing its lane, where it leads, and its sentence."""

    on: date
    told: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing of the days from `first` to `last`, and the same in words.

    `n_outside` counts dated entries and reports that lie before or after. `moves` are other days to show.
    """

    first: date
    last: date
    width: int
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today_x: float | None
    today: str
    n_shown: int
    n_outside: int
    moves: tuple[Move, ...]
    days: tuple[Day, ...]


def build_timeline(
    entries: Iterable[AnyEntry],
    reports: Iterable[Report],
    lineage: Lineage,
    as_of: date | None,
    asked: Period | None = None,
) -> Timeline | None:
    """Lay out the dated entries and the reports of a story.

    Args:
        as_of: the record's day, drawn as a line.
        asked: the days to show, cut to those on which there is anything; None for those around the reports.
    Returns: None when no report has a date, or nothing dated falls on the days around them.
    """
    reports = tuple(reports)
    outlets = {report.id: outlet_of(report) for report in reports}
    dated = {REPORTS: [_arrival(r, r.day, lineage) for r in reports if r.day]}
    dated |= {name: [] for name in LANES}
    for entry in entries:
        for name, own in _dated(entry, outlets):
            dated[name].append(own)
    if not dated[REPORTS]:
        return None
    every = [own for lane in dated.values() for own in lane]
    whole = Period(min(own.on.first for own in every), max(own.on.last for own in every))
    usual = _usual(dated, whole)
    if not any(usual.overlaps(own.on) for name in LANES for own in dated[name]):
        return None
    scale = _cut(asked, whole) if asked else Scale(usual.first, usual.last)
    lanes, y = [], float(TOP)
    for name, things in dated.items():
        placed = place_columns(things, scale, y) if name == REPORTS else place(things, scale, y)
        lanes.append(Lane(name, y, placed.height, placed.marks, placed.n_left_out))
        y += placed.height
    shown = [own for own in every if scale.shows(own.on)]
    return Timeline(
        first=scale.first,
        last=scale.last,
        width=WIDTH,
        height=y + 20,
        lanes=tuple(lanes),
        ticks=scale.ticks(),
        today_x=scale.x_of(as_of, end=True) if as_of and scale.first <= as_of <= scale.last else None,
        today=as_of.isoformat() if as_of else "",
        n_shown=len(shown),
        n_outside=len(every) - len(shown),
        moves=moves(scale, whole),
        days=tuple(_by_day(dated, scale)),
    )


def _usual(dated: Mapping[str, list[Dated]], whole: Period) -> Period:
    """The days around the reports, and the terms that run on beyond them, where something falls."""
    days = [own.on.first for own in dated[REPORTS]]
    first, last = _moved(min(days), -DAYS_BEFORE), _moved(max(days), DAYS_AFTER)
    ends = [own.on.last for own in dated["Commitments"] if first <= own.on.first <= last]
    last = max(last, min(max([last, *ends]), _moved(first, LONGEST_DAYS)))
    inside = [own.on for lane in dated.values() for own in lane if own.on.first <= last and own.on.last >= first]
    since = max(first, min(days.first for days in inside))
    until = min(last, max(days.last for days in inside))
    # a day to each side, so that no mark stands at the edge
    return Period(max(whole.first, _moved(since, -1)), min(whole.last, _moved(until, 1)))


def _moved(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _cut(asked: Period, whole: Period) -> Scale:
    if not asked.overlaps(whole):
        return Scale(whole.first, whole.last)
    return Scale(max(asked.first, whole.first), min(asked.last, whole.last))


def _arrival(report: Report, day: date, lineage: Lineage) -> Dated:
    origins = _some([origin.name for origin in lineage.of(report.id)]) or "unknown"
    line = f"{outlet_of(report)}, “{title_of(report)}”"
    return Dated(f"report-{report.id}", Period.day(day), f"{_short(day)}: {line}; origin: {origins}", line)


def _dated(entry: AnyEntry, outlets: Mapping[str, str]) -> Iterator[tuple[str, Dated]]:
    lane, on = _when(entry)
    if on is None:
        return
    names = list(dict.fromkeys(outlets[e.report] for e in entry.evidence if e.report in outlets))
    origins = f": {_some(entry.support.names)}" if entry.support.names else ""
    who = f"{_some(names)}; {support_badge(entry.support)}{origins}"
    yield lane, Dated(entry.id, on, f"{day_phrase(on)}: {entry.line} — {who}", entry.line, lane == "Commitments")


def _when(entry: AnyEntry) -> tuple[str, Period | None]:
    """The lane of an entry, and its days; none where no report dates it."""
    if isinstance(entry, Contact):
        return "Contacts", entry.on
    if isinstance(entry, Position):
        return "Positions", entry.since
    if isinstance(entry, Incident):
        return "Incidents", entry.on
    if isinstance(entry, Commitment):
        first = entry.starts or entry.due or entry.ends
        return "Commitments", Period(first, max(first, entry.ends or entry.due or first)) if first else None
    return "", None


def _some(names: Iterable[str]) -> str:
    """The first three names, and how many more."""
    every = list(names)
    more = len(every) - NAMES_SHOWN
    return ", ".join(every[:NAMES_SHOWN]) + (f" and {counted(more, 'other')}" if more > 0 else "")


def _short(day: date) -> str:
    return day_phrase(Period.day(day))


def _by_day(dated: Mapping[str, list[Dated]], scale: Scale) -> Iterator[Day]:
    told = sorted(
        (max(own.on.first, scale.first), n, own.told, own.id, name)
        for n, (name, lane) in enumerate(dated.items())
        for own in lane
        if scale.shows(own.on)
    )
    for day, group in groupby(told, key=lambda row: row[0]):
        yield Day(day, tuple((name, id_, line) for _, _, line, id_, name in group))
