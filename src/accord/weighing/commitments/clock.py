"""The clock of a commitment: where it stands on a day, from its days and from what has been reported since.

Nothing here says that a promise was kept or broken. Past its day without a report of it being done it is *overdue*;
past its end it has *lapsed*; what reports say of it since makes it reported kept, reported broken or disputed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accord.model.entry import Anchor, Precision, Status, StatusChange
from accord.weighing.phrases import plain_day

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
# Of changes on one day the last one tells where the commitment stands.
_ORDER = (
    Status.ANNOUNCED,
    Status.IN_FORCE,
    Status.DUE,
    Status.REPORTED_KEPT,
    Status.REPORTED_BROKEN,
    Status.DISPUTED,
    Status.OVERDUE,
    Status.LAPSED,
    Status.SUPERSEDED,
)
REPORTED = frozenset({Status.REPORTED_KEPT, Status.REPORTED_BROKEN, Status.DISPUTED, Status.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class Term:
    """The days of a commitment: when it was made, starts, falls due, ends; None when not known.

    `duration`, `precision` and `anchor` are those of a `Commitment`; `claims` the ids of the claims that give the term.
    """

    made: date | None = None
    starts: date | None = None
    due: date | None = None
    ends: date | None = None
    duration: str | None = None
    precision: Precision | None = None
    anchor: Anchor | None = None
    claims: tuple[str, ...] = ()


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
        reported: what reports say of it since (kept, broken, disputed, superseded), any order. Once superseded, the
            rest concerns what took its place.
        as_of: the record's day; without one only the promise and what is reported are known.
    """
    made, *changes = _changes(term, reported, as_of)
    known = [c for c in changes if c.on is None or as_of is None or c.on <= as_of]
    known.sort(key=lambda c: (c.on or date.min, _ORDER.index(c.status), c.reason))
    return (made, *known)


def next_change(term: Term, reported: Sequence[StatusChange], as_of: date | None) -> date | None:
    """The next day after `as_of` on which it changes, by its terms and what is reported; None when there is none."""
    _, *changes = _changes(term, reported, as_of)
    return min((c.on for c in changes if c.on and as_of and c.on > as_of), default=None)


def _changes(term: Term, reported: Sequence[StatusChange], as_of: date | None) -> list[StatusChange]:
    """The promise, then every change before something takes its place, in any order."""
    made = StatusChange(term.made, Status.ANNOUNCED, "undertaken, as reported", term.claims)
    changes = [*reported, *(_by_the_calendar(term, reported) if as_of else ())]
    over = min((c.on for c in reported if c.status is Status.SUPERSEDED and c.on), default=None)
    return [made, *(c for c in changes if over is None or c.on is None or c.on <= over)]


def _by_the_calendar(term: Term, reported: Sequence[StatusChange]) -> list[StatusChange]:
    out = []
    if term.starts is not None:
        until = f" until {plain_day(term.ends)}" if term.ends else ""
        reason = f"by its terms it runs from this day{until}"
        out.append(StatusChange(term.starts, Status.IN_FORCE, reason, term.claims))
    if term.due is not None:
        out.append(StatusChange(term.due, Status.DUE, "by its terms it falls due on this day", term.claims))
        overdue = _next(term.due)
        if not any(_settles(c, term.due, overdue) for c in reported):
            reason = "its day has passed and no report says what came of it"
            out.append(StatusChange(overdue, Status.OVERDUE, reason, term.claims))
    if term.ends is not None:
        out.append(StatusChange(_next(term.ends), Status.LAPSED, "its term has run out", term.claims))
    return out


def _settles(change: StatusChange, due: date, overdue: date) -> bool:
    """True for a report of what came of it, by the time it is overdue; that it was not kept, not before it was due."""
    if change.on is None or change.status in (Status.REPORTED_KEPT, Status.SUPERSEDED):
        return change.on is None or change.on <= overdue
    return due <= change.on <= overdue


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
