"""Days of claims move with the day of their report, as if it were read anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accord.model.claim import Claims
from accord.model.record import Record
from accord.model.report import Published, Report
from accord.reading.redating import redated
from accord.reading.rules import RuleReader


def on(report: Report, days: int | None) -> Report:
    """The report published so many days later; without a day for None."""
    if days is None or report.day is None:
        return replace(report, published=None)
    return replace(report, published=Published(report.day + timedelta(days)))


def dates(claims: Claims) -> list[object]:
    return [(e.trigger, e.date) for e in claims.events]


@pytest.mark.parametrize("days", [0, 1, 7, -30, None])
def test_it_is_as_if_the_report_had_been_read_on_its_right_day(record: Record, days: int | None) -> None:
    reader = RuleReader()
    n_dated = 0
    for report in record.reports:
        moved = on(report, days)
        before, after = reader.read(report), reader.read(moved)
        found = redated(before, report, moved)
        told = [pair for pair in zip(dates(found), dates(after), strict=True) if before.events]
        assert [one for one, other in told if one != other] == []
        assert [e.id for e in found.events] == [e.id for e in before.events]
        n_dated += sum(e.date is not None for e in before.events)
    assert n_dated > 20


def test_a_day_that_hangs_on_nothing_stays() -> None:
    text = "Veldria accepted a ceasefire on 6 May 2031. Keshar refused it on Tuesday."
    report = Report("r", text, "r.txt", published=Published(date(2031, 5, 7)))
    before = RuleReader().read(report)
    moved = redated(before, report, on(report, 14))
    pairs = [(a.date and a.date.iso, b.date and b.date.iso) for a, b in zip(before.events, moved.events, strict=True)]
    assert ("2031-05-06", "2031-05-06") in pairs
    assert ("2031-05-06", "2031-05-20") in pairs
