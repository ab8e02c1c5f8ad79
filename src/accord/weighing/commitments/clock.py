"""The clock of a commitment: where it stands on a day, from its days and from what has been reported since.

Nothing here says that a promise was kept or broken. Past its day without a report of it being done it is *overdue*;
past its end it has *lapsed*; an allegation makes it *disputed*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accord.model.entry import Status, StatusChange

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_ORDER = (
    Status.PROMISED,
    Status.IN_FORCE,
    Status.DUE,
    Status.DISPUTED,
    Status.REPORTED_DONE,
    Status.OVERDUE,
    Status.LAPSED,
)


@dataclass(frozen=True, slots=True)
class Term:
    """The days of a commitment: when it was made, starts, falls due, ends; None when not known."""

    made: date | None = None
    starts: date | None = None
    due: date | None = None
    ends: date | None = None


def later(start: date, duration: str) -> date | None:
    """The day an ISO 8601 duration after `start`, part days counted as whole; None for one that has no length.

    Months end on the last day of a shorter month.
    """
    found = _DURATION.fullmatch(duration)
    if not found or not any(found.groups()):
        return None
    years, months, weeks, days, hours, minutes, seconds = (int(g or 0) for g in found.groups())
    whole = weeks * 7 + days + -(-(hours * 3600 + minutes * 60 + seconds) // 86400)
    try:
        return _months_later(start, years * 12 + months) + timedelta(days=whole)
    except (ValueError, OverflowError):
        return None


def run_clock(term: Term, reported: Sequence[StatusChange], as_of: date | None) -> tuple[StatusChange, ...]:
    """Every change up to and on `as_of`, oldest first; the last one is where the commitment stands.

    Args:
        term: its days.
        reported: what reports say of it since (done, disputed), any order.
        as_of: the record's day; without one only the promise and what is reported are known.
    """
    made = StatusChange(term.made, Status.PROMISED, "undertaken, as reported")
    changes = [made, *reported, *(_by_the_calendar(term, reported) if as_of else ())]
    known = [c for c in changes if c.on is None or as_of is None or c.on <= as_of or c is made]
    known.sort(key=lambda c: (c is not made, c.on or date.min, _ORDER.index(c.status), c.reason))
    return tuple(known)


def _by_the_calendar(term: Term, reported: Sequence[StatusChange]) -> list[StatusChange]:
    out = []
    if term.starts is not None:
        until = f" until {term.ends.isoformat()}" if term.ends else ""
        out.append(StatusChange(term.starts, Status.IN_FORCE, f"by its terms it runs from this day{until}"))
    if term.due is not None:
        out.append(StatusChange(term.due, Status.DUE, "by its terms it falls due on this day"))
        if not any(c.status is Status.REPORTED_DONE for c in reported):
            reason = "its day has passed and no report says that it was done"
            out.append(StatusChange(_next(term.due), Status.OVERDUE, reason))
    if term.ends is not None:
        out.append(StatusChange(_next(term.ends), Status.LAPSED, "its term has run out"))
    return out


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _months_later(start: date, months: int) -> date:
    year, month = divmod(start.month - 1 + months, 12)
    first = date(start.year + year, month + 1, 1)
    for day in range(start.day, 28, -1):
        try:
            return first.replace(day=day)
        except ValueError:
            continue
    return first.replace(day=min(start.day, 28))
