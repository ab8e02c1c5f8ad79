"""A fortnight of an invented halt, as outlets report it, and the record as it stood on each day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from accord.api import silent, weigh_record
from accord.model.claim import Claims
from accord.model.record import Record
from accord.model.report import Published, Report
from accord.model.ruling import Ruling
from accord.reading.check import check_claims
from accord.reading.rules import RuleReader

TOLD = (
    (
        "2031-05-01",
        "Lorn Courier",
        "Veldria refused a 10-day halt of strikes on ports on Thursday, Veldrian Prime Minister Ada Morn said. "
        "Ostrava had proposed the 10-day halt of strikes on ports, Ostravan President Ilo Brandt said.",
    ),
    (
        "2031-05-03",
        "Harbour Post",
        "Veldrian Prime Minister Ada Morn agreed on Saturday to a 10-day halt of strikes on ports. "
        "Veldria and Ostrava will exchange 50 prisoners each on 8 May, the Ostravan government said.",
    ),
    (
        "2031-05-04",
        "Harbour Post",
        "Veldria and Ostrava will exchange 40 prisoners each on 8 May, the Veldrian government said. "
        "Correction: An earlier version of this report said that 50 prisoners would be exchanged on each side.",
    ),
    (
        "2031-05-06",
        "Daily Compass",
        "Ostrava accused Veldria on Tuesday of breaking the halt of strikes on ports. "
        "Veldrian planes bombed the Ostravan port of Orsk on Tuesday, killing two people, Ostrava said.",
    ),
    (
        "2031-05-07",
        "Evening Star",
        "Veldria denied on Wednesday that it had broken the halt of strikes on ports. "
        "Veldrian Prime Minister Ada Morn said no plane had flown.",
    ),
    (
        "2031-05-10",
        "Lorn Courier",
        "Veldria and Ostrava exchanged 40 prisoners each on Thursday, the Ostravan government said.",
    ),
    (
        "2031-05-12",
        "Orsk Herald",
        "Veldrian Prime Minister Ada Morn agreed on Monday to extend the halt of strikes on ports by five days.",
    ),
)


def report(day: str | None, outlet: str, text: str, name: str | None = None) -> Report:
    """An invented report; its id is its day unless it has a name."""
    published = Published(date.fromisoformat(day)) if day else None
    made = name or day or "undated"
    return Report(made, text, f"{made}.txt", outlet, None, published)


FORTNIGHT = tuple(report(*told) for told in TOLD)
DAYS = [one.day for one in FORTNIGHT if one.day]


@cache
def _claims(one: Report) -> Claims:
    claims, refused = check_claims(one, RuleReader().read(one))
    assert not refused
    return claims


def record_of(reports: Iterable[Report], as_of: date, rulings: Sequence[Ruling] = ()) -> Record:
    """The record of what was published by a day, read by rules."""
    known = sorted((r for r in reports if r.day is None or r.day <= as_of), key=lambda r: (r.day or date.max, r.id))
    bare = Record(tuple(known), tuple(map(_claims, known)), rulings=tuple(rulings), as_of=as_of)
    return weigh_record(bare, silent)


def on(day: int) -> Record:
    """The fortnight as it stood on a day of May."""
    return record_of(FORTNIGHT, date(2031, 5, day))
